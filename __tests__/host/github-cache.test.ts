import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type Driven, drive } from "./drive.ts";
import type { Step } from "./drive-github.ts";
import { readTree } from "./tree.ts";

let server: ResultsServer;
let directory: string;
/** The file that is cached. */
let path: string;

beforeEach(async () => {
  server = await startResultsServer();
  directory = await mkdtemp(join(tmpdir(), "github-cache-"));
  path = join(directory, "work", "_temp", "staging", "kept.pack");
});

afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const kept = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) & 255));
async function writeKept(bytes: Buffer = kept): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

const save = (key: string): Step => ({ do: "save", entry: { path, key, restoreKeys: [] } });
const restore = (key: string, ...restoreKeys: string[]): Step => ({ do: "restore", entry: { path, key, restoreKeys } });
const driveHere = (steps: readonly Step[], rest: Parameters<typeof drive>[1] = {}) =>
  drive(steps, { ...rest, env: { ...server.environment(), ...rest.env } });
/** A restore begins with removing the file. */
const put = (): Step => ({ do: "write", file: path, text: "kept" });
const methods = () => server.requests.map(({ verb, method }) => method ?? verb);

/** The client takes half a minute for its five attempts, so this runs while the other tests do. */
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
    await writeFile(join(kept, "file"), "kept");
    down.fault = () => ({ status: 503, body: { code: "unavailable", msg: "down for the day" } });
    const entry = { path: join(kept, "file"), key: "k", restoreKeys: [] };
    const run = await drive([{ do: "save", entry }], { env: down.environment() });
    return { ...run, methods: down.requests.map(({ method }) => method) };
  } finally {
    await down.close();
    await rm(kept, { recursive: true, force: true });
  }
}

const writeArchive = `
import io, os, subprocess, sys, tarfile
archive = tarfile.open(sys.argv[1] + ".tar", "w", format=tarfile.PAX_FORMAT)
def add(name, data=b"", kind=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.size, entry.mode = kind, link, len(data), 0o644
    archive.addfile(entry, io.BytesIO(data))
def finish():
    archive.close()
    subprocess.run(["zstd", "-q", "-o", sys.argv[1], sys.argv[1] + ".tar"], check=True)
`;

/** Absolute paths, paths upwards, links out and files through them, a hard link to a system file. */
const hostileArchive = `${writeArchive}
outside = sys.argv[2]
add(outside + "/absolute", b"evil")
add("../../../../../../../../../.." + outside + "/upwards", b"evil")
add("link", kind=tarfile.SYMTYPE, link=outside)
add("link/through", b"evil")
add("hard", kind=tarfile.LNKTYPE, link="/etc/hostname")
add("anything", b"the last of them")
finish()
`;

const otherArchive = `${writeArchive}
kind = {"a link": tarfile.SYMTYPE, "a directory": tarfile.DIRTYPE, "a pipe": tarfile.FIFOTYPE}[sys.argv[2]]
add("member", kind=kind, link="/etc/hostname")
finish()
`;

