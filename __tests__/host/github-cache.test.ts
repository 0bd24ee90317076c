import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type Driven, drive } from "./drive.ts";
import type { Step } from "./drive-github.ts";
import { readTree, writeTree } from "./tree.ts";

let server: ResultsServer;
let directory: string;
/** The directory that is cached. */
let path: string;

beforeEach(async () => {
  server = await startResultsServer();
  directory = await mkdtemp(join(tmpdir(), "github-cache-"));
  path = join(directory, "kept");
});

afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const save = (key: string): Step => ({ do: "save", entry: { path, key, restoreKeys: [] } });
const restore = (key: string, ...restoreKeys: string[]): Step => ({ do: "restore", entry: { path, key, restoreKeys } });
const driveHere = (steps: readonly Step[], rest: Parameters<typeof drive>[1] = {}) =>
  drive(steps, { ...rest, env: { ...server.environment(), ...rest.env } });
const methods = () => server.requests.map(({ verb, method }) => method ?? verb);

/** The client takes half a minute for its five tries, so this goes on beside the other tests. */
let whileDown: Promise<Driven & { readonly methods: readonly unknown[] }>;

beforeAll(() => {
  whileDown = saveWhileDown();
});

// A run of some of these tests alone must not end before it either, and leave its files.
afterAll(async () => {
  await whileDown;
}, 60_000);

async function saveWhileDown() {
  const down = await startResultsServer();
  const kept = await mkdtemp(join(tmpdir(), "github-cache-"));
  try {
    await writeTree(kept);
    down.fault = () => ({ status: 503, body: { code: "unavailable", msg: "down for the day" } });
    const entry = { path: kept, key: "k", restoreKeys: [] };
    const run = await drive([{ do: "save", entry }], { env: down.environment() });
    return { ...run, methods: down.requests.map(({ method }) => method) };
  } finally {
    await down.close();
    await rm(kept, { recursive: true, force: true });
  }
}

