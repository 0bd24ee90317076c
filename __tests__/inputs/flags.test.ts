import { describe, expect, it } from "vitest";
import { commandDefinitions } from "../../src/inputs/commands.ts";
import { inputDefinitions, inputGroups } from "../../src/inputs/definitions.ts";
import { type ParsedFlags, parseFlags } from "../../src/inputs/flags.ts";
import { type InTexts, inTexts } from "../support/problems.ts";

const command = { kind: "build" };

function helpText(...argv: readonly string[]): string {
  const parsed = parseTexts(argv);
  return parsed.kind === "help" ? parsed.text : expect.fail("no help");
}

function parseTexts(argv: readonly string[]): InTexts<ParsedFlags> {
  return inTexts(parseFlags(argv));
}

describe("options", () => {
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
    [["--name=-x", "--out-dir=--foo"], { name: "-x", "out-dir": "--foo" }],
    [["--static", "ALLOW-NSS"], { static: "ALLOW-NSS" }],
    [["--static", "linux/*: true", "--run"], { static: "linux/*: true", run: "true" }],
    [["--cgo", "on", "--cgo", "darwin/*: off", "--cgo=js/*: off"], { cgo: "on\ndarwin/*: off\njs/*: off" }],
    [["--ldflags", "linux/arm: -s", "--ldflags", "-w"], { ldflags: "linux/arm: -s\n-w" }],
    [["--targets", "linux/arm64", "--"], { targets: "linux/arm64" }],
    [["--export-env", "false"], { "export-env": "false" }],
    [["--tags", "a\nb"], { tags: "a\nb" }],
  ];
  it.each(rows)("%j", (argv, raw) => {
    expect(parseTexts(argv)).toEqual({ kind: "inputs", raw, command, problems: [] });
  });

  it.each(inputDefinitions.map(({ name }) => name))("--%s is an option", (name) => {
    expect(parseTexts([`--${name}=x y`])).toEqual({ kind: "inputs", raw: { [name]: "x y" }, command, problems: [] });
  });

  it.each([
    ["-h"],
    ["--help"],
    ["--targets", "linux/arm64", "--nonsense", "--help", "--version"],
    ["--targets", "--help"],
    ["lock", "-h"],
    ["--help", "--ldflags"],
  ])("%j %j asks for help", (...argv) => {
    expect(parseTexts(argv)).toEqual({ kind: "help", text: expect.stringMatching(/^Usage: cgo-cross /) });
  });

  it.each([["--version"], ["--nonsense", "--version", "x"], ["lock", "--version"]])(
    "%j asks for the version",
    (...argv) => {
      expect(parseTexts(argv)).toEqual({ kind: "version" });
    },
  );
});

