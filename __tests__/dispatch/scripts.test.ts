import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeScripts, setDirectory, setHash } from "../../src/dispatch/scripts.ts";
import type { DispatchSet, DispatchTarget, DispatchTools } from "../../src/dispatch/set.ts";

const directory = mkdtempSync(join(tmpdir(), "cgo-cross-set-"));
const bin = join(directory, "bin");
afterAll(() => rmSync(directory, { recursive: true }));

/** A program that prints its name, the words it was given and the variables that matter. */
function printer(name: string): string {
  const file = join(directory, name);
  writeFileSync(
    file,
    `#!/bin/sh\nprintf '%s' ${name}\nprintf ' [%s]' "$@"\necho " \${CPATH-unset} \${CGO_ENABLED-}"\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

function tools(name: string, more: Partial<Extract<DispatchTools, { kind: "there" }>> = {}): DispatchTools {
  const cc = [printer(name), "-march='x y'"];
  return {
    ...{ kind: "there", programs: { cc }, compile: {}, link: [], static: false, variables: {}, version: "1" },
    ...more,
  };
}

function target(name: string, made: DispatchTools, more: Partial<DispatchTarget> = {}): DispatchTarget {
  const [os = "", arch = "", variant] = name.split("/");
  return {
    ...{ target: { os, arch, variant }, tools: made, go: { cgo: true, tags: [] } },
    exec: { kind: "none", reason: "nobody asked" },
    ...more,
  };
}

const set: DispatchSet = {
  host: { os: "linux", arch: "amd64" },
  own: { cc: [printer("own-cc")] },
  targets: [
    target("linux/arm64", tools("arm64-cc", { compile: { cc: ["-DA=$HOME 'q'"] }, link: ["-lz"] })),
    target("linux/arm/v5", tools("armv5-cc", { static: true }), { go: { cgo: true, tags: ["netgo", "osusergo"] } }),
    target("linux/arm/v7", tools("armv7-cc")),
    target("linux/mips/softfloat", tools("mips-cc")),
    target("windows/amd64", tools("windows-cc", { variables: { CPATH: "" } })),
    target("js/wasm", { kind: "none", reason: "Go has no cgo there" }, { go: { cgo: false, tags: [] } }),
    target("linux/riscv64", tools("riscv-cc"), {
      exec: {
        kind: "command",
        static: [printer("static")],
        dynamic: [printer("dynamic"), "-L", "/x y"],
        interpreter: "/lib/ld-riscv.so.1",
        variables: { CPATH: "from the hook" },
      },
    }),
  ],
};

mkdirSync(bin);
for (const [name, text] of describeScripts(set)) {
  writeFileSync(join(bin, name), text.replaceAll(setDirectory, directory).replaceAll(setHash, "0123"), { mode: 0o755 });
}

type Variables = Readonly<Record<string, string>>;

function start(program: string, args: readonly string[], variables: Variables) {
  const env = { PATH: `${directory}:/usr/bin:/bin`, ...variables };
  const { stdout, stderr, status } = spawnSync(join(bin, program), args, { env, encoding: "utf8" });
  return { stdout: stdout.trimEnd(), stderr: stderr.trimEnd(), status };
}

const cc = (args: readonly string[], variables: Variables) => start("cgo-cross-cc", args, variables).stdout;

describe("the compiler of a set", () => {
  it.each<readonly [Variables, string]>([
    [{}, "own-cc [-c] [a b.c] unset "],
    [{ GOOS: "linux", GOARCH: "amd64", GOAMD64: "v3" }, "own-cc [-c] [a b.c] unset "],
    [{ GOARCH: "arm64" }, "arm64-cc [-march='x y'] [-DA=$HOME 'q'] [-c] [a b.c] [-lz] unset "],
    [{ GOARCH: "arm64", GOARM64: "v9.0,lse" }, "arm64-cc [-march='x y'] [-DA=$HOME 'q'] [-c] [a b.c] [-lz] unset "],
    [{ GOARCH: "arm" }, "armv7-cc [-march='x y'] [-c] [a b.c] unset "],
    [{ GOARCH: "arm", GOARM: "7,hardfloat" }, "armv7-cc [-march='x y'] [-c] [a b.c] unset "],
    [{ GOARCH: "arm", GOARM: "5" }, "armv5-cc [-march='x y'] [-c] [a b.c] unset "],
    [{ GOARCH: "arm", GOARM: "5,softfloat" }, "armv5-cc [-march='x y'] [-c] [a b.c] unset "],
    [{ GOARCH: "mips", GOMIPS: "softfloat" }, "mips-cc [-march='x y'] [-c] [a b.c] unset "],
    [{ GOOS: "windows", CPATH: "/usr/include" }, "windows-cc [-march='x y'] [-c] [a b.c]  "],
  ])("with %j it is the target's own", (variables, expected) => {
    expect(cc(["-c", "a b.c"], variables)).toBe(expected.trimEnd());
  });

  it.each<readonly [Variables, RegExp]>([
    [{ GOARCH: "s390x" }, /^cgo-cross-cc: linux\/s390x was not set up; add it to the targets .* linux\/arm64, /],
    [{ GOOS: "freebsd" }, /^cgo-cross-cc: freebsd\/amd64 was not set up/],
    [
      { GOARCH: "arm", GOARM: "6" },
      /^cgo-cross-cc: linux\/arm with GOARM=6 was not set up.* linux\/arm\/v5, linux\/arm\/v7$/,
    ],
    [{ GOARCH: "arm", GOARM: "7,softfloat" }, /was not set up/],
    [{ GOARCH: "mips" }, /^cgo-cross-cc: linux\/mips with GOMIPS=hardfloat was not set up/],
    [{ GOOS: "js", GOARCH: "wasm" }, /^cgo-cross-cc: js\/wasm has no C compiler here: Go has no cgo there$/],
    [{ GOOS: "$(touch x)", GOARCH: "`id`" }, /^cgo-cross-cc: \$\(touch x\)\/`id` was not set up/],
  ])("with %j it says what is wrong and exits with 1", (variables, sentence) => {
    const done = start("cgo-cross-cc", ["-c", "x.c"], variables);
    expect(done).toMatchObject({ stdout: "", status: 1, stderr: expect.stringMatching(sentence) });
    expect(done.stderr.split("\n")).toHaveLength(1);
  });

  it.each<readonly [readonly string[], string | undefined]>([
    [["x.o", "-o", "x"], "-static"],
    [["-pie", "x.o"], "-static-pie"],
    [["-c", "x.c"], undefined],
    [["-E", "x.c"], undefined],
    [["-shared", "x.o"], undefined],
    [["-r", "x.o"], undefined],
    [["-print-file-name=libc.a"], undefined],
  ])("links %j with %s where all is linked in", (args, flag) => {
    const expected = [...args, ...(flag === undefined ? [] : [flag])].map((word) => ` [${word}]`).join("");
    expect(cc(args, { GOARCH: "arm", GOARM: "5" })).toBe(`armv5-cc [-march='x y']${expected} unset`);
  });

  it("names the set in the line that Go keys its cache by, and leaves the machine's own compiler its own", () => {
    const asked = ["-###", "-x", "c", "-c", "-"];
    const { stderr } = start("cgo-cross-cc", asked, { GOARCH: "arm64" });
    expect(stderr).toBe("cgo-cross-cc version 1 (set 0123, linux/arm64: 1)");
    expect(start("cgo-cross-cc", asked, {}).stderr).toBe("");
  });

  it("says that a toolchain lacks a tool, and that the machine does", () => {
    expect(start("cgo-cross-windres", [], { GOARCH: "arm64" }).stderr).toBe(
      "cgo-cross-windres: the tools for linux/arm64 have no windres",
    );
    expect(start("cgo-cross-windres", [], {}).stderr).toMatch(/^cgo-cross-windres: this machine has no windres/);
  });
});

describe("the go command of a set", () => {
  printer("go");
  it.each<readonly [readonly string[], Variables, string]>([
    [["build", "."], {}, "go [build] [.] unset"],
    [["build", "."], { GOARCH: "arm64" }, "go [build] [.] unset 1"],
    [["build", "."], { GOOS: "js", GOARCH: "wasm" }, "go [build] [.] unset 0"],
    [["build", "."], { GOARCH: "arm", GOARM: "5" }, "go [build] [-tags=netgo,osusergo] [.] unset 1"],
    [["env"], { GOARCH: "arm", GOARM: "5" }, "go [env] unset 1"],
    [
      ["build", "-tags", "a b", "."],
      { GOARCH: "arm", GOARM: "5" },
      "go [build] [-tags] [a b,netgo,osusergo] [.] unset 1",
    ],
    [
      ["test", "-tags=a", ".", "-args", "-tags=b"],
      { GOARCH: "arm", GOARM: "5" },
      "go [test] [-tags=a,netgo,osusergo] [.] [-args] [-tags=b] unset 1",
    ],
    [
      ["vet", "."],
      { GOARCH: "arm", GOARM: "5", GOFLAGS: "-v -tags=x" },
      "go [vet] [-tags=x,netgo,osusergo] [.] unset 1",
    ],
  ])("%j with %j", (args, variables, expected) => {
    expect(start("cgo-cross-go", args, variables).stdout).toBe(expected);
  });
});

describe("the hooks of a set", () => {
  it("start a program by what it asks for", () => {
    const [dynamic, alone] = ["dynamic-program", "static-program"].map((name) => join(directory, name));
    writeFileSync(dynamic ?? "", "\x7fELF…/lib/ld-riscv.so.1\0");
    writeFileSync(alone ?? "", "\x7fELF…");
    const hook = (file = "") => start("go_linux_riscv64_exec", [file, "-x"], {}).stdout;
    expect(hook(dynamic)).toBe(`dynamic [-L] [/x y] [${dynamic}] [-x] from the hook`);
    expect(hook(alone)).toBe(`static [${alone}] [-x] from the hook`);
  });

  it("say why they cannot", () => {
    expect(start("go_linux_arm64_exec", ["x"], {})).toMatchObject({
      status: 1,
      stderr: "go_linux_arm64_exec: programs for linux/arm64 cannot be started here: nobody asked",
    });
  });
});

it("are scripts of a POSIX shell", () => {
  for (const [name] of describeScripts(set)) {
    for (const shell of ["dash", "bash"]) {
      execFileSync(shell, ["-n", join(bin, name)]);
    }
  }
});
