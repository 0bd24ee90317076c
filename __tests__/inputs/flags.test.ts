import { describe, expect, it } from "vitest";
import { inputDefinitions } from "../../src/inputs/definitions.ts";
import { helpText, parseFlags } from "../../src/inputs/flags.ts";

const command = { kind: "build" };

describe("flags", () => {
  const rows: readonly (readonly [readonly string[], Record<string, string>])[] = [
    [[], {}],
    [["--targets", "linux/arm64"], { targets: "linux/arm64" }],
    [["--targets=linux/arm64", "--jobs=2"], { targets: "linux/arm64", jobs: "2" }],
    [["--name=", "--artifact-name", ""], { name: "", "artifact-name": "" }],
    [["--ldflags=-X main.a=b"], { ldflags: "-X main.a=b" }],
    [["--static"], { static: "true" }],
    [["--static", "--run"], { static: "true", run: "true" }],
    [["--static", "false", "--run", "TRUE"], { static: "false", run: "TRUE" }],
    [["--static=false", "--run=maybe"], { static: "false", run: "maybe" }],
    [["--no-trimpath", "--no-build"], { trimpath: "false", build: "false" }],
    [["--package", "./a", "--package=./b"], { package: "./a\n./b" }],
    [["--targets", "linux/*", "--targets", "!linux/arm"], { targets: "linux/*\n!linux/arm" }],
    [["--run-args", "--version", "--ldflags", "-s -w"], { "run-args": "--version", ldflags: "-s -w" }],
    [["--run-args", "--help"], { "run-args": "--help" }],
    [["--go-flags", "--static"], { "go-flags": "--static" }],
    [["--name", "-x", "--out-dir", "--foo"], { name: "-x", "out-dir": "--foo" }],
    [["--export-env", "false"], { "export-env": "false" }],
    [["--tags", "a\nb"], { tags: "a\nb" }],
  ];
  it.each(rows)("%j", (argv, raw) => {
    expect(parseFlags(argv)).toEqual({ kind: "inputs", raw, command, problems: [] });
  });

  it.each(inputDefinitions.map(({ name }) => name))("--%s is a flag", (name) => {
    expect(parseFlags([`--${name}=x y`])).toEqual({ kind: "inputs", raw: { [name]: "x y" }, command, problems: [] });
  });

  it.each([
    [["-h"], { kind: "help" }],
    [["--help"], { kind: "help" }],
    [["--targets", "linux/arm64", "--nonsense", "--help", "--version"], { kind: "help" }],
    [["--version"], { kind: "version" }],
  ])("%j", (argv, expected) => {
    expect(parseFlags(argv)).toEqual(expected);
  });
});

describe("arguments that are no flags", () => {
  const rows: readonly (readonly [readonly string[], Record<string, string>, readonly string[]])[] = [
    [["linux/arm64"], {}, ['"linux/arm64" belongs to no flag; write --targets "linux/arm64", say.']],
    [
      ["./cmd/x", "."],
      {},
      [
        '"./cmd/x" belongs to no flag; write --package "./cmd/x", say.',
        '"." belongs to no flag; write --package ".", say.',
      ],
    ],
    [
      ["main.go", "example.com/x"],
      {},
      [
        '"main.go" belongs to no flag; write --package "main.go", say.',
        '"example.com/x" belongs to no flag; write --package "example.com/x", say.',
      ],
    ],
    [["--static", "yes"], { static: "true" }, ['"yes" belongs to no flag; write --targets "yes", say.']],
    [["--"], {}, ['"--" is no flag; --help lists them all.']],
    [[""], {}, ['"" belongs to no flag; write --targets "", say.']],
    [["-t"], {}, ['"-t" is no flag; --help lists them all.']],
    [["-targets=x"], {}, ['"-targets=x" is no flag; the nearest is --targets.']],
    [["--target", "--jobs=2"], { jobs: "2" }, ['"--target" is no flag; the nearest is --targets.']],
    [["--LDFLAGS=-s"], {}, ['"--LDFLAGS=-s" is no flag; the nearest is --ldflags.']],
    [["--out_dir=x"], {}, ['"--out_dir=x" is no flag; the nearest is --out-dir.']],
    [["--verbose"], {}, ['"--verbose" is no flag; --help lists them all.']],
    [
      ["--no-cache", "--no-artifacts"],
      {},
      ['"--no-cache" is no flag; write --cache off.', '"--no-artifacts" is no flag; write --artifacts off.'],
    ],
    [["--no-run=true"], {}, ['"--no-run=true" says two things at once; write --run, --no-run or --run=false.']],
    [["--targets"], {}, ["--targets lacks its value; write --targets TARGETS."]],
    [["--jobs", "--static"], { static: "true" }, ["--jobs lacks its value; write --jobs NUMBER."]],
    [["--cgo", "--no-run"], { run: "false" }, ["--cgo lacks its value; write --cgo auto|on|off."]],
    [["--name", "a", "--name=b"], { name: "a" }, ["--name is given twice; write it once."]],
    [["--static", "--no-static"], { static: "true" }, ["--static is given twice; write it once."]],
    [["--constructor=x"], {}, ['"--constructor=x" is no flag; --help lists them all.']],
  ];
  it.each(rows)("%j", (argv, raw, problems) => {
    expect(parseFlags(argv)).toEqual({ kind: "inputs", raw, command, problems });
  });
});

