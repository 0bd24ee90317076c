import type { BinaryFacts } from "./facts.ts";
import { type Linkage, plainLinkage } from "./format.ts";
import { formatOf } from "./formats.ts";

/** A format's name for sentences, with its article: `an ELF file`. */
export function formatName(id: BinaryFacts["format"]): string {
  return id === "unknown" ? "a file of unknown format" : formatOf(id).name;
}

/** A format's name for a cell of a table: `ELF`. */
export function shortFormatName(id: BinaryFacts["format"]): string {
  return id === "unknown" ? "unknown format" : formatOf(id).shortName;
}

/** How a binary is linked, at length and in short. */
export function linkageOf(facts: BinaryFacts): Linkage {
  return facts.format === "unknown" ? plainLinkage("unknown") : formatOf(facts.format).describeLinkage(facts);
}

/**
 * How a binary is linked, for a report: `static`, `static-pie`, `dynamic: libc.so.6 (glibc ≥ 2.34)`,
 * `Windows system DLLs only`. System libraries that every machine has are not listed for Windows and macOS.
 */
export function describeLinkage(facts: BinaryFacts): string {
  return linkageOf(facts).text;
}
