import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../../src/archives/apt/apt.ts";
import {
  describeProgress,
  downloadPackages,
  expectPackages,
  type Progress,
  partition,
} from "../../../src/archives/apt/downloads.ts";
import { makeFetch } from "../../../src/archives/apt/fetch.ts";
import type { Package } from "../../../src/archives/apt/packages.ts";
import type { RetryPolicy } from "../../../src/archives/apt/stalls.ts";
import { hashFile } from "../../../src/roots/root.ts";
import { surveyMachine } from "../../../src/survey/machine.ts";
import { type Fault, type Mirror, makeMirror } from "../../support/mirror.ts";
import { makePlace, type Place } from "../../survey/modules.ts";

// The machine's own apt, with a source of the test in the place of the distribution's: what is tested is what becomes of
// what a bad mirror does.

const retryPolicy: RetryPolicy = { stallSeconds: 2, tries: 2, pauseSeconds: 0.01 };

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

type Asking = { readonly retryPolicy?: Partial<RetryPolicy>; readonly mirror?: Mirror };

async function open(asking: Asking = {}): Promise<Archive> {
  const directory = mkdtempSync(join(place.directory, "apt-"));
  const configuration = `${directory}.conf`;
  // The test's packages are all of one architecture, whatever the machine's is.
  writeFileSync(configuration, 'APT::Architecture "amd64";\nAcquire::http::Proxy "DIRECT";\n');
  const host = { ...place.host, environment: { ...place.host.environment, APT_CONFIG: configuration } };
  const { distribution } = await surveyMachine(host);
  if (distribution === undefined) {
    throw new Error("the tests need a Linux distribution with apt");
  }
  const archive = await openArchive(host, distribution, {
    directory,
    retryPolicy: { ...retryPolicy, ...asking.retryPolicy },
  });
  const uri = (asking.mirror ?? mirror).url;
  const source = `Types: deb\nURIs: ${uri}\nSuites: ./\nTrusted: yes\n`;
  writeFileSync(join(directory, "sources/distribution.sources"), source);
  return archive;
}

function named(name: string): Package {
  const found = mirror.packages.find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(name);
  }
  return found;
}

type Told = { readonly arrived: string[]; readonly progress: Progress[]; fetched: readonly string[] | undefined };

/** Fetches all packages into a directory of their own, `before` being done to it; what was thrown is a value. */
async function fetchAll(asking: Asking = {}, before: (into: string) => void = () => {}) {
  const archive = await open(asking);
  await archive.update();
  const into = mkdtempSync(join(place.directory, "into-"));
  before(into);
  const told: Told = { arrived: [], progress: [], fetched: undefined };
  const error = await archive
    .download((asking.mirror ?? mirror).packages, into, {
      arrived: (each) => told.arrived.push(each.name),
      progress: (progress) => told.progress.push(progress),
    })
    .then(
      (fetched) => {
        told.fetched = fetched.map((each) => each.name);
        return undefined;
      },
      (thrown: Error) => thrown.message,
    );
  return { ...told, into, error };
}

/** The requests for a package: where each began, and how many bytes were sent. */
function askedFor(name: string): readonly (readonly [number, number])[] {
  return mirror.asked.filter((each) => each.file === named(name).file).map(({ from, sent }) => [from, sent]);
}

const all = ["large", "middle", "small", "tiny"];

async function expectWhole(into: string, names: readonly string[] = all): Promise<void> {
  for (const each of names.map(named)) {
    expect(await hashFile(join(into, each.file))).toBe(each.sha256);
  }
}

