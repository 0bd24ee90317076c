import { archiveFormat } from "./archive.ts";
import { elfFormat } from "./elf/format.ts";
import type { Format } from "./format.ts";
import { machOFormat } from "./macho.ts";
import { peFormat } from "./pe/format.ts";
import { plan9Format } from "./plan9.ts";
import { wasmFormat } from "./wasm.ts";
import { xcoffFormat } from "./xcoff.ts";

const rows = [elfFormat, peFormat, machOFormat, wasmFormat, archiveFormat, xcoffFormat, plan9Format] as const;

export type FormatId = (typeof rows)[number]["id"];

/** Every binary format that is read. The first that matches a file reads it. */
export const formats: readonly Format<FormatId>[] = rows;

/** The row of a format. */
export function formatOf(id: FormatId): Format<FormatId> {
  const format = formats.find((row) => row.id === id);
  if (format === undefined) {
    throw new Error(`no binary format has the id ${id}`);
  }
  return format;
}
