import { describe, expect, it } from "vitest";
import {
  type FileContent,
  matchesPackage,
  mergeRequests,
  type PackageContent,
  type PackageSelection,
  type RequiredFile,
  type RootRequest,
  requestedNames,
} from "../../src/plan/root-request.ts";

const everything: PackageSelection = { follow: "all", skip: [], take: undefined, drop: [] };

function request(id: string, content: Partial<PackageContent> = {}, kind = "gcc"): RootRequest {
  return {
    id,
    kind,
    settings: {},
    content: {
      kind: "packages",
      archive: "apt",
      release: undefined,
      architecture: undefined,
      packages: [],
      files: [],
      selection: everything,
      keepsLists: false,
      namedAfter: [],
      ...content,
    },
  };
}

const file = (path: string, likely?: string): RequiredFile => ({
  what: path,
  paths: [path, `${path}.a`],
  likely,
  ifMissing: "fail",
  ifSeveral: "fail",
});

const archive: FileContent = {
  kind: "file",
  url: "https://example.com/tool-1.2.tar.xz",
  sha256: "0".repeat(64),
  size: 12,
  name: "tool",
  version: "1.2",
  format: "tar.xz",
};

describe("matchesPackage", () => {
  it.each([
    ["libc6", ["libc6"], true],
    ["libc6-dev", ["libc6"], false],
    ["xlibc6", ["libc6"], false],
    ["libc6-dev", ["libc6-*"], true],
    ["libc6-", ["libc6-*"], true],
    ["libc6", ["libc6-*"], false],
    ["libgcc-12-dev", ["libgcc-[0-9]*-dev"], true],
    ["libgcc-dev", ["libgcc-[0-9]*-dev"], false],
    ["libgcc-s1", ["libgcc-s[0-9]"], true],
    ["libgcc-s12", ["libgcc-s[0-9]"], false],
    ["libasan8-arm64-cross", ["libasan[0-9]*"], true],
    ["libasan-dev", ["libasan[0-9]*"], false],
    // A dot and a plus are themselves.
    ["libglib2.0-0", ["libglib2.0-0"], true],
    ["libglib2x0-0", ["libglib2.0-0"], false],
    ["libstdc++6", ["libstdc++6"], true],
    ["libstdccc6", ["libstdc++6"], false],
    ["libstdc++-12-dev", ["libstdc++-[0-9]*-dev"], true],
    ["b", ["a", "b"], true],
    ["c", ["a", "b"], false],
    ["a", [], false],
  ])("%s by %j: %s", (name, patterns, matches) => {
    expect(matchesPackage(name, patterns)).toBe(matches);
  });
});

describe("requestedNames", () => {
  it("are those of packages, and of each file the first place", () => {
    const content = { packages: ["b", "a"], files: [file("usr/lib/libz.so", "zlib1g-dev"), file("usr/include/x.h")] };
    expect(requestedNames(request("x", content))).toEqual(["b", "a", "usr/lib/libz.so", "usr/include/x.h"]);
  });

  it("of a file that is fetched, the file's", () => {
    expect(requestedNames({ content: archive })).toEqual(["tool"]);
  });
});

describe("mergeRequests", () => {
  it("keeps requests of different ids as they are, in their order", () => {
    const all = [request("b", { packages: ["x"] }), request("a"), { ...request("c"), content: archive }];
    expect(mergeRequests(all)).toEqual(all);
    expect(mergeRequests([])).toEqual([]);
  });

  it("asks once for what several ask for", () => {
    const [merged, ...others] = mergeRequests([
      request("x", { packages: ["gcc", "libc"], files: [file("a")] }),
      request("y"),
      request("x", { packages: ["libc", "g++"], files: [file("b", "b-dev"), file("a")] }),
      request("x", { packages: ["gcc"] }),
    ]);
    expect(merged).toEqual(request("x", { packages: ["gcc", "libc", "g++"], files: [file("a"), file("b", "b-dev")] }));
    expect(others).toEqual([request("y")]);
  });

  it("does not depend on how often a request stands there", () => {
    const one = request("x", { packages: ["gcc"], selection: { ...everything, skip: ["libc6"], take: ["gcc"] } });
    expect(mergeRequests([one, one, one])).toEqual([one]);
  });

  const merge = (one: Partial<PackageSelection>, other: Partial<PackageSelection>) => {
    const selections = [one, other].map((each) => ({ ...everything, ...each }));
    const content = mergeRequests(selections.map((selection) => request("x", { selection })))[0]?.content;
    return content?.kind === "packages" ? content.selection : undefined;
  };

  it("takes what either of them takes", () => {
    expect(merge({ take: ["a", "b"] }, { take: ["b", "c"] })?.take).toEqual(["a", "b", "c"]);
    expect(merge({ take: ["a"] }, { take: undefined })?.take).toBeUndefined();
    expect(merge({ drop: ["a", "b"] }, { drop: ["b", "c"] })?.drop).toEqual(["b"]);
    expect(merge({ takeWhole: ["a", "b"] }, { takeWhole: ["b", "c"] })?.takeWhole).toEqual(["a", "b", "c"]);
  });

  it("follows what either of them follows", () => {
    expect(merge({ skip: ["a", "b"] }, { skip: ["b"] })?.skip).toEqual(["b"]);
    expect(merge({ skip: ["a"] }, { skip: [] })?.skip).toEqual([]);
    expect(merge({ follow: "libraries" }, { follow: "libraries" })?.follow).toBe("libraries");
    expect(merge({ follow: "libraries" }, { follow: "all" })?.follow).toBe("all");
  });

  it("keeps the first of two files that are fetched", () => {
    const one = { ...request("x"), content: archive };
    expect(mergeRequests([one, { ...one, content: { ...archive } }])).toEqual([one]);
  });

  const release = { id: "debian", version: "11", codename: "bullseye", title: "Debian 11" };
  const x = request("x");
  it.each<readonly [string, RootRequest, RootRequest]>([
    ["kind", x, request("x", {}, "qemu")],
    ["settings", x, { ...x, settings: { triple: "a" } }],
    ["archive", x, request("x", { archive: "rpm" })],
    ["release", x, request("x", { release })],
    ["architecture", x, request("x", { architecture: "arm64" })],
    ["lists", x, request("x", { keepsLists: true })],
    ["content", x, { ...x, content: archive }],
    ["file", { ...x, content: archive }, { ...x, content: { ...archive, sha256: "1".repeat(64) } }],
  ])("refuses two roots of one id that differ in their %s", (_, one, other) => {
    expect(() => mergeRequests([one, other])).toThrow(/^two roots are named x: gcc .* and \w+ /);
    expect(() => mergeRequests([other, one])).toThrow(/^two roots are named x: /);
  });
});
