import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type GoEnvironment, goflagsValues } from "../golang/index.ts";
import type { Problem } from "../host/errors.ts";
import type { Completed, Host } from "../host/types.ts";
import type { Inputs } from "../inputs/index.ts";

/**
 * Why Go could not record the commit that it builds, which it finds out only at the end of a build, and says with no more than
 * git's exit status: git takes no notice of a work tree that belongs to another user, as it often does in a container.
 * Undefined where nothing stands in the way, or the commit is not to be recorded (`-buildvcs=false`).
 *
 * Git is asked what Go will ask it, in the same place. Source: Go's cmd/go/internal/vcs/vcs.go (vcsGit, gitStatus) and
 * load/pkg.go (setBuildInfo).
 */
export async function findVcsProblem(
  host: Host,
  directory: string,
  { goFlags, goflags }: Pick<Inputs, "goFlags"> & Pick<GoEnvironment, "goflags">,
): Promise<Problem | undefined> {
  const asked = goflagsValues(goFlags.filter((flag) => flag.includes("buildvcs")).join(" "), "buildvcs").at(-1);
  const wanted = asked ?? goflagsValues(goflags, "buildvcs").at(-1) ?? "auto";
  const workTree = wanted === "false" ? undefined : await findWorkTree(directory);
  if (workTree === undefined) {
    return undefined;
  }
  const without = `${host.kind === "github" ? "set `go-flags: " : "give `--go-flags="}-buildvcs=false\``;
  const git = await host.processes.find("git");
  if (git === undefined) {
    // Go does without then, unless it must not.
    return wanted === "true"
      ? problem(`Go is to record the commit, and git is not installed: install it, or ${without}`)
      : undefined;
  }
  const failed = await askGit(host, git, workTree);
  if (failed === undefined) {
    return undefined;
  }
  const foreign = foreignWorkTree(failed.stderr);
  if (foreign === undefined) {
    const reason = failed.stderr.trim().split("\n")[0] ?? "";
    return problem(`git cannot read ${workTree}, so Go cannot record the commit (${reason}): repair it, or ${without}`);
  }
  return problem(
    `${foreign} belongs to another user, so git does not read it and Go cannot record the commit: run ` +
      `\`git config ${scopeOf(host)} --add safe.directory ${wordFor(host, foreign)}\` before, or ${without}`,
  );
}

function problem(text: string): Problem {
  return { code: "vcs-status", text };
}

/**
 * The nearest directory with a directory `.git` in it. Go takes no file of that name, as linked work trees and submodules
 * have: of the one it records nothing, of the other the commit of the repository around it. Undefined where there is none.
 */
export async function findWorkTree(directory: string): Promise<string | undefined> {
  for (let at = directory; ; at = dirname(at)) {
    const found = await stat(join(at, ".git")).catch(() => undefined);
    if (found?.isDirectory() === true) {
      return at;
    }
    if (at === dirname(at)) {
      return undefined;
    }
  }
}

/** What git says where it cannot read the work tree; undefined where it can. */
async function askGit(host: Host, git: string, directory: string): Promise<Completed | undefined> {
  const args = ["-C", directory, "status", "--porcelain"];
  // Its words are looked at below, and it has others in other languages.
  const environment = { ...host.environment, LC_ALL: "C", LANGUAGE: "" };
  const done = await host.processes.run({ file: git, args, environment, timeoutSeconds: 20 }).catch(() => undefined);
  return done?.ending === "exit" && done.exitCode !== 0 ? done : undefined;
}

/** Newer versions of git, and those of Debian 11 and Ubuntu 22.04 that were mended first. */
function foreignWorkTree(stderr: string): string | undefined {
  return /(?:dubious ownership in repository at |unsafe repository \()'(.*?)'/.exec(stderr)?.[1];
}

/** Without a home there is no global configuration. */
function scopeOf({ environment }: Host): string {
  return (environment["HOME"] ?? "") === "" ? "--system" : "--global";
}

function wordFor({ kind, workspace }: Host, directory: string): string {
  if (kind === "github" && directory === workspace) {
    return '"$GITHUB_WORKSPACE"';
  }
  return /^[\w./@:+-]+$/.test(directory) ? directory : `'${directory.replaceAll("'", "'\\''")}'`;
}
