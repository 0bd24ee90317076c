import { describe, expect, it } from "vitest";
import { joinWords } from "../../src/golang/words.ts";
import { inputDefinitions } from "../../src/inputs/definitions.ts";
import type { Inputs } from "../../src/inputs/inputs.ts";
import { inputsOf } from "../../src/inputs/inputs-of.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { inTexts } from "../support/problems.ts";

const defaults: Inputs = {
  targets: [
    { os: "linux", arch: "amd64", variant: undefined },
    { os: "linux", arch: "arm64", variant: undefined },
  ],
  cgo: "auto",
  fallback: "refuse",
  expect: "target",
  compiler: "gcc",
  static: false,
  allowNss: false,
  libc: "glibc",
  glibc: undefined,
  libraries: ["auto"],
  packages: ["."],
  workingDirectory: ".",
  name: undefined,
  outDir: "dist",
  tags: [],
  ldflags: "",
  gcflags: "",
  buildmode: "default",
  trimpath: true,
  goFlags: [],
  cgoCflags: [],
  cgoCxxflags: [],
  cgoLdflags: [],
  pkgConfigPath: [],
  allowEnvironment: [],
  verify: [],
  build: true,
  exportEnv: "auto",
  run: false,
  runArgs: [],
  test: [],
  testFlags: [],
  artifacts: "auto",
  artifactName: undefined,
  retentionDays: undefined,
  archive: "auto",
  cache: "auto",
  jobs: undefined,
  dryRun: false,
};

const linuxArm64 = { os: "linux", arch: "arm64", variant: undefined };

function parse(raw: Readonly<Record<string, string>>) {
  const { inputs, problems } = parseInputs(raw, { platforms: knownPlatforms, workspace: "/home/me/a work" });
  return { inputs: inputsOf(inputs, inputs.targets[0] ?? linuxArm64), problems: inTexts(problems) };
}

