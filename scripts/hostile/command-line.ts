import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { inputDefinitions } from "../../src/inputs/definitions.ts";
import { type Area, inParallel, makeRandom, Tally } from "./area.ts";
import { parse } from "./inputs.ts";
import { oddTexts } from "./odd-texts.ts";
import { hasStack, makeDirectory, runCommandLine, writeModule } from "./program.ts";

type Case = {
  readonly what: string;
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly module?: Readonly<Record<string, string>>;
  readonly prepare?: (directory: string) => void;
  /** It has to be refused, before anything is done. */
  readonly refused?: boolean;
};

/** Of what the parsers let through, so many for each input. */
const perInput = 3;

function oddInputs(): readonly Case[] {
  const random = makeRandom(12);
  return inputDefinitions.flatMap(({ name }) => {
    const through = oddTexts.filter((text) => !text.includes("\0") && parse(name, text).kind === "went on");
    return Array.from({ length: Math.min(perInput, through.length) }, () => {
      const text = through.splice(random(through.length), 1)[0] ?? "";
      return { what: `${name}=${JSON.stringify(text).slice(0, 50)}`, words: [`--${name}=${text}`] };
    });
  });
}

const variables: readonly (readonly [string, string | undefined])[] = [
  ["TMPDIR", "/none/such"],
  ["TMPDIR", "relative"],
  ["TMPDIR", "/proc"],
  ["TMPDIR", "/etc/passwd"],
  ["TMPDIR", "a".repeat(5000)],
  ["HOME", undefined],
  ["HOME", "relative"],
  ["HOME", "/none/such"],
  ["XDG_CACHE_HOME", "relative"],
  ["XDG_CACHE_HOME", "/proc/x"],
  ["XDG_CACHE_HOME", "/etc/passwd"],
  ["PATH", ""],
  ["PATH", undefined],
  ["PATH", "/none:relative:"],
  ["GOFLAGS", "-n"],
  ["GOFLAGS", "-x"],
  ["GOFLAGS", "'"],
  ["GOFLAGS", "-unknownflag"],
  ["GOFLAGS", "-mod=vendor"],
  ["GOFLAGS", "-tags=\u202e"],
  ["GOOS", "none"],
  ["GOARCH", "none"],
  ["GOROOT", "/none"],
  ["GOPATH", "relative"],
  ["GOCACHE", "off"],
  ["GOCACHE", "relative"],
  ["GOMODCACHE", "relative"],
  ["GOENV", "/none"],
  ["GOWORK", "/none/go.work"],
  ["GO111MODULE", "off"],
  ["GOTOOLCHAIN", "go9.9.9"],
  ["GOEXPERIMENT", "none"],
  ["GODEBUG", "::"],
  ["CC", "/none/cc"],
  ["CC", "'"],
  ["CGO_ENABLED", "2"],
  ["CGO_CFLAGS", "'"],
  ["CGO_LDFLAGS", "$(id)"],
  ["PKG_CONFIG", "/none"],
  ["PKG_CONFIG_PATH", "::"],
  ["LANG", "none"],
  ["TZ", ":/none"],
  ["http_proxy", "::::"],
  ["RUNNER_TEMP", "/none"],
  ["GITHUB_WORKSPACE", "/none"],
  ["GITHUB_ACTIONS", "true"],
  ["COLUMNS", "-1"],
  ["NO_COLOR", ""],
];

/** What starts another program, or loads code, from the environment. */
const dangerous: readonly (readonly [string, string])[] = [
  ["GOFLAGS", "-toolexec=/bin/false"],
  ["GOFLAGS", "-ldflags=-extld=/bin/false"],
  ["GOFLAGS", "-overlay=/none.json"],
];

const refusedWords: readonly (readonly string[])[] = [
  ["--name=inv\u202egpj.exe"],
  ["--name=a\u2028b"],
  [`--name=${"a".repeat(256)}`],
  ["--out-dir=.git"],
  ["--out-dir=~/x"],
  ["--out-dir=a\u202eb"],
  ["--out-dir=go.mod"],
  ["--artifact-name=.."],
  ["--artifact-name=."],
  ["--artifact-name={variant}"],
  ["--go-flags=-unknownflag"],
  ["--go-flags=-vettool=x"],
  ["--go-flags=-p=0"],
  ["--go-flags=-toolexec=/bin/false"],
  ["--cgo-cflags=-fplugin=x.so"],
  ["--cgo-cflags=-MD -MF /tmp/x"],
  ["--cgo-cflags=-Wp,-MD,/tmp/x"],
  ["--cgo-cflags=-aux-info /tmp/x"],
  ["--cgo-cflags=-fdump-tree-original=/tmp/x"],
  ["--cgo-cflags=-Wa,-a=/tmp/x"],
  ["--cgo-ldflags=-Wl,-Map=/tmp/x"],
  ["--cgo-ldflags=-Wl,--dependency-file=/tmp/x"],
  ["--cgo-ldflags=-Wl,-mllvm=-load=x.so"],
  ["--ldflags=-extldflags=-Wl,--mllvm=-load=x.so"],
];

