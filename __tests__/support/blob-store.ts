import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./results-protocol.ts";

export type StoredBlob = { readonly path: string; readonly bytes: number; readonly contentType: string };

/** As much of Azure's blob storage as the clients use: a blob put whole or in blocks, and read. Blobs are files. */
export type BlobStore = {
  /** The signed address of a blob. On an IP address the SDK takes the path for account, container and blob. */
  sign(name: string): string;
  handle(request: IncomingMessage, url: URL): Promise<Answer>;
  /** Undefined until the blob is whole. */
  get(name: string): StoredBlob | undefined;
  /** Removes everything. */
  close(): Promise<void>;
};

export const blobPath = "/account/blobs/";

/** @param origin The server's, without a slash at the end. */
export async function makeBlobStore(origin: string): Promise<BlobStore> {
  const directory = await mkdtemp(join(tmpdir(), "blob-store-"));
  const blobs = new Map<string, StoredBlob>();
  const blocks = new Map<string, string>();
  let received = 0;

  async function receive(request: IncomingMessage): Promise<string> {
    received += 1;
    const file = join(directory, String(received));
    await pipeline(request, createWriteStream(file));
    return file;
  }

  /** The blocks in the order of the list, whatever the order they came in. */
  async function joinBlocks(name: string, listFile: string): Promise<string> {
    const list = await readFile(listFile, "utf8");
    const whole = `${listFile}.whole`;
    await writeFile(whole, "");
    for (const [, id = ""] of list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)) {
      const block = blocks.get(`${name} ${id}`);
      if (block === undefined) {
        throw new Error(`there is no block ${id} of ${name}`);
      }
      await pipeline(createReadStream(block), createWriteStream(whole, { flags: "a" }));
      await rm(block);
    }
    return whole;
  }

  async function put(request: IncomingMessage, name: string, url: URL): Promise<void> {
    const body = await receive(request);
    const part = url.searchParams.get("comp");
    if (part === "block") {
      blocks.set(`${name} ${url.searchParams.get("blockid")}`, body);
      return;
    }
    const path = part === "blocklist" ? await joinBlocks(name, body) : body;
    const contentType = String(request.headers["x-ms-blob-content-type"] ?? "application/octet-stream");
    blobs.set(name, { path, bytes: (await stat(path)).size, contentType });
  }

  return {
    sign: (name) => `${origin}${blobPath}${name}?se=2099-01-01&sig=${encodeURIComponent(signatureOf(name))}`,
    async handle(request, url) {
      const name = url.pathname.slice(blobPath.length);
      const headers = { "x-ms-request-id": "0", "x-ms-version": String(request.headers["x-ms-version"] ?? "") };
      if (url.searchParams.get("sig") !== signatureOf(name)) {
        return { status: 403, headers };
      }
      if (request.method === "PUT") {
        await put(request, name, url);
        const stamp = { etag: `"${name}"`, "last-modified": new Date().toUTCString() };
        return { status: 201, headers: { ...headers, ...stamp } };
      }
      const blob = blobs.get(name);
      if (blob === undefined) {
        return { status: 404, headers };
      }
      return { status: 200, headers: { ...headers, "content-type": blob.contentType }, file: blob };
    },
    get: (name) => blobs.get(name),
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Not to be guessed from the name, and with characters that an address must escape. */
function signatureOf(name: string): string {
  return `${createHash("sha256").update(`not a secret ${name}`).digest("hex")}/+=`;
}
