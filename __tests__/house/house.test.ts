import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { version } from "../../src/commands/version.ts";
import { repository } from "../support/runner.ts";

/** Runs a tool of the repository and gives what it printed if it failed. */
function complaints(...words: readonly string[]): string {
  const [script = "", ...args] = words;
  const done = spawnSync(process.execPath, [join(repository, script), ...args], { cwd: repository, encoding: "utf8" });
  return done.status === 0 ? "" : `${done.stdout}${done.stderr}`;
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(directory, name)).isFile())
    .sort();
}

describe("the house is in order", () => {
  test("lint and format, and the rooms' order", () => {
    expect(complaints("node_modules/@biomejs/biome/bin/biome", "check")).toBe("");
  });

  test("types", () => {
    expect(complaints("node_modules/typescript/bin/tsc", "-p", "tsconfig.check.json")).toBe("");
  }, 120_000);

  test("action.yml and the generated sections of the documents are up to date", () => {
    expect(complaints("scripts/docs.ts", "--check")).toBe("");
  });

  test("dist/ is what a rebuild gives", () => {
    const out = mkdtempSync(join(tmpdir(), "cgo-cross-rebuild-"));
    // In the usual place: the bundler names modules by where they lie.
    rmSync(join(repository, "build"), { recursive: true, force: true });
    expect(complaints("node_modules/typescript/bin/tsc", "-p", "tsconfig.json")).toBe("");
    expect(complaints("scripts/bundle.ts", join(out, "dist"))).toBe("");
    const names = filesBelow(join(out, "dist"));
    expect(filesBelow(join(repository, "dist"))).toEqual(names);
    const stale = names.filter(
      (name) => !readFileSync(join(out, "dist", name)).equals(readFileSync(join(repository, "dist", name))),
    );
    expect(stale, "run `npm run build` and commit dist/").toEqual([]);
    rmSync(out, { recursive: true });
  }, 180_000);

  test("action.yml fits the schema of actions", () => {
    const out = mkdtempSync(join(tmpdir(), "cgo-cross-schema-"));
    const text = readFileSync(join(repository, "action.yml"), "utf8");
    expect(text).toContain("using: node24");
    // The newest schema that npm has ends at node20; actionlint, above, knows node24.
    writeFileSync(join(out, "action.yml"), text.replace("using: node24", "using: node20"));
    expect(complaints("node_modules/@action-validator/cli/cli.mjs", join(out, "action.yml"))).toBe("");
    rmSync(out, { recursive: true });
  });

  test("every action in the workflows is pinned by its commit", () => {
    for (const name of readdirSync(join(repository, ".github/workflows"))) {
      const text = readFileSync(join(repository, ".github/workflows", name), "utf8");
      const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action ?? "");
      expect(used.filter((action) => action !== "./" && !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
      expect(used.length).toBeGreaterThan(0);
    }
  });

  test("one version everywhere", () => {
    const { version: declared } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      version: string;
    };
    expect(version).toBe(declared);
  });

  test("the lock file names no download addresses, and dist/ no directory of this machine", () => {
    expect(readFileSync(join(repository, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "http/);
    for (const name of filesBelow(join(repository, "dist"))) {
      expect(readFileSync(join(repository, "dist", name), "utf8").includes(repository), name).toBe(false);
    }
  });

  test("tests run under the Node that runs the action", () => {
    expect(process.versions.node.split(".")[0]).toBe("24");
    expect(execFileSync("node", ["--version"], { encoding: "utf8" })).toMatch(/^v24\./);
  });
});
