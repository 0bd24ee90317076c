import { describe, expect, it } from "vitest";
import { targetName } from "../../src/platforms/target.ts";
import { type BinaryFacts, unknownFacts } from "../../src/verify/formats/facts.ts";
import { targetOfBinary } from "../../src/verify/target-of.ts";

const go = (settings: Readonly<Record<string, string>>) => ({ version: "go1.26.8", path: "p", settings });

describe("targetOfBinary", () => {
  const rows: readonly (readonly [Partial<BinaryFacts>, string | undefined])[] = [
    [{ format: "elf", arch: "arm64" }, "linux/arm64"],
    [{ format: "elf", arch: "amd64", os: "freebsd" }, "freebsd/amd64"],
    [{ format: "pe", arch: "amd64", os: "windows" }, "windows/amd64"],
    [{ format: "elf", arch: "arm", arm: { floatAbi: "hard", level: "v6" } }, "linux/arm/v7"],
    [{ format: "elf", arch: "arm", arm: { floatAbi: "soft", level: "v5" } }, "linux/arm/v5"],
    [
      { format: "elf", arch: "arm", arm: { floatAbi: undefined, level: undefined }, go: go({ GOARM: "5" }) },
      "linux/arm/v5",
    ],
    [{ format: "elf", arch: "mips", mipsFloat: "soft" }, "linux/mips/softfloat"],
    [{ format: "elf", arch: "mips64le", go: go({ GOMIPS64: "softfloat" }) }, "linux/mips64le/softfloat"],
    [{ format: "elf", arch: "mipsle", go: go({ GOMIPS: "hardfloat" }) }, "linux/mipsle"],
    [{ format: "elf", arch: "amd64", go: go({ GOAMD64: "v3" }) }, "linux/amd64"],
    [{ format: "elf", arch: undefined }, undefined],
    [{ format: "unknown" }, undefined],
  ];
  it.each(rows)("%j: %s", (facts, name) => {
    const target = targetOfBinary({ ...unknownFacts, ...facts });
    expect(target && targetName(target)).toBe(name);
  });
});