describe("mistakes", () => {
  const rows: readonly (readonly [readonly string[], Record<string, string>, readonly string[]])[] = [
    [["linux/arm64"], {}, ['unexpected argument "linux/arm64"; did you mean --targets "linux/arm64"?']],
    [
      ["./cmd/x", "."],
      {},
      [
        'unexpected argument "./cmd/x"; did you mean --package "./cmd/x"?',
        'unexpected argument "."; did you mean --package "."?',
      ],
    ],
    [
      ["main.go", "example.com/x"],
      {},
      [
        'unexpected argument "main.go"; did you mean --package "main.go"?',
        'unexpected argument "example.com/x"; did you mean --package "example.com/x"?',
      ],
    ],
    [["--static", "yes"], { static: "true" }, ['unexpected argument "yes"; did you mean --targets "yes"?']],
    [["--run", "-1"], { run: "true" }, ['unexpected argument "-1"; did you mean --targets "-1"?']],
    [[""], {}, ['unexpected argument ""; did you mean --targets ""?']],
    [["-"], {}, ['unexpected argument "-"; did you mean --targets "-"?']],
    [["--", "x"], {}, ['unexpected argument "x"; did you mean --targets "x"?']],
    [["-t"], {}, ['unknown option "-t"; --help lists all options']],
    [["-targets=x"], {}, ['unknown option "-targets=x"; did you mean --targets?']],
    [["--target", "--jobs=2"], { jobs: "2" }, ['unknown option "--target"; did you mean --targets?']],
    [["--LDFLAGS=-s"], {}, ['unknown option "--LDFLAGS=-s"; did you mean --ldflags?']],
    [["--out_dir=x"], {}, ['unknown option "--out_dir=x"; did you mean --out-dir?']],
    [["--verbose"], {}, ['unknown option "--verbose"; --help lists all options']],
    [
      ["--no-cache", "--no-artifacts"],
      {},
      [
        'unknown option "--no-cache"; did you mean --cache off?',
        'unknown option "--no-artifacts"; did you mean --artifacts off?',
      ],
    ],
    [["--no-run=true"], {}, ["--no-run takes no value; write --run, --no-run or --run=false"]],
    [["--targets"], {}, ["--targets needs a value, for example --targets linux/arm64"]],
    [["--jobs", "--static"], { static: "true" }, ["--jobs needs a value, for example --jobs 4"]],
    [["--cgo", "--no-run"], { run: "false" }, ["--cgo needs a value, for example --cgo on"]],
    [["--ldflags"], {}, ["--ldflags needs a value, for example --ldflags '-s -w'"]],
    [["--artifact-name"], {}, ["--artifact-name needs a value, for example --artifact-name '{name}-{os}-{arch}'"]],
    [["--cgo", "on", "--cgo", "off"], { cgo: "on" }, ["--cgo is given twice; give it once"]],
    [["--ldflags", "-s", "--ldflags", "-w"], { ldflags: "-s" }, ["--ldflags is given twice; give it once"]],
    [["--name", "a", "--name=b"], { name: "a" }, ["--name is given twice; give it once"]],
    [["--static", "--no-static"], { static: "true" }, ["--static is given twice; give it once"]],
    [["--constructor=x"], {}, ['unknown option "--constructor=x"; --help lists all options']],
    [["--check"], {}, ['unknown option "--check"; did you mean cgo-cross lock --check?']],
    [
      ["--jobs", "--target", "x", "--static", "y", "--ldflags"],
      { static: "true" },
      [
        "--jobs needs a value, for example --jobs 4",
        'unexpected argument "y"; did you mean --targets "y"?',
        'unknown option "--target"; did you mean --targets?',
        'unexpected argument "x"; did you mean --targets "x"?',
        "--ldflags needs a value, for example --ldflags '-s -w'",
      ],
    ],
  ];
  it.each(rows)("%j", (argv, raw, problems) => {
    expect(parseTexts(argv)).toEqual({ kind: "inputs", raw, command, problems });
  });
});

describe("a command that takes words", () => {
  const rows: readonly (readonly [readonly string[], Record<string, string>, object, readonly string[]])[] = [
    [
      ["exec", "--targets", "linux/arm64", "--", "go", "test", "--targets", "x", "--", "-v"],
      { targets: "linux/arm64" },
      { kind: "exec", words: ["go", "test", "--targets", "x", "--", "-v"] },
      [],
    ],
    [["exec", "--static", "make", "-j2"], { static: "true" }, { kind: "exec", words: ["make", "-j2"] }, []],
    [["run", "./app", "--help"], {}, { kind: "run", words: ["./app", "--help"] }, []],
    [["verify", "--static", "app", "b"], { static: "true" }, { kind: "verify", words: ["app", "b"] }, []],
    [["verify", "app", "--static", "false", "b"], { static: "false" }, { kind: "verify", words: ["app", "b"] }, []],
    [["test", "--static", "./..."], { static: "true" }, { kind: "test", words: ["./..."] }, []],
    [
      ["test", "--targets=linux/arm64", "./...", "--", "-run", "A B", "-args", "--"],
      { targets: "linux/arm64" },
      { kind: "test", words: ["./..."], rest: ["-run", "A B", "-args", "--"] },
      [],
    ],
    [["test"], {}, { kind: "test", words: [], rest: [] }, []],
    [
      ["test", "-v", "--", "-v"],
      {},
      { kind: "test", words: [], rest: ["-v"] },
      ['unknown option "-v"; --help lists all options'],
    ],
    [
      ["exec", "--"],
      {},
      { kind: "exec", words: [] },
      ["cgo-cross exec needs COMMAND...; cgo-cross exec --help shows how it is written"],
    ],
  ];
  it.each(rows)("%j", (argv, raw, chosen, problems) => {
    const parsed = parseTexts(argv);
    expect(parsed).toMatchObject({ kind: "inputs", raw, command: chosen });
    expect(parsed.kind === "inputs" && parsed.problems).toEqual(problems);
  });
});

