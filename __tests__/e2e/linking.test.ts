import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBinary } from "../../src/verify/formats/read.ts";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type RunnerResult, runAction } from "../support/runner.ts";
import { type BinaryOutput, copyExample, sharedTools } from "./examples.ts";

let server: ResultsServer;
const made: string[] = [];

beforeAll(async () => {
  server = await startResultsServer();
});

afterAll(async () => {
  await server.close();
  for (const directory of made) {
    rmSync(directory, { recursive: true, force: true });
  }
});

function makeProgram(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-linking-"));
  made.push(directory);
  writeFileSync(join(directory, "go.mod"), "module example.com/app\n\ngo 1.24\n");
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

let runs = 0;

async function make(workspace: string, inputs: Readonly<Record<string, string>>): Promise<RunnerResult> {
  runs += 1;
  return runAction({
    inputs: { run: "true", "artifact-name": `run${runs}_{target}`, ...inputs },
    env: server.environment(),
    workspace,
    toolCache: sharedTools,
  });
}

function errorsOf(result: RunnerResult): readonly string[] {
  return result.annotations.filter((each) => each.level === "error").map((each) => each.message);
}

function binariesOf(result: RunnerResult): readonly BinaryOutput[] {
  return JSON.parse(result.outputs["binaries"] ?? "[]") as BinaryOutput[];
}

const lookups = `package main

/*
#include <pwd.h>
#include <netdb.h>
static int lookup(void) { struct addrinfo *found; return getaddrinfo("localhost", 0, 0, &found); }
*/
import "C"

func main() {
	println(C.lookup(), C.getpwnam(C.CString("root")) != nil)
}
`;

describe("static: what glibc cannot link in", () => {
  test.each([
    ["gcc", ["lookup in the program's own C", "called from Go as C.getpwnam"]],
    ["clang", ["the program's own C", "the program's own C"]],
  ])("%s: fails the target, and the error names the calls and where they are", async (compiler, [first, second]) => {
    const result = await make(makeProgram({ "main.go": lookups }), {
      targets: "linux/arm64",
      static: "true",
      compiler,
    });
    const [problem, ...more] = errorsOf(result);
    expect(more).toEqual([]);
    expect(problem).toContain(`getaddrinfo (${first})`);
    expect(problem).toContain(`getpwnam (${second})`);
    expect(problem).toContain("set `libc: musl`");
    expect(binariesOf(result)).toEqual([]);
    // lld's table of the whole C library is left out of the log.
    expect(result.log.join("\n")).not.toContain("libc.a(");
  });

  test("passes with a note with allow-nss, and for a target that is static by default", async () => {
    const program = makeProgram({ "main.go": lookups });
    const allowed = await make(program, { targets: "linux/arm64", static: "allow-nss", compiler: "clang" });
    const unasked = await make(program, { targets: "linux/arm/v6" });
    for (const result of [allowed, unasked]) {
      expect(errorsOf(result)).toEqual([]);
      expect(binariesOf(result).map(({ linkage }) => linkage)).toEqual(["static"]);
      expect(result.summary).toMatch(/calls .*getaddrinfo.* works only where the system has the glibc/);
    }
  });
});

test("static with buildmode pie gives a position-independent binary that needs no library", async () => {
  const program = makeProgram({
    "main.go": 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nfunc main() { println(C.one()) }\n',
  });
  const result = await make(program, { targets: "linux/arm64 linux/amd64", static: "true", buildmode: "pie" });
  expect(errorsOf(result)).toEqual([]);
  for (const { file, linkage } of binariesOf(result)) {
    expect(linkage).toBe("static-pie");
    expect(await readBinary(file)).toMatchObject({ interpreter: undefined, needed: [], positionIndependent: true });
  }
});

const threads = `package main

/*
#include <pthread.h>
#include <linux/if_packet.h>
static void *work(void *result) { *(int *)result = 42; return 0; }
static int thread(void) {
	pthread_t id;
	int result = 0;
	pthread_create(&id, 0, work, &result);
	pthread_join(id, 0);
	return result;
}
static int isGlibc(void) {
#ifdef __GLIBC__
	return 1;
#else
	return 0;
#endif
}
*/
import "C"

import (
	"fmt"
	"net"
	"os/user"
)

func main() {
	root, err := user.LookupId("0")
	addresses, err2 := net.LookupHost("localhost")
	fmt.Println(C.thread(), C.isGlibc(), root.Username, err, len(addresses) > 0, err2)
}
`;

describe("libc: musl", () => {
  test.each([
    ["gcc", ["linux/amd64", "linux/arm/v6"]],
    ["clang", ["linux/arm64"]],
  ])("%s: static, with threads, the kernel's headers and musl's own lookups", async (compiler, targets) => {
    const program = makeProgram({ "main.go": threads });
    const result = await make(program, { targets: targets.join(" "), libc: "musl", compiler });
    expect(errorsOf(result)).toEqual([]);
    expect(binariesOf(result).map(({ target, linkage }) => `${target} ${linkage}`)).toEqual(
      targets.map((target) => `${target} static`),
    );
    const said = result.log.filter((line) => /^\s*42 \d/.test(line));
    expect(said.map((line) => line.trim())).toEqual(targets.map(() => "42 0 root <nil> true <nil>"));
  });

  test("C++ and c-shared libraries are rejected with the reason before anything is downloaded", async () => {
    const cxx = await make(await copyExample("cxx"), { targets: "linux/arm64", libc: "musl" });
    expect(cxx.exitCode).toBe(2);
    expect(errorsOf(cxx).join()).toContain("libc: linux/arm64 cannot be built with musl: it has C++ in it");
    const library = await make(makeProgram({ "main.go": threads }), {
      targets: "linux/arm64",
      libc: "musl",
      buildmode: "c-shared",
      run: "false",
    });
    expect(errorsOf(library).join()).toContain("buildmode c-shared makes a library");
  });
});

describe.each(["glibc", "musl"])("programs with their own C sources, static with %s", (libc) => {
  test.each([
    ["zstd", { "cgo-cflags": "-O0" }],
    ["sqlite", { "cgo-cflags": "-O0" }],
    ["libraries", { package: "./zlib" }],
  ])("%s", async (example, inputs) => {
    const result = await make(await copyExample(example), { targets: "linux/arm64", static: "true", libc, ...inputs });
    expect(errorsOf(result)).toEqual([]);
    expect(binariesOf(result).map(({ linkage }) => linkage)).toEqual(["static"]);
    expect(result.summary).toContain("1 binary built, verified and run");
  });
});

/** A userland of Debian 11: its C library, unpacked where nothing else is. */
function oldUserland(architecture: string): string {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-bullseye-"));
  made.push(directory);
  const script = `
    set -eu
    cd "$1"
    mkdir -p lists/partial cache/archives/partial root sources
    uri=$(sed -n 's/^URIs: *//p; s/^deb .*\\(https*:[^ ]*\\) .*/\\1/p' /etc/apt/sources.list.d/* /etc/apt/sources.list 2> /dev/null | grep -m1 'debian/*$')
    key=/usr/share/keyrings/debian-archive-keyring.gpg
    echo "deb [signed-by=$key] $uri bullseye main" > sources/one.list
    touch status
    options="-o APT::Architecture=$2 -o APT::Architectures=$2 -o Dir::State=$1 -o Dir::State::status=$1/status \
      -o Dir::State::lists=$1/lists -o Dir::Cache=$1/cache -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$1/sources \
      -o Acquire::Languages=none -o APT::Sandbox::User=root"
    apt-get $options -qq update
    apt-get $options -qq download libc6 libgcc-s1 libstdc++6
    for deb in *.deb; do dpkg-deb -x "$deb" root; done
  `;
  execFileSync("sh", ["-c", script, "sh", directory, architecture], { stdio: ["ignore", "ignore", "inherit"] });
  return join(directory, "root");
}

describe("a minimum glibc", () => {
  const program = makeProgram({ "main.go": threads });
  const loaders = {
    "linux/amd64": ["amd64", "lib/x86_64-linux-gnu"],
    "linux/arm64": ["arm64", "lib/aarch64-linux-gnu"],
  } as const;
  const targets = Object.keys(loaders) as (keyof typeof loaders)[];
  const userlands = new Map<string, string>();

  const onDebian = /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  const skipReason = "the packages of Debian 11 come from the apt sources of a Debian";

  beforeAll(() => {
    for (const target of onDebian ? targets : []) {
      userlands.set(target, oldUserland(loaders[target][0]));
    }
  }, 300_000);

  /** Starts a binary with the loader and the libraries of Debian 11; arm64's under the qemu that the run has installed. */
  function start(target: keyof typeof loaders, file: string): string {
    const root = userlands.get(target) ?? "";
    const libraries = join(root, loaders[target][1]);
    const emulator = target === "linux/arm64" ? [findEmulator(), "-L", root] : [];
    const words = [...emulator, join(libraries, "ld-2.31.so"), "--library-path", libraries, file];
    try {
      return execFileSync(words[0] ?? "", words.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      return String((error as { stderr?: string }).stderr ?? error);
    }
  }

  function findEmulator(): string {
    const found = execFileSync("find", [sharedTools, "-path", "*cgo-cross-qemu*/x64/bin/qemu-aarch64"], {
      encoding: "utf8",
    });
    return found.split("\n")[0] ?? "";
  }

  test.for(["gcc", "clang"])("%s: what is built for glibc 2.31 runs on Debian 11", async (compiler, context) => {
    if (!onDebian) {
      context.skip(skipReason);
    }
    const result = await make(program, { targets: targets.join(" "), glibc: "2.31", compiler });
    expect(errorsOf(result)).toEqual([]);
    for (const { target, file } of binariesOf(result)) {
      const facts = await readBinary(file);
      expect(facts.needed).toContain("libc.so.6");
      expect(start(target as keyof typeof loaders, file)).toContain("42 1 root");
    }
  });

  test("what is built without a minimum does not, and the report says which glibc it needs", async (context) => {
    if (!onDebian) {
      context.skip(skipReason);
    }
    const result = await make(program, { targets: targets.join(" ") });
    expect(errorsOf(result)).toEqual([]);
    for (const { target, file } of binariesOf(result)) {
      expect(start(target as keyof typeof loaders, file), basename(file)).toContain("GLIBC_2.34");
    }
    expect(result.summary).toContain("glibc 2.34 is in Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later.");
  });

  test("a minimum that no release has is rejected before anything is downloaded", async () => {
    const result = await make(program, { targets: "linux/arm64", glibc: "2.17" });
    expect(result.exitCode).toBe(2);
    expect(errorsOf(result).join()).toContain("has a glibc as old as 2.17");
    expect(readFileSync(join(program, "go.mod"), "utf8")).toContain("example.com/app");
  });
});
