import { type Cursor, makeCursor } from "./cursor.ts";
import { type Format, plainLinkage, startsWith } from "./format.ts";
import { type HeaderFacts, noFacts } from "./header-facts.ts";
import type { Fields, Reader } from "./reader.ts";

const importSection = 2;
const exportSection = 7;
const codeSection = 10;
const mostSections = 10_000;
/** Imports and exports beyond these are ignored. */
const mostEntries = 100_000;
const longestName = 4096;

/** Which of Go's two systems a module is for, by the modules that it imports functions of the host from. */
const systems: Readonly<Record<string, string>> = { go: "js", gojs: "js", wasi_snapshot_preview1: "wasip1" };

/** A module of WebAssembly 1.0 binary code. */
export const wasmFormat: Format<"wasm"> = {
  id: "wasm",
  name: "a WebAssembly module",
  shortName: "WebAssembly",
  // Where it is in a module is not known: `go version -m` does not read this format either.
  hasGoBuildInfo: false,
  matches: startsWith("\0asm\x01\0\0\0"),
  read: readWasm,
  describeLinkage: () => plainLinkage("WebAssembly module"),
  checkLinkage: () => [],
};

/** Reads what a module imports, and whether it is started or called. Source: the WebAssembly core specification. */
async function readWasm(file: Reader): Promise<HeaderFacts> {
  const reader = file.part({ format: "wasm", byteOrder: "little" });
  let imports: readonly string[] = [];
  let exports: readonly string[] = [];
  let hasCode = false;
  let at = 8;
  for (let left = mostSections; at < reader.size && left > 0; left--) {
    const header = makeCursor(await reader.fields(at, Math.min(6, reader.size - at), "section header"));
    const [id, size] = [header.byte(), header.uleb128()];
    const start = at + header.at();
    reader.mustHold(start, size, `section ${id}`);
    hasCode ||= id === codeSection;
    if (id === importSection) {
      imports = importedModules(await reader.fields(start, size, "import section"));
    }
    if (id === exportSection) {
      exports = exportedNames(await reader.fields(start, size, "export section"));
    }
    at = start + size;
  }
  if (!hasCode) {
    throw reader.malformed("it has no code section");
  }
  return {
    ...noFacts,
    // A module of functions to be called (Go's c-shared) is set up by _initialize instead of being started.
    kind: exports.includes("_initialize") && !exports.includes("_start") ? "shared-library" : "executable",
    os: imports.map((name) => systems[name]).find((system) => system !== undefined),
    arch: "wasm",
    machine: "WebAssembly",
    byteOrder: "little",
    needed: imports,
  };
}

function readName(cursor: Cursor, fields: Fields): string {
  const length = cursor.uleb128();
  const start = cursor.at();
  // All of it must be there, although only so much is kept.
  if (length > 0) {
    fields.u8(start + length - 1);
  }
  cursor.skip(length);
  return fields.bytes.toString("utf8", start, start + Math.min(length, longestName));
}

/** Each module that something is imported from, once. */
function importedModules(fields: Fields): readonly string[] {
  const cursor = makeCursor(fields);
  const modules = new Set<string>();
  for (let left = Math.min(cursor.uleb128(), mostEntries); left > 0; left--) {
    modules.add(readName(cursor, fields));
    readName(cursor, fields);
    skipImport(cursor);
  }
  return [...modules];
}

function skipImport(cursor: Cursor): void {
  const [func, table, memory] = [0, 1, 2];
  const kind = cursor.byte();
  if (kind === table) {
    cursor.byte();
  }
  if (kind === table || kind === memory) {
    const hasMaximum = (cursor.byte() & 1) !== 0;
    cursor.uleb128();
    if (hasMaximum) {
      cursor.uleb128();
    }
  } else {
    // A function has one number; a global or a tag has a type and a flag.
    cursor.uleb128();
    if (kind !== func) {
      cursor.uleb128();
    }
  }
}

function exportedNames(fields: Fields): readonly string[] {
  const cursor = makeCursor(fields);
  const names: string[] = [];
  for (let left = Math.min(cursor.uleb128(), mostEntries); left > 0; left--) {
    names.push(readName(cursor, fields));
    cursor.byte();
    cursor.uleb128();
  }
  return names;
}
