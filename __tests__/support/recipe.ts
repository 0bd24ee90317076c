import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./runner.ts";

/** A program with C in it, and a test. */
export const program = {
  "go.mod": "module example.com/app\n\ngo 1.24\n",
  "main.go": `package main

// static int three(void) { return 3; }
import "C"

import "fmt"

var version = "dev"

func three() int { return int(C.three()) }

func main() { fmt.Println("app", version, three()) }
`,
  "main_test.go": `package main

import "testing"

func TestThree(t *testing.T) {
	if three() != 3 {
		t.Fatal("not three")
	}
}
`,
};

export type Files = Readonly<Record<string, string>>;

/** A new repository with a program in it and the files of a recipe, as someone has it who has read nothing but the page. */
export function startFrom(recipe: string, files: Files = program): string {
  const directory = mkdtempSync(join(tmpdir(), `recipe-${recipe}-`));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  cpSync(join(repository, "recipes", recipe), directory, { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: directory });
  writeFileSync(join(directory, ".gitignore"), "/dist/\n/build/\n/.cache/\n");
  git("init", "-q");
  git("remote", "add", "origin", "https://github.com/example/app.git");
  git("add", ".");
  git("commit", "-qm", "first");
  git("tag", "v1.0.0");
  return directory;
}

const run = promisify(execFile);

/** What a script prints, run as GitLab, Woodpecker and others run theirs. Throws with what it said if it fails. */
export async function shell(script: string, cwd: string, variables: Files): Promise<string> {
  const options = { cwd, env: { ...process.env, ...variables }, maxBuffer: 64 << 20 };
  const { stdout, stderr } = await run("sh", ["-ec", script], options);
  return stdout + stderr;
}

/** What a file is, by the system's own word. */
export function kindOf(directory: string, name: string): string {
  return execFileSync("file", ["-bL", join(directory, name)], { encoding: "utf8" });
}

/** The blocks of a page that are for a shell, in order. */
export function shellBlocks(page: string): readonly string[] {
  const text = readFileSync(join(repository, "docs/recipes", `${page}.md`), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}
