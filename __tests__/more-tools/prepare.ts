import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { sharedTools } from "../e2e/examples.ts";
import { repository, runAction } from "../support/runner.ts";

/** Those that one compiler serves. */
export const targets = "linux/amd64 linux/arm64 linux/arm/v6 linux/arm/v7 linux/s390x windows/amd64";

/** A program with C in it. */
export const main = `package main

// static int three(void) { return 3; }
import "C"

func main() { println(C.three()) }
`;

export const goMod = "module example.com/mini\n\ngo 1.24\n";

export type Prepared = {
  /** What later steps of a job have, for all targets at once. */
  readonly environment: NodeJS.ProcessEnv;
  /** Writes files into a directory of their own, and gives it. */
  readonly write: (name: string, files: Readonly<Record<string, string>>) => string;
  readonly remove: () => void;
};

/** Sets up one compiler for six targets, as a job does. */
export async function prepare(): Promise<Prepared> {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-tools-"));
  const write: Prepared["write"] = (name, files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name, path)), { recursive: true });
      writeFileSync(join(directory, name, path), text);
    }
    return join(directory, name);
  };
  const workspace = write("setup", { "go.mod": goMod, "main.go": main });
  const inputs = { targets, build: "false" };
  const { conclusion, exported, paths } = await runAction({ inputs, workspace, toolCache: sharedTools });
  expect(conclusion).toBe("success");
  const environment = { ...process.env, ...exported, PATH: [...paths, process.env["PATH"]].join(":") };
  return { environment, write, remove: () => rmSync(directory, { recursive: true }) };
}

/** Compiles a tool by the module proxy, or finds it as it was compiled before. Gives its file. */
export function install(path: string, version: string): string {
  const name = path.replace(/\/v\d+$/, "").replace(/.*\//, "");
  const GOBIN = join(repository, "node_modules/.cache/cgo-cross-tests", `${name}-${version}`);
  execFileSync("go", ["install", `${path}@${version}`], { env: { ...process.env, GOBIN, GOFLAGS: "" } });
  return join(GOBIN, name);
}
