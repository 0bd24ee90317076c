import type { Loss, PackageVerdict } from "../survey/index.ts";

/** What is said of what a program loses without cgo. */

const gravity = ["none", "fallback", "handled", "lost", "stub", "needed", "impossible"] as const;

/** How much is lost: as a PackageVerdict's kind, with `handled` for what the program itself goes on without. */
export type Gravity = (typeof gravity)[number];

export function gravityOf({ kind, handled }: PackageVerdict): Gravity {
  return kind === "lost" && handled ? "handled" : kind;
}

/** The gravest of the verdicts; the first, where several are. Undefined where there is none. */
export function gravest(verdicts: readonly PackageVerdict[]): PackageVerdict | undefined {
  const levels = verdicts.map((verdict) => gravity.indexOf(gravityOf(verdict)));
  return verdicts[levels.indexOf(Math.max(...levels))];
}

/** Go builds it without cgo, and it is not what it would be with it, which its user is told. */
export function isHollow(verdict: PackageVerdict): boolean {
  return ["lost", "stub"].includes(gravityOf(verdict));
}

/** It cannot be built without cgo. */
export function isUnbuildable(verdict: PackageVerdict): boolean {
  return ["needed", "impossible"].includes(gravityOf(verdict));
}

/**
 * The way from the program to the package, with the names of the main module's own packages shortened:
 * `app → store → github.com/mattn/go-sqlite3`.
 */
export function describeChain({ chain }: Pick<PackageVerdict, "chain">, modulePath: string): string {
  return chain.map((path, at) => shortPath(path, at === 0, modulePath)).join(" → ");
}

function shortPath(path: string, isProgram: boolean, modulePath: string): string {
  const inside = path.startsWith(`${modulePath}/`) ? path.slice(modulePath.length + 1) : path;
  return isProgram ? (inside.split("/").at(-1) ?? path) : inside;
}

/** What becomes of a package without cgo, as the rest of a sentence that begins with its name. */
export function describeVerdict(verdict: PackageVerdict): string {
  const { lost = [], error = "" } = verdict;
  switch (gravityOf(verdict)) {
    case "stub":
      return `is a stub without cgo: ${describeLosses(lost)}`;
    case "lost":
      return error === ""
        ? `loses something without cgo: ${describeLosses(lost)}`
        : `may lose something without cgo: ${error}`;
    case "handled":
      return `goes on without something: ${describeLosses(lost)}`;
    case "needed":
      return `does not compile without cgo: ${error}`;
    case "impossible":
      return `does not compile for this system, with cgo or without: ${error}`;
    case "fallback":
      return "does the same in Go";
    case "none":
      return "loses nothing";
  }
}

/** The first one whole, the others counted: the text of one tells what the others say too. */
function describeLosses(lost: readonly Loss[]): string {
  const told = lost.find(({ text }) => text !== undefined && text !== "") ?? lost[0];
  if (told === undefined) {
    return "what it does in C";
  }
  const more = lost.length > 1 ? ` (and ${lost.length - 1} more)` : "";
  const text = told.text ?? "";
  return `${nameOf(told)}${more} ${text === "" ? howItEnds(told) : `fails with "${text.trim()}"`}`;
}

/** What ran before main has no name of its own: its file has. */
function nameOf({ name, file }: Loss): string {
  return leftOut.test(name) && !name.endsWith(".c") ? `${name} of ${file.split(/[/\\]/).at(-1) ?? file}` : name;
}

function howItEnds({ name }: Loss): string {
  return leftOut.test(name) ? "is left out" : "returns nothing";
}

const leftOut = /^import |^init$|constructor|\.c$/;
