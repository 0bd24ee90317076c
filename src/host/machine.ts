import { arch, availableParallelism, endianness, platform } from "node:os";
import { readAvailableMemory } from "./memory.ts";
import type { Host } from "./types.ts";

/** Node's names that are not Go's (https://nodejs.org/api/os.html#osarch against `go tool dist list`). */
const goSystems: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const goArchitectures: Readonly<Record<string, string>> = {
  x64: "amd64",
  ia32: "386",
  mipsel: "mipsle",
  mips64el: "mips64le",
};

/** This machine in Go's names, its number of CPUs, and its available memory. */
export function describeMachine(): Pick<Host, "os" | "arch" | "cpus" | "memoryBytes"> {
  return {
    os: goSystems[platform()] ?? platform(),
    arch: goArch(arch(), endianness()),
    cpus: availableParallelism(),
    memoryBytes: readAvailableMemory(),
  };
}

/** Go's name of an architecture that Node names. Node has one name, `ppc64`, for both byte orders. */
export function goArch(name: string, order: "LE" | "BE"): string {
  if (name === "ppc64" && order === "LE") {
    return "ppc64le";
  }
  return goArchitectures[name] ?? name;
}
