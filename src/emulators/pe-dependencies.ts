/**
 * The DLLs that a 64-bit Windows file asks for by name: its imports, those that are loaded on first use, and those that its
 * exports are forwarded to. Names as they are written; with their ending, but for forwards, which have none for a `.dll`.
 * Empty for what is no such file, or has no such tables, as Wine's placeholders.
 * Source: Microsoft's "PE Format", the sections on .idata, .didat and .edata.
 */
export function peDependencies(file: Buffer): readonly string[] {
  const image = readImage(file);
  if (image === undefined) {
    return [];
  }
  const names = [
    ...libraryNames(image, image.directory(1), { size: 20, nameAt: 12 }),
    ...libraryNames(image, image.directory(13), { size: 32, nameAt: 4 }),
    ...forwardedTo(image, image.directory(0)),
  ];
  return [...new Set(names)];
}

type Span = { readonly address: number; readonly size: number };

type Image = {
  /** An entry of the table of directories; empty where there is none. */
  readonly directory: (index: number) => Span;
  /** 0 where the file does not reach. */
  readonly u32: (address: number) => number;
  readonly text: (address: number) => string;
};

const wideMagic = 0x20b;

function readImage(file: Buffer): Image | undefined {
  const u16At = (at: number) => (at + 2 <= file.length ? file.readUInt16LE(at) : 0);
  const u32At = (at: number) => (at + 4 <= file.length ? file.readUInt32LE(at) : 0);
  const start = u32At(0x3c);
  const optional = start + 24;
  if (file.toString("latin1", 0, 2) !== "MZ" || u32At(start) !== 0x4550 || u16At(optional) !== wideMagic) {
    return undefined;
  }
  const sections = Array.from({ length: u16At(start + 6) }, (_, index) => {
    const at = optional + u16At(start + 20) + 40 * index;
    return { address: u32At(at + 12), size: u32At(at + 16), offset: u32At(at + 20) };
  });
  const offsetOf = (address: number) => {
    const home = sections.find((each) => each.address <= address && address < each.address + each.size);
    return home === undefined ? file.length : home.offset + address - home.address;
  };
  return {
    directory: (index) =>
      index < u32At(optional + 108)
        ? { address: u32At(optional + 112 + 8 * index), size: u32At(optional + 116 + 8 * index) }
        : { address: 0, size: 0 },
    u32: (address) => u32At(offsetOf(address)),
    text: (address) => {
      const at = offsetOf(address);
      const end = file.indexOf(0, at);
      return end < 0 ? "" : file.toString("latin1", at, end);
    },
  };
}

/** The names in a table of imports, which ends with an entry without one. */
function libraryNames(
  image: Image,
  { address, size }: Span,
  entry: { readonly size: number; readonly nameAt: number },
): readonly string[] {
  const names: string[] = [];
  for (let at = address; at !== 0 && at < address + size; at += entry.size) {
    const name = image.text(image.u32(at + entry.nameAt));
    if (name === "") {
      break;
    }
    names.push(name);
  }
  return names;
}

/** An address among the exports that lies within their own section is the text of a forward: `NTDLL.RtlAllocateHeap`. */
function forwardedTo(image: Image, { address, size }: Span): readonly string[] {
  if (address === 0) {
    return [];
  }
  const table = image.u32(address + 28);
  return Array.from({ length: Math.min(image.u32(address + 20), 65_536) }, (_, index) => {
    const target = image.u32(table + 4 * index);
    const text = address <= target && target < address + size ? image.text(target) : "";
    return text.slice(0, Math.max(0, text.lastIndexOf(".")));
  }).filter((name) => name !== "");
}
