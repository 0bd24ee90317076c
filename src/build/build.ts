import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hideValues, makeValueFilter } from "../golang/index.ts";
import { exists } from "../host/index.ts";
import type { Command, Completed, Host } from "../host/types.ts";
import type { BuildPlan, Plan, TargetPlan } from "../plan/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import { describeCommand } from "./command.ts";
import { buildVariables, goBuildEnvironment, parallelFlags } from "./environment.ts";
import { findMissingFiles, type MissingFile } from "./missing-files.ts";
import { describeProgress } from "./progress.ts";

/** A binary as the linker left it, not verified yet. */
export type Built = {
  readonly build: BuildPlan;
  readonly file: string;
  /** A library that exports nothing to C comes without one. */
  readonly header: string | undefined;
};

export type BuildOutcome =
  | { readonly kind: "built"; readonly binaries: readonly Built[]; readonly log: readonly string[] }
  | {
      readonly kind: "failed";
      readonly log: readonly string[];
      /** One line for a shell that repeats it; see describeCommand. */
      readonly command: string;
      /** What the compiler and the linker did not find. */
      readonly missing: readonly MissingFile[];
    };

export type BuildQuestion = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
  /** Where the binaries go, a directory of this target alone. */
  readonly into: string;
  /** Told about once a second what is compiled, where the system says: `compiling example.com/a in C`. */
  readonly onProgress?: (text: string) => void;
};

/** Builds every program of a target, one after the other. A failure is a value with the compiler's own words. */
export async function buildTarget(host: Host, question: BuildQuestion): Promise<BuildOutcome> {
  await mkdir(question.into, { recursive: true });
  const binaries: Built[] = [];
  const log: string[] = [];
  for (const build of question.target.builds) {
    const file = join(question.into, build.file);
    const args = goBuildArguments(question, build, file);
    log.push(`$ go ${args.map(hideValues).join(" ")}`);
    const done = await runGo(host, question, args, watchCompilers(question));
    const said = joinNames(lines(await hideCarried(host, question, done.output)));
    log.push(...said);
    if (done.exitCode !== 0) {
      const missing = findMissingFiles(said, build.importPath);
      log.push(...(done.ending === "exit" ? [] : [`go build ${build.importPath} was killed by a signal`]));
      return { kind: "failed", log, missing, command: describeCommand(host, question, build) };
    }
    binaries.push({ build, file, header: await findHeader(build, question.into) });
  }
  return { kind: "built", binaries, log };
}

function watchCompilers({ plan, onProgress }: BuildQuestion): Pick<Command, "onProcesses"> {
  return onProgress === undefined
    ? {}
    : {
        onProcesses: (running) => {
          const text = describeProgress(running, plan.module);
          if (text !== undefined) {
            onProgress(text);
          }
        },
      };
}

/** What Go printed without the values of -X. Go itself is asked for its GOFLAGS: `go env -w` may have set them. */
async function hideCarried(host: Host, question: BuildQuestion, output: string): Promise<string> {
  if (output === "") {
    return output;
  }
  const asked = await runGo(host, question, ["env", "GOFLAGS"]);
  const goflags = asked.exitCode === 0 ? asked.stdout.trim() : (host.environment["GOFLAGS"] ?? "");
  return makeValueFilter(question.target.flags, goflags)(output);
}

async function findHeader({ header }: BuildPlan, directory: string): Promise<string | undefined> {
  const file = header === undefined ? undefined : join(directory, header);
  return file !== undefined && (await exists(file)) ? file : undefined;
}

/** The arguments of `go` for one program. */
export function goBuildArguments(
  { plan, target }: Pick<BuildQuestion, "plan" | "target">,
  build: BuildPlan,
  file: string,
): readonly string[] {
  return ["build", "-o", file, ...parallelFlags(plan, target), ...target.flags, "--", build.importPath];
}

async function runGo(
  host: Host,
  question: BuildQuestion,
  args: readonly string[],
  watched: Pick<Command, "onProcesses"> = {},
): Promise<Completed> {
  const { plan, target, toolchain } = question;
  return host.processes.run({
    ...watched,
    file: plan.go.file,
    args,
    directory: plan.module.directory,
    environment: {
      ...goBuildEnvironment(host, plan, target),
      ...buildVariables(target, toolchain, host.environment["PATH"] ?? ""),
    },
  });
}

/** A file whose name has a line break in it is in one line with what is said of it; Go writes such a name as it is. */
function joinNames(said: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const line of said) {
    const begun = /^\.\.?\/[^:]*$/.test(joined.at(-1) ?? "") ? joined.pop() : undefined;
    joined.push(begun === undefined ? line : `${begun}\\n${line}`);
  }
  return joined;
}

function lines(text: string): readonly string[] {
  const trimmed = text.trimEnd();
  return trimmed === "" ? [] : trimmed.split("\n");
}
