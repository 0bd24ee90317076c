import type { ElfImage } from "./image.ts";

type Machine = {
  readonly name: string;
  /** Go's names, by word size and byte order; a pair that is missing has no Go port. */
  readonly archs: Readonly<Record<string, string>>;
};

export const mipsMachine = 8;
export const armMachine = 40;

/** Source: the ELF specification's e_machine registry, and `go tool dist list`. */
const machines: Readonly<Record<number, Machine>> = {
  3: { name: "EM_386", archs: { "32 little": "386" } },
  [mipsMachine]: {
    name: "EM_MIPS",
    archs: { "32 little": "mipsle", "32 big": "mips", "64 little": "mips64le", "64 big": "mips64" },
  },
  20: { name: "EM_PPC", archs: {} },
  21: { name: "EM_PPC64", archs: { "64 little": "ppc64le", "64 big": "ppc64" } },
  22: { name: "EM_S390", archs: { "64 big": "s390x" } },
  [armMachine]: { name: "EM_ARM", archs: { "32 little": "arm" } },
  43: { name: "EM_SPARCV9", archs: { "64 big": "sparc64" } },
  // 32-bit files of this machine are x32's, for which there is no Go.
  62: { name: "EM_X86_64", archs: { "64 little": "amd64" } },
  183: { name: "EM_AARCH64", archs: { "64 little": "arm64" } },
  243: { name: "EM_RISCV", archs: { "64 little": "riscv64" } },
  258: { name: "EM_LOONGARCH", archs: { "64 little": "loong64" } },
};

const mipsN32 = 0x20;

/** The header's machine, as `EM_AARCH64 (183)`, and Go's name of the architecture where Go has one. */
export function elfMachine(image: ElfImage): { readonly machine: string; readonly arch: string | undefined } {
  const known = machines[image.machine];
  if (known === undefined) return { machine: `machine ${image.machine}`, arch: undefined };
  // The N32 ABI has 32-bit pointers on a 64-bit processor; Go has no port for it.
  const n32 = image.machine === mipsMachine && image.bits === 32 && (image.flags & mipsN32) !== 0;
  return {
    machine: `${known.name}${n32 ? " n32" : ""} (${image.machine})`,
    arch: n32 ? undefined : known.archs[`${image.bits} ${image.reader.byteOrder}`],
  };
}
