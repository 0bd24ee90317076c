import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, UserError } from "../host/errors.ts";
import {
  exists,
  findLeft,
  measureUsage,
  type Removal,
  readUsers,
  removeLeft,
  removeTool,
  resolveLinks,
  type ToolUser,
} from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { quote } from "../inputs/index.ts";
import {
  type CacheItem,
  type CacheListing,
  describeCache,
  describeCacheJson,
  describePruning,
  describePruningJson,
  type PrunedItem,
} from "../report/index.ts";
import { allMakers } from "./makers.ts";

export type CacheOptions = {
  readonly json: boolean;
  readonly all: boolean;
  /** As it was written: `30d`. */
  readonly olderThan: string | undefined;
  /** Nothing, or `prune` and names. */
  readonly words: readonly string[];
};

/**
 * Lists what is kept on the disk, or removes of it what is chosen and no run uses.
 * @returns What is to be printed, and the exit code: 1 where something could not be removed.
 * @throws UserError where the words or flags are wrong.
 */
export async function manageCache(
  host: Host,
  options: CacheOptions,
): Promise<{ readonly text: string; readonly exitCode: number }> {
  const { json, words, all, olderThan } = options;
  const [command, ...names] = words;
  if (command !== undefined && command !== "prune") {
    throw new UserError({
      code: "unexpected-argument",
      text: `cgo-cross cache does not know ${quote(command)}; did you mean cgo-cross cache prune?`,
    });
  }
  if (command === undefined && (all || olderThan !== undefined)) {
    throw new UserError({
      code: "misplaced-option",
      text: `--${all ? "all" : "older-than"} is for cgo-cross cache prune`,
    });
  }
  const before = readAge(olderThan);
  const listing = await listCache(host);
  if (command === undefined) {
    const text = json ? describeCacheJson(listing) : joined(describeCache(listing));
    return { text, exitCode: 0 };
  }
  const unknown = names.filter((name) => listing.items.every((each) => each.name !== name));
  if (unknown.length > 0) {
    throw new UserError({
      code: "unexpected-argument",
      text: `nothing named ${unknown.map(quote).join(", ")} is kept; cgo-cross cache lists the names`,
    });
  }
  const chosen = listing.items.filter((item) => isChosen(item, { all, names, before }));
  const pruned = await removeAll(host, listing.directory, chosen);
  const removed = pruned.filter(({ kind }) => kind === "removed").map(({ item }) => item.bytes);
  const left = [...listing.items.map(({ bytes }) => bytes), ...removed.map((bytes) => -bytes)].reduce(
    (a, b) => a + b,
    0,
  );
  const pruning = { directory: listing.directory, pruned, left };
  return {
    text: json ? describePruningJson(pruning) : joined(describePruning(pruning)),
    exitCode: pruned.some(({ kind }) => kind === "failed") ? 1 : 0,
  };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

const units = { h: 3600e3, d: 24 * 3600e3, w: 7 * 24 * 3600e3 } as const;

/** What was used before then is old, in milliseconds since 1970; undefined where nothing was said. */
function readAge(text: string | undefined): number | undefined {
  const [, number, unit] = /^(\d{1,5})([hdw])$/.exec(text ?? "") ?? [];
  if (text !== undefined && number === undefined) {
    throw new UserError({
      code: "input-value",
      text: `--older-than: expected a number of hours, days or weeks, such as 12h, 30d or 4w, got ${quote(text)}`,
    });
  }
  return number === undefined ? undefined : Date.now() - Number(number) * units[(unit ?? "d") as keyof typeof units];
}

/** Where nothing was said of age: names mean those things however new they are. */
const usualAge = 30 * units.d;

type Choice = { readonly all: boolean; readonly names: readonly string[]; readonly before: number | undefined };

function isChosen({ name, kind, used }: CacheItem, { all, names, before }: Choice): boolean {
  if (names.length > 0 && !names.includes(name)) {
    return false;
  }
  const isOld = (limit: number) => used === undefined || Date.parse(used) < limit;
  if (before !== undefined) {
    return kind === "left over" || isOld(before);
  }
  return all || names.length > 0 || kind === "left over" || isOld(Date.now() - usualAge);
}

async function removeAll(host: Host, directory: string, items: readonly Kept[]): Promise<readonly PrunedItem[]> {
  const pruned: PrunedItem[] = [];
  // What leads to others goes before them.
  const order: readonly CacheItem["kind"][] = ["set", "commands"];
  const sorted = [...items].sort((one, other) => order.indexOf(other.kind) - order.indexOf(one.kind));
  for (const item of sorted) {
    host.log.progress(`Removing ${item.path}…`);
    pruned.push(describeRemoval(item, await remove(host, directory, item)));
  }
  return pruned;
}

/** What a killed run has left aside has a record of that run, and is no tool. */
async function remove(host: Host, tools: string, { path, isAside }: Kept): Promise<Removal> {
  if (!isAside) {
    return removeTool(tools, path, host.temporaries);
  }
  try {
    await removeLeft(path);
    return { kind: "removed" };
  } catch (cause) {
    return (await exists(path)) ? { kind: "failed", cause } : { kind: "removed" };
  }
}

function describeRemoval(item: CacheItem, removal: Removal): PrunedItem {
  switch (removal.kind) {
    case "removed":
      return { item, kind: "removed" };
    case "used":
      return {
        item,
        kind: "kept",
        reason: `used by a run${removal.pid === undefined ? "" : ` (process ${removal.pid})`}`,
      };
    case "failed":
      return { item, kind: "failed", reason: messageOf(removal.cause) };
  }
}

const leftName = "left-over";

type Kept = CacheItem & {
  /** What a killed run has left beside the place of a tool, or among temporary files. */
  readonly isAside: boolean;
};

/** Everything of ours in the tool directory, and what killed runs have left there and among temporary files. */
async function listCache(host: Host): Promise<Omit<CacheListing, "items"> & { readonly items: readonly Kept[] }> {
  const directory = resolveLinks(host.toolDirectory);
  const users = await readUsers(directory);
  const places = await findPlaces(directory);
  const left = await findLeft(directory, host.places.temporary.directory);
  const items = [
    ...(await Promise.all(places.map((place) => measurePlace(place, users)))).flatMap((item) => item ?? []),
    ...left.map((path) => describeItem({ name: leftName, kind: "left over", path }, undefined, [])),
  ];
  return { directory, items: items.map((item) => ({ ...item, isAside: left.includes(item.path) })) };
}

type Place = Pick<CacheItem, "name" | "kind" | "path">;

async function measurePlace(place: Place, users: readonly ToolUser[]): Promise<CacheItem | undefined> {
  const found = await lstat(place.path).catch(() => undefined);
  const own = process.getuid?.() ?? found?.uid;
  // A link leads elsewhere, and what another user has put there is not this user's to remove.
  if (found?.isDirectory() !== true || found.uid !== own) {
    return undefined;
  }
  const marker = await lstat(`${place.path}.complete`).catch(() => undefined);
  const isUsed = ({ directories }: ToolUser) => directories.some((used) => `${used}/`.startsWith(`${place.path}/`));
  const pids = users.filter(isUsed).flatMap(({ pid }) => pid ?? []);
  const isLeft = isTool(place) && marker === undefined && !users.some(isUsed);
  return describeItem(isLeft ? { ...place, name: leftName, kind: "left over" } : place, marker?.mtimeMs, pids);
}

/** It is marked when it is complete. */
function isTool({ kind }: Place): boolean {
  return kind !== "set" && kind !== "emulator data" && kind !== "go cache";
}

function describeItem(place: Place, marked: number | undefined, users: readonly number[]): CacheItem {
  const { bytes, used } = measureUsage(place.path);
  const last = Math.max(used, marked ?? 0);
  return { ...place, bytes, used: last === 0 ? undefined : new Date(last).toISOString(), users };
}

const [prefix, setsName, runsName] = ["cgo-cross-", "cgo-cross-sets", "cgo-cross-runs"];

/** What is ours in a directory of tools, by its name: others may keep theirs beside it. */
async function findPlaces(directory: string): Promise<readonly Place[]> {
  const names = await list(directory);
  const tools = names.filter((name) => name.startsWith(prefix) && name !== setsName && name !== runsName);
  const sets = (await list(join(directory, setsName))).filter((name) => !isUnfinished(name));
  const found = await Promise.all(tools.map((name) => findVersions(directory, name)));
  return [
    ...found.flat(),
    ...sets.map((name): Place => {
      const path = join(directory, setsName, name);
      return name.startsWith("emulators-")
        ? { name: "emulators", kind: "emulator data", path }
        : { name: "sets", kind: "set", path };
    }),
    ...names
      .filter((name) => name === "go-build" || name === "go-modules")
      .map((name): Place => ({ name, kind: "go cache", path: join(directory, name) })),
  ];
}

async function findVersions(directory: string, tool: string): Promise<readonly Place[]> {
  const own = tool.slice(prefix.length);
  const name = own.startsWith(`${commandsName}-`) ? commandsName : own;
  const versions = await list(join(directory, tool));
  const places = await Promise.all(
    versions.map(async (version) => {
      const inside = await list(join(directory, tool, version));
      const tools = inside.filter((each) => !each.endsWith(".complete") && !isUnfinished(each));
      return tools.map((each): Place => ({ name, kind: kindOf(name), path: join(directory, tool, version, each) }));
    }),
  );
  return places.flat();
}

function isUnfinished(name: string): boolean {
  return /\.partial-\w{6}$/.test(name);
}

/** Small scripts, of which there are many. */
const commandsName = "commands";

/** By who makes it: the id of a root begins with its kind, but for a compiler's, which is its triple. */
function kindOf(name: string): CacheItem["kind"] {
  const { emulators, layers } = allMakers;
  const isOf = (makers: readonly { readonly rootKinds: readonly { readonly kind: string }[] }[]) =>
    makers.flatMap(({ rootKinds }) => rootKinds).some(({ kind }) => name === kind || name.startsWith(`${kind}-`));
  return name.startsWith("commands-")
    ? "commands"
    : isOf(emulators)
      ? "emulator"
      : isOf(layers)
        ? "libraries"
        : "compiler";
}

/** The directory's own entries; none of a link's. */
async function list(directory: string): Promise<readonly string[]> {
  const found = await lstat(directory).catch(() => undefined);
  return found?.isDirectory() === true ? readdir(directory).catch(() => []) : [];
}
