/** The inputs of the action and the command line: text → Inputs, and the tables that describe them. */
export { fillArtifactName } from "./artifact-name.ts";
export type { ChosenCommand } from "./commands.ts";
export { completionScript, type Shell, shells } from "./completion.ts";
export type { OutputName } from "./definitions.ts";
export { readDirectories } from "./directories.ts";
export {
  type DisallowedFlag,
  describeDisallowed,
  disallowedFlags,
  disallowedToolFlags,
  withoutPackagePattern,
} from "./disallowed-flags.ts";
export { nameProblem } from "./file-names.ts";
export { parseFlags } from "./flags.ts";
export { wrapped } from "./help.ts";
export type { Inputs, RunInputs } from "./inputs.ts";
export { inputsOf, pkgConfigDirectories, settingsOf, type TargetSetting } from "./inputs-of.ts";
export { librariesOf } from "./libraries.ts";
export { parseInputs } from "./parse.ts";
export { repeatingFlags } from "./repeat.ts";
export { inFlags } from "./surface.ts";
export { parseTargets } from "./targets.ts";
export { rawFromVariables, withoutDefaults } from "./variables.ts";
export { quote } from "./wording.ts";
