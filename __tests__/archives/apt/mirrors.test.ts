import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Archive } from "../../../src/archives/archive.ts";
import { type MirrorMemory, rememberMirrors } from "../../../src/archives/mirror-memory.ts";
import type { RetryPolicy } from "../../../src/archives/retries.ts";
import { hashFileLike } from "../../../src/host/hash.ts";
import { openTestRepository } from "../../support/apt.ts";
import { type Fault, type Mirror, makeMirror } from "../../support/mirror.ts";
import { makePlace, type Place } from "../../survey/modules.ts";

// Several mirrors of one repository, in a list like that of GitHub's images: one of them does something wrong.

const retryPolicy: RetryPolicy = { stallSeconds: 2, switchSeconds: 1, attempts: 2, pauseSeconds: 0.01 };
const indexFiles = ["InRelease", "Release", "Packages"];

let place: Place;
let first: Mirror;
let second: Mirror;

beforeAll(async () => {
  place = await makePlace("mirrors of a list");
  first = await makeMirror(place.directory, { one: 300_000, two: 20_000 });
  second = await first.twin();
});
afterEach(() => {
  first.reset();
  second.reset();
});
afterAll(async () => {
  await first.close();
  await second.close();
  await place.remove();
});

function listOf(...mirrors: readonly Mirror[]): string {
  const file = join(place.directory, `mirrors-${mirrors.map(({ host }) => host).join("-")}.txt`);
  writeFileSync(file, mirrors.map(({ url }, index) => `${url}\tpriority:${index + 1}\n`).join(""));
  return `mirror+file:${file}`;
}

type Options = {
  readonly uris?: string | readonly string[];
  readonly mirrors?: MirrorMemory;
  readonly configuration?: string;
};

function open({ uris = listOf(first, second), ...options }: Options = {}): Promise<Archive> {
  return openTestRepository(place, uris, { retryPolicy, ...options });
}

function failAll(mirror: Mirror, files: readonly string[], fault: Fault): void {
  files.forEach((file) => void mirror.plan(file, [], fault));
}

const debs = () => first.packages.map(({ file }) => file);
const quiet = { onPackage: () => {}, onProgress: () => {} };

async function downloadAll(archive: Archive): Promise<readonly string[]> {
  const into = mkdtempSync(join(place.directory, "into-"));
  const downloaded = await archive.download(first.packages, into, quiet);
  return downloaded.map(({ name }) => name).sort();
}

