import { writeFile } from "node:fs/promises";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/plan.ts";
import {
  compareLocks,
  describeLock,
  type Lock,
  type LockedRelease,
  type LockedRoot,
  lockFile,
  releaseName,
} from "../roots/lock.ts";
import { findLockPath, readLock } from "../roots/lock-file.ts";
import { askedOf } from "../roots/root.ts";
import { ensureRoots, type LookedUp, lookUpRoots } from "../roots/roots.ts";
import type { Distribution, Machine } from "../survey/machine.ts";
import { findRelease } from "../survey/releases.ts";
import { rootRequests, targetsOfRoot } from "../toolchains/toolchains.ts";
import { decide, InputProblems } from "./build.ts";

/** What `cgo-cross lock` was asked for beside the inputs. */
export type LockCommand = {
  /** Compare the lock with what the archive has today, and write nothing. */
  readonly check: boolean;
  /** Releases such as `debian-13`, of the machine's own distribution; its own release where none is named. */
  readonly releases: readonly string[];
};

/** What came of it, in lines for a person, and the exit code: 1 where a check found differences. */
export type LockEnd = { readonly lines: readonly string[]; readonly exitCode: 0 | 1 };

/**
 * Writes down what each toolchain and emulator of the targets is made of, or compares that with what is written.
 * @throws InputProblems where it cannot be done as asked, and an Error where packages do not arrive.
 */
export async function lockToolchains(
  host: Host,
  raw: Readonly<Record<string, string>>,
  command: LockCommand,
): Promise<LockEnd> {
  // The lock is to serve runs that try the binaries, too.
  const { plan, machine } = await decide(host, { ...raw, run: "true" }, "bypass");
  const path = await findLockPath(plan.module.directory);
  const before = await readLock(path);
  const machines = chooseReleases(machine, command.releases);
  const today: Record<string, LockedRelease> = {};
  for (const { distribution, machine: of } of machines) {
    const release = releaseName(distribution, machine.arch);
    host.log.info(`Looking up the packages of ${release}…`);
    today[release] = command.check
      ? await lookUp(host, plan, { machine: of, before, release })
      : await bring(host, plan, of);
  }
  return command.check ? compare(before, today) : write(path, before, today);
}

type ChosenRelease = { readonly distribution: Distribution; readonly machine: Machine };

function chooseReleases(machine: Machine, names: readonly string[]): readonly ChosenRelease[] {
  const { distribution } = machine;
  if (distribution === undefined || machine.aptMissing !== undefined) {
    throw new InputProblems([
      `lock: ${machine.aptMissing ?? "this machine's distribution is unknown"}; run it on Debian or Ubuntu`,
    ]);
  }
  if (names.length === 0) {
    return [{ distribution, machine }];
  }
  const found = names.map((name) => findRelease(name, distribution));
  const problems = found.flatMap((each) => (each.kind === "unknown" ? [each.reason] : []));
  if (problems.length > 0) {
    throw new InputProblems(problems);
  }
  return found
    .flatMap((each) => (each.kind === "found" ? [each.distribution] : []))
    .map((each) => ({ distribution: each, machine: { ...machine, distribution: each } }));
}

/** Brings every root, so that what it holds is known to the byte. */
async function bring(host: Host, plan: Plan, machine: Machine): Promise<LockedRelease> {
  const requests = rootRequests(plan);
  const cache = { kind: "off", reason: "a lock is made from the signed index" } as const;
  const roots = ensureRoots(host, requests, { machine, cache, lock: undefined, upToDate: true });
  const locked: Record<string, LockedRoot> = {};
  const problems: string[] = [];
  for (const request of requests) {
    const { id } = request;
    const outcome = await roots.of(id);
    if (outcome.kind === "failed") {
      problems.push(`${id}: ${outcome.message}`);
      continue;
    }
    const { record } = outcome.value;
    locked[id] = {
      targets: targetsOfRoot(plan, id),
      requested: askedOf(request),
      digest: record.digest,
      packages: record.packages,
    };
  }
  if (problems.length > 0) {
    throw new InputProblems(problems);
  }
  return locked;
}

/** Looks packages up without fetching them: where they are those of the lock, so is what they unpack to. */
async function lookUp(
  host: Host,
  plan: Plan,
  { machine, before, release }: { machine: Machine; before: Lock | undefined; release: string },
): Promise<LockedRelease> {
  const requests = rootRequests(plan);
  const found = await lookUpRoots(host, requests, machine);
  const problems = found.flatMap((each) => (each.kind === "failed" ? [`${each.id}: ${each.message}`] : []));
  if (problems.length > 0) {
    throw new InputProblems(problems);
  }
  const known = found.filter((each): each is Extract<LookedUp, { kind: "found" }> => each.kind === "found");
  return Object.fromEntries(
    known.map(({ id, packages }) => {
      const digest = before?.releases[release]?.[id]?.digest ?? "";
      return [id, { targets: targetsOfRoot(plan, id), requested: [], digest, packages }];
    }),
  );
}

function compare(before: Lock | undefined, today: Readonly<Record<string, LockedRelease>>): LockEnd {
  if (before === undefined) {
    return { lines: [`There is no ${lockFile} yet; \`cgo-cross lock\` writes one.`], exitCode: 1 };
  }
  const lines = Object.entries(today).flatMap(([release, roots]) =>
    compareLocks(before.releases[release] ?? {}, roots).map((line) => `${release}: ${line}`),
  );
  return lines.length === 0
    ? { lines: [`${lockFile} is what ${Object.keys(today).join(" and ")} has today.`], exitCode: 0 }
    : { lines: [...lines, `${lockFile} is out of date; \`cgo-cross lock\` refreshes it.`], exitCode: 1 };
}

async function write(
  path: string,
  before: Lock | undefined,
  today: Readonly<Record<string, LockedRelease>>,
): Promise<LockEnd> {
  const changes = Object.entries(today).flatMap(([release, roots]) =>
    Object.entries(roots).map(([id, { targets, packages, digest }]) => {
      const bytes = packages.reduce((sum, { size }) => sum + size, 0);
      const size = `${packages.length} packages, ${(bytes / 1e6).toFixed(1)} MB`;
      return `${release}: ${id} for ${targets.join(", ")}: ${size}, digest ${digest.slice(0, 12)}…`;
    }),
  );
  const text = describeLock({ schema: 1, releases: { ...before?.releases, ...today } });
  const same = before !== undefined && describeLock(before) === text;
  await writeFile(path, text);
  return { lines: [...changes, same ? `${path} is as it was.` : `${path} is written; commit it.`], exitCode: 0 };
}
