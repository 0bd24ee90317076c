/**
 * Checks all workflows with zizmor (pedantic) and actionlint: those of .github/, action.yml, and every YAML block of
 * README.md and docs/, each made a whole workflow first.
 *
 *     node scripts/check-workflows.ts    exits with 1 and prints what they found; with 2 if the tools cannot be had
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { argv, env, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import { shortHash } from "../src/host/hash.ts";

/** A YAML block of a page. */
export type Block = {
  readonly page: string;
  /** The line of its first line, from 1. */
  readonly line: number;
  readonly text: string;
};

/** The programs, or why they cannot be had here. */
export type Tools =
  | { readonly kind: "ready"; readonly zizmor: string; readonly actionlint: string; readonly path: string }
  | { readonly kind: "missing"; readonly reason: string };

/**
 * The YAML blocks of a page of Markdown, without the indentation that all of a block's lines have. Files of recipes/ that
 * are for something else than actions (GitLab, GoReleaser) are left out: their own tests read them.
 */
export function blocksOf(page: string, markdown: string): readonly Block[] {
  const forOthers = /^<!-- (recipes\/(?!\S*\/workflows\/)\S+):start -->\n[\s\S]*?^<!-- \1:end -->$/gm;
  // The lines stay, so that those of what follows are right.
  const own = markdown.replaceAll(forOthers, (section) => section.replaceAll(/[^\n]/g, ""));
  return [...own.matchAll(/^( *)```ya?ml *\n([\s\S]*?)^\1``` *$/gm)].map((found) => {
    const lines = (found[2] ?? "").split("\n");
    const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
    const indent = Math.min(...indents);
    const line = own.slice(0, found.index).split("\n").length + 1;
    return { page, line, text: lines.map((each) => each.slice(indent)).join("\n") };
  });
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * A block as a whole workflow: a workflow as it stands; the body of a job, steps, or what stands below `with:` of this
 * action, in a workflow that these tools have nothing to say about. Forgejo's full addresses of actions are cut to what GitHub
 * knows.
 * @throws Error if it is none of these.
 */
export function asWorkflow({ page, line, text }: Block): string {
  const plain = text.replaceAll(/(uses: *)https:\/\/[^/\s]+\//g, "$1");
  const tree = parse(plain) as Tree | readonly unknown[] | null;
  if (Array.isArray(tree)) {
    return inWorkflow(["steps:", ...indented(plain, 2)]);
  }
  const keys = Object.keys(tree ?? {});
  if (keys.includes("jobs")) {
    return plain;
  }
  if (keys.includes("steps")) {
    return inWorkflow(plain.split("\n"), keys.includes("runs-on"));
  }
  const inputs = Object.keys((parse(readFileSync(join(repository, "action.yml"), "utf8")) as { inputs: Tree }).inputs);
  const unknown = keys.filter((key) => !inputs.includes(key));
  if (keys.length === 0 || unknown.length > 0) {
    throw new Error(`${page}:${line}: neither a workflow, a job, steps nor inputs: unknown ${unknown.join(", ")}`);
  }
  return inWorkflow(["steps:", `  - uses: ${published}`, "    with:", ...indented(plain, 6)]);
}

function inWorkflow(job: readonly string[], hasRunner = false): string {
  const head = stringify({
    name: "example",
    on: "push",
    permissions: {},
    concurrency: { group: "example", "cancel-in-progress": true },
  });
  const body = ["name: example", ...(hasRunner ? [] : ["runs-on: ubuntu-latest"]), "timeout-minutes: 30", ...job];
  return `${head}jobs:\n  example:\n${indented(body.join("\n"), 4).join("\n")}\n`;
}

function indented(text: string, columns: number): readonly string[] {
  return text.split("\n").map((line) => (line === "" ? line : " ".repeat(columns) + line));
}

/** How the pages name this action. */
const published = "OWNER/cgo-cross@v1";

const repository = fileURLToPath(new URL("..", import.meta.url));
const pins = join(repository, "scripts/workflow-tools");

/**
 * The tools in the versions, and with the hashes, that scripts/workflow-tools/ has: from node_modules/.cache, else from PyPI by
 * pip and from Go's module proxy.
 */
export function workflowTools(): Tools {
  const files = ["requirements.txt", "go.mod", "go.sum"].map((name) => readFileSync(join(pins, name), "utf8"));
  const pinned = shortHash(files.join("\0"));
  const home = join(repository, `node_modules/.cache/cgo-cross-workflow-tools/${pinned}-${platform()}-${arch()}`);
  const bin = join(home, "bin");
  const tools = { kind: "ready", zizmor: join(bin, "zizmor"), actionlint: join(bin, "actionlint") } as const;
  const requirements = ["--requirement", join(pins, "requirements.txt"), "--require-hashes", "--only-binary", ":all:"];
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target", home];
  const actionlint = "github.com/rhysd/actionlint/cmd/actionlint";
  const reason =
    (existsSync(tools.zizmor) ? undefined : failure("python3", [...pip, ...requirements])) ??
    (existsSync(tools.actionlint)
      ? undefined
      : failure("go", ["build", "-C", pins, "-mod=readonly", "-o", tools.actionlint, actionlint]));
  return reason === undefined
    ? { ...tools, path: `${bin}${delimiter}${env["PATH"] ?? ""}` }
    : { kind: "missing", reason };
}

/** Why a command failed, in one line; undefined if it did not. */
function failure(command: string, words: readonly string[]): string | undefined {
  const done = spawnSync(command, words, { encoding: "utf8", timeout: 120_000 });
  const last = done.error?.message ?? done.stderr?.trim().split("\n").at(-1);
  return done.status === 0 ? undefined : `zizmor and actionlint cannot be fetched: ${command}: ${last}`;
}

/** What the tools find in the repository and in its pages; empty if nothing. */
export function workflowFindings(tools: Tools & { readonly kind: "ready" }): string {
  const work = mkdtempSync(join(tmpdir(), "cgo-cross-workflows-"));
  try {
    const pages = globSync(["README.md", "docs/**/*.md", "SECURITY.md", "CONTRIBUTING.md"], { cwd: repository }).sort();
    const blocks = pages.flatMap((page) => blocksOf(page, readFileSync(join(repository, page), "utf8")));
    const read = makeProject(join(work, "read"), blocks, published);
    // With the action's own action.yml in its place, actionlint knows the inputs and outputs that there are.
    const resolved = makeProject(join(work, "resolved"), blocks, "./");
    const pedantic = [
      "--offline",
      "--quiet",
      "--pedantic",
      "--strict-collection",
      "--no-progress",
      "--format",
      "plain",
    ];
    return [
      found(tools, "zizmor", [...pedantic, "--config", join(repository, ".github/zizmor.yml"), "."], repository),
      found(tools, "zizmor", [...pedantic, "--config", join(repository, ".github/zizmor-docs.yml"), "."], read),
      found(tools, "actionlint", ["-no-color"], repository),
      found(tools, "actionlint", ["-no-color"], resolved),
    ].join("");
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** A directory that the tools take for a repository, with a workflow for each block. */
function makeProject(directory: string, blocks: readonly Block[], action: string): string {
  const workflows = join(directory, ".github/workflows");
  mkdirSync(workflows, { recursive: true });
  mkdirSync(join(directory, ".git"));
  mkdirSync(join(directory, "dist"));
  cpSync(join(repository, "action.yml"), join(directory, "action.yml"));
  writeFileSync(join(directory, "dist/index.js"), "");
  // Forgejo's runners have this label where nobody has chosen others.
  writeFileSync(
    join(directory, ".github/actionlint.yaml"),
    stringify({ "self-hosted-runner": { labels: ["docker"] } }),
  );
  for (const block of blocks) {
    const name = `${block.page.replaceAll("/", "-")}-line-${block.line}.yml`;
    writeFileSync(join(workflows, name), asWorkflow(block).replaceAll(published, action));
  }
  return directory;
}

function found(tools: Tools & { kind: "ready" }, tool: "zizmor" | "actionlint", words: readonly string[], cwd: string) {
  const environment = { ...env, PATH: tools.path };
  const done = spawnSync(tools[tool], words, { cwd, encoding: "utf8", env: environment, timeout: 120_000 });
  return done.status === 0 ? "" : `${done.error?.message ?? ""}${done.stdout}${done.stderr}`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const tools = workflowTools();
  const findings = tools.kind === "ready" ? workflowFindings(tools) : "";
  console.log(tools.kind === "missing" ? tools.reason : findings || "zizmor and actionlint have nothing to say");
  exit(tools.kind === "missing" ? 2 : findings === "" ? 0 : 1);
}
