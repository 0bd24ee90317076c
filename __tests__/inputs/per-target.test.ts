// biome-ignore-all lint/suspicious/noTemplateCurlyInString: users write ${workspace}
import { describe, expect, it } from "vitest";
import { type InputName, inputDefinitions } from "../../src/inputs/definitions.ts";
import type { Inputs } from "../../src/inputs/inputs.ts";
import { inputsOf, settingsOf } from "../../src/inputs/inputs-of.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { targetName } from "../../src/platforms/target.ts";
import { inTexts } from "../support/problems.ts";

type Raw = Partial<Readonly<Record<InputName, string>>>;

const targets = "linux/amd64, linux/arm64, linux/arm/v6, linux/arm/v7, windows/amd64, darwin/arm64";
const workspace = "/home/me/a work";

function parse(raw: Raw) {
  return parseInputs({ targets, ...raw }, { platforms: knownPlatforms, workspace });
}

/** What each target got of an input, by the target's name. */
function got<Name extends keyof Inputs>(name: Name, raw: Raw): Readonly<Record<string, Inputs[Name]>> {
  const { inputs, problems } = parse(raw);
  expect(problems).toEqual([]);
  return Object.fromEntries(inputs.targets.map((target) => [targetName(target), inputsOf(inputs, target)[name]]));
}

function problemsOf(raw: Raw) {
  return inTexts(parse(raw).problems);
}

it("has the inputs that take values for some targets", () => {
  const rows = inputDefinitions.flatMap((row) => ("perTarget" in row ? [`${row.name} ${row.perTarget}`] : []));
  expect(rows).toEqual([
    "cgo replaces",
    "compiler replaces",
    "static replaces",
    "libc replaces",
    "glibc replaces",
    "libraries adds",
    "cgo-cflags replaces",
    "cgo-cxxflags replaces",
    "cgo-ldflags replaces",
    "pkg-config-path replaces",
    "tags replaces",
    "ldflags replaces",
    "run-args replaces",
  ]);
});

