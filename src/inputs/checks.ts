import type { Problem } from "../host/errors.ts";
import { slicesOf, systemOf, targetName } from "../platforms/index.ts";
import type { InputName } from "./definitions.ts";
import type { Inputs, RunInputs } from "./inputs.ts";
import { inputsOf } from "./inputs-of.ts";
import { both, quote } from "./wording.ts";

type Check = {
  /** The inputs it looks at: it is only made where all of them could be read. */
  readonly of: readonly InputName[];
  /** Every problem. */
  readonly problems: (inputs: RunInputs) => readonly Problem[];
};

/** What one input says about another. */
const checks: readonly Check[] = [
  { of: ["static", "targets"], problems: checkStatic },
  { of: ["glibc", "libc"], problems: checkGlibc },
  { of: ["export-env", "targets"], problems: checkExport },
  { of: ["run", "run-args"], problems: checkRunArgs },
  { of: ["test", "test-flags"], problems: checkTestFlags },
  { of: ["run", "build", "buildmode"], problems: checkRun },
  { of: ["targets", "build", "buildmode"], problems: checkUniversal },
];

/** The problems between inputs; checks of inputs that are `unreadable` are left out. */
export function crossProblems(inputs: RunInputs, unreadable: ReadonlySet<InputName>): readonly Problem[] {
  return checks
    .filter((check) => check.of.every((name) => !unreadable.has(name)))
    .flatMap((check) => check.problems(inputs));
}

/** The inputs as they are for each target. */
function eachTarget(inputs: RunInputs): readonly { readonly name: string; readonly os: string; readonly of: Inputs }[] {
  return inputs.targets.map((target) => ({ name: targetName(target), os: target.os, of: inputsOf(inputs, target) }));
}

function checkGlibc(inputs: RunInputs): readonly Problem[] {
  const clash = eachTarget(inputs).some(({ of }) => of.glibc !== undefined && of.libc === "musl");
  const text = "glibc: programs built with `libc: musl` need no glibc; remove one of the two";
  return clash ? [{ code: "inputs-conflict", text }] : [];
}

function checkStatic(inputs: RunInputs): readonly Problem[] {
  const impossible = eachTarget(inputs)
    .filter(({ os, of }) => of.static && systemOf(os)?.canBeStatic === false)
    .map(({ name }) => name);
  if (impossible.length === 0) {
    return [];
  }
  const text =
    `static: not possible for ${both(impossible)}, where every program uses the system's own libraries; ` +
    "say what it is for, as in `linux/*: true`";
  return [{ code: "static-not-possible", text }];
}

function checkExport(inputs: RunInputs): readonly Problem[] {
  if (inputs.exportEnv !== "true" || inputs.targets.length === 1) {
    return [];
  }
  const [only] = inputs.asked;
  const have = inputs.asked.length === 1 && only !== undefined ? `${targetName(only)} stands for` : "`targets` has";
  const text =
    `export-env: "true" sets CC, GOOS and GOARCH for a single target, but ${have} ${inputs.targets.length}; ` +
    'name one target, or use "auto" for variables such as CC_linux_arm64';
  return [{ code: "inputs-conflict", text }];
}

/** Libraries come with a header, and an archive for each processor is joined by other rules than a program. */
function checkUniversal({ asked, build, buildmode }: RunInputs): readonly Problem[] {
  const [universal] = asked.filter((target) => slicesOf(target).length > 0);
  if (universal === undefined || !build || !["c-shared", "c-archive"].includes(buildmode)) {
    return [];
  }
  const slices = slicesOf(universal).map(targetName);
  const text =
    `targets: ${targetName(universal)} is for programs, and \`buildmode: ${buildmode}\` gives libraries; write ` +
    `${slices.join(", ")}, and join the two files with \`lipo -create\` on a Mac`;
  return [{ code: "inputs-conflict", text }];
}

function checkRunArgs(inputs: RunInputs): readonly Problem[] {
  const [args] = eachTarget(inputs).flatMap(({ of }) => (of.runArgs.length > 0 ? [of.runArgs.join(" ")] : []));
  if (inputs.run || args === undefined) {
    return [];
  }
  const text = `run-args: ${quote(args)} has no effect without \`run: true\`; add that, or remove it`;
  return [{ code: "input-without-effect", text }];
}

function checkTestFlags({ test, testFlags }: RunInputs): readonly Problem[] {
  const text = `test-flags: ${quote(testFlags.join(" "))} has no effect without \`test\`; add that, or remove it`;
  return testFlags.length === 0 || test.length > 0 ? [] : [{ code: "input-without-effect", text }];
}

function checkRun(inputs: RunInputs): readonly Problem[] {
  if (!inputs.run) {
    return [];
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    const text = `run: \`buildmode: ${inputs.buildmode}\` gives a library, which cannot be run; remove one of the two`;
    return [{ code: "inputs-conflict", text }];
  }
  return [];
}