describe("the cache on a GitHub host", () => {
  it("saves and restores a file byte for byte", async () => {
    await writeKept();
    const saved = await driveHere([save("tools-1")]);
    expect(saved.results).toEqual([{ value: { kind: "saved" } }]);
    expect(methods()).toEqual(["CacheService/CreateCacheEntry", "PUT", "CacheService/FinalizeCacheEntryUpload"]);
    expect(server.requests[0]?.userAgent).toMatch(/^@actions\/cache-6\./);
    expect(server.entries()).toMatchObject([{ key: "tools-1", saved: true }]);

    await rm(path);
    const restored = await driveHere([restore("tools-1")]);
    expect(restored.results).toEqual([{ value: { kind: "hit", key: "tools-1" } }]);
    expect((await readFile(path)).equals(kept)).toBe(true);
    // The clients' own lines and annotations stay out of the log; only the masks of signed addresses are printed.
    for (const run of [saved, restored]) {
      expect(run.annotations).toEqual([]);
      expect(run.log).toEqual([]);
      expect(new Set(run.commands.map(({ name }) => name))).toEqual(new Set(["add-mask"]));
    }
  });

  it("writes only the one file, whatever paths an entry contains", async () => {
    // What is hostile is made on the way: the entry itself is a good one.
    await writeKept();
    await driveHere([save("tools-1")]);
    await rm(path);
    const outside = join(directory, "outside");
    await mkdir(outside);
    const hostile = join(directory, "hostile.tzst");
    execFileSync("python3", ["-c", hostileArchive, hostile, outside]);
    server.fault = ({ verb }) =>
      verb === "GET" ? { status: 200, headers: {}, file: { path: hostile, bytes: statSync(hostile).size } } : undefined;
    const { results } = await driveHere([restore("tools-1")]);
    expect(await readdir(outside)).toEqual([]);
    expect(results).toEqual([{ value: { kind: "hit", key: "tools-1" } }]);
    expect(await readFile(path, "utf8")).toBe("the last of them");
    expect((await readTree(dirname(path)))["kept.pack"]).toMatch(/^file /);
  });

  it.each(["a link", "a directory", "a pipe"])(
    "reports an entry with %s in place of the file as damaged",
    async (kind) => {
      await writeKept();
      await driveHere([save("tools-1")]);
      await rm(path);
      const other = join(directory, "other.tzst");
      execFileSync("python3", ["-c", otherArchive, other, kind]);
      server.fault = ({ verb }) =>
        verb === "GET" ? { status: 200, headers: {}, file: { path: other, bytes: statSync(other).size } } : undefined;
      const { results } = await driveHere([restore("tools-1")]);
      const reason = "the entry tools-1 does not hold the one file that was saved";
      expect(results).toEqual([{ value: { kind: "damaged", reason } }]);
      expect(await readdir(dirname(path))).toEqual([]);
    },
  );

  it("restores the newest entry that matches a restore key, as a partial hit", async () => {
    await writeKept();
    await driveHere(
      ["tools-1", "tools-2", "other-3"].flatMap((key) => [{ do: "write", file: path, text: key }, save(key)]),
    );
    await rm(path);
    const { results } = await driveHere([restore("tools-9", "none-", "tools-")]);
    expect(results).toEqual([{ value: { kind: "partial", key: "tools-2" } }]);
    expect(await readFile(path, "utf8")).toBe("tools-2");
  });

  it("reports a miss without annotations", async () => {
    const run = await driveHere([restore("tools-1", "tools-")]);
    expect(run.results).toEqual([{ value: { kind: "miss" } }]);
    expect(run.annotations).toEqual([]);
  });

  it("does not save a key twice", async () => {
    await writeKept();
    const { results, annotations } = await driveHere([save("tools-1"), save("tools-1")]);
    expect(results).toEqual([
      { value: { kind: "saved" } },
      { value: { kind: "not-saved", reason: "this key is saved already, or another job is saving it" } },
    ]);
    expect(annotations).toEqual([]);
    expect(server.entries()).toHaveLength(1);
  });

  it("saves and restores more than 128 MiB in blocks", async () => {
    await writeKept();
    execFileSync("dd", ["if=/dev/urandom", `of=${path}`, "bs=1M", "count=140", "status=none"]);
    const sum = () => execFileSync("sha256sum", [path], { encoding: "utf8" });
    const before = sum();
    await driveHere([save("large")]);
    expect(server.requests.filter(({ query }) => query.includes("comp=block&")).length).toBeGreaterThan(1);
    await rm(path);
    expect((await driveHere([restore("large")])).results).toEqual([{ value: { kind: "hit", key: "large" } }]);
    expect(sum()).toBe(before);
  }, 60_000);

  it.each([
    ["ACTIONS_RUNTIME_TOKEN", "the job has no cache: ACTIONS_RUNTIME_TOKEN is not set"],
    ["ACTIONS_RESULTS_URL", "the job has no cache: neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set"],
  ])("is unavailable without %s", async (variable, reason) => {
    await writeKept();
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

  it("respects the job's cache mode", async () => {
    await writeKept();
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

  it("reports a refused connection and goes on", async () => {
    await writeKept();
    const env = { ACTIONS_RESULTS_URL: "http://127.0.0.1:9/" };
    const { results, annotations, seconds } = await driveHere([restore("k"), put(), save("k")], { env });
    expect(results).toEqual([
      { value: { kind: "unavailable", reason: expect.stringContaining("ECONNREFUSED") } },
      {},
      { value: { kind: "not-saved", reason: expect.stringContaining("ECONNREFUSED") } },
    ]);
    expect(annotations).toEqual([]);
    expect(seconds).toBeLessThan(60);
  });

  it("gives up after a deadline if the service does not answer", async () => {
    await writeKept();
    server.fault = () => "hang";
    const deadlines = { restoreSeconds: 0.5, saveSeconds: 1 };
    const { results, seconds, orphans } = await driveHere([restore("k"), put(), save("k")], { deadlines });
    expect(results).toEqual([
      { value: { kind: "unavailable", reason: "the cache service took longer than 0.5 s" } },
      {},
      // The second call does not wait.
      { value: { kind: "not-saved", reason: "the cache service took longer than 0.5 s" } },
    ]);
    expect(seconds).toBeLessThan(60);
    expect(orphans).toEqual([]);
  });

  it("reports an entry that is not an archive as damaged", async () => {
    await writeKept();
    await driveHere([save("k")]);
    await rm(path);
    server.fault = ({ verb }) => (verb === "GET" ? { status: 200, body: "no archive at all" } : undefined);
    const { results } = await driveHere([restore("k")]);
    expect(results).toEqual([{ value: { kind: "damaged", reason: expect.stringContaining("tar") } }]);
    expect(await readdir(dirname(path))).toEqual([]);
  });

  it("reports the reason that the service gives", async () => {
    await writeKept();
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
    const limited = await driveHere([restore("k"), put(), save("k")]);
    expect(limited.results).toEqual([
      { value: { kind: "unavailable", reason: expect.stringContaining("slow down") } },
      {},
      { value: { kind: "not-saved", reason: expect.stringContaining("slow down") } },
    ]);
    expect(limited.annotations).toEqual([]);
  });

  it("kills the running tar at the deadline", async () => {
    await writeKept();
    // Four gigabytes of nothing: a while to read, no room on the disk.
    execFileSync("truncate", ["--size=4G", path]);
    const { results, orphans } = await driveHere([save("k")], { deadlines: { saveSeconds: 1 } });
    expect(results).toEqual([{ value: { kind: "not-saved", reason: "the cache service took longer than 1 s" } }]);
    expect(orphans).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it("leaves no tar running when the job is cancelled", async () => {
    await writeKept();
    execFileSync("truncate", ["--size=16G", path]);
    const run = await driveHere([{ do: "info", text: "started" }, save("k")], {
      cancelOn: (line) => line.includes("started"),
      cancelAfter: 2,
    });
    expect(run).toMatchObject({ conclusion: "cancelled", exitCode: 130, orphans: [] });
    expect(run.results).toHaveLength(1);
    expect(run.signals.map(({ name }) => name)).toEqual(["SIGINT"]);
  });

  it("does not save under paths and keys that the client does not support", async () => {
    const wild = join(directory, "a[b]");
    await writeFile(wild, "");
    await writeKept();
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
      { value: { kind: "not-saved", reason: expect.stringContaining("there is no file") } },
    ]);
  });

  it("goes on if the service is down", async () => {
    const { results, annotations, methods } = await whileDown;
    expect(results).toEqual([{ value: { kind: "not-saved", reason: expect.stringContaining("(503)") } }]);
    expect(methods).toEqual(Array(5).fill("CacheService/CreateCacheEntry"));
    expect(annotations).toEqual([]);
  }, 60_000);
});
