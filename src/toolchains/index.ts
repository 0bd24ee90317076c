/** What makes C compilers: providers, layers, and the toolchains of a plan. */
export { type Defining, findDefining } from "./definers.ts";
export { describeInstalled, describeLinked, findHeader, type Linked, lookupOf } from "./linked.ts";
export { suspectLibraries } from "./outdated.ts";
export { layers, providers } from "./providers.ts";
export type { Toolchain } from "./toolchain.ts";
export { openToolchains, type ToolchainMakers, type Toolchains } from "./toolchains.ts";
export { installAdvice, whereToRun } from "./where.ts";
