import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Package } from "../../src/archives/apt/packages.ts";
import { makeDeb } from "./debs.ts";

/** What a mirror does instead of answering as it should. `after` counts bytes of the answer's body. */
export type Fault =
  | { readonly kind: "stall"; readonly after: number }
  | { readonly kind: "reset"; readonly after: number }
  | { readonly kind: "truncate"; readonly after: number }
  | { readonly kind: "wrong bytes" }
  | { readonly kind: "silence" }
  | { readonly kind: "no ranges" }
  | { readonly kind: "status"; readonly code: number };

/** A request: where in the file it began, and how many bytes of it were sent. */
export type Asked = { readonly file: string; readonly from: number; sent: number };

export type Mirror = {
  readonly url: string;
  readonly host: string;
  readonly packages: readonly Package[];
  /** All requests for .deb files, in the order in which they came. */
  readonly asked: Asked[];
  /** How many connections .deb files were asked for over. */
  readonly connections: () => number;
  /** What the next requests for a file meet, one after the other; `always` is for all that follow. */
  readonly plan: (file: string, faults: readonly Fault[], always?: Fault) => void;
  /** From now on no answer is quicker than this. */
  readonly slowDown: (bytesPerSecond: number) => void;
  /** Forgets all plans and requests. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

const modified = "Tue, 01 Sep 2020 00:00:00 GMT";

/** A repository of packages of about so many bytes, served on the loopback as mirrors do: with ranges, and If-Range. */
export async function makeMirror(directory: string, sizes: Readonly<Record<string, number>>): Promise<Mirror> {
  const into = join(directory, "repository");
  mkdirSync(into, { recursive: true });
  const packages = Object.entries(sizes).map(([name, size]) =>
    makeDeb(
      name,
      { [`usr/share/${name}`]: randomBytes((size * 3) / 4).toString("base64") },
      { into, scratch: join(directory, "scratch") },
    ),
  );
  writeIndex(into, packages);
  const plans = new Map<string, { faults: Fault[]; always: Fault | undefined }>();
  const asked: Asked[] = [];
  let pace = Number.POSITIVE_INFINITY;
  const sockets = new Set<Socket>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = basename(decodeURIComponent(request.url ?? "")).replaceAll(":", "%3a");
    const path = join(into, file);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    const plan = plans.get(file);
    const fault = plan?.faults.shift() ?? plan?.always;
    const from = fault?.kind === "no ranges" ? 0 : rangeStart(request);
    const record: Asked = { file, from, sent: 0 };
    if (file.endsWith(".deb")) {
      asked.push(record);
      sockets.add(request.socket);
    }
    if (fault?.kind === "silence") {
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
        // What was written is to be on its way before the connection goes.
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
    part: { path: string; from: number; end: number; record: Asked; wrong: boolean },
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
    packages,
    asked,
    connections: () => sockets.size,
    plan: (file, faults, always) => plans.set(file, { faults: [...faults], always }),
    slowDown: (bytesPerSecond) => {
      pace = bytesPerSecond;
    },
    reset: () => {
      plans.clear();
      asked.length = 0;
      pace = Number.POSITIVE_INFINITY;
      sockets.clear();
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** As mirrors do: a range counts only for the very file that its asker has begun (RFC 9110, If-Range). */
function rangeStart(request: IncomingMessage): number {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const condition = request.headers["if-range"];
  return condition === undefined || condition === modified ? from : 0;
}

function writeIndex(into: string, packages: readonly Package[]): void {
  const stanza = (each: Package) =>
    [
      `Package: ${each.name}`,
      `Version: ${each.version}`,
      `Architecture: ${each.architecture}`,
      "Maintainer: a <a@example.com>",
      `Filename: ./${each.file}`,
      `Size: ${each.size}`,
      `SHA256: ${each.sha256}`,
      `Description: ${each.name}`,
      "",
    ].join("\n");
  writeFileSync(join(into, "Packages"), packages.map(stanza).join("\n"));
  const bytes = readFileSync(join(into, "Packages"));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const release = `Origin: Test\nDate: ${new Date().toUTCString()}\nSHA256:\n ${sha256} ${bytes.length} Packages\n`;
  writeFileSync(join(into, "Release"), release);
}