describe("values for some targets", () => {
  it("a line for a universal target is for its slices, where none is for a slice itself", () => {
    const raw = { targets: "darwin/universal, linux/amd64" };
    const lines = ["none", "darwin/*: all", "darwin/universal: both", "darwin/arm64: one"].join("\n");
    expect(got("tags", { ...raw, tags: lines })).toEqual({
      "darwin/amd64": ["both"],
      "darwin/arm64": ["one"],
      "linux/amd64": ["none"],
    });
    expect(got("cgo", { ...raw, cgo: "darwin/*: off" })).toMatchObject({
      "darwin/amd64": "off",
      "darwin/arm64": "off",
    });
    expect(problemsOf({ targets: "linux/amd64", cgo: "darwin/universal: off" })).toEqual([
      expect.stringContaining('cgo: "darwin/universal" is for none of the targets, which are linux/amd64'),
    ]);
  });

  it("a line is for the targets that match its pattern, and all others have the default", () => {
    expect(got("cgo", { cgo: "darwin/*: off" })).toEqual({
      "linux/amd64": "auto",
      "linux/arm64": "auto",
      "linux/arm/v6": "auto",
      "linux/arm/v7": "auto",
      "windows/amd64": "auto",
      "darwin/arm64": "off",
    });
  });

  it("of several lines the most specific counts, wherever it stands; a line without a pattern is for all others", () => {
    const cgo = "linux/arm/v7: off\nlinux/arm: auto\non\nlinux/*: off\r\n  linux/arm64:on\n";
    expect(got("cgo", { cgo })).toEqual({
      "linux/amd64": "off",
      "linux/arm64": "on",
      "linux/arm/v6": "auto",
      "linux/arm/v7": "off",
      "windows/amd64": "on",
      "darwin/arm64": "on",
    });
    const arm = got("cgo", { cgo: "linux/arm/*: off, linux/arm: on, all: auto" });
    expect([arm["linux/arm/v6"], arm["linux/amd64"]]).toEqual(["off", "auto"]);
    const globs = got("cgo", { cgo: "linux/a*: on, linux/arm*: off" });
    expect([globs["linux/amd64"], globs["linux/arm64"]]).toEqual(["on", "off"]);
  });

  it("ignores the case of a pattern", () => {
    const cgo = got("cgo", { cgo: "Linux/ARM/*: on, LINUX/arm/V7: off" });
    expect([cgo["linux/arm/v6"], cgo["linux/arm/v7"], cgo["linux/arm64"]]).toEqual(["on", "off", "auto"]);
    expect(got("ldflags", { ldflags: "ALL: -s\nLinux/ARM64: -w" })).toMatchObject({
      "linux/arm64": "-w",
      "windows/amd64": "-s",
    });
    expect(problemsOf({ cgo: "linux/arm64: on\nLINUX/ARM64: off" })).toEqual([
      'cgo: "LINUX/ARM64" has two lines; keep one of them',
    ]);
    expect(problemsOf({ cgo: "Linux/ARM65: on" })).toEqual([
      'cgo: unknown target "Linux/ARM65"; did you mean "linux/arm64"? (linux has 386, amd64, arm, arm64, loong64, mips, mips64, mips64le, mipsle, ppc64, ppc64le, riscv64 and s390x)',
    ]);
  });

  it("is the default where it is empty, as where a workflow hands on an input that was left out", () => {
    expect(got("cgo", { cgo: "off\nlinux/arm64:" })).toMatchObject({ "linux/arm64": "auto", "windows/amd64": "off" });
  });

  it("stands on one line too, where a value has no spaces", () => {
    expect(got("static", { static: "false, linux/amd64: true, linux/arm64: allow-nss" })).toMatchObject({
      "linux/amd64": true,
      "linux/arm64": true,
      "linux/arm/v7": false,
    });
    expect(got("allowNss", { static: "linux/amd64: true, linux/arm64: allow-nss" })).toMatchObject({
      "linux/amd64": false,
      "linux/arm64": true,
    });
    expect(got("tags", { tags: "a b linux/arm64: c, d" })).toMatchObject({
      "linux/amd64": ["a", "b"],
      "linux/arm64": ["c", "d"],
    });
  });

  it("serves every input that takes them", () => {
    const arm64 = (raw: Raw) => {
      const { inputs, problems } = parse(raw);
      expect(problems).toEqual([]);
      return inputsOf(inputs, { os: "linux", arch: "arm64", variant: undefined });
    };
    expect(
      arm64({
        compiler: "linux/arm64: clang",
        libc: "linux/*: musl",
        tags: "x\nlinux/arm64: y z",
        ldflags: "-s\nlinux/arm64: -w -X main.v=1",
        "cgo-cflags": "linux/arm64: -O3",
        "cgo-cxxflags": "linux/arm64: -std=c++20",
        "cgo-ldflags": "-lz\nlinux/arm64: -lm",
        "pkg-config-path": "linux/arm64: deps/a:/opt/b 'deps/c d'",
        run: "true",
        "run-args": "linux/arm64: --version",
      }),
    ).toMatchObject({
      compiler: "clang",
      libc: "musl",
      tags: ["y", "z"],
      ldflags: "-w -X main.v=1",
      cgoCflags: ["-O3"],
      cgoCxxflags: ["-std=c++20"],
      cgoLdflags: ["-lm"],
      pkgConfigPath: ["deps/a", "/opt/b", "deps/c d"],
      runArgs: ["--version"],
    });
    expect(arm64({ glibc: "2.36, linux/arm64: 2.31" }).glibc).toBe("2.31");
  });

  it("an empty one takes away what is for all others", () => {
    expect(got("cgoLdflags", { "cgo-ldflags": "-lz\nwindows/*:" })).toMatchObject({
      "linux/amd64": ["-lz"],
      "windows/amd64": [],
    });
  });

  it("libraries add up", () => {
    expect(got("libraries", { libraries: "liba-dev\nlinux/*: libb-dev\nlinux/arm64: libc-dev off" })).toMatchObject({
      "windows/amd64": ["liba-dev"],
      "linux/amd64": ["liba-dev", "libb-dev"],
      "linux/arm64": ["liba-dev", "libb-dev", "libc-dev", "off"],
    });
  });

  it("flags with colons are no pattern, on whatever line they stand", () => {
    const ldflags = "-X a=b:c\n-X 'main.text=linux/arm64: yes'\n-X main.x=darwin/*: -s";
    expect(got("ldflags", { ldflags })["linux/arm64"]).toBe(ldflags);
    const args = "host:80 a: b\nkey: value\nhttp://x/y: z";
    expect(got("runArgs", { run: "true", "run-args": args })["linux/arm64"]).toEqual(
      "host:80 a: b key: value http://x/y: z".split(" "),
    );
    expect(got("ldflags", { ldflags: "linux/arm64: -X a=b:c -X 'd=e: f'" })["linux/arm64"]).toBe(
      "-X a=b:c -X 'd=e: f'",
    );
  });

  it("lines of flags without a pattern are one value", () => {
    const raw = { "cgo-ldflags": "-La\nlinux/arm64: -Lb\n-lfoo\n" };
    expect(got("cgoLdflags", raw)).toMatchObject({ "linux/amd64": ["-La", "-lfoo"], "linux/arm64": ["-Lb"] });
  });

  it("tells what each target got, as it was written, of the inputs with lines for some", () => {
    const { inputs } = parse({
      cgo: "darwin/*: off",
      libraries: "all: liba-dev, linux/*: libb-dev",
      tags: "x",
      ldflags: "linux/arm64: -s",
    });
    expect(settingsOf(inputs, { os: "linux", arch: "arm64", variant: undefined })).toEqual({
      cgo: { value: "auto" },
      libraries: { value: "auto liba-dev libb-dev", from: ["all", "linux/*"] },
      ldflags: { value: "-s", from: ["linux/arm64"] },
    });
  });
});

