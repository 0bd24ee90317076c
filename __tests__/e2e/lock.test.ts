import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Lock } from "../../src/plan/lock.ts";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { repository, runAction } from "../support/runner.ts";
import { copyExample } from "./examples.ts";

const home = mkdtempSync(join(tmpdir(), "cgo-cross-lock-"));
const targets = "linux/arm64";
let workspace: string;
let server: ResultsServer;
let lockPath: string;

/** The command line, with caches of its own for each `machine`. */
function cli(words: readonly string[], machine = "first", cwd = workspace) {
  const env = { ...process.env, XDG_CACHE_HOME: join(home, machine), GOCACHE: join(home, machine, "go") };
  const done = spawnSync(process.execPath, [join(repository, "dist/cli.js"), ...words], { cwd, env, encoding: "utf8" });
  return { exitCode: done.status, said: done.stdout, log: done.stderr };
}

const readLock = () => JSON.parse(readFileSync(lockPath, "utf8")) as Lock;

/** Runs with a changed lock, and restores it. */
function withLock<Result>(change: (lock: Lock) => unknown, work: () => Result): Result {
  const text = readFileSync(lockPath, "utf8");
  const lock = JSON.parse(text) as Lock;
  writeFileSync(lockPath, JSON.stringify(change(lock) ?? lock));
  try {
    return work();
  } finally {
    writeFileSync(lockPath, text);
  }
}

const release = (lock: Lock) => Object.entries(lock.releases)[0] ?? expect.fail("the lock has no release");

beforeAll(async () => {
  workspace = await copyExample("cxx");
  lockPath = join(workspace, "cgo-cross.lock");
  server = await startResultsServer();
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
  rmSync(workspace, { recursive: true, force: true });
});

describe("cgo-cross lock", () => {
  test("writes the packages of every toolchain and emulator, sorted, and finds the lock up to date", () => {
    const checked = cli(["lock", "--check", "--targets", targets]);
    expect(checked).toMatchObject({ exitCode: 1, said: expect.stringContaining("There is no cgo-cross.lock yet") });
    const done = cli(["lock", "--targets", targets]);
    expect(done.exitCode, done.log).toBe(0);
    expect(done.said).toMatch(/: aarch64-linux-gnu for linux\/arm64: \d+ packages, [\d.]+ MB, digest [0-9a-f]{12}…/);
    expect(done.said).toContain(`${lockPath} is written; commit it.`);
    const [name, roots] = release(readLock());
    expect(name).toMatch(/^(debian|ubuntu)-[\d.]+-(amd64|arm64)$/);
    expect(Object.keys(roots)).toEqual(["aarch64-linux-gnu", "qemu"]);
    const root = roots["aarch64-linux-gnu"];
    expect(root?.requested).toEqual(["g++-aarch64-linux-gnu", "gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"]);
    const names = root?.packages.map((each) => each.name) ?? [];
    expect(names).toEqual([...names].sort());
    expect(names).toContain("libc6-arm64-cross");
    for (const each of root?.packages ?? []) {
      expect(each).toEqual({
        name: expect.any(String),
        version: expect.stringMatching(/\d/),
        architecture: expect.stringMatching(/^(all|amd64|arm64)$/),
        size: expect.any(Number),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        path: expect.stringMatching(/^pool\/\S+\.deb$/),
      });
    }
    const again = cli(["lock", "--check", "--targets", targets]);
    expect(again).toMatchObject({ exitCode: 0, said: expect.stringContaining(`cgo-cross.lock is what ${name} has`) });
    const text = readFileSync(lockPath, "utf8");
    expect(cli(["lock", "--targets", targets]).said).toContain("is as it was.");
    expect(readFileSync(lockPath, "utf8")).toBe(text);
  }, 300_000);

  test("--check fails if the lock is out of date, and lists the differences", () => {
    const behind = withLock(
      (lock) => {
        const [first] = release(lock)[1]["qemu"]?.packages ?? [];
        Object.assign(first ?? {}, { version: "0.1-1", sha256: "0".repeat(64) });
      },
      () => cli(["lock", "--check", "--targets", targets]),
    );
    expect(behind.exitCode).toBe(1);
    expect(behind.said).toMatch(/: qemu: \S+ 0\.1-1 is now \S+\n/);
    expect(behind.said).toContain("cgo-cross.lock is out of date; `cgo-cross lock` refreshes it.");
    const more = cli(["lock", "--check", "--targets", "linux/arm64,linux/s390x"]);
    expect(more).toMatchObject({ exitCode: 1, said: expect.stringContaining("s390x-linux-gnu: not in the lock") });
  }, 120_000);

  test("writes another release of the distribution in addition to the machine's own", (context) => {
    const [own] = release(readLock());
    const text = readFileSync(lockPath, "utf8");
    if (!own.startsWith("debian-12")) {
      context.skip("this test knows Debian 12 and 13 only");
    }
    const done = cli(["lock", "--targets", targets, "--release", "debian-13"]);
    expect(done.exitCode, done.log).toBe(0);
    const { releases } = readLock();
    const [twelve, thirteen] = [own, own.replace("12", "13")];
    expect(Object.keys(releases)).toEqual([twelve, thirteen]);
    const version = (name: string) =>
      releases[name]?.["aarch64-linux-gnu"]?.packages.find((each) => each.name === "gcc-aarch64-linux-gnu")?.version;
    expect(version(twelve)).toMatch(/^4:12\./);
    expect(version(thirteen)).toMatch(/^4:14\./);
    const none = cli(["lock", "--targets", targets, "--release", "debian-99"]);
    expect(none).toMatchObject({
      exitCode: 2,
      log: expect.stringContaining('unknown release "debian-99"; expected one of debian-12, debian-11, debian-13'),
    });
    writeFileSync(lockPath, text);
  }, 300_000);

  test("plans each release by itself: one may have what another lacks", (context) => {
    const [own] = release(readLock());
    const hasClang = spawnSync("clang", ["--version"]).status === 0;
    if (!own.startsWith("debian-") || own.startsWith("debian-11") || hasClang) {
      context.skip("the machine's own clang would be used, or there is no older Debian");
    }
    const text = readFileSync(lockPath, "utf8");
    const old = cli(["lock", "--targets", targets, "--cgo", "on", "--compiler", "clang", "--release", "debian-11"]);
    expect(old).toMatchObject({
      exitCode: 2,
      log: expect.stringMatching(
        /debian-11-\w+: linux\/arm64 needs C .* but clang 14 or newer is needed, and debian-11 has 11/,
      ),
    });
    expect(readFileSync(lockPath, "utf8")).toBe(text);
  });
});

