import { type Format, plainLinkage } from "./format.ts";
import { readGoBuildInfo } from "./go-build-info.ts";
import { type HeaderFacts, noFacts } from "./header-facts.ts";
import { hex, type Reader } from "./reader.ts";

/** Source: Plan 9's a.out(6). A file with this bit has a longer header. */
const wideFlag = 0x8000;
const magics: Readonly<Record<number, { readonly arch: string; readonly bits: 32 | 64 }>> = {
  491: { arch: "386", bits: 32 },
  1607: { arch: "arm", bits: 32 },
  35479: { arch: "amd64", bits: 64 },
};

/** A Plan 9 program. They are all static: the system has no shared libraries. */
export const plan9Format: Format<"plan9"> = {
  id: "plan9",
  name: "a Plan 9 a.out file",
  shortName: "Plan 9 a.out",
  hasGoBuildInfo: true,
  matches: (head) => head.length >= 4 && magics[head.readUInt32BE(0)] !== undefined,
  read: readPlan9,
  describeLinkage: () => plainLinkage("static"),
  checkLinkage: () => [],
};

async function readPlan9(file: Reader): Promise<HeaderFacts> {
  const reader = file.part({ format: "Plan 9 a.out", byteOrder: "big" });
  const header = await reader.fields(0, 32, "file header");
  const magic = header.u32(0);
  const headerSize = (magic & wideFlag) !== 0 ? 40 : 32;
  const [text, data, symbols] = [header.u32(4), header.u32(8), header.u32(16)];
  reader.mustHold(headerSize, text + data + symbols, "content");
  const dataAt = headerSize + text;
  return {
    ...noFacts,
    kind: "executable",
    os: "plan9",
    arch: magics[magic]?.arch,
    machine: `Plan 9 magic ${hex(magic)}`,
    bits: magics[magic]?.bits,
    // The header is big-endian whatever the processor is; all three of Go's ports are little-endian.
    byteOrder: "little",
    static: true,
    stripped: symbols === 0,
    go: await readGoBuildInfo(reader, [{ offset: dataAt, size: data, address: dataAt }]),
  };
}
