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
const longestString = 16 * 1024 * 1024;

/**
 * The build info in the first of `spans` that has one; undefined where none has, or where it is in the format of
 * Go 1.17 and older.
 */
export async function readGoBuildInfo(reader: Reader, spans: readonly GoDataSpan[]): Promise<GoBuildInfo | undefined> {
  for (const span of spans.slice(0, mostSpans)) {
    const header = await findHeader(reader, span);
    if (header !== undefined) return readStrings(reader, header);
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
  if ((flags & inlineStrings) === 0) return undefined;
  const version = await readString(reader, header + headerSize);
  if (version === undefined || version.bytes.length === 0) return undefined;
  const framed = await readString(reader, version.end);
  const hasModule = framed !== undefined && framed.bytes.length > 2 * frame && framed.bytes.at(-frame - 1) === 0x0a;
  const text = hasModule ? framed.bytes.subarray(frame, -frame).toString("utf8") : "";
  return { version: version.bytes.toString("utf8"), ...parseModuleInfo(text) };
}

/** Undefined where the length makes no sense: then this was no build info, only bytes that look like it. */
async function readString(reader: Reader, offset: number): Promise<{ bytes: Buffer; end: number } | undefined> {
  const room = Math.min(10, reader.size - offset);
  if (room <= 0) return undefined;
  const prefix = await reader.fields(offset, room, "Go build info");
  if (prefix.bytes.every((byte) => byte >= 0x80)) return undefined;
  const cursor = makeCursor(prefix);
  const length = cursor.uleb128();
  const start = offset + cursor.at();
  if (length > longestString || start + length > reader.size) return undefined;
  return { bytes: (await reader.fields(start, length, "Go build info")).bytes, end: start + length };
}

/** Lines such as `path\texample.com/tool` and `build\tGOOS=linux`. Source: Go's runtime/debug/mod.go. */
export function parseModuleInfo(text: string): Pick<GoBuildInfo, "path" | "settings"> {
  const lines = text.split("\n");
  const path = lines.find((line) => line.startsWith("path\t"))?.slice("path\t".length);
  const settings = lines.flatMap((line) => {
    const setting = line.startsWith("build\t") ? parseSetting(line.slice("build\t".length)) : undefined;
    return setting === undefined ? [] : [setting];
  });
  return { path, settings: Object.fromEntries(settings) };
}

/** `KEY=VALUE`, either quoted as Go quotes strings where it contains a space, a quote or an `=`. */
function parseSetting(setting: string): [string, string] | undefined {
  const quotedKey = /^(?:"(?:\\.|[^"\\])*"|`[^`]*`)/.exec(setting)?.[0];
  const keyLength = quotedKey?.length ?? setting.indexOf("=");
  if (keyLength <= 0 || setting[keyLength] !== "=") return undefined;
  return [unquoteGo(setting.slice(0, keyLength)), unquoteGo(setting.slice(keyLength + 1))];
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The string that a Go string literal stands for; text that is not one comes back unchanged. */
function unquoteGo(text: string): string {
  if (text.length < 2 || text[0] !== text.at(-1)) return text;
  if (text[0] === "`") return text.slice(1, -1);
  if (text[0] !== '"') return text;
  const pieces: Buffer[] = [];
  const pattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))|[^\\]+/gu;
  for (const [whole, byte, short, long, octal, letter] of text.slice(1, -1).matchAll(pattern)) {
    if (byte !== undefined) pieces.push(Buffer.of(Number.parseInt(byte, 16)));
    else if (octal !== undefined) pieces.push(Buffer.of(Number.parseInt(octal, 8)));
    else if (letter !== undefined) pieces.push(Buffer.from(escapeOf(letter)));
    else pieces.push(Buffer.from(codePoint(short ?? long) ?? whole));
  }
  return Buffer.concat(pieces).toString("utf8");
}

function escapeOf(letter: string): string {
  const code = escapes[letter];
  return code === undefined ? letter : String.fromCharCode(code);
}

function codePoint(digits: string | undefined): string | undefined {
  if (digits === undefined) return undefined;
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}
