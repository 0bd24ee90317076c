import { type Linking, makeBuildFlags } from "./flags.ts";
import type { EmulatorOffering } from "./offers.ts";
import { planRun, type RunDecision, type RunQuestion } from "./run.ts";

/** How a target's tests are run: as programs of the target are, under the emulator that runs those. */
export type TestDecision = Omit<RunDecision, "run"> & {
  readonly run: Exclude<RunDecision["run"], { readonly kind: "off" }> | undefined;
};

/**
 * Decides whether the tests of a target can be run here, and with which words of `go`: built as the programs are, but with the
 * directories of their sources, by which tests find their files.
 */
export function planTests(
  question: RunQuestion,
  linking: Linking,
  emulators: readonly EmulatorOffering[],
): TestDecision {
  const { inputs, survey } = question;
  if (inputs.test.length === 0) {
    return { run: undefined, emulator: undefined, roots: [] };
  }
  // They are programs, whatever is built, and -trimpath would take from them the names of their directories.
  const asPrograms = { ...inputs, buildmode: "default", trimpath: false } as const;
  const { flags } = makeBuildFlags(asPrograms, survey, linking);
  // Packages first: what stands behind -args is the tests' own.
  const args = ["test", "-json", ...flags, ...inputs.test, ...inputs.testFlags];
  const asked = { ...asPrograms, run: true, runArgs: args, goFlags: [...inputs.goFlags, ...inputs.testFlags] };
  const { run, emulator, roots } = planRun({ ...question, inputs: asked }, emulators);
  return { run: run.kind === "off" ? undefined : run, emulator, roots };
}