describe("${workspace}", () => {
  it("is the directory of the run, in words and as a part of one word", () => {
    expect(
      got("cgoLdflags", { "cgo-ldflags": "linux/arm64: -L${workspace}/deps/arm64/lib '-Lx y' -lfoo" })["linux/arm64"],
    ).toEqual([`-L${workspace}/deps/arm64/lib`, "-Lx y", "-lfoo"]);
    expect(got("ldflags", { ldflags: "all=-s -X main.at=${workspace}" })["linux/arm64"]).toBe(
      `all=-s -X 'main.at=${workspace}'`,
    );
    expect(got("goFlags", { "go-flags": "-modfile=${workspace}/go.alt.mod" })["linux/arm64"]).toEqual([
      `-modfile=${workspace}/go.alt.mod`,
    ]);
    expect(got("pkgConfigPath", { "pkg-config-path": "${workspace}/a" })["linux/arm64"]).toEqual([`${workspace}/a`]);
  });

  it("is not taken for what linkers expand, nor the other way round", () => {
    expect(got("cgoLdflags", { "cgo-ldflags": "-Wl,-rpath,${ORIGIN}/../lib -L$ORIGIN" })["linux/arm64"]).toEqual([
      "-Wl,-rpath,${ORIGIN}/../lib",
      "-L$ORIGIN",
    ]);
    expect(problemsOf({ "cgo-ldflags": "linux/arm64: -L${GITHUB_WORKSPACE}/x -L$(workspace)" })).toEqual([
      'cgo-ldflags: linux/arm64: unknown "${GITHUB_WORKSPACE}"; did you mean "${workspace}"?',
      'cgo-ldflags: linux/arm64: unknown "$(workspace)"; did you mean "${workspace}"?',
    ]);
  });
});

