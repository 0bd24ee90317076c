import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type RunnerResult, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";

const own = mkdtempSync(join(tmpdir(), "cgo-cross-go-caches-"));
let workspace: string;
let server: ResultsServer;
beforeAll(async () => {
  workspace = await copyExample("zstd");
  server = await startResultsServer();
});
afterAll(async () => {
  await server.close();
  for (const directory of [own, workspace]) {
    rmSync(directory, { recursive: true });
  }
});

const home = join(own, "home");

/** A job on a machine without any caches. The paths of the checkout and the home are the same on each. */
async function runOnNewMachine(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<RunnerResult> {
  rmSync(home, { recursive: true, force: true });
  return run(inputs, env);
}

async function run(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<RunnerResult> {
  return runAction({
    inputs: { targets: "linux/arm64 linux/386", "cgo-cflags": "-O0", "go-flags": "-v", artifacts: "off", ...inputs },
    workspace,
    temp: join(own, "temp"),
    toolCache: sharedTools,
    env: {
      ...server.environment(),
      HOME: home,
      XDG_CACHE_HOME: undefined,
      GOCACHE: undefined,
      GOMODCACHE: undefined,
      GOPATH: undefined,
      GOFLAGS: "-modcacherw",
      ...env,
    },
  });
}

const goEntries = () => server.entries().filter(({ key }) => key.startsWith("cgo-cross-go-"));
const lookups = () =>
  server.requests.filter(
    ({ method, body }) =>
      method === "CacheService/GetCacheEntryDownloadURL" && String(body?.["key"]).startsWith("cgo-cross-go-"),
  );
/** With -v Go prints every package that it compiles. */
const compiled = ({ log }: RunnerResult) => log.filter((line) => /^(internal\/|runtime|github\.com\/\S+$)/.test(line));

describe("Go's own caches", () => {
  test("are saved by one run, and save the next machine all compilation and downloads", async () => {
    const first = await runOnNewMachine();
    expect(first.conclusion).toBe("success");
    // Packages without C may have been compiled already by the prebuild, which prints nothing.
    expect(compiled(first)).toEqual(expect.arrayContaining(["runtime/cgo", "github.com/DataDog/zstd"]));
    expect(goEntries()).toHaveLength(1);
    const [entry] = goEntries();
    expect(entry?.saved).toBe(true);
    expect(first.stdout).toContain("Go's caches: no entry found");
    expect(first.stdout).toContain(`Go's caches: saved as ${entry?.key}`);
    for (const part of [
      /^system: linux \S+ [\d.]+ \w+$/m,
      /^Go: go1\.\S+$/m,
      /^targets: linux\/386 linux\/arm64$/m,
      /^modules: go\.mod \w{16}, go\.sum \w{16}$/m,
      /^build of linux\/arm64: aarch64-linux-gnu-gcc-\w{16} GOOS=linux GOARCH=arm64 CGO_CFLAGS=.* -O0 /m,
      /^build of linux\/386: i686-linux-gnu-gcc-\w{16} GOOS=linux GOARCH=386 CGO_CFLAGS=.* -O0 /m,
    ]) {
      expect(first.stdout).toMatch(part);
    }

    const second = await runOnNewMachine({}, { GOPROXY: "off" });
    expect(second.conclusion).toBe("success");
    expect(compiled(second)).toEqual([]);
    expect(second.stdout).toContain(`Go's caches: build cache and module cache restored from ${entry?.key}`);
    expect(second.stdout).toContain("Go's caches: nothing to save");
    expect(goEntries()).toEqual([entry]);
    expect(lookups()).toHaveLength(2);
    const sha256 = ({ outputs }: RunnerResult) =>
      (JSON.parse(outputs["binaries"] ?? "[]") as { sha256: string }[]).map((binary) => binary.sha256);
    expect(sha256(second)).toEqual(sha256(first));
    expect(existsSync(join(own, "temp/cgo-cross-staging"))).toBe(false);
  }, 600_000);

  test("are neither looked up nor saved for a tag, nor if the job has its own", async () => {
    const before = { lookups: lookups().length, entries: goEntries().length };
    const pure = { targets: "linux/arm64", "working-directory": await copyExample("pure") };
    const tag = await runOnNewMachine(pure, { GITHUB_REF: "refs/tags/v1" });
    expect(tag.conclusion).toBe("success");
    // The home has the build cache of the previous run, which downloaded no modules.
    mkdirSync(join(home, "go/pkg/mod/cache"), { recursive: true });
    const used = await run(pure);
    expect(used.conclusion).toBe("success");
    expect(used.stdout).toMatch(/Go's build cache is left alone: there is something in .*go-build already/);
    expect(used.stdout).toMatch(/Go's module cache is left alone: there is something in .*mod already/);
    expect({ lookups: lookups().length, entries: goEntries().length }).toEqual(before);
    rmSync(pure["working-directory"], { recursive: true });
  }, 600_000);
});
