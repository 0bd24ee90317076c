import { join } from "node:path";
import type { ListedPackage } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import { systemOf, type Target, targetName } from "../platforms/index.ts";
import { runGo } from "./go.ts";

/** What becomes of one package without cgo; see docs/explain/cgo.md for what each kind means. */
export type PackageVerdict = {
  readonly package: string;
  readonly kind: "none" | "fallback" | "lost" | "stub" | "needed" | "impossible";
  /** Of `lost`: whoever calls what fails goes on without it. */
  readonly handled: boolean;
  /** What is wrong where it does not compile. */
  readonly error?: string;
  /** What only fails, or is gone. */
  readonly lost?: readonly Loss[];
  /** From the program to the package, both included, by import path. */
  readonly chain: readonly string[];
  /** Where the last package of the main module in the chain imports the next one. */
  readonly import?: Place;
};

/** `text`: what its error or panic says. */
export type Loss = Place & { readonly name: string; readonly text?: string };

/** `file` is absolute. */
export type Place = { readonly file: string; readonly line: number };

/** A program's packages on one target, as listed with cgo on and with cgo off; the latter is undefined where Go cannot. */
export type PackageLists = {
  readonly on: readonly ListedPackage[];
  readonly off: readonly ListedPackage[] | undefined;
};

/**
 * The packages outside the standard library of which other files are compiled without cgo. What is listed only with cgo is
 * left out: what imports it changes.
 */
export function changedPackages({ on, off }: PackageLists): readonly string[] {
  const withoutC = new Map((off ?? []).map((each) => [each.ImportPath, filesOf(each)]));
  return on
    .filter((each) => each.Standard !== true)
    .filter((each) => withoutC.has(each.ImportPath) && withoutC.get(each.ImportPath) !== filesOf(each))
    .map((each) => each.ImportPath);
}

function filesOf(listed: ListedPackage): string {
  const { GoFiles, CgoFiles, CFiles, CXXFiles, MFiles, FFiles, SwigFiles, SwigCXXFiles } = listed;
  const all = [GoFiles, CgoFiles, CFiles, CXXFiles, MFiles, FFiles, SwigFiles, SwigCXXFiles];
  return all
    .flatMap((files) => files ?? [])
    .sort()
    .join("\n");
}

export type VerdictQuestion = {
  /** The user's Go, and its version as it says it. */
  readonly go: { readonly file: string; readonly version: string };
  readonly targets: readonly { readonly target: Target; readonly lists: PackageLists }[];
  /** Judge packages too that are the same with cgo and without, and have C for other systems only. */
  readonly thorough: boolean;
};

/**
 * Has the program in analyzer/ judge the packages that differ without cgo. It is compiled and run by the user's own Go, which
 * knows the language; it reads the sources and starts nothing.
 * @returns By target name, in the order of the lists.
 * @throws Error where it cannot be compiled or does not end well; see unjudged.
 */
export async function judgePackages(
  host: Host,
  { go, targets, thorough }: VerdictQuestion,
): Promise<ReadonlyMap<string, readonly PackageVerdict[]>> {
  const question = {
    Targets: targets.map(({ target, lists }) => ({
      Name: targetName(target),
      GOOS: target.os,
      GOARCH: target.arch,
      On: lists.on,
      Off: lists.off ?? lists.on,
      AbsentHeaders: systemOf(target.os)?.absentHeaders ?? [],
      Thorough: thorough,
    })),
  };
  const done = await runGo(host, go.file, {
    args: ["run", ...analyzerFiles.map((file) => join(analyzerDirectory, file))],
    directory: host.scratchDirectory,
    input: JSON.stringify(question),
    variables: {
      // For this machine, whatever the job builds for, and as the module's Go. What is empty here, `go env -w` may have set.
      ...{ GOOS: host.os, GOARCH: host.arch, GOAMD64: "v1", GOFLAGS: "-buildvcs=false", GOEXPERIMENT: "" },
      ...{ GOWORK: "off", GO111MODULE: "off", CGO_ENABLED: "0" },
      GOTOOLCHAIN: /^go1[\w.]+$/.test(go.version) ? go.version : "local",
    },
  });
  if (done.exitCode !== 0) {
    throw new Error(`the packages could not be compared: ${done.stderr.trim().split("\n").slice(0, 5).join("; ")}`);
  }
  const answers = JSON.parse(done.stdout) as readonly { name: string; verdicts: readonly PackageVerdict[] }[];
  return new Map(answers.map(({ name, verdicts }) => [name, verdicts]));
}

/**
 * What is said of the packages that differ where nobody could look into them: as if each lost something, so that no program
 * is hollow in silence.
 */
export function unjudged(lists: PackageLists): readonly PackageVerdict[] {
  return changedPackages(lists).map((path) => ({
    package: path,
    kind: "lost",
    handled: false,
    error: "it could not be looked into",
    chain: [path],
  }));
}

/** Beside this file, in src/ and in dist/. */
const analyzerDirectory = join(import.meta.dirname, "analyzer");

/** The Go files in it; a test holds them against the directory. */
export const analyzerFiles = ["compare.go", "judge.go", "load.go", "main.go", "sort.go", "start.go"];
