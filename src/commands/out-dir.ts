import { lstat, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describeError, messageOf, type Problem, UserError } from "../host/errors.ts";
import { exists, type Hold, holdDirectory, placeOutside, replaceFile } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/index.ts";
import { clearOutputs, ensureWritable, runFiles } from "../publish/index.ts";
import {
  describeManifest,
  type EarlierManifest,
  keepFiles,
  manifestFiles,
  parseManifest,
  type RunResult,
  takenFileProblems,
} from "../report/index.ts";
import { findWorkTree } from "../survey/index.ts";
import type { Question } from "./decide.ts";
import { artifactsDirectory } from "./directories.ts";

/**
 * Why nothing may be written to out-dir: a link of the repository makes it another place than it is by its
 * name. Who changes files of a repository must not choose what a run overwrites elsewhere. A directory that is named by its
 * real path can be anywhere.
 */
export async function outDirProblems(
  host: Pick<Host, "kind" | "workspace">,
  { inputs, directory, outDir }: Pick<Question, "inputs" | "directory" | "outDir">,
): Promise<readonly Problem[]> {
  if (!inputs.build) {
    return [];
  }
  const workTree = await findWorkTree(directory);
  const roots = [host.workspace, directory, ...(workTree === undefined ? [] : [workTree])];
  const placed = roots.map((root) => ({ path: outDir, root, way: "or set `out-dir` to where it leads" }));
  if (host.kind === "local") {
    placed.push({ path: join(outDir, artifactsDirectory), root: outDir, way: "or set `out-dir` to another directory" });
  }
  const problems = await Promise.all(placed.map(linkProblem));
  const problem = problems.find((each) => each !== undefined) ?? (await unwritableProblem(outDir));
  return problem === undefined ? [] : [problem];
}

/** Asked of the directory above it that there is: nothing is made before all is decided. */
async function unwritableProblem(outDir: string): Promise<Problem | undefined> {
  let place = outDir;
  while (!(await exists(place)) && place !== dirname(place)) {
    place = dirname(place);
  }
  try {
    await ensureWritable(outDir, place);
    return undefined;
  } catch (error) {
    const described = describeError(error);
    const code = described.kind === "user" ? described.problems[0]?.code : undefined;
    return { code: code ?? "out-dir-unusable", text: messageOf(error) };
  }
}

/**
 * Why files cannot be put under the names that the plan has for them. What is read there first has to be a
 * file, through a link too: a pipe would never end.
 */
export async function takenNameProblems({ publication: { outDir }, targets }: Plan): Promise<readonly Problem[]> {
  const names = targets.flatMap(({ asked, builds }) =>
    asked ? builds.flatMap(({ file, header, archive }) => [file, header ?? [], archive?.file ?? []].flat()) : [],
  );
  const problems = await Promise.all([
    ...names.map(async (name) => {
      const found = await lstat(join(outDir, name)).catch(() => undefined);
      return found?.isDirectory() === true ? [name] : [];
    }),
    ...Object.values(runFiles).map(async (name) => {
      const found = await stat(join(outDir, name)).catch(() => undefined);
      return found?.isFile() === false ? [name] : [];
    }),
  ]);
  return problems.flat().map((name) => ({
    code: "out-dir-unusable",
    text:
      `out-dir: ${join(outDir, name)} is not a file, and a file of this name is to be written; remove it, or set ` +
      "`out-dir` to another directory",
  }));
}

type Placed = { readonly path: string; readonly root: string; readonly way: string };

async function linkProblem({ path, root, way }: Placed): Promise<Problem | undefined> {
  try {
    const place = await placeOutside(root, path);
    const text =
      `out-dir: ${path} is a link, or lies in one, that leads out of ${root} to ${place}, where nothing is written; remove ` +
      `the link, ${way}`;
    return place === undefined ? undefined : { code: "out-dir-unusable", text };
  } catch (error) {
    const text = `out-dir: ${path} cannot be used (${messageOf(error)}); set \`out-dir\` to another directory`;
    return { code: "out-dir-unusable", text };
  }
}

/**
 * Has out-dir for this run.
 * @throws UserError where another run does not end.
 */
export function holdOutDir(host: Host, { publication: { outDir } }: Plan): Promise<Hold> {
  const otherwise = "set `out-dir` to another directory";
  return holdDirectory(host, outDir, { name: "out-dir", code: "out-dir-in-use", otherwise });
}

/**
 * Makes the directory ready that a run writes to. Other runs may have written to it: what this one makes anew is removed,
 * from the checksums and the manifest too, and the rest stays.
 * @throws UserError where it cannot be written to, or where another program's binary would be overwritten.
 */
export async function prepareOutDir(host: Host, plan: Plan): Promise<void> {
  // Where it does not exist yet nobody has it.
  const hold = await holdOutDir(host, plan);
  try {
    await takeOver(plan);
  } finally {
    await hold.release();
  }
}

/**
 * Asked before a run fills the directory: a build takes long enough for somebody to remove it.
 * @throws UserError where it is no longer there.
 */
export async function requireOutDir({ publication: { outDir } }: Plan): Promise<void> {
  const found = await stat(outDir).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new UserError({
      code: "out-dir-removed",
      text: `out-dir: ${outDir} was removed while the program was built, and nothing was published; run again`,
    });
  }
}

async function takeOver(plan: Plan): Promise<void> {
  const { outDir } = plan.publication;
  const earlier = await readEarlier(outDir);
  const taken = earlier === undefined ? [] : takenFileProblems(plan, earlier);
  if (taken.length > 0) {
    throw new UserError(taken);
  }
  await clearOutputs(plan);
  const file = join(outDir, runFiles.manifest);
  const kept = await readEarlier(outDir);
  const text = `${JSON.stringify(kept, null, 2)}\n`;
  await (kept === undefined ? rm(file, { force: true }) : replaceFile(file, { text }));
}

/** Writes the manifest of a run, which has the binaries of other runs in the directory too. */
export async function writeManifest(file: string, result: RunResult): Promise<void> {
  await replaceFile(file, { text: describeManifest(result, await readEarlier(result.outDir)) });
}

/** What the manifest in a directory says of the binaries that are still there; undefined where it says nothing. */
async function readEarlier(outDir: string): Promise<EarlierManifest | undefined> {
  const text = await readFile(join(outDir, runFiles.manifest), "utf8").catch(() => "");
  const manifest = parseManifest(text);
  if (manifest === undefined) {
    return undefined;
  }
  const there = new Set<string>();
  for (const file of manifestFiles(manifest)) {
    if (await exists(file)) {
      there.add(file);
    }
  }
  return keepFiles(manifest, there);
}