describe("download", () => {
  it("fetches what is not there, tells of each package once, and counts the bytes", async () => {
    const total = mirror.packages.reduce((sum, each) => sum + each.size, 0);
    const told = await fetchAll({}, (into) => {
      copyFileSync(join(place.directory, "repository", named("middle").file), join(into, named("middle").file));
      // As a cache could bring it back: of the right size, and not what the index lists; or not a file at all.
      writeFileSync(join(into, named("small").file), Buffer.alloc(named("small").size));
      execFileSync("mkfifo", [join(into, named("tiny").file)]);
    });
    expect(told.error).toBeUndefined();
    expect(told.fetched).toEqual(["large", "small", "tiny"]);
    expect(told.arrived[0]).toBe("middle");
    expect([...told.arrived].sort()).toEqual(all);
    expect(askedFor("middle")).toEqual([]);
    expect(askedFor("large")).toEqual([[0, named("large").size]]);
    expect(told.progress.at(-1)).toEqual({ bytes: total, of: total, left: 0 });
    await expectWhole(told.into);

    mkdirSync(join(told.into, "beside"));
    const archive = await open();
    expect(await archive.download(mirror.packages, told.into, { arrived: () => {}, progress: () => {} })).toEqual([]);
  });

  it.each<Fault>([
    { kind: "stall", after: 900_000 },
    { kind: "reset", after: 900_000 },
    { kind: "truncate", after: 900_000 },
  ])("goes on where a $kind cut it off, and fetches nothing twice", async (fault) => {
    const { file, size } = named("large");
    mirror.plan(file, [fault]);
    const told = await fetchAll();
    expect(told.error).toBeUndefined();
    expect(askedFor("large")).toEqual([
      [0, 900_000],
      [900_000, size - 900_000],
    ]);
    expect([...told.arrived].sort()).toEqual(all);
    await expectWhole(told.into);
  });

  it("tells of a package while another one stalls, and of that one last", async () => {
    mirror.plan(named("tiny").file, [{ kind: "silence" }]);
    const told = await fetchAll();
    expect(told.error).toBeUndefined();
    expect(told.arrived.at(-1)).toBe("tiny");
    expect(told.arrived).toHaveLength(4);
    expect(askedFor("large")).toHaveLength(1);
  });

  it("begins anew where a mirror cannot go on in the middle", async () => {
    mirror.plan(named("large").file, [{ kind: "stall", after: 900_000 }, { kind: "no ranges" }]);
    const told = await fetchAll();
    expect(told.error).toBeUndefined();
    expect(askedFor("large")).toEqual([
      [0, 900_000],
      [0, named("large").size],
    ]);
    await expectWhole(told.into);
  });

  it("takes nothing of the right size and the wrong content", async () => {
    mirror.plan(named("middle").file, [{ kind: "wrong bytes" }]);
    const told = await fetchAll();
    expect(told.error).toBeUndefined();
    expect([...told.arrived].sort()).toEqual(all);
    expect(askedFor("middle")).toEqual([
      [0, named("middle").size],
      [0, named("middle").size],
    ]);
    await expectWhole(told.into);

    mirror.plan(named("middle").file, [], { kind: "wrong bytes" });
    const bad = await fetchAll();
    expect(bad.error).toMatch(
      /^middle 1:2\.3-4 could not be fetched from 127\.0\.0\.1:\d+: 0 of \d+ kB in 2 tries, E: Failed to fetch \S+ +Hash Sum mismatch/,
    );
    expect([...bad.arrived].sort()).toEqual(["large", "small", "tiny"]);
  });

  it.each([404, 503])("asks again after a %i", async (code) => {
    mirror.plan(named("small").file, [{ kind: "status", code }]);
    const told = await fetchAll();
    expect(told.error).toBeUndefined();
    expect([...told.arrived].sort()).toEqual(all);
  });

  it("names the package, its host and how far it came, where a mirror never gets on with it", async () => {
    mirror.plan(named("large").file, [{ kind: "stall", after: 900_000 }], { kind: "stall", after: 0 });
    const told = await fetchAll({ retryPolicy: { tries: 3 } });
    expect([...told.arrived].sort()).toEqual(["middle", "small", "tiny"]);
    expect(told.error).toBe(
      `large 1:2.3-4 could not be fetched from ${mirror.host}: 0.9 of 1.1 MB in 3 tries, nothing came any more for 2 s; ` +
        "try again later, or choose another mirror in the system's apt sources",
    );
    expect(askedFor("large")).toEqual([
      [0, 900_000],
      [900_000, 0],
      [900_000, 0],
    ]);
  });

  it("says what a mirror answers, after all else has come", async () => {
    mirror.plan(named("large").file, [], { kind: "status", code: 404 });
    mirror.plan(named("tiny").file, [], { kind: "status", code: 404 });
    const told = await fetchAll();
    expect(told.error).toMatch(
      /^large 1:2\.3-4 could not be fetched from \S+, nor could 1 more: 0\.0 of 1\.1 MB in 2 tries, E: Failed to fetch \S+ 404 Not Found \[IP: [^\]]*\] E: Failed to fetch \S+ 404 Not Found \[IP: [^\]]*\]; try again later/,
    );
    expect([...told.arrived].sort()).toEqual(["middle", "small"]);
  });

  it("says so where a mirror never answers", async () => {
    for (const { file } of mirror.packages) {
      mirror.plan(file, [], { kind: "silence" });
    }
    const told = await fetchAll();
    expect(told.error).toContain("nor could 3 more: 0.0 of 1.1 MB in 2 tries, nothing came any more for 2 s");
    expect(told.arrived).toEqual([]);
    expect(readdirSync(told.into)).toEqual([]);
  });

  it("fetches much over three connections", async () => {
    const big = await makeMirror(join(place.directory, "big"), { one: 2e6, two: 2e6, three: 2e6, four: 1000 });
    try {
      big.slowDown(3e6);
      const told = await fetchAll({ mirror: big });
      expect(told.error).toBeUndefined();
      expect(big.connections()).toBe(3);
      expect(big.asked.map((each) => each.file).sort()).toEqual(big.packages.map((each) => each.file).sort());
      expect([...told.arrived].sort()).toEqual(["four", "one", "three", "two"]);
    } finally {
      await big.close();
    }
  });

  it("leaves to apt-get what is not fetched over http", async () => {
    const local = { ...mirror, url: `file:${join(place.directory, "repository")}/` };
    const told = await fetchAll({ mirror: local });
    expect(told.error).toBeUndefined();
    expect(mirror.asked).toEqual([]);
    expect([...told.arrived].sort()).toEqual(all);
    await expectWhole(told.into);
  });

  it("takes the mirrors of a list one after the other", async () => {
    const list = join(place.directory, "mirrors.txt");
    // Nothing listens on port 9.
    writeFileSync(list, `${mirror.url}\nhttp://127.0.0.1:9/\tpriority:1\n`);
    const into = mkdtempSync(join(place.directory, "into-"));
    const configuration = join(place.directory, "mirrors.conf");
    writeFileSync(configuration, 'Acquire::Retries "0";\nAcquire::http::Proxy "DIRECT";\nAPT::Sandbox::User "root";\n');
    const { fetch, hostsOf } = makeFetch(
      ([file = "", ...args], options) =>
        place.host.processes.run({ file, args, environment: { APT_CONFIG: configuration }, ...options }),
      {
        directory: into,
        uris: new Map([["tiny=1:2.3-4", `mirror+file:${list}/${named("tiny").file.replaceAll("%", "%25")}`]]),
        sources: [`mirror+file:${list}`],
      },
    );
    const heard = { arrived: () => {}, progress: () => {} };
    const order = { packages: [named("tiny")], directory: into, heard, fetch, hostsOf };
    await expect(downloadPackages({ ...order, retryPolicy: { ...retryPolicy, tries: 1 } })).rejects.toThrow(
      new RegExp(`^tiny 1:2\\.3-4 could not be fetched from 127\\.0\\.0\\.1:9 or ${mirror.host}: .*Connection refused`),
    );
    expect(await downloadPackages({ ...order, retryPolicy })).toEqual([named("tiny")]);
    await expectWhole(into, ["tiny"]);
  });
});

