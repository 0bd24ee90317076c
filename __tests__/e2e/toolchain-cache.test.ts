import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { warningCodes } from "../../src/host/errors.ts";
import { type Fault, type ResultsServer, type ServerRequest, startResultsServer } from "../support/results-server.ts";
import { type RunnerOptions, type RunnerResult, runAction } from "../support/runner.ts";
import { changeArchive, type ListedTree, tamperWithArchive } from "../support/tree-archives.ts";
import { copyExample } from "./examples.ts";

// Runs of the bundled action on machines that have nothing but the cache of a server.

const home = mkdtempSync(join(tmpdir(), "cgo-cross-cache-"));
/** The same in every job of a runner, and part of an entry's identity. */
const temp = join(home, "_temp");
/** With a build cache of the job's own, Go's caches are not kept. */
const ownGoCache = { GOCACHE: execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim() };
let server: ResultsServer;
let workspace: string;
/** The entries as the first runs saved them. */
const saved = { gcc: join(home, "gcc.tzst"), small: join(home, "small.tzst") };

const inputs = { targets: "linux/arm64", build: "false" };
const own = `linux/${process.arch === "x64" ? "amd64" : process.arch}`;
/** Downloaded in a second: the machine's own compiler, and a root of one small library. */
const small = { targets: own, libraries: "libbz2-dev", build: "false" };
const methods = () => server.requests.map(({ verb, method }) => method ?? verb);
/** Each has a code for a title, and the summary has it behind the sentence. */
const warnings = (result: RunnerResult) => {
  const all = result.annotations.filter(({ level }) => level === "warning");
  const codes = all.map(({ title }) => title);
  expect(codes.filter((code) => !warningCodes.some((known) => known === code))).toEqual([]);
  expect([...result.summary.matchAll(/^- ⚠️ .* \(`([a-z-]+)`\)$/gm)].map(([, code]) => code)).toEqual(codes);
  return all.map(({ message }) => message);
};
/** A row of the report, which has where the compiler came from; the plan names it, too. */
const compiles = (result: RunnerResult) =>
  result.log.some((line) => /^linux\/\w+ +\S*gcc .* (this machine's|on disk|from cache|downloaded)/.test(line));

/** Whether a file system can be mounted here: root may do so, unless a container forbids it. */
function canMount(): boolean {
  const place = mkdtempSync(join(home, "mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "tmpfs", place]).status === 0;
  if (mounted) {
    execFileSync("umount", [place]);
  }
  return mounted;
}

async function freshRun(options: Partial<RunnerOptions> = {}): Promise<RunnerResult> {
  const toolCache = mkdtempSync(join(home, "tools-"));
  server.requests.length = 0;
  try {
    const env = { ...server.environment(), ...ownGoCache, ...options.env };
    return await runAction({ inputs, workspace, temp, toolCache, ...options, env });
  } finally {
    rmSync(toolCache, { recursive: true });
  }
}

beforeAll(async () => {
  server = await startResultsServer();
  workspace = await copyExample("cxx");
  const first = await freshRun();
  expect(first.conclusion, first.stdout).toBe("success");
  expect(first.outputs["cache-hit"]).toBe("false");
  expect(existsSync(join(temp, "cgo-cross-staging"))).toBe(false);
  expect(methods()).toEqual([
    "CacheService/GetCacheEntryDownloadURL",
    "CacheService/CreateCacheEntry",
    "PUT",
    "CacheService/FinalizeCacheEntryUpload",
  ]);
  expect(warnings(first)).toEqual([]);
  copyFileSync(server.entries()[0]?.blob?.path ?? "", saved.gcc);
  const second = await freshRun({ inputs: small });
  expect(second.conclusion, second.stdout).toBe("success");
  copyFileSync(server.entries()[1]?.blob?.path ?? "", saved.small);
}, 300_000);

afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
  rmSync(workspace, { recursive: true, force: true });
});

describe("the second run on a fresh machine", () => {
  test("restores the toolchain from the cache in one lookup, refreshes no index, and saves nothing", async () => {
    const result = await freshRun();
    expect(result.conclusion).toBe("success");
    expect(result.outputs["cache-hit"]).toBe("true");
    expect(methods()).toEqual(["CacheService/GetCacheEntryDownloadURL", "GET"]);
    const text = result.log.join("\n");
    expect(text).toMatch(/^linux\/arm64 +\S*gcc .*from cache/m);
    expect(text).not.toContain("Refreshing the package index");
    // Everything that went into the key.
    const [{ key } = { key: "" }] = server.entries();
    const [, set, week] = /-([0-9a-f]{16})-(week\d+)-[0-9a-f]{16}$/.exec(key) ?? [];
    expect(text).toContain(`Cache: toolchains, by the key ${key.replace(/[0-9a-f]{16}$/, "")}`);
    expect(text).toContain("format 3, on linux amd64 debian");
    expect(text).toContain(
      `${set}: aarch64-linux-gnu (gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, g++-aarch64-linux-gnu)`,
    );
    expect(text).toContain(`${week}: packages are looked up again every 7 days`);
    // The summary says that the index was not asked.
    expect(result.summary).toContain("not compared with today's package index");
  });

  test("does not use the cache if told so, or for a release", async () => {
    for (const options of [
      { inputs: { ...small, cache: "off" } },
      { inputs: small, env: { GITHUB_REF: "refs/tags/v1.2.3" } },
    ]) {
      const result = await freshRun(options);
      expect(result.conclusion).toBe("success");
      expect(methods()).toEqual([]);
      expect(result.log.join("\n")).toContain("Cache: toolchains are neither restored nor saved");
    }
  });
});

describe("a cache entry that was tampered with", () => {
  type Which = keyof typeof saved;

  /** Serves another archive in the place of the saved one, with a changed toolchain archive in it. */
  async function withEntry(which: Which, change: (archive: string) => Promise<unknown>): Promise<RunnerResult> {
    const place = mkdtempSync(join(home, "tampered-"));
    const unpack = ["--use-compress-program", "unzstd", "--transform=s,.*,roots.tar.zst,", "-P"];
    execFileSync("tar", ["-x", "-f", saved[which], ...unpack], { cwd: place });
    const archive = join(place, "roots.tar.zst");
    await change(archive);
    // -P and the name the client gave it, so that only what is inside differs.
    const name = execFileSync("tar", ["-t", "-f", saved[which], "--use-compress-program", "unzstd", "-P"], {
      encoding: "utf8",
    }).trim();
    const rename = `--transform=s,.*,${name},`;
    execFileSync("tar", ["-c", "-f", `${archive}.tzst`, "--use-compress-program", "zstd", "-P", rename, archive]);
    return serving(which, `${archive}.tzst`);
  }

  async function serving(which: Which, archive: string): Promise<RunnerResult> {
    server.fault = ({ verb }) =>
      verb === "GET" ? { status: 200, headers: {}, file: { path: archive, bytes: statSync(archive).size } } : undefined;
    try {
      return await freshRun({ inputs: which === "gcc" ? inputs : small });
    } finally {
      server.fault = undefined;
    }
  }

  const compiler = (tree: ListedTree) =>
    tree.entries.map(({ path }) => String(path)).find((path) => path.endsWith("/cc1")) ??
    expect.fail("no cc1 in the archive");

  const changeEntries = (change: (entries: ListedTree["entries"]) => unknown) => (archive: string) =>
    changeArchive(archive, { list: ([tree]) => void (tree && change(tree.entries)) });

  const cases: readonly [string, Which, (archive: string) => Promise<unknown>, RegExp][] = [
    [
      "one byte in cc1",
      "gcc",
      async (archive) => {
        let path = "";
        await changeArchive(archive, {
          list: ([tree]) => {
            path = tree === undefined ? "" : compiler(tree);
          },
        });
        await tamperWithArchive(archive, path);
      },
      /the content of "aarch64-linux-gnu\/root\/usr\/lib\/gcc-cross\/aarch64-linux-gnu\/\d+\/cc1" does not match/,
    ],
    [
      "one added file",
      "small",
      changeEntries((entries) =>
        entries.push({ kind: "file", path: "root/usr/zz", mode: 0o755, size: 0, sha256: "0".repeat(64) }),
      ),
      /libraries-\w+: the list of files does not match its recorded digest/,
    ],
    [
      "one changed link",
      "small",
      changeEntries((entries) => Object.assign(entries.find(({ kind }) => kind === "link") ?? {}, { target: "evil" })),
      /libraries-\w+: the list of files does not match its recorded digest/,
    ],
    [
      "a path that escapes",
      "small",
      changeEntries((entries) => entries.push({ kind: "directory", path: "../../escaped", mode: 0o755 })),
      /libraries-\w+: "\.\.\/\.\.\/escaped" is not a path inside the tree/,
    ],
    [
      "a link that escapes",
      "small",
      changeEntries((entries) => entries.push({ kind: "link", path: "root/usr/out", target: "../../../../etc" })),
      /libraries-\w+: "root\/usr\/out" is a link out of the tree, to "\.\.\/\.\.\/\.\.\/\.\.\/etc"/,
    ],
    [
      "another record",
      "small",
      (archive) =>
        changeArchive(archive, {
          list: ([tree]) => {
            if (tree !== undefined) {
              tree.about = { ...(tree.about as object), digest: "0".repeat(64) };
            }
          },
        }),
      /libraries-\w+: its record does not match its content/,
    ],
  ];
  test.each(cases)(
    "(%s) is ignored with a warning, and the toolchain is downloaded again",
    async (_what, which, change, reason) => {
      const result = await withEntry(which, change);
      expect(result.conclusion).toBe("success");
      const [warning = "", ...more] = warnings(result);
      expect(more).toEqual([]);
      expect(warning).toMatch(/^Ignoring the cached toolchains and downloading them again: /);
      expect(warning).toMatch(reason);
      expect(result.summary).toMatch(
        which === "gcc" ? /aarch64-linux-gnu.*downloaded/ : /`libraries-\w+`: .*downloaded/,
      );
      // Under another key, so that the next run finds this one.
      expect(methods()).toEqual([
        "CacheService/GetCacheEntryDownloadURL",
        "GET",
        "CacheService/CreateCacheEntry",
        "PUT",
        "CacheService/FinalizeCacheEntryUpload",
      ]);
      expect(existsSync(join(home, "escaped"))).toBe(false);
    },
  );

  test("(an archive with paths that lead elsewhere) is rejected, and writes nothing there", async () => {
    const outside = mkdtempSync(join(home, "outside-"));
    const hostile = join(home, "hostile.tzst");
    const script = `
import io, subprocess, sys, tarfile
archive = tarfile.open(sys.argv[1] + ".tar", "w", format=tarfile.PAX_FORMAT)
def add(name, data=b"", kind=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.size = kind, link, len(data)
    archive.addfile(entry, io.BytesIO(data))
add(sys.argv[2] + "/absolute", b"evil")
add("link", kind=tarfile.SYMTYPE, link=sys.argv[2])
add("link/through", b"evil")
archive.close()
subprocess.run(["zstd", "-q", "-o", sys.argv[1], sys.argv[1] + ".tar"], check=True)`;
    execFileSync("python3", ["-c", script, hostile, outside]);
    const result = await serving("small", hostile);
    expect(result.conclusion).toBe("success");
    expect(readdirSync(outside)).toEqual([]);
    expect(warnings(result).join()).toContain("the archive is incomplete, or has another format");
    expect(compiles(result)).toBe(true);
  });

  test("(not an archive) is rejected", async () => {
    const noise = join(home, "noise");
    execFileSync("dd", ["if=/dev/urandom", `of=${noise}`, "bs=64k", "count=1", "status=none"]);
    const result = await serving("small", noise);
    expect(result.conclusion).toBe("success");
    expect(warnings(result).join()).toMatch(/downloading them again: .*tar/);
    expect(readFileSync(saved.gcc).length).toBeGreaterThan(1e6);
  });
});

describe("a cache service that fails", () => {
  /** Timers between two numbers of milliseconds run a hundred times as fast; shorter and longer ones do not. */
  const clock = (from: number, to: number) => {
    const script = `const real = globalThis.setTimeout; globalThis.setTimeout = Object.assign((work, ms, ...rest) => real(work, ms >= ${from} && ms < ${to} ? ms / 100 : ms, ...rest), real);`;
    return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
  };
  /** Deadlines of two and five minutes for a silent service; the client's pauses between attempts for all else. */
  const hurried = (fault: Fault) => (fault === "hang" ? clock(100_000, 1_000_000) : clock(2900, 20_000));

  const at = (method: string, fault: Fault) => (request: ServerRequest) =>
    (request.method ?? request.verb) === method ? fault : undefined;
  const lookup = "CacheService/GetCacheEntryDownloadURL";
  const reserve = "CacheService/CreateCacheEntry";
  const finalize = "CacheService/FinalizeCacheEntryUpload";
  const down: Fault = { status: 503, body: { code: "unavailable", msg: "down for the day" } };
  const limited: Fault = {
    status: 429,
    headers: { "retry-after": "60" },
    body: { code: "resource_exhausted", msg: "slow down" },
  };
  const denied: Fault = { status: 200, body: { ok: false, message: "cache write denied: the token is read-only" } };
  const taken: Fault = { status: 409, body: { code: "already_exists", msg: "cache entry already exists" } };
  const notRead = "The cache could not be read, so the toolchains are downloaded: ";
  const notSaved = "The cache could not be written, so the next run downloads again: ";

  test.each<[string, string, Fault, RegExp]>([
    ["429 on lookup", lookup, limited, /could not be read.*slow down/],
    ["503 on lookup", lookup, down, /could not be read.*503/],
    ["a reset on lookup", lookup, "reset", /could not be read.*(ECONNRESET|socket hang up)/],
    ["silence on lookup", lookup, "hang", /could not be read.*took longer than 120 s/],
    ["503 on the download", "GET", { status: 503, body: "down" }, /could not be read|refused/],
    ["a reset in the download", "GET", "reset", /could not be read|refused/],
    ["silence in the download", "GET", "hang", /could not be read.*took longer than 120 s/],
  ])("%s is a warning, and the toolchain is downloaded", async (_what, method, fault, warning) => {
    server.fault = at(method, fault);
    const result = await freshRun({ env: hurried(fault), inputs: small });
    server.fault = undefined;
    expect(result.conclusion, result.stdout).toBe("success");
    expect(compiles(result)).toBe(true);
    const shown = warnings(result);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(warning);
    expect(shown[0]).toMatch(new RegExp(`^${notRead}|^The toolchains in the cache are refused`));
    expect(result.orphans).toEqual([]);
  });

  describe("while saving", () => {
    /** Another set, so that there is something to save. */
    const other = { ...small, libraries: "zlib1g-dev" };

    test.each<[string, string, Fault, RegExp]>([
      ["409: another job saves it", reserve, taken, /saved already, or another job is saving it/],
      ["429", reserve, limited, /slow down/],
      ["503", reserve, down, /503/],
      ["a reset", reserve, "reset", /ECONNRESET|socket hang up/],
      ["silence", reserve, "hang", /took longer than 300 s/],
      ["a read-only token", reserve, denied, /cache write denied: the token is read-only/],
      ["a reset in the upload", "PUT", "reset", /./],
      ["silence in the upload", "PUT", "hang", /took longer than 300 s/],
      ["503 at the end", finalize, down, /503/],
    ])("%s is a warning, and the run succeeds", async (_what, method, fault, reason) => {
      const usual = server;
      // Its own server: what a fault leaves reserved would be a 409 for the next test.
      server = await startResultsServer();
      server.fault = at(method, fault);
      const result = await freshRun({ env: hurried(fault), inputs: other });
      await server.close();
      server = usual;
      expect(result.conclusion, result.stdout).toBe("success");
      const shown = warnings(result);
      expect(shown).toHaveLength(1);
      expect(shown[0]?.startsWith(notSaved)).toBe(true);
      expect(shown[0]).toMatch(reason);
      expect(result.orphans).toEqual([]);
    });
  });

  test("without a token there is a warning, and no cache", async () => {
    const result = await freshRun({ env: { ACTIONS_RUNTIME_TOKEN: undefined }, inputs: small });
    expect(result.conclusion).toBe("success");
    expect(methods()).toEqual([]);
    expect(warnings(result)).toEqual([
      "Cache: toolchains are neither restored nor saved: the job has no cache: ACTIONS_RUNTIME_TOKEN is not set",
    ]);
  });

  test("a full disk is a warning, and the run succeeds", async (context) => {
    if (!canMount()) {
      context.skip("this user or machine may not mount a file system");
    }
    // A file system of its own for RUNNER_TEMP. The first run shows how much it takes at the most, which is when the
    // toolchain is packed; the second has a little less.
    const runOn = async (megabytes: number, targets: string) => {
      const disk = mkdtempSync(join(home, "disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", disk]);
      let most = 0;
      const watch = setInterval(() => {
        const { blocks, bfree, bsize } = statfsSync(disk);
        most = Math.max(most, ((blocks - bfree) * bsize) / 2 ** 20);
      }, 20);
      try {
        return { result: await freshRun({ temp: disk, inputs: { ...inputs, targets } }), most };
      } finally {
        clearInterval(watch);
        execFileSync("umount", [disk]);
      }
    };
    const { result: roomy, most } = await runOn(1000, "linux/s390x");
    expect(warnings(roomy)).toEqual([]);
    const { result } = await runOn(Math.floor(most) - 20, "linux/s390x");
    expect(result.conclusion, result.stdout).toBe("success");
    const shown = warnings(result);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(
      /^The cache could not be (written, so the next run downloads again|read, so the toolchains are downloaded)/,
    );
    expect(shown[0]).toMatch(/ENOSPC|No space left|tar/);
  });
});
