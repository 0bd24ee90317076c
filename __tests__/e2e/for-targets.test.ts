import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { isAlive } from "../support/process-table.ts";
import { repository, runAction } from "../support/runner.ts";
import { sharedTools } from "./examples.ts";

const directory = mkdtempSync(join(tmpdir(), "for-targets-"));
afterAll(() => rmSync(directory, { recursive: true }));

const files = {
  "go.mod": "module example.com/app\n\ngo 1.24\n",
  "main.go": `package main

/*
#include <math.h>
#cgo LDFLAGS: -lm
static double root(double x) { return sqrt(x); }
*/
import "C"

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

func root(x float64) float64 { return float64(C.root(C.double(x))) }

func main() {
	fmt.Println(runtime.GOOS, runtime.GOARCH, root(9), os.Args[1:])
	if len(os.Args) > 1 && os.Args[1] == "wait" {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGTERM)
		fmt.Println("ready")
		<-signals
		os.Exit(9)
	}
	io.Copy(os.Stdout, os.Stdin)
	os.Exit(3)
}
`,
  "main_test.go": `package main

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
)

func TestRoot(t *testing.T) {
	if root(9) != 3 {
		t.Fatal("C is wrong")
	}
}

func TestFails(t *testing.T) {
	if runtime.GOOS == "linux" && os.Getenv("FAIL") == runtime.GOARCH[:3] {
		t.Error("asked to fail")
	}
}

func TestHangs(t *testing.T) {
	if os.Getenv("HANG") == "" {
		t.Skip("nobody asked")
	}
	exec.Command("setsid", "env", "-i", "sh", "-c", "echo $$ > left; exec /bin/sleep 1000").Start()
	time.Sleep(time.Hour)
}
`,
};
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(directory, name), text);
}

// The same tools as other tests of the command line have.
const env = { ...process.env, GOFLAGS: "-buildvcs=false", XDG_CACHE_HOME: join(sharedTools, "..", "cli") };
const cli = join(repository, "dist/cli.js");

function start(args: readonly string[], variables: Readonly<Record<string, string>> = {}, input = "") {
  const options = { cwd: directory, env: { ...env, ...variables }, input, encoding: "utf8" } as const;
  return spawnSync(process.execPath, [cli, ...args], options);
}

describe("a command for several targets", () => {
  test("runs once for each, with its compiler and its emulator", () => {
    const script = "go build -o app_$GOARCH . && go run . $CGO_ENABLED </dev/null; [ $GOARCH = arm64 ]";
    const done = start(["exec", "--targets", "linux/arm64,linux/arm/v7", "--", "sh", "-c", script]);
    expect(done.stdout).toBe("");
    expect(done.stderr).toContain("  linux arm64 3 [1]\n");
    expect(done.stderr).toContain("  linux arm 3 [1]\n");
    expect(done.stderr).toMatch(/^target +seconds +exit\nlinux\/arm64 +[\d.]+ +0\nlinux\/arm\/v7 +[\d.]+ +1\n/m);
    expect(done.stderr).toMatch(/\nFailed for linux\/arm\/v7\.\n$/);
    expect(done.status).toBe(1);
  });

  test("has the terminal's own streams for one target", () => {
    const done = start(["exec", "--targets", "linux/arm64", "sh", "-c", "echo $GOOS/$GOARCH; cat"], {}, "hello");
    expect([done.stdout, done.status]).toEqual(["linux/arm64\nhello", 0]);
  });

  test("has no emulator where it is told so, and what needs one says why", () => {
    const done = start(["exec", "--no-run", "--targets", "linux/arm64", "--", "sh", "-c", "go vet . && go run ."]);
    expect(done.stderr).toContain(
      "go_linux_arm64_exec: programs for linux/arm64 cannot be started here: it was set up without `run: true`",
    );
    expect(done.status).toBe(1);
  });

  test("starts a program of another platform, with its libraries, as if directly", async () => {
    for (const arch of ["arm64", "arm"]) {
      const done = start(["run", `app_${arch}`, "--", "--help"], {}, "input");
      expect([done.stdout, done.status]).toEqual([`linux ${arch} 3 [-- --help]\ninput`, 3]);
    }
    const child = spawn(process.execPath, [cli, "run", "./app_arm64", "wait"], { cwd: directory, env });
    const end = new Promise((ended) => child.once("exit", (code, signal) => ended(code ?? signal)));
    await new Promise<void>((ready) => child.stdout.on("data", (chunk) => `${chunk}`.includes("ready") && ready()));
    child.kill("SIGTERM");
    expect(await end).toBe(9);
    chmodSync(join(directory, "app_arm"), 0o644);
    expect(start(["run", "app_arm"]).stderr).toBe(
      "error: app_arm may not be executed; chmod +x app_arm\nMore: cgo-cross help not-executable\n",
    );
    const wrong = start(["run", "main.go"]);
    expect([wrong.stderr, wrong.status]).toEqual([
      "error: main.go is no program of a format that is known here\nMore: cgo-cross help not-a-program-file\n",
      2,
    ]);
  });
});

