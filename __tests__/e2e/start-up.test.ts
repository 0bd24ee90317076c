import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { startResultsServer } from "../support/results-server.ts";
import { type RunnerResult, repository, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";

const directory = mkdtempSync(join(tmpdir(), "cgo-cross-trace-"));
afterAll(() => rmSync(directory, { recursive: true }));

const trace = join(directory, "trace");
const preload = pathToFileURL(join(repository, "__tests__/support/trace-modules.ts"));
const tracing = { MODULE_TRACE: trace, NODE_OPTIONS: `--import=${preload}` };

/** What a run loads: files of dist/, published packages in them, and Node's own modules for the network. */
type Loaded = { readonly files: readonly string[]; readonly packages: readonly string[]; readonly network: boolean };

function readTrace(): Loaded {
  const urls = readFileSync(trace, "utf8").trim().split("\n");
  const paths = urls
    .filter((url) => url.startsWith("file:") && url.includes("/dist/"))
    .map((url) => fileURLToPath(url));
  // The bundler writes above each ES module where it comes from.
  const packages = paths.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/^;.* MODULE: .*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)/gm)].map(
      ([, name]) => name ?? "",
    ),
  );
  return {
    files: [...new Set(paths.map((path) => basename(path)))].sort(),
    packages: [...new Set(packages)].sort(),
    network: urls.some((url) => /^node:(?:net|tls|https?|http2)$/.test(url)),
  };
}

/** Small, and always needed: they read flags, start child processes and limit their number. */
const always = ["@actions/exec", "@actions/io", "commander", "eventemitter3", "p-queue", "p-timeout"];
/** What writes summaries and outputs, and what it brings. */
const toolkit = ["@actions/core", "@actions/http-client"];
const loadsMore = ({ packages, network }: Loaded) => network || packages.some((name) => !always.includes(name));

function traceCli(...args: readonly string[]): Loaded & { readonly exitCode: number | null } {
  writeFileSync(trace, "");
  const options = { cwd: join(repository, "examples/pure"), env: { ...process.env, ...tracing } };
  const words = [join(repository, "dist/cli.js"), `--out-dir=${join(directory, "out")}`, ...args];
  const { status } = spawnSync(process.execPath, words, options);
  return { ...readTrace(), exitCode: status };
}

type Options = { readonly inputs: Readonly<Record<string, string>>; readonly env?: Readonly<Record<string, string>> };

async function traceAction({ inputs, env }: Options): Promise<{ loaded: Loaded; result: RunnerResult }> {
  writeFileSync(trace, "");
  const workspace = await copyExample("pure");
  const options = { inputs: { targets: "linux/amd64", cache: "off", ...inputs }, workspace, toolCache: sharedTools };
  const result = await runAction({ ...options, env: { ...env, ...tracing } });
  rmSync(workspace, { recursive: true });
  return { loaded: readTrace(), result };
}

describe("a run loads only what it uses", () => {
  test.each([
    [0, ["--version"]],
    [0, ["--help"]],
    [2, ["--targets=bogus"]],
    [0, ["--dry-run"]],
    [0, ["--targets=linux/amd64", "--archive=none", "--artifacts=off"]],
  ])("the command line ends with %i for %j", (exitCode, args) => {
    const loaded = traceCli(...args);
    expect(loaded.exitCode).toBe(exitCode);
    expect(loaded.files).toEqual(["cli.js"]);
    expect(loadsMore(loaded)).toBe(false);
  });

  test("the archiver is loaded by a run that makes an archive", () => {
    const { files, exitCode } = traceCli("--targets=linux/amd64", "--artifacts=off");
    expect(exitCode).toBe(0);
    expect(files.length).toBeGreaterThan(1);
  });

  test.each([
    [2, { targets: "bogus" }],
    [0, { "dry-run": "true" }],
  ])(
    "the action ends with %i for %j, and loads the runner's toolkit for its summary or outputs alone",
    async (exitCode, inputs) => {
      const { loaded, result } = await traceAction({ inputs });
      expect(result.exitCode).toBe(exitCode);
      expect(loaded.files).toHaveLength(2);
      expect(loaded.packages.filter((name) => !always.includes(name))).toEqual(toolkit);
    },
  );

  test("the artifact client is loaded only by a run that uploads, and the cache client by neither", async () => {
    const server = await startResultsServer();
    const env = server.environment();
    const { loaded: without } = await traceAction({ inputs: { artifacts: "off" }, env });
    const { loaded: uploading } = await traceAction({ inputs: {}, env });
    expect(server.artifacts()).toHaveLength(1);
    await server.close();
    expect(without.packages).toContain("@actions/core");
    expect(without.packages.filter((name) => /azure|artifact|cache$/.test(name))).toEqual([]);
    expect(uploading.packages).toContain("@actions/artifact");
    expect(uploading.packages).not.toContain("@actions/cache");
  });
});

test("the first line of the log names the Go and the targets, before the program is surveyed", async () => {
  const { result } = await traceAction({ inputs: { targets: "linux/arm/v7, windows/amd64", package: "./absent" } });
  expect(result.exitCode).toBe(2);
  expect(result.log[0]).toMatch(/^go1\.\S+, 2 targets: linux\/arm\/v7, windows\/amd64$/);
});
