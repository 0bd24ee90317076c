import { splitWords } from "../golang/index.ts";

/** A word that is not passed on to a tool. */
export type DisallowedFlag = {
  readonly word: string;
  /** The rest of the sentence "it is not allowed: …". */
  readonly reason: string;
  /** What to do: "remove it", or what to write instead. */
  readonly remedy: string;
};

/** The programs that words go to, each with flags of its own: `-B` is harmless to Go's tools and not to a C compiler. */
export type Tool = "go build" | "go link" | "go compile" | "go asm" | "C compiler";

type Reason = readonly [reason: string, remedy: string];

const remove = "remove it";
const startsProgram: Reason = ["it can make the build run another program", remove];
const replacesFiles: Reason = ["it replaces source files in the build", remove];
const writesFile: Reason = ["it writes a file outside the output directory", remove];
const setByUs: Reason = ["cgo-cross decides where the output goes", "use `name` and `out-dir`"];
const gccgo: Reason = ["only Go's own compiler is supported", remove];

function hasInput(input: string): Reason {
  return ["it has an input of its own", `use \`${input}\``];
}

/** Flags of Go's tools, by name without hyphens. Sources: `go help build`, `go tool link -h`, `go tool compile -h`. */
const goFlags: Readonly<Record<Exclude<Tool, "C compiler">, ReadonlyMap<string, Reason>>> = {
  "go build": new Map([
    ["toolexec", startsProgram],
    ["exec", startsProgram],
    ["overlay", replacesFiles],
    ["compiler", gccgo],
    ["gccgoflags", gccgo],
    ["pkgdir", ["it installs packages into a directory of its own", remove]],
    ["debug-actiongraph", writesFile],
    ["debug-runtime-trace", writesFile],
    ["debug-trace", writesFile],
    ["n", ["it only prints commands and builds nothing", "use `dry-run`"]],
    ["o", setByUs],
    ["C", hasInput("working-directory")],
    ["tags", hasInput("tags")],
    ["ldflags", hasInput("ldflags")],
    ["gcflags", hasInput("gcflags")],
    ["buildmode", hasInput("buildmode")],
    ["trimpath", hasInput("trimpath")],
  ]),
  "go link": new Map([
    ["extld", startsProgram],
    ["extar", startsProgram],
    ["buildmode", hasInput("buildmode")],
    ["o", setByUs],
    ["benchmarkprofile", writesFile],
    ["capturehostobjs", writesFile],
    ["cpuprofile", writesFile],
    ["fipso", writesFile],
    ["memprofile", writesFile],
    ["tmpdir", writesFile],
  ]),
  "go compile": new Map([
    ["o", setByUs],
    ["asmhdr", writesFile],
    ["bench", writesFile],
    ["blockprofile", writesFile],
    ["cpuprofile", writesFile],
    ["json", writesFile],
    ["linkobj", writesFile],
    ["memprofile", writesFile],
    ["mutexprofile", writesFile],
    ["traceprofile", writesFile],
  ]),
  "go asm": new Map([["o", setByUs]]),
};

const loadsCode: Reason = ["it can make the compiler load code or run another program", remove];
const choosesPrograms: Reason = ["it can make the compiler run another program", remove];
const readsWords: Reason = ["it reads more options from a file, which cannot be checked", "write the options out"];
const setOutput: Reason = ["Go decides where the output goes", remove];

/**
 * Options of gcc and clang. Sources: gcc's common.opt (which gives many options a second spelling with two hyphens) and
 * invoke.texi, clang's Options.td, and Go's cmd/go/internal/work/security.go, which explains the forms with `@`.
 */
const compilerOptions: readonly (readonly [RegExp, Reason])[] = [
  // The compiler's parts get a value as a word of its own: `-I@file` becomes `-I` and `@file`. (`-DX=@x` does not.)
  [/^@|^--?[A-Za-z][A-Za-z-]*@|^--?(?!D)[A-Za-z][A-Za-z-]*=@/, readsWords],
  [/^--?(fplugin|fpass-plugin|iplugindir|plugin|add-plugin|load)/, loadsCode],
  [/^-fmodule-mapper/, loadsCode],
  [/^-fthinlto-distributor/, loadsCode],
  [/^--?wrapper/, startsProgram],
  [/^--?specs/, choosesPrograms],
  [
    /^-B(static|dynamic|symbolic)/,
    ["to the compiler it names a directory to run programs from", "put `-Wl,` before it, as in `-Wl,-Bstatic`"],
  ],
  [/^(-B|--prefix)/, choosesPrograms],
  [/^--?(ld-path|gcc-toolchain|gcc-install-dir|config)/, choosesPrograms],
  [/^-ccc-/, choosesPrograms],
  [/^-fuse-ld=.*[/\\]/, ["it names a linker by path", "name one of the toolchain's, as in `-fuse-ld=bfd`"]],
  [/^--for-(linker|assembler)/, ["it hides an option", "use `-Wl,` or `-Wa,`"]],
  [/^(-o|--output)/, setOutput],
];

