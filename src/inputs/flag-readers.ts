import { joinWords, splitWords } from "../golang/index.ts";
import type { InputName } from "./definitions.ts";
import {
  type DisallowedFlag,
  describeDisallowed,
  disallowedFlags,
  readGoFlag,
  type Tool,
  withoutPackagePattern,
} from "./disallowed-flags.ts";
import type { Reader } from "./reader.ts";
import { quote } from "./wording.ts";

function rejectDisallowed(read: Reader, name: InputName, disallowed: readonly DisallowedFlag[]): void {
  for (const sentence of new Set(disallowed.map(describeDisallowed))) {
    read.reject(name, "option-not-allowed", sentence);
  }
}

/**
 * The text for -ldflags or -gcflags; empty where there is none or something in it is not allowed. Source of what is an
 * error: PerPackageFlag in Go's cmd/go/internal/load/flag.go.
 */
export function readToolFlags(read: Reader, name: "ldflags" | "gcflags", tool: Tool): string {
  const text = read.text(name);
  if (text === "") {
    return "";
  }
  if (/^['"]/.test(text)) {
    read.reject(
      name,
      "unclosed-quote",
      `${quote(text)} begins with a quote; remove the quotes around the whole text, as in -s -w`,
    );
    return "";
  }
  if (/^(=|[^-][^=]*$)/.test(text)) {
    read.reject(
      name,
      "misplaced-option",
      `${quote(text)} does not begin with an option; write options such as -s, or options for some packages such as all=-s`,
    );
    return "";
  }
  const options = withoutPackagePattern(text);
  const { words, problem } = splitWords(options);
  if (problem !== undefined) {
    read.rejectQuotes(name, text, problem);
    return "";
  }
  const expanded = read.expand(name, words);
  rejectDisallowed(read, name, disallowedFlags(tool, expanded));
  if (read.unreadable.has(name)) {
    return "";
  }
  // As it was written, where nothing in it stands for something else.
  const changed = expanded.some((word, at) => word !== words[at]);
  return changed ? text.slice(0, text.indexOf(options)) + joinWords(expanded) : text;
}

/** Flags of `go build` that take the next word where they have no `=`. Source: `go help build`. */
const withValue = new Set(
  (
    "C asmflags buildmode compiler covermode coverpkg debug-actiongraph debug-runtime-trace debug-trace exec gccgoflags " +
    "gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec"
  ).split(" "),
);

/**
 * The flags for `go build` one by one, each with its value joined to it: a lone word would look like a package to anyone
 * who sorts them.
 */
export function readGoFlags(read: Reader): readonly string[] {
  const words = read.words("go-flags");
  const flags: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const flag = readGoFlag(word);
    if (flag === undefined) {
      read.reject(
        "go-flags",
        "misplaced-option",
        `${quote(word)} is not an option, and go would take it for a package; put packages in \`package\`, and write values as -option=value`,
      );
    } else if (withValue.has(flag.name) && flag.value === undefined) {
      at++;
      if (at === words.length) {
        read.reject("go-flags", "option-without-value", `${quote(word)} needs a value, as in ${word}=value`);
      }
      flags.push(`${word}=${words[at]}`);
    } else {
      flags.push(word);
    }
  }
  rejectDisallowed(read, "go-flags", disallowedFlags("go build", words));
  return read.unreadable.has("go-flags") ? [] : flags;
}

/** Words for a C compiler; none where something in them is not allowed. */
export function readCompilerFlags(
  read: Reader,
  name: "cgo-cflags" | "cgo-cxxflags" | "cgo-ldflags",
): readonly string[] {
  const words = read.words(name);
  // These end in environment variables, which later steps get too: no value of those may hold a line break.
  for (const word of words.filter((one) => /[\r\n]/.test(one))) {
    read.reject(name, "unclosed-quote", `${quote(word)} contains a line break; close the quotes before it`);
  }
  rejectDisallowed(read, name, disallowedFlags("C compiler", words));
  return read.unreadable.has(name) ? [] : words;
}

/** Words for `go test`; those behind -args are the tests' own. */
export function readTestFlags(read: Reader): readonly string[] {
  const words = read.words("test-flags");
  const end = words.findIndex((word) => /^--?args$/.test(word));
  const [first] = words;
  if (first !== undefined && !first.startsWith("-")) {
    read.reject("test-flags", "misplaced-option", `${quote(first)} is not an option; put packages in \`test\``);
  }
  rejectDisallowed(read, "test-flags", disallowedFlags("go test", end < 0 ? words : words.slice(0, end)));
  return read.unreadable.has("test-flags") ? [] : words;
}
