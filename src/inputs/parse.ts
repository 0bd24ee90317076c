import { splitWords } from "../golang/words.ts";
import type { Platform } from "../platforms/target.ts";
import { artifactTemplateProblems, describeForbidden } from "./artifact-name.ts";
import { crossProblems } from "./checks.ts";
import { choices, type InputName, inputDefinition, inputDefinitions } from "./definitions.ts";
import {
  type DisallowedFlag,
  disallowedFlags,
  readGoFlag,
  type Tool,
  withoutPackagePattern,
} from "./disallowed-flags.ts";
import type { ParsedInputs } from "./inputs.ts";
import { type Libraries, readLibraries } from "./libraries.ts";
import { Reader } from "./reader.ts";
import { parseTargets } from "./targets.ts";
import { nearest, quote } from "./wording.ts";

/**
 * Reads all inputs from their texts and checks all that can be checked without a look at the program or the machine.
 * Never throws.
 * @param raw The text of each input that was given, by name. What is left out has its default.
 * @param platforms What the user's Go can build for.
 */
export function parseInputs(raw: Readonly<Record<string, string>>, platforms: readonly Platform[]): ParsedInputs {
  const read = new Reader(raw);
  const inputs = {
    targets: readTargets(read, platforms),
    cgo: read.choice("cgo", choices.cgo),
    compiler: read.choice("compiler", choices.compiler),
    static: read.booleanOr("static") !== false,
    allowNss: read.booleanOr("static") === "allow-nss",
    libc: read.choice("libc", choices.libc),
    glibc: readGlibc(read),
    libraries: readLibrariesInput(read, platforms),
    packages: readPackages(read),
    workingDirectory: read.text("working-directory"),
    name: readName(read),
    outDir: read.text("out-dir"),
    tags: readTags(read),
    ldflags: readToolFlags(read, "ldflags", "go link"),
    gcflags: readToolFlags(read, "gcflags", "go compile"),
    buildmode: read.choice("buildmode", choices.buildmode),
    trimpath: read.boolean("trimpath"),
    goFlags: readGoFlags(read),
    cgoCflags: readCompilerFlags(read, "cgo-cflags"),
    cgoCxxflags: readCompilerFlags(read, "cgo-cxxflags"),
    cgoLdflags: readCompilerFlags(read, "cgo-ldflags"),
    build: read.boolean("build"),
    exportEnv: read.choice("export-env", choices.exportEnv),
    run: read.boolean("run"),
    runArgs: read.words("run-args"),
    artifacts: read.choice("artifacts", choices.artifacts),
    artifactName: readArtifactName(read),
    retentionDays: read.number("retention-days"),
    archive: read.choice("archive", choices.archive),
    cache: read.choice("cache", choices.cache),
    jobs: read.number("jobs"),
    dryRun: read.boolean("dry-run"),
  };
  return {
    inputs,
    problems: [...unknownNames(raw), ...read.problems, ...crossProblems(inputs, read.unreadable)],
  };
}

function unknownNames(raw: Readonly<Record<string, string>>): readonly string[] {
  const names = inputDefinitions.map((definition) => definition.name);
  return Object.keys(raw)
    .filter((name) => inputDefinition(name) === undefined)
    .map((name) => {
      const meant = nearest(name.toLowerCase().replaceAll("_", "-"), names);
      return `${quote(name)} is no input; ${meant === undefined ? `the inputs are ${names.join(", ")}` : `the nearest is "${meant}"`}.`;
    });
}

function readTargets(read: Reader, platforms: readonly Platform[]): ParsedInputs["inputs"]["targets"] {
  const { targets, problems } = parseTargets(read.text("targets"), platforms);
  read.problems.push(...problems);
  if (targets.length > 0) {
    return targets;
  }
  read.unreadable.add("targets");
  return parseTargets(inputDefinition("targets")?.default ?? "", platforms).targets;
}

function readGlibc(read: Reader): string | undefined {
  const text = read.text("glibc");
  if (text === "" || /^2\.[0-9]{1,2}$/.test(text)) {
    return text === "" ? undefined : text;
  }
  read.reject("glibc", `${quote(text)} is no version of glibc; write one such as 2.31.`);
  return undefined;
}

function readLibrariesInput(read: Reader, platforms: readonly Platform[]): Libraries {
  const { libraries, problems } = readLibraries(read.text("libraries"), platforms);
  for (const problem of problems) {
    read.reject("libraries", problem);
  }
  return libraries;
}

function readPackages(read: Reader): readonly string[] {
  const packages = read.list("package");
  const flags = packages.filter((word) => word.startsWith("-"));
  for (const flag of flags) {
    read.reject("package", `${quote(flag)} is an option, not a package; write it in the input \`go-flags\`.`);
  }
  const kept = packages.filter((word) => !flags.includes(word));
  if (kept.length === 0 && flags.length === 0) {
    read.reject(
      "package",
      'no package is named; write at least one, such as "./cmd/server", or leave the input out for ".".',
    );
  }
  return kept.length > 0 ? kept : ["."];
}

