import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalHost, makeLocalHost } from "../../src/host/local.ts";
import type { CacheService, Host } from "../../src/host/types.ts";
import { openArchive } from "../../src/provision/apt.ts";
import type { Outcome } from "../../src/provision/outcome.ts";
import { hashFile } from "../../src/provision/root.ts";
import { provisionRoots, type Root, type RootRequest } from "../../src/provision/roots.ts";
import { type Machine, surveyMachine } from "../../src/survey/machine.ts";
import { makePlace, type Place } from "../survey/modules.ts";

// These ask the archive of the machine's own distribution: what is tested is how apt takes what we write for it.

let place: Place;
let machine: Machine;

beforeAll(async () => {
  place = await makePlace("roots with spaces");
  machine = await surveyMachine(place.host);
});
afterAll(() => place.remove());

function distributionOf({ distribution }: Machine) {
  if (distribution === undefined) {
    throw new Error("the tests need a Linux distribution with apt");
  }
  return distribution;
}

describe("openArchive", () => {
  it("resolves, names what is missing, and downloads what the index lists", async () => {
    const archive = await openArchive(place.host, distributionOf(machine), join(place.directory, "apt's place"));
    await archive.update();
    const wanted = ["gcc-riscv64-linux-gnu", "libc6-dev-riscv64-cross"];
    const { packages, missing } = await archive.resolve([...wanted, "gcc-none-linux-gnu", "g++-none-linux-gnu"]);
    expect(missing).toEqual(["gcc-none-linux-gnu", "g++-none-linux-gnu"]);
    const names = packages.map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining([...wanted, "binutils-riscv64-linux-gnu"]));
    expect(new Set(names).size).toBe(names.length);
    for (const each of packages) {
      expect(each).toMatchObject({
        architecture: expect.stringMatching(
          new RegExp(`^(all|${execFileSync("dpkg", ["--print-architecture"], { encoding: "utf8" }).trim()})$`),
        ),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        file: `${each.name}_${each.version.replaceAll(":", "%3a")}_${each.architecture}.deb`,
      });
    }
    expect(await archive.resolve(["gcc-none-linux-gnu"])).toEqual({ packages: [], missing: ["gcc-none-linux-gnu"] });

    // The compiler's metapackage is a few kilobytes, and has an epoch in its version.
    const small = packages.filter((each) => each.name === "gcc-riscv64-linux-gnu");
    const into = join(place.directory, "downloaded to");
    await mkdir(into);
    await archive.download(small, into);
    expect(readdirSync(into)).toEqual(small.map((each) => each.file));
    for (const each of small) {
      expect(statSync(join(into, each.file)).size).toBe(each.size);
      expect(await hashFile(join(into, each.file))).toBe(each.sha256);
    }
    const gone = small.map((each) => ({ ...each, version: "0.0.0" }));
    await expect(archive.download(gone, into)).rejects.toThrow(
      "packages could not be fetched: E: Version '0.0.0' for 'gcc-riscv64-linux-gnu' was not found",
    );
  });

  it("leaves the system's own state alone, and takes no other file of its configuration", async () => {
    const text = readFileSync(join(place.directory, "apt's place/apt.conf"), "utf8");
    const at = (name: string) => join(place.directory, "apt's place", name);
    const environment = { ...process.env, APT_CONFIG: at("apt.conf") };
    const dump = execFileSync("apt-config", ["dump"], { encoding: "utf8", env: environment });
    const places = [...dump.matchAll(/^Dir::(State|Cache|State::status|Etc::sourceparts|Etc::preferences) "(.*)";$/gm)];
    expect(Object.fromEntries(places.map(([, name, value]) => [name, value]))).toEqual({
      State: at("state"),
      Cache: at("cache"),
      "State::status": at("status"),
      "Etc::sourceparts": at("sources"),
      "Etc::preferences": at("preferences"),
    });
    expect(dump).not.toMatch(/^(DPkg::(Pre|Post)-|APT::Update::Post-)[A-Za-z-]+:: /m);
    expect(text).not.toMatch(/trusted|allow-insecure/i);
  });

  it("prefers the distribution's packages to those of any other origin", () => {
    const environment = { ...process.env, APT_CONFIG: join(place.directory, "apt's place/apt.conf") };
    const policy = execFileSync("apt-cache", ["policy", "gcc-riscv64-linux-gnu"], {
      encoding: "utf8",
      env: environment,
    });
    expect(policy).toMatch(/^ +990 /m);
  });

  it("says which address did not answer, and why", async () => {
    // Port 9 is for discarding, and nothing listens there.
    const proxied = await makePlace("roots", { http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" });
    const archive = await openArchive(proxied.host, distributionOf(machine), join(proxied.directory, "apt"));
    await expect(archive.update()).rejects.toThrow(
      /^the package index could not be refreshed: E: Failed to fetch http\S+InRelease .*127\.0\.0\.1.*Connection refused/,
    );
    await proxied.remove();
  });

  it("says so where no source is the distribution's", async () => {
    const other = { id: "other", version: "1", codename: "none", title: "Other 1" };
    await expect(openArchive(place.host, other, join(place.directory, "other"))).rejects.toThrow(
      "none of the apt sources in /etc/apt is the archive of Other 1; add the distribution's own source (component main) there",
    );
  });
});

describe("provisionRoots", () => {
  /** A package of two small files, which needs nothing but the C library. */
  const hello: RootRequest = {
    id: "hello",
    packages: ["hello"],
    wrappers: ({ directory, content, programs }) => [
      { name: "say", text: `${directory} ${content} ${programs.join(" ")}` },
    ],
    versionOf: /^hello$/,
  };
  const missing: RootRequest = { ...hello, id: "missing", packages: ["hello", "gcc-none-linux-gnu"] };

  /** A host of a run of its own, with the tools and the cache of the runs before it. */
  const nextRun = (tools: string): Promise<LocalHost> =>
    makeLocalHost(
      { ...process.env, TMPDIR: place.directory },
      {
        artifactDirectory: join(place.directory, "artifacts"),
        cacheDirectory: join(place.directory, tools),
        terminal: { write: () => true },
      },
    );

  async function provision(host: Host, requests: readonly RootRequest[]) {
    const roots = provisionRoots(host, requests, { machine, cache: { kind: "on" }, lock: undefined });
    const outcomes = await Promise.all(requests.map((request) => roots.of(request.id)));
    await roots.save();
    return outcomes;
  }

  function ready(outcome: Outcome<Root> | undefined): Root {
    if (outcome?.kind !== "ready") {
      throw new Error(outcome?.message);
    }
    return outcome.value;
  }

  it("makes a root, finds it again on the disk, and another from the cache, whatever was done to that", async () => {
    const first = await nextRun("one");
    const [made, absent] = await provision(first, [hello, missing]);
    const root = ready(made);
    expect(root.source).toBe("download");
    expect(root.bytesDownloaded).toBeGreaterThan(10_000);
    expect(root.record.packages.map((each) => each.name)).toEqual(["hello"]);
    expect(readdirSync(root.directory).sort()).toEqual(["bin", "host-lib", "root", "root.json"]);
    expect(statSync(root.directory).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(root.directory, "bin/say"), "utf8")).toMatch(/ [0-9a-f]{16} hello$/);
    expect(readFileSync(join(root.directory, "bin/say"), "utf8")).toContain(root.directory);
    expect(execFileSync(join(root.directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
    expect(absent).toEqual({
      kind: "failed",
      message: `${machine.distribution?.title} has no package gcc-none-linux-gnu; build this target on a newer release`,
      absent: true,
    });

    const [again] = await provision(await nextRun("one"), [hello]);
    expect(ready(again)).toMatchObject({ source: "disk", bytesDownloaded: 0, directory: root.directory });

    const entries = join(place.directory, "one/entries");
    const [key = ""] = readdirSync(entries);
    const [deb = ""] = readdirSync(join(entries, key));
    const bytes = readFileSync(join(entries, key, deb));
    const tools = join(place.directory, "one/tools");
    const another = async (cache: Partial<CacheService> = {}) => {
      rmSync(tools, { recursive: true });
      const host = await nextRun("one");
      const [outcome] = await provision({ ...host, cache: { ...host.cache, ...cache } }, [hello]);
      const { source, directory, bytesDownloaded } = ready(outcome);
      expect(execFileSync(join(directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
      return [source, bytesDownloaded];
    };
    expect(await another()).toEqual(["cache", 0]);

    // Of equal size, so that only the hash tells.
    const tampered = Buffer.from(bytes);
    tampered[tampered.length - 1] = (tampered[tampered.length - 1] ?? 0) ^ 1;
    writeFileSync(join(entries, key, deb), tampered);
    expect(await another()).toEqual(["download", bytes.length]);

    rmSync(join(entries, key, deb));
    mkdirSync(join(entries, key, deb, "in it"), { recursive: true });
    expect(await another()).toEqual(["download", bytes.length]);

    // A pipe that nobody writes to: reading it would never end.
    const restore: CacheService["restore"] = async (entry) => {
      mkdirSync(entry.path, { recursive: true });
      execFileSync("mkfifo", [join(entry.path, deb)]);
      return { kind: "hit", key: entry.key };
    };
    expect(await another({ restore })).toEqual(["download", bytes.length]);
  });

  it("two runs at once make the same root and do not get into each other's way", async () => {
    const hosts = await Promise.all([nextRun("two"), nextRun("two"), nextRun("two")]);
    const outcomes = await Promise.all(hosts.map((host) => provision(host, [hello])));
    const directories = outcomes.map(([outcome]) => ready(outcome).directory);
    expect(new Set(directories).size).toBe(1);
    const [directory = ""] = directories;
    expect(execFileSync(join(directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
    expect(readdirSync(join(directory, "..")).sort()).toEqual([process.arch, `${process.arch}.complete`]);
  });

  it("says why nothing comes where there is no apt", async () => {
    const roots = provisionRoots(await nextRun("three"), [hello], {
      machine: { ...machine, aptMissing: "toolchains come from apt, and Fedora has no `apt-get`" },
      cache: { kind: "on" },
    });
    expect(await roots.of("hello")).toEqual({
      kind: "failed",
      message: "toolchains come from apt, and Fedora has no `apt-get`",
      absent: true,
    });
    expect(await roots.of("other")).toEqual({ kind: "failed", message: "nothing was planned for other" });
    await roots.save();
  });
});
