import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aptArchive } from "../../../src/archives/apt/apt.ts";
import { mirrorRetryPolicy } from "../../../src/archives/retries.ts";
import { hashFileLike } from "../../../src/host/hash.ts";
import { findReleaseRow } from "../../../src/platforms/releases.ts";
import { type Distribution, readDistribution } from "../../../src/survey/machine.ts";
import { findRelease } from "../../../src/survey/releases.ts";
import { startForwarding } from "../../support/forwarding.ts";
import { makePlace, type Place } from "../../survey/modules.ts";

// These use the archive of the machine's own distribution: what is tested is how apt takes the configuration that is
// written for it. What a bad mirror does is tested in downloads.test.ts, with a mirror of its own.

let place: Place;
let distribution: Distribution;

beforeAll(async () => {
  place = await makePlace("apt with spaces");
  const found = await readDistribution();
  if (found === undefined) {
    throw new Error("the tests need a Linux distribution with apt");
  }
  distribution = found;
});
afterAll(() => place.remove());

describe("missingReason", () => {
  it("is undefined where apt can be used, and names what is missing elsewhere", async () => {
    const { host, remove } = await makePlace("rooms", { PATH: "" });
    expect(await aptArchive.missingReason(place.host, distribution)).toBeUndefined();
    expect(await aptArchive.missingReason(host, distribution)).toBe(
      `toolchains come from apt, and ${distribution.title} has no \`apt-get\``,
    );
    expect(await aptArchive.missingReason({ ...host, os: "darwin" }, undefined)).toBe(
      "toolchains come from apt, which exists on Debian and Ubuntu only, and this machine runs macOS",
    );
    await remove();
  });

  it("goes by the distribution before it goes by a program that is called apt-get", async () => {
    const reason = (id: string, like: readonly string[] = []) =>
      aptArchive.missingReason(place.host, { id, version: "43", codename: "", title: "Some Linux 43", like });
    const other = "toolchains come from apt's archives of Debian and Ubuntu, and this machine is Some Linux 43";
    expect(await reason("fedora")).toBe(other);
    expect(await reason("rocky", ["rhel", "centos", "fedora"])).toBe(other);
    expect(await reason("alpine")).toBe(other);
    for (const [id, like] of [["ubuntu"], ["kali", ["debian"]], ["unknown"]] as const) {
      expect(await reason(id, like)).toBeUndefined();
    }
  });
});

