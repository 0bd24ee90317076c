/** What a binary is, and whether it is what the plan expects. */
export { linkageOf, shortFormatName } from "./formats/describe.ts";
export type { BinaryFacts } from "./formats/facts.ts";
export type { Linkage } from "./formats/format.ts";
export type { AppleFacts, ArmFacts, GoBuildInfo, HeaderFacts } from "./formats/header-facts.ts";
export { readBinary } from "./formats/read.ts";
export { describeNssUse, findNssUse, withoutExtractions } from "./nss.ts";
export { describeForeignObjects } from "./prebuilt.ts";
export { targetOfBinary } from "./target-of.ts";
export { describeTravel } from "./travel.ts";
export { type Verified, verify } from "./verify.ts";
