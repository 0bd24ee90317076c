import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import * as library from "@actions/tool-cache";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeToolStore } from "../../src/host/tools.ts";
import type { ToolStore } from "../../src/host/types.ts";
import { silently } from "../support/silently.ts";

let directory: string;
let store: ToolStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tools-"));
  store = makeToolStore(directory);
});

afterEach(async () => {
  delete process.env["RUNNER_TOOL_CACHE"];
  await rm(directory, { recursive: true });
});

/** Digits only, leading zeros, exponents: all of which a hash can look like. */
const versions = ["1.2.3-h0000000000000001", "12.2.0-h1234567890123456", "12.2.0-h12e4567890123456", "2.0.0"];

describe("the tool store", () => {
  it("uses the layout of @actions/tool-cache, which finds its tools", async () => {
    for (const version of versions) {
      await mkdir(store.directory("tool", version), { recursive: true });
      await store.complete("tool", version);
    }
    const places = versions.map((version) => join(directory, "tool", version, arch()));
    expect([...(await store.find("tool"))].sort()).toEqual(places);
    expect((await silently(() => library.findAllVersions("tool"))).sort()).toEqual(versions);
    expect(await silently(() => versions.map((version) => library.find("tool", version)))).toEqual(places);
  });

  it("finds what @actions/tool-cache has stored", async () => {
    const source = join(directory, "source");
    await mkdir(source);
    const place = await silently(() => library.cacheDir(source, "tool", "1.0.0"));
    expect(await store.find("tool")).toEqual([place]);
  });

  it("returns real paths, through a link and before the directory exists", async () => {
    const link = join(directory, "link");
    await mkdir(join(directory, "real"));
    await symlink("real", link);
    const place = join(directory, "real/not/yet/tool/1.0.0", arch());
    expect(makeToolStore(join(link, "not/yet")).directory("tool", "1.0.0")).toBe(place);
  });

  it("does not find tools that are incomplete or do not exist", async () => {
    expect(await store.find("tool")).toEqual([]);
    await mkdir(store.directory("tool", "1.0.0"), { recursive: true });
    expect(await store.find("tool")).toEqual([]);
    await mkdir(join(directory, "tool", "2.0.0"), { recursive: true });
    await store.complete("tool", "2.0.0");
    expect(await store.find("tool")).toEqual([]);
    expect(await silently(() => library.findAllVersions("tool"))).toEqual([]);
  });
});
