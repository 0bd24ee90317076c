import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Package } from "../../src/archives/archive.ts";
import { type DebFiles, makeDeb } from "./debs.ts";

/** What a mirror does wrong. `after` counts bytes of the response's body. */
export type Fault =
  | { readonly kind: "stall"; readonly after: number }
  | { readonly kind: "reset"; readonly after: number }
  | { readonly kind: "truncate"; readonly after: number }
  | { readonly kind: "wrong bytes" }
  | { readonly kind: "silence" }
  | { readonly kind: "delay"; readonly seconds: number }
  /** A byte ten times a second, of a body that would take for ever. */
  | { readonly kind: "drip" }
  | { readonly kind: "no ranges" }
  | { readonly kind: "status"; readonly code: number };

/** A request: where in the file it started, and how many bytes of it were sent. */
export type MirrorRequest = { readonly file: string; readonly from: number; sent: number };

export type Mirror = {
  readonly url: string;
  readonly host: string;
  readonly packages: readonly Package[];
  /** The files of the packages, by path, as the index of contents has them. */
  readonly contents: ReadonlyMap<string, readonly string[]>;
  /** All requests for .deb files, in the order of their arrival. */
  readonly requests: MirrorRequest[];
  /** The number of connections that .deb files were requested over. */
  readonly connections: () => number;
  /** All requests, by the names of the files. */
  readonly asked: string[];
  /** The faults of the next responses for a file, one after the other; `always` is that of all that follow. */
  readonly plan: (file: string, faults: readonly Fault[], always?: Fault) => void;
  /** Limits the rate of all responses from now on. */
  readonly slowDown: (bytesPerSecond: number) => void;
  /** Forgets all faults and requests. */
  readonly reset: () => void;
  /** Another mirror of the same packages. */
  readonly twin: () => Promise<Mirror>;
  readonly close: () => Promise<void>;
};

const modified = "Tue, 01 Sep 2020 00:00:00 GMT";

/** A package of the mirror: one file of random text of about so many bytes, or given files. */
export type MirrorPackage = number | { readonly files: DebFiles; readonly depends?: readonly string[] };

export type Algorithm = "md5" | "sha1" | "sha256" | "sha512";

/** The algorithms whose hashes are listed: of the indexes in `Release`, and of the packages in `Packages`. */
export type Listing = { readonly release: readonly Algorithm[]; readonly packages: readonly Algorithm[] };

/** A repository of packages by name, served on the loopback as mirrors do: with ranges, and If-Range. */
export async function makeMirror(
  directory: string,
  members: Readonly<Record<string, MirrorPackage>>,
  listing: Listing = { release: ["sha256"], packages: ["sha256"] },
): Promise<Mirror> {
  const into = join(directory, "repository");
  mkdirSync(into, { recursive: true });
  const contents = new Map<string, string[]>();
  const packages = Object.entries(members).map(([name, member]) => {
    const { files, depends = [] } =
      typeof member === "number"
        ? { files: { [`usr/share/${name}`]: randomBytes((member * 3) / 4).toString("base64") } }
        : member;
    for (const path of Object.keys(files)) {
      contents.set(path, [...(contents.get(path) ?? []), name].sort());
    }
    const made = makeDeb(name, files, { into, scratch: join(directory, "scratch"), depends });
    return listing.packages.includes("sha256") ? made : withSha512(made, into);
  });
  writeIndex(into, { packages, contents, listing });
  return serve(into, { packages, contents });
}

