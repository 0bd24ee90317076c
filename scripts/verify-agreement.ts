import { execFile, execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BinaryFacts } from "../src/verify/formats/facts.ts";
import { readBinary, startsBinary } from "../src/verify/formats/read.ts";

/**
 * Compares what `verify` reads with what readelf, objdump, llvm-objdump and `go version -m` print of the same files, none of
 * which shares code with it. Run by itself it takes about 200 binaries: those of this machine, Go programs for every platform,
 * and what toolchains of other architectures have brought here. A test takes a few.
 */

const execute = promisify(execFile);

async function output(file: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: "C" };
  const { stdout } = await execute(file, args, { env, maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}

type Account = Readonly<Record<string, unknown>>;

/** What other tools print of a file, and the same of ours. Undefined where no tool here reads such files. */
export async function accountsOf(file: string): Promise<{ readonly ours: Account; readonly theirs: Account }> {
  const facts = await readBinary(file);
  const [ours, theirs] = [accountOf(facts), await toolsAccount(file, facts)];
  const go = await goAccount(file, facts);
  const keys = [...Object.keys(theirs), ...Object.keys(go)];
  const own: Account = { ...ours, go: facts.format === "wasm" ? undefined : facts.go };
  return { ours: Object.fromEntries(keys.map((key) => [key, own[key]])), theirs: { ...theirs, ...go } };
}

function accountOf(facts: BinaryFacts): Account {
  const { hardening, apple } = facts;
  return {
    machine: facts.machine,
    bits: facts.bits,
    byteOrder: facts.byteOrder,
    interpreter: facts.interpreter,
    needed: facts.needed,
    soname: facts.soname,
    runPath: facts.runPath,
    runPathTag: facts.runPathTag,
    versions: facts.requiredVersions,
    relro: hardening?.relro,
    executableStack: hardening?.executableStack,
    textRelocations: hardening?.textRelocations,
    controlFlowGuard: hardening?.controlFlowGuard,
    positionIndependent: facts.positionIndependent,
    stripped: facts.stripped,
    mipsLevel: facts.mipsLevel,
    platforms: apple?.platforms,
    signed: apple?.signed,
  };
}

async function toolsAccount(file: string, { format, kind, arch }: BinaryFacts): Promise<Account> {
  if (format === "elf" && kind !== "object") {
    return readelfAccount(await output("readelf", ["-hldSVAW", file]));
  }
  if (format === "pe" && (arch === "amd64" || arch === "386")) {
    const account = objdumpAccount(await output("objdump", ["-fp", file]));
    return (await has("llvm-objdump"))
      ? { ...account, needed: dllNames(await output("llvm-objdump", ["-p", file])) }
      : account;
  }
  if (format === "macho" && (await has("llvm-objdump"))) {
    return machoAccount(await output("llvm-objdump", ["--macho", "--private-headers", file]));
  }
  return {};
}

const known = new Map<string, Promise<boolean>>();

function has(tool: string): Promise<boolean> {
  const asked =
    known.get(tool) ??
    output(tool, ["--version"]).then(
      () => true,
      () => false,
    );
  known.set(tool, asked);
  return asked;
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

function readelfAccount(text: string): Account {
  const [rpath] = matches(text, /\(RPATH\).*\[(.*?)\]/g);
  const [runpath] = matches(text, /\(RUNPATH\).*\[(.*?)\]/g);
  const paths = [rpath, runpath].filter((path) => path !== undefined).flatMap((path) => path.split(":"));
  const stack = /GNU_STACK.* (R[W ][E ]) 0x/.exec(text)?.[1];
  const isNow = /\(BIND_NOW\)|\(FLAGS\).*BIND_NOW|\(FLAGS_1\).*NOW/.test(text);
  const [isa] = matches(text, /^ISA: (\S+)/gm);
  return {
    bits: text.includes("Class:                             ELF64") ? 64 : 32,
    byteOrder: text.includes("little endian") ? "little" : "big",
    interpreter: matches(text, /interpreter: (.*?)\]/g)[0],
    needed: matches(text, /\(NEEDED\).*\[(.*?)\]/g),
    soname: matches(text, /\(SONAME\).*\[(.*?)\]/g)[0],
    runPath: paths.filter((path) => path !== ""),
    runPathTag: runpath !== undefined ? "RUNPATH" : rpath !== undefined ? "RPATH" : undefined,
    versions: readelfVersions(text),
    relro: text.includes("GNU_RELRO") ? (isNow ? "full" : "partial") : "none",
    executableStack: stack === undefined ? undefined : stack.endsWith("E"),
    textRelocations: /\(TEXTREL\)|\(FLAGS\).*TEXTREL/.test(text),
    positionIndependent: /Type: +DYN/.test(text),
    stripped: !/ SYMTAB /.test(text),
    ...(isa === undefined ? {} : { mipsLevel: isa.toLowerCase() }),
  };
}

function readelfVersions(text: string): Readonly<Record<string, readonly string[]>> {
  const versions: Record<string, string[]> = {};
  let last: string[] = [];
  for (const line of (text.split("Version needs section")[1] ?? "").split("\n")) {
    const library = /File: (\S+)/.exec(line)?.[1];
    const version = /Name: (\S+)/.exec(line)?.[1];
    if (library !== undefined) {
      last = versions[library] ?? [];
      versions[library] = last;
    } else if (version !== undefined) {
      last.push(version);
    }
  }
  return versions;
}

function objdumpAccount(text: string): Account {
  const flags = Number.parseInt(/DllCharacteristics\s+([0-9a-f]+)/.exec(text)?.[1] ?? "0", 16);
  return {
    bits: text.includes("(PE32+)") ? 64 : 32,
    // It takes Go's compressed debug data for the section of the table, and then reads no names.
    ...(/import table in \.z?debug/.test(text) ? {} : { needed: dllNames(text) }),
    positionIndependent: (flags & 0x40) !== 0,
    executableStack: (flags & 0x100) === 0,
    controlFlowGuard: (flags & 0x4000) !== 0,
    stripped: !text.includes("HAS_SYMS"),
  };
}

function dllNames(text: string): readonly string[] {
  return matches(text, /DLL Name: (.*)/g);
}

function machoAccount(text: string): Account {
  const commands = text.split(/^Load command \d+$/m).slice(1);
  const named = (name: RegExp) => commands.filter((each) => name.test(/cmd (\S+)/.exec(each)?.[1] ?? ""));
  const libraries = /^LC_(LOAD|REEXPORT|LAZY_LOAD|LOAD_WEAK|LOAD_UPWARD)_DYLIB$/;
  return {
    bits: text.includes("MH_MAGIC_64") ? 64 : 32,
    needed: named(libraries).map((each) => /name (.*) \(offset/.exec(each)?.[1]),
    runPath: named(/^LC_RPATH$/).map((each) => /path (.*) \(offset/.exec(each)?.[1]),
    platforms: [
      ...named(/^LC_BUILD_VERSION$/).map((each) => ({
        platform: /platform (\S+)/.exec(each)?.[1],
        minimumOs: /minos (\S+)/.exec(each)?.[1],
      })),
    ],
    signed: named(/^LC_CODE_SIGNATURE$/).length > 0,
    executableStack: /ALLOW_STACK_EXECUTION/.test(text),
    stripped: named(/^LC_DYSYMTAB$/).every((each) => /nlocalsym 0$/m.test(each)),
  };
}

/** Of a module without Go's own settings the account is shorter than `go version -m` prints. */
async function goAccount(file: string, { format }: BinaryFacts): Promise<Account> {
  if (format === "wasm" || format === "archive") {
    return {};
  }
  const text = await output("go", ["version", "-m", file]).catch(() => "");
  const [first = "", ...lines] = text.trimEnd().split("\n");
  if (!first.startsWith(`${file}: go`)) {
    return { go: undefined };
  }
  const words = lines.map((line) => line.trim().split("\t"));
  const settings = words
    .filter(([key]) => key === "build")
    .map(([, setting = ""]) => [
      setting.slice(0, setting.indexOf("=")),
      unquoted(setting.slice(setting.indexOf("=") + 1)),
    ]);
  return {
    go: {
      version: first.slice(file.length + 2),
      path: words.find(([key]) => key === "path")?.[1],
      settings: Object.fromEntries(settings),
    },
  };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

/** Where two accounts differ, a line each. */
export function differencesOf({
  ours,
  theirs,
}: {
  readonly ours: Account;
  readonly theirs: Account;
}): readonly string[] {
  return Object.entries(theirs).flatMap(([key, value]) => {
    const [one, other] = [ours[key], value].map((each) => JSON.stringify(sorted(each)));
    return one === other ? [] : [`${key}: ${one}, others say ${other}`];
  });
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Up to so many binaries that patterns find, spread over all that they find, each content once. */
export function binariesIn(patterns: readonly string[], most: number): readonly string[] {
  const files = [...new Set(globSync([...patterns]).map((file) => realpathSync(file)))].sort();
  const found = files.filter((file) => isBinary(file));
  const step = Math.max(1, found.length / most);
  return Array.from({ length: Math.min(most, found.length) }, (_, at) => found[Math.floor(at * step)] ?? "");
}

function isBinary(file: string): boolean {
  if (!statSync(file).isFile()) {
    return false;
  }
  const head = execFileSync("head", ["-c", "16", file]);
  return startsBinary(head) && head.toString("latin1", 0, 4) !== "!<ar";
}

/** A small Go program for each platform, without C. */
export function buildForPlatforms(directory: string, platforms: readonly string[]): readonly string[] {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "go.mod"), "module example.com/hello\n\ngo 1.21\n");
  writeFileSync(join(directory, "main.go"), 'package main\n\nfunc main() { println("hello") }\n');
  return platforms.flatMap((platform) => {
    const [GOOS = "", GOARCH = ""] = platform.split("/");
    const file = join(directory, `${GOOS}-${GOARCH}`);
    const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false", GOWORK: "off" };
    try {
      execFileSync("go", ["build", "-trimpath", "-o", file, "."], { cwd: directory, env, stdio: "ignore" });
    } catch {
      // Android and iOS are only linked by C compilers.
      return [];
    }
    return [file];
  });
}

async function main(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "verify-agreement-"));
  const tools = join(homedir(), ".cache/cgo-cross/tools");
  /** Below the directory of a root. */
  const system = join("root", "usr");
  try {
    const groups: Readonly<Record<string, readonly string[]>> = {
      "Go for all platforms": buildForPlatforms(
        directory,
        execFileSync("go", ["tool", "dist", "list"], { encoding: "utf8" }).trim().split("\n"),
      ),
      "programs of this machine": binariesIn(["/usr/bin/*"], 40),
      "libraries of this machine": binariesIn(["/usr/lib/*-linux-gnu/*.so*"], 30),
      "other architectures": binariesIn([`${tools}/*/*/*/${system}/*-linux-gnu*/lib/*.so*`], 60),
      "libraries for other architectures": binariesIn([`${tools}/cgo-cross-libraries-*/*/*/${system}/lib/*/*.so*`], 20),
      "DLLs and programs of mingw": binariesIn([`${tools}/*mingw32*/*/*/${system}/**/*.{dll,exe}`], 30),
    };
    let [count, differing] = [0, 0];
    for (const [group, files] of Object.entries(groups)) {
      console.log(`${group}: ${files.length}`);
      for (const file of files) {
        const differences = differencesOf(await accountsOf(file));
        count += 1;
        differing += differences.length > 0 ? 1 : 0;
        for (const difference of differences) {
          console.log(`  ${file}: ${difference}`);
        }
      }
    }
    console.log(`${count - differing} of ${count} binaries are read as readelf, objdump and go version -m read them`);
    return differing === 0 ? 0 : 1;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await main();
}