describe("a run with a lock", () => {
  test("gives the same binary on two machines, bit for bit, and needs no package index", async () => {
    const inputs = { targets, run: "true", artifacts: "off" };
    const temp = join(home, "_temp");
    const machine = async (name: string, toolCache: string) => {
      // (The published client saves nothing from a workspace with a space in its path.)
      const place = join(home, name, `${name}-work`);
      cpSync(workspace, place, { recursive: true });
      // A tag: without a lock nothing would come from a cache.
      const env = { ...server.environment(), GOCACHE: join(home, name, "go cache"), GITHUB_REF: "refs/tags/v1" };
      const result = await runAction({ inputs, workspace: place, temp, toolCache, env });
      expect(result.conclusion, result.stdout).toBe("success");
      const [binary] = JSON.parse(result.outputs["binaries"] ?? "[]") as { sha256: string }[];
      return { sha256: binary?.sha256, log: result.log.join("\n"), summary: result.summary };
    };
    const one = await machine("one", join(home, "tools one"));
    expect(one.summary).toMatch(/downloaded: [\d.]+ MB/);
    expect(one.log).not.toContain("Refreshing the package index");
    // An empty directory behind a link; everything comes from the cache.
    mkdirSync(join(home, "elsewhere"));
    symlinkSync("elsewhere", join(home, "two tools"));
    const two = await machine("two", join(home, "two tools"));
    expect(two.log).not.toContain("Refreshing the package index");
    expect(two.summary).toContain("from cache");
    expect(two.summary).toContain("checked by the lock");
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(two.sha256).toBe(one.sha256);
  }, 600_000);

  test("rejects packages that differ from the lock", () => {
    const build = () => cli(["--targets", targets, "--build=false"], "fresh");
    const digest = withLock((lock) => {
      Object.assign(release(lock)[1]["aarch64-linux-gnu"] ?? {}, { digest: "0".repeat(64) });
    }, build);
    expect(digest.exitCode).toBe(1);
    expect(digest.log).toMatch(
      /the packages are those of cgo-cross\.lock, but .*write the lock anew with `cgo-cross lock`/s,
    );

    const gone = withLock((lock) => {
      const found = release(lock)[1]["aarch64-linux-gnu"]?.packages.find((each) => each.name === "binutils-common");
      Object.assign(found ?? {}, { version: "1.0-1" });
    }, build);
    expect(gone.exitCode).toBe(1);
    // The report breaks it into lines.
    expect(gone.log.replaceAll(/\n {2}│ (?=\S)/g, " ")).toMatch(
      /asks for binutils-common 1\.0-1, which .* no longer\s+has: refresh it with `cgo-cross lock`/,
    );

    const other = withLock((lock) => ({ ...lock, releases: { "debian-1-amd64": release(lock)[1] } }), build);
    expect(other.exitCode).toBe(2);
    expect(other.log).toMatch(
      /cgo-cross\.lock is for debian-1-amd64 and this machine is \S+; run `cgo-cross lock` on one like it/,
    );

    const lacking = cli(["--targets", "linux/arm64,linux/s390x", "--build=false"], "fresh");
    expect(lacking.exitCode).toBe(2);
    expect(lacking.log).toMatch(
      /cgo-cross\.lock has no s390x-linux-gnu on \S+; run `cgo-cross lock` with these targets/,
    );

    writeFileSync(join(workspace, "cgo-cross.lock.good"), readFileSync(lockPath));
    writeFileSync(lockPath, "<<<<<<< HEAD");
    const conflict = build();
    writeFileSync(lockPath, readFileSync(join(workspace, "cgo-cross.lock.good")));
    expect(conflict.exitCode).toBe(2);
    expect(conflict.log).toContain("cgo-cross.lock is not JSON");
  }, 300_000);
});
