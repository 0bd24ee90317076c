import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAlive } from "../support/process-table.ts";
import { startResultsServer } from "../support/results-server.ts";
import { repository, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";
import { checkSameBinary } from "./same-binary.ts";

describe("later steps", () => {
  test("get the compiler of a single target under the plain names, so that a plain `go build` works", async () => {
    const workspace = await copyExample("cxx");
    const inputs = { targets: "linux/arm/v7", build: "false", "export-env": "true" };
    const result = await runAction({ inputs, workspace, toolCache: sharedTools });
    expect(result.conclusion).toBe("success");
    expect(result.outputs["cc"]).toBe(result.exported["CC"]);
    expect(result.exported).toMatchObject({ GOOS: "linux", GOARCH: "arm", GOARM: "7", CGO_ENABLED: "1" });
    expect(result.exported["CC_linux_arm_v7"]).toBe(result.exported["CC"]);
    expect(existsSync(join(workspace, "dist"))).toBe(false);
    const PATH = [...result.paths, process.env["PATH"]].join(":");
    const env = { ...process.env, ...result.exported, PATH };
    execFileSync("go", ["build", "-o", "next", "."], { cwd: workspace, env });
    expect(execFileSync("readelf", ["-hA", join(workspace, "next")], { encoding: "utf8" })).toMatch(/hard-float ABI/);
    expect(execFileSync("arm-linux-gnueabihf-gcc", ["-dumpmachine"], { env, encoding: "utf8" })).toBe(
      "arm-linux-gnueabihf\n",
    );
    rmSync(workspace, { recursive: true });
  }, 300_000);

  test("get a clang that compiles, links and archives as an installed one does", async () => {
    const workspace = await copyExample("shared");
    const inputs = { targets: "linux/s390x", build: "false", "export-env": "true", compiler: "clang" };
    const result = await runAction({ inputs, workspace, toolCache: sharedTools });
    expect(result.conclusion).toBe("success");
    const PATH = [...result.paths, process.env["PATH"]].join(":");
    const env = { ...process.env, ...result.exported, PATH };
    execFileSync("go", ["build", "-buildmode=c-archive", "-o", "shared.a", "."], { cwd: workspace, env });
    const cc = result.exported["CC"] ?? "";
    expect(execFileSync(cc, ["--version"], { encoding: "utf8" })).toContain("clang version");
    const flags = ['-DLIBRARY_HEADER="shared.h"', `-I${workspace}`, "-lpthread", "-o", "program"];
    execFileSync(cc, ["caller/main.c", "shared.a", ...flags], { cwd: workspace });
    const header = execFileSync("readelf", ["-h", join(workspace, "program")], { encoding: "utf8" });
    expect(header).toMatch(/Machine: +IBM S\/390/);
    rmSync(workspace, { recursive: true });
  }, 300_000);

  test("get variables with the name of each target, and one compiler for all of them", async () => {
    const workspace = await copyExample("cxx");
    const inputs = { targets: "linux/arm/v6 windows/amd64 linux/amd64", build: "false" };
    const result = await runAction({ inputs, workspace, toolCache: sharedTools });
    expect(result.conclusion).toBe("success");
    const tools = ["CC", "CXX", "AR", "PKG_CONFIG", "CGO_ENABLED"];
    const names = [...tools, "CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS", "LDFLAGS"];
    for (const suffix of ["linux_arm_v6", "windows_amd64"]) {
      for (const name of names) {
        expect(result.exported[`${name}_${suffix}`], `${name}_${suffix}`).toBeDefined();
      }
      expect(result.exported[`LDFLAGS_${suffix}`]).toBe("-static");
      expect(statSync(result.exported[`CXX_${suffix}`] ?? "").mode & 0o111).not.toBe(0);
    }
    const plain = Object.keys(result.exported).filter((name) => names.includes(name) || name.startsWith("GO"));
    expect(plain.sort()).toEqual([...tools].sort());
    expect(result.outputs["cc"]).toBe(result.exported["CC"]);
    expect(result.paths).toEqual([dirname(result.exported["CC"] ?? "")]);
    // One environment, three platforms; what was not set up is refused.
    const PATH = [...result.paths, process.env["PATH"]].join(":");
    const build = (variables: Readonly<Record<string, string>>) =>
      spawnSync("go", ["build", "-o", "next", "."], {
        cwd: workspace,
        env: { ...process.env, ...result.exported, PATH, ...variables },
        encoding: "utf8",
      });
    const machine = () => execFileSync("file", ["-b", "next"], { cwd: workspace, encoding: "utf8" });
    expect(build({ GOARCH: "arm", GOARM: "6" }).status).toBe(0);
    expect(machine()).toMatch(/ARM, EABI5.*statically linked/);
    expect(build({ GOOS: "windows" }).status).toBe(0);
    expect(machine()).toMatch(/PE32\+.*x86-64/);
    expect(build({}).status).toBe(0);
    expect(machine()).toMatch(/ELF 64-bit.*x86-64/);
    expect(build({ GOARCH: "riscv64" }).stderr).toMatch(/cgo-cross-c(?:c|xx): linux\/riscv64 was not set up; add it/);
    rmSync(workspace, { recursive: true });
  }, 300_000);
});

checkSameBinary("gcc");

describe("the command line", () => {
  test("prints its help and its version", () => {
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [join(repository, "dist/cli.js"), ...args], { encoding: "utf8" });
    expect(run("--help")).toContain("--targets");
    expect(run("--version")).toBe("cgo-cross 0.1.0\n");
  });

  test("reports all problems of the flags at once", () => {
    const cli = [join(repository, "dist/cli.js"), "--tragets", "linux/arm64", "stray"];
    const done = spawnSync(process.execPath, cli, { encoding: "utf8" });
    expect(done.status).toBe(2);
    expect(done.stderr).toContain("targets");
    expect(done.stderr).toContain("stray");
  });
});

