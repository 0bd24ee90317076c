import { type MirrorMemory, rememberMirrors } from "../archives/index.ts";
import { noGoCaches } from "../go-caches/index.ts";
import { type Problem, rewordProblems, UserError } from "../host/errors.ts";
import { replaceFile } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { byteSize } from "../host/units.ts";
import {
  compareLocks,
  describeLock,
  type Lock,
  type LockedRelease,
  type LockedRoot,
  lockFile,
  type Plan,
  type PlanResult,
  releaseName,
  requestedNames,
} from "../plan/index.ts";
import { ensureRoots, findLockPath, lookUpRoots, readLock } from "../roots/index.ts";
import { type Distribution, findRelease, type Machine } from "../survey/index.ts";
import { decide, readQuestion } from "./decide.ts";
import { allMakers, rootKinds } from "./makers.ts";
import { targetsOfRoot } from "./root-targets.ts";

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
 * @throws UserError where it cannot be done as asked, or where packages cannot be fetched.
 */
export async function lockToolchains(
  host: Host,
  raw: Readonly<Record<string, string>>,
  command: LockCommand,
): Promise<LockEnd> {
  // The lock is to serve runs that start the binaries, too.
  const question = await readQuestion(host, { ...raw, run: "true" });
  const decided = await decide(host, question, { goCaches: noGoCaches, lock: "bypass", makers: allMakers });
  const { plan: own, machine } = decided;
  const file = await findLockPath(own.module.directory);
  const before = await readLock(file);
  const mirrors = rememberMirrors();
  const today: Record<string, LockedRelease> = {};
  for (const distribution of chooseReleases(machine, command.releases)) {
    const release = releaseName(distribution, machine.arch);
    const plan = distribution === machine.distribution ? own : planOf(await decided.planOn(distribution), release);
    host.log.info(`Looking up the packages of ${release}…`);
    today[release] = command.check
      ? await lookUp(host, plan, { distribution, before: before?.releases[release], mirrors })
      : await install(host, plan, { machine: { ...machine, distribution }, mirrors });
  }
  return command.check ? compare(before, today) : write(file, before, today);
}

/** The plan for a machine with another release, or what stands in its way there. */
function planOf({ plan, problems }: PlanResult, release: string): Plan {
  if (problems.length > 0) {
    throw new UserError(rewordProblems(problems, (text) => `${release}: ${text}`));
  }
  return plan;
}

function chooseReleases({ distribution, archive }: Machine, names: readonly string[]): readonly Distribution[] {
  if (distribution === undefined || archive.kind === "missing") {
    const reason = archive.kind === "missing" ? archive.reason : "this machine's distribution is unknown";
    throw new UserError({ code: "no-package-archive", text: `lock: ${reason}; run it on Debian or Ubuntu` });
  }
  if (names.length === 0) {
    return [distribution];
  }
  const found = names.map((name) => findRelease(name, distribution));
  const problems = found.flatMap((each) =>
    each.kind === "unknown" ? [{ code: "lock-release", text: each.reason } as const] : [],
  );
  if (problems.length > 0) {
    throw new UserError(problems);
  }
  return found.flatMap((each) => (each.kind === "found" ? [each.distribution] : []));
}

/** Installs every root, so that what it holds is known to the byte. */
async function install(
  host: Host,
  plan: Plan,
  { machine, mirrors }: { readonly machine: Machine; readonly mirrors: MirrorMemory },
): Promise<LockedRelease> {
  const cache = { kind: "off", reason: "a lock is made from the signed index" } as const;
  const kinds = rootKinds(allMakers);
  const roots = ensureRoots(host, plan.roots, { machine, kinds, cache, lock: undefined, upToDate: true, mirrors });
  const locked: Record<string, LockedRoot> = {};
  const problems: Problem[] = [];
  for (const request of plan.roots) {
    const { id } = request;
    const outcome = await roots.of(id);
    if (outcome.kind === "failed") {
      problems.push(...namedProblems(id, outcome.error));
      continue;
    }
    const { digest, packages, added } = outcome.value.record;
    locked[id] = { targets: targetsOfRoot(plan, id), requested: requestedNames(request), added, digest, packages };
  }
  if (problems.length > 0) {
    throw new UserError(problems);
  }
  return locked;
}

/** What the user can mend is told for all roots at once; a fault of ours is thrown as it is. */
function namedProblems(id: string, error: Error): readonly Problem[] {
  if (!(error instanceof UserError)) {
    throw error;
  }
  return rewordProblems(error.problems, (text) => `${id}: ${text}`);
}

type LookUp = {
  readonly distribution: Distribution;
  readonly before: LockedRelease | undefined;
  readonly mirrors: MirrorMemory;
};

/** Looks packages up without fetching them: where they are those of the lock, so is what they unpack to. */
async function lookUp(host: Host, plan: Plan, { distribution, before, mirrors }: LookUp): Promise<LockedRelease> {
  const added = new Map(Object.entries(before ?? {}).map(([id, root]) => [id, root.added ?? []]));
  const found = await lookUpRoots(host, plan.roots, { distribution, added, mirrors });
  const problems = found.flatMap((each) => (each.kind === "failed" ? namedProblems(each.id, each.error) : []));
  if (problems.length > 0) {
    throw new UserError(problems);
  }
  const locked = found.flatMap((each) => {
    if (each.kind === "failed") {
      return [];
    }
    const digest = before?.[each.id]?.digest ?? "";
    return [
      [each.id, { targets: targetsOfRoot(plan, each.id), requested: [], digest, packages: each.packages }] as const,
    ];
  });
  return Object.fromEntries(locked);
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
  file: string,
  before: Lock | undefined,
  today: Readonly<Record<string, LockedRelease>>,
): Promise<LockEnd> {
  const changes = Object.entries(today).flatMap(([release, roots]) =>
    Object.entries(roots).map(([id, { targets, packages, digest }]) => {
      const bytes = packages.reduce((sum, { size }) => sum + size, 0);
      const size = `${packages.length} packages, ${byteSize(bytes)}`;
      return `${release}: ${id} for ${targets.join(", ")}: ${size}, digest ${digest.slice(0, 12)}…`;
    }),
  );
  const text = describeLock({ schema: 1, releases: { ...before?.releases, ...today } });
  const same = before !== undefined && describeLock(before) === text;
  await replaceFile(file, { text });
  return { lines: [...changes, same ? `${file} is as it was.` : `${file} is written; commit it.`], exitCode: 0 };
}
