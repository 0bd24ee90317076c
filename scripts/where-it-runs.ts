import { readFileSync } from "node:fs";
import { emulators } from "../src/emulators/emulators.ts";
import { inputsOf } from "../src/inputs/inputs-of.ts";
import { parseInputs } from "../src/inputs/parse.ts";
import type { RootRequest } from "../src/plan/root-request.ts";
import { planRun } from "../src/plan/run.ts";
import { chooseToolchain } from "../src/plan/toolchain.ts";
import { platformRows } from "../src/platforms/rows.ts";
import { knownPlatforms } from "../src/platforms/table.ts";
import { type Target, targetName } from "../src/platforms/target.ts";
import type { Distribution, Machine } from "../src/survey/machine.ts";
import { describeAnyProgram } from "../src/survey/made.ts";
import type { TargetSurvey } from "../src/survey/survey.ts";
import { layers, providers } from "../src/toolchains/providers.ts";

/** Packages by `debian-13 amd64`, as scripts/record-packages.ts has asked for them. */
const recorded = JSON.parse(readFileSync(new URL("recorded-packages.json", import.meta.url), "utf8")) as Readonly<
  Record<string, readonly string[]>
>;

/** A machine of the table. */
type TableHost = {
  readonly name: string;
  readonly machine: Machine;
  /** The entry of the recorded packages; undefined where nothing is fetched. */
  readonly packages: string | undefined;
  /** It has a C compiler. */
  readonly hasCompiler: boolean;
  /** Its Wine is too old for Go's programs, which shows when it is started: docs/explain/running.md. */
  readonly oldWine?: boolean;
};

const nothing: Omit<Machine, "os" | "arch" | "archive" | "distribution"> = {
  place: "job",
  cpus: 4,
  memoryBytes: 16 * 2 ** 30,
  wine: undefined,
  pkgConfig: undefined,
  swig: undefined,
  overruled: {},
  searchPaths: {},
  clang: undefined,
};

function debianHost(distribution: Distribution, arch: string, packages: string): Omit<TableHost, "name"> {
  const archive = { kind: "found", id: "apt", family: "debian" } as const;
  return {
    machine: { ...nothing, os: "linux", arch, distribution, archive },
    packages: `${packages} ${arch}`,
    hasCompiler: false,
  };
}

function otherHost(os: string, arch: string, distribution?: Distribution): Omit<TableHost, "name"> {
  // What the archive says of such a machine: see missingReason in src/archives/apt/apt.ts.
  const archive = { kind: "missing", reason: "C compilers for it come from apt, on Debian and Ubuntu" } as const;
  const translated = os === "darwin" && arch === "arm64" ? ["amd64"] : undefined;
  return {
    machine: { ...nothing, os, arch, distribution, archive, translated },
    packages: undefined,
    hasCompiler: true,
  };
}

const debian = (version: string, codename: string): Distribution => ({
  id: "debian",
  version,
  codename,
  title: `Debian ${version}`,
});
const ubuntu = (version: string, codename: string): Distribution => ({
  id: "ubuntu",
  version,
  codename,
  title: `Ubuntu ${version}`,
});

const hosts: readonly TableHost[] = [
  { name: "Debian 11", ...debianHost(debian("11", "bullseye"), "amd64", "debian-11"), oldWine: true },
  { name: "Debian 12", ...debianHost(debian("12", "bookworm"), "amd64", "debian-12") },
  { name: "Debian 13", ...debianHost(debian("13", "trixie"), "amd64", "debian-13") },
  { name: "Debian 14", ...debianHost(debian("14", "forky"), "amd64", "debian-14") },
  { name: "Ubuntu 22.04", ...debianHost(ubuntu("22.04", "jammy"), "amd64", "ubuntu-22.04") },
  { name: "Ubuntu 24.04", ...debianHost(ubuntu("24.04", "noble"), "amd64", "ubuntu-24.04") },
  { name: "Ubuntu 26.04", ...debianHost(ubuntu("26.04", "resolute"), "amd64", "ubuntu-26.04") },
  { name: "Debian 12 on arm64", ...debianHost(debian("12", "bookworm"), "arm64", "debian-12") },
  { name: "Debian 13 on arm64", ...debianHost(debian("13", "trixie"), "arm64", "debian-13") },
  {
    name: "Alpine, Fedora and others, with gcc",
    ...otherHost("linux", "amd64", { id: "fedora", version: "43", codename: "", title: "Fedora Linux 43" }),
  },
  { name: "macOS on arm64", ...otherHost("darwin", "arm64") },
  { name: "Windows, with mingw-w64", ...otherHost("windows", "amd64") },
];

/** Those that C can be had for somewhere, and a pure one of each system beside them. */
function tableTargets(): readonly Target[] {
  const withC = platformRows.flatMap(({ os, arch, c }) =>
    c.kind === "abis"
      ? c.abis.flatMap((abi) => abi.document.targets.split(", "))
      : os === "darwin"
        ? [`${os}/${arch}`]
        : [],
  );
  return withC.map((name) => {
    const [os = "", arch = "", variant] = name.split("/");
    return { os, arch, variant };
  });
}

