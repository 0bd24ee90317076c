import type { BinaryFacts } from "./facts.ts";

/** The facts of a file of no known format. Each format's reader starts from these and adds what its headers tell. */
export const unknownFacts: BinaryFacts = {
  format: "unknown",
  kind: "unknown",
  os: undefined,
  arch: undefined,
  machine: "unknown",
  bits: undefined,
  byteOrder: undefined,
  arm: undefined,
  mipsFloat: undefined,
  interpreter: undefined,
  needed: [],
  soname: undefined,
  runPath: [],
  positionIndependent: undefined,
  static: undefined,
  requiredVersions: {},
  minimumGlibc: undefined,
  go: undefined,
};
