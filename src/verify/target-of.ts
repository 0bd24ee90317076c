import { type Target, targetGoVariables, variantsOf } from "../platforms/index.ts";
import type { BinaryFacts } from "./formats/facts.ts";

/**
 * The target that a binary is for, as far as that decides what it is started with: the variant only where it passes floats
 * otherwise. An ELF file that names no system is for Linux. Undefined where no platform of Go's is like it.
 */
export function targetOfBinary(facts: BinaryFacts): Target | undefined {
  const { arch, arm, mipsFloat, go } = facts;
  const os = facts.os ?? (facts.format === "elf" ? "linux" : undefined);
  if (os === undefined || arch === undefined) {
    return undefined;
  }
  const soft = arm === undefined ? mipsFloat === "soft" : arm.floatAbi === "soft" || go?.settings["GOARM"]?.[0] === "5";
  const variant = arch === "arm" ? (soft ? "v5" : "v7") : soft || isSoft(arch, go?.settings) ? "softfloat" : undefined;
  return { os, arch, variant };
}

/** GOMIPS and GOMIPS64 say it of programs without C. */
function isSoft(arch: string, settings: Readonly<Record<string, string>> | undefined): boolean {
  const variable = variantsOf(arch)?.variable ?? "";
  const soft = targetGoVariables({ os: "linux", arch, variant: "softfloat" })[variable];
  return soft === "softfloat" && settings?.[variable] === soft;
}
