import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downloadArtifact } from "../support/download-artifact.ts";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type RunnerResult, runAction } from "../support/runner.ts";
import { type BinaryOutput, copyExample, sharedTools } from "./examples.ts";

type Row = {
  readonly target: string;
  readonly toolchain?: string;
  readonly outcome: {
    readonly kind: string;
    readonly binaries: readonly {
      readonly facts: { readonly static?: boolean; readonly needed: readonly string[] };
      readonly run: { readonly kind: string; readonly output?: string; readonly reason?: string };
    }[];
  };
};

export type Example = {
  readonly name: string;
  readonly label: string;
  readonly targets: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly cgo: boolean;
  /** What the program prints on a target if it works. */
  readonly says: (platform: string) => RegExp;
};

/** Whether this machine can run it, natively or in an emulator; anything else must be reported as not run. */
const canRun = (target: string) => target.startsWith("linux/") || target === "windows/amd64";

/** Builds, runs and uploads each by the action, and looks at all that comes of it. */
export function checkExamples(examples: readonly Example[]): void {
  describe.each(examples)("the example $label", checkExample);
}

function checkExample(example: Example): void {
  let server: ResultsServer;
  let workspace: string;
  let result: RunnerResult;
  let rows: readonly Row[];
  let binaries: readonly BinaryOutput[];

  beforeAll(async () => {
    server = await startResultsServer();
    workspace = await copyExample(example.name);
    result = await runAction({
      inputs: { targets: example.targets.join(", "), run: "true", ...example.inputs },
      env: server.environment(),
      workspace,
      toolCache: sharedTools,
    });
    const manifest = result.outputs["manifest"];
    rows = manifest === undefined ? [] : (JSON.parse(readFileSync(manifest, "utf8")) as { targets: Row[] }).targets;
    binaries = JSON.parse(result.outputs["binaries"] ?? "[]") as BinaryOutput[];
  }, 1_500_000);
  afterAll(async () => {
    await server.close();
    rmSync(workspace, { recursive: true, force: true });
  });

  test("succeeds", () => {
    expect({
      conclusion: result.conclusion,
      errors: result.annotations.filter((each) => each.level === "error"),
    }).toEqual({ conclusion: "success", errors: [] });
    expect(binaries.map((binary) => binary.target)).toEqual(example.targets);
  });

  test.each(example.targets)("%s is built as planned and runs", (target) => {
    const binary = binaries.find((each) => each.target === target);
    expect(binary?.cgo).toBe(example.cgo);
    const row = rows.find((each) => each.target === target);
    if (example.inputs?.["compiler"] === "clang") {
      expect(row?.toolchain).toMatch(target === "linux/amd64" ? /^(clang-x86_64-linux-gnu|host)$/ : /^clang-/);
    }
    if (example.inputs?.["static"] === "true") {
      expect(binary?.linkage).toBe("static");
    }
    const [made] = row?.outcome.binaries ?? [];
    const [os, arch] = target.split("/");
    if (canRun(target) && target !== "linux/loong64") {
      expect(made?.run.kind, made?.run.reason).toBe("passed");
      // Wine may have a word of its own after the program's.
      const output = made?.run.output?.replace(/^wine client error:.*$/m, "").trim();
      expect(output).toMatch(example.says(`${os}/${arch}`));
    } else {
      expect(made?.run.kind).toMatch(target === "linux/loong64" ? /passed|not-run/ : /not-run/);
    }
  });

  test("the artifacts hold the archives, which hold the binaries with their executable bit", async () => {
    for (const target of example.targets) {
      const binary = binaries.find((each) => each.target === target);
      const name = `${example.name}_${target.replace("/", "_").replaceAll("/", "")}`;
      const into = mkdtempSync(join(tmpdir(), "cgo-cross-download-"));
      await downloadArtifact(server, name, into);
      const archive = basename(binary?.archive ?? "");
      expect(readdirSync(into).sort()).toEqual([`${name}.sha256`, archive].sort());
      expect(readFileSync(join(into, archive)).equals(readFileSync(binary?.archive ?? ""))).toBe(true);
      execFileSync("sha256sum", ["--check", "--quiet", `${name}.sha256`], { cwd: into });
      if (archive.endsWith(".tar.gz")) {
        const listing = execFileSync("tar", ["-tvzf", join(into, archive)], { encoding: "utf8" });
        expect(listing).toMatch(/^-rwxr-xr-x /);
        execFileSync("tar", ["-xzf", join(into, archive), "-C", into]);
        const extension = target === "wasip1/wasm" ? ".wasm" : "";
        const bytes = readFileSync(join(into, `${example.name}${extension}`));
        expect(createHash("sha256").update(bytes).digest("hex")).toBe(binary?.sha256);
      }
      rmSync(into, { recursive: true });
    }
  });

  test("SHA256SUMS holds for every file in out-dir", () => {
    const outDir = result.outputs["out-dir"] ?? "";
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: outDir });
    const listed = readFileSync(join(outDir, "SHA256SUMS"), "utf8").trim().split("\n");
    expect(listed).toHaveLength(example.targets.length * 2);
  });

  test("the summary has a row for each target under one headline, with a link to its file", () => {
    const rows = result.summary.split("\n").filter((line) => line.startsWith("| ") && line.includes("/artifacts/"));
    expect(rows.map((row) => row.split(" | ")[0])).toEqual(example.targets.map((target) => `| ${target}`));
    for (const { archive, artifactId } of binaries) {
      const name = archive?.slice(archive.lastIndexOf("/") + 1);
      const page = "https://github.com/octocat/hello-world/actions/runs/1658821493";
      expect(result.summary).toContain(`[${name}](${page}/artifacts/${artifactId})`);
    }
    expect(result.summary).toContain(`${example.targets.length} of ${example.targets.length}`);
  });
}