/** Serves a repository's files. */
async function serve(into: string, repository: Pick<Mirror, "packages" | "contents">): Promise<Mirror> {
  const plans = new Map<string, { faults: Fault[]; always: Fault | undefined }>();
  const requests: MirrorRequest[] = [];
  const asked: string[] = [];
  let pace = Number.POSITIVE_INFINITY;
  const sockets = new Set<Socket>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = basename(decodeURIComponent(request.url ?? "")).replaceAll(":", "%3a");
    asked.push(file);
    const path = join(into, file);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    const plan = plans.get(file);
    const fault = plan?.faults.shift() ?? plan?.always;
    const from = fault?.kind === "no ranges" ? 0 : rangeStart(request);
    const record: MirrorRequest = { file, from, sent: 0 };
    if (file.endsWith(".deb")) {
      requests.push(record);
      sockets.add(request.socket);
    }
    if (fault?.kind === "silence") {
      return;
    }
    if (fault?.kind === "delay") {
      await sleep(fault.seconds * 1000);
    }
    if (fault?.kind === "drip") {
      response.writeHead(200, { "content-length": 1e6 });
      const dripping = setInterval(() => response.write("x"), 100);
      response.on("close", () => clearInterval(dripping));
      return;
    }
    if (size === undefined || fault?.kind === "status") {
      response.writeHead(fault?.kind === "status" ? fault.code : 404).end();
      return;
    }
    if (from >= size) {
      response.writeHead(416, { "content-range": `bytes */${size}` }).end();
      return;
    }
    response.writeHead(from > 0 ? 206 : 200, {
      "last-modified": modified,
      "accept-ranges": "bytes",
      "content-length": size - from,
      ...(from > 0 ? { "content-range": `bytes ${from}-${size - 1}/${size}` } : {}),
    });
    response.flushHeaders();
    const end = fault !== undefined && "after" in fault ? from + fault.after : size;
    await send(response, { path, from, end, record, wrong: fault?.kind === "wrong bytes" });
    switch (fault?.kind) {
      case "stall":
        return;
      case "reset":
        // After what was written has been sent.
        setTimeout(() => response.socket?.resetAndDestroy(), 200);
        return;
      case "truncate":
        response.socket?.end();
        return;
      default:
        response.end();
    }
  }

  async function send(
    response: ServerResponse,
    part: { path: string; from: number; end: number; record: MirrorRequest; wrong: boolean },
  ): Promise<void> {
    if (part.end === part.from) {
      return;
    }
    for await (const chunk of createReadStream(part.path, { start: part.from, end: part.end - 1 })) {
      const bytes = chunk as Buffer;
      if (response.destroyed) {
        return;
      }
      part.record.sent += bytes.length;
      response.write(part.wrong ? Buffer.alloc(bytes.length) : bytes);
      if (Number.isFinite(pace)) {
        await sleep((bytes.length / pace) * 1000);
      }
    }
  }

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/`,
    host,
    ...repository,
    requests,
    asked,
    connections: () => sockets.size,
    plan: (file, faults, always) => plans.set(file, { faults: [...faults], always }),
    slowDown: (bytesPerSecond) => {
      pace = bytesPerSecond;
    },
    reset: () => {
      plans.clear();
      requests.length = 0;
      asked.length = 0;
      pace = Number.POSITIVE_INFINITY;
      sockets.clear();
    },
    twin: () => serve(into, repository),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** As mirrors do: a range counts only for the same version of the file (RFC 9110, If-Range). */
function rangeStart(request: IncomingMessage): number {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const condition = request.headers["if-range"];
  return condition === undefined || condition === modified ? from : 0;
}

function hashBytes(algorithm: Algorithm, bytes: Uint8Array | string): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

function withSha512(made: Package, into: string): Package {
  const { name, version, architecture, size, file, path, depends, provides, section, coinstallable } = made;
  const sha512 = hashBytes("sha512", readFileSync(join(into, file)));
  return { name, version, architecture, size, sha512, file, path, depends, provides, section, coinstallable };
}

/** As Release and Packages spell them. */
const fieldOf = (algorithm: Algorithm) => (algorithm === "md5" ? "MD5sum" : algorithm.toUpperCase());

type Index = Pick<Mirror, "packages" | "contents"> & { readonly listing: Listing };

function writeIndex(into: string, { packages, contents, listing }: Index): void {
  const stanza = (each: Package) =>
    [
      `Package: ${each.name}`,
      `Version: ${each.version}`,
      `Architecture: ${each.architecture}`,
      "Maintainer: a <a@example.com>",
      ...(each.depends.length > 0 ? [`Depends: ${each.depends.flat().join(", ")}`] : []),
      `Filename: ./${each.file}`,
      `Size: ${each.size}`,
      ...listing.packages.map(
        (algorithm) => `${fieldOf(algorithm)}: ${hashBytes(algorithm, readFileSync(join(into, each.file)))}`,
      ),
      `Section: ${each.section}`,
      `Description: ${each.name}`,
      "",
    ].join("\n");
  const owners = (names: readonly string[]) => names.map((name) => `devel/${name}`).join(",");
  const indexes = {
    Packages: packages.map(stanza).join("\n"),
    "Contents-amd64": [...contents].map(([path, names]) => `${path}    ${owners(names)}\n`).join(""),
  };
  const sums = listing.release.map((algorithm) => {
    const lines = Object.entries(indexes).map(([name, text]) => {
      const place = name === "Packages" ? "main/binary-amd64/Packages" : name;
      return ` ${hashBytes(algorithm, text)} ${Buffer.byteLength(text)} ${place}\n`;
    });
    return `${fieldOf(algorithm)}:\n${lines.join("")}`;
  });
  Object.entries(indexes).forEach(([name, text]) => void writeFileSync(join(into, name), text));
  const release = `Origin: Test\nSuite: test\nArchitectures: amd64\nComponents: main\nDate: ${new Date().toUTCString()}\n${sums.join("")}`;
  writeFileSync(join(into, "Release"), release);
  // For apt's method file:, as the http server above finds them by their names alone.
  mkdirSync(join(into, "dists/test/main"), { recursive: true });
  for (const [link, to] of [
    ["dists/test/Release", "../../Release"],
    ["dists/test/Contents-amd64", "../../Contents-amd64"],
    ["dists/test/main/binary-amd64", "../../.."],
  ] as const) {
    symlinkSync(to, join(into, link));
  }
}
