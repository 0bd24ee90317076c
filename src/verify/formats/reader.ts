import { type FileHandle, open } from "node:fs/promises";

export type ByteOrder = "little" | "big";

/** The file is not the binary that it starts as: empty, truncated, or with headers that cannot be true. */
export class MalformedBinaryError extends Error {
  override readonly name = "MalformedBinaryError";
}

/**
 * A file, or a part of one, read by position. Nothing is kept but one small window, so a program of 200 MB costs no more
 * memory than a small one. Every read is checked against the size: a header that points past the end is an error, not a
 * short read.
 */
export type Reader = {
  /** The format's name, for messages: `ELF`. */
  readonly format: string;
  readonly byteOrder: ByteOrder;
  /** Bytes. */
  readonly size: number;
  /** Exactly `length` bytes at `offset`. Throws, naming `what`, where they are not all there, or are too many to be real. */
  fields(offset: number, length: number, what: string): Promise<Fields>;
  /** The NUL-terminated string at `offset`, at most 4096 bytes long. */
  text(offset: number, what: string): Promise<string>;
  /** Where `pattern` first starts at a multiple of `step` bytes, no fewer than its own, from the place's start. */
  find(pattern: Buffer, place: ReaderPlace): Promise<number | undefined>;
  /** Throws, naming `what`, unless `length` bytes at `offset` lie inside. */
  mustHold(offset: number, length: number, what: string): void;
  /** The same bytes read as another format, or some of them, such as a member of an archive, with positions relative to their own start. */
  part(part: ReaderPart): Reader;
  /** The error for a header that is all there but cannot be true. */
  malformed(sentence: string): MalformedBinaryError;
};

export type ReaderPart = {
  readonly format: string;
  readonly byteOrder: ByteOrder;
  readonly offset?: number;
  readonly size?: number;
};

export type ReaderPlace = { readonly offset: number; readonly size: number; readonly step: number };

/** Some bytes, read as numbers. Positions are relative to the start of these bytes. */
export type Fields = {
  readonly bytes: Buffer;
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  /** Numbers beyond 2^53 come out rounded: no real offset or size is that large, so they fail the next bounds check. */
  u64(at: number): number;
  /** The string at `at`, up to its NUL or the end of these bytes, at most 4096 bytes long. */
  text(at: number): string;
};

const windowBytes = 64 * 1024;
const largestTable = 16 * 1024 * 1024;
const longestText = 4096;

/** Opens a file for reading by position, gives it to `use`, and closes it. Throws where it is not a regular file. */
export async function withReader<Result>(file: string, use: (reader: Reader) => Promise<Result>): Promise<Result> {
  const handle = await open(file, "r");
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new MalformedBinaryError(`${file} is not a regular file`);
    }
    const loader = makeLoader(handle, stat.size);
    return await use(makeReader(loader, { format: "file", byteOrder: "little", offset: 0, size: stat.size }));
  } finally {
    await handle.close();
  }
}

type Loader = {
  load(offset: number, length: number): Promise<Buffer>;
  /** Fills the buffer, over and over again the same one. */
  loadInto(buffer: Buffer, offset: number): Promise<void>;
};

/** Headers lie close together, so one window serves most reads. Spans are checked before they come here. */
function makeLoader(handle: FileHandle, size: number): Loader {
  let start = 0;
  let window: Buffer = Buffer.alloc(0);
  const loadInto = async (buffer: Buffer, offset: number) => {
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
      if (bytesRead === 0) {
        throw new MalformedBinaryError("the file became shorter while it was read");
      }
      filled += bytesRead;
    }
  };
  const load = async (offset: number, length: number) => {
    if (length > windowBytes) {
      const whole = Buffer.alloc(length);
      await loadInto(whole, offset);
      return whole;
    }
    if (offset < start || offset + length > start + window.length) {
      const next = Buffer.alloc(Math.min(windowBytes, size - offset));
      await loadInto(next, offset);
      window = next;
      start = offset;
    }
    return Buffer.from(window.subarray(offset - start, offset - start + length));
  };
  return { load, loadInto };
}