const locks: Readonly<Record<string, string>> = {
  empty: "",
  null: "null",
  list: "[]",
  text: '"x"',
  cut: '{"version":1,',
  "a null for a release": '{"version":1,"releases":{"x":null}}',
  "a key twice": '{"version":1,"version":1}',
  deep: `${"[".repeat(100_000)}`,
  binary: "\0\x01\ufffd",
};

const lock = "cgo-cross.lock";

const files: readonly Case[] = [
  ...Object.entries(locks).map(([what, text]) => ({
    what: `a lock: ${what}`,
    module: { [lock]: text },
    refused: true,
  })),
  { what: "a lock that is a directory", prepare: (at) => mkdirSync(join(at, lock)), refused: true },
  { what: "a lock that is a FIFO", prepare: (at) => void execFileSync("mkfifo", [join(at, lock)]), refused: true },
  { what: "a lock that is a link to itself", prepare: (at) => symlinkSync(lock, join(at, lock)), refused: true },
  { what: "go.mod without sense", module: { "go.mod": "\0\0" }, refused: true },
  { what: "go.mod of a Go to come", module: { "go.mod": "module x\n\ngo 99.0\n" }, refused: true },
  { what: "a source that does not parse", module: { "main.go": "package main\nfunc {" } },
  { what: "a source with a line break in its name", module: { "a\nb.go": "package main\nfunc {" } },
  { what: "a source that is a link to itself", prepare: (at) => symlinkSync("x.go", join(at, "x.go")) },
  { what: "out-dir is a file", module: { dist: "" }, refused: true },
  {
    what: "out-dir is read-only",
    prepare: (at) => mkdirSync(join(at, "dist"), 0o500),
  },
  {
    what: "the binary's name is a directory",
    prepare: (at) => mkdirSync(join(at, "dist/hostile_linux_arm64"), { recursive: true }),
  },
];

/** Those that have to be refused first: what is left out for time is the least. */
function allCases(): readonly Case[] {
  return [
    ...dangerous.map(([name, value]) => ({ what: `${name}=${value}`, variables: { [name]: value }, refused: true })),
    ...refusedWords.map((words) => ({ what: words.join(" ").slice(0, 60), words, refused: true })),
    ...files,
    ...variables.map(([name, value]) => ({
      what: `${name}=${value?.slice(0, 40) ?? "(unset)"}`,
      variables: { [name]: value },
    })),
    ...oddInputs(),
  ];
}

/** The whole command line, up to its plan. */
export const commandLine: Area = {
  what: "whole command line under --dry-run, with odd inputs, environments and files",
  seconds: 300,
  run: async (seconds) => {
    const home = makeDirectory("command-line");
    const tally = new Tally();
    const wrong: string[] = [];
    let tried = 0;
    const ends = performance.now() + seconds * 1000;
    await inParallel(allCases(), 2, async (one, index) => {
      if (performance.now() > ends) {
        return tally.add("left out for time");
      }
      const { kind, complaint } = await tryCase(one, join(home, String(index)));
      tried += 1;
      tally.add(kind);
      if (complaint !== undefined) {
        wrong.push(`${JSON.stringify(one.what).slice(1, -1)}: ${complaint}`);
      }
    });
    rmSync(home, { recursive: true, force: true });
    return { tried, result: tally.toString(), wrong };
  },
};

async function tryCase(one: Case, directory: string): Promise<{ readonly kind: string; readonly complaint?: string }> {
  const temp = join(directory, "temp");
  const module = writeModule(join(directory, "module"), one.module);
  mkdirSync(temp);
  one.prepare?.(module);
  const words = ["--dry-run", "--targets=linux/arm64", ...(one.words ?? [])];
  const own = { TMPDIR: temp, XDG_CACHE_HOME: join(directory, "cache"), ...one.variables };
  const { code, output, timedOut } = await runCommandLine(words, { cwd: module, variables: own, timeout: 60 });
  const kind = timedOut ? "hang" : `exit ${code}`;
  if (timedOut || hasStack(output)) {
    return {
      kind,
      complaint: timedOut ? "hangs" : `a stack trace: ${/^.*error.*$/im.exec(output)?.[0].slice(0, 200)}`,
    };
  }
  if (code !== 0 && code !== 1 && code !== 2) {
    return { kind, complaint: `exit ${code}` };
  }
  return one.refused === true && code === 0 ? { kind, complaint: "accepted" } : { kind };
}
