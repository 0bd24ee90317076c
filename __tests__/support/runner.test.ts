import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunnerOptions, runAction } from "./runner.ts";

let directory: string;
let scripts = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "runner-test-"));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** Runs a script of these lines. */
async function run(script: string, options: Omit<RunnerOptions, "entry"> = {}) {
  scripts += 1;
  const entry = join(directory, `${scripts}.mjs`);
  const head = 'import fs from "node:fs"; import { spawn } from "node:child_process"; const { env } = process;';
  await writeFile(entry, `${head}\n${script}\n`);
  return runAction({ ...options, entry });
}

describe("runAction", () => {
  it("starts Node 24 in the workspace with the runner's variables and the inputs", async () => {
    const result = await run(
      `console.log(JSON.stringify({
        node: process.versions.node.split(".")[0], same: fs.realpathSync(".") === fs.realpathSync(env.GITHUB_WORKSPACE),
        actions: env.GITHUB_ACTIONS, inputs: [env["INPUT_CGO-CFLAGS"], env.INPUT_TWO_WORDS], given: env.GIVEN,
        absent: env.GITHUB_REF ?? null, options: env.NODE_OPTIONS ?? null, vitest: env.VITEST ?? null,
        temp: fs.statSync(env.RUNNER_TEMP).isDirectory() && fs.statSync(env.RUNNER_TOOL_CACHE).isDirectory(),
      }))`,
      { inputs: { "cgo-cflags": " -O2 ", "two words": "x" }, env: { GIVEN: "1", GITHUB_REF: undefined } },
    );
    expect(JSON.parse(result.stdout)).toEqual({
      node: "24",
      same: true,
      actions: "true",
      inputs: [" -O2 ", "x"],
      given: "1",
      absent: null,
      options: null,
      vitest: null,
      temp: true,
    });
    expect(result).toMatchObject({ conclusion: "success", exitCode: 0, signal: undefined, failures: [], orphans: [] });
    expect(result.peakBytes).toBeGreaterThan(10e6);
  });

  it("reads the command files after the step", async () => {
    const result = await run(`
      fs.appendFileSync(env.GITHUB_ENV, "A=1\\nB<<X\\nb=1\\nb2\\nX\\nNODE_OPTIONS=--inspect\\n");
      fs.appendFileSync(env.GITHUB_OUTPUT, "out=2\\n");
      fs.appendFileSync(env.GITHUB_STATE, "kept=3\\n");
      fs.appendFileSync(env.GITHUB_PATH, "/a\\n/b\\n");
      fs.appendFileSync(env.GITHUB_STEP_SUMMARY, "# Title\\n");
    `);
    expect(result.exported).toEqual({ A: "1", B: "b=1\nb2" });
    expect(result.outputs).toEqual({ out: "2" });
    expect(result.state).toEqual({ kept: "3" });
    expect(result.paths).toEqual(["/a", "/b"]);
    expect(result.summary).toBe("# Title\n");
    expect(result.annotations.map(({ message }) => message)).toEqual([expect.stringContaining("NODE_OPTIONS")]);
    expect(result.conclusion).toBe("success");
  });

  it("fails a step whose command file cannot be read, whatever its exit code", async () => {
    const result = await run('fs.appendFileSync(env.GITHUB_OUTPUT, "a<<X\\n1\\n");');
    expect(result).toMatchObject({ conclusion: "failure", exitCode: 0, outputs: {} });
    expect(result.failures).toEqual([expect.stringContaining("Matching delimiter not found 'X'")]);
  });

  it("drops a summary of more than a megabyte", async () => {
    const result = await run('fs.appendFileSync(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1));');
    expect(result.summary).toBe("");
    expect(result.annotations).toHaveLength(1);
  });

  it("runs commands of both streams, and those after a carriage return", async () => {
    const result = await run(`
      console.log("::warning::out"); console.error("::warning::err"); process.stdout.write("50%\\r::notice::cr\\r\\nend");
    `);
    expect(result.annotations.map(({ message }) => message).sort()).toEqual(["cr", "err", "out"]);
    expect(result.log).toEqual(expect.arrayContaining(["50%", "end"]));
  });

  it("returns the exit code and the signal", async () => {
    expect(await run("process.exit(7)")).toMatchObject({ conclusion: "failure", exitCode: 7, signal: undefined });
    expect(await run('process.kill(process.pid, "SIGKILL")')).toMatchObject({ exitCode: undefined, signal: "SIGKILL" });
  });

  it("cancels with SIGINT alone if the process exits", async () => {
    const result = await run(
      'process.on("SIGINT", () => { console.log("stopping"); process.exit(130); }); console.log("ready"); setInterval(() => {}, 1e6);',
      { cancelOn: (line) => line === "ready" },
    );
    expect(result).toMatchObject({ conclusion: "cancelled", exitCode: 130, signal: undefined });
    expect(result.signals.map(({ name }) => name)).toEqual(["SIGINT"]);
    expect(result.log).toEqual(["ready", "stopping"]);
  });

  it("goes on to SIGTERM and to SIGKILL for the process tree if it does not exit", async () => {
    const result = await run(
      `for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => console.log(name));
       spawn("sleep", ["1000"], { stdio: "inherit" }); console.log("ready"); setInterval(() => {}, 1e6);`,
      { cancelOn: (line) => line === "ready", gracePeriods: { interrupt: 1500, terminate: 1000 } },
    );
    expect(result).toMatchObject({
      conclusion: "cancelled",
      signal: "SIGKILL",
      log: ["ready", "SIGINT", "SIGTERM"],
      orphans: [],
    });
    const [first, second, third] = result.signals;
    expect(result.signals.map(({ name }) => name)).toEqual(["SIGINT", "SIGTERM", "SIGKILL"]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1.49);
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThanOrEqual(0.99);
  });

  it("kills and reports processes that a step leaves running", async () => {
    const result = await run('spawn("sleep", ["1000.5"], { detached: true, stdio: "ignore" }).unref();');
    expect(result.orphans).toEqual(["sleep 1000.5"]);
  });
});
