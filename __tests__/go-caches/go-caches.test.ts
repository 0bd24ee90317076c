import { existsSync, readdirSync, truncateSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { findGoCaches, type GoCaches } from "../../src/go-caches/go-caches.ts";
import type { CacheEntry, CacheRestored, CacheService, Environment, Host } from "../../src/host/types.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { targetName } from "../../src/platforms/target.ts";
import type { RunResult } from "../../src/report/results.ts";
import { listTree } from "../../src/roots/tree.ts";
import { openTreeArchive, type TreeToArchive, writeTreeArchive } from "../../src/roots/tree-archive.ts";
import { findGo } from "../../src/survey/go.ts";
import type { Toolchains } from "../../src/toolchains/toolchains.ts";
import { makeInputs } from "../plan/questions.ts";
import { addModule, writeModuleZip } from "../support/module-proxy.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

const depFiles = (answer: number) => ({
  "dep.go": 'package dep\n\n// int answer(void);\nimport "C"\n\nfunc Answer() int { return int(C.answer()) }\n',
  "dep.c": `int answer(void) { return ${answer}; }\n`,
});
const main = 'package main\n\nimport "example.com/Dep"\n\nfunc main() { println(dep.Answer()) }\n';

let place: Place;
let module: string;
let proxy: string;
/** The first run, on an empty machine, and what it saved. */
let first: { readonly run: Run; readonly cache: FileCache };

beforeAll(async () => {
  place = await makePlace("go-caches");
  proxy = join(place.directory, "proxy");
  for (const [version, answer] of [["v1.0.0", 41] as const, ["v1.1.0", 42] as const]) {
    await addModule(proxy, { path: "example.com/Dep", version, files: depFiles(answer) });
  }
  module = await makeModule("module", "v1.0.0");
  const cache = makeFileCache("first");
  first = { run: await runOn(cache), cache };
}, 300_000);
const places: Place[] = [];
afterAll(async () => {
  await Promise.all([place, ...places].map((each) => each.remove()));
});

/** A module that depends on a version of the one above, tidied by Go itself. */
async function makeModule(name: string, version: string): Promise<string> {
  const goMod = `module example.com/app\n\ngo 1.24\n\nrequire example.com/Dep ${version}\n`;
  const directory = await writeFiles(join(place.directory, name), {
    "go.mod": goMod,
    "main.go": main,
    "pure/main.go": "package main\n\nfunc main() {}\n",
  });
  const { host } = await makeMachine();
  const tidy = await host.processes.run({ file: "go", args: ["mod", "tidy"], directory });
  expect(tidy.output).toContain("example.com/Dep");
  return directory;
}

type FileCache = CacheService & {
  readonly keys: string[];
  readonly asked: CacheEntry[];
  readonly file: (key: string) => string;
};

/** A cache service whose entries are files; keys are oldest first. */
function makeFileCache(name: string, from?: FileCache): FileCache {
  const directory = join(place.directory, "entries", name);
  const keys: string[] = [...(from?.keys ?? [])];
  const asked: CacheEntry[] = [];
  const file = (key: string) => join(directory, encodeURIComponent(key));
  return {
    keys,
    asked,
    file,
    available: true,
    reason: undefined,
    async restore(entry) {
      asked.push(entry);
      const newest = [...keys].reverse();
      const begins = entry.restoreKeys.flatMap((prefix) => newest.find((each) => each.startsWith(prefix)) ?? []);
      const key = keys.includes(entry.key) ? entry.key : begins[0];
      if (key === undefined) {
        return { kind: "miss" };
      }
      await copyFile(from?.keys.includes(key) === true ? from.file(key) : file(key), entry.path);
      return { kind: key === entry.key ? "hit" : "partial", key };
    },
    async save({ key, path }) {
      await mkdir(directory, { recursive: true });
      await copyFile(path, file(key));
      keys.push(key);
      return { kind: "saved" };
    },
  };
}

/** A machine that nothing was ever built on, with a job's host; modules come from `proxy`. */
async function makeMachine(
  variables: Environment = {},
): Promise<{ readonly host: Host; readonly shown: readonly string[]; readonly home: string }> {
  const own = await makePlace("machine", {
    GOCACHE: undefined,
    GOMODCACHE: undefined,
    GOPATH: undefined,
    XDG_CACHE_HOME: undefined,
    GOPROXY: `file://${proxy}`,
    GOSUMDB: "off",
    GOFLAGS: "-buildvcs=false -modcacherw",
    HOME: join(place.directory, "homes", `${places.length}`),
    ...variables,
  });
  places.push(own);
  const event = { name: "push", ref: "refs/heads/main" };
  const host: Host = { ...own.host, kind: "github", job: { ...own.host.job, event } };
  return { host, shown: own.shown, home: host.environment["HOME"] ?? "" };
}

type Run = {
  readonly result: RunResult;
  readonly shown: string;
  readonly home: string;
  /** The packages that Go compiled. */
  readonly compiled: readonly string[];
};

/** A whole run with this cache, on a machine that nothing was ever built on. */
async function runOn(
  cache: CacheService,
  raw: Readonly<Record<string, string>> = {},
  variables: Environment = {},
): Promise<Run> {
  const { host, shown, home } = await makeMachine(variables);
  const inputs = {
    "working-directory": module,
    targets: `linux/${host.arch}`,
    "go-flags": "-v",
    artifacts: "off",
    ...raw,
  };
  const ended = await crossbuild({ ...host, cache }, inputs);
  await (ended.kind === "done" ? ended.hold?.release() : undefined);
  if (ended.kind === "planned") {
    throw new Error("a plan is no run");
  }
  const text = shown.join("");
  return { result: ended.result, shown: text, home, compiled: packagesIn(text) };
}

/** `go build -v` names what it compiles, a line each, in the group of its target. */
function packagesIn(shown: string): readonly string[] {
  const [, log = ""] = /\n {2}\$ go build.*\n((?: {2}.*\n)*)/.exec(shown) ?? [];
  return log
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^[\w./-]+$/.test(line));
}

