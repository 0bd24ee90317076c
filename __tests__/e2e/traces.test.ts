import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAlive } from "../support/process-table.ts";
import { startResultsServer } from "../support/results-server.ts";
import { repository, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";

const nobody = 65534;

/** Every name, size and time below a directory, as one hash. */
function fingerprint(directory: string): string {
  const hash = createHash("sha256");
  const visit = (path: string) => {
    const found = lstatSync(path);
    hash.update(`${path} ${found.mode} ${found.size} ${found.isDirectory() ? "" : found.mtimeMs}\n`);
    if (found.isDirectory()) {
      for (const name of readdirSync(path).sort()) {
        visit(join(path, name));
      }
    }
  };
  visit(directory);
  return hash.digest("hex");
}

function systemState(): Readonly<Record<string, string>> {
  return {
    packages: execFileSync("dpkg", ["-l"], { encoding: "utf8", maxBuffer: 1 << 26 }),
    apt: fingerprint("/etc/apt"),
    lists: fingerprint("/var/lib/apt"),
    usr: fingerprint("/usr"),
  };
}

describe("without root", () => {
  test("an unprivileged user builds and runs from empty directories, and the system is unchanged", async (context) => {
    if (process.getuid?.() !== 0) {
      context.skip("only root can become another user");
    }
    const home = mkdtempSync(join(tmpdir(), "cgo-cross-nobody-"));
    await cp(join(repository, "dist"), join(home, "tool"), { recursive: true });
    await cp(join(repository, "examples/cxx"), join(home, "cxx"), { recursive: true });
    execFileSync("chown", ["-R", `${nobody}:${nobody}`, home]);
    chmodSync(home, 0o755);
    chownSync(home, nobody, nobody);
    const before = systemState();
    const node = join(home, "node");
    await cp(process.execPath, node);
    const cli = [join(home, "tool/cli.js"), "--targets", "linux/arm64 linux/arm/v6", "--run"];
    const words = ["--reuid", `${nobody}`, "--regid", `${nobody}`, "--clear-groups", "--", node, ...cli];
    const env = { PATH: process.env["PATH"], HOME: home, GOFLAGS: "-buildvcs=false", TMPDIR: home };
    const done = spawnSync("setpriv", words, { cwd: join(home, "cxx"), env, encoding: "utf8" });
    expect(done.stderr).toContain("linux/arm64");
    expect(done.status, done.stderr).toBe(0);
    expect(readdirSync(join(home, "cxx/dist")).filter((name) => name.endsWith(".tar.gz"))).toHaveLength(2);
    const tools = readdirSync(join(home, ".cache/cgo-cross/tools"));
    expect(tools).toContain("cgo-cross-aarch64-linux-gnu");
    const after = systemState();
    expect(after).toEqual(before);
    // The run leaves nothing outside its own directories.
    expect(readdirSync(home).filter((name) => name.startsWith("cgo-cross-") || name.startsWith("go-"))).toEqual([]);
    rmSync(home, { recursive: true });
  }, 600_000);
});

describe("a cancelled run", () => {
  test("terminates every child process at once and leaves no partial file", async () => {
    const server = await startResultsServer();
    const workspace = await copyExample("sqlite");
    const temp = mkdtempSync(join(tmpdir(), "cgo-cross-temp-"));
    const result = await runAction({
      // Unique flags, so that no object of an earlier build is in the cache.
      inputs: { targets: "linux/amd64 linux/arm64", "cgo-cflags": `-DCANCELLED=${Date.now()}` },
      workspace,
      temp,
      toolCache: sharedTools,
      env: server.environment(),
      cancelAfter: 12,
    });
    expect(result.conclusion).toBe("cancelled");
    expect(result.exitCode).toBe(130);
    expect(result.signals.map((signal) => signal.name)).toEqual(["SIGINT"]);
    expect(result.log.at(-1)).toMatch(/^interrupted while .*; nothing was written to dist$/);
    expect(result.orphans).toEqual([]);
    expect(readdirSync(join(workspace, "dist"))).toEqual([]);
    expect(readdirSync(temp).filter((name) => !name.startsWith("_"))).toEqual([]);
    expect(server.artifacts()).toEqual([]);
    expect(server.entries()).toEqual([]);
    await server.close();
    rmSync(workspace, { recursive: true });
  }, 120_000);
});

test("SIGTERM terminates the command line with all its children, and it says what was under way", async () => {
  const workspace = await copyExample("sqlite");
  const temp = mkdtempSync(join(tmpdir(), "cgo-cross-temp-"));
  const mark = `MARKED_${Date.now()}`;
  const cli = [join(repository, "dist/cli.js"), "--targets", "linux/amd64", `--cgo-cflags=-D${mark}`];
  const child = spawn(process.execPath, cli, {
    cwd: workspace,
    env: { ...process.env, TMPDIR: temp },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text: Buffer) => {
    said += text.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const compilers = () => spawnSync("pgrep", ["-f", `cc1 .*-D ?${mark}`]).status === 0;
  await expect.poll(compilers, { timeout: 60_000 }).toBe(true);
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
  // The survey starts the compiler, too.
  expect(said).toMatch(
    /\ninterrupted while (building linux\/amd64|listing the program's packages); nothing was written to dist\n$/,
  );
  expect(compilers()).toBe(false);
  expect(readdirSync(temp)).toEqual([]);
  // A compiler that the survey starts is killed before there is such a directory.
  const made = join(workspace, "dist");
  expect(existsSync(made) ? readdirSync(made) : []).toEqual([]);
  rmSync(workspace, { recursive: true });
}, 120_000);

describe("SIGTERM is obeyed, and leaves nothing half-made", () => {
  test.each([
    ["packages are fetched", (temp: string) => filesBelow(temp, /^cgo-cross-\w{6}\/staging\/.*\.deb/)],
    ["they are unpacked", (temp: string) => filesBelow(temp, /^cgo-cross\/tools\/.*\.partial-\w{6}\/root\/.*\.so/)],
  ])(
    "while %s",
    async (_name, seen) => {
      const workspace = await copyExample("zstd");
      const temp = mkdtempSync(join(tmpdir(), "cgo-cross-temp-"));
      const cli = [join(repository, "dist/cli.js"), "--targets", "linux/riscv64"];
      const env = { ...process.env, TMPDIR: temp, XDG_CACHE_HOME: temp };
      const child = spawn(process.execPath, cli, { cwd: workspace, env, stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      child.stderr.on("data", (text: Buffer) => {
        said += text.toString();
      });
      const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
      await expect.poll(() => seen(temp).length > 0, { timeout: 90_000, interval: 20 }).toBe(true);
      const started = performance.now();
      child.kill("SIGTERM");
      expect(await ended, said).toBe(143);
      // Two seconds where nothing else is running.
      expect(performance.now() - started).toBeLessThan(8000);
      expect(said).toMatch(/\ninterrupted while .*linux\/riscv64.*; nothing was written to dist\n$/);
      expect(filesBelow(temp, /^cgo-cross-|\.partial-|\.deb$/)).toEqual([]);
      rmSync(workspace, { recursive: true });
      rmSync(temp, { recursive: true });
    },
    120_000,
  );

  /** Paths below a directory, some of which may go away meanwhile. */
  function filesBelow(directory: string, pattern: RegExp): readonly string[] {
    const found = spawnSync("find", [directory, "-mindepth", "1", "-printf", "%P\\n"], { encoding: "utf8" });
    return found.stdout.split("\n").filter((path) => pattern.test(path));
  }
});

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)(
  "%s is obeyed while a tested program prints without end and ignores it",
  async (signal, code) => {
    const workspace = mkdtempSync(join(tmpdir(), "cgo-cross-printing-"));
    const main = `package main
import ("os"; "os/signal"; "strconv"; "strings"; "time")
func main() {
  signal.Ignore(os.Interrupt)
  line := strings.Repeat("x\\x1b]", 30) + "\\n"
  for printed := 0; printed < 60000000; printed += len(line) { os.Stdout.WriteString(line) }
  os.WriteFile(os.Args[1], []byte(strconv.Itoa(os.Getpid()) + "\\n"), 0o644)
  for { os.Stdout.WriteString(line); time.Sleep(time.Millisecond) }
}
`;
    writeFileSync(join(workspace, "go.mod"), "module example.com/printing\n\ngo 1.24\n");
    writeFileSync(join(workspace, "main.go"), main);
    const pid = join(workspace, "pid");
    const cli = [join(repository, "dist/cli.js"), "--targets", "linux/amd64", "--run", "--run-args", pid];
    const child = spawn(process.execPath, cli, { cwd: workspace, stdio: "ignore" });
    const ended = new Promise<number | null>((resolve) => child.once("exit", (exit) => resolve(exit)));
    await expect
      .poll(() => existsSync(pid) && readFileSync(pid, "utf8").endsWith("\n"), { timeout: 60_000 })
      .toBe(true);
    const started = performance.now();
    child.kill(signal);
    expect(await ended).toBe(code);
    // Two seconds where nothing else is running.
    expect(performance.now() - started).toBeLessThan(8000);
    expect(isAlive(Number(readFileSync(pid, "utf8")))).toBe(false);
    rmSync(workspace, { recursive: true });
  },
  120_000,
);