describe("problems", () => {
  it("every bad line is reported, with those of other inputs", () => {
    const raw = {
      cgo: "linux/*: yes\ndarwin/*: maybe",
      "cgo-cflags": "linux/arm64: -fplugin=x.so\nlinux/amd64: '-O2",
      libraries: "linux/arm64: LibFoo",
      jobs: "0",
    };
    expect(problemsOf(raw)).toEqual([
      'cgo: linux/*: expected auto, on, off or needed, got "yes" (default: auto)',
      'cgo: darwin/*: expected auto, on, off or needed, got "maybe" (default: auto)',
      'libraries: linux/arm64: invalid package name "LibFoo"; name -dev packages such as libpcap-dev, or write auto or off',
      'cgo-cflags: linux/arm64: "-fplugin=x.so" is not allowed: it can make the compiler load code or run another program; remove it',
      `cgo-cflags: linux/amd64: unterminated ' string in "'-O2"; close it with the same quote`,
      'jobs: expected a whole number from 1 to 256, got "0" (default: as many as the CPUs and the memory allow)',
    ]);
  });

  it("a pattern that is no target, with what was meant", () => {
    const [first, ...more] = problemsOf({ "cgo-ldflags": "linux/arm65: -lx" });
    expect(first).toMatch(/^cgo-ldflags: unknown target "linux\/arm65"; did you mean "linux\/arm6?4?"\?/);
    expect(more).toEqual([]);
    expect(problemsOf({ cgo: "darwin: off" })).toEqual([
      'cgo: unknown target "darwin"; did you mean "darwin/*"? (darwin has amd64 and arm64)',
    ]);
    expect(problemsOf({ "cgo-ldflags": "aarch64: -lx" })).toEqual([
      'cgo-ldflags: unknown target "aarch64"; did you mean "linux/arm64"? (`go tool dist list` prints them all)',
    ]);
  });

  it("a pattern that is for none of the targets", () => {
    expect(problemsOf({ targets: "linux/arm64 linux/amd64", cgo: "linux/arm: off, freebsd/*: off" })).toEqual([
      'cgo: "linux/arm" is for none of the targets, which are linux/arm64 and linux/amd64; did you mean "linux/arm64"? ' +
        "If not, remove its line, or add to `targets` what it is for",
      'cgo: "freebsd/*" is for none of the targets, which are linux/arm64 and linux/amd64; remove its line, or add to ' +
        "`targets` what it is for",
    ]);
    // It may follow from another mistake.
    expect(problemsOf({ targets: "linux/amd46", cgo: "linux/amd64: off" })).toHaveLength(1);
  });

  it("one pattern twice, two values for all others, and two patterns of which neither counts", () => {
    expect(problemsOf({ cgo: "darwin/*: off\ndarwin/*: on" })).toEqual([
      'cgo: "darwin/*" has two lines; keep one of them',
    ]);
    expect(problemsOf({ cgo: "*/*: off, all: off" })).toEqual(['cgo: "all" has two lines; keep one of them']);
    expect(problemsOf({ cgo: "on\noff\ndarwin/*: off" })).toEqual([
      'cgo: "on" and "off" have no target before them; keep one, which is then for all other targets',
    ]);
    expect(problemsOf({ cgo: "linux/*: on, */arm64: off" })).toEqual([
      'cgo: "linux/*" and "*/arm64" are both for linux/arm64, and neither is more specific; write a line for linux/arm64 itself',
    ]);
    expect(problemsOf({ cgo: "linux/*: on, */arm64: off, linux/arm64: on" })).toEqual([]);
    expect(problemsOf({ cgo: "linux/*: on, */arm64: on" })).toEqual([]);
  });

  it("what inputs say about each other is asked for each target", () => {
    expect(problemsOf({ static: "linux/*: true" })).toEqual([]);
    expect(problemsOf({ static: "linux/*: true, darwin/*: true" })).toEqual([
      "static: not possible for darwin/arm64, where every program uses the system's own libraries; say what it is for, as " +
        "in `linux/*: true`",
    ]);
    expect(problemsOf({ libc: "linux/amd64: musl", glibc: "linux/arm64: 2.31" })).toEqual([]);
    expect(problemsOf({ libc: "linux/amd64: musl", glibc: "linux/*: 2.31" })).toHaveLength(1);
    expect(problemsOf({ "run-args": "linux/arm64: --version" })).toEqual([
      'run-args: "--version" has no effect without `run: true`; add that, or remove it',
    ]);
  });

  it("directories of this machine's own in pkg-config-path", () => {
    expect(problemsOf({ "pkg-config-path": "linux/arm64: /usr/lib/aarch64-linux-gnu/pkgconfig" })).toEqual([
      'pkg-config-path: linux/arm64: "/usr/lib/aarch64-linux-gnu/pkgconfig" is where this machine has what is installed for ' +
        "itself; name directories outside /usr and /lib",
    ]);
  });
});
