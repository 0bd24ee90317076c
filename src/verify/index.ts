/** What a binary is, and whether it is what the plan expects. */
export { ContainerError, type ContainerKind, containerKind, unpackContainer } from "./any/containers.ts";
export { describeNoBinary, type Found, type FoundBinary, findBinaries } from "./any/find.ts";
export { type Asked, type Judgement, judge } from "./any/judge.ts";
export { linkageOf, shortFormatName } from "./formats/describe.ts";
export type { BinaryFacts } from "./formats/facts.ts";
export type { Linkage } from "./formats/format.ts";
export type {
  AppleFacts,
  AppleSignature,
  ArmFacts,
  GoBuildInfo,
  Hardening,
  HeaderFacts,
} from "./formats/header-facts.ts";
export { readBinary } from "./formats/read.ts";
export { MalformedBinaryError } from "./formats/reader.ts";
export { describeNssUse, findNssUse, withoutExtractions } from "./nss.ts";
export { platformOfFile } from "./platform.ts";
export { type ForeignObject, findForeignObjects } from "./prebuilt.ts";
export { targetOfBinary } from "./target-of.ts";
export { describeTravel } from "./travel.ts";
export { type VerificationOutcome, type Verified, verify } from "./verify.ts";
