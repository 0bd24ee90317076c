import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { splitWords } from "../golang/index.ts";
import type { Problem } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import { type Inputs, type RunInputs, withoutPackagePattern } from "../inputs/index.ts";
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

/** Which of Go's programs an input is for. */
const tools = [
  { name: "ldflags", tool: "link" },
  { name: "gcflags", tool: "compile" },
] as const;

export type ToolFlagsQuestion = Pick<GoFlagsQuestion, "go" | "directory"> & {
  /** Of each target. */
  readonly inputs: readonly Pick<Inputs, (typeof tools)[number]["name"]>[];
};

/**
 * What Go's linker and compiler do not take. They are asked themselves: for their version, which they print as soon as they have
 * read the options before `-V`, so that nothing is linked or compiled. Source: AddVersionFlag in Go's cmd/internal/objabi/flag.go.
 */
export async function findToolFlagProblems(host: Host, question: ToolFlagsQuestion): Promise<readonly Problem[]> {
  const asked = tools.flatMap(({ name, tool }) => {
    const values = new Set(question.inputs.map((inputs) => inputs[name]).filter((value) => value !== ""));
    return [...values].map((value) => ({ name, tool, value }));
  });
  const problems = await Promise.all(asked.map((each) => askTool(host, question, each)));
  return problems.flatMap((problem) => problem ?? []);
}

/** What a tool says of an option; anything else it says of a file that it would work on. */
const ofOptions = /^(?:flag provided|flag needs|invalid |\S+: (?=-))/;

async function askTool(
  host: Host,
  { go, directory }: ToolFlagsQuestion,
  { name, tool, value }: { readonly name: string; readonly tool: string; readonly value: string },
): Promise<Problem | undefined> {
  const found = await runGo(host, go.file, { args: ["tool", "-n", tool], directory });
  const file = found.stdout.trim();
  if (found.exitCode !== 0 || file === "") {
    return undefined;
  }
  // A word that belongs to no option ends them. The tool then works on what the word names, and writes, or removes, a file of
  // its own choice where it is: in an empty directory.
  const empty = await mkdtemp(join(host.scratchDirectory, "options-"));
  try {
    const { words } = splitWords(withoutPackagePattern(value));
    const done = await host.processes.run({ file, args: [...words, "-V"], directory: empty, timeoutSeconds: 20 });
    if (done.exitCode === 0) {
      return undefined;
    }
    const [first = ""] = done.stderr.split("\n");
    const said = ofOptions.test(first) ? first.replace(/^\S+: (?=-)/, "") : "a word in it belongs to no option";
    return { code: "go-flags", text: `${name}: ${said}; \`go tool ${tool} -help\` lists the options` };
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}
