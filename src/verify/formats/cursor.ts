import type { Fields } from "./reader.ts";

/** Reads one thing after the other. Throws (through the fields) where it runs past their end. */
export type Cursor = {
  /** Where the next byte is read. */
  readonly at: () => number;
  readonly byte: () => number;
  /** An unsigned LEB128: 7 bits a byte, least significant first. */
  readonly uleb128: () => number;
  readonly skip: (bytes: number) => void;
};

/** A cursor over `fields`, which starts at `start`. */
export function makeCursor(fields: Fields, start = 0): Cursor {
  let at = start;
  const byte = () => fields.u8(at++);
  const uleb128 = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = byte();
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) {
        return value;
      }
    }
  };
  return {
    at: () => at,
    byte,
    uleb128,
    skip: (bytes) => {
      at += bytes;
    },
  };
}