function makeReader(loader: Loader, part: Required<ReaderPart>): Reader {
  const { format, byteOrder, offset: base, size } = part;
  const malformed = (sentence: string) => new MalformedBinaryError(`malformed ${format}: ${sentence}`);
  const mustHold = (offset: number, length: number, what: string) => {
    // Written so that NaN fails too.
    if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
      throw new MalformedBinaryError(`truncated ${format}: ${what} at ${hex(offset)} lies past the end of the file`);
    }
  };
  const fields = async (offset: number, length: number, what: string) => {
    mustHold(offset, length, what);
    if (length > largestTable) {
      throw malformed(`${what} claims ${length} bytes, more than any real one has`);
    }
    return makeFields(await loader.load(base + offset, length), byteOrder, (at) =>
      malformed(`${what} ends before its field at ${hex(at)}`),
    );
  };
  const text = async (offset: number, what: string) => {
    mustHold(offset, 1, what);
    const { bytes } = await fields(offset, Math.min(longestText, size - offset), what);
    const end = bytes.indexOf(0);
    if (end < 0) {
      throw malformed(`${what} at ${hex(offset)} has no end`);
    }
    return printable(bytes.subarray(0, end));
  };
  return {
    format,
    byteOrder,
    size,
    fields,
    text,
    find: (pattern, { offset, size: span, step }) =>
      findInPieces(loader, pattern, { start: base + offset, end: base + Math.min(offset + span, size), step }).then(
        (found) => (found === undefined ? undefined : found - base),
      ),
    mustHold,
    malformed,
    part: (inner) => {
      const start = inner.offset ?? 0;
      const length = inner.size ?? size - start;
      mustHold(start, length, `${inner.format} part`);
      return makeReader(loader, {
        format: inner.format,
        byteOrder: inner.byteOrder,
        offset: base + start,
        size: length,
      });
    },
  };
}

/** Searches through one small buffer, since the data of a program may be nearly all of it. */
async function findInPieces(
  loader: Loader,
  pattern: Buffer,
  { start, end, step }: { readonly start: number; readonly end: number; readonly step: number },
): Promise<number | undefined> {
  // Whole steps; a pattern no longer than a step then never lies across two pieces.
  const buffer = Buffer.alloc(Math.floor(windowBytes / step) * step);
  for (let from = start; from + pattern.length <= end; from += buffer.length) {
    const piece = buffer.subarray(0, Math.min(buffer.length, end - from));
    await loader.loadInto(piece, from);
    for (let at = piece.indexOf(pattern); at >= 0; at = piece.indexOf(pattern, at + 1)) {
      if (at % step === 0) {
        return from + at;
      }
    }
  }
  return undefined;
}

function makeFields(bytes: Buffer, byteOrder: ByteOrder, missing: (at: number) => Error): Fields {
  const little = byteOrder === "little";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const at = (position: number, width: number) => {
    if (!(position >= 0 && position + width <= bytes.length)) {
      throw missing(position);
    }
    return position;
  };
  return {
    bytes,
    u8: (position) => view.getUint8(at(position, 1)),
    u16: (position) => view.getUint16(at(position, 2), little),
    u32: (position) => view.getUint32(at(position, 4), little),
    u64: (position) => Number(view.getBigUint64(at(position, 8), little)),
    text: (position) => {
      const start = at(position, 0);
      const rest = bytes.subarray(start, start + longestText);
      const end = rest.indexOf(0);
      return printable(end < 0 ? rest : rest.subarray(0, end));
    },
  };
}

/** Names from a binary end up in logs and reports, where control characters must not be. */
function printable(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll(/\p{Cc}/gu, "\uFFFD");
}

/** `0x1f0`, as offsets and addresses are written in messages. */
export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
