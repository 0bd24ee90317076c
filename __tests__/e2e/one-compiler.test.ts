import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runAction } from "../support/runner.ts";
import { sharedTools } from "./examples.ts";

/** A program with C, which says where it runs, and a test of it. */
const files = {
  "go.mod": "module example.com/mini\n\ngo 1.24\n",
  "main.go": `package main

// static int three(void) { return 3; }
import "C"

import (
	"fmt"
	"os"
	"runtime"
)

func three() int { return int(C.three()) }

func main() { fmt.Println("mini", three(), len(os.Args), runtime.GOOS, runtime.GOARCH) }
`,
  "main_test.go": `package main

import (
	"runtime"
	"testing"
)

func TestThree(t *testing.T) {
	if three() != 3 {
		t.Fatal("not three")
	}
	t.Log("tested on " + runtime.GOOS + "/" + runtime.GOARCH)
}
`,
};

const targets = "linux/amd64 linux/arm64 linux/arm/v6 linux/arm/v7 linux/s390x windows/amd64";

let workspace: string;
/** What later steps of the job have, for all targets at once. */
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), "cgo-cross-mini-"));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(workspace, name), text);
  }
  const inputs = { targets, build: "false", run: "true" };
  const { conclusion, exported, paths } = await runAction({ inputs, workspace, toolCache: sharedTools });
  expect(conclusion).toBe("success");
  environment = { ...process.env, ...exported, PATH: [...paths, process.env["PATH"]].join(":") };
}, 600_000);
afterAll(() => rmSync(workspace, { recursive: true }));

type Variables = Readonly<Record<string, string>>;

function go(args: readonly string[], variables: Variables = {}): SpawnSyncReturns<string> {
  return spawnSync("go", args, { cwd: workspace, env: { ...environment, ...variables }, encoding: "utf8" });
}

/** What a binary is, by the system's own word. */
function kindOf(name: string): string {
  return execFileSync("file", ["-b", name], { cwd: workspace, encoding: "utf8" });
}

describe("one setting serves every go command, with C", () => {
  test.each<readonly [Variables, string]>([
    [{}, "linux/amd64"],
    [{ GOARCH: "arm64" }, "linux/arm64"],
    [{ GOARCH: "s390x" }, "linux/s390x"],
    [{ GOARCH: "arm" }, "linux/arm"],
    [{ GOOS: "windows" }, "windows/amd64"],
  ])("go test with %j", (variables, platform) => {
    const done = go(["test", "-v", "."], variables);
    expect(done.stdout).toContain(`tested on ${platform}`);
    expect(done.stdout).toContain("--- PASS: TestThree");
    expect(done.status).toBe(0);
  });

  test.each<readonly [Variables, string]>([
    [{ GOARCH: "arm64" }, "linux arm64"],
    [{ GOARCH: "arm", GOARM: "6" }, "linux arm"],
    [{ GOOS: "windows" }, "windows amd64"],
  ])("go run with %j", (variables, platform) => {
    expect(go(["run", ".", "x", "y"], variables).stdout.trim()).toBe(`mini 3 3 ${platform}`);
  });

  test("go vet is clean", () => {
    expect(go(["vet", "."], { GOARCH: "arm64" })).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  test.each<readonly [Variables, RegExp]>([
    [{}, /^ELF 64-bit.*x86-64/],
    [{ GOARCH: "arm", GOARM: "6" }, /^ELF 32-bit.*ARM, EABI5.*statically linked/],
    [{ GOOS: "windows" }, /^PE32\+ .*x86-64/],
  ])("go build with %j", (variables, kind) => {
    expect(go(["build", "-o", "built", "."], variables)).toMatchObject({ status: 0, stderr: "" });
    expect(kindOf("built")).toMatch(kind);
  });

  test("go generate and what it starts have the machine's own compiler", () => {
    mkdirSync(join(workspace, "tool"));
    writeFileSync(join(workspace, "tool/tool.c"), "int main(void) { return 0; }\n");
    writeFileSync(
      join(workspace, "generate.go"),
      'package main\n\n//go:generate sh -c "$CC -o tool/tool tool/tool.c && tool/tool"\n//go:generate go run . generated\n',
    );
    expect(go(["generate", "."])).toMatchObject({ status: 0, stdout: "mini 3 2 linux amd64\n" });
    expect(kindOf("tool/tool")).toMatch(/^ELF 64-bit.*x86-64/);
  });

  test("what was not set up is one sentence", () => {
    const done = go(["build", "-o", "built", "."], { GOARCH: "riscv64" });
    expect(done.status).toBe(1);
    expect(
      done.stderr
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("#")),
    ).toEqual([
      expect.stringMatching(/^cgo-cross-cc: linux\/riscv64 was not set up; add it to the targets .*linux\/s390x/),
    ]);
  });

  test("make finds the tools of the platform that it is told", () => {
    const cwd = join(workspace, "part");
    mkdirSync(cwd);
    writeFileSync(join(cwd, "Makefile"), "part.a: part.o\n\t$(AR) rcs $@ $<\n");
    writeFileSync(join(cwd, "part.c"), "int part(void) { return 1; }\n");
    const env = { ...environment, GOOS: "linux", GOARCH: "s390x" };
    execFileSync("make", ["-s", "part.a"], { cwd, env });
    const header = execFileSync("readelf", ["-h", "part.a"], { cwd, encoding: "utf8" });
    expect(header).toMatch(/Machine: +IBM S\/390/);
  });
});
