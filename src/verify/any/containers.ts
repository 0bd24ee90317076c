import { createReadStream } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline as pipe, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Host } from "../../host/types.ts";
import { headBytes, startsBinary } from "../formats/read.ts";

/** What other files are packed in. A library of objects (`ar`) is a binary. */
export type ContainerKind = "tar" | "tar.gz" | "gz" | "zip" | "deb";

/** A binary that was in a container. */
export type Member = {
  /** Its name in there. */
  readonly name: string;
  /** Where it was put. */
  readonly file: string;
};

export type Unpacked = {
  readonly members: readonly Member[];
  /** The names of the files in it that are no binaries. */
  readonly others: readonly string[];
};

/** The container cannot be read: it is damaged, or nothing here opens it. A clause without a subject. */
export class ContainerError extends Error {
  override readonly name = "ContainerError";
}

/** Unpacked, of one container: what needs more is not a release of anything. */
const mostBytes = 16 * 2 ** 30;

/** Which kind of container a file is, by its content; undefined where it is none. */
export async function containerKind(file: string): Promise<ContainerKind | undefined> {
  const handle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    const at = (offset: number, magic: string) => head.toString("latin1", offset, offset + magic.length) === magic;
    if (at(0, "\x1f\x8b")) {
      return isTar(await startOfGzip(file)) ? "tar.gz" : "gz";
    }
    if (at(0, "PK\x03\x04") || at(0, "PK\x05\x06")) {
      return "zip";
    }
    return at(0, "!<arch>\ndebian-binary") ? "deb" : isTar(head) ? "tar" : undefined;
  } finally {
    await handle.close();
  }
}

function isTar(head: Buffer): boolean {
  return head.toString("latin1", 257, 262) === "ustar";
}

/** What is packed first; empty where it is damaged. */
async function startOfGzip(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  const content = createGunzip();
  pipe(createReadStream(file), content, () => undefined);
  try {
    for await (const piece of content) {
      pieces.push(piece as Buffer);
      length += (piece as Buffer).length;
      if (length >= 512) {
        break;
      }
    }
  } catch {
    return Buffer.alloc(0);
  }
  return Buffer.concat(pieces);
}

/**
 * Puts the binaries of a container into a directory, under names of our own: what the container calls them is only shown.
 * @param directory Absent, or empty.
 * @throws ContainerError
 */
export async function unpackContainer(
  host: Pick<Host, "processes">,
  { file, kind, directory }: { readonly file: string; readonly kind: ContainerKind; readonly directory: string },
): Promise<Unpacked> {
  await mkdir(directory, { recursive: true });
  try {
    switch (kind) {
      case "tar":
      case "tar.gz":
        return await unpackTar(file, directory, kind === "tar.gz");
      case "gz":
        return await unpackGzip(file, directory);
      case "zip":
        return await unpackZip(file, directory);
      case "deb":
        return await unpackDeb(host, file, directory);
    }
  } catch (error) {
    // What the system refuses is no fault of the container.
    if (error instanceof ContainerError || !(error instanceof Error) || "syscall" in error) {
      throw error;
    }
    throw new ContainerError(`cannot be unpacked: ${error.message}`, { cause: error });
  }
}

async function unpackTar(file: string, directory: string, compressed: boolean): Promise<Unpacked> {
  const { extract } = await import("tar-stream");
  const entries = extract();
  const stages = [...(compressed ? [createGunzip()] : []), makeByteLimit()];
  const read = pipeline([createReadStream(file), ...stages, entries]);
  const kept = (async () => {
    const keeper = makeKeeper(directory);
    for await (const entry of entries) {
      if (entry.header.type === "file") {
        await keeper.take(entry.header.name, entry);
      } else {
        entry.resume();
      }
    }
    return keeper.unpacked();
  })();
  const [unpacked] = await Promise.all([kept, read]);
  return unpacked;
}

async function unpackGzip(file: string, directory: string): Promise<Unpacked> {
  const keeper = makeKeeper(directory);
  const content = makeByteLimit();
  const read = pipeline([createReadStream(file), createGunzip(), content]);
  await Promise.all([keeper.take(basename(file).replace(/\.gz$/, ""), content), read]);
  return keeper.unpacked();
}

async function unpackZip(file: string, directory: string): Promise<Unpacked> {
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(file);
  try {
    const keeper = makeKeeper(directory);
    let left = mostBytes;
    for await (const entry of zip.eachEntry()) {
      left -= entry.uncompressedSize;
      if (left < 0) {
        throw tooLarge();
      }
      if (!entry.fileName.endsWith("/")) {
        await keeper.take(entry.fileName, await zip.openReadStreamPromise(entry));
      }
    }
    return keeper.unpacked();
  } finally {
    zip.close();
  }
}

/** A package's content may be compressed by what Node has no reader for. */
async function unpackDeb(host: Pick<Host, "processes">, file: string, directory: string): Promise<Unpacked> {
  if ((await host.processes.find("dpkg-deb")) === undefined) {
    throw new ContainerError("is a Debian package, and dpkg-deb, which opens such files, is not on this machine");
  }
  const content = join(directory, "content");
  const done = await host.processes.run({ file: "dpkg-deb", args: ["--extract", file, content] });
  if (done.exitCode !== 0) {
    throw new ContainerError(`cannot be unpacked: ${done.output.trim().split("\n").at(-1) ?? "dpkg-deb failed"}`);
  }
  const keeper = makeKeeper(join(directory, "binaries"));
  await mkdir(join(directory, "binaries"));
  for (const entry of await readdir(content, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      await keeper.take(path.slice(content.length + 1), createReadStream(path));
    }
  }
  return keeper.unpacked();
}

function tooLarge(): ContainerError {
  return new ContainerError(`has more than ${mostBytes / 2 ** 30} GiB in it, and was not unpacked`);
}

function makeByteLimit(): Transform {
  let left = mostBytes;
  return new Transform({
    transform: (piece: Buffer, _, done) => {
      left -= piece.length;
      done(left < 0 ? tooLarge() : null, piece);
    },
  });
}

/** Takes the files of a container one after the other, and keeps those that start as a binary does. */
function makeKeeper(directory: string) {
  const members: Member[] = [];
  const others: string[] = [];
  return {
    take: async (name: string, content: AsyncIterable<unknown>) => {
      const file = join(directory, String(members.length));
      if (await keepBinary(content, file)) {
        members.push({ name, file });
      } else {
        others.push(name);
      }
    },
    unpacked: (): Unpacked => ({ members, others }),
  };
}

async function keepBinary(content: AsyncIterable<unknown>, file: string): Promise<boolean> {
  const pieces = content[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < headBytes) {
    const next = await pieces.next();
    if (next.done === true) {
      break;
    }
    head = Buffer.concat([head, next.value as Buffer]);
  }
  if (!startsBinary(head.subarray(0, headBytes))) {
    // A tar goes on only behind it.
    for (let next = await pieces.next(); next.done !== true; ) {
      next = await pieces.next();
    }
    return false;
  }
  const to = await open(file, "wx");
  try {
    await to.appendFile(head);
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      await to.appendFile(next.value as Buffer);
    }
  } finally {
    await to.close();
  }
  return true;
}
