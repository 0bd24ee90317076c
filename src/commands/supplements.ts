import type { MirrorMemory } from "../archives/index.ts";
import type { MissingFile } from "../build/index.ts";
import type { LookedUp } from "../diagnose/index.ts";
import { describeError, type Problem, problemTexts } from "../host/errors.ts";
import { makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan, PlanResult, RootRequest, TargetPlan } from "../plan/index.ts";
import { isCxxLibrary, type Target, targetName } from "../platforms/index.ts";
import { ensureRoots, type Roots } from "../roots/index.ts";
import type { LibraryRequirement, Machine } from "../survey/index.ts";
import {
  findHeader,
  type Linked,
  lookupOf,
  openToolchains,
  type Toolchain,
  type Toolchains,
} from "../toolchains/index.ts";
import { type Makers, rootKinds } from "./makers.ts";

/** A target as it is built, once or again. */
export type Attempt = {
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
  /** What a build before this one has shown to be required beside what the survey found. */
  readonly added: readonly LibraryRequirement[];
  /** What was fetched for it; the package is empty of what came with a compiler. */
  readonly found: readonly FoundFile[];
};

/** A file that a build did not find, and the package that was fetched for it. */
export type FoundFile = { readonly file: Pick<MissingFile, "kind" | "name">; readonly package: string };

export type Supplement =
  | { readonly kind: "supplied"; readonly attempt: Attempt }
  /** Nothing new can be had; what came of the look for what is missing, as far as there is anything to say. */
  | { readonly kind: "none"; readonly lookedUp: readonly LookedUp[] };

/** Fetches what a failed build has shown to be required, where exactly one package has it. */
export type Supplements = {
  readonly of: (attempt: Attempt, missing: readonly MissingFile[]) => Promise<Supplement>;
  /** What was opened for it, in order. */
  readonly opened: () => readonly Opened[];
};

/** The plan of one target, and what it needs, on its way. */
export type Opened = { readonly plan: Plan; readonly roots: Pick<Roots, "of">; readonly toolchains: Toolchains };

export type SupplementsOptions = {
  readonly plan: Pick<Plan, "lock" | "host" | "roots">;
  /** Those of the plan. */
  readonly roots: Pick<Roots, "of">;
  /** The plan of a target alone, whose programs require more than the survey found. */
  readonly planAgain: (target: Target, more: readonly LibraryRequirement[]) => PlanResult;
  readonly machine: Machine;
  readonly makers: Makers;
  /** What is known of the run's mirrors. */
  readonly mirrors?: MirrorMemory;
};

export function makeSupplements(host: Host, options: SupplementsOptions): Supplements {
  const opened: Opened[] = [];
  // One after the other: targets of one architecture mostly lack the same, and the second finds it on the disk.
  const limit = makeLimit(1);
  return {
    of: (attempt, missing) =>
      missing.length === 0 || attempt.target.target.os !== "linux"
        ? Promise.resolve({ kind: "none", lookedUp: [] })
        : limit(() => supplement(host, { ...options, attempt, missing, onOpened: (each) => void opened.push(each) })),
    opened: () => opened,
  };
}

type SupplementWork = SupplementsOptions & {
  readonly attempt: Attempt;
  readonly missing: readonly MissingFile[];
  readonly onOpened: (opened: Opened) => void;
};

async function supplement(host: Host, work: SupplementWork): Promise<Supplement> {
  const { attempt, missing, plan } = work;
  const known = [...(attempt.toolchain?.linked?.requirements ?? []), ...attempt.added];
  const fresh = missing.filter((each) => !known.some((other) => isSame(each, other)));
  if (fresh.length === 0) {
    return { kind: "none", lookedUp: await lookUp(work, attempt.toolchain) };
  }
  if (plan.lock.kind === "locked") {
    return {
      kind: "none",
      lookedUp: fresh.filter((each) => !isCxx(each)).map((each) => found(each, { kind: "locked" })),
    };
  }
  return supply(host, work, fresh);
}

async function supply(host: Host, work: SupplementWork, fresh: readonly MissingFile[]): Promise<Supplement> {
  const { attempt, planAgain, makers, onOpened } = work;
  const programs = attempt.target.builds.map(({ importPath }) => importPath);
  const added = [...attempt.added, ...fresh.map((each) => ({ ...each, programs, onHost: false, ...anywhere(each) }))];
  const { plan, problems } = planAgain(attempt.target.target, added);
  const [target] = plan.targets;
  if (target === undefined || problems.length > 0) {
    return { kind: "none", lookedUp: failedLookups(fresh, problems) };
  }
  host.log.progress(`Looking up ${fresh.map(describeMissing).join(", ")} for ${targetName(target.target)}…`);
  const roots = ensureMore(host, work, rootsOf(plan, target));
  const toolchains = openToolchains(host, plan, { ...makers, roots });
  const toolchain = await toolchains.of(target);
  if (toolchain?.kind !== "ready") {
    return {
      kind: "none",
      lookedUp: toolchain === undefined ? [] : failedLookups(fresh, describeFailure(toolchain.error)),
    };
  }
  const fetched = fresh.flatMap((file) => {
    if (isCxx(file)) {
      return toolchain.value.cxx === undefined ? [] : [{ file, package: "" }];
    }
    const only = packagesOf(toolchain.value, file);
    return only.length === 1 ? [{ file, package: only[0] ?? "" }] : [];
  });
  if (fetched.length === 0) {
    return { kind: "none", lookedUp: await lookUp(work, toolchain.value) };
  }
  onOpened({ plan, roots, toolchains });
  return {
    kind: "supplied",
    attempt: { target, toolchain: toolchain.value, added, found: [...attempt.found, ...fetched] },
  };
}

