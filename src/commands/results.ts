import { type Problem, rewordProblems } from "../host/errors.ts";
import type { Plan } from "../plan/index.ts";
import { type Target, targetName } from "../platforms/index.ts";
import type { RunResult, TargetResult, ToolchainResult } from "../report/index.ts";
import type { Outcome } from "../roots/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import { explainProblems } from "./diagnosis.ts";
import { toolchainFailure } from "./ending.ts";
import type { Opened } from "./supplements.ts";
import type { Toolkit } from "./toolkit.ts";

/** What became of targets that were only set up. */
export async function setUpResults(plan: Plan, { toolchains }: Toolkit): Promise<readonly TargetResult[]> {
  return Promise.all(
    plan.targets.map(async (planned) => {
      const { target, cgo, notes } = planned;
      const opened = await toolchains.of(planned);
      const outcome =
        opened?.kind === "failed"
          ? ({ kind: "failed", ...(await toolchainFailure(opened.error)) } as const)
          : ({ kind: "passed", binaries: [] } as const);
      return { target, cgo, toolchain: toolchainId(opened), notes, outcome, seconds: 0, phases: [] };
    }),
  );
}

/** The targets that were asked for and are not built. */
export async function refusedResults({ refused }: Plan): Promise<readonly TargetResult[]> {
  return Promise.all(
    refused.map(async ({ target, problems }) => {
      const explained = await explainProblems(withoutName(target, problems));
      return {
        target,
        cgo: { enabled: false, reason: "not built" },
        toolchain: undefined,
        notes: [],
        outcome: { kind: "failed", stage: "plan", ...explained, log: [], stack: undefined } as const,
        seconds: 0,
        phases: [],
      };
    }),
  );
}

/** Problems of a target, for where its name stands before them. */
export function withoutName(target: Target, problems: readonly Problem[]): readonly Problem[] {
  return rewordProblems(problems, (text) => text.replace(`${targetName(target)}: `, ""));
}

/** A toolchain's id in a report; undefined of one that is not there. */
export function toolchainId(opened: Outcome<Toolchain> | undefined): string | undefined {
  return opened?.kind === "ready" ? opened.value.id : undefined;
}

/** The toolchains as targets used them, with what is layered on them, each once: of one id, the one that was opened last. */
export async function toolchainResults(all: readonly Opened[]): Promise<readonly ToolchainResult[]> {
  const results = new Map<string, ToolchainResult>();
  for (const { toolchains, target } of all.flatMap(({ plan, toolchains }) =>
    plan.targets.map((target) => ({ target, toolchains })),
  )) {
    const opened = await toolchains.of(target);
    if (opened?.kind === "ready") {
      const { id, triple, cc, version, source, checked, seconds, bytesDownloaded, directory } = opened.value;
      results.set(id, { id, triple, cc, compiler: version, source, checked, seconds, bytesDownloaded, directory });
    }
  }
  return [...results.values()];
}

/** The roots of C libraries, and of musl, that targets were built with. */
export async function libraryResults(all: readonly Opened[]): Promise<RunResult["libraries"]> {
  const byId = new Map(
    all.flatMap(({ plan, roots: opened }) =>
      plan.targets.flatMap(({ layers }) => layers.flatMap(({ roots }) => roots.map((id) => [id, opened] as const))),
    ),
  );
  const outcomes = await Promise.all([...byId].map(async ([id, roots]) => ({ id, outcome: await roots.of(id) })));
  return outcomes.flatMap(({ id, outcome }) => {
    if (outcome.kind === "failed") {
      return [];
    }
    const { source, checked, seconds, bytesDownloaded, directory, record } = outcome.value;
    const packages = record.packages.map(({ name, version }) => `${name} ${version}`);
    return [{ id, source, checked, seconds, bytesDownloaded, directory, packages }];
  });
}
