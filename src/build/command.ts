import { hideValues, quoteForShell, splitWords } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import type { BuildPlan, Plan, TargetPlan } from "../plan/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import { toolVariables, type Variables } from "./environment.ts";

type FailedCommand = {
  readonly plan: Pick<Plan, "module">;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
};

/**
 * A failed `go build` as one line for a shell, to be pasted on the same machine: what differs from the job's environment in
 * front, the target's flags, and nothing written but to the null device. Values that may be secret are stars.
 */
export function describeCommand(
  { environment, workspace }: Pick<Host, "environment" | "workspace">,
  { plan, target, toolchain }: FailedCommand,
  build: BuildPlan,
): string {
  const tools: Variables = toolchain === undefined ? { CGO_ENABLED: "0" } : toolVariables(target, toolchain);
  const variables = Object.entries({ ...target.goVariables, ...tools })
    .filter(([name, value]) => environment[name] !== value && !isDefault(name, value))
    .map(([name, value]) => `${name}=${quoteForShell(hideSecrets(value))}`);
  const { directory } = plan.module;
  const go = ["go", "build", "-o", "/dev/null", ...target.flags.map(hideValues), build.importPath];
  const there = directory === workspace ? [] : ["cd", quoteForShell(directory), "&&"];
  return [...there, ...variables, ...go.map(quoteForShell)].join(" ");
}

/** What Go takes where nobody says otherwise. Source: DefaultCFlags in cmd/go/internal/work/build.go. */
function isDefault(name: string, value: string): boolean {
  return /^CGO_\w+FLAGS$/.test(name) && value === "-O2 -g";
}

const secretMacro = /^(-D\w*(?:TOKEN|SECRET|PASSWORD|PASSWD|KEY)\w*=).*$/is;

/** Macros with telling names, and users and passwords in addresses. */
function hideSecrets(value: string): string {
  const { words, problem } = splitWords(value);
  const isSecret = problem === undefined && words.some((word) => secretMacro.test(word));
  const shown = isSecret ? words.map((word) => word.replace(secretMacro, "$1***")).join(" ") : value;
  return shown.replaceAll(/(:\/\/)[^/\s@]+@/g, "$1***@");
}
