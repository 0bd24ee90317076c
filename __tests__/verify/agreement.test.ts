import { describe, expect, test } from "vitest";
import { accountsOf, binariesIn, buildForPlatforms, differencesOf } from "../../scripts/verify-agreement.ts";
import { inPairs, temporaryDirectory } from "./formats/samples.ts";

const directory = await temporaryDirectory();

const platforms = [
  ...["linux/arm", "linux/mipsle", "linux/s390x", "freebsd/amd64", "openbsd/amd64", "windows/amd64", "windows/arm64"],
  ...["darwin/amd64", "darwin/arm64", "aix/ppc64", "plan9/amd64"],
];

describe("what is read agrees with readelf, objdump and go version -m; see scripts/verify-agreement.ts for many more", () => {
  test.each([
    ["programs of this machine", () => binariesIn(["/usr/bin/g*", "/usr/bin/p*"], 10)],
    ["its libraries", () => binariesIn(["/usr/lib/*-linux-gnu/libc*.so*", "/usr/lib/*-linux-gnu/lib[gz]*.so*"], 10)],
    ["Go's programs", () => buildForPlatforms(directory, platforms)],
  ])("%s", async (_, find) => {
    const files = find();
    expect(files.length).toBeGreaterThan(9);
    const differing = await inPairs(files, async (file) => [file, ...differencesOf(await accountsOf(file))]);
    expect(differing.filter(({ length }) => length > 1)).toEqual([]);
  });

  test("a difference is found", () => {
    const theirs = { needed: ["libc.so.6"], go: undefined };
    expect(differencesOf({ ours: { needed: [], go: undefined }, theirs })).toEqual([
      'needed: [], others say ["libc.so.6"]',
    ]);
  });
});
