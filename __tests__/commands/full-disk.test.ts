import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, type TestContext } from "vitest";
import { explainFullDisk } from "../../src/commands/full-disk.ts";
import { saysFull } from "../../src/host/disk-space.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import { failed, passed, run, target } from "../report/sample.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "full-disk-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

it.each([
  ["ENOSPC: no space left on device, write", true],
  ["tar: ./usr/bin/ld: Cannot write: No space left on device", true],
  ["link: mapping output file failed: no space left on device", true],
  ["EDQUOT: disk quota exceeded, write", true],
  ["write /tmp/x: Disk quota exceeded", true],
  ["undefined reference to `space_left'", false],
])("%s: %s", (text, full) => {
  expect(saysFull(text)).toBe(full);
});

it("names the directory that has no room, with what moves it, and keeps what was said in the log", async () => {
  const environment = { HOME: directory, TMPDIR: join(directory, "t"), PATH: "" };
  const host = await makeLocalHost(environment, { artifactDirectory: directory, terminal: { write: () => true } });
  const message = `the files could not be put in place: ENOSPC: no space left on device, open '${directory}/out/app'`;
  const full = target({ target: "linux/arm64", outcome: failed({ stage: "publish", message, log: ["$ go build"] }) });
  const other = target({ target: "linux/386", outcome: failed({ message: "undefined: x" }) });
  const result = run({
    targets: [full, other, target({ target: "linux/amd64", outcome: passed() })],
    outDir: join(directory, "out"),
    failures: [
      { message: "the checksums could not be written: ENOSPC: no space left on device, write", stack: undefined },
    ],
  });
  const explained = await explainFullDisk(host, result);
  const sentence = (variable: string, place: string) =>
    new RegExp(
      `too little space for ${place}, on a disk of [\\d.]+ \\w+ with [\\d.]+ \\w+ free now: free some, or set ${variable} to a directory on another disk$`,
    );
  expect(explained.targets[0]?.outcome).toMatchObject({
    stage: "publish",
    message: expect.stringMatching(sentence("--out-dir", `${directory}/out`)),
    log: [message, "$ go build"],
    diagnosis: { code: "disk-full", headline: message, fix: expect.stringMatching(/^free some, or set --out-dir/) },
  });
  expect(explained.targets.slice(1)).toEqual(result.targets.slice(1));
  expect(explained.failures[0]?.message).toMatch(/^the checksums could not be written: .*; too little space for /);
});

/** A run at a terminal, of a program that is nothing, with a file system of its own at `$D/t`. */
function runWith(options: string, words: readonly string[], { skip }: Pick<TestContext, "skip">) {
  const t = join(directory, "t");
  mkdirSync(t);
  const module = { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": "package main\n\nfunc main() {}\n" };
  for (const [name, text] of Object.entries(module)) {
    writeFileSync(join(directory, name), text);
  }
  const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
  const all = [cli, "--targets", "linux/386", "--artifacts", "off", "--working-directory", directory, ...words];
  const script = `mount -t tmpfs -o ${options} tmpfs "${t}" || exit 77\nexec "${process.execPath}" "$@"`;
  const own = { XDG_CACHE_HOME: join(directory, "cache"), GOCACHE: goCache(), GOFLAGS: "", NO_COLOR: "1" };
  const env = { ...process.env, ...own, ...(words.length === 0 ? { TMPDIR: t } : {}) };
  const done = spawnSync("unshare", ["-m", "sh", "-c", script, "sh", ...all], { env, encoding: "utf8" });
  const cannotMount = done.status === 77 || done.error !== undefined || /unshare/.test(done.stderr);
  skip(cannotMount, "mounting takes the super-user");
  return { t, ...done };
}

it("is said of a build for which the temporary directory has no room", (context) => {
  const { t, stderr, status } = runWith("size=400k", [], context);
  // The report breaks it into lines.
  const said = stderr.replaceAll(/\n {2}│ (?=\S)/g, " ");
  expect(said).toMatch(
    new RegExp(
      `linux/386: build failed.* too little space for ${t}, on a disk of .* or set TMPDIR to a directory on another disk\n`,
    ),
  );
  expect(status).toBe(1);
}, 120_000);

it.for<readonly [string, string, string]>([
  ["read-only", "ro", "nothing can be written to DIR (EROFS); make it writable"],
  ["full", "size=16k", "the disk of DIR is full; free some space"],
])("an out-dir that is %s is told before anything is built", { timeout: 120_000 }, ([, options, reason], context) => {
  const outDir = join(directory, "t", "dist");
  const { stderr, status } = runWith(options, ["--out-dir", outDir], context);
  expect(
    stderr
      .split("\n")
      .filter((line) => line.startsWith("error: "))
      .at(-1),
  ).toBe(`error: --out-dir: ${reason.replace("DIR", outDir)}, or set \`--out-dir\` to another directory`);
  expect(stderr).not.toContain("Building");
  expect(status).toBe(2);
});

/** That of whoever runs the tests. */
function goCache(): string {
  return spawnSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).stdout.trim();
}
