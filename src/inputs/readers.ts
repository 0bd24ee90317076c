import { jobVariables } from "../golang/index.ts";
import type { Platform, Target } from "../platforms/index.ts";
import { artifactTemplateProblems, describeForbidden } from "./artifact-name.ts";
import { type InputName, inputDefinition } from "./definitions.ts";
import { pathProblem } from "./file-names.ts";
import { readCompilerFlags, readGoFlags, readTestFlags, readToolFlags } from "./flag-readers.ts";
import { readLibraries } from "./libraries.ts";
import { readPkgConfigPath } from "./pkg-config-path.ts";
import type { Reader } from "./reader.ts";
import { parseTargets } from "./targets.ts";
import { both, nearest, quote } from "./wording.ts";

/**
 * How each input is read, in the order of the table. A reader takes its input's text from `read`, reports problems there,
 * and then returns the default; the value for some targets is read by it too (see readPerTarget). `platforms` is what the user's Go can build for. The type `Inputs` is made of what these
 * return, so that an input without a reader does not compile.
 */
export const readers = {
  targets: readTargets,
  cgo: (read) => read.choice("cgo"),
  fallback: (read) => read.choice("fallback"),
  expect: (read) => read.choice("expect"),
  compiler: (read) => read.choice("compiler"),
  /** True, false or `allow-nss`; see `static` and `allowNss` of `Inputs`. */
  static: (read) => read.booleanOr("static"),
  libc: (read) => read.choice("libc"),
  /** `2.31`; undefined: whatever the toolchain gives. */
  glibc: readGlibc,
  /** Names of packages, `auto` and `off`; see librariesOf. */
  libraries: readLibraries,
  /** Main packages or patterns, as `go build` takes them; at least one, none of them begins with a hyphen. */
  package: readPackages,
  /** Absolute, or relative to the directory that the run was started in. */
  "working-directory": (read) => read.text("working-directory"),
  /** A plain file name; undefined: the last element of the import path. */
  name: readName,
  /** Absolute, or relative to the working directory. */
  "out-dir": readOutDir,
  tags: readTags,
  /** The text for `-ldflags=`, one argument: Go takes it apart itself. Empty where there is none. */
  ldflags: (read) => readToolFlags(read, "ldflags", "go link"),
  /** The text for `-gcflags=`, likewise. */
  gcflags: (read) => readToolFlags(read, "gcflags", "go compile"),
  buildmode: (read) => read.choice("buildmode"),
  trimpath: (read) => read.boolean("trimpath"),
  /** Arguments for `go build`, each a whole flag: `-name` or `-name=value`. */
  "go-flags": readGoFlags,
  /** Words to add to Go's defaults. Any of these lists can be joined again by `joinWords`; no word has a line break. */
  "cgo-cflags": (read) => readCompilerFlags(read, "cgo-cflags"),
  "cgo-cxxflags": (read) => readCompilerFlags(read, "cgo-cxxflags"),
  "cgo-ldflags": (read) => readCompilerFlags(read, "cgo-ldflags"),
  /** Directories, absolute or relative to the working directory; none is of the machine's own. */
  "pkg-config-path": readPkgConfigPath,
  /** Names of variables, each of which is judged otherwise. */
  "allow-environment": readAllowEnvironment,
  build: (read) => read.boolean("build"),
  "export-env": (read) => read.choice("export-env"),
  /** Files, directories, patterns; see findBinaries. */
  verify: (read) => read.words("verify"),
  run: (read) => read.boolean("run"),
  "run-args": (read) => read.words("run-args"),
  /** Packages or patterns, as `go test` takes them; none of them begins with a hyphen. */
  test: (read) => readPatterns(read, "test"),
  "test-flags": readTestFlags,
  artifacts: (read) => read.choice("artifacts"),
  /**
   * A template with `{name}`, `{target}`, `{os}`, `{arch}` and `{variant}` in it. It has no other brace, and nothing that
   * an artifact's name must not contain.
   */
  "artifact-name": readArtifactName,
  "retention-days": (read) => read.number("retention-days"),
  archive: (read) => read.choice("archive"),
  cache: (read) => read.choice("cache"),
  /** Undefined: as many as the CPUs and the memory allow. */
  jobs: (read) => read.number("jobs"),
  "dry-run": (read) => read.boolean("dry-run"),
} satisfies { readonly [Name in InputName]: (read: Reader, platforms: readonly Platform[]) => unknown };

