import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readPlace } from "../../../src/archives/apt/addresses.ts";
import { downloadPackages, partition } from "../../../src/archives/apt/downloads.ts";
import { makePackageSource } from "../../../src/archives/apt/package-source.ts";
import type { Archive, DownloadProgress, Package } from "../../../src/archives/archive.ts";
import { rememberMirrors } from "../../../src/archives/mirror-memory.ts";
import type { RetryPolicy } from "../../../src/archives/retries.ts";
import { hashFileLike } from "../../../src/host/hash.ts";
import { openTestRepository } from "../../support/apt.ts";
import { type Fault, type Mirror, makeMirror } from "../../support/mirror.ts";
import { makePlace, type Place } from "../../survey/modules.ts";

// The machine's own apt with a repository of the test's: what is tested is what comes of a bad mirror.

const retryPolicy: RetryPolicy = { stallSeconds: 2, switchSeconds: 1, attempts: 2, pauseSeconds: 0.01 };

let place: Place;
let mirror: Mirror;

beforeAll(async () => {
  place = await makePlace("downloads");
  mirror = await makeMirror(place.directory, { large: 1_500_000, middle: 400_000, small: 20_000, tiny: 1000 });
});
afterEach(() => mirror.reset());
afterAll(async () => {
  await mirror.close();
  await place.remove();
});

type Options = { readonly retryPolicy?: Partial<RetryPolicy>; readonly mirror?: Mirror };

function open(options: Options = {}): Promise<Archive> {
  return openTestRepository(place, (options.mirror ?? mirror).url, {
    retryPolicy: { ...retryPolicy, ...options.retryPolicy },
  });
}

function named(name: string): Package {
  const found = mirror.packages.find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(name);
  }
  return found;
}

type Observed = {
  /** Names of the packages that the listener was told of, in order. */
  readonly completed: string[];
  readonly progress: DownloadProgress[];
  downloaded: readonly string[] | undefined;
};

/** Downloads all packages into a directory of their own, after `before` has prepared it; gives what is thrown as a value. */
async function downloadAll(options: Options = {}, before: (into: string) => void = () => {}) {
  const archive = await open(options);
  await archive.update();
  const into = mkdtempSync(join(place.directory, "into-"));
  before(into);
  const observed: Observed = { completed: [], progress: [], downloaded: undefined };
  const error = await archive
    .download((options.mirror ?? mirror).packages, into, {
      onPackage: (each) => observed.completed.push(each.name),
      onProgress: (progress) => observed.progress.push(progress),
    })
    .then(
      (downloaded) => {
        observed.downloaded = downloaded.map((each) => each.name);
        return undefined;
      },
      (thrown: Error) => thrown.message,
    );
  return { ...observed, into, error };
}

/** The requests for a package: where each began, and how many bytes were sent. */
function requestsFor(name: string): readonly (readonly [number, number])[] {
  return mirror.requests.filter((each) => each.file === named(name).file).map(({ from, sent }) => [from, sent]);
}

const quiet = { onPackage: () => {}, onProgress: () => {} };

const all = ["large", "middle", "small", "tiny"];

async function expectIntact(into: string, names: readonly string[] = all): Promise<void> {
  for (const each of names.map(named)) {
    expect(each).toMatchObject(await hashFileLike(join(into, each.file), each));
  }
}

