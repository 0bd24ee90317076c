import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import yazl from "yazl";
import { rememberMirrors } from "../../src/archives/mirror-memory.ts";
import { UnavailableError, UserError } from "../../src/host/errors.ts";
import { type LocalHost, makeLocalHost } from "../../src/host/local.ts";
import type { CacheService, Host } from "../../src/host/types.ts";
import type { FileContent, RootRequest } from "../../src/plan/root-request.ts";
import type { RootKind } from "../../src/roots/kind.ts";
import type { Outcome } from "../../src/roots/outcome.ts";
import { lookUpRoots } from "../../src/roots/packages.ts";
import { ensureRoots, type RootOptions } from "../../src/roots/roots.ts";
import type { Root } from "../../src/roots/settle.ts";
import { type Answer, closeHalfWay, type FileServer, retryAtOnce, startFileServer } from "../support/file-server.ts";
import { problem } from "../support/problems.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { type FileRequest, requestPackages } from "./requests.ts";

const debian = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };
const reason = "toolchains come from apt, and this machine has none";
const machine: RootOptions["machine"] = {
  arch: "amd64",
  distribution: debian,
  archive: { kind: "missing", reason },
};
const kind: RootKind = {
  kind: "test",
  wrappers: ({ directory, content }, { program = "" }) => [
    { name: "tool", text: `#!/bin/sh\n# ${content}\nexec '${join(directory, "root", program)}'\n` },
  ],
};

const files: Record<string, Answer> = {};
let server: FileServer;
let place: Place;
let retryLater: () => void;
/** A directory with a program, a file and a link. */
let tree: string;
let made = 0;

beforeAll(async () => {
  place = await makePlace("files with spaces");
  server = await startFileServer(files);
  retryLater = retryAtOnce();
  tree = makeTree((at) => {
    mkdirSync(join(at, "tool-1.2/lib"), { recursive: true });
    writeFileSync(join(at, "tool-1.2/tool"), "#!/bin/sh\necho works\n", { mode: 0o755 });
    writeFileSync(join(at, "tool-1.2/lib/data"), "data");
    symlinkSync("lib/data", join(at, "tool-1.2/link"));
  });
});
afterAll(async () => {
  retryLater();
  await server.close();
  await place.remove();
});

function makeTree(fill: (at: string) => void): string {
  made += 1;
  const at = join(place.directory, `tree ${made}`);
  mkdirSync(at, { recursive: true });
  fill(at);
  return at;
}

/** An archive of a directory, or of what a command puts there. */
function makeTar(directory: string, flags: readonly string[] = ["--gzip"], members: readonly string[] = ["."]): Buffer {
  made += 1;
  const file = join(place.directory, `archive ${made}`);
  execFileSync("tar", ["--create", ...flags, "--file", file, "--directory", directory, "--", ...members]);
  return readFileSync(file);
}

async function makeZip(fill: (zip: yazl.ZipFile) => void): Promise<Buffer> {
  made += 1;
  const file = join(place.directory, `archive ${made}`);
  const zip = new yazl.ZipFile();
  fill(zip);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return readFileSync(file);
}

type Format = FileContent["format"];

/** Puts a file on the server and gives the request for it. */
function publish(id: string, bytes: Buffer, change: Partial<FileContent> = {}, answer: Answer = bytes): FileRequest {
  files[`/${id}`] = answer;
  const content: FileContent = {
    kind: "file",
    url: `${server.url}/${id}`,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    size: bytes.length,
    name: "tool",
    version: "1.2",
    format: "tar.gz",
    ...change,
  };
  return { id, kind: "test", settings: { program: "tool-1.2/tool" }, content };
}

const nextRun = (tools: string): Promise<LocalHost> =>
  makeLocalHost(
    { ...process.env, TMPDIR: place.directory },
    {
      artifactDirectory: join(place.directory, "artifacts"),
      cacheDirectory: join(place.directory, tools),
      terminal: { write: () => true },
    },
  );

async function provide(host: Host, requests: readonly RootRequest[], options: Partial<RootOptions> = {}) {
  const defaults = { machine, kinds: [kind], cache: { kind: "on" }, lock: undefined } as const;
  const roots = ensureRoots(host, requests, { ...defaults, ...options });
  const outcomes = await Promise.all(requests.map(({ id }) => roots.of(id)));
  await roots.save();
  return outcomes;
}