function readTargets(read: Reader, platforms: readonly Platform[]): readonly Target[] {
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
  read.rejectValue("glibc", text, "a version such as 2.31");
  return undefined;
}

function readPackages(read: Reader): readonly string[] {
  const kept = readPatterns(read, "package");
  if (kept.length === 0 && !read.unreadable.has("package")) {
    read.rejectValue("package", read.text("package"), "at least one package such as ./cmd/server");
  }
  return kept.length > 0 ? kept : ["."];
}

function readPatterns(read: Reader, name: "package" | "test"): readonly string[] {
  const packages = read.list(name);
  const flags = packages.filter((word) => word.startsWith("-"));
  for (const flag of flags) {
    const place = name === "package" ? "go-flags" : "test-flags";
    read.reject(name, "misplaced-option", `${quote(flag)} is an option, not a package; put it in \`${place}\``);
  }
  return packages.filter((word) => !flags.includes(word));
}

function readName(read: Reader): string | undefined {
  const name = read.text("name");
  if (name === "") {
    return undefined;
  }
  const fault = describeForbidden(name);
  if (/[/\\]/.test(name)) {
    read.reject(
      "name",
      "file-name",
      `${quote(name)} is a path; write a plain file name here, and the directory in \`out-dir\``,
    );
  } else if (name === "." || name === "..") {
    read.reject("name", "file-name", `${quote(name)} is a directory; write a plain file name such as hello`);
  } else if (name.startsWith("-")) {
    read.reject(
      "name",
      "file-name",
      `${quote(name)} begins with a hyphen and would be taken for an option; choose another name`,
    );
  } else if (fault !== undefined) {
    read.reject("name", "file-name", `${quote(name)} ${fault}; remove it`);
  } else {
    return name;
  }
  return undefined;
}

function readOutDir(read: Reader): string {
  const path = read.text("out-dir");
  const problem = pathProblem(path);
  if (problem === undefined) {
    return path;
  }
  read.reject("out-dir", "file-name", `${problem}; choose another directory`);
  return inputDefinition("out-dir")?.default ?? "";
}

function readAllowEnvironment(read: Reader): readonly string[] {
  const judged = jobVariables.filter(({ holds, unsafe }) => holds !== undefined || unsafe !== undefined);
  const names = judged.map(({ name }) => name);
  const words = read.list("allow-environment");
  for (const word of words.filter((each) => !names.includes(each))) {
    const meant = nearest(word.toUpperCase(), names);
    const remedy = meant === undefined ? `the variables are ${both(names)}` : `did you mean ${quote(meant)}?`;
    read.reject("allow-environment", "input-value", `${quote(word)} is not a variable that needs it; ${remedy}`);
  }
  return words.filter((word) => names.includes(word));
}

function readTags(read: Reader): readonly string[] {
  const tags = read.list("tags");
  // Source: isValidTag in Go's go/build: any other tag could never be satisfied.
  const wrong = tags.filter((tag) => !/^[\p{L}\p{Nd}_.]+$/u.test(tag));
  for (const tag of wrong) {
    read.reject("tags", "input-value", `invalid build tag ${quote(tag)}; use letters, digits, "_" and "." only`);
  }
  return tags.filter((tag) => !wrong.includes(tag));
}

function readArtifactName(read: Reader): string | undefined {
  const template = read.text("artifact-name");
  if (template === "") {
    return undefined;
  }
  const problems = artifactTemplateProblems(template);
  for (const { code, text } of problems) {
    read.reject("artifact-name", code, text);
  }
  return problems.length === 0 ? template : undefined;
}