describe("download", () => {
  it("downloads what is missing, reports each package once, and counts the bytes", async () => {
    const total = mirror.packages.reduce((sum, each) => sum + each.size, 0);
    const observed = await downloadAll({}, (into) => {
      copyFileSync(join(place.directory, "repository", named("middle").file), join(into, named("middle").file));
      // As a bad cache could restore it: of the right size with other content, or not a file at all.
      writeFileSync(join(into, named("small").file), Buffer.alloc(named("small").size));
      execFileSync("mkfifo", [join(into, named("tiny").file)]);
    });
    expect(observed.error).toBeUndefined();
    expect(observed.downloaded).toEqual(["large", "small", "tiny"]);
    expect(observed.completed[0]).toBe("middle");
    expect([...observed.completed].sort()).toEqual(all);
    expect(requestsFor("middle")).toEqual([]);
    expect(requestsFor("large")).toEqual([[0, named("large").size]]);
    expect(observed.progress.at(-1)).toEqual({ bytes: total, total, left: 0 });
    await expectIntact(observed.into);

    mkdirSync(join(observed.into, "beside"));
    const archive = await open();
    expect(await archive.download(mirror.packages, observed.into, quiet)).toEqual([]);
  });

  it.each<Fault>([
    { kind: "stall", after: 900_000 },
    { kind: "reset", after: 900_000 },
    { kind: "truncate", after: 900_000 },
  ])("resumes after a fault of kind $kind, and transfers nothing twice", async (fault) => {
    const { file, size } = named("large");
    mirror.plan(file, [fault]);
    const observed = await downloadAll();
    expect(observed.error).toBeUndefined();
    expect(requestsFor("large")).toEqual([
      [0, 900_000],
      [900_000, size - 900_000],
    ]);
    expect([...observed.completed].sort()).toEqual(all);
    await expectIntact(observed.into);
  });

  it("reports packages while another one stalls, and that one last", async () => {
    mirror.plan(named("tiny").file, [{ kind: "silence" }]);
    const observed = await downloadAll();
    expect(observed.error).toBeUndefined();
    expect(observed.completed.at(-1)).toBe("tiny");
    expect(observed.completed).toHaveLength(4);
    expect(requestsFor("large")).toHaveLength(1);
  });

  it("starts a file again where the mirror does not support ranges", async () => {
    mirror.plan(named("large").file, [{ kind: "stall", after: 900_000 }, { kind: "no ranges" }]);
    const observed = await downloadAll();
    expect(observed.error).toBeUndefined();
    expect(requestsFor("large")).toEqual([
      [0, 900_000],
      [0, named("large").size],
    ]);
    await expectIntact(observed.into);
  });

  it("rejects a file of the right size and the wrong content", async () => {
    mirror.plan(named("middle").file, [{ kind: "wrong bytes" }]);
    const observed = await downloadAll();
    expect(observed.error).toBeUndefined();
    expect([...observed.completed].sort()).toEqual(all);
    expect(requestsFor("middle")).toEqual([
      [0, named("middle").size],
      [0, named("middle").size],
    ]);
    await expectIntact(observed.into);

    mirror.plan(named("middle").file, [], { kind: "wrong bytes" });
    const bad = await downloadAll();
    expect(bad.error).toMatch(
      /^middle 1:2\.3-4 could not be fetched from 127\.0\.0\.1:\d+: 0 of \d+ kB after 2 attempts, \S+: Hash Sum mismatch/,
    );
    expect([...bad.completed].sort()).toEqual(["large", "small", "tiny"]);
  });

  it.each([404, 503])("retries after a %i", async (code) => {
    mirror.plan(named("small").file, [{ kind: "status", code }]);
    const observed = await downloadAll();
    expect(observed.error).toBeUndefined();
    expect([...observed.completed].sort()).toEqual(all);
  });

  it("names the package, its host and its progress where a mirror keeps stalling", async () => {
    mirror.plan(named("large").file, [{ kind: "stall", after: 900_000 }], { kind: "stall", after: 0 });
    const observed = await downloadAll({ retryPolicy: { attempts: 3 } });
    expect([...observed.completed].sort()).toEqual(["middle", "small", "tiny"]);
    expect(observed.error).toBe(
      `large 1:2.3-4 could not be fetched from ${mirror.host}: 0.9 of 1.1 MB after 3 attempts, no data from ${mirror.host} for 2 s; ` +
        "try again later, or choose another mirror in the system's apt sources",
    );
    expect(requestsFor("large")).toEqual([
      [0, 900_000],
      [900_000, 0],
      [900_000, 0],
    ]);
  });

  it("reports the mirror's answer after everything else has been downloaded", async () => {
    mirror.plan(named("large").file, [], { kind: "status", code: 404 });
    mirror.plan(named("tiny").file, [], { kind: "status", code: 404 });
    const observed = await downloadAll();
    expect(observed.error).toMatch(
      /^large 1:2\.3-4 could not be fetched from \S+, nor could 1 more: 0\.0 of 1\.1 MB after 2 attempts, \S+large_\S+: 404 Not Found \[IP: [^\]]*\]; try again later/,
    );
    expect([...observed.completed].sort()).toEqual(["middle", "small"]);
  });

  it("reports a mirror that never answers", async () => {
    for (const { file } of mirror.packages) {
      mirror.plan(file, [], { kind: "silence" });
    }
    const observed = await downloadAll();
    expect(observed.error).toContain(
      `nor could 3 more: 0.0 of 1.1 MB after 2 attempts, no data from ${mirror.host} for 2 s`,
    );
    expect(observed.completed).toEqual([]);
    expect(readdirSync(observed.into)).toEqual([]);
  });

  it("does not wait for ever for a mirror that sends a little and stalls, over and over", async () => {
    const big = await makeMirror(join(place.directory, "huge"), { huge: 6e6 });
    try {
      const [huge] = big.packages;
      big.plan(huge?.file ?? "", [], { kind: "stall", after: 1_200_000 });
      const observed = await downloadAll({ mirror: big, retryPolicy: { stallSeconds: 1, attempts: 1 } });
      expect(observed.error).toMatch(
        /^huge 1:2\.3-4 could not be fetched from .*: 2\.4 of 4\.5 MB after 2 attempts, no data/,
      );
    } finally {
      await big.close();
    }
  });

  it("uses three connections for large downloads", async () => {
    const big = await makeMirror(join(place.directory, "big"), { one: 2e6, two: 2e6, three: 2e6, four: 1000 });
    try {
      big.slowDown(3e6);
      const observed = await downloadAll({ mirror: big });
      expect(observed.error).toBeUndefined();
      expect(big.connections()).toBe(3);
      expect(big.requests.map((each) => each.file).sort()).toEqual(big.packages.map((each) => each.file).sort());
      expect([...observed.completed].sort()).toEqual(["four", "one", "three", "two"]);
    } finally {
      await big.close();
    }
  });

  it("uses apt-get for what is not fetched over http", async () => {
    const local = { ...mirror, url: `file:${join(place.directory, "repository")}/` };
    const observed = await downloadAll({ mirror: local });
    expect(observed.error).toBeUndefined();
    expect(mirror.requests).toEqual([]);
    expect([...observed.completed].sort()).toEqual(all);
    await expectIntact(observed.into);
  });

  it("tries the mirrors of a list one after the other", async () => {
    const list = join(place.directory, "mirrors.txt");
    // Nothing listens on port 9.
    writeFileSync(list, `${mirror.url}\nhttp://127.0.0.1:9/\tpriority:1\n`);
    const into = mkdtempSync(join(place.directory, "into-"));
    const configuration = join(place.directory, "mirrors.conf");
    writeFileSync(configuration, 'Acquire::Retries "0";\nAcquire::http::Proxy "DIRECT";\nAPT::Sandbox::User "root";\n');
    const memory = rememberMirrors();
    const source = makePackageSource(
      ([file = "", ...args], options) =>
        place.host.processes.run({ file, args, environment: { APT_CONFIG: configuration }, ...options }),
      {
        directory: into,
        uris: new Map([["tiny=1:2.3-4", `${mirror.url}${named("tiny").file.replaceAll("%", "%25")}`]]),
        paths: new Map(),
        places: [await readPlace(`mirror+file:${list}`)],
        allPlaces: [],
        memory,
      },
    );
    const download = { packages: [named("tiny")], directory: into, listener: quiet, source };
    expect(await downloadPackages({ ...download, retryPolicy: { ...retryPolicy, attempts: 1 } })).toEqual([
      named("tiny"),
    ]);
    expect(memory.failures(["127.0.0.1:9"], "another")).toMatchObject([{ what: expect.stringMatching(/refused/) }]);
    await expectIntact(into, ["tiny"]);
  });
});

