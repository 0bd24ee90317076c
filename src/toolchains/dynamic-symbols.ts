/** Numbers of the ELF specification: "Sections" and "Symbol Table". */
const elf = { dynamicSymbols: 11, undefinedSection: 0 } as const;

/**
 * Whether a shared library defines a symbol, and does not only ask others for it. @param content The whole file. False of a file
 * that is no ELF file, or contradicts itself.
 */
export function definesDynamically(content: Buffer, symbol: string): boolean {
  if (content.toString("latin1", 0, 4) !== "\x7fELF" || !content.includes(`\0${symbol}\0`)) {
    return false;
  }
  try {
    return hasDefinition(readerOf(content), symbol);
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}

type Reader = {
  readonly content: Buffer;
  readonly wide: boolean;
  readonly word: (at: number, width: 2 | 4 | 8) => number;
};

function readerOf(content: Buffer): Reader {
  const big = content[5] === 2;
  const word: Reader["word"] = (at, width) => {
    if (width < 8) {
      return big ? content.readUIntBE(at, width) : content.readUIntLE(at, width);
    }
    return Number(big ? content.readBigUInt64BE(at) : content.readBigUInt64LE(at));
  };
  return { content, wide: content[4] === 2, word };
}

type Section = { readonly type: number; readonly offset: number; readonly size: number; readonly link: number };

function readSections({ wide, word }: Reader): readonly Section[] {
  const [at, size, count] = wide ? [word(40, 8), word(58, 2), word(60, 2)] : [word(32, 4), word(46, 2), word(48, 2)];
  return Array.from({ length: count }, (_, index) => {
    const head = at + index * size;
    return wide
      ? { type: word(head + 4, 4), offset: word(head + 24, 8), size: word(head + 32, 8), link: word(head + 40, 4) }
      : { type: word(head + 4, 4), offset: word(head + 16, 4), size: word(head + 20, 4), link: word(head + 24, 4) };
  });
}

function hasDefinition(reader: Reader, symbol: string): boolean {
  const { content, wide, word } = reader;
  const sections = readSections(reader);
  const table = sections.find(({ type }) => type === elf.dynamicSymbols);
  const strings = sections[table?.link ?? 0];
  if (table === undefined || strings === undefined) {
    return false;
  }
  const name = Buffer.from(`${symbol}\0`, "latin1");
  const [length, ofSection] = wide ? [24, 6] : [16, 14];
  for (let at = table.offset; at + length <= table.offset + table.size; at += length) {
    const text = strings.offset + word(at, 4);
    if (
      word(at + ofSection, 2) !== elf.undefinedSection &&
      content.compare(name, 0, name.length, text, text + name.length) === 0
    ) {
      return true;
    }
  }
  return false;
}
