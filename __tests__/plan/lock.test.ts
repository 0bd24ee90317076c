import { describe, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { compareLocks, describeLock, type Lock, parseLock, planLock, releaseName } from "../../src/plan/lock.ts";
import type { LockedRoot, RootRequest } from "../../src/plan/root-request.ts";
import { requestPackages } from "../roots/requests.ts";
import { inTexts } from "../support/problems.ts";

const make = (name: string, version = "1", letter = "a") => ({
  name,
  version,
  architecture: "all",
  size: 7,
  sha256: letter.repeat(64),
});
const root: LockedRoot = {
  targets: ["linux/arm64"],
  requested: ["gcc", "g++"],
  digest: "d".repeat(64),
  packages: [make("libc"), make("gcc")],
};
const lock: Lock = { schema: 1, releases: { "debian-12-amd64": { arm: root } } };
const request = (id: string, ...packages: string[]): RootRequest => requestPackages(id, packages);

describe("the text of a lock", () => {
  it("is sorted, ends in a line break, and is read as it was written", () => {
    const text = describeLock({
      schema: 1,
      releases: { "ubuntu-24.04-amd64": { z: root, a: root }, "debian-12-amd64": { arm: root } },
    });
    expect(text.endsWith("}\n")).toBe(true);
    const read = parseLock(text);
    expect(Object.keys(read.releases)).toEqual(["debian-12-amd64", "ubuntu-24.04-amd64"]);
    expect(Object.keys(read.releases["ubuntu-24.04-amd64"] ?? {})).toEqual(["a", "z"]);
    expect(read.releases["debian-12-amd64"]?.["arm"]).toEqual({
      ...root,
      requested: ["g++", "gcc"],
      packages: [make("gcc"), make("libc")],
    });
    expect(describeLock(read)).toBe(text);
  });

  it("has the SHA-512 of a package whose index has no SHA-256", () => {
    const { sha256: _, ...rest } = make("gcc");
    const packages = [make("libc"), { ...rest, path: "pool/gcc.deb", sha512: "f".repeat(128) }];
    const text = describeLock({ schema: 1, releases: { d: { arm: { ...root, packages } } } });
    expect(text).toContain(
      `"size": 7,\n            "sha512": "${"f".repeat(128)}",\n            "path": "pool/gcc.deb"`,
    );
    expect(parseLock(text).releases["d"]?.["arm"]?.packages).toEqual([packages[1], packages[0]]);
    expect(describeLock(parseLock(text))).toBe(text);
  });

  it("is refused by the names of the packages that it has no hash of", () => {
    const { sha256: _, ...gcc } = make("gcc");
    const withPackages = (...packages: unknown[]) =>
      JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, packages } } } });
    expect(() => parseLock(withPackages(gcc, make("libc"), { ...gcc, name: "g++", md5: "0" }))).toThrow(
      "cgo-cross.lock: arm of d has neither the SHA-256 nor the SHA-512 of gcc, g++; remove it and write it anew with `cgo-cross lock`",
    );
    expect(() => parseLock(withPackages(gcc, gcc, gcc, gcc, gcc))).toThrow(
      "of gcc, gcc, gcc and 2 more; remove it and write it anew",
    );
    for (const odd of [{ sha512: "f".repeat(64) }, { sha256: "f".repeat(128) }, { sha512: `${"f".repeat(127)}g` }]) {
      expect(() => parseLock(withPackages({ ...gcc, ...odd }))).toThrow(
        "arm of d is incomplete; remove it and write it anew",
      );
    }
  });

  it("has what was added to a root for what its packages lacked", () => {
    const added = { ...root, added: ["shared-mime-info", "libgomp1"] };
    const text = describeLock({ schema: 1, releases: { d: { arm: added } } });
    expect(parseLock(text).releases["d"]?.["arm"]?.added).toEqual(["libgomp1", "shared-mime-info"]);
    const placed = (path: unknown) => ({
      ...root,
      packages: root.packages.map((each) => ({ ...each, path })),
    });
    const withPath = (path: unknown) => JSON.stringify({ schema: 1, releases: { d: { arm: placed(path) } } });
    const path = "pool/main/g/gcc-14/libstdc++6_14.2.0-19~1_arm64.deb";
    expect(describeLock(parseLock(withPath(path)))).toContain(`"path": "${path}"`);
    for (const bad of ["/etc/passwd", "../up.deb", "pool/../../up.deb", "http://example.com/a.deb", "a b.deb", "", 1]) {
      expect(() => parseLock(withPath(bad))).toThrow("arm of d is incomplete");
    }
    const odd = JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, added: [1] } } } });
    expect(() => parseLock(odd)).toThrow("arm of d is incomplete");
  });

  it.each([
    ["<<<<<<< HEAD", /^cgo-cross\.lock is not JSON \(.*\); remove it and write it anew with `cgo-cross lock`$/],
    ["null", /is not of this version of cgo-cross; remove it and write it anew/],
    ['{"schema":2,"releases":{}}', /is not of this version of cgo-cross/],
    ['{"schema":1}', /is not of this version of cgo-cross/],
    [
      '{"schema":1,"releases":{"d":{"arm":null}}}',
      /^cgo-cross\.lock: arm of d is incomplete; remove it and write it anew/,
    ],
    [JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, digest: "x" } } } }), /arm of d is incomplete/],
    [
      JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, packages: [{ ...make("a"), size: "7" }] } } } }),
      /arm of d is incomplete/,
    ],
    [JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, packages: [null] } } } }), /arm of d is incomplete/],
    [
      '{"schema":1,"releases":{"d":null}}',
      /^cgo-cross\.lock: d has no list of toolchains; remove it and write it anew/,
    ],
  ])("%s is refused", (text, message) => {
    expect(() => parseLock(text)).toThrow(message);
    expect(() => parseLock(text)).toThrow(UserError);
  });
});