const outcomes = ({ result }: Run) => result.targets.map(({ outcome }) => outcome.kind);
const offline = { GOPROXY: "off" };

/** The entry's trees, unpacked. */
async function openEntry(file: string): Promise<Readonly<Record<"build" | "modules", string>>> {
  entries += 1;
  const into = join(place.directory, `entry ${entries}`);
  const archive = await openTreeArchive(file);
  for (const name of ["build", "modules"]) {
    await archive.unpack(name, { directory: join(into, name) });
  }
  return { build: join(into, "build"), modules: join(into, "modules") };
}
let entries = 0;

/** A cache with the first run's entry, changed. */
async function spoil(
  name: string,
  change: (trees: Awaited<ReturnType<typeof openEntry>>) => Promise<void>,
): Promise<FileCache> {
  const [key = ""] = first.cache.keys;
  const trees = await openEntry(first.cache.file(key));
  await change(trees);
  const packed = Object.entries(trees).map(
    async ([tree, directory]): Promise<TreeToArchive> => ({
      name: tree,
      directory,
      entries: await listTree(directory),
      about: null,
    }),
  );
  const cache = makeFileCache(name);
  await mkdir(dirname(cache.file(key)), { recursive: true });
  await writeTreeArchive(cache.file(key), await Promise.all(packed));
  cache.keys.push(key);
  return cache;
}

const zip = "example.com/!dep/@v/v1.0.0.zip";

