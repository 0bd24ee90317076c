import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { choosePlace, isRefused } from "../../src/host/places.ts";
import { repository } from "../support/runner.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "places-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("choosePlace", () => {
  const variable = "V";
  const choose = (...candidates: Parameters<typeof choosePlace>[0]["candidates"]) =>
    choosePlace({ what: "things", candidates });

  it("takes the first directory, makes it, and leaves nothing in it", async () => {
    const first = join(directory, "a/b");
    const { place, note } = await choose({ directory: first, variable }, { directory, variable });
    expect([place, note, readdirSync(first)]).toEqual([{ directory: first, variable, noexec: false }, undefined, []]);
  });

  it("takes another where it is not set, or where a file is in its place, and says so", async () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    const second = { directory: join(directory, "second"), variable: "W" };
    expect((await choose({ directory: undefined, variable }, second)).note).toBe(
      `Things are kept in ${second.directory}, since V is not set; set V to move them`,
    );
    expect((await choose({ directory: file, variable }, second)).note).toBe(
      `Things are kept in ${second.directory}, since nothing can be written to ${file} (a file is in its place); set V to move them`,
    );
  });

  it("takes another where nothing can be made, although the directory above is there", async () => {
    const second = { directory, variable: "W" };
    expect((await choose({ directory: "/proc/none/x", variable }, second)).note).toMatch(
      new RegExp(`^Things are kept in ${directory}, since nothing can be written to /proc/none/x \\(`),
    );
  });

  it("takes a program that is still being written for one that could be started", async () => {
    const program = join(directory, "program");
    writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
    const written = openSync(program, "a");
    expect(await isRefused(program)).toBe(false);
    closeSync(written);
    chmodSync(program, 0o644);
    expect(await isRefused(program)).toBe(true);
  });

  it("is one sentence where nothing can be written to any", async () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    await expect(choose({ directory: file, variable }, { directory: join(file, "x"), variable: "W" })).rejects.toThrow(
      `there is no directory for things: nothing can be written to ${file} (a file is in its place), and nothing can be ` +
        `written to ${join(file, "x")} (a file is in its place); set V to a directory that can be written to`,
    );
  });

  it("takes no directory among those of others that others can write to, or a link", async () => {
    const open = join(directory, "open");
    mkdirSync(open);
    chmodSync(open, 0o777);
    const link = join(directory, "link");
    symlinkSync(directory, link);
    const own = join(directory, "own");
    const shared = true;
    const candidates = [open, link, own].map((each) => ({ directory: each, variable, shared }) as const);
    const { place, note } = await choose(...candidates);
    expect([place.directory, note]).toEqual([
      own,
      `Things are kept in ${own}, since others can write to ${open}; set V to move them`,
    ]);
  });
});