function ready(outcome: Outcome<Root> | undefined): Root {
  if (outcome?.kind !== "ready") {
    throw outcome?.error ?? new Error("there is no outcome");
  }
  return outcome.value;
}

/** The error of a root that failed on a machine of its own, after a look at whether anything was left of it. */
async function failure(request: RootRequest, options: Partial<RootOptions> = {}): Promise<Error> {
  const host = await nextRun(`failed ${request.id}`);
  const [outcome] = await provide(host, [request], options);
  if (outcome?.kind !== "failed") {
    throw new Error("the root is ready");
  }
  const { toolDirectory, scratchDirectory } = host;
  expect(existsSync(toolDirectory) ? readdirSync(toolDirectory, { recursive: true }) : []).toEqual([]);
  const own = ["staging", ".cgo-cross-run.json"];
  expect(readdirSync(scratchDirectory, { recursive: true }).filter((path) => !own.includes(`${path}`))).toEqual([]);
  return outcome.error;
}

const said = ({ directory }: Root) => execFileSync(join(directory, "bin/tool"), { encoding: "utf8" });
const zipTree = () =>
  makeZip((zip) => {
    zip.addFile(join(tree, "tool-1.2/tool"), "tool-1.2/tool", { mode: 0o100755 });
    zip.addFile(join(tree, "tool-1.2/lib/data"), "tool-1.2/lib/data", { mode: 0o100644 });
    zip.addBuffer(Buffer.from("lib/data"), "tool-1.2/link", { mode: 0o120777 });
  });