describe("valid inputs", () => {
  const rows: readonly (readonly [Record<string, string>, Partial<Inputs>])[] = [
    [{}, {}],
    [{ targets: "linux/arm64" }, { targets: [linuxArm64] }],
    [{ cgo: "on" }, { cgo: "on" }],
    [{ cgo: " OFF " }, { cgo: "off" }],
    // What YAML makes of an unquoted on and off in some tools.
    [
      { cgo: "true", cache: "false" },
      { cgo: "on", cache: "off" },
    ],
    [{ artifacts: "False" }, { artifacts: "off" }],
    [
      { static: "TRUE", trimpath: "False" },
      { static: true, trimpath: false },
    ],
    [
      { package: "./cmd/a, ./cmd/b\n./cmd/...\n example.com/x,./cmd/a" },
      { packages: ["./cmd/a", "./cmd/b", "./cmd/...", "example.com/x"] },
    ],
    [
      { "working-directory": "my module/x", "out-dir": "/tmp/out put" },
      { workingDirectory: "my module/x", outDir: "/tmp/out put" },
    ],
    [{ name: " hello world " }, { name: "hello world" }],
    // A reusable workflow hands on its own inputs, those that were left out as empty texts.
    [Object.fromEntries(inputDefinitions.map(({ name }) => [name, ""])), {}],
    [Object.fromEntries(inputDefinitions.map(({ name }) => [name, " \n"])), {}],
    [
      { tags: "sqlite_fts5, netgo\nosusergo,netgo go1.21 größe" },
      { tags: ["sqlite_fts5", "netgo", "osusergo", "go1.21", "größe"] },
    ],
    [{ ldflags: " -s -w -X 'main.title=My program'\n" }, { ldflags: "-s -w -X 'main.title=My program'" }],
    [{ ldflags: "-s\n-w" }, { ldflags: "-s\n-w" }],
    [{ ldflags: "all=-s -X main.x=a=b" }, { ldflags: "all=-s -X main.x=a=b" }],
    [
      { ldflags: "-B gobuildid -linkmode external -extldflags '-static -Wl,-z,now' --extldflags=-fuse-ld=bfd" },
      { ldflags: "-B gobuildid -linkmode external -extldflags '-static -Wl,-z,now' --extldflags=-fuse-ld=bfd" },
    ],
    [{ gcflags: "all=-N -l -B" }, { gcflags: "all=-N -l -B" }],
    [{ buildmode: "c-shared" }, { buildmode: "c-shared" }],
    [
      { "go-flags": "-race --mod vendor -p 4 -asmflags 'all=-D X' -pgo=off -buildvcs -modfile go.alt.mod" },
      {
        goFlags: [
          "-race",
          "--mod=vendor",
          "-p=4",
          "-asmflags=all=-D X",
          "-pgo=off",
          "-buildvcs",
          "-modfile=go.alt.mod",
        ],
      },
    ],
    [
      {
        "cgo-cflags":
          "-DSQLITE_ENABLE_FTS5 -O3 -DX=@y '-DNAME=\"a b\"' -I include -isystem /opt/x -march=armv8-a -pthread",
        "cgo-cxxflags": "-std=c++20 -fno-rtti",
        "cgo-ldflags":
          "-lz -Wl,-Bstatic -lfoo -Wl,-Bdynamic -Wl,-rpath,$ORIGIN -L. -fuse-ld=gold libx.a -Wl,--version-script=a.map -static-libgcc",
      },
      {
        cgoCflags: [
          "-DSQLITE_ENABLE_FTS5",
          "-O3",
          "-DX=@y",
          '-DNAME="a b"',
          "-I",
          "include",
          "-isystem",
          "/opt/x",
          "-march=armv8-a",
          "-pthread",
        ],
        cgoCxxflags: ["-std=c++20", "-fno-rtti"],
        cgoLdflags: [
          "-lz",
          "-Wl,-Bstatic",
          "-lfoo",
          "-Wl,-Bdynamic",
          "-Wl,-rpath,$ORIGIN",
          "-L.",
          "-fuse-ld=gold",
          "libx.a",
          "-Wl,--version-script=a.map",
          "-static-libgcc",
        ],
      },
    ],
    [
      { build: "false", "export-env": "true", targets: "linux/arm64" },
      { build: false, exportEnv: "true", targets: [linuxArm64] },
    ],
    [
      { run: "true", "run-args": "--name 'a b' \"c\nd\"" },
      { run: true, runArgs: ["--name", "a b", "c\nd"] },
    ],
    [
      { artifacts: "one", "artifact-name": "{name}-{os}-{arch}{variant} {target}", "retention-days": "90" },
      { artifacts: "one", artifactName: "{name}-{os}-{arch}{variant} {target}", retentionDays: 90 },
    ],
    [
      { archive: "none", jobs: "256", "retention-days": "1" },
      { archive: "none", jobs: 256, retentionDays: 1 },
    ],
    [{ "dry-run": "true" }, { dryRun: true }],
    [{ static: "true", targets: "linux/*, windows/*, freebsd/*, netbsd/*, dragonfly/*" }, {}],
  ];
  it.each(rows)("%j", (raw, expected) => {
    const { inputs, problems } = parse(raw);
    expect(problems).toEqual([]);
    if (Object.keys(expected).length > 0 || Object.keys(raw).length === 0) {
      expect(inputs).toEqual({ ...defaults, ...expected });
    }
  });
});