/** A host at a terminal, with its own mounts: lines of a shell that has `$D`, a directory that is on the disk. */
function hostIn(mounts: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  // This repository may lie in /tmp itself, which some of the mounts cover.
  const inside = (path: string) => (path.startsWith(repository) ? join("/mnt", path.slice(repository.length)) : path);
  const entry = inside(fileURLToPath(new URL("places-in.ts", import.meta.url)));
  const own = `mount --bind "${repository}" /mnt`;
  const script = ["set -e", own, ...mounts, "cd /", `exec "${inside(process.execPath)}" "${entry}"`].join("\n");
  const PATH = process.env["PATH"] ?? "";
  const env = { PATH, D: directory, HOME: join(directory, "home"), ...environment };
  const done = spawnSync("unshare", ["-m", "sh", "-c", script], { env, encoding: "utf8" });
  expect(done.stderr.replaceAll(/^.*ExperimentalWarning.*\n|^\(Use `node.*\n/gm, "")).toBe("");
  return JSON.parse(done.stdout);
}

/** Undefined where this user can mount. */
function whyNoMounts(): string | undefined {
  const script = `mount -t tmpfs tmpfs ${directory}`;
  const done = spawnSync("unshare", ["-m", "sh", "-c", script], { encoding: "utf8" });
  return done.status === 0 ? undefined : "mounting file systems takes the super-user";
}

describe("a host on file systems of its own", () => {
  const noexec = "as on a file system mounted noexec";

  beforeEach(({ skip }) => {
    const why = whyNoMounts();
    skip(why !== undefined, why);
    mkdirSync(join(directory, "home"));
    mkdirSync(join(directory, "t"));
  });

  it("starts programs from the tool directory where the temporary one is mounted noexec", () => {
    const answer = hostIn([
      "mount -t tmpfs -o noexec tmpfs /tmp",
      'mkdir -p "$D/home"',
      'mount -t tmpfs tmpfs "$D/home"',
    ]);
    const temporary = join(directory, "home/.cache/cgo-cross/tools/temporary");
    const note = `notice: Temporary files are kept in ${temporary}, since no program can be started from /tmp, ${noexec}; set TMPDIR to move them`;
    expect(answer).toMatchObject({ temporary, noexec: null, notes: [note] });
  });

  it("keeps tools in the temporary directory where the cache is mounted noexec, and Go's build cache too", () => {
    const answer = hostIn(['mount -t tmpfs -o noexec tmpfs "$D/home"'], { TMPDIR: join(directory, "t") });
    const tools = join(directory, "t", `cgo-cross-${process.getuid?.()}`);
    expect(answer).toMatchObject({
      tools,
      temporary: join(directory, "t"),
      noexec: null,
      variables: { GOCACHE: join(tools, "go-build"), GOMODCACHE: null },
    });
    expect(answer.notes).toHaveLength(2);
  });

  it("knows where programs can be started from nowhere", () => {
    const answer = hostIn([
      'mount -t tmpfs -o noexec tmpfs "$D/home"',
      "mount -t tmpfs -o noexec tmpfs /tmp",
      'mkdir -p "$D/home"',
    ]);
    expect(answer.noexec).toBe(
      `no program can be started from ${join(directory, "home/.cache/cgo-cross/tools")}, ${noexec}; set HOME or XDG_CACHE_HOME to a directory on another file system`,
    );
  });

  it.each([
    ["full", "size=32k", "no space left on the device"],
    ["read-only", "ro", "the file system is read-only"],
  ])("takes another directory where one is %s, for its children too", (_name, options, reason) => {
    const full = join(directory, "full");
    mkdirSync(full);
    const answer = hostIn([`mount -t tmpfs -o ${options} tmpfs "${full}"`], { TMPDIR: full, XDG_CACHE_HOME: full });
    expect(answer).toMatchObject({
      tools: `/tmp/cgo-cross-${process.getuid?.()}`,
      temporary: "/tmp",
      variables: { TMPDIR: expect.stringMatching(/^\/tmp\/cgo-cross-/), GOCACHE: expect.stringMatching(/^\/tmp/) },
    });
    expect(answer.notes[0]).toBe(
      `notice: Temporary files are kept in /tmp, since nothing can be written to ${full} (${reason}); set TMPDIR to move them`,
    );
    rmSync(`/tmp/cgo-cross-${process.getuid?.()}`, { recursive: true, force: true });
  });

  it("says in one sentence that nothing can be written anywhere", () => {
    const answer = hostIn(["mount -t tmpfs -o ro tmpfs /tmp"], { HOME: "/tmp/none" });
    expect(answer.error).toBe(
      "UserError: there is no directory for temporary files: nothing can be written to /tmp (the file system is read-only), and " +
        "nothing can be written to /tmp/none/.cache/cgo-cross/tools/temporary (the file system is read-only); set TMPDIR to a " +
        "directory that can be written to",
    );
  });
});

describe("a user without a home", () => {
  const asNobody = (environment: Readonly<Record<string, string>>) => {
    const entry = fileURLToPath(new URL("places-in.ts", import.meta.url));
    const words = ["--reuid", "61234", "--regid", "61234", "--clear-groups", process.execPath, entry];
    const env = { PATH: process.env["PATH"] ?? "", ...environment };
    return JSON.parse(execFileSync("setpriv", words, { env, cwd: "/", encoding: "utf8" }));
  };

  it.for<readonly [string, Readonly<Record<string, string>>, string]>([
    ["HOME is not set", {}, "HOME is not set"],
    ["HOME is a directory that is not there", { HOME: "/nonexistent" }, "permission denied"],
    ["HOME is the root directory, as in many containers", { HOME: "/" }, "permission denied"],
  ])("keeps tools and Go's caches in the temporary directory where %s", ([, environment, reason], { skip }) => {
    skip(process.getuid?.() !== 0, "becoming another user takes the super-user");
    chmodSync(directory, 0o777);
    const answer = asNobody({ ...environment, TMPDIR: directory });
    const tools = join(directory, "cgo-cross-61234");
    expect(answer).toMatchObject({
      tools,
      temporary: directory,
      noexec: null,
      variables: { GOCACHE: join(tools, "go-build"), GOMODCACHE: join(tools, "go-modules") },
    });
    expect(answer.notes).toHaveLength(3);
    expect(answer.notes[0]).toContain(reason);
  });
});