describe("the index", () => {
  it.each<Fault>([
    { kind: "silence" },
    { kind: "drip" },
    { kind: "stall", after: 100 },
    { kind: "status", code: 503 },
    { kind: "wrong bytes" },
  ])(
    "is taken from the second mirror where the first fails with $kind, whatever the host's apt is told",
    async (fault) => {
      failAll(first, fault.kind === "wrong bytes" ? ["Packages"] : indexFiles, fault);
      const configuration =
        'Acquire::Retries "9";\nAcquire::http::Timeout "120";\nAcquire::http::Timeout::127.0.0.1 "120";\nAcquire::Queue-Mode "access";\n';
      const archive = await open({ configuration });
      await archive.update();
      expect((await archive.resolve(["one"])).packages.map(({ name }) => name)).toEqual(["one"]);
      expect(second.asked).toContain("Packages");
    },
  );

  it("of other archives, and packages, are asked of a mirror that was silent no more in the same run", async () => {
    failAll(first, [...indexFiles, ...debs()], { kind: "silence" });
    const mirrors = rememberMirrors();
    await (await open({ mirrors })).update();
    expect(first.asked).not.toEqual([]);
    first.asked.length = 0;
    const later = await open({ mirrors });
    await later.update();
    expect(await downloadAll(later)).toEqual(["one", "two"]);
    expect(first.asked).toEqual([]);
    // Another run asks it again.
    await (await open()).update();
    expect(first.asked).not.toEqual([]);
  });

  it("is waited for longer where there is but one mirror that may be slow", async () => {
    second.plan("InRelease", [{ kind: "delay", seconds: 1.5 }]);
    await (await open({ uris: second.url })).update();
    expect(second.asked).toContain("Packages");
  });

  it("is not to be had: each host is named, with what it did", async () => {
    failAll(first, indexFiles, { kind: "silence" });
    failAll(second, indexFiles, { kind: "status", code: 503 });
    await expect((await open()).update()).rejects.toThrow(
      `the package index could not be refreshed: no data from ${first.host} for 1 s; ${second.url}dists/test/InRelease: 503 Service Unavailable`,
    );
  });

  it("is asked for again, and waited for longer, where no other archive has it", async () => {
    first.plan("InRelease", [{ kind: "silence" }, { kind: "delay", seconds: 1.3 }]);
    failAll(second, indexFiles, { kind: "status", code: 404 });
    await (await open({ uris: [first.url, second.url] })).update();
    expect(first.asked).toContain("Packages");
  });

  it("is asked of no mirror again whose certificate cannot be verified, and the message says what to install", async () => {
    const [key, certificate] = ["key.pem", "certificate.pem"].map((name) => join(place.directory, name));
    const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"];
    execFileSync("openssl", [...args, "-keyout", key ?? "", "-out", certificate ?? ""], { stdio: "ignore" });
    let connections = 0;
    const server = createServer({ key: readFileSync(key ?? ""), cert: readFileSync(certificate ?? "") });
    server.on("connection", () => {
      connections += 1;
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect((await open({ uris: url })).update()).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the package index could not be refreshed: https:\S+Release: .*certificate.*; install the package ca-certificates, or, where a proxy/,
      ),
      problems: [{ code: "mirror-certificate" }],
    });
    // For InRelease, and apt's own second try with Release.
    expect(connections).toBeLessThan(5);
    server.close();
  });

  it("is looked for at the next archive soon, where the only mirror is silent", async () => {
    failAll(first, indexFiles, { kind: "silence" });
    await (await open({ uris: [first.url, second.url] })).update();
    expect(first.asked).toHaveLength(1);
  });
});

describe("packages", () => {
  it.each<Fault>([
    { kind: "silence" },
    { kind: "drip" },
    { kind: "stall", after: 10_000 },
    { kind: "status", code: 404 },
    { kind: "wrong bytes" },
  ])("are taken from the second mirror where the first fails with $kind", async (fault) => {
    failAll(first, debs(), fault);
    const archive = await open();
    await archive.update();
    expect(await downloadAll(archive)).toEqual(["one", "two"]);
    expect(second.requests).toHaveLength(2);
  });

  it("are taken by their paths, from whatever archive has them, without an index", async () => {
    failAll(first, debs(), { kind: "status", code: 404 });
    const archive = await open({ uris: [first.url, second.url] });
    const into = mkdtempSync(join(place.directory, "into-"));
    const located = await archive.locate(first.packages.map((each) => ({ ...each, depends: [["none"]] })));
    const downloaded = await archive.download(located ?? [], into, quiet);
    expect(downloaded.map(({ name }) => name).sort()).toEqual(["one", "two"]);
    expect([...first.asked, ...second.asked].filter((file) => !file.endsWith(".deb"))).toEqual([]);
    expect(second.requests).toHaveLength(2);
    for (const each of first.packages) {
      expect(each).toMatchObject(await hashFileLike(join(into, each.file), each));
    }
    const [one] = first.packages;
    expect(one && (await archive.locate([{ ...one, version: "9" }]))).toBeUndefined();
    expect(one && (await archive.locate([{ ...one, path: undefined }]))).toBeUndefined();
  });

  it("come from a slow mirror, where there is no other", async () => {
    const archive = await open({ uris: first.url });
    await archive.update();
    first.slowDown(100_000);
    expect(await downloadAll(archive)).toEqual(["one", "two"]);
    expect(first.requests).toHaveLength(2);
  });

  it("that one mirror lacks are no reason to leave it for others", async () => {
    const [missing = ""] = debs();
    first.plan(missing, [], { kind: "status", code: 404 });
    const archive = await open();
    await archive.update();
    await downloadAll(archive);
    expect(second.requests.map(({ file }) => file)).toEqual([missing]);
  });
});