describe("Go's caches", () => {
  it("are saved by the first run, and the log lists what is in the key", () => {
    expect(outcomes(first.run)).toEqual(["passed"]);
    expect(first.run.compiled).toContain("example.com/Dep");
    expect(first.run.compiled).toContain("runtime");
    expect(first.cache.keys).toEqual([
      expect.stringMatching(/^cgo-cross-go-2-linux-\S+-go1[\w.]+-\w{16}-\w{16}-\w{16}$/),
    ]);
    expect(first.run.shown).toMatch(
      /Go's caches: no entry found\n {2}system: linux .*\n {2}Go: go1.*\n {2}targets: linux.*\n {2}modules: go.mod \w{16}, go.sum \w{16}\n/,
    );
    expect(first.run.shown).toMatch(/Go's caches: saved as cgo-cross-go-2-.*, [\d.]+ MB in [\d.]+ MB\n {2}system: /);
    expect(first.run.shown).toMatch(
      /\n {2}build of linux\/\w+: gcc \(gcc .*\) GOOS=linux .*CGO_CFLAGS=-O2 -g .*-trimpath -v\n/,
    );
  });

  it("contain build outputs and downloaded modules, but no .ziphash files", async () => {
    const { build, modules } = await openEntry(first.cache.file(first.cache.keys[0] ?? ""));
    const objects = (await listTree(build)).filter(({ kind }) => kind === "file");
    expect(objects.length).toBeGreaterThan(50);
    expect(objects.filter(({ path }) => !/^[0-9a-f]{2}\/[0-9a-f]{64}-[ad]$/.test(path))).toEqual([]);
    const files = (await listTree(modules)).flatMap(({ kind, path }) => (kind === "file" ? [path] : []));
    expect(files).toEqual(["info", "mod", "zip"].map((extension) => zip.replace("zip", extension)));
  });

  it("are restored on another machine, which compiles and downloads nothing, and are not saved again", async () => {
    const cache = makeFileCache("second", first.cache);
    const run = await runOn(cache, {}, offline);
    expect(outcomes(run)).toEqual(["passed"]);
    expect(run.compiled).toEqual([]);
    expect(run.shown).toContain(`Go's caches: build cache and module cache restored from ${cache.keys[0]}`);
    expect(run.shown).toContain("Go's caches: nothing to save, they were restored from an entry of the same key.");
    expect(cache.keys).toEqual(first.cache.keys);
    expect(cache.asked).toHaveLength(1);
  });

  it("are restored for another go.sum, and files that it does not use are not saved again", async () => {
    const cache = makeFileCache("newer", first.cache);
    const newer = { "working-directory": await makeModule("newer", "v1.1.0") };
    const run = await runOn(cache, newer);
    expect(run.compiled).toEqual(["example.com/Dep", "example.com/app"]);
    expect(cache.keys).toHaveLength(2);
    const files = async (key: string | undefined) => {
      const { build, modules } = await openEntry(
        cache.keys.indexOf(key ?? "") === 0 ? first.cache.file(key ?? "") : cache.file(key ?? ""),
      );
      const paths = async (tree: string) =>
        (await listTree(tree)).flatMap(({ kind, path }) => (kind === "file" ? [path] : []));
      return { build: await paths(build), modules: await paths(modules) };
    };
    const [before, after] = await Promise.all([files(cache.keys[0]), files(cache.keys[1])]);
    expect(after.modules).toEqual(before.modules.map((path) => path.replace("v1.0.0", "v1.1.0")));
    // The standard library's objects stay; those of the older version go.
    expect(after.build.filter((path) => before.build.includes(path)).length).toBeGreaterThan(50);
    expect(before.build.filter((path) => !after.build.includes(path)).length).toBeGreaterThan(5);
    const again = await runOn(makeFileCache("newer again", cache), newer, offline);
    expect(again.compiled).toEqual([]);
  });

  it("are restored for other flags, and saved under another key", async () => {
    const cache = makeFileCache("flags", first.cache);
    const run = await runOn(cache, { "cgo-cflags": "-DOTHER" }, offline);
    expect(run.compiled).toContain("example.com/Dep");
    expect(run.compiled).not.toContain("internal/abi");
    expect(cache.keys).toHaveLength(2);
    expect(cache.keys[1]?.slice(0, -16)).toBe(cache.keys[0]?.slice(0, -16));
  });

  it("have separate entries for different targets", async () => {
    const { shown } = await open({ cache: makeFileCache("targets", first.cache), raw: { targets: "linux/s390x" } });
    expect(shown.join("")).toContain("Go's caches: no entry found");
  });

  it("are not saved when a target failed", async () => {
    const cache = makeFileCache("failed", first.cache);
    const run = await runOn(cache, { "cgo-cflags": "-include /nowhere.h" });
    expect(outcomes(run)).toEqual(["failed"]);
    expect(run.shown).toContain("Go's caches: not saved, since a target failed.");
    expect(cache.asked).toHaveLength(1);
    expect(cache.keys).toEqual(first.cache.keys);
  });
});

type Machine = {
  readonly variables?: Environment;
  readonly files?: Readonly<Record<string, string>>;
  readonly raw?: Readonly<Record<string, string>>;
  readonly event?: Host["job"]["event"];
  readonly cache?: CacheService;
  readonly toolDirectory?: string;
};

/** Finds the caches of a fresh machine, which has some files in its home already, and restores nothing yet. */
async function find(options: Machine) {
  const cache = makeFileCache(`opened ${places.length}`);
  const machine = await makeMachine(options.variables);
  await writeFiles(machine.home, options.files ?? {});
  const toolDirectory = options.toolDirectory ?? machine.host.toolDirectory;
  const job = { ...machine.host.job, event: options.event ?? machine.host.job.event };
  const host: Host = { ...machine.host, toolDirectory, job, cache: options.cache ?? cache };
  const go = await findGo(host, module);
  if (go.kind === "missing") {
    throw new Error(go.problem.text);
  }
  const inputs = makeInputs({ targets: "linux/arm64", cgo: "off", ...options.raw });
  const caches = await findGoCaches(host, { go, inputs, directory: module });
  return { ...machine, host, cache, caches };
}

/** Finds the caches of a fresh machine and restores them. */
async function open(options: Machine) {
  const found = await find(options);
  await found.caches.restore();
  return found;
}

/** No target's toolchain is known. */
const noToolchains: Toolchains = { of: () => undefined };

async function saveSomething(caches: GoCaches, host: Host, home: string): Promise<void> {
  await writeFiles(join(home, ".cache/go-build/00"), { [`${"0".repeat(64)}-d`]: "x".repeat(1000) });
  await caches.save({ plan: await planOf(host), toolchains: noToolchains, complete: true });
}

async function planOf(host: Host): Promise<Plan> {
  const ended = await crossbuild(host, {
    "working-directory": module,
    targets: "linux/arm64",
    cgo: "on",
    "dry-run": "true",
  });
  await (ended.kind === "done" ? ended.hold?.release() : undefined);
  return ended.plan;
}

describe("the choice of caches", () => {
  it.each([
    ["a set GOCACHE", { variables: { GOCACHE: "/tmp/elsewhere" } }, "build cache is left alone: GOCACHE is set, so"],
    [
      "a set GOMODCACHE",
      { variables: { GOMODCACHE: "/tmp/elsewhere" } },
      "module cache is left alone: GOMODCACHE is set, so",
    ],
    ["a GOCACHEPROG", { variables: { GOCACHEPROG: "true" } }, "build cache is left alone: GOCACHEPROG is set"],
    ["a build cache that is in use", { files: { ".cache/go-build/00/x": "" } }, "there is something in "],
    ["modules that are there", { files: { "go/pkg/mod/cache/download/x": "" } }, "there is something in "],
  ])("leaves one of them alone where the job has %s", async (_name, options, said) => {
    const { cache, shown } = await open(options);
    expect(shown.join("")).toContain(said);
    expect(shown.join("").match(/is left alone/g)).toHaveLength(1);
    expect(cache.asked).toHaveLength(1);
  });

  it("leaves both alone where `go env -w` sets their directories", async () => {
    const files = { "go-env": "GOCACHE=/tmp/elsewhere\nGOMODCACHE=/tmp/elsewhere/modules\n" };
    const home = join(place.directory, "homes", `${places.length}`);
    const { cache, shown } = await open({ files, variables: { GOENV: join(home, "go-env") } });
    expect(shown.join("").match(/is left alone: GO\w+ is set/g)).toHaveLength(2);
    expect(cache.asked).toEqual([]);
  });

  it("leaves both alone where actions/setup-go installed Go, unless `cache: on` is given", async () => {
    // The only sign of it: Go is below the tool directory's `go`.
    const { host } = await makeMachine();
    const go = (await host.processes.find("go")) ?? "";
    const toolDirectory = go.slice(0, go.indexOf("/go/"));
    const left = await open({ toolDirectory });
    expect(left.shown.join("").match(/is left alone: actions\/setup-go installed this Go/g)).toHaveLength(2);
    expect(left.cache.asked).toEqual([]);
    const asked = await open({ toolDirectory, raw: { cache: "on" } });
    expect(asked.cache.asked).toHaveLength(1);
  });

  it.each([
    ["without a cache", { cache: { ...makeFaultyCache({ kind: "miss" }), available: false } }],
    ["with the cache off", { raw: { cache: "off" } }],
    ["where a tag is built", { event: { name: "push", ref: "refs/tags/v1.0.0" } }],
    ["where nothing is built", { raw: { build: "false" } }],
  ])("is empty %s, and nothing is looked up", async (_name, options) => {
    const { cache, caches, shown } = await open(options);
    expect(cache.asked).toEqual([]);
    expect(shown.join("")).toBe("");
    expect([caches.uses.build.kind, caches.uses.modules.kind]).toEqual(["left", "left"]);
    expect(await caches.dropModules()).toBe(false);
    await caches.save({ plan: { targets: [] }, toolchains: noToolchains, complete: true });
    expect(cache.keys).toEqual([]);
  });

  it("is decided without a call to the cache, which is asked only when they are restored", async () => {
    const { cache, caches, host, home } = await find({});
    expect(caches.uses).toEqual({ build: { kind: "kept" }, modules: { kind: "kept" } });
    expect(cache.asked).toEqual([]);
    expect(await caches.dropModules()).toBe(false);
    expect(readdirSync(host.stagingDirectory)).toEqual([]);
    expect(existsSync(join(home, ".cache"))).toBe(false);
    await caches.restore();
    expect(cache.asked).toHaveLength(1);
  });

  it("stands in the plan of a dry run, which asks the cache for nothing", async () => {
    const { host, cache } = await find({});
    const { caches } = await planOf(host);
    expect(caches).toMatchObject({ goBuild: { kind: "kept" }, goModules: { kind: "kept" } });
    expect(cache.asked).toEqual([]);
  });

  it("is not saved where it was never restored", async () => {
    const { caches, host, home, cache } = await find({});
    await saveSomething(caches, host, home);
    expect(cache.keys).toEqual([]);
  });

  it("does not save more than the size limit", async () => {
    const { caches, home, host, cache, shown } = await open({});
    const large = join(home, ".cache/go-build/00", `${"0".repeat(64)}-d`);
    await writeFiles(dirname(large), { [basename(large)]: "" });
    truncateSync(large, 3 * 2 ** 30);
    const plan = await planOf(host);
    await caches.save({ plan, toolchains: noToolchains, complete: true });
    expect(shown.join("")).toMatch(/Go's caches: not saved, since they are 3\.2 GB and the limit is 2\.1 GB\./);
    expect(cache.keys).toEqual([]);
  });

  it("warns where the cache cannot be read, and then nothing is saved", async () => {
    const cache = makeFaultyCache({ kind: "unavailable", reason: "the service took longer than 120 s" });
    const { caches, shown, host, home } = await open({ cache });
    expect(shown.join("")).toContain(
      "The cache could not be read, so Go's caches are neither restored nor saved: the service took longer than 120 s",
    );
    await saveSomething(caches, host, home);
    expect(shown.join("")).not.toContain("read-only");
  });

  it.each([
    ["is not there", { kind: "miss" } as const, "no entry found"],
    ["is damaged", { kind: "damaged", reason: "it is a pipe" } as const, "not restored, it is a pipe"],
  ])("warns where an entry %s and the cache cannot be written", async (_name, found, said) => {
    const { caches, shown, host, home } = await open({ cache: makeFaultyCache(found) });
    expect(shown.join("")).toContain(`Go's caches: ${said}`);
    await saveSomething(caches, host, home);
    expect(shown.join("")).toContain("Go's caches could not be saved: the cache is read-only");
  });

  it("warns where the archive cannot be written", async () => {
    const { caches, shown, host, home, cache } = await open({});
    await mkdir(join(host.stagingDirectory, "go-caches.tar.zst"));
    await saveSomething(caches, host, home);
    expect(shown.join("")).toContain("Go's caches could not be saved: EISDIR");
    expect(cache.keys).toEqual([]);
  });

  function makeFaultyCache(found: CacheRestored): CacheService {
    return {
      available: true,
      reason: undefined,
      restore: async () => found,
      save: async () => ({ kind: "not-saved", reason: "the cache is read-only" }),
    };
  }
});

describe("a tampered entry", () => {
  const other = async (modules: string) => {
    await rm(join(modules, zip));
    const files = { "go.mod": "module example.com/Dep\n\ngo 1.24\n", ...depFiles(666) };
    await writeModuleZip(join(modules, zip), "example.com/Dep@v1.0.0", files);
  };

  it("with another module in it fails verification by go.sum where nothing can be downloaded", async () => {
    const cache = await spoil("evil offline", ({ modules }) => other(modules));
    await expect(runOn(cache, {}, offline)).rejects.toThrow(/module lookup disabled by GOPROXY=off/);
    expect(places.at(-1)?.shown.join("")).toMatch(
      /A module from the cache is not what go\.sum says.*checksum mismatch/,
    );
  });

  it.each([
    ["another module", other],
    ["something that is no zip", (modules: string) => writeFile(join(modules, zip), "no zip")],
    [
      "another go.mod",
      (modules: string) => writeFile(join(modules, zip.replace("zip", "mod")), "module example.com/Dep\n"),
    ],
  ])("with %s in it makes Go download the module again", async (name, change) => {
    const cache = await spoil(name, ({ modules }) => change(modules));
    const run = await runOn(cache);
    expect(outcomes(run)).toEqual(["passed"]);
    expect(run.shown).toContain("A module from the cache is not what go.sum says, so all are fetched again: ");
    const fetched = await readFile(join(run.home, "go/pkg/mod/cache/download", zip));
    expect(fetched.equals(await readFile(join(proxy, zip)))).toBe(true);
    expect(cache.keys).toEqual([cache.keys[0], `${cache.keys[0]}+`]);
  });

  it.each([
    ["modules", `${zip}hash`],
    ["modules", "sumdb/sum.golang.org/latest"],
    ["build", "trim.txt"],
  ] as const)("with an unexpected file, in %s %s, is ignored as a whole", async (tree, path) => {
    const cache = await spoil(path.replaceAll("/", "-"), async (trees) => {
      await writeFiles(trees[tree], { [path]: "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" });
    });
    const { shown, home } = await open({
      cache,
      raw: { targets: first.run.result.targets.map((each) => targetName(each.target)).join(" ") },
    });
    expect(shown.join("")).toContain(
      `Ignoring Go's caches of an earlier run: the archive has ${path}, which no run saves`,
    );
    expect(await listTree(home, (each) => /^(\.cache|go)\//.test(each))).toEqual([]);
  });

  it("that is incomplete is ignored, and superseded by a newer one with the same key", async () => {
    const cache = makeFileCache("cut");
    const runs: string[] = [];
    for (const _run of [1, 2, 3]) {
      const { caches, host, home, shown } = await open({ cache });
      await saveSomething(caches, host, home);
      runs.push(shown.join(""));
      await truncate(cache.file(cache.keys[0] ?? ""), 200);
    }
    const [key] = cache.keys;
    expect(cache.keys).toEqual([key, `${key}+`]);
    expect(runs[1]).toContain(
      "Ignoring Go's caches of an earlier run: the archive is incomplete, or has another format",
    );
    expect(runs[2]).toContain(` restored from ${key}+\n`);
    expect(runs[2]).toContain("Go's caches: nothing to save");
  });
});
