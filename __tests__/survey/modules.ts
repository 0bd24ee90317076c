import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { problemTexts } from "../../src/host/errors.ts";
import { type LocalHost, makeLocalHost } from "../../src/host/local.ts";
import type { Environment } from "../../src/host/types.ts";
import type { RunInputs } from "../../src/inputs/inputs.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { findGo } from "../../src/survey/go.ts";
import type { ArchiveProbe } from "../../src/survey/machine.ts";
import { type Survey, surveyProgram } from "../../src/survey/survey.ts";
import { readBinary } from "../../src/verify/formats/read.ts";

/** A temporary directory for one test, with a host that writes everything below it and nothing to the terminal. */
export type Place = {
  readonly directory: string;
  readonly host: LocalHost;
  /** What the host would have written to the terminal. */
  readonly shown: readonly string[];
  readonly remove: () => Promise<void>;
};

/** Settings that a developer's or a runner's own must not override in a test. No module can be downloaded. */
const plainGo: Environment = {
  GOFLAGS: "-buildvcs=false",
  GOWORK: undefined,
  GOPROXY: "off",
  GOTOOLCHAIN: "local",
  GOENV: "off",
  CGO_ENABLED: undefined,
  CC: undefined,
  GOEXPERIMENT: undefined,
  CXX: undefined,
};

/** @param name Part of the directory's name, so that a test can have spaces and quotes in it. */
export async function makePlace(name = "rooms", variables: Environment = {}): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), `${name}-`));
  const shown: string[] = [];
  const environment = { ...process.env, ...plainGo, TMPDIR: directory, ...variables };
  const host = await makeLocalHost(environment, {
    artifactDirectory: join(directory, "artifacts"),
    cacheDirectory: join(directory, "cache"),
    workspace: directory,
    terminal: { write: (text: string) => shown.push(text) > 0 },
  });
  return { directory, host, shown, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Writes files by their paths below a directory. */
export async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return directory;
}

export const goMod = "module example.com/app\n\ngo 1.24\n";

/** A main package with blank imports of these packages. */
export function mainFile(...imports: readonly string[]): string {
  return `package main\n\n${imports.map((path) => `import _ "${path}"\n`).join("")}\nfunc main() {}\n`;
}

/** A file with C in it. */
export function cFile(packageName = "main"): string {
  return `package ${packageName}\n\n/*\nstatic int seven(void) { return 7; }\n*/\nimport "C"\n\nvar Seven = C.seven()\n`;
}

/** An archive that serves every machine, so that plans do not depend on the one that the tests run on. */
const anyArchive: ArchiveProbe = {
  id: "apt",
  family: () => "debian",
  missingReason: async () => undefined,
  ownRelease: async (distribution) => distribution,
  askRelease: async () => ({ glibc: undefined, clang: undefined }),
};

/** Surveys a directory as a run does. Throws where there is no Go or an input is invalid. */
export async function surveyIn(
  host: LocalHost,
  directory: string,
  raw: Readonly<Record<string, string>>,
): Promise<{ readonly survey: Survey; readonly inputs: RunInputs }> {
  const go = await findGo(host, directory);
  if (go.kind === "missing") {
    throw new Error(go.problem.text);
  }
  const { inputs, problems } = parseInputs(raw, { platforms: go.platforms, workspace: directory });
  if (problems.length > 0) {
    throw new Error(problemTexts(problems).join("\n"));
  }
  return {
    survey: await surveyProgram(host, { go, inputs, directory, archives: [anyArchive], readProgram: readBinary }),
    inputs,
  };
}
