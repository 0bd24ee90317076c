import type { BinaryFacts } from "./facts.ts";
import type { Fields, Reader } from "./reader.ts";
import { unknownFacts } from "./unknown.ts";

const importSection = 2;
const exportSection = 7;
const codeSection = 10;
const mostSections = 10_000;
/** No more than these are looked at. */
const mostEntries = 100_000;

/** The host's functions that a module imports tell which of Go's two systems it is for. */
const systems: Readonly<Record<string, string>> = { go: "js", gojs: "js", wasi_snapshot_preview1: "wasip1" };

/** Reads a WebAssembly module: what it imports, and whether it is started or called. Source: the WebAssembly core spec. */
export async function readWasm(file: Reader): Promise<BinaryFacts> {
  const reader = file.part({ format: "wasm", byteOrder: "little" });
  let imports: readonly string[] = [];
  let exports: readonly string[] = [];
  let hasCode = false;
  let at = 8;
  for (let left = mostSections; at < reader.size && left > 0; left--) {
    const header = startOf(await reader.fields(at, Math.min(6, reader.size - at), "section header"));
    const [id, size] = [header.byte(), header.number()];
    const start = at + header.at();
    reader.mustHold(start, size, `section ${id}`);
    hasCode ||= id === codeSection;
    if (id === importSection) imports = importedModules(startOf(await reader.fields(start, size, "import section")));
    if (id === exportSection) exports = exportedNames(startOf(await reader.fields(start, size, "export section")));
    at = start + size;
  }
  if (!hasCode) {
    throw reader.malformed("it holds no code; was it cut off?");
  }
  return {
    ...unknownFacts,
    format: "wasm",
    // A module of functions to be called (Go's c-shared) is set up by _initialize instead of being started.
    kind: exports.includes("_initialize") && !exports.includes("_start") ? "shared-library" : "executable",
    os: imports.map((name) => systems[name]).find((system) => system !== undefined),
    arch: "wasm",
    machine: "WebAssembly",
    byteOrder: "little",
    needed: imports,
  };
}

type Cursor = {
  readonly at: () => number;
  readonly byte: () => number;
  readonly number: () => number;
  readonly name: () => string;
};

function startOf(fields: Fields): Cursor {
  let at = 0;
  const byte = () => fields.u8(at++);
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = byte();
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) return value;
    }
  };
  const name = () => {
    const length = number();
    if (length > 0) fields.u8(at + length - 1);
    at += length;
    return fields.bytes.toString("utf8", at - length, Math.min(at, at - length + 4096));
  };
  return { at: () => at, byte, number, name };
}

/** Each module that something is imported from, once. */
function importedModules(cursor: Cursor): readonly string[] {
  const modules = new Set<string>();
  for (let left = Math.min(cursor.number(), mostEntries); left > 0; left--) {
    modules.add(cursor.name());
    cursor.name();
    skipImport(cursor);
  }
  return [...modules];
}

function skipImport(cursor: Cursor): void {
  const [func, table, memory] = [0, 1, 2];
  const kind = cursor.byte();
  if (kind === table) cursor.byte();
  if (kind === table || kind === memory) {
    const hasMaximum = (cursor.byte() & 1) !== 0;
    cursor.number();
    if (hasMaximum) cursor.number();
  } else {
    // A function has one number; a global or a tag has a type and a flag.
    cursor.number();
    if (kind !== func) cursor.number();
  }
}

function exportedNames(cursor: Cursor): readonly string[] {
  const names: string[] = [];
  for (let left = Math.min(cursor.number(), mostEntries); left > 0; left--) {
    names.push(cursor.name());
    cursor.byte();
    cursor.number();
  }
  return names;
}