describe("an archive of apt", () => {
  it("resolves packages, names what is missing, and downloads what the index lists", async () => {
    const archive = await aptArchive.open(place.host, distribution, {
      directory: join(place.directory, "apt's place"),
    });
    await archive.update();
    const names = ["gcc-riscv64-linux-gnu", "libc6-dev-riscv64-cross"];
    const { packages, missing } = await archive.resolve([...names, "gcc-none-linux-gnu", "g++-none-linux-gnu"]);
    expect(missing).toEqual(["gcc-none-linux-gnu", "g++-none-linux-gnu"]);
    const resolved = packages.map((each) => each.name);
    expect(resolved).toEqual(expect.arrayContaining([...names, "binutils-riscv64-linux-gnu"]));
    expect(new Set(resolved).size).toBe(resolved.length);
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
    const listener = { onPackage: () => {}, onProgress: () => {} };
    expect(await archive.download(small, into, listener)).toEqual(small);
    expect(readdirSync(into)).toEqual(small.map((each) => each.file));
    for (const each of small) {
      expect(statSync(join(into, each.file)).size).toBe(each.size);
      expect(each).toMatchObject(await hashFileLike(join(into, each.file), each));
    }
    const gone = small.map((each) => ({ ...each, version: "0.0.0", file: "gone.deb" }));
    await expect(archive.download(gone, into, listener)).rejects.toThrow(
      "packages could not be fetched: E: Version '0.0.0' for 'gcc-riscv64-linux-gnu' was not found",
    );
  });

  it("tells the glibc and the clang of a release, as the table of releases has them", async () => {
    const { glibc, clang } = findReleaseRow(distribution) ?? {};
    expect(await aptArchive.askRelease(place.host, distribution)).toEqual({
      glibc: glibc ?? expect.stringMatching(/^2\.\d+$/),
      clang: clang ?? expect.any(Number),
    });
    const gone = { ...distribution, title: "another", codename: "nowhere", sourcesOf: distribution.codename };
    const proxied = await makePlace("rooms", { http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" });
    expect(await aptArchive.askRelease(proxied.host, gone)).toEqual({ glibc: undefined, clang: undefined });
    await proxied.remove();
  });

  it("uses neither the system's state nor any other file of its configuration", async () => {
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

  it("says which address did not answer, and the reason", async () => {
    // Port 9 is for discarding, and nothing listens there.
    const proxied = await makePlace("roots", { http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" });
    const archive = await aptArchive.open(proxied.host, distribution, {
      directory: join(proxied.directory, "apt"),
      retryPolicy: { ...mirrorRetryPolicy, pauseSeconds: 0 },
    });
    await expect(archive.update()).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the package index could not be refreshed: http\S+InRelease: .*127\.0\.0\.1.*Connection refused/,
      ),
      problems: [{ code: "package-download" }],
    });
    await proxied.remove();
  });

  it("tries the ports archive where the machine's mirror lacks an architecture, and tries that mirror once", async () => {
    // As on Ubuntu: the mirror lists the architecture in its signed index and has no file of it; the ports archive has.
    const own = new Set<string>();
    const forward = await startForwarding(({ host, path }) => {
      if (!host.endsWith(".ubuntu.com")) {
        own.add(host);
        return path.includes("/binary-arm64/") ? undefined : `http://${host}${path}`;
      }
      const [mirror = ""] = own;
      const archive = path.includes("-security/") ? "debian-security" : "debian";
      const there = path.replace("/ubuntu-ports/", `/${archive}/`);
      return host === "ports.ubuntu.com" ? `http://${mirror}${there}` : undefined;
    });
    const proxied = await makePlace("roots", { http_proxy: forward.url });
    try {
      const ubuntu = { ...distribution, id: "ubuntu" };
      const options = { directory: join(proxied.directory, "apt"), architecture: "arm64" };
      const archive = await aptArchive.open(proxied.host, ubuntu, options);
      await archive.update();
      const { packages, missing } = await archive.resolve(["zlib1g-dev"]);
      expect(missing).toEqual([]);
      expect(packages.find(({ name }) => name === "zlib1g")).toMatchObject({ architecture: "arm64" });
      const asked = forward.asked.filter(({ host, path }) => own.has(host) && path.includes("/binary-arm64/"));
      expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
      expect(asked.length).toBeGreaterThan(0);
      expect(forward.asked.some(({ host }) => host === "ports.ubuntu.com")).toBe(true);
    } finally {
      await forward.close();
      await proxied.remove();
    }
  });

  it("fetches a retired release from the distribution's archive of those", async (context) => {
    const bullseye = findRelease("debian-11", distribution);
    if (bullseye.kind === "unknown") {
      return context.skip(bullseye.reason);
    }
    let mirror = "";
    const forward = await startForwarding(({ host, path }) => {
      if (host === "archive.debian.org") {
        return `http://${mirror}${path}`;
      }
      mirror = host;
      return undefined;
    });
    const proxied = await makePlace("roots", { http_proxy: forward.url });
    try {
      const archive = await aptArchive.open(proxied.host, bullseye.distribution, {
        directory: join(proxied.directory, "apt"),
      });
      await archive.update();
      const { packages } = await archive.resolve(["libc6-dev-arm64-cross"]);
      expect(packages.find(({ name }) => name === "libc6-dev-arm64-cross")?.version).toMatch(/^2\.31-/);
      const asked = forward.asked.filter(({ path }) => path.endsWith("/dists/bullseye/InRelease"));
      expect(asked.map(({ host }) => host)).toEqual([mirror, "archive.debian.org"]);
    } finally {
      await forward.close();
      await proxied.remove();
    }
  });

  it("refuses to open where no apt source is the distribution's", async () => {
    const other = { id: "other", version: "1", codename: "none", title: "Other 1" };
    await expect(aptArchive.open(place.host, other, { directory: join(place.directory, "other") })).rejects.toThrow(
      "none of the apt sources in /etc/apt is the archive of Other 1; add the distribution's own source (component main) there",
    );
  });
});