/** Options of GNU ld, gold, lld and mold, and of the assembler, where `-B` has another meaning. */
const linkerOptions: readonly (readonly [RegExp, Reason])[] = [
  [/^@|^--?[A-Za-z][A-Za-z-]*=?@/, readsWords],
  [/^--?(plugin|load|lto_library|thinlto-distributor|thinlto-remote-compiler)/, loadsCode],
  [/^(-o$|-o.*[./]|--output)/, setOutput],
];

/** The words among these that are not to be passed to the tool: those that could start programs, escape, or contradict an input. */
export function disallowedFlags(tool: Tool, words: readonly string[]): readonly DisallowedFlag[] {
  return tool === "C compiler"
    ? disallowedCompilerFlags(words)
    : words.flatMap((_, at) => disallowedGoFlags(tool, words, at));
}

/** A word read as a flag of a Go tool: `-name`, `--name`, `-name=value`. */
export function readGoFlag(word: string): { readonly name: string; readonly value: string | undefined } | undefined {
  const match = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/.exec(word);
  return match?.[1] === undefined ? undefined : { name: match[1], value: match[2] };
}

function disallowedGoFlags(
  tool: Exclude<Tool, "C compiler">,
  words: readonly string[],
  at: number,
): readonly DisallowedFlag[] {
  const word = words[at] ?? "";
  const flag = readGoFlag(word);
  if (flag === undefined) {
    return [];
  }
  const reason = goFlags[tool].get(flag.name);
  if (reason !== undefined) {
    return [disallowed(word, reason)];
  }
  const nested = flag.value ?? words[at + 1] ?? "";
  if (tool === "go link" && flag.name === "extldflags") {
    return nestedDisallowedFlags("C compiler", nested);
  }
  if (tool === "go build" && flag.name === "asmflags") {
    return nestedDisallowedFlags("go asm", withoutPackagePattern(nested));
  }
  return [];
}

function nestedDisallowedFlags(tool: Tool, text: string): readonly DisallowedFlag[] {
  const { words, problem } = splitWords(text);
  if (problem !== undefined) {
    return [{ word: text, reason: problem, remedy: "close it with the same quote" }];
  }
  return disallowedFlags(tool, words);
}

/** `all=-N -l` without `all=`. Source: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
export function withoutPackagePattern(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("-") ? trimmed : trimmed.slice(trimmed.indexOf("=") + 1);
}

/**
 * Every word is judged alone, whatever comes before it: which words take the next one as their value is for the compiler
 * to know, and a check that guessed it wrong would let words through.
 */
function disallowedCompilerFlags(words: readonly string[]): readonly DisallowedFlag[] {
  return words.flatMap((word) => {
    const reason = parts(word)
      .map(({ text, options }) => options.find(([pattern]) => pattern.test(text))?.[1])
      .find((found) => found !== undefined);
    return reason === undefined ? [] : [disallowed(word, reason)];
  });
}

type Part = { readonly text: string; readonly options: readonly (readonly [RegExp, Reason])[] };

/** What a word passes to whom: `-Wl,-z,now` is two words for the linker. */
function parts(word: string): readonly Part[] {
  const [, to, passedOn] = /^-W([lap]),(.*)$/s.exec(word) ?? [];
  if (passedOn !== undefined) {
    const options = to === "p" ? compilerOptions : linkerOptions;
    return passedOn.split(",").map((text) => ({ text, options }));
  }
  return [{ text: /^-X[a-z]+=(.*)$/s.exec(word)?.[1] ?? word, options: compilerOptions }];
}

function disallowed(word: string, [reason, remedy]: Reason): DisallowedFlag {
  return { word, reason, remedy };
}
