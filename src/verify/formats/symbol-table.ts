import type { Reader } from "./reader.ts";

/** Bytes of a symbol, of COFF and XCOFF alike. */
export const symbolSize = 18;

export type SymbolTable = {
  readonly offset: number;
  /** Symbols. */
  readonly count: number;
  /** Whether the table of long names follows the symbols even if it is empty. */
  readonly alwaysNamed: boolean;
};

/**
 * Throws unless the symbols, and the table of their long names behind them, which starts with its own size, are all in
 * the file. They come last: where they are truncated, so is the file.
 */
export async function checkSymbolTable(reader: Reader, { offset, count, alwaysNamed }: SymbolTable): Promise<void> {
  const names = offset + count * symbolSize;
  reader.mustHold(offset, count * symbolSize, "symbol table");
  if (count > 0 && (alwaysNamed || names < reader.size)) {
    const size = (await reader.fields(names, 4, "table of symbol names")).u32(0);
    reader.mustHold(names, size, "table of symbol names");
  }
}