describe("planLock", () => {
  const plan = (release: string | undefined, ...requests: readonly RootRequest[]) =>
    inTexts(planLock({ lock, file: "/module/cgo-cross.lock", requests, release }));

  it("takes the roots that are asked for, with more in them than is asked for", () => {
    expect(plan("debian-12-amd64", request("arm", "gcc"))).toEqual({
      lock: { kind: "locked", file: "/module/cgo-cross.lock", release: "debian-12-amd64", roots: { arm: root } },
      problems: [],
    });
  });

  it("says what the lock lacks: a release, a root, a package, a file", () => {
    expect(plan("debian-13-amd64", request("arm", "gcc")).problems).toEqual([
      "cgo-cross.lock is for debian-12-amd64 and this machine is debian-13-amd64; run `cgo-cross lock` on one like it, which adds it, and commit the file",
    ]);
    expect(plan("debian-12-amd64", request("arm", "gcc", "asan"), request("x")).problems).toEqual([
      "cgo-cross.lock has no asan for arm on debian-12-amd64; run `cgo-cross lock` with these targets and commit the file",
      "cgo-cross.lock has no x on debian-12-amd64; run `cgo-cross lock` with these targets and commit the file",
    ]);
    const noted = { ifMissing: "note", ifSeveral: "note" } as const;
    const header = { what: "<pcap.h>", paths: ["usr/include/pcap.h"], likely: undefined, ...noted };
    expect(plan("debian-12-amd64", requestPackages("arm", ["gcc"], { files: [header] })).problems).toEqual([
      "cgo-cross.lock has no usr/include/pcap.h for arm on debian-12-amd64; run `cgo-cross lock` with these targets and commit the file",
    ]);
  });

  it("takes no more roots than are asked for", () => {
    expect(plan("debian-12-amd64").lock).toMatchObject({ kind: "locked", roots: {} });
  });

  it("binds nothing where nothing is fetched", () => {
    expect(plan("debian-13-amd64")).toEqual({
      lock: { kind: "locked", file: "/module/cgo-cross.lock", release: "debian-13-amd64", roots: {} },
      problems: [],
    });
  });

  it("is none where there is no lock, or no distribution", () => {
    const requests = [request("arm", "gcc")];
    const none = { lock: { kind: "none" }, problems: [] };
    expect(planLock({ lock: undefined, file: "", requests, release: "debian-12-amd64" })).toEqual(none);
    expect(plan(undefined, ...requests)).toEqual(none);
  });
});

describe("compareLocks", () => {
  const compare = (change: Partial<LockedRoot>) => compareLocks({ arm: root }, { arm: { ...root, ...change } });

  it("finds nothing where nothing differs", () => {
    expect(compare({ packages: [...root.packages].reverse(), targets: [] })).toEqual([]);
  });

  it("names each package that differs, and how", () => {
    const packages = [make("gcc", "2", "b"), make("new", "3")];
    expect(compare({ packages })).toEqual(["arm: gcc 1 is now 2", "arm: libc 1 is gone", "arm: new 3 is new"]);
    expect(compare({ packages: [make("libc", "1", "b"), make("gcc")] })).toEqual([
      "arm: libc 1 is now 1 (same version, other bytes)",
    ]);
  });

  it("goes by the digest where the index has hashes of another algorithm than before", () => {
    const { sha256: _, ...libc } = make("libc");
    const packages = [{ ...libc, sha512: "f".repeat(128) }, make("gcc")];
    expect(compare({ packages })).toEqual([]);
    expect(compare({ packages, digest: "e".repeat(64) })).toEqual([expect.stringContaining("unpacked in another way")]);
    expect(compare({ packages: packages.map((each) => ({ ...each, version: "2" })) })).toEqual([
      "arm: gcc 1 is now 2",
      "arm: libc 1 is now 2",
    ]);
  });

  it("names another digest of the same packages, and roots on one side", () => {
    expect(compare({ digest: "e".repeat(64) })).toEqual([
      "arm: the same packages, unpacked in another way (digest dddddddddddd… in the lock, now eeeeeeeeeeee…)",
    ]);
    expect(compareLocks({ arm: root }, { x: root })).toEqual([
      "arm: in the lock, and no target asks for it",
      "x: not in the lock",
    ]);
  });
});

it("a release's name is the distribution's, its number or codename, and the architecture", () => {
  const debian = { id: "debian", version: "12", codename: "bookworm", title: "" };
  expect(releaseName(debian, "amd64")).toBe("debian-12-amd64");
  expect(releaseName({ ...debian, version: "", codename: "sid" }, "arm64")).toBe("debian-sid-arm64");
});
