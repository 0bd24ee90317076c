import type { FormatId } from "./formats.ts";

/** Systems whose programs are not ELF files. */
const systemFormats: Readonly<Record<string, FormatId>> = {
  aix: "xcoff",
  darwin: "macho",
  ios: "macho",
  js: "wasm",
  plan9: "plan9",
  wasip1: "wasm",
  windows: "pe",
};

/** The format of the programs and libraries of a system, by its GOOS. Source: `go tool dist list` and each port's linker. */
export function formatOfSystem(os: string): FormatId {
  return systemFormats[os] ?? "elf";
}
