/** The commands, for the entries. */

export { manageCache } from "./cache.ts";
export { artifactsDirectory, resolveDirectories } from "./directories.ts";
export { examine } from "./doctor.ts";
export { setEnvironment } from "./environment.ts";
export { errorHelp } from "./error-help.ts";
export { executeForTargets } from "./exec.ts";
export { explain } from "./explain.ts";
export { lockToolchains } from "./lock.ts";
export { exitWhenFlushed, reportError, runOn, withHost } from "./run.ts";
export { runFile } from "./run-file.ts";
export { setUp } from "./setup.ts";
export { describeTargets } from "./targets.ts";
export { listenerOf, tellProblems } from "./tell-problems.ts";
export { testTargets } from "./test.ts";
export { verifyCommand } from "./verify-files.ts";
export { version } from "./version.ts";
