import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheCandidate } from "../../src/host/directories.ts";
import { type LocalHost, makeLocalHost } from "../../src/host/local.ts";
import { ArtifactNameTaken } from "../../src/host/types.ts";
import { readTree } from "./tree.ts";

let directory: string;
let host: LocalHost;

const makeHost = () =>
  makeLocalHost(
    { HOME: directory, TMPDIR: directory },
    { artifactDirectory: join(directory, "artifacts"), workspace: directory, terminal: { write: () => true } },
  );

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "local-"));
  host = await makeHost();
});

afterEach(() => rm(directory, { recursive: true, force: true }));

describe("makeLocalHost", () => {
  it("keeps tools in the user's cache and temporary files in a directory of the run", async () => {
    expect(host).toMatchObject({
      kind: "local",
      os: "linux",
      workspace: directory,
      toolDirectory: join(directory, ".cache", "cgo-cross", "tools"),
      stagingDirectory: join(host.scratchDirectory, "staging"),
    });
    expect(host.scratchDirectory.startsWith(join(directory, "cgo-cross-"))).toBe(true);
    expect((await makeHost()).scratchDirectory).not.toBe(host.scratchDirectory);
  });

  it("has its children put temporary files into the directory of the run, and Go too", async () => {
    const { stdout } = await host.processes.run({ file: "/bin/sh", args: ["-c", 'echo "$TMPDIR $GOTMPDIR"'] });
    expect(stdout).toBe(`${host.scratchDirectory} ${host.scratchDirectory}\n`);
  });

  it("uses XDG_CACHE_HOME if it is absolute", () => {
    expect(cacheCandidate({ HOME: "/home/u", XDG_CACHE_HOME: "/x" }).directory).toBe("/x/cgo-cross");
    expect(cacheCandidate({ HOME: "/home/u", XDG_CACHE_HOME: "x" }).directory).toBe("/home/u/.cache/cgo-cross");
    expect(cacheCandidate({ HOME: "/home/u", XDG_CACHE_HOME: "" }).directory).toBe("/home/u/.cache/cgo-cross");
  });
});

describe("the cache of a local host", () => {
  it("is unavailable, since downloads stay on the disk", async () => {
    const entry = { path: join(directory, "kept"), key: "k", restoreKeys: [] };
    const reason = "a local run keeps its downloads on this disk";
    expect(host.cache).toMatchObject({ available: false, reason });
    expect(await host.cache.save(entry)).toEqual({ kind: "not-saved", reason });
    expect(await host.cache.restore(entry)).toEqual({ kind: "miss" });
  });
});

describe("artifacts of a local host", () => {
  it("are directories that keep the modes of files", async () => {
    const root = join(directory, "dist");
    await mkdir(join(root, "sub"), { recursive: true });
    await writeFile(join(root, "tool"), "12345");
    await chmod(join(root, "tool"), 0o755);
    await writeFile(join(root, "sub", "sums"), "123");
    const upload = (name: string, ...files: string[]) =>
      host.artifacts.upload({ name, root, files: files.map((file) => join(root, file)), retentionDays: undefined });
    const place = join(directory, "artifacts", "tools");
    expect(await upload("tools", "tool", "sub/sums")).toEqual({ id: place, bytes: 8 });
    expect(await readTree(place)).toEqual({
      sub: "directory 755",
      "sub/sums": `file 644 ${Buffer.from("123").toString("base64")}`,
      tool: `file 755 ${Buffer.from("12345").toString("base64")}`,
    });
    await expect(upload("tools", "tool")).rejects.toThrow(ArtifactNameTaken);
    await expect(upload("../tools", "tool")).rejects.toThrow("cannot name an artifact");
    await expect(upload("more", "../dist/../none")).rejects.toThrow("ENOENT");

    host = await makeHost();
    expect(await upload("tools", "tool")).toEqual({ id: place, bytes: 5 });
    expect(Object.keys(await readTree(place))).toEqual(["tool"]);
    expect(await readdir(join(directory, "artifacts"))).toEqual(["tools"]);
  });
});

describe("artifacts of a local host, where their directory is a link", () => {
  it("are not put where it leads, and nothing is removed there", async () => {
    const elsewhere = join(directory, "elsewhere");
    await mkdir(join(elsewhere, "tools"), { recursive: true });
    await writeFile(join(elsewhere, "tools", "kept"), "kept");
    await symlink(elsewhere, join(directory, "artifacts"));
    await writeFile(join(directory, "tool"), "12345");
    const upload = host.artifacts.upload({
      name: "tools",
      root: directory,
      files: [join(directory, "tool")],
      retentionDays: undefined,
    });
    await expect(upload).rejects.toThrow("is a link, and what it leads to is not overwritten; remove the link");
    expect(await readdir(join(elsewhere, "tools"))).toEqual(["kept"]);
  });
});

describe("the job of a local host", () => {
  it("records what a job would pass on, with the same rules", async () => {
    const { job } = host;
    expect(job.event).toBeUndefined();
    await job.exportVariable("CC", "/x/cc");
    await job.addPath("/x/bin");
    await job.setOutput("out-dir", "a\nb");
    await job.writeSummary("# S");
    expect(job.exported).toEqual([
      { kind: "variable", name: "CC", value: "/x/cc" },
      { kind: "path", value: "/x/bin" },
      { kind: "output", name: "out-dir", value: "a\nb" },
    ]);
    expect(job.summary).toBe("# S");
    await expect(job.exportVariable("CC", "a\nb")).rejects.toThrow("line break");
    await expect(job.addPath("a:b")).rejects.toThrow("PATH entry");
    await expect(job.setOutput("a b", "")).rejects.toThrow("output");
  });
});
