import { archives } from "../archives/index.ts";
import { UserError } from "../host/errors.ts";
import { noexecProblem } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { inputsOf, parseInputs } from "../inputs/index.ts";
import { describePossibility, joinPossibilities, type Possibility } from "../plan/index.ts";
import { type Platform, representativeTargets, slicesOf, targetName, universalTargets } from "../platforms/index.ts";
import { describeTargetsJson, describeTargetsReport, type TargetsReport } from "../report/index.ts";
import { findGo, type Go, surveyAnyProgram, surveyMachine } from "../survey/index.ts";
import { readBinary } from "../verify/index.ts";
import { allMakers } from "./makers.ts";

export type TargetsOptions = {
  readonly json: boolean;
  /** How wide lines may be. */
  readonly columns: number;
};

/**
 * Says for each platform what can be built here of a program with C, and what starts it: for a person or as JSON, with a line
 * break at the end. Fetches nothing, and asks nothing of a module.
 * @param raw The inputs by name; without `targets` it is every platform.
 * @throws UserError where the inputs are wrong.
 */
export async function describeTargets(
  host: Host,
  raw: Readonly<Record<string, string>>,
  { json, columns }: TargetsOptions,
): Promise<string> {
  const report = await surveyTargets(host, raw);
  return json ? describeTargetsJson(report) : `${describeTargetsReport(report, columns).join("\n")}\n`;
}

/** What the table is made of. @throws UserError where the inputs are wrong. */
export async function surveyTargets(host: Host, raw: Readonly<Record<string, string>>): Promise<TargetsReport> {
  // A go.mod above, or GOTOOLCHAIN, may name a Go that would be downloaded.
  const directory = host.scratchDirectory;
  const go = await findGo({ ...host, environment: { ...host.environment, GOTOOLCHAIN: "local" } }, directory);
  const { inputs, problems } = parseInputs(
    { ...raw, targets: raw["targets"] ?? everyTarget(go.platforms) },
    { platforms: go.platforms, workspace: host.workspace },
  );
  if (problems.length > 0) {
    throw new UserError(problems);
  }
  const own = inputs.targets.map((target) => ({ target, inputs: inputsOf(inputs, target) }));
  const machine = await surveyMachine(host, {
    archives: silentArchives,
    clang: own.some((each) => each.inputs.compiler === "clang") && { readProgram: readBinary },
    glibc: false,
  });
  const context = { ...allMakers, noexec: noexecProblem([host.places.tools, host.places.temporary]) };
  const all = await Promise.all(
    own.map(async ({ target, inputs }): Promise<Possibility> => {
      const platform = platformOf(go, target);
      const survey = await surveyAnyProgram(host, { target, platform, inputs, go, directory, readProgram: readBinary });
      return describePossibility({ inputs, machine, survey }, context);
    }),
  );
  return {
    go: go.kind === "found" ? { file: go.file, version: go.version } : undefined,
    problems: go.kind === "found" ? [] : [go.problem],
    host: { os: host.os, arch: host.arch, title: machine.distribution?.title },
    targets: inputs.asked.flatMap((target) =>
      slicesOf(target).length > 0
        ? (joinPossibilities(target, all) ?? [])
        : all.filter((each) => targetName(each.target) === targetName(target)),
    ),
  };
}

/** The archives as they are without a network: what one would say of a release that no table has is not known. */
export const silentArchives = archives.map((archive) => ({
  ...archive,
  askRelease: async () => ({ glibc: undefined, clang: undefined }),
}));

function everyTarget(platforms: readonly Platform[]): string {
  const isKnown = (name: string) => representativeTargets(platforms).includes(name);
  const universal = universalTargets.filter((target) => slicesOf(target).map(targetName).every(isKnown));
  return [...representativeTargets(platforms), ...universal.map(targetName)].join(" ");
}

function platformOf({ platforms }: Go, { os, arch }: Pick<Platform, "os" | "arch">): Platform {
  return platforms.find((each) => each.os === os && each.arch === arch) ?? { os, arch, cgoSupported: false };
}
