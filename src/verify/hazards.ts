import { type Problem, problemsOf } from "../host/errors.ts";
import type { BinaryFacts } from "./formats/facts.ts";
import { isSystems } from "./travel.ts";

/**
 * What a binary runs with on some machines and not on others, whatever it was asked to be: clauses without a subject, as
 * those of checkBinary. They are problems of a binary that has to be portable, and good to know of any other.
 */
export function describeHazards(facts: BinaryFacts): readonly Problem[] {
  return [
    ...problemsOf("run-path", describeRunPath(facts)),
    ...problemsOf("foreign-library", describeForeignLibraries(facts)),
    ...describeMemory(facts),
    ...problemsOf("processor-level", describeMips(facts)),
  ];
}

/** What begins with `$ORIGIN` or `@loader_path` goes with the binary. */
function describeRunPath({ format, runPath, runPathTag }: BinaryFacts): readonly string[] {
  const own = runPath.filter((each) => !/^[$@]/.test(each) && !isSystems(each) && !isApples(each));
  if (own.length === 0) {
    return [];
  }
  const beside = format === "macho" ? "@loader_path" : "$ORIGIN";
  return [
    `looks for libraries in ${own.join(" and ")} (${runPathTag ?? "LC_RPATH"}), which other machines do not have, or have ` +
      `from somebody else; link with -Wl,-rpath,${beside} instead, or remove it`,
  ];
}

function describeForeignLibraries({ format, needed }: BinaryFacts): readonly string[] {
  const own = format === "macho" ? needed.filter((each) => each.startsWith("/") && !isApples(each)) : [];
  return own.length === 0 ? [] : [`needs ${own.join(" and ")}, which is not part of macOS`];
}

function isApples(path: string): boolean {
  return /^\/(usr\/lib|System|Library)(\/|$)/.test(path);
}

/** Source: SELinux's execmod and execstack. On MIPS every program has an executable stack; see checkLoading. */
function describeMemory({ hardening, arch = "", os, kind }: BinaryFacts): readonly Problem[] {
  const stack =
    hardening?.executableStack === true && os === "linux" && kind === "executable" && !arch.startsWith("mips");
  return [
    ...(stack
      ? problemsOf("executable-stack", ["asks for an executable stack, which systems with SELinux can refuse"])
      : []),
    ...(hardening?.textRelocations === true && os !== "android"
      ? problemsOf("text-relocations", [
          "has text relocations, which systems with SELinux can refuse; compile its C and assembly with -fPIC",
        ])
      : []),
  ];
}

/** Release 2 is what distributions compile for: later than Go's own code, and too new for the oldest routers. */
function describeMips({ mipsLevel, arch }: BinaryFacts): readonly string[] {
  const own = arch?.startsWith("mips64") ? "MIPS III" : "MIPS32 Release 1";
  return mipsLevel?.endsWith("r2") === true
    ? [`contains code for ${mipsLevel} (from its ABI flags), while Go's own code for ${arch} runs on ${own}`]
    : [];
}
