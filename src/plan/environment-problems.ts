import { goflagsValues, type JobSetting, jobVariables, splitWords } from "../golang/index.ts";
import type { Problem } from "../host/errors.ts";
import {
  type DisallowedFlag,
  describeDisallowed,
  disallowedFlags,
  disallowedToolFlags,
  type RunInputs,
} from "../inputs/index.ts";
import type { TargetSurvey } from "../survey/index.ts";

type Asked = Pick<RunInputs, "allowEnvironment" | "build">;

/**
 * What the job has set that is not allowed in an input either, a sentence each: flags that run other programs, load code or
 * write elsewhere, and variables that make a compiler do so. The input `allow-environment` lets it pass, except what nothing can
 * be built with.
 */
export function environmentProblems(settings: readonly JobSetting[], inputs: Asked): readonly Problem[] {
  const sentences = settings.flatMap((setting) => {
    const { name } = setting;
    const unsafe = jobVariables.find((each) => each.name === name)?.unsafe;
    const flags = disallowedIn(setting, inputs).filter(({ kind }) => !isAllowed(name, inputs) || kind === "never");
    return [
      ...(unsafe === undefined || isAllowed(name, inputs)
        ? []
        : [`${name} of the environment is not allowed: ${unsafe}; unset it, or ${allowing(name)}`]),
      ...new Set(
        flags.map((flag) => {
          const remedy = flag.kind === "never" ? "" : `, or ${allowing(name)}`;
          return `${name}: ${flag.place}${describeDisallowed(flag)}${remedy}`;
        }),
      ),
    ];
  });
  return sentences.map((text) => ({ code: "environment-not-allowed", text }));
}

function isAllowed(name: string, { allowEnvironment }: Asked): boolean {
  return allowEnvironment.includes(name);
}

function allowing(name: string): string {
  return `set \`allow-environment: ${name}\``;
}

type Found = DisallowedFlag & { readonly place: string };

function disallowedIn({ name, value }: JobSetting, { build }: Asked): readonly Found[] {
  const { words } = splitWords(value);
  switch (jobVariables.find((each) => each.name === name)?.holds) {
    case "go flags":
      // What a later step of the job builds is its own affair.
      return build ? disallowedGoflags(value) : [];
    case "compiler":
      return disallowedFlags("C compiler", words.slice(1)).map((flag) => ({ ...flag, place: "" }));
    case "compiler flags":
      return disallowedFlags("C compiler", words).map((flag) => ({ ...flag, place: "" }));
    default:
      return [];
  }
}

/** The flags of `go build` whose values are flags of another tool. */
const tools = [
  ["ldflags", "go link"],
  ["gcflags", "go compile"],
  ["asmflags", "go asm"],
] as const;

/**
 * What has an input of its own can stand in GOFLAGS just as well. A value for another tool counts even where an input has one
 * as well: each is for packages of its own (`-ldflags=PATTERN=…`).
 */
function disallowedGoflags(goflags: string): readonly Found[] {
  const own = splitWords(goflags).words.filter((word) => !/^--?asmflags=/.test(word));
  return [
    ...disallowedFlags("go build", own)
      .filter(({ kind }) => kind !== "own")
      .map((flag) => ({ ...flag, place: "" })),
    ...tools.flatMap(([flag, tool]) =>
      goflagsValues(goflags, flag)
        .flatMap((value) => disallowedToolFlags(tool, value))
        .map((disallowed) => ({ ...disallowed, place: `in -${flag}, ` })),
    ),
  ];
}

const cgoFlags = ["CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS"] as const;

/**
 * What the #cgo lines of the program can pass to the compiler only since the job allows it, a sentence each. Go refuses it
 * otherwise. A pattern that cannot be read here, as Go's have another syntax, is taken to match. Source: Go's
 * cmd/go/internal/work/security.go, checkFlags.
 */
export function allowedLineProblems(
  settings: readonly JobSetting[],
  targets: readonly Pick<TargetSurvey, "cgo">[],
  inputs: Asked,
): readonly Problem[] {
  const sentences = cgoFlags.flatMap((flags) => {
    const name = `CGO_${flags}_ALLOW`;
    const pattern = settings.find((setting) => setting.name === name)?.value;
    if (pattern === undefined || isAllowed(name, inputs)) {
      return [];
    }
    const packages = targets.flatMap(({ cgo }) => cgo.lists.on).filter(({ Standard }) => Standard !== true);
    return packages.flatMap((listed) =>
      disallowedFlags("C compiler", listed[`Cgo${flags}`] ?? [])
        .filter(({ word }) => matchesAll(pattern, word))
        .map(
          (flag) => `${name} lets ${listed.ImportPath} pass a flag: ${describeDisallowed(flag)}, or ${allowing(name)}`,
        ),
    );
  });
  return sentences.map((text) => ({ code: "environment-not-allowed", text }));
}

function matchesAll(pattern: string, word: string): boolean {
  try {
    return new RegExp(pattern).exec(word)?.[0] === word;
  } catch {
    return true;
  }
}