/** What becomes of a program in C: it runs, it is built and read, or there is no compiler for it; with the reason. */
type Fate =
  | { readonly kind: "ran" }
  | { readonly kind: "built"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string };

const signs: Readonly<Record<Fate["kind"], string>> = { ran: "●", built: "○", refused: "–" };

function fateOf({ machine, packages, hasCompiler, oldWine }: TableHost, target: Target): Fate {
  const survey = surveyOf(target, machine, hasCompiler);
  const { inputs } = parseInputs(
    { targets: targetName(target), run: "true" },
    { platforms: knownPlatforms, workspace: "/checkout" },
  );
  const own = inputsOf(inputs, target);
  const chosen = chooseToolchain({ inputs: own, machine, survey, reason: "C" }, { providers, layers });
  if (chosen.kind === "none") {
    return { kind: "refused", reason: chosen.problems.map(({ text }) => reasonIn(text, target)).join("; ") };
  }
  if (!hasPackages(chosen.base.roots, packages)) {
    throw new Error(`the plan has a compiler for ${targetName(target)} that ${machine.distribution?.title} lacks`);
  }
  const { run, roots } = planRun({ inputs: own, machine, survey }, emulators);
  if (run.kind !== "run") {
    return { kind: "built", reason: run.kind === "none" ? reasonIn(run.reason, target) : "" };
  }
  if (!hasPackages(roots, packages)) {
    return { kind: "built", reason: `the release has no package of ${run.emulator}` };
  }
  return oldWine === true && run.emulator === "wine"
    ? { kind: "built", reason: "its Wine is too old for Go's programs" }
    : { kind: "ran" };
}

/** The reason without what the cell says: the target, and that it needs C. */
function reasonIn(problem: string, target: Target): string {
  return problem.replace(/^.*?\(C\), but /, "").replaceAll(targetName(target), "it");
}

function hasPackages(roots: readonly RootRequest[], packages: string | undefined): boolean {
  const there = packages === undefined ? [] : recorded[packages];
  return roots.every(
    ({ content }) => content.kind !== "packages" || content.packages.every((name) => there?.includes(name) === true),
  );
}

function surveyOf(target: Target, machine: Machine, hasCompiler: boolean): TargetSurvey {
  const { variant } = target;
  const isOwn = target.os === machine.os && (target.arch === machine.arch || machine.os === "darwin");
  const any = describeAnyProgram(target, { os: target.os, arch: target.arch, cgoSupported: true });
  return {
    ...any,
    environment: {
      ...any.environment,
      levels: target.arch === "arm" ? { GOARM: variant?.slice(1) ?? "7" } : {},
      ...{ cc: "gcc", cxx: "g++", ar: "ar" },
    },
    programs: [{ importPath: "example.com/app", name: "app" }],
    need: { ...any.need, required: ["example.com/c"] },
    hostCompilers: hasCompiler && isOwn ? { ...any.hostCompilers, cc: true, cxx: true } : any.hostCompilers,
  };
}

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

type Column = { readonly names: string[]; readonly fates: readonly Fate[] };

/**
 * What becomes of a program in C on each kind of host, for each target, and the reasons: in `fates` rows are targets, and
 * hosts that make the same of all of them share a column. The plan's own decisions, over the packages that each release was
 * found to have.
 */
export function whereItRuns(): { readonly fates: Table; readonly reasons: Table } {
  const targets = tableTargets();
  const columns = new Map<string, Column>();
  const each = hosts.map((host) => ({ names: [host.name], fates: targets.map((target) => fateOf(host, target)) }));
  for (const { names, fates } of each) {
    const key = fates.map(({ kind }) => kind).join();
    const column = columns.get(key) ?? { names: [], fates };
    column.names.push(...names);
    columns.set(key, column);
  }
  const all = [...columns.values()];
  return {
    fates: {
      head: ["target", ...all.map(({ names }) => names.join(", "))],
      rows: targets.map((target, index) => [
        `\`${targetName(target)}\``,
        ...all.map(({ fates }) => signs[fates[index]?.kind ?? "refused"]),
      ]),
    },
    reasons: { head: ["", "reason", "targets", "on"], rows: reasonRows(targets, each) },
  };
}

function reasonRows(targets: readonly Target[], columns: readonly Column[]): Table["rows"] {
  const found = new Map<string, { sign: string; reason: string; targets: Set<string>; hosts: Set<string> }>();
  for (const { names, fates } of columns) {
    for (const [index, fate] of fates.entries()) {
      const target = targets[index];
      if (target === undefined || fate.kind === "ran") {
        continue;
      }
      const key = `${fate.kind} ${fate.reason}`;
      const row = found.get(key) ?? {
        sign: signs[fate.kind],
        reason: fate.reason,
        targets: new Set(),
        hosts: new Set(),
      };
      row.targets.add(`\`${targetName(target)}\``);
      names.forEach((name) => void row.hosts.add(name));
      found.set(key, row);
    }
  }
  return [...found.values()].map((row) => [
    row.sign,
    row.reason,
    [...row.targets].join(", "),
    [...row.hosts].join(", "),
  ]);
}
