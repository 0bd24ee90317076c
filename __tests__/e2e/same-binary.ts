import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";

/** The command line and the action, each with tools of its own, make the same binary of a program in C++. */
export function checkSameBinary(compiler: "gcc" | "clang"): void {
  test(`the command line builds the same binary as the action with ${compiler}, into local directories`, async () => {
    const workspace = await copyExample("cxx");
    const other = await copyExample("cxx");
    // With its own build cache, so that it compiles everything with its own tools.
    const goCache = mkdtempSync(join(tmpdir(), "cgo-cross-gocache-"));
    const env = { ...process.env, XDG_CACHE_HOME: join(sharedTools, "..", "cli"), GOCACHE: goCache };
    const cli = [
      join(repository, "dist/cli.js"),
      "--targets",
      "linux/arm64",
      "--compiler",
      compiler,
      "--working-directory",
      workspace,
      "--run",
    ];
    const done = spawnSync(process.execPath, cli, { env, encoding: "utf8" });
    expect(done.stderr).toContain("linux/arm64");
    expect(done.status).toBe(0);
    const files = readdirSync(join(workspace, "dist")).sort();
    const stem = "cxx_linux_arm64";
    expect(files).toEqual(["SHA256SUMS", "artifacts", "cgo-cross.json", stem, `${stem}.sha256`, `${stem}.tar.gz`]);
    expect(readdirSync(join(workspace, "dist/artifacts"))).toEqual([stem]);
    const result = await runAction({
      inputs: { targets: "linux/arm64", compiler, run: "true", artifacts: "off" },
      workspace: other,
      toolCache: sharedTools,
    });
    expect(result.conclusion).toBe("success");
    const lines = (directory: string) =>
      execFileSync("sha256sum", [stem], { cwd: join(directory, "dist"), encoding: "utf8" });
    expect(lines(workspace)).toBe(lines(other));
    rmSync(goCache, { recursive: true });
    rmSync(workspace, { recursive: true });
    rmSync(other, { recursive: true });
  }, 600_000);
}
