import { splitWords } from "../golang/index.ts";
import {
  disallowedReason,
  type Part,
  type Reason,
  replacesFiles,
  startsProgram,
  writesFile,
} from "./disallowed-options.ts";
import { quote } from "./wording.ts";

/** A word that is not passed on to a tool. */
export type DisallowedFlag = {
  readonly word: string;
  /** The rest of the sentence "it is not allowed: …". */
  readonly reason: string;
  /** What to do: "remove it", or what to write instead. */
  readonly remedy: string;
  /** See Reason. */
  readonly kind: "unsafe" | NonNullable<Reason[2]>;
};

/** The programs that words go to, each with flags of its own: `-B` is harmless to Go's tools and not to a C compiler. */
export type Tool = "go build" | "go test" | "go link" | "go compile" | "go asm" | "C compiler";

const remove = "remove it";
const setByUs: Reason = ["cgo-cross decides where the output goes", "use `name` and `out-dir`", "own"];
const gccgo: Reason = ["only Go's own compiler is supported", remove, "never"];

function hasInput(input: string): Reason {
  return ["it has an input of its own", `use \`${input}\``, "own"];
}

/** Flags of Go's tools, by name without hyphens. Sources: `go help build`, `go tool link -h`, `go tool compile -h`. */
const toolFlags: Readonly<Record<Exclude<Tool, "C compiler" | "go test">, ReadonlyMap<string, Reason>>> = {
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
    ["n", ["it only prints commands and builds nothing", "use `dry-run`", "never"]],
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

const goFlags: Readonly<Record<Exclude<Tool, "C compiler">, ReadonlyMap<string, Reason>>> = {
  ...toolFlags,
  /** It has those of `go build` too. Source: `go help test`. */
  "go test": new Map([
    ...toolFlags["go build"],
    ["c", ["it only compiles the tests", remove, "never"]],
    ["json", ["cgo-cross reads what the tests print, and sets it itself", remove, "own"]],
  ]),
};

/** The words among these that are not to be passed to the tool: those that could start programs, escape, or contradict an input. */
export function disallowedFlags(tool: Tool, words: readonly string[]): readonly DisallowedFlag[] {
  return tool === "C compiler"
    ? disallowedCompilerFlags(words)
    : words.flatMap((_, at) => disallowedGoFlags(tool, words, at));
}

/** What is not allowed in a value of -ldflags, -gcflags or -asmflags, as the tool gets it. */
export function disallowedToolFlags(tool: Tool, value: string): readonly DisallowedFlag[] {
  return nestedDisallowedFlags(tool, withoutPackagePattern(value));
}

/** One sentence without what the word is in. */
export function describeDisallowed({ word, reason, remedy }: DisallowedFlag): string {
  return `${quote(word)} is not allowed: ${reason}; ${remedy}`;
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
  if ((tool === "go build" || tool === "go test") && flag.name === "asmflags") {
    return disallowedToolFlags("go asm", nested);
  }
  return [];
}

function nestedDisallowedFlags(tool: Tool, text: string): readonly DisallowedFlag[] {
  const { words, problem } = splitWords(text);
  if (problem !== undefined) {
    return [{ word: text, reason: problem, remedy: "close it with the same quote", kind: "never" }];
  }
  return disallowedFlags(tool, words);
}

/** `all=-N -l` without `all=`. Source: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
export function withoutPackagePattern(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("-") ? trimmed : trimmed.slice(trimmed.indexOf("=") + 1);
}

/**
 * Every word is judged as an option of the compiler, whatever comes before it: which words take the next one as their value is
 * for the compiler to know, and a check that guessed it wrong would let words through. What can be passed on to another part
 * is judged as its option, too.
 */
function disallowedCompilerFlags(words: readonly string[]): readonly DisallowedFlag[] {
  return words.flatMap((word, at) => {
    const reason = readings(word, words[at - 1])
      .map(({ part, text }) => disallowedReason(part, text))
      .find((found) => found !== undefined);
    return reason === undefined ? [] : [disallowed(word, reason)];
  });
}

type Reading = { readonly part: Part; readonly text: string };

/** The options that pass the next word on, and a list after a comma. Every other `-X…` passes it to the compiler itself. */
const passedBy: Readonly<Record<string, Part>> = {
  "-Xlinker": "linker",
  "-Xassembler": "assembler",
  "-Xpreprocessor": "preprocessor",
  "-Wl": "linker",
  "-Wa": "assembler",
  "-Wp": "preprocessor",
};

/** What a word can be, and to which part: `-Wl,-z,now` is two words for the linker, `-Xclang=-load` one for the compiler. */
function readings(word: string, before: string | undefined): readonly Reading[] {
  const [, list = "", passedOn] = /^(-W[lap]),(.*)$/s.exec(word) ?? [];
  const listed = passedBy[list];
  if (passedOn !== undefined && listed !== undefined) {
    return passedOn.split(",").map((text) => ({ part: listed, text }));
  }
  const after = before === undefined ? undefined : passedBy[before];
  const readings: Reading[] = [{ part: "compiler", text: word }];
  const [, passing = "", joined] = /^(-X[^=]+)=(.*)$/s.exec(word) ?? [];
  if (joined !== undefined) {
    readings.push({ part: passedBy[passing] ?? "compiler", text: joined });
  }
  return after === undefined ? readings : [...readings, { part: after, text: word }];
}

function disallowed(word: string, [reason, remedy, kind]: Reason): DisallowedFlag {
  return { word, reason, remedy, kind: kind ?? "unsafe" };
}
