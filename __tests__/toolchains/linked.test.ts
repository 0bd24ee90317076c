import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageLists } from "../../src/roots/index.ts";
import { describeLinked, type Linked } from "../../src/toolchains/linked.ts";
import { makePlace, type Place } from "../survey/modules.ts";

let place: Place;
let files: string;

const lists = {
  libzmq5: "usr/lib/aarch64-linux-gnu/libzmq.so.5",
  "libstdc++6": "usr/lib/aarch64-linux-gnu/libstdc++.so.6",
};

beforeAll(async () => {
  place = await makePlace();
  files = await mkdtemp(join(tmpdir(), "linked-"));
  for (const [name, path] of Object.entries(lists)) {
    await mkdir(join(files, dirname(path)), { recursive: true });
    await writeFile(join(files, path), "");
    await mkdir(join(files, packageLists), { recursive: true });
    await writeFile(join(files, packageLists, name), `${path}\n`);
  }
});
afterAll(async () => {
  await place.remove();
  await rm(files, { recursive: true });
});

describe("what a dynamic binary was linked with", () => {
  it("leaves out what every system has: a C++ program is linked with the toolchain's own C++ library", async () => {
    const linked: Linked = {
      files,
      directories: { pkgConfig: [], libraries: [], headers: [] },
      requirements: [],
      lookups: [],
      mingw: false,
      packages: Object.keys(lists).map((name) => ({ name, version: "1", architecture: "arm64", size: 1, sha256: "" })),
      pkgConfig: "pkg-config",
    };
    const needed = ["libzmq.so.5", "libstdc++.so.6", "libc.so.6"];
    const binary = { program: "example.com/app", needed, static: false };
    expect(await describeLinked(place.host, linked, binary)).toEqual([
      { file: "libzmq.so.5", package: "libzmq5", version: "1", install: "libzmq5" },
    ]);
  });
});
