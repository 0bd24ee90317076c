import type { GoEnvironment } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import type { Inputs } from "../inputs/index.ts";
import { compilesFor, type Platform, type Target, targetGoVariables, variantsOf } from "../platforms/index.ts";
import { type Go, readGoEnvironment } from "./go.ts";
import { describeAnyProgram } from "./made.ts";
import { openOwnCompilers, type ReadProgram } from "./own-compiler.ts";
import { findHostCompilers, type TargetSurvey } from "./survey.ts";

export type AnyProgramQuestion = {
  readonly target: Target;
  readonly platform: Platform;
  /** The target's. */
  readonly inputs: Inputs;
  readonly go: Go;
  /** Where Go is asked; absolute. */
  readonly directory: string;
  readonly readProgram: ReadProgram;
};

/**
 * The survey of a target for a program of which nothing is known but that it has C in it: Go and the machine's own compilers
 * are asked about the targets that those compilers are for, and nothing about others. Without Go its usual names count.
 */
export async function surveyAnyProgram(host: Host, question: AnyProgramQuestion): Promise<TargetSurvey> {
  const { target, platform, inputs, go, directory, readProgram } = question;
  const known = describeAnyProgram(target, platform);
  const plain = { ...known, environment: { ...known.environment, levels: levelsOf(target) } };
  if (!compilesFor(host, target)) {
    return plain;
  }
  const byDefault = usualEnvironment(host, plain.environment);
  const ask = (variables: Readonly<Record<string, string>>): Promise<GoEnvironment> =>
    readGoEnvironment(host, go.kind === "found" ? go.file : "go", {
      directory,
      variables: { ...targetGoVariables(target), ...variables },
    });
  const environment = go.kind === "found" ? await ask({}) : { ...byDefault, ...namedCompilers(host) };
  // Nothing of the job's, so that Go names what it would take by itself.
  const unnamed = go.kind === "found" ? await ask({ GOENV: "off", CC: "", CXX: "" }) : byDefault;
  const hostCompilers = await findHostCompilers(host, {
    target,
    platform,
    inputs,
    environment,
    need: { ...plain.need, cxx: false },
    ldflags: [],
    compilers: openOwnCompilers(host, readProgram),
    unnamed: async () => unnamed,
  });
  return { ...plain, environment, hostCompilers };
}

function levelsOf(target: Target): GoEnvironment["levels"] {
  const level = variantsOf(target.arch)?.variable;
  const value = level === undefined ? undefined : targetGoVariables(target)[level];
  return level === undefined || value === undefined ? {} : { [level]: value };
}

/** Source: DefaultCC and DefaultCXX of Go's cmd/dist. */
function usualEnvironment({ os }: Host, environment: GoEnvironment): GoEnvironment {
  const [cc, cxx] = ["darwin", "freebsd", "openbsd"].includes(os) ? ["clang", "clang++"] : ["gcc", "g++"];
  return { ...environment, cc, cxx, ar: "ar" };
}

function namedCompilers({ environment: { CC, CXX } }: Host): Partial<GoEnvironment> {
  return { ...(CC ? { cc: CC } : {}), ...(CXX ? { cxx: CXX } : {}) };
}