describe("update", () => {
  it("asks again where a mirror stalls, and says where from nothing comes", async () => {
    mirror.plan("Packages", [{ kind: "stall", after: 100 }]);
    const told = await fetchAll();
    expect(told.error).toBeUndefined();

    mirror.plan("Packages", [], { kind: "stall", after: 100 });
    await expect((await open()).update()).rejects.toThrow(
      /^the package index could not be refreshed: nothing came from \S+ for 2 s, in 2 tries; try again later, or choose another mirror/,
    );
  });

  it("asks again after a mirror's refusal, and then says which", async () => {
    mirror.plan("Packages", [{ kind: "status", code: 503 }]);
    await (await open()).update();
    mirror.plan("Packages", [], { kind: "status", code: 503 });
    await expect((await open()).update()).rejects.toThrow(
      /^the package index could not be refreshed: E: Failed to fetch \S+Packages +503 .*, in 2 tries; try again later/,
    );
  });
});

describe("expectPackages", () => {
  it("lets each package be waited for, before the others and whatever becomes of them", async () => {
    const [large, small] = [named("large"), named("small")];
    let fail = (_: Error) => {};
    const coming = expectPackages([large, small], (arrived) => {
      arrived(small);
      return new Promise((_, reject) => {
        fail = reject;
      });
    });
    await coming.of(small);
    fail(new Error("large did not come"));
    await expect(coming.of(large)).rejects.toThrow("large did not come");
    await coming.of(small);
    await expect(coming.all).rejects.toThrow("large did not come");
  });
});

describe("deal", () => {
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
  ])("deals %j into three groups", (things, groups) => {
    expect(partition(things, 3, (thing) => thing)).toEqual(groups);
  });
});

it("says how far it is", () => {
  expect(describeProgress({ bytes: 12_345_678, of: 61_900_000, left: 8 })).toBe(
    "Fetching packages: 12.3 of 61.9 MB, 8 left…",
  );
  expect(describeProgress({ bytes: 0, of: 950_000, left: 1 })).toBe("Fetching packages: 0 of 950 kB, 1 left…");
});