describe("tests for several targets", () => {
  test("are counted for each, and a failure is shown once", () => {
    const targets = "linux/arm64,linux/arm/v7,windows/amd64";
    const done = start(["test", "--targets", targets, "--", "-count=1"], { FAIL: "arm" });
    const counts = "1 passed, 1 failed, 1 skipped";
    expect(done.stderr).toMatch(new RegExp(`^linux/arm64 +[\\d.]+ +${counts}$`, "m"));
    expect(done.stderr).toMatch(new RegExp(`^linux/arm/v7 +[\\d.]+ +${counts}$`, "m"));
    expect(done.stderr).toMatch(/^windows\/amd64 +[\d.]+ +2 passed, 1 skipped$/m);
    expect(done.stderr.match(/asked to fail/g)).toHaveLength(1);
    expect(done.stderr).toMatch(
      /^(linux\/arm64, linux\/arm\/v7|linux\/arm\/v7, linux\/arm64): example\.com\/app\.TestFails failed$/m,
    );
    expect(done.status).toBe(1);
  });

  test("are not run where they cannot be, which is not passed", () => {
    const done = start(["test", "--targets", "linux/arm64", ".", "--", "-race"]);
    expect(done.stderr).toMatch(/^linux\/arm64 +not run: a program with -race does not run under qemu$/m);
    expect(done.stderr).toMatch(/\nThe tests were run for no target\.\n$/);
    expect(done.status).toBe(1);
  });

  test.each(["exec", "test"])("leave nothing when %s is told to end", async (command) => {
    const left = join(directory, "left");
    const words = command === "exec" ? ["--", "go", "test", "-count=1", "."] : [".", "--", "-count=1"];
    const args = [cli, command, "--targets", "linux/amd64", ...words];
    const child = spawn(process.execPath, args, { cwd: directory, env: { ...env, HANG: "1" }, stdio: "ignore" });
    const end = new Promise((ended) => child.once("exit", (code, signal) => ended(code ?? signal)));
    while (!existsSync(left) || readFileSync(left, "utf8") === "") {
      await sleep(20);
    }
    const pid = Number(readFileSync(left, "utf8"));
    expect(isAlive(pid)).toBe(true);
    child.kill("SIGTERM");
    expect(await end).toBe(143);
    expect(isAlive(pid)).toBe(false);
    rmSync(left);
  });

  test("gate what is published", async () => {
    const inputs = { targets: "linux/amd64 linux/arm64", test: "./...", "test-flags": "-count=1", archive: "none" };
    const result = await runAction({ inputs, workspace: directory, toolCache: sharedTools, env: { FAIL: "amd" } });
    expect(result.conclusion).toBe("failure");
    expect(result.summary).toContain("1 of 2 tests failed: example.com/app.TestFails");
    expect(result.summary).toContain("tests: 2 passed, 1 skipped");
    expect(readdirSync(join(directory, "dist")).filter((name) => name.startsWith("app_"))).toEqual(["app_linux_arm64"]);
  });
});