/** A directory with programs that note their environment in `file` before they act as those of the same names on PATH. */
function recordingPath(file: string, names: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-path-"));
  for (const name of names) {
    const program = execFileSync("which", [name], { encoding: "utf8" }).trim();
    const note = `/usr/bin/env | /bin/sed 's/^/${name} /' >> '${file}'`;
    writeFileSync(join(directory, name), `#!/bin/sh\n${note}\nexec '${program}' "$@"\n`, { mode: 0o755 });
  }
  return directory;
}

test("children get what they need, and a tested program leaves nothing running", async () => {
  const workspace = mkdtempSync(join(tmpdir(), "cgo-cross-children-"));
  // It notes its environment in the file that it is started with, and leaves a process that nothing ties to it.
  const main = `package main
import ("os"; "os/exec"; "syscall")
// int one(void) { return 1; }
import "C"
func main() {
  C.one()
  note := "/usr/bin/env | /bin/sed 's/^/program /' >> '" + os.Args[1] + "'"
  if err := exec.Command("/bin/sh", "-c", note).Run(); err != nil { panic(err) }
  left := exec.Command("/bin/sh", "-c", "echo $$ > '" + os.Args[1] + ".pid'; exec /bin/sleep 1000")
  left.Env, left.Dir, left.SysProcAttr = []string{}, "/", &syscall.SysProcAttr{Setsid: true}
  if err := left.Start(); err != nil { panic(err) }
  for { if text, _ := os.ReadFile(os.Args[1] + ".pid"); len(text) > 0 { return } }
}
`;
  writeFileSync(join(workspace, "go.mod"), "module example.com/children\n\ngo 1.24\n");
  writeFileSync(join(workspace, "main.go"), main);
  const record = join(workspace, "environments.txt");
  const tools = recordingPath(record, ["go", "gcc", "cc", "git"]);
  const server = await startResultsServer();
  const result = await runAction({
    inputs: { targets: "linux/amd64", cgo: "on", run: "true", "run-args": record, cache: "off" },
    workspace,
    toolCache: sharedTools,
    env: {
      ...server.environment(),
      ACTIONS_CACHE_URL: "http://127.0.0.1:1/",
      CC: join(tools, "gcc"),
      GITHUB_TOKEN: "ghs_0123456789abcdefghij0123456789abcdef",
      HEADER: "Authorization: Bearer ghs_0123456789abcdefghij0123456789abcdef",
      GOPRIVATE: "example.com/private",
      PATH: `${tools}:${process.env["PATH"]}`,
    },
  });
  await server.close();
  expect(result.annotations.filter((each) => each.level === "error")).toEqual([]);
  // The services are the action's own.
  expect(server.artifacts()).toHaveLength(1);
  const lines = readFileSync(record, "utf8").split("\n");
  expect(lines).toContainEqual(expect.stringMatching(/^program PATH=/));
  for (const name of ["go", "gcc"]) {
    expect(lines).toContainEqual(expect.stringMatching(`^${name} GITHUB_TOKEN=ghs_`));
    expect(lines).toContain(`${name} GOPRIVATE=example.com/private`);
  }
  expect(lines.filter((line) => /^program (?:GITHUB_TOKEN|SSH_AUTH_SOCK|HEADER)=/.test(line))).toEqual([]);
  for (const name of ["HOME", "TMPDIR"]) {
    const value = lines.findLast((line) => line.startsWith(`program ${name}=`)) ?? "";
    expect(value).toMatch(/=\/.*\/_temp\/cgo-cross-\w+\/tested-\w+\/(?:home|tmp)$/);
  }
  expect(isAlive(Number(readFileSync(`${record}.pid`, "utf8")))).toBe(false);
  expect(result.orphans).toEqual([]);
  const forActions = / (?:ACTIONS_|INPUT_|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)=)|_runner_file_commands/;
  expect(lines.filter((line) => forActions.test(line))).toEqual([]);
  rmSync(workspace, { recursive: true });
  rmSync(tools, { recursive: true });
}, 300_000);

test("thirty targets without C are built and verified with little memory", async () => {
  const workspace = mkdtempSync(join(tmpdir(), "cgo-cross-thirty-"));
  writeFileSync(join(workspace, "go.mod"), "module example.com/thirty\n\ngo 1.24\n");
  writeFileSync(join(workspace, "main.go"), "package main\n\nfunc main() {}\n");
  const all = JSON.parse(execFileSync("go", ["tool", "dist", "list", "-json"], { encoding: "utf8" })) as {
    GOOS: string;
    GOARCH: string;
  }[];
  // Targets that Go cannot build without a C linker are rejected, which another test asserts.
  const able = all.filter(({ GOOS }) => !["android", "ios"].includes(GOOS)).slice(0, 30);
  const inputs = { targets: able.map(({ GOOS, GOARCH }) => `${GOOS}/${GOARCH}`).join(" "), artifacts: "off" };
  const result = await runAction({ inputs, workspace });
  expect(result.annotations.filter((each) => each.level === "error")).toEqual([]);
  expect(JSON.parse(result.outputs["binaries"] ?? "[]")).toHaveLength(30);
  expect(result.peakBytes / 2 ** 20).toBeLessThan(250);
  rmSync(workspace, { recursive: true });
}, 900_000);
