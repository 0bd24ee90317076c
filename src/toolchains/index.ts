/** What makes C compilers: providers, layers, and the toolchains of a plan. */
export { describeInstalled, describeLinked, findHeader, lookupOf } from "./linked.ts";
export { describeOutdated } from "./outdated.ts";
export { layers, providers } from "./providers.ts";
export type { Toolchain } from "./toolchain.ts";
export { openToolchains, type ToolchainMakers, type Toolchains } from "./toolchains.ts";
export { describeUndefined } from "./undefined.ts";
