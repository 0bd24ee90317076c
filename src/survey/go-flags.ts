import type { Problem } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { RunInputs } from "../inputs/index.ts";
import { explainGoFailure, runGo } from "./go.ts";

export type GoFlagsQuestion = {
  readonly go: { readonly file: string };
  readonly inputs: Pick<RunInputs, "goFlags">;
  /** The module's, absolute. */
  readonly directory: string;
};

/**
 * Why the user's Go builds nothing at all: it does not take the flags, or has no usable build cache. Undefined where it would
 * build. It is `go build` itself that is asked, for a package without files to compile, and only to print what it would do.
 */
export async function findBuildProblem(host: Host, question: GoFlagsQuestion): Promise<Problem | undefined> {
  const { goFlags } = question.inputs;
  const problem = await ask(host, question, goFlags);
  if (problem === undefined) {
    return undefined;
  }
  // A cache that cannot be used is no matter of the flags.
  const general = goFlags.length === 0 ? problem : await ask(host, question, []);
  return general === undefined
    ? { code: "go-flags", text: `go-flags: ${problem.text}; \`go help build\` lists the flags and their values` }
    : { code: general.code, text: `\`go build\` fails whatever it builds: ${general.text}` };
}

async function ask(
  host: Host,
  { go, directory }: GoFlagsQuestion,
  flags: readonly string[],
): Promise<Problem | undefined> {
  const done = await runGo(host, go.file, { args: ["build", "-n", ...flags, "--", "unsafe"], directory });
  if (done.exitCode === 0) {
    return undefined;
  }
  const { code, text } = await explainGoFailure(done);
  return { code, text: text.replace(/^go: /, "") };
}
