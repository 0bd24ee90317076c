import { systemOf } from "../../platforms/index.ts";
import type { FormatId } from "./formats.ts";

/** The format of the programs and libraries of a system, by its GOOS. Most systems that nobody knows yet have ELF. */
export function formatOfSystem(os: string): FormatId {
  return systemOf(os)?.format ?? "elf";
}