describe("a root that one file fills", () => {
  it.each<[Format, () => Buffer | Promise<Buffer>]>([
    ["tar.gz", () => makeTar(tree)],
    ["tar.xz", () => makeTar(tree, ["--xz"])],
    ["zip", zipTree],
  ])("is downloaded and unpacked as %s, and found on the disk the next time", async (format, make) => {
    const bytes = await make();
    const request = publish(`unpacked-${format}`, bytes, { format });
    const host = await nextRun(format);
    const [outcome] = await provide(host, [request]);
    const root = ready(outcome);
    expect(root).toMatchObject({ source: "download", checked: "hash", bytesDownloaded: bytes.length });
    expect(said(root)).toBe("works\n");
    const { name, version, size, sha256 } = request.content;
    expect(root.record.packages).toEqual([{ name, version, architecture: "all", size, sha256 }]);
    expect(readdirSync(root.directory).sort()).toEqual(["bin", "host-lib", "root", "root.json"]);
    expect(readFileSync(join(root.directory, "root/tool-1.2/lib/data"), "utf8")).toBe("data");
    expect(readlinkSync(join(root.directory, "root/tool-1.2/link"))).toBe("lib/data");
    expect(root.directory).toMatch(/\/1\.2\.0-h[0-9a-f]{16}\//);
    expect(readdirSync(host.scratchDirectory, { recursive: true }).sort()).toEqual([".cgo-cross-run.json", "staging"]);

    const [again] = await provide(await nextRun(format), [request]);
    expect(ready(again)).toMatchObject({ source: "disk", bytesDownloaded: 0, directory: root.directory });
    expect(server.asked.filter((path) => path === `/unpacked-${format}`)).toHaveLength(1);
  });

  it("is one program where the file is plain", async () => {
    const request = publish("plain", Buffer.from("#!/bin/sh\necho plain\n"), { format: "plain" });
    const [outcome] = await provide(await nextRun("plain"), [{ ...request, settings: { program: "tool" } }]);
    expect(said(ready(outcome))).toBe("plain\n");
  });

  it("has the same digest from every format, and with every umask", async () => {
    const formats: readonly (readonly [Format, Buffer])[] = [
      ["tar.gz", makeTar(tree)],
      ["tar.xz", makeTar(tree, ["--xz"])],
      ["zip", await zipTree()],
    ];
    const digests: string[] = [];
    const before = process.umask();
    try {
      for (const mask of [0o022, 0o077]) {
        process.umask(mask);
        for (const [format, bytes] of formats) {
          const request = publish(`digest-${mask}-${format}`, bytes, { format });
          const [outcome] = await provide(await nextRun(`digest ${mask} ${format}`), [request]);
          digests.push(ready(outcome).record.digest);
        }
      }
    } finally {
      process.umask(before);
    }
    expect(new Set(digests).size).toBe(1);
  });

  it("does not grow old: its hash says what it is", async () => {
    const request = publish("old", makeTar(tree));
    const [outcome] = await provide(await nextRun("old"), [request]);
    const { directory, record } = ready(outcome);
    writeFileSync(join(directory, "root.json"), JSON.stringify({ ...record, resolved: "2020-01-01T00:00:00.000Z" }));
    const [again] = await provide(await nextRun("old"), [request], { upToDate: true });
    expect(ready(again)).toMatchObject({ source: "disk", directory });
  });

  it("is another where the file is another, and stays beside the older one", async () => {
    const older = publish("changed", makeTar(tree));
    const [one] = await provide(await nextRun("changed"), [older]);
    const other = makeTree((at) => {
      mkdirSync(join(at, "tool-1.2"));
      writeFileSync(join(at, "tool-1.2/tool"), "#!/bin/sh\necho newer\n", { mode: 0o755 });
    });
    const [two] = await provide(await nextRun("changed"), [publish("changed", makeTar(other))]);
    expect(ready(two)).toMatchObject({ source: "download" });
    expect(ready(two).directory).not.toBe(ready(one).directory);
    expect([said(ready(one)), said(ready(two))]).toEqual(["works\n", "newer\n"]);
  });

  it("is downloaded again where the one on the disk was changed", async () => {
    const request = publish("tampered", makeTar(tree));
    const [outcome] = await provide(await nextRun("tampered"), [request]);
    const { directory } = ready(outcome);
    writeFileSync(join(directory, "root/tool-1.2/tool"), "#!/bin/sh\necho evil\n");
    const [again] = await provide(await nextRun("tampered"), [request]);
    expect(ready(again)).toMatchObject({ source: "download", directory });
    expect(said(ready(again))).toBe("works\n");
  });

  it("is restored from the cache on another machine, and nothing is downloaded", async () => {
    const request = publish("cached", makeTar(tree));
    const cache = makeCache();
    const [outcome] = await provide({ ...(await nextRun("cached 1")), cache }, [request]);
    expect(ready(outcome).source).toBe("download");
    const [restored] = await provide({ ...(await nextRun("cached 2")), cache }, [request]);
    expect(ready(restored)).toMatchObject({ source: "cache", checked: "record", bytesDownloaded: 0 });
    expect(ready(restored).record.digest).toBe(ready(outcome).record.digest);
    expect(said(ready(restored))).toBe("works\n");
    expect(server.asked.filter((path) => path === "/cached")).toHaveLength(1);
  });

  it("is downloaded beside others, and beside packages that cannot be had", async () => {
    const bytes = makeTar(tree);
    const waiting: (() => void)[] = [];
    // Neither is answered before both were asked for.
    const answer: Answer = (_request, response) => {
      waiting.push(() => response.end(bytes));
      if (waiting.length === 2) {
        waiting.forEach((each) => void each());
      }
    };
    const [one, two] = [publish("one", bytes, {}, answer), publish("two", bytes, {}, answer)];
    const packages = requestPackages("packages", ["hello"]);
    const [first, none, second] = await provide(await nextRun("beside"), [one, packages, two]);
    expect([said(ready(first)), said(ready(second))]).toEqual(["works\n", "works\n"]);
    expect(none).toEqual({ kind: "failed", error: new UnavailableError(problem(reason, "no-package-archive")) });
  });

  it("needs no distribution", async () => {
    const requests = [publish("anywhere", makeTar(tree)), requestPackages("packages", ["hello"])];
    const nowhere = { machine: { ...machine, distribution: undefined } };
    const [outcome, none] = await provide(await nextRun("anywhere"), requests, nowhere);
    expect(ready(outcome).source).toBe("download");
    expect(none).toEqual({ kind: "failed", error: new UnavailableError(problem(reason, "no-package-archive")) });
    const [again] = await provide(await nextRun("anywhere"), requests, nowhere);
    expect(ready(again).source).toBe("disk");
  });

  it("is looked up without a question to any archive", async () => {
    const { content, ...request } = publish("looked-up", makeTar(tree));
    const host = await nextRun("looked-up");
    expect(
      await lookUpRoots(host, [{ ...request, content }], {
        distribution: debian,
        added: new Map(),
        mirrors: rememberMirrors(),
      }),
    ).toEqual([
      {
        kind: "found",
        id: "looked-up",
        packages: [{ name: "tool", version: "1.2", architecture: "all", size: content.size, sha256: content.sha256 }],
      },
    ]);
    expect(server.asked).not.toContain("/looked-up");
  });
});

describe("a root that one file fills, under a lock", () => {
  const lockOf = ({ record: { digest, packages } }: Root) => ({ targets: [], requested: ["tool"], digest, packages });

  it("is what the lock says", async () => {
    const request = publish("locked", makeTar(tree));
    const [outcome] = await provide(await nextRun("locked"), [request]);
    const lock = { locked: lockOf(ready(outcome)) };
    const [found] = await provide(await nextRun("locked"), [request], { lock });
    expect(ready(found)).toMatchObject({ source: "disk", checked: "lock" });
    const [fetched] = await provide(await nextRun("locked fresh"), [request], { lock });
    expect(ready(fetched)).toMatchObject({ source: "download", checked: "lock" });
  });

  it("is refused where it unpacks to another digest", async () => {
    const request = publish("digest", makeTar(tree));
    const [outcome] = await provide(await nextRun("digest"), [request]);
    const lock = { digest: { ...lockOf(ready(outcome)), digest: "0".repeat(64) } };
    const error = await failure(request, { lock });
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(
      /^digest: the file is that of cgo-cross\.lock, but this version of cgo-cross unpacks it otherwise \(digest [0-9a-f]{64}, the lock has 0{64}\); write the lock anew with `cgo-cross lock`$/,
    );
  });

  it("is refused where the lock has another file, and nothing is downloaded", async () => {
    const request = publish("other", makeTar(tree));
    const packages = [{ name: "tool", version: "1.1", architecture: "all", size: 1, sha256: "a".repeat(64) }];
    const lock = { other: { targets: [], requested: ["tool"], digest: "0".repeat(64), packages } };
    const error = await failure(request, { lock });
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(
      "cgo-cross.lock has tool 1.1 for other, but this version of cgo-cross installs tool 1.2, another file; write the lock anew with `cgo-cross lock`",
    );
    expect(server.asked).not.toContain("/other");
  });
});

describe("a file that cannot be used", () => {
  it.each<[string, (bytes: Buffer) => { readonly change?: Partial<FileContent>; readonly answer?: Answer }, RegExp]>([
    [
      "has another hash, though the same size",
      () => ({ change: { sha256: "0".repeat(64) } }),
      /^http:\S+ is not used: its SHA-256 is [0-9a-f]{64} instead of 0{64}; try again, and report it if it stays so$/,
    ],
    [
      "has another size",
      () => ({ change: { size: 7 } }),
      /^http:\S+ is not used: it has \d+ bytes instead of 7; try again, and report it if it stays so$/,
    ],
    [
      "is longer than planned",
      (bytes) => ({ answer: Buffer.concat([bytes, Buffer.from("more")]) }),
      /^http:\S+ is not used: it has \d+ bytes instead of \d+;/,
    ],
    [
      "is not there",
      () => ({ answer: (_request, response) => response.writeHead(404).end() }),
      /^http:\S+ could not be downloaded: .*404; check the network and its proxy, or try again later$/,
    ],
    [
      "ends half-way",
      (bytes) => ({ answer: closeHalfWay(bytes) }),
      /^http:\S+ could not be downloaded: .*; check the network and its proxy, or try again later$/,
    ],
  ])("since it %s is a failure that names it, with nothing left behind", async (what, spoil, message) => {
    const bytes = makeTar(tree);
    const { change, answer } = spoil(bytes);
    const request = publish(what.replaceAll(/\W/g, "-"), bytes, change, answer);
    const error = await failure(request);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(request.content.url);
  });

  it.each<Format>(["tar.gz", "tar.xz", "zip"])("since it is no %s is a failure that names it", async (format) => {
    const error = await failure(publish(`no-${format}`, Buffer.from("no archive"), { format }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^tool 1\.2 could not be unpacked by (tar|unzip): .*; see that .*the disk has room$/);
  });

  it("by a fault of ours is that fault, with its stack", async () => {
    const fault = new TypeError("x is undefined");
    const finish = () => Promise.reject(fault);
    expect(await failure(publish("fault", makeTar(tree)), { kinds: [{ ...kind, finish }] })).toBe(fault);
    const unknown = await failure({ ...publish("unknown", makeTar(tree)), kind: "unknown" });
    expect(unknown.message).toBe("no kind of root is named unknown");
    expect(unknown).not.toBeInstanceOf(UserError);
  });
});

describe("an archive that would reach out of its root", () => {
  /** Something that must not be written over. */
  const outside = () => {
    const file = join(place.directory, "outside");
    writeFileSync(file, "mine");
    return file;
  };
  const renamed = (to: string) => {
    const from = makeTree((at) => writeFileSync(join(at, "evil"), "evil"));
    return makeTar(from, ["--gzip", "--absolute-names", `--transform=s,evil,${to},`], ["evil"]);
  };

  it("by `..` is refused", async () => {
    const file = outside();
    const error = await failure(publish("up", renamed("../../../../../outside")));
    expect(error).toBeInstanceOf(UserError);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("by an absolute path is unpacked inside", async () => {
    const file = outside();
    const [outcome] = await provide(await nextRun("absolute"), [publish("absolute", renamed(file))]);
    const { directory } = ready(outcome);
    expect(readFileSync(join(directory, "root", file), "utf8")).toBe("evil");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("by `..` in a zip is unpacked inside", async () => {
    const file = outside();
    const bytes = await makeZip((zip) => zip.addBuffer(Buffer.from("evil"), "xx/xx/xx/xx/xx/outside"));
    const text = bytes.toString("latin1").replaceAll("xx/xx/xx/xx/xx/", "../../../../../");
    const request = publish("zip-up", Buffer.from(text, "latin1"), { format: "zip" });
    const [outcome] = await provide(await nextRun("zip-up"), [request]);
    expect(readFileSync(join(ready(outcome).directory, "root/outside"), "utf8")).toBe("evil");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it.each<[string, (at: string) => void, string]>([
    [
      "an absolute link",
      (at) => symlinkSync("/etc/passwd", join(at, "evil")),
      "root/evil leads out of its directory, to /etc/passwd",
    ],
    [
      "a link upwards",
      (at) => symlinkSync("../../../evil", join(at, "evil")),
      "root/evil leads out of its directory, to ../../../evil",
    ],
    [
      "a link by way of another",
      (at) => {
        mkdirSync(join(at, "a"));
        symlinkSync("../..", join(at, "a/top"));
        symlinkSync("a/top/../evil", join(at, "evil"));
      },
      "root/evil leads out of its directory, to a/top/../evil",
    ],
  ])("by %s is refused", async (what, fill, message) => {
    const error = await failure(publish(what.replaceAll(" ", "-"), makeTar(makeTree(fill))));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/; please report it$/);
  });

  it("by a file below a link is refused, and nothing is written there", async () => {
    const target = makeTree(() => {});
    const one = makeTree((at) => symlinkSync(target, join(at, "evil")));
    const two = makeTree((at) => {
      mkdirSync(join(at, "evil"));
      writeFileSync(join(at, "evil/file"), "evil");
    });
    made += 1;
    const file = join(place.directory, `archive ${made}`);
    execFileSync("tar", ["--create", "--file", file, "--directory", one, "evil"]);
    execFileSync("tar", ["--append", "--file", file, "--directory", two, "evil/file"]);
    execFileSync("gzip", ["--keep", file]);
    const error = await failure(publish("below", readFileSync(`${file}.gz`)));
    expect(error).toBeInstanceOf(UserError);
    expect(readdirSync(target)).toEqual([]);
  });

  it("by the rights of its programs is without them", async () => {
    const bytes = makeTar(
      makeTree((at) => {
        writeFileSync(join(at, "program"), "#!/bin/sh\n");
        chmodSync(join(at, "program"), 0o6777);
      }),
    );
    const [outcome] = await provide(await nextRun("rights"), [publish("rights", bytes)]);
    expect(statSync(join(ready(outcome).directory, "root/program")).mode & 0o7777).toBe(0o755);
  });
});

/** A cache of one entry, kept in a file. */
function makeCache(): CacheService {
  made += 1;
  const entry = join(place.directory, `entry ${made}`);
  let saved: string | undefined;
  return {
    available: true,
    reason: undefined,
    restore: async ({ path, key, restoreKeys }) => {
      if (saved === undefined || ![key, ...restoreKeys].some((prefix) => saved?.startsWith(prefix))) {
        return { kind: "miss" };
      }
      copyFileSync(entry, path);
      return { kind: "partial", key: saved };
    },
    save: async ({ path, key }) => {
      saved = key;
      copyFileSync(path, entry);
      return { kind: "saved" };
    },
  };
}