function readName(read: Reader): string | undefined {
  const name = read.text("name");
  if (name === "") {
    return undefined;
  }
  const fault = describeForbidden(name);
  if (/[/\\]/.test(name)) {
    read.reject("name", `${quote(name)} is a path; write a plain file name here, and the directory in \`out-dir\`.`);
  } else if (name === "." || name === "..") {
    read.reject("name", `${quote(name)} is a directory; write a plain file name, such as "hello".`);
  } else if (name.startsWith("-")) {
    read.reject(
      "name",
      `${quote(name)} begins with a hyphen and would be taken for an option; write another first letter.`,
    );
  } else if (fault !== undefined) {
    read.reject("name", `${quote(name)} ${fault}; take it out.`);
  } else {
    return name;
  }
  return undefined;
}

function readTags(read: Reader): readonly string[] {
  const tags = read.list("tags");
  // Source: isValidTag in Go's go/build: any other tag could never be satisfied.
  const wrong = tags.filter((tag) => !/^[\p{L}\p{Nd}_.]+$/u.test(tag));
  for (const tag of wrong) {
    read.reject("tags", `${quote(tag)} is no build tag; write letters, digits, "_" and "." only.`);
  }
  return tags.filter((tag) => !wrong.includes(tag));
}

function rejectDisallowed(read: Reader, name: InputName, refused: readonly DisallowedFlag[]): void {
  const sentences = refused.map(({ word, reason, remedy }) => `${quote(word)} is refused, since ${reason}; ${remedy}.`);
  for (const sentence of new Set(sentences)) {
    read.reject(name, sentence);
  }
}

/** The text for -ldflags or -gcflags. Source of what is an error: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
function readToolFlags(read: Reader, name: "ldflags" | "gcflags", tool: Tool): string {
  const text = read.text(name);
  if (text === "") {
    return "";
  }
  if (/^['"]/.test(text)) {
    read.reject(
      name,
      `${quote(text)} begins with a quote; write the options without quotes around them all, as in -s -w.`,
    );
    return "";
  }
  if (/^(=|[^-][^=]*$)/.test(text)) {
    read.reject(
      name,
      `${quote(text)} begins with no option; write options such as -s, or options for some packages: all=-s.`,
    );
    return "";
  }
  const { words, problem } = splitWords(withoutPackagePattern(text));
  if (problem !== undefined) {
    read.reject(name, `in ${quote(text)} ${problem}; end it with the same quote.`);
    return "";
  }
  const refused = disallowedFlags(tool, words);
  rejectDisallowed(read, name, refused);
  return refused.length > 0 ? "" : text;
}

/** Flags of `go build` that take the next word where they have no `=`. Source: `go help build`. */
const withValue = new Set(
  (
    "C asmflags buildmode compiler covermode coverpkg debug-actiongraph debug-runtime-trace debug-trace exec gccgoflags " +
    "gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec"
  ).split(" "),
);

/** The flags one by one, each with its value joined to it: a lone word would look like a package to anyone who sorts them. */
function readGoFlags(read: Reader): readonly string[] {
  const words = read.words("go-flags");
  const flags: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const flag = readGoFlag(word);
    if (flag === undefined) {
      read.reject(
        "go-flags",
        `${quote(word)} is no option, and go would take it for a package; write packages in \`package\`, and values as -option=value.`,
      );
    } else if (withValue.has(flag.name) && flag.value === undefined) {
      at++;
      if (at === words.length) {
        read.reject("go-flags", `${quote(word)} lacks its value; write it as ${word}=value.`);
      }
      flags.push(`${word}=${words[at]}`);
    } else {
      flags.push(word);
    }
  }
  rejectDisallowed(read, "go-flags", disallowedFlags("go build", words));
  return read.unreadable.has("go-flags") ? [] : flags;
}

function readCompilerFlags(read: Reader, name: "cgo-cflags" | "cgo-cxxflags" | "cgo-ldflags"): readonly string[] {
  const words = read.words(name);
  // These end in environment variables, which later steps get too: no value of those may hold a line break.
  for (const word of words.filter((one) => /[\r\n]/.test(one))) {
    read.reject(name, `${quote(word)} has a line break in it; end the quotes before it.`);
  }
  rejectDisallowed(read, name, disallowedFlags("C compiler", words));
  return read.unreadable.has(name) ? [] : words;
}

function readArtifactName(read: Reader): string | undefined {
  const template = read.text("artifact-name");
  if (template === "") {
    return undefined;
  }
  const problems = artifactTemplateProblems(template);
  if (problems.length === 0) {
    return template;
  }
  read.problems.push(...problems);
  read.unreadable.add("artifact-name");
  return undefined;
}
