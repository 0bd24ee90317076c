import { parseModuleInfo } from "../../golang/index.ts";
import { makeCursor } from "./cursor.ts";
import type { GoBuildInfo } from "./header-facts.ts";
import type { Reader } from "./reader.ts";

/** A piece of the file in which Go's build info may lie; `address` is where it is loaded. */
export type GoDataSpan = { readonly offset: number; readonly size: number; readonly address: number };

// The linker writes a 32-byte header aligned to 16 bytes: this magic, the pointer size, flags, then (flag 2, since
// Go 1.18) two strings right behind it, each after its length as a varint: the version and the module info, which is
// framed by 16 bytes at either end. Source: Go's cmd/link/internal/ld/data.go (buildinfo) and debug/buildinfo.
const magic = Buffer.from("\xff Go buildinf:", "latin1");
const alignment = 16;
const headerSize = 32;
const flagsAt = 15;
const inlineStrings = 2;
const frame = 16;
// A file may claim any number of overlapping data segments, each as long as itself; real ones have one or two.
const mostSpans = 4;
/** Of Kubernetes, with its 200 modules, it is 30 kB. */
const longestString = 1024 * 1024;

/**
 * The build info in the first of `spans` that has one; undefined where none has, or where it is in the format of
 * Go 1.17 and older.
 */
export async function readGoBuildInfo(reader: Reader, spans: readonly GoDataSpan[]): Promise<GoBuildInfo | undefined> {
  for (const span of spans.slice(0, mostSpans)) {
    const header = await findHeader(reader, span);
    if (header !== undefined) {
      return readStrings(reader, header);
    }
  }
  return undefined;
}

/** Where the header starts. Without a section of its own it may be anywhere in the data. */
async function findHeader(reader: Reader, span: GoDataSpan): Promise<number | undefined> {
  const lead = (alignment - (span.address % alignment)) % alignment;
  const header = await reader.find(magic, {
    offset: span.offset + lead,
    size: span.size - lead,
    step: alignment,
  });
  return header !== undefined && header + headerSize <= reader.size ? header : undefined;
}

async function readStrings(reader: Reader, header: number): Promise<GoBuildInfo | undefined> {
  const flags = (await reader.fields(header, headerSize, "Go build info")).u8(flagsAt);
  if ((flags & inlineStrings) === 0) {
    return undefined;
  }
  const version = await readString(reader, header + headerSize);
  if (version === undefined || version.bytes.length === 0) {
    return undefined;
  }
  const framed = await readString(reader, version.end);
  const hasModule = framed !== undefined && framed.bytes.length > 2 * frame && framed.bytes.at(-frame - 1) === 0x0a;
  const text = hasModule ? framed.bytes.subarray(frame, -frame).toString("utf8") : "";
  return { version: version.bytes.toString("utf8"), ...parseModuleInfo(text) };
}

/** Undefined where the length makes no sense: then this was no build info, only bytes that look like it. */
async function readString(reader: Reader, offset: number): Promise<{ bytes: Buffer; end: number } | undefined> {
  const room = Math.min(10, reader.size - offset);
  if (room <= 0) {
    return undefined;
  }
  const prefix = await reader.fields(offset, room, "Go build info");
  if (prefix.bytes.every((byte) => byte >= 0x80)) {
    return undefined;
  }
  const cursor = makeCursor(prefix);
  const length = cursor.uleb128();
  const start = offset + cursor.at();
  if (length > longestString || start + length > reader.size) {
    return undefined;
  }
  return { bytes: (await reader.fields(start, length, "Go build info")).bytes, end: start + length };
}
