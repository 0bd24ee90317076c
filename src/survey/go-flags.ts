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
 * What the user's Go says of flags that it does not take; undefined where it takes them all. It is `go build` itself that is
 * asked, for a package without files to compile, and only to print what it would do.
 */
export async function findFlagProblem(
  host: Host,
  { go, inputs: { goFlags }, directory }: GoFlagsQuestion,
): Promise<string | undefined> {
  if (goFlags.length === 0) {
    return undefined;
  }
  const done = await runGo(host, go.file, { args: ["build", "-n", ...goFlags, "--", "unsafe"], directory });
  if (done.exitCode === 0) {
    return undefined;
  }
  const said = (await explainGoFailure(done)).replace(/^go: /, "");
  return `go-flags: ${said}; \`go help build\` lists the flags and their values`;
}