describe("invalid inputs", () => {
  const disallowed = (name: string, word: string, rest: string) =>
    `${name}: ${JSON.stringify(word)} is not allowed: ${rest}`;
  const loads = "it can make the compiler load code or run another program; remove it";
  const chooses = "it can make the compiler run another program; remove it";
  const reads = "it reads more options from a file, which cannot be checked; write the options out";
  const starts = "it can make the build run another program; remove it";
  const ours = "cgo-cross decides where the output goes; use `name` and `out-dir`";
  const goOutput = "Go decides where the output goes; remove it";

  const rows: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{ static: "yes" }, ['static: expected true, false or allow-nss, got "yes" (default: false)']],
    [
      { static: "1", run: "on" },
      [
        'static: expected true, false or allow-nss, got "1" (default: false)',
        'run: expected true or false, got "on" (default: false)',
      ],
    ],
    [{ cgo: "maybe" }, ['cgo: expected auto, on, off or needed, got "maybe" (default: auto)']],
    [{ compiler: "zig" }, ['compiler: expected gcc or clang, got "zig" (default: gcc)']],
    [{ "export-env": "on" }, ['export-env: expected auto, true or false, got "on" (default: auto)']],
    [{ archive: "zip" }, ['archive: expected auto or none, got "zip" (default: auto)']],
    [
      { buildmode: "plugin" },
      ['buildmode: expected default, exe, pie, c-shared or c-archive, got "plugin" (default: default)'],
    ],
    [{ targets: "#" }, ['targets: no target given; write at least one such as "linux/arm64", or "all"']],
    [{ package: "," }, ['package: expected at least one package such as ./cmd/server, got "," (default: .)']],
    [{ package: "-toolexec=x ." }, ['package: "-toolexec=x" is an option, not a package; put it in `go-flags`']],
    ...["0", "257", "-1", "1.5", "1e2", "0x10", "many", "9999999999999"].map(
      (jobs) =>
        [
          { jobs },
          [
            `jobs: expected a whole number from 1 to 256, got "${jobs}" (default: as many as the CPUs and the memory allow)`,
          ],
        ] as const,
    ),
    [
      { "retention-days": "91" },
      [`retention-days: expected a whole number from 1 to 90, got "91" (default: the repository's setting)`],
    ],
    [{ name: "a/b" }, ['name: "a/b" is a path; write a plain file name here, and the directory in `out-dir`']],
    [{ name: "C:\\x" }, ['name: "C:\\\\x" is a path; write a plain file name here, and the directory in `out-dir`']],
    [
      { "allow-environment": "goflags PATH GOPROXY" },
      [
        'allow-environment: "goflags" is not a variable that needs it; did you mean "GOFLAGS"?',
        expect.stringMatching(
          /^allow-environment: "PATH" is not a variable that needs it; the variables are GOFLAGS, CC, /,
        ),
        expect.stringMatching(/^allow-environment: "GOPROXY" is not a variable that needs it; /),
      ],
    ],
    [{ name: ".." }, ['name: ".." is a directory; write a plain file name such as hello']],
    [{ name: "-x" }, ['name: "-x" begins with a hyphen and would be taken for an option; choose another name']],
    [
      { name: "a:b" },
      [`name: "a:b" contains ":", but artifact names cannot contain " < > | * ? : \\ / or line breaks; remove it`],
    ],
    [{ name: "a\nb" }, ['name: "a\\nb" contains the character "\\n", which is not allowed; remove it']],
    [
      { targets: "linux/arm64\u0000" },
      ['targets: "linux/arm64\\u0000" contains the character "\\u0000", which is not allowed; remove it'],
    ],
    [
      { "run-args": "a\u001b[31m", run: "true" },
      ['run-args: "a\\u001b[31m" contains the character "\\u001b", which is not allowed; remove it'],
    ],
    [
      { tags: "a-b, !c d" },
      [
        'tags: invalid build tag "a-b"; use letters, digits, "_" and "." only',
        'tags: invalid build tag "!c"; use letters, digits, "_" and "." only',
      ],
    ],
    [{ ldflags: "-s 'x" }, [`ldflags: unterminated ' string in "-s 'x"; close it with the same quote`]],
    [
      { ldflags: `"-s -w"` },
      ['ldflags: "\\"-s -w\\"" begins with a quote; remove the quotes around the whole text, as in -s -w'],
    ],
    [
      { ldflags: "s w" },
      [
        'ldflags: "s w" does not begin with an option; write options such as -s, or options for some packages such as all=-s',
      ],
    ],
    [
      { gcflags: "=-N" },
      [
        'gcflags: "=-N" does not begin with an option; write options such as -s, or options for some packages such as all=-s',
      ],
    ],
    [
      { ldflags: "-extld=/tmp/x -extld x --extar=y" },
      [
        disallowed("ldflags", "-extld=/tmp/x", starts),
        disallowed("ldflags", "-extld", starts),
        disallowed("ldflags", "--extar=y", starts),
      ],
    ],
    [{ ldflags: "all=-s -o x" }, [disallowed("ldflags", "-o", ours)]],
    [
      { ldflags: "-extldflags '-static -fplugin=x.so -Wl,--plugin=y -B/z'" },
      [
        disallowed("ldflags", "-fplugin=x.so", loads),
        disallowed("ldflags", "-Wl,--plugin=y", loads),
        disallowed("ldflags", "-B/z", chooses),
      ],
    ],
    [
      { ldflags: `"-extldflags=-static 'x"` },
      [
        'ldflags: "\\"-extldflags=-static \'x\\"" begins with a quote; remove the quotes around the whole text, as in -s -w',
      ],
    ],
    [
      { ldflags: `-s "-extldflags=-static 'x"` },
      [`ldflags: "-static 'x" is not allowed: unterminated ' string; close it with the same quote`],
    ],
    [
      { ldflags: "-cpuprofile=x -buildmode=pie" },
      [
        disallowed("ldflags", "-cpuprofile=x", "it writes a file outside the output directory; remove it"),
        disallowed("ldflags", "-buildmode=pie", "it has an input of its own; use `buildmode`"),
      ],
    ],
    [
      { gcflags: "all=-o=x -json=0,/tmp/x" },
      [
        disallowed("gcflags", "-o=x", ours),
        disallowed("gcflags", "-json=0,/tmp/x", "it writes a file outside the output directory; remove it"),
      ],
    ],
    [
      { "go-flags": "-toolexec=x --toolexec 'x y' -overlay o.json -exec=x" },
      [
        disallowed("go-flags", "-toolexec=x", starts),
        disallowed("go-flags", "--toolexec", starts),
        disallowed("go-flags", "-overlay", "it replaces source files in the build; remove it"),
        disallowed("go-flags", "-exec=x", starts),
      ],
    ],
    [
      { "go-flags": "-C=x -tags a -ldflags=-s -gcflags=-N -buildmode=pie -trimpath=false" },
      [
        disallowed("go-flags", "-C=x", "it has an input of its own; use `working-directory`"),
        disallowed("go-flags", "-tags", "it has an input of its own; use `tags`"),
        disallowed("go-flags", "-ldflags=-s", "it has an input of its own; use `ldflags`"),
        disallowed("go-flags", "-gcflags=-N", "it has an input of its own; use `gcflags`"),
        disallowed("go-flags", "-buildmode=pie", "it has an input of its own; use `buildmode`"),
        disallowed("go-flags", "-trimpath=false", "it has an input of its own; use `trimpath`"),
      ],
    ],
    [
      { "go-flags": "-o x -pkgdir=y -compiler=gccgo -gccgoflags=-B. -n -debug-trace=t" },
      [
        disallowed("go-flags", "-o", ours),
        disallowed("go-flags", "-pkgdir=y", "it installs packages into a directory of its own; remove it"),
        disallowed("go-flags", "-compiler=gccgo", "only Go's own compiler is supported; remove it"),
        disallowed("go-flags", "-gccgoflags=-B.", "only Go's own compiler is supported; remove it"),
        disallowed("go-flags", "-n", "it only prints commands and builds nothing; use `dry-run`"),
        disallowed("go-flags", "-debug-trace=t", "it writes a file outside the output directory; remove it"),
      ],
    ],
    // A flag hidden where another one takes it for its value is still seen.
    [{ "go-flags": "-p -toolexec=x" }, [disallowed("go-flags", "-toolexec=x", starts)]],
    [{ "go-flags": "'-asmflags=all=-S -o x'" }, [disallowed("go-flags", "-o", ours)]],
    [
      { "go-flags": "-race ./cmd/x -- y" },
      [
        'go-flags: "./cmd/x" is not an option, and go would take it for a package; put packages in `package`, and write values as -option=value',
        'go-flags: "--" is not an option, and go would take it for a package; put packages in `package`, and write values as -option=value',
        'go-flags: "y" is not an option, and go would take it for a package; put packages in `package`, and write values as -option=value',
      ],
    ],
    [{ "go-flags": "-race -mod" }, ['go-flags: "-mod" needs a value, as in -mod=value']],
    [
      { "cgo-cflags": "'-DX=a\nb' '" },
      [`cgo-cflags: unterminated ' string in "'-DX=a\\nb' '"; close it with the same quote`],
    ],
    [{ "cgo-cflags": "'-DX=a\nb'" }, ['cgo-cflags: "-DX=a\\nb" contains a line break; close the quotes before it']],
    [{ "run-args": "--version" }, ['run-args: "--version" has no effect without `run: true`; add that, or remove it']],
    [{ "test-flags": "-short" }, ['test-flags: "-short" has no effect without `test`; add that, or remove it']],
    [{ test: "./... -v" }, ['test: "-v" is an option, not a package; put it in `test-flags`']],
    [
      { "test-flags": "-exec=x -args -exec" },
      ['test-flags: "-exec=x" is not allowed: it can make the build run another program; remove it'],
    ],
    [
      { "test-flags": "./a -c" },
      [
        'test-flags: "./a" is not an option; put packages in `test`',
        'test-flags: "-c" is not allowed: it only compiles the tests; remove it',
      ],
    ],
    [
      { run: "true", buildmode: "c-shared" },
      ["run: `buildmode: c-shared` gives a library, which cannot be run; remove one of the two"],
    ],
    [
      { static: "true", targets: "linux/amd64, darwin/arm64, ios/arm64, openbsd/amd64" },
      [
        "static: not possible for darwin/arm64, ios/arm64 and openbsd/amd64, where every program uses the system's own " +
          "libraries; say what it is for, as in `linux/*: true`",
      ],
    ],
    [
      { "export-env": "true" },
      [
        'export-env: "true" sets CC, GOOS and GOARCH for a single target, but `targets` has 2; name one target, or use "auto" ' +
          "for variables such as CC_linux_arm64",
      ],
    ],
    [
      { "export-env": "true", targets: "darwin/universal" },
      [
        'export-env: "true" sets CC, GOOS and GOARCH for a single target, but darwin/universal stands for 2; name one target, ' +
          'or use "auto" for variables such as CC_linux_arm64',
      ],
    ],
    [
      { targets: "darwin/universal", buildmode: "c-archive" },
      [
        "targets: darwin/universal is for programs, and `buildmode: c-archive` gives libraries; write darwin/amd64, darwin/arm64, " +
          "and join the two files with `lipo -create` on a Mac",
      ],
    ],
    [
      { "artifact-name": "{nam}-{target}" },
      [
        'artifact-name: unknown placeholder "{nam}" in "{nam}-{target}"; the placeholders are {name}, {target}, {os}, ' +
          "{arch} and {variant}",
      ],
    ],
    [
      { "artifact-name": "{name-{target}}" },
      [
        'artifact-name: unmatched brace in "{name-{target}}"; the placeholders are {name}, {target}, {os}, {arch} and ' +
          "{variant}",
      ],
    ],
    [
      { "artifact-name": "{os}/{arch}" },
      [
        `artifact-name: "{os}/{arch}" contains "/", but artifact names cannot contain " < > | * ? : \\ / or line breaks; ` +
          "remove it, and write {target} or {os}_{arch} for a target",
      ],
    ],
    [
      { target: "linux/amd64", ld_flags: "-s", verbose: "1" },
      [
        'unknown input "target"; did you mean "targets"?',
        'unknown input "ld_flags"; did you mean "ldflags"?',
        `unknown input "verbose"; the inputs are ${inputDefinitions.map(({ name }) => name).join(", ")}`,
      ],
    ],
    ...["cgo-cflags", "cgo-cxxflags", "cgo-ldflags"].flatMap((name) =>
      (
        [
          ["@file", reads],
          ["-I@file", reads],
          ["-isystem@file", reads],
          ["--sysroot=@file", reads],
          ["-Wl,@file", reads],
          ["-Wl,-L,@file", reads],
          ["-Wa,@file", reads],
          ["-fplugin=x.so", loads],
          ["-fplugin-arg-x-y", loads],
          ["-fpass-plugin=x.so", loads],
          ["-iplugindir=x", loads],
          ["-Wp,-fplugin=x.so", loads],
          ["-Wl,-plugin,x.so", loads],
          ["-Wl,-z,now,--plugin=x.so", loads],
          ["-Wl,-plugin-opt=x", loads],
          ["--plugin=x.so", loads],
          ["-load", loads],
          ["-Xclang=-load", loads],
          ["-fmodule-mapper=|x", loads],
          ["-wrapper", starts],
          ["-specs=x", chooses],
          ["--specs", chooses],
          ["-B", chooses],
          ["-Bx/", chooses],
          ["--prefix=x", chooses],
          ["--ld-path=x", chooses],
          ["-ld-path=x", chooses],
          ["--config=x", chooses],
          ["--gcc-toolchain=x", chooses],
          ["-ccc-gcc-name", chooses],
          ["-fuse-ld=/x/ld", "it names a linker by path; name one of the toolchain's, as in `-fuse-ld=bfd`"],
          [
            "-Bstatic",
            "to the compiler it names a directory to run programs from; put `-Wl,` before it, as in `-Wl,-Bstatic`",
          ],
          ["--for-linker=--plugin=x.so", "it hides an option; use `-Wl,` or `-Wa,`"],
          ["-o", goOutput],
          ["-ox", goOutput],
          ["-Wl,-o,x", goOutput],
          ["-Wl,--output=x", goOutput],
        ] as const
      ).map(([word, rest]) => [{ [name]: `-O2 ${word} -g` }, [disallowed(name, word, rest)]] as const),
    ),
    // What a compiler would pass on, or take for a value, is judged like any other word.
    [
      { "cgo-ldflags": "-Xlinker -plugin -Xlinker x.so -I -Xlinker -B/x -Xlinker @y" },
      [
        disallowed("cgo-ldflags", "-plugin", loads),
        disallowed("cgo-ldflags", "-B/x", chooses),
        disallowed("cgo-ldflags", "@y", reads),
      ],
    ],
  ];

  it.each(rows)("%j", (raw, problems) => {
    expect(parse(raw).problems).toEqual(problems);
  });

  it("have their defaults", () => {
    const { inputs } = parse({
      targets: "linux/foo",
      cgo: "?",
      static: "?",
      package: "-x",
      "working-directory": "",
      name: "/",
      "out-dir": "",
      tags: "-",
      ldflags: "-o x",
      gcflags: "-o x",
      buildmode: "?",
      trimpath: "?",
      "go-flags": "-race -o x",
      "cgo-cflags": "-g @x",
      "cgo-cxxflags": "-g @x",
      "cgo-ldflags": "-g @x",
      build: "?",
      "export-env": "?",
      run: "?",
      "run-args": "a 'b",
      artifacts: "?",
      "artifact-name": "{?}",
      "retention-days": "?",
      archive: "?",
      cache: "?",
      jobs: "?",
      "dry-run": "?",
    });
    expect(inputs).toEqual(defaults);
  });
});