describe("help", () => {
  it("has a line for every command and flag, in groups, within 80 columns", () => {
    const text = helpText("--help");
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(/\n$/);
    expect(text.match(/^\w.*:$/gm)).toEqual([
      "Examples:",
      "Commands:",
      ...Object.values(inputGroups).map((title) => `${title}:`),
      "Other:",
    ]);
    for (const { name, summary } of [...inputDefinitions, ...commandDefinitions]) {
      expect(text).toMatch(new RegExp(`^  (?:--(?:\\[no-\\])?)?${name}\\b`, "m"));
      expect(text).toContain(` ${summary}\n`);
    }
    expect(helpText("help")).toBe(text);
  });

  it.each([...inputDefinitions].map(({ name }) => name))("explains --%s within 80 columns", (name) => {
    const text = helpText("help", `--${name}`);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(/^--(?:\[no-\])?[a-z-]+/);
    expect(text).toContain("\nDefault: ");
    expect(text).not.toContain("`");
    // A command of the same name comes first.
    expect(helpText("help", name).endsWith(text)).toBe(true);
  });

  it.each([...commandDefinitions].map(({ name }) => name))("explains the command %s within 80 columns", (name) => {
    const text = helpText("help", name);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(new RegExp(`^Usage: cgo-cross ${name} `));
  });

  it("says how platforms are named", () => {
    expect(helpText("help", "targets")).toMatch(/\n {2}linux +386 .*arm64/);
  });

  it("knows what was meant", () => {
    expect(parseTexts(["help", "tagrets"])).toMatchObject({
      problems: ['there is no help on "tagrets"; did you mean targets?'],
    });
    expect(parseTexts(["help", "quantum"])).toMatchObject({
      problems: ['there is no help on "quantum"; cgo-cross --help lists all commands and flags'],
    });
    expect(parseTexts(["explian"])).toMatchObject({
      problems: ['unexpected argument "explian"; did you mean the command cgo-cross explain?'],
    });
  });
});

describe("lock", () => {
  const lock = { kind: "lock", check: false, release: [] };
  it.each([
    [["lock"], {}, lock, []],
    [["lock", "--targets", "linux/arm64", "--check"], { targets: "linux/arm64" }, { ...lock, check: true }, []],
    [["--targets", "linux/arm64", "lock", "--check"], { targets: "linux/arm64" }, { ...lock, check: true }, []],
    [["lock", "--release", "debian-12,debian-13"], {}, { ...lock, release: ["debian-12", "debian-13"] }, []],
    [
      ["lock", "--release=debian-12", "--release", "debian-13"],
      {},
      { ...lock, release: ["debian-12", "debian-13"] },
      [],
    ],
    [["lock", "--release"], {}, lock, ["--release needs a value, for example --release debian-12"]],
    [["lock", "--release="], {}, lock, ["--release needs a value, for example --release debian-12"]],
    [
      ["lock", "--releases", "x"],
      {},
      lock,
      ['unknown option "--releases"; did you mean --release?', expect.stringContaining("unexpected argument")],
    ],
  ])("%j", (argv, raw, expected, problems) => {
    expect(parseTexts(argv)).toEqual({ kind: "inputs", raw, command: expected, problems });
  });

  it("has options that nothing else has, and comes first", () => {
    for (const argv of [["--check"], ["--release", "debian-12"], ["--static", "lock"], ["linux/arm64", "lock"]]) {
      const parsed = parseTexts(argv);
      expect(parsed).toMatchObject({ kind: "inputs", command });
      expect(parsed.kind === "inputs" && parsed.problems.join("\n")).toContain("cgo-cross lock ");
    }
  });

  it("is in the help, and has a help of its own", () => {
    expect(helpText("--help")).toMatch(/^ {2}lock +Writes down/m);
    const own = helpText("lock", "--help");
    expect(own).toMatch(/^Usage: cgo-cross lock \[--check\] \[--release LIST\] \[flags\]\n\nWrites cgo-cross.lock/);
    expect(own.match(/^ {2}--?\S+/gm)).toEqual(["  --check", "  --release"]);
    expect(helpText("help", "lock")).toBe(own);
  });
});

describe("--json", () => {
  it("belongs to the build, is in its help, and needs no value", () => {
    const { raw, command, problems } = inputsOf(["--json", "--targets", "linux/arm64"]);
    expect({ raw, command, problems }).toEqual({
      raw: { targets: "linux/arm64" },
      command: { kind: "build", json: true },
      problems: [],
    });
    expect(inputsOf([]).command).toEqual({ kind: "build" });
    expect(inputsOf(["lock", "--json"]).problems).toHaveLength(1);
    expect(parseTexts(["--help"])).toMatchObject({ text: expect.stringContaining("--json") });
    expect(parseTexts(["help", "--json"])).toMatchObject({ text: expect.stringContaining("manifest") });
  });
});

/** What was read off a command line that asks for no help. */
function inputsOf(argv: readonly string[]): Extract<ReturnType<typeof parseTexts>, { kind: "inputs" }> {
  const parsed = parseTexts(argv);
  if (parsed.kind !== "inputs") {
    throw new Error(`${argv.join(" ")} gave ${parsed.kind}`);
  }
  return parsed;
}