describe("help", () => {
  it("names every input with its default and fits a terminal", () => {
    const text = helpText();
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(text).toMatch(/\n$/);
    const titles = text.slice(text.indexOf("\nFlags:")).match(/^ {2}--.*$/gm);
    expect(titles).toEqual([
      "  --targets TARGETS  (default: linux/amd64, linux/arm64)",
      "  --cgo auto|on|off  (default: auto)",
      "  --compiler gcc|clang  (default: gcc)",
      "  --[no-]static  (default: false)",
      "  --libc glibc|musl  (default: glibc)",
      "  --glibc TEXT  (default: that of the distribution that builds)",
      "  --libraries LIST  (default: auto)",
      "  --package LIST  (default: .)",
      "  --working-directory TEXT  (default: .)",
      "  --name TEXT  (default: last element of the import path)",
      "  --out-dir TEXT  (default: dist)",
      "  --tags LIST  (default: none)",
      "  --ldflags WORDS  (default: none)",
      "  --gcflags WORDS  (default: none)",
      "  --buildmode default|exe|pie|c-shared|c-archive  (default: default)",
      "  --[no-]trimpath  (default: true)",
      "  --go-flags WORDS  (default: none)",
      "  --cgo-cflags WORDS  (default: none)",
      "  --cgo-cxxflags WORDS  (default: none)",
      "  --cgo-ldflags WORDS  (default: none)",
      "  --[no-]build  (default: true)",
      "  --export-env auto|true|false  (default: auto)",
      "  --[no-]run  (default: false)",
      "  --run-args WORDS  (default: none)",
      "  --artifacts each|one|off  (default: each)",
      "  --artifact-name TEXT  (default: {name}_{target}, or {name} with artifacts: one)",
      "  --retention-days NUMBER  (default: the repository's setting)",
      "  --archive auto|none  (default: auto)",
      "  --cache auto|on|off  (default: auto)",
      "  --jobs NUMBER  (default: as many as the CPUs and the memory allow)",
      "  --[no-]dry-run  (default: false)",
      "  --version",
    ]);
  });
});

describe("lock", () => {
  const lock = { kind: "lock", check: false, releases: [] };
  it.each([
    [["lock"], {}, lock, []],
    [["lock", "--targets", "linux/arm64", "--check"], { targets: "linux/arm64" }, { ...lock, check: true }, []],
    [["lock", "--release", "debian-12,debian-13"], {}, { ...lock, releases: ["debian-12", "debian-13"] }, []],
    [
      ["lock", "--release=debian-12", "--release", "debian-13"],
      {},
      { ...lock, releases: ["debian-12", "debian-13"] },
      [],
    ],
    [["lock", "--release"], {}, lock, ["--release lacks its value; write --release debian-12, say."]],
    [["lock", "--releases", "x"], {}, lock, [expect.stringContaining('"--releases" is no flag'), expect.any(String)]],
  ])("%j", (argv, raw, expected, problems) => {
    expect(parseFlags(argv)).toEqual({ kind: "inputs", raw, command: expected, problems });
  });

  it("has flags that nothing else has, and comes first", () => {
    for (const argv of [["--check"], ["--release", "debian-12"], ["--static", "lock"]]) {
      expect(parseFlags(argv)).toMatchObject({
        kind: "inputs",
        command,
        problems: [expect.any(String), ...(argv[0] === "--release" ? [expect.any(String)] : [])],
      });
    }
  });

  it("is in the help", () => {
    expect(helpText()).toContain("cgo-cross lock [--check] [--release LIST]");
  });
});