it("reports all problems at once, in the order of the inputs, and keeps the valid values", () => {
  const { inputs, problems } = parse({
    jobs: "lots",
    targets: "linux/arm64 linux/arm32",
    cgo: "yes",
    "export-env": "true",
    tags: "fine not-fine",
    package: ". -x",
    nmae: "x",
  });
  expect(problems).toEqual([
    'unknown input "nmae"; did you mean "name"?',
    'targets: unknown target "linux/arm32"; did you mean "linux/arm"? (linux has 386, amd64, arm, arm64, loong64, mips, ' +
      "mips64, mips64le, mipsle, ppc64, ppc64le, riscv64 and s390x)",
    'package: "-x" is an option, not a package; put it in `go-flags`',
    'cgo: expected auto, on, off or needed, got "yes" (default: auto)',
    'tags: invalid build tag "not-fine"; use letters, digits, "_" and "." only',
    'jobs: expected a whole number from 1 to 256, got "lots" (default: as many as the CPUs and the memory allow)',
  ]);
  expect(inputs).toEqual({ ...defaults, targets: [linuxArm64], exportEnv: "true", tags: ["fine"] });
});

it("does not report a problem that follows from another", () => {
  // With targets that cannot be read the default, two targets, stands in: that is not the user's.
  expect(parse({ targets: "linux/foo", "export-env": "true" }).problems).toHaveLength(1);
  expect(parse({ run: "please", "run-args": "x" }).problems).toHaveLength(1);
});

it("returns only words that can be joined again", () => {
  const { inputs, problems } = parse({ "cgo-cflags": `-DA='"x"' '-DB="y z"' "-DC='q' r" ''` });
  expect(problems).toEqual([]);
  expect(joinWords(inputs.cgoCflags)).toBe(`-DA='"x"' '-DB="y z"' "-DC='q' r" ''`);
});

it("rejects the names of properties that every object has", () => {
  expect(parse(JSON.parse('{"__proto__": "x"}')).problems).toHaveLength(1);
  expect(parse({ constructor: "x" }).problems).toHaveLength(1);
});
