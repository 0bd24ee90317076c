import { type Problem, problemsOf } from "../../../host/errors.ts";
import { isCxxLibrary, isToolchainLibrary } from "../../../platforms/index.ts";
import { type Linkage, plainLinkage, type Requirement } from "../format.ts";
import type { HeaderFacts } from "../header-facts.ts";

/** `static`, `static-pie` or `dynamic: libc.so.6 (glibc ≥ 2.34)`. */
export function describeElfLinkage(facts: HeaderFacts): Linkage {
  if (facts.static) {
    return plainLinkage(facts.positionIndependent ? "static-pie" : "static");
  }
  const glibc = facts.minimumGlibc === undefined ? "" : ` (glibc ≥ ${facts.minimumGlibc})`;
  const libraries = facts.needed.length === 0 ? "no libraries" : facts.needed.join(", ");
  return { text: `dynamic: ${libraries}${glibc}`, short: "dynamic", foreign: facts.needed.filter(isForeign) };
}

/** Whether a library comes with neither the C library nor C compilers: `libpcap.so.0.8`, and C++'s own, which systems may lack. */
function isForeign(soname: string): boolean {
  const name = /^lib(.+?)\.(?:so|musl)\b/.exec(soname)?.[1];
  return name === undefined ? !/^ld[-.\d]/.test(soname) : isCxxLibrary(name) || !isToolchainLibrary("linux", name);
}

/** Whether a static binary is static, and a dynamic executable has its system's interpreter. */
export function checkElfLinkage(facts: HeaderFacts, expected: Requirement): readonly Problem[] {
  if (expected.static) {
    return problemsOf("not-static", checkStatic(facts));
  }
  return problemsOf("foreign-interpreter", facts.kind === "executable" ? checkInterpreter(facts, expected) : []);
}

function checkStatic({ interpreter, needed }: HeaderFacts): readonly string[] {
  const signs = [
    ...(interpreter === undefined ? [] : [`requests the interpreter ${interpreter}`]),
    ...(needed.length === 0 ? [] : [`needs ${needed.join(", ")}`]),
  ];
  return signs.length === 0 ? [] : [`is not static: it ${signs.join(" and ")}`];
}

function checkInterpreter({ interpreter, needed }: HeaderFacts, expected: Requirement): readonly string[] {
  if (interpreter === undefined) {
    return needed.length === 0 ? [] : [`needs ${needed.join(", ")} but requests no interpreter to load them`];
  }
  return expected.interpreter === undefined || interpreter === expected.interpreter
    ? []
    : [`requests the interpreter ${interpreter}, not ${expected.interpreter} of ${expected.os}/${expected.arch}`];
}
