import { byteSize } from "../host/units.ts";
import { columnsOf } from "./columns.ts";
import { counted } from "./format.ts";

/** One thing that is kept on the disk. */
export type CacheItem = {
  /** What `cgo-cross cache prune` takes: `aarch64-linux-gnu`, `wine`, `sets`. */
  readonly name: string;
  readonly kind:
    | "compiler"
    | "libraries"
    | "emulator"
    | "commands"
    | "set"
    | "emulator data"
    | "go cache"
    | "left over";
  readonly path: string;
  /** On the disk. */
  readonly bytes: number;
  /** ISO 8601; undefined where nothing tells. */
  readonly used: string | undefined;
  /** The processes of runs that use it now. */
  readonly users: readonly number[];
};

export type CacheListing = { readonly directory: string; readonly items: readonly CacheItem[] };

/** What came of one thing that was to be removed. */
export type PrunedItem = { readonly item: CacheItem } & (
  | { readonly kind: "removed" }
  /** `reason`: a clause. */
  | { readonly kind: "kept" | "failed"; readonly reason: string }
);

export type Pruning = { readonly directory: string; readonly pruned: readonly PrunedItem[]; readonly left: number };

/** A line for each name, the largest first, and how to free it. */
export function describeCache({ directory, items }: CacheListing): readonly string[] {
  const total = byteSize(sumOf(items));
  if (items.length === 0) {
    return [`Nothing is kept in ${directory}.`];
  }
  const rows = groupsOf(items).map(([name, group]) => [
    name,
    [...new Set(group.map(({ kind }) => kind))].join(", "),
    String(group.length),
    byteSize(sumOf(group)),
    dayOf(group),
    usersOf(group),
  ]);
  return [
    `${total} in ${directory}`,
    "",
    ...columnsOf(["name", "what", "copies", "size", "last used", ""], rows),
    "",
    "cgo-cross cache prune NAME       removes all copies of one",
    "cgo-cross cache prune            removes what was not used for 30 days, and what is left over",
    "cgo-cross cache prune --all      removes everything",
  ];
}

/** What was removed, and what was not and why. */
export function describePruning({ pruned, left }: Pruning): readonly string[] {
  const removed = pruned.filter(({ kind }) => kind === "removed").map(({ item }) => item);
  const rows = [
    ...groupsOf(removed).map(([name, group]) => [
      "removed",
      name,
      byteSize(sumOf(group)),
      counted(group.length, "copy", "copies"),
    ]),
    ...pruned.flatMap((each) =>
      each.kind === "removed"
        ? []
        : [[each.kind === "kept" ? "kept" : "failed", each.item.name, byteSize(each.item.bytes), each.reason]],
    ),
  ];
  return [
    ...(rows.length === 0 ? [] : [...columnsOf(["", "name", "size", ""], rows), ""]),
    `${byteSize(sumOf(removed))} freed, ${byteSize(left)} left.`,
  ];
}

export function describeCacheJson({ directory, items }: CacheListing): string {
  return toJson({ schema: 1, directory, bytes: sumOf(items), items: items.map(itemJson) });
}

export function describePruningJson({ directory, pruned, left }: Pruning): string {
  const removed = pruned.filter(({ kind }) => kind === "removed").map(({ item }) => item);
  return toJson({
    schema: 1,
    directory,
    freed: sumOf(removed),
    left,
    removed: removed.map(itemJson),
    kept: pruned.flatMap((each) =>
      each.kind === "removed" ? [] : [{ ...itemJson(each.item), failed: each.kind === "failed", reason: each.reason }],
    ),
  });
}

function itemJson(item: CacheItem) {
  const { name, kind, path, bytes, used, users } = item;
  return { name, kind, path, bytes, used: used ?? null, users };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The items of each name, the largest first. */
function groupsOf(items: readonly CacheItem[]): readonly (readonly [string, readonly CacheItem[]])[] {
  const groups = new Map<string, CacheItem[]>();
  for (const item of items) {
    groups.set(item.name, [...(groups.get(item.name) ?? []), item]);
  }
  return [...groups].sort(([, one], [, other]) => sumOf(other) - sumOf(one));
}

function sumOf(items: readonly CacheItem[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

function dayOf(items: readonly CacheItem[]): string {
  const last = items
    .flatMap(({ used }) => used ?? [])
    .sort()
    .at(-1);
  return last?.slice(0, "2026-01-01".length) ?? "-";
}

function usersOf(items: readonly CacheItem[]): string {
  const users = [...new Set(items.flatMap((each) => each.users))];
  return users.length === 0 ? "" : `used by ${users.length === 1 ? "process" : "processes"} ${users.join(", ")}`;
}
