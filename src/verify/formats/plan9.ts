import type { BinaryFacts } from "./facts.ts";
import { readGoBuildInfo } from "./gobuildinfo.ts";
import { hex, type Reader } from "./reader.ts";
import { unknownFacts } from "./unknown.ts";

/** Source: Plan 9's a.out(6). A file with this bit has a longer header. */
const wideFlag = 0x8000;
const magics: Readonly<Record<number, { readonly arch: string; readonly bits: 32 | 64 }>> = {
  491: { arch: "386", bits: 32 },
  1607: { arch: "arm", bits: 32 },
  35479: { arch: "amd64", bits: 64 },
};

/** Whether a file that starts with these bytes is a Plan 9 program. */
export function isPlan9(head: Buffer): boolean {
  return head.length >= 4 && magics[head.readUInt32BE(0)] !== undefined;
}

/** Reads a Plan 9 program. They are all static: the system has no shared libraries. */
export async function readPlan9(file: Reader): Promise<BinaryFacts> {
  const reader = file.part({ format: "Plan 9 a.out", byteOrder: "big" });
  const header = await reader.fields(0, 32, "file header");
  const magic = header.u32(0);
  const headerSize = (magic & wideFlag) !== 0 ? 40 : 32;
  const [text, data, symbols] = [header.u32(4), header.u32(8), header.u32(16)];
  reader.mustHold(headerSize, text + data + symbols, "content");
  const dataAt = headerSize + text;
  return {
    ...unknownFacts,
    format: "plan9",
    kind: "executable",
    os: "plan9",
    arch: magics[magic]?.arch,
    machine: `Plan 9 magic ${hex(magic)}`,
    bits: magics[magic]?.bits,
    // The header is big-endian whatever the processor is; all three of Go's ports are little-endian.
    byteOrder: "little",
    static: true,
    go: await readGoBuildInfo(reader, [{ offset: dataAt, size: data, address: dataAt }]),
  };
}
