import { allArchitectures, architectureOf } from "../../../platforms/index.ts";
import type { ElfImage } from "./image.ts";

export const mipsMachine = machineOf("mips");
export const armMachine = machineOf("arm");

/** Throws where the table has no ELF machine for it. */
function machineOf(arch: string): number {
  const machine = architectureOf(arch)?.elf?.machine;
  if (machine === undefined) {
    throw new Error(`the table of platforms has no ELF machine for ${arch}`);
  }
  return machine;
}

/** Machines that no port of Go is for, by which people know a file all the same. Source: the ELF specification's registry. */
const otherMachines: Readonly<Record<number, string>> = { 20: "EM_PPC", 43: "EM_SPARCV9" };

const mipsN32 = 0x20;

/** The header's machine, as `EM_AARCH64 (183)`, and Go's name of the architecture where Go has one. */
export function elfMachine(image: ElfImage): { readonly machine: string; readonly arch: string | undefined } {
  const candidates = allArchitectures.filter(({ elf }) => elf?.machine === image.machine);
  const name = candidates[0]?.elf?.name ?? otherMachines[image.machine];
  if (name === undefined) {
    return { machine: `machine ${image.machine}`, arch: undefined };
  }
  // The N32 ABI has 32-bit pointers on a 64-bit processor; Go has no port for it.
  const n32 = image.machine === mipsMachine && image.bits === 32 && (image.flags & mipsN32) !== 0;
  const found = candidates.find(
    ({ bits, byteOrder }) => bits === image.bits && byteOrder === image.reader.byteOrder && !n32,
  );
  return { machine: `${name}${n32 ? " n32" : ""} (${image.machine})`, arch: found?.name };
}
