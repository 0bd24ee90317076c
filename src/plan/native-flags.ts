import { type Problem, problemsOf } from "../host/errors.ts";
import { targetName } from "../platforms/index.ts";
import type { Machine, Prebuilt, TargetSurvey } from "../survey/index.ts";

/** What there is to say of `-march=native` and the like in a program that is compiled with C. */
export type NativeFlagsVerdict = {
  /** The rest of a sentence each, that begins with the target's name. They are problems of what has to be portable. */
  readonly warnings: readonly Problem[];
  readonly problems: readonly Problem[];
};

type NativeFlag = Prebuilt["nativeFlags"][number];

/**
 * A compiler for another architecture than the machine's refuses the flag; one for the same makes a binary for the
 * processor that happens to compile it.
 */
export function judgeNativeFlags(
  { arch }: Pick<Machine, "arch">,
  { target, prebuilt }: Pick<TargetSurvey, "target" | "prebuilt">,
): NativeFlagsVerdict {
  const example = levels[target.arch];
  const way =
    "leave it out, or name the oldest processor that the program has to run on" +
    (example === undefined ? "" : `, such as -march=${example}`);
  const sentences = (describe: (flag: NativeFlag) => string) =>
    prebuilt.nativeFlags.map((each) => `${each.flag} in ${each.place} ${describe(each)}; ${way}`);
  if (family(arch) === family(target.arch)) {
    return { warnings: problemsOf("native-flag", sentences(describeUse)), problems: [] };
  }
  return {
    warnings: [],
    problems: problemsOf(
      "native-flag",
      sentences(
        () =>
          `means the processor of the machine that builds, which is ${arch}, and no compiler for ${target.arch} takes that; set ` +
          `it for ${arch} alone (\`#cgo ${arch} CFLAGS: …\`)`,
      ).map((sentence) => `${targetName(target)}: ${sentence}`),
    ),
  };
}

function describeUse({ flag }: NativeFlag): string {
  return flag.startsWith("-mtune")
    ? "tunes for the processor of the machine that builds, so the binary differs from one machine to the next"
    : "compiles for the processor of the machine that builds: elsewhere the program may end with an illegal instruction";
}

/** gcc for either x86 knows the processors of both. */
function family(arch: string): string {
  return arch === "386" ? "amd64" : arch;
}

const levels: Readonly<Record<string, string>> = { amd64: "x86-64-v2", 386: "i686", arm64: "armv8-a", arm: "armv7-a" };
