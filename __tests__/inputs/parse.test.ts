import { describe, expect, it } from "vitest";
import { joinWords } from "../../src/golang/words.ts";
import type { Inputs } from "../../src/inputs/inputs.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/go-platforms.ts";

const defaults: Inputs = {
  targets: [
    { os: "linux", arch: "amd64", variant: undefined },
    { os: "linux", arch: "arm64", variant: undefined },
  ],
  cgo: "auto",
  compiler: "gcc",
  static: false,
  allowNss: false,
  libc: "glibc",
  glibc: undefined,
  libraries: [{ targets: undefined, words: ["auto"] }],
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
  build: true,
  exportEnv: "auto",
  run: false,
  runArgs: [],
  artifacts: "each",
  artifactName: undefined,
  retentionDays: undefined,
  archive: "auto",
  cache: "auto",
  jobs: undefined,
  dryRun: false,
};

const linuxArm64 = { os: "linux", arch: "arm64", variant: undefined };

function parse(raw: Readonly<Record<string, string>>) {
  return parseInputs(raw, knownPlatforms);
}

describe("inputs that are fine", () => {
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
    [{ name: "", tags: "", ldflags: " ", jobs: "", "artifact-name": "", "run-args": "" }, {}],
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

describe("inputs that are not", () => {
  const refused = (name: string, word: string, rest: string) =>
    `${name}: ${JSON.stringify(word)} is refused, since ${rest}.`;
  const loads = "it makes the compiler load or start other programs; leave it out";
  const chooses = "it chooses the programs that the compiler starts; leave it out";
  const reads = "it reads more options from a file, where they cannot be checked; write the options out";
  const starts = "it makes the build start another program; leave it out";
  const ours = "where the output goes is decided by this action; use the inputs `name` and `out-dir`";
  const goOutput = "where the output goes is decided by Go; leave it out";

  const rows: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [
      { static: "yes" },
      ['static: "yes" cannot be read; write "true", "false" or "allow-nss", or leave the input out for "false".'],
    ],
    [
      { static: "1", run: "on" },
      [
        'static: "1" cannot be read; write "true", "false" or "allow-nss", or leave the input out for "false".',
        'run: "on" cannot be read; write "true" or "false", or leave the input out for "false".',
      ],
    ],
    [
      { cgo: "maybe" },
      ['cgo: "maybe" cannot be read; write "auto", "on" or "off", or leave the input out for "auto".'],
    ],
    [
      { compiler: "zig" },
      ['compiler: "zig" cannot be read; write "gcc" or "clang", or leave the input out for "gcc".'],
    ],
    [
      { "export-env": "on" },
      ['export-env: "on" cannot be read; write "auto", "true" or "false", or leave the input out for "auto".'],
    ],
    [{ archive: "zip" }, ['archive: "zip" cannot be read; write "auto" or "none", or leave the input out for "auto".']],
    [
      { buildmode: "plugin" },
      [
        'buildmode: "plugin" cannot be read; write "default", "exe", "pie", "c-shared" or "c-archive", or leave the input out for "default".',
      ],
    ],
    [{ cache: "" }, ['cache: the text is empty; write "auto", "on" or "off", or leave the input out for "auto".']],
    [{ "out-dir": " " }, ['out-dir: the text is empty; write one, or leave the input out for "dist".']],
    [
      { targets: "" },
      ['targets: the text is empty; write one word or more, or leave the input out for "linux/amd64, linux/arm64".'],
    ],
    [{ targets: "#" }, ['targets: no target is named; write at least one, such as "linux/arm64", or "all".']],
    [
      { package: "," },
      ['package: no package is named; write at least one, such as "./cmd/server", or leave the input out for ".".'],
    ],
    [
      { package: "-toolexec=x ." },
      ['package: "-toolexec=x" is an option, not a package; write it in the input `go-flags`.'],
    ],
    ...["0", "257", "-1", "1.5", "1e2", "0x10", "many", "9999999999999"].map(
      (jobs) =>
        [
          { jobs },
          [
            `jobs: "${jobs}" cannot be read; write a whole number from 1 to 256, or leave the input out for as many as the CPUs and the memory allow.`,
          ],
        ] as const,
    ),
    [
      { "retention-days": "91" },
      [
        `retention-days: "91" cannot be read; write a whole number from 1 to 90, or leave the input out for the repository's setting.`,
      ],
    ],
    [{ name: "a/b" }, ['name: "a/b" is a path; write a plain file name here, and the directory in `out-dir`.']],
    [{ name: "C:\\x" }, ['name: "C:\\\\x" is a path; write a plain file name here, and the directory in `out-dir`.']],
    [{ name: ".." }, ['name: ".." is a directory; write a plain file name, such as "hello".']],
    [{ name: "-x" }, ['name: "-x" begins with a hyphen and would be taken for an option; write another first letter.']],
    [
      { name: "a:b" },
      [`name: "a:b" holds ":", but no artifact's name may hold " < > | * ? : \\ / and line breaks; take it out.`],
    ],
    [{ name: "a\nb" }, ['name: "a\\nb" has the character "\\n" in it, which cannot be used; take it out.']],
    [
      { targets: "linux/arm64\u0000" },
      ['targets: "linux/arm64\\u0000" has the character "\\u0000" in it, which cannot be used; take it out.'],
    ],
    [
      { "run-args": "a\u001b[31m", run: "true" },
      ['run-args: "a\\u001b[31m" has the character "\\u001b" in it, which cannot be used; take it out.'],
    ],
    [
      { tags: "a-b, !c d" },
      [
        'tags: "a-b" is no build tag; write letters, digits, "_" and "." only.',
        'tags: "!c" is no build tag; write letters, digits, "_" and "." only.',
      ],
    ],
    [
      { ldflags: "-s 'x" },
      [`ldflags: in "-s 'x" a ' begins a quoted word and no ' ends it; end it with the same quote.`],
    ],
    [
      { ldflags: `"-s -w"` },
      ['ldflags: "\\"-s -w\\"" begins with a quote; write the options without quotes around them all, as in -s -w.'],
    ],
    [
      { ldflags: "s w" },
      ['ldflags: "s w" begins with no option; write options such as -s, or options for some packages: all=-s.'],
    ],
    [
      { gcflags: "=-N" },
      ['gcflags: "=-N" begins with no option; write options such as -s, or options for some packages: all=-s.'],
    ],
    [
      { ldflags: "-extld=/tmp/x -extld x --extar=y" },
      [
        refused("ldflags", "-extld=/tmp/x", starts),
        refused("ldflags", "-extld", starts),
        refused("ldflags", "--extar=y", starts),
      ],
    ],
    [{ ldflags: "all=-s -o x" }, [refused("ldflags", "-o", ours)]],
    [
      { ldflags: "-extldflags '-static -fplugin=x.so -Wl,--plugin=y -B/z'" },
      [
        refused("ldflags", "-fplugin=x.so", loads),
        refused("ldflags", "-Wl,--plugin=y", loads),
        refused("ldflags", "-B/z", chooses),
      ],
    ],
    [
      { ldflags: `"-extldflags=-static 'x"` },
      [
        'ldflags: "\\"-extldflags=-static \'x\\"" begins with a quote; write the options without quotes around them all, as in -s -w.',
      ],
    ],
    [
      { ldflags: `-s "-extldflags=-static 'x"` },
      [
        `ldflags: "-static 'x" is refused, since a ' begins a quoted word and no ' ends it; end it with the same quote.`,
      ],
    ],
    [
      { ldflags: "-cpuprofile=x -buildmode=pie" },
      [
        refused("ldflags", "-cpuprofile=x", "it writes a file outside of the output directory; leave it out"),
        refused("ldflags", "-buildmode=pie", "there is an input for it; use the input `buildmode`"),
      ],
    ],
    [
      { gcflags: "all=-o=x -json=0,/tmp/x" },
      [
        refused("gcflags", "-o=x", ours),
        refused("gcflags", "-json=0,/tmp/x", "it writes a file outside of the output directory; leave it out"),
      ],
    ],
    [
      { "go-flags": "-toolexec=x --toolexec 'x y' -overlay o.json -exec=x" },
      [
        refused("go-flags", "-toolexec=x", starts),
        refused("go-flags", "--toolexec", starts),
        refused("go-flags", "-overlay", "it builds something else than the files that are there; leave it out"),
        refused("go-flags", "-exec=x", starts),
      ],
    ],
    [
      { "go-flags": "-C=x -tags a -ldflags=-s -gcflags=-N -buildmode=pie -trimpath=false" },
      [
        refused("go-flags", "-C=x", "there is an input for it; use the input `working-directory`"),
        refused("go-flags", "-tags", "there is an input for it; use the input `tags`"),
        refused("go-flags", "-ldflags=-s", "there is an input for it; use the input `ldflags`"),
        refused("go-flags", "-gcflags=-N", "there is an input for it; use the input `gcflags`"),
        refused("go-flags", "-buildmode=pie", "there is an input for it; use the input `buildmode`"),
        refused("go-flags", "-trimpath=false", "there is an input for it; use the input `trimpath`"),
      ],
    ],
    [
      { "go-flags": "-o x -pkgdir=y -compiler=gccgo -gccgoflags=-B. -n -debug-trace=t" },
      [
        refused("go-flags", "-o", ours),
        refused("go-flags", "-pkgdir=y", "it installs packages into a directory of its own; leave it out"),
        refused("go-flags", "-compiler=gccgo", "only Go's own compiler is supported; leave it out"),
        refused("go-flags", "-gccgoflags=-B.", "only Go's own compiler is supported; leave it out"),
        refused("go-flags", "-n", "it only prints commands and builds nothing; use the input `dry-run`"),
        refused("go-flags", "-debug-trace=t", "it writes a file outside of the output directory; leave it out"),
      ],
    ],
    // A flag hidden where another one takes it for its value is still seen.
    [{ "go-flags": "-p -toolexec=x" }, [refused("go-flags", "-toolexec=x", starts)]],
    [{ "go-flags": "'-asmflags=all=-S -o x'" }, [refused("go-flags", "-o", ours)]],
    [
      { "go-flags": "-race ./cmd/x -- y" },
      [
        'go-flags: "./cmd/x" is no option, and go would take it for a package; write packages in `package`, and values as -option=value.',
        'go-flags: "--" is no option, and go would take it for a package; write packages in `package`, and values as -option=value.',
        'go-flags: "y" is no option, and go would take it for a package; write packages in `package`, and values as -option=value.',
      ],
    ],
    [{ "go-flags": "-race -mod" }, ['go-flags: "-mod" lacks its value; write it as -mod=value.']],
    [
      { "cgo-cflags": "'-DX=a\nb' '" },
      [`cgo-cflags: in "'-DX=a\\nb' '" a ' begins a quoted word and no ' ends it; end it with the same quote.`],
    ],
    [{ "cgo-cflags": "'-DX=a\nb'" }, ['cgo-cflags: "-DX=a\\nb" has a line break in it; end the quotes before it.']],
    [
      { "run-args": "--version" },
      ['run-args: "--version" is for programs that are run; write `run: true` or leave it out.'],
    ],
    [{ run: "true", build: "false" }, ['run: "true" has nothing to run with `build: false`; leave one of them out.']],
    [
      { run: "true", buildmode: "c-shared" },
      ['run: "true" cannot run a library, which `buildmode: c-shared` gives; leave one of them out.'],
    ],
    [
      { static: "true", targets: "linux/amd64, darwin/arm64, ios/arm64, openbsd/amd64" },
      [
        'static: "true" cannot be had for darwin/arm64, ios/arm64 and openbsd/amd64, where every program uses the ' +
          "system's own libraries; build these without `static`, in a step of their own.",
      ],
    ],
    [
      { "export-env": "true" },
      [
        'export-env: "true" sets CC, GOOS and GOARCH for one target, but `targets` has 2; name one target, or write "auto" ' +
          "for variables such as CC_linux_arm64.",
      ],
    ],
    [
      { "artifact-name": "{nam}-{target}" },
      [
        'artifact-name: "{nam}-{target}" has "{nam}" in it, which stands for nothing; the names in braces are {name}, ' +
          "{target}, {os}, {arch} and {variant}.",
      ],
    ],
    [
      { "artifact-name": "{name-{target}}" },
      [
        'artifact-name: "{name-{target}}" has a brace without its partner; write braces only around {name}, {target}, ' +
          "{os}, {arch} and {variant}.",
      ],
    ],
    [
      { "artifact-name": "{os}/{arch}" },
      [
        `artifact-name: "{os}/{arch}" holds "/", but no artifact's name may hold " < > | * ? : \\ / and line breaks; take it ` +
          "out, and write {target} or {os}_{arch} for a target.",
      ],
    ],
    [
      { target: "linux/amd64", ld_flags: "-s", verbose: "1" },
      [
        '"target" is no input; the nearest is "targets".',
        '"ld_flags" is no input; the nearest is "ldflags".',
        '"verbose" is no input; the inputs are targets, cgo, compiler, static, libc, glibc, libraries, package, working-directory, name, out-dir, tags, ' +
          "ldflags, gcflags, buildmode, trimpath, go-flags, cgo-cflags, cgo-cxxflags, cgo-ldflags, build, export-env, run, " +
          "run-args, artifacts, artifact-name, retention-days, archive, cache, jobs, dry-run.",
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
          ["-fuse-ld=/x/ld", "it names a linker by its path; name one of the toolchain's, as in `-fuse-ld=bfd`"],
          [
            "-Bstatic",
            "to the compiler it is a directory to take programs from; put `-Wl,` before it, as in `-Wl,-Bstatic`",
          ],
          ["--for-linker=--plugin=x.so", "it hides an option; use `-Wl,` or `-Wa,`"],
          ["-o", goOutput],
          ["-ox", goOutput],
          ["-Wl,-o,x", goOutput],
          ["-Wl,--output=x", goOutput],
        ] as const
      ).map(([word, rest]) => [{ [name]: `-O2 ${word} -g` }, [refused(name, word, rest)]] as const),
    ),
    // What a compiler would pass on, or take for a value, is judged like any other word.
    [
      { "cgo-ldflags": "-Xlinker -plugin -Xlinker x.so -I -Xlinker -B/x -Xlinker @y" },
      [
        refused("cgo-ldflags", "-plugin", loads),
        refused("cgo-ldflags", "-B/x", chooses),
        refused("cgo-ldflags", "@y", reads),
      ],
    ],
  ];

  it.each(rows)("%j", (raw, problems) => {
    expect(parse(raw).problems).toEqual(problems);
  });

  it("stand at their defaults", () => {
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

it("tells of everything at once, in the order of the inputs, and keeps what is right", () => {
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
    '"nmae" is no input; the nearest is "name".',
    'targets: "linux/arm32" is no target of Go; the nearest is "linux/arm" (linux has 386, amd64, arm, arm64, loong64, mips, ' +
      "mips64, mips64le, mipsle, ppc64, ppc64le, riscv64 and s390x).",
    'cgo: "yes" cannot be read; write "auto", "on" or "off", or leave the input out for "auto".',
    'package: "-x" is an option, not a package; write it in the input `go-flags`.',
    'tags: "not-fine" is no build tag; write letters, digits, "_" and "." only.',
    'jobs: "lots" cannot be read; write a whole number from 1 to 256, or leave the input out for as many as the CPUs and the memory allow.',
  ]);
  expect(inputs).toEqual({ ...defaults, targets: [linuxArm64], exportEnv: "true", tags: ["fine"] });
});

it("does not blame one input for what is wrong with another", () => {
  // With targets that cannot be read the default, two targets, stands in: that is not the user's.
  expect(parse({ targets: "linux/foo", "export-env": "true" }).problems).toHaveLength(1);
  expect(parse({ run: "please", "run-args": "x" }).problems).toHaveLength(1);
});

it("hands on only words that can be joined again", () => {
  const { inputs, problems } = parse({ "cgo-cflags": `-DA='"x"' '-DB="y z"' "-DC='q' r" ''` });
  expect(problems).toEqual([]);
  expect(joinWords(inputs.cgoCflags)).toBe(`-DA='"x"' '-DB="y z"' "-DC='q' r" ''`);
});

it("reads names that every object has as unknown ones", () => {
  expect(parse(JSON.parse('{"__proto__": "x"}')).problems).toHaveLength(1);
  expect(parse({ constructor: "x" }).problems).toHaveLength(1);
});
