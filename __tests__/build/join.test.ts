import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { joinPrograms } from "../../src/build/join.ts";
import type { Expectation } from "../../src/plan/expectation.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { checkBinary } from "../support/clauses.ts";
import { goBuild, run, temporaryDirectory, writeHello } from "../verify/formats/samples.ts";

// Real programs of Go for both kinds of Macs, joined by us and read by Go's own reader.

const directory = await temporaryDirectory();
const archs = ["amd64", "arm64"] as const;
const slice = (arch: string) => join(directory, arch);
const universal = join(directory, "universal");

beforeAll(async () => {
  const hello = await writeHello(directory);
  for (const arch of archs) {
    await goBuild(hello, slice(arch), { GOOS: "darwin", GOARCH: arch });
  }
  await joinPrograms(archs.map(slice), universal);
}, 300_000);

function expectation(arch: string): Expectation {
  return {
    os: "darwin",
    arch,
    levels: {},
    kind: "executable",
    cgo: false,
    static: false,
    portable: false,
    glibc: undefined,
    interpreter: undefined,
  };
}

const both: Expectation = { ...expectation("universal"), slices: archs.map(expectation) };

test("Go's debug/macho finds both programs in it, byte for byte, where arm64's pages begin", async () => {
  const fat = await run("go", ["run", join(import.meta.dirname, "fat", "main.go"), universal], { directory });
  const digests = await Promise.all(
    archs.map(async (arch) =>
      createHash("sha256")
        .update(await readFile(slice(arch)))
        .digest("hex"),
    ),
  );
  expect(fat.trimEnd().split("\n")).toEqual([`CpuAmd64 3 0 14 ${digests[0]}`, `CpuArm64 0 0 14 ${digests[1]}`]);
  // Nothing follows the last one, as with lipo.
  const last = (await stat(slice("arm64"))).size;
  const start = Math.ceil((16384 + (await stat(slice("amd64"))).size) / 16384) * 16384;
  expect((await stat(universal)).size).toBe(start + last);
});

test("it is read as what its slices are, and passes for both", async () => {
  const facts = await readBinary(universal);
  const [amd64, arm64] = await Promise.all(archs.map(async (arch) => readBinary(slice(arch))));
  const { format: _, ...first } = amd64 ?? facts;
  const { format: __, ...second } = arm64 ?? facts;
  expect(facts).toMatchObject({
    format: "macho",
    kind: "executable",
    os: "darwin",
    arch: undefined,
    bits: 64,
    needed: first.needed,
  });
  expect(facts.slices).toEqual([first, second]);
  expect(facts.slices?.map(({ apple }) => apple)).toMatchObject([
    { minimumOs: expect.stringMatching(/^1\d\.0$/), signed: false },
    { minimumOs: expect.stringMatching(/^1\d\.0$/), signed: true, signature: { brokenPages: 0 } },
  ]);
  expect(checkBinary(facts, both)).toEqual([]);
});

test("a slice that is missing, foreign or not as expected is named", async () => {
  const facts = await readBinary(universal);
  const [amd64, arm64] = facts.slices ?? [];
  if (amd64 === undefined || arm64 === undefined) {
    throw new Error("no slices");
  }
  expect(checkBinary({ ...facts, slices: [amd64, { ...arm64, os: "ios" }] }, both)).toEqual([
    "has a slice for ios/arm64 (CPU_TYPE_ARM64), which does not belong in it",
    "has no slice for darwin/arm64",
  ]);
  const unsigned = { ...arm64, apple: { minimumOs: "12.0", platforms: [], signed: false, signature: undefined } };
  expect(checkBinary({ ...facts, slices: [amd64, unsigned] }, both)).toEqual([
    "has no code signature, which macOS requires of arm64 programs (its slice for darwin/arm64)",
  ]);
  const withC = { ...both, slices: [{ ...expectation("amd64"), cgo: true }, expectation("arm64")] };
  expect(checkBinary(facts, withC)).toEqual([
    "was built with CGO_ENABLED=0 (from its Go build info), not CGO_ENABLED=1 (its slice for darwin/amd64)",
  ]);
  const thin = await readBinary(slice("amd64"));
  expect(checkBinary(thin, both)).toEqual(["has no slice for darwin/amd64", "has no slice for darwin/arm64"]);
  expect(checkBinary(facts, expectation("arm64"))).toContain(
    "is for darwin/unknown (CPU_TYPE_X86_64 and CPU_TYPE_ARM64), not darwin/arm64",
  );
});
