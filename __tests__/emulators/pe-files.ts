/** What a made-up DLL asks for. */
export type Asked = {
  readonly imports?: readonly string[];
  readonly delayed?: readonly string[];
  /** `NTDLL.RtlZeroMemory` */
  readonly forwards?: readonly string[];
};

const section = { address: 0x1000, offset: 0x200 } as const;

/** A 64-bit PE file of one section, with the tables of what it asks for and no code. Source: Microsoft's "PE Format". */
export function makePe({ imports = [], delayed = [], forwards = [] }: Asked): Buffer {
  const data = Buffer.alloc(0x4000);
  let end = 0;
  const reserve = (bytes: number) => {
    const at = end;
    end += bytes;
    return at;
  };
  const text = (value: string) => {
    const at = reserve(value.length + 1);
    data.write(value, at, "latin1");
    return section.address + at;
  };
  const table = (names: readonly string[], size: number, nameAt: number) => {
    const at = reserve(size * (names.length + 1));
    for (const [index, name] of names.entries()) {
      data.writeUInt32LE(text(name), at + size * index + nameAt);
    }
    return { address: section.address + at, size: size * (names.length + 1) };
  };
  const importTable = table(imports, 20, 12);
  const delayTable = table(delayed, 32, 4);
  const exports = reserve(40);
  const functions = reserve(4 * (forwards.length + 1));
  // Code lies outside of the section of exports: that is no forward.
  [...forwards.map(text), 0x9000].forEach((address, index) => {
    data.writeUInt32LE(address, functions + 4 * index);
  });
  data.writeUInt32LE(forwards.length + 1, exports + 20);
  data.writeUInt32LE(section.address + functions, exports + 28);
  const exportTable = { address: section.address + exports, size: end - exports };
  return Buffer.concat([header([exportTable, importTable, delayTable]), data]);
}

type Table = { readonly address: number; readonly size: number };

function header([exports, imports, delayed]: readonly Table[]): Buffer {
  const file = Buffer.alloc(section.offset);
  file.write("MZ", 0, "latin1");
  file.writeUInt32LE(0x40, 0x3c);
  file.write("PE\0\0", 0x40, "latin1");
  file.writeUInt16LE(0x8664, 0x44);
  file.writeUInt16LE(1, 0x46);
  file.writeUInt16LE(240, 0x54);
  const optional = 0x58;
  file.writeUInt16LE(0x20b, optional);
  file.writeUInt32LE(16, optional + 108);
  for (const [index, table] of [
    [0, exports],
    [1, imports],
    [13, delayed],
  ] as const) {
    file.writeUInt32LE(table?.address ?? 0, optional + 112 + 8 * index);
    file.writeUInt32LE(table?.size ?? 0, optional + 116 + 8 * index);
  }
  [0x4000, section.address, 0x4000, section.offset].forEach((value, index) => {
    file.writeUInt32LE(value, optional + 240 + 8 + 4 * index);
  });
  return file;
}
