/** One compiler for several targets: programs that become the tool of the target that GOOS and GOARCH name. */
export { describeEnvironment, type EnvironmentFormat, type SetEnvironment } from "./formats.ts";
export { type InstalledSet, installExec, installSet, type SetParts } from "./make-set.ts";
export { hasShell } from "./select.ts";
export { roles } from "./set.ts";
