import { systemOf, targetName } from "../platforms/index.ts";
import type { InputName } from "./definitions.ts";
import type { Inputs } from "./inputs.ts";
import { both, quote } from "./wording.ts";

type Check = {
  /** The inputs it looks at: it is only made where all of them could be read. */
  readonly of: readonly InputName[];
  /** Every problem, a sentence each. */
  readonly problems: (inputs: Inputs) => readonly string[];
};

/** What one input says about another. */
const checks: readonly Check[] = [
  { of: ["static", "targets"], problems: checkStatic },
  { of: ["glibc", "libc"], problems: checkGlibc },
  { of: ["export-env", "targets"], problems: checkExport },
  { of: ["run", "run-args"], problems: checkRunArgs },
  { of: ["run", "build", "buildmode"], problems: checkRun },
];

/** The problems between inputs, a sentence each; checks of inputs that are `unreadable` are left out. */
export function crossProblems(inputs: Inputs, unreadable: ReadonlySet<InputName>): readonly string[] {
  return checks
    .filter((check) => check.of.every((name) => !unreadable.has(name)))
    .flatMap((check) => check.problems(inputs));
}

function checkGlibc({ glibc, libc }: Inputs): readonly string[] {
  return glibc !== undefined && libc === "musl"
    ? ["glibc: programs built with `libc: musl` need no glibc; remove one of the two"]
    : [];
}

function checkStatic(inputs: Inputs): readonly string[] {
  const impossible = inputs.targets.filter((target) => systemOf(target.os)?.canBeStatic === false).map(targetName);
  if (!inputs.static || impossible.length === 0) {
    return [];
  }
  return [
    `static: not possible for ${both(impossible)}, where every program uses the system's own libraries; ` +
      "build these without `static`, in a step of their own",
  ];
}

function checkExport(inputs: Inputs): readonly string[] {
  if (inputs.exportEnv !== "true" || inputs.targets.length === 1) {
    return [];
  }
  return [
    `export-env: "true" sets CC, GOOS and GOARCH for a single target, but \`targets\` has ${inputs.targets.length}; ` +
      'name one target, or use "auto" for variables such as CC_linux_arm64',
  ];
}

function checkRunArgs(inputs: Inputs): readonly string[] {
  if (inputs.run || inputs.runArgs.length === 0) {
    return [];
  }
  return [`run-args: ${quote(inputs.runArgs.join(" "))} has no effect without \`run: true\`; add that, or remove it`];
}

function checkRun(inputs: Inputs): readonly string[] {
  if (!inputs.run) {
    return [];
  }
  if (!inputs.build) {
    return ["run: there is nothing to run with `build: false`; remove one of the two"];
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return [`run: \`buildmode: ${inputs.buildmode}\` gives a library, which cannot be run; remove one of the two`];
  }
  return [];
}