/** What a compiler did not find may lie where a flag of the program looks for it in an installed system. */
function anywhere({ kind }: Named): Pick<LibraryRequirement, "anywhere"> {
  return kind === "header" ? { anywhere: true } : {};
}

/** Of the roots that a target needs now, those that it did not need before, and the others as they are. */
function ensureMore(
  host: Host,
  { plan, roots, machine, makers, mirrors }: SupplementWork,
  requests: readonly RootRequest[],
): Pick<Roots, "of"> {
  const before = new Map(plan.roots.map((each) => [each.id, JSON.stringify(each)]));
  const more = requests.filter((each) => before.get(each.id) !== JSON.stringify(each));
  const ensured = ensureRoots(host, more, {
    machine,
    kinds: rootKinds(makers),
    cache: undefined,
    lock: undefined,
    ...(mirrors === undefined ? {} : { mirrors }),
  });
  return { of: (id) => (more.some((each) => each.id === id) ? ensured : roots).of(id) };
}

function rootsOf(plan: Plan, { layers }: TargetPlan): Plan["roots"] {
  const ids = [...plan.toolchains, ...layers].flatMap(({ roots }) => roots);
  return plan.roots.filter(({ id }) => ids.includes(id));
}

type Named = Pick<MissingFile, "kind" | "name">;

function isSame(
  one: Pick<LibraryRequirement, "kind" | "name">,
  other: Pick<LibraryRequirement, "kind" | "name">,
): boolean {
  return one.kind === other.kind && one.name === other.name;
}

/** It comes with the compiler, and is in no package of libraries. */
function isCxx({ kind, name }: Named): boolean {
  return kind === "library" && isCxxLibrary(name);
}

function describeMissing({ kind, name }: Named): string {
  return kind === "header" ? `<${name}>` : `-l${name}`;
}

function packagesOf({ linked }: Toolchain, file: Named): readonly string[] {
  return linked === undefined ? [] : (lookupOf(linked, file)?.packages ?? []);
}

/** What was fetched and why, and what to write so that it is there from the start; none where nothing was. */
export function describeFound(found: readonly FoundFile[]): readonly string[] {
  const lookedUp = found.filter(({ file }) => !isCxx(file));
  const cxx = found.some(({ file }) => isCxx(file))
    ? [
        "what is linked has C++ in it, so the C++ library was added and it was built again; `cgo-ldflags: -lstdc++` saves that",
      ]
    : [];
  return [...cxx, ...(lookedUp.length === 0 ? [] : [describeLookedUp(lookedUp)])];
}

function describeLookedUp(found: readonly FoundFile[]): string {
  const files = found.map(({ file }) => describeMissing(file)).join(", ");
  const packages = [...new Set(found.map((each) => each.package))];
  const [fetched, line] = [packages.join(" and "), `libraries: auto ${packages.join(" ")}`];
  const verb = packages.length === 1 ? "was" : "were";
  return `the build did not find ${files}, so ${fetched} ${verb} fetched and it was built again; \`${line}\` saves that`;
}

/** A fault of ours is thrown as it is. */
function describeFailure(error: Error): readonly Problem[] {
  const described = describeError(error);
  if (described.kind === "internal") {
    throw error;
  }
  return described.problems;
}

function found({ kind, name }: Named, answer: LookedUp["answer"]): LookedUp {
  return { kind, name, answer };
}

function failedLookups(files: readonly Named[], problems: readonly Problem[]): readonly LookedUp[] {
  const reason = problemTexts(problems).join("; ");
  return problems.length === 0 ? [] : files.map((each) => found(each, { kind: "failed", reason }));
}

/** What the index said of what is missing, where that was no single package, or the compiler does not look where it is. */
async function lookUp({ missing }: SupplementWork, toolchain: Toolchain | undefined): Promise<readonly LookedUp[]> {
  const linked = toolchain?.linked;
  const all = missing.map(async (file) => {
    const answer = linked === undefined ? undefined : await answerOf(linked, file);
    return answer === undefined ? [] : [found(file, answer)];
  });
  return (await Promise.all(all)).flat();
}

async function answerOf(linked: Linked, file: MissingFile): Promise<LookedUp["answer"] | undefined> {
  const lookup = lookupOf(linked, file);
  if (lookup === undefined) {
    return undefined;
  }
  const directories = linked.requirements.find((each) => isSame(each, file))?.absentDirectories ?? [];
  if (directories.length > 0) {
    // Its own files were to be there, and a package of that name would be another library.
    return { kind: "absent-directories", directories, by: file.by };
  }
  if (lookup.problem !== undefined) {
    return { kind: "failed", reason: lookup.problem };
  }
  const [first, ...others] = lookup.packages;
  if (first === undefined) {
    return { kind: "no-package" };
  }
  if (others.length > 0) {
    return { kind: "several", packages: lookup.packages };
  }
  const directory = file.kind === "header" ? await findHeader(linked.files, file.name) : undefined;
  return directory === undefined ? undefined : { kind: "elsewhere", package: first, directory };
}