describe("update", () => {
  it("retries after a stall, and names the host that stalls", async () => {
    mirror.plan("Packages", [{ kind: "stall", after: 100 }]);
    const observed = await downloadAll();
    expect(observed.error).toBeUndefined();

    mirror.plan("Packages", [], { kind: "stall", after: 100 });
    await expect((await open()).update()).rejects.toThrow(
      /^the package index could not be refreshed: no data from \S+ for 2 s, after 2 attempts; try again later, or choose another mirror/,
    );
  });

  it("retries after an error of the mirror, and reports the error", async () => {
    mirror.plan("Packages", [{ kind: "status", code: 503 }]);
    await (await open()).update();
    mirror.plan("Packages", [], { kind: "status", code: 503 });
    await expect((await open()).update()).rejects.toThrow(
      /^the package index could not be refreshed: \S+Packages: 503 .*, after 2 attempts; try again later/,
    );
  });
});

describe("partition", () => {
  it.each([
    [
      [9, 5, 4, 3, 3],
      [[9], [5, 3], [4, 3]],
    ],
    [
      [1, 2],
      [[2], [1]],
    ],
    [[], []],
  ])("splits %j into three groups", (things, groups) => {
    expect(partition(things, 3, (thing) => thing)).toEqual(groups);
  });
});
