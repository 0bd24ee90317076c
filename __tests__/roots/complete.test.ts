import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import type { FileLookup, PackageContent, RequiredFile, RootPackage } from "../../src/plan/root-request.ts";
import { completeRoot } from "../../src/roots/complete.ts";
import { machine } from "../plan/questions.ts";
import { problem } from "../support/problems.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("complete");
});
afterAll(() => place.remove());

const pcap: RequiredFile = {
  what: "-lpcap (example.com/c)",
  paths: ["usr/lib/aarch64-linux-gnu/libpcap.so", "usr/lib/aarch64-linux-gnu/libpcap.a"],
  likely: "libpcap0.8-dev",
  ifMissing: "note",
  ifSeveral: "fail",
};

async function complete(
  name: string,
  unpacked: Readonly<Record<string, string>>,
  files: readonly RequiredFile[],
  {
    packages = [],
    lookups,
  }: { readonly packages?: readonly RootPackage[]; readonly lookups?: readonly FileLookup[] } = {},
) {
  const { distribution } = machine;
  if (distribution === undefined) {
    throw new Error("the machine of the tests has a distribution");
  }
  const directory = await writeFiles(join(place.directory, name), unpacked);
  const content: PackageContent = {
    kind: "packages",
    archive: "apt",
    release: undefined,
    architecture: "arm64",
    packages: [],
    files,
    selection: { follow: "libraries", skip: [], take: undefined, drop: [] },
    keepsLists: true,
    namedAfter: ["*-dev"],
  };
  const request = { id: "libraries-arm64", kind: "libraries", settings: {}, content };
  const root = { request, kind: { kind: "libraries" }, distribution, locked: undefined };
  return completeRoot(root, { directory, packages, lookups, arch: "amd64" });
}

describe("the files that a root is required to hold", () => {
  it("are enough by any of their paths", async () => {
    const record = await complete("found", { "root/usr/lib/aarch64-linux-gnu/libpcap.a": "" }, [pcap]);
    expect(record.digest).not.toBe("");
  });

  it("are an error if this release has them in another package than most, with what to type", async () => {
    const completing = complete("elsewhere", { "root/usr/lib/aarch64-linux-gnu/libz.a": "" }, [pcap]);
    await expect(completing).rejects.toThrow(
      new UserError(
        problem(
          "libpcap0.8-dev has no -lpcap (example.com/c) in this release; name the package that has it in `libraries`",
          "library-without-package",
        ),
      ),
    );
  });

  it("were found by the index where no package is known to hold them", async () => {
    await complete("looked up", { "root/usr/lib/x": "" }, [{ ...pcap, likely: undefined }]);
  });

  it("are in the package that goes by their name, where that was taken, be it in a directory below", async () => {
    const blas: RequiredFile = {
      ...pcap,
      ifMissing: "fail",
      what: "-lblas",
      paths: ["a/libblas.so", "a//libblas.so"],
      likely: undefined,
      namesake: "libblas-dev",
    };
    const taken = { name: "libblas-dev", version: "1", architecture: "arm64", size: 1, sha256: "" };
    await complete("below", { "root/a/b/libblas.so": "" }, [blas], { packages: [taken] });
    await complete("of another", { "root/a/x": "" }, [blas]);
    await expect(complete("none", { "root/a/x/notlibblas.so": "" }, [blas], { packages: [taken] })).rejects.toThrow(
      "libblas-dev has no -lblas in this release",
    );
    // The linker may find it elsewhere; if not, the failure says that no package has it.
    const lookups = [
      { path: "a/libblas.so", packages: ["libblas-dev"] },
      { path: "a/x.h", packages: ["x-dev"] },
    ];
    const record = await complete("noted", { "root/a/x": "" }, [{ ...blas, ifMissing: "note" }], {
      packages: [taken],
      lookups,
    });
    expect(record.lookups).toEqual([{ path: "a/libblas.so", packages: [] }, lookups[1]]);
  });
});