describe("the cache of a GitHub host", () => {
  it("brings a directory back byte for byte, with modes and links", async () => {
    await writeTree(path);
    const before = await readTree(path);
    const saved = await driveHere([save("tools-1")]);
    expect(saved.results).toEqual([{ value: { kind: "saved" } }]);
    expect(methods()).toEqual(["CacheService/CreateCacheEntry", "PUT", "CacheService/FinalizeCacheEntryUpload"]);
    expect(server.requests[0]?.userAgent).toMatch(/^@actions\/cache-6\./);
    expect(server.entries()).toMatchObject([{ key: "tools-1", saved: true }]);

    await rm(path, { recursive: true });
    const restored = await driveHere([restore("tools-1")]);
    expect(restored.results).toEqual([{ value: { kind: "hit", key: "tools-1" } }]);
    expect(await readTree(path)).toEqual(before);
    // The clients' own chatter and annotations stay out of the log; only the masks of signed addresses go through.
    for (const run of [saved, restored]) {
      expect(run.annotations).toEqual([]);
      expect(run.log).toEqual([]);
      expect(new Set(run.commands.map(({ name }) => name))).toEqual(new Set(["add-mask"]));
    }
  });

  it("takes the newest entry that a restore key fits, and says that it is not the one", async () => {
    await mkdir(path);
    const file = join(path, "name");
    await driveHere(["tools-1", "tools-2", "other-3"].flatMap((key) => [{ do: "write", file, text: key }, save(key)]));
    await rm(path, { recursive: true });
    const { results } = await driveHere([restore("tools-9", "none-", "tools-")]);
    expect(results).toEqual([{ value: { kind: "partial", key: "tools-2" } }]);
    expect((await readTree(path))["name"]).toContain(Buffer.from("tools-2").toString("base64"));
  });

  it("misses in peace", async () => {
    const run = await driveHere([restore("tools-1", "tools-")]);
    expect(run.results).toEqual([{ value: { kind: "miss" } }]);
    expect(run.annotations).toEqual([]);
  });

  it("does not save what is saved, and says so", async () => {
    await writeTree(path);
    const { results, annotations } = await driveHere([save("tools-1"), save("tools-1")]);
    expect(results).toEqual([
      { value: { kind: "saved" } },
      { value: { kind: "not-saved", reason: "this key is saved already, or another job is saving it" } },
    ]);
    expect(annotations).toEqual([]);
    expect(server.entries()).toHaveLength(1);
  });

  it("uploads more than 128 MiB in blocks and puts them together again", async () => {
    await mkdir(path);
    execFileSync("dd", ["if=/dev/urandom", `of=${join(path, "large")}`, "bs=1M", "count=140", "status=none"]);
    const sum = () => execFileSync("sha256sum", [join(path, "large")], { encoding: "utf8" });
    const before = sum();
    await driveHere([save("large")]);
    expect(server.requests.filter(({ query }) => query.includes("comp=block&")).length).toBeGreaterThan(1);
    await rm(path, { recursive: true });
    expect((await driveHere([restore("large")])).results).toEqual([{ value: { kind: "hit", key: "large" } }]);
    expect(sum()).toBe(before);
  }, 60_000);

  it.each([
    ["ACTIONS_RUNTIME_TOKEN", "the job has no cache: ACTIONS_RUNTIME_TOKEN is not set"],
    ["ACTIONS_RESULTS_URL", "the job has no cache: neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set"],
  ])("is not there without %s", async (variable, reason) => {
    await writeTree(path);
    const { results } = await driveHere([{ do: "describe" }, restore("k"), save("k")], {
      env: { [variable]: undefined },
    });
    expect(results).toEqual([
      { value: expect.objectContaining({ available: false, reason }) },
      { value: { kind: "unavailable", reason } },
      { value: { kind: "not-saved", reason } },
    ]);
    expect(server.requests).toEqual([]);
  });

  it("keeps to the job's cache mode", async () => {
    await writeTree(path);
    const reading = await driveHere([save("k"), restore("k")], { env: { ACTIONS_CACHE_MODE: "read" } });
    expect(reading.results).toEqual([
      { value: { kind: "not-saved", reason: expect.stringContaining("cache-mode 'read' does not permit writes") } },
      { value: { kind: "miss" } },
    ]);
    const none = await driveHere([restore("k")], { env: { ACTIONS_CACHE_MODE: "none" } });
    expect(none.results).toEqual([
      { value: { kind: "unavailable", reason: "the job has no cache: its cache mode is none" } },
    ]);
  });

  it("says what a refused connection is, and goes on", async () => {
    await writeTree(path);
    const env = { ACTIONS_RESULTS_URL: "http://127.0.0.1:9/" };
    const { results, annotations, seconds } = await driveHere([restore("k"), save("k")], { env });
    expect(results).toEqual([
      { value: { kind: "unavailable", reason: expect.stringContaining("ECONNREFUSED") } },
      { value: { kind: "not-saved", reason: expect.stringContaining("ECONNREFUSED") } },
    ]);
    expect(annotations).toEqual([]);
    expect(seconds).toBeLessThan(15);
  });

  it("gives up on a service that says nothing, and ends in time", async () => {
    await writeTree(path);
    server.fault = () => "hang";
    const deadlines = { restoreSeconds: 0.5, saveSeconds: 1 };
    const { results, seconds, orphans } = await driveHere([restore("k"), save("k")], { deadlines });
    expect(results).toEqual([
      { value: { kind: "unavailable", reason: "the cache service took longer than 0.5 s" } },
      { value: { kind: "not-saved", reason: "the cache service took longer than 1 s" } },
    ]);
    expect(seconds).toBeLessThan(15);
    expect(orphans).toEqual([]);
  });

  it("takes no answer of a broken archive for the directory", async () => {
    await writeTree(path);
    await driveHere([save("k")]);
    await rm(path, { recursive: true });
    server.fault = ({ verb }) => (verb === "GET" ? { status: 200, body: "no archive at all" } : undefined);
    const { results } = await driveHere([restore("k")]);
    expect(results).toEqual([{ value: { kind: "unavailable", reason: expect.stringContaining("tar") } }]);
    expect(await readTree(directory)).toEqual({});
  });

  it("gives the service's reason for a refusal", async () => {
    await writeTree(path);
    const message = "cache write denied: the token is read-only";
    server.fault = () => ({ status: 200, body: { ok: false, message } });
    expect((await driveHere([save("k")])).results).toEqual([
      { value: { kind: "not-saved", reason: expect.stringContaining(message) } },
    ]);
    server.fault = () => ({
      status: 429,
      headers: { "retry-after": "60" },
      body: { code: "resource_exhausted", msg: "slow down" },
    });
    const limited = await driveHere([restore("k"), save("k")]);
    expect(limited.results).toEqual([
      { value: { kind: "unavailable", reason: expect.stringContaining("slow down") } },
      { value: { kind: "not-saved", reason: expect.stringContaining("slow down") } },
    ]);
    expect(limited.annotations).toEqual([]);
  });

  it("ends the archiver that is still at work when the time is over", async () => {
    await mkdir(path);
    // Four gigabytes of nothing: a while to read, no room on the disk.
    execFileSync("truncate", ["--size=4G", join(path, "large")]);
    const { results, orphans } = await driveHere([save("k")], { deadlines: { saveSeconds: 1 } });
    expect(results).toEqual([{ value: { kind: "not-saved", reason: "the cache service took longer than 1 s" } }]);
    expect(orphans).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it("ends with the job, archiver and all, when that is cancelled", async () => {
    await mkdir(path);
    execFileSync("truncate", ["--size=16G", join(path, "large")]);
    const run = await driveHere([save("k")], { cancelAfter: 3 });
    expect(run).toMatchObject({ conclusion: "cancelled", exitCode: 130, orphans: [], results: [] });
    expect(run.signals.map(({ name }) => name)).toEqual(["SIGINT"]);
  });

  it("refuses what the client would take for a glob, or not take at all", async () => {
    const wild = join(directory, "a[b]");
    await writeTree(wild);
    await writeTree(path);
    const { results } = await driveHere([
      { do: "save", entry: { path: wild, key: "k", restoreKeys: [] } },
      save("a,b"),
      save("x".repeat(600)),
      { do: "save", entry: { path: join(directory, "absent"), key: "k", restoreKeys: [] } },
    ]);
    expect(results).toEqual([
      { value: { kind: "not-saved", reason: expect.stringContaining("takes no path with one of") } },
      { value: { kind: "not-saved", reason: expect.stringContaining("cannot contain commas") } },
      { value: { kind: "not-saved", reason: expect.stringContaining("larger than 512") } },
      { value: { kind: "not-saved", reason: expect.stringContaining("there is nothing in") } },
    ]);
  });

  it("outlasts a service that is down", async () => {
    const { results, annotations, methods } = await whileDown;
    expect(results).toEqual([{ value: { kind: "not-saved", reason: expect.stringContaining("(503)") } }]);
    expect(methods).toEqual(Array(5).fill("CacheService/CreateCacheEntry"));
    expect(annotations).toEqual([]);
  }, 60_000);
});
