import type { Architecture, QemuUser, Variants } from "./row.ts";

/*
 * Sources. Variants: `go help environment` and Go's internal/buildcfg/cfg.go, which parses these values. ELF machines: the
 * ELF specification's e_machine registry. Aliases: what kernels (`uname`), Debian, GNU and LLVM triples, Docker, node and
 * Windows call these.
 */

const armFloats = ["", "-softfloat", "-hardfloat"];
const arm64Levels = [
  ...Array.from({ length: 10 }, (_, minor) => `v8.${minor}`),
  ...Array.from({ length: 6 }, (_, minor) => `v9.${minor}`),
];
const arm64Options = ["", "-lse", "-crypto", "-lse-crypto"];

function same(variant: string): string {
  return variant;
}

function plainVariants(variable: string, ...variants: readonly string[]): Variants {
  return { variable, variants, toGo: same };
}

function qemu(program: string, oldestCpu: Readonly<Record<string, string>> = {}, otherwise?: string): QemuUser {
  return { kind: "program", program, oldestCpu, otherwise };
}

const noQemu: QemuUser = { kind: "none", reason: "there is no emulator for it here" };
const powerCpus = { power8: "power8", power9: "power9", power10: "power10" };

const defaults = { aliases: [], variantAliases: {}, variants: undefined, qemu: noQemu } as const;

/** What is the same for all platforms of an architecture, by Go's name of it. */
export const architectures = {
  "386": {
    ...defaults,
    name: "386",
    bits: 32,
    byteOrder: "little",
    elf: { machine: 3, name: "EM_386" },
    variants: plainVariants("GO386", "sse2", "softfloat"),
    qemu: { kind: "none", reason: "qemu-i386 breaks the signals that Go programs live by" },
    aliases: ["i386", "i486", "i586", "i686", "x86", "ia32", "x32"],
  },
  amd64: {
    ...defaults,
    name: "amd64",
    bits: 64,
    byteOrder: "little",
    // 32-bit files of this machine are x32's, for which there is no Go.
    elf: { machine: 62, name: "EM_X86_64" },
    variants: plainVariants("GOAMD64", "v1", "v2", "v3", "v4"),
    qemu: qemu("qemu-x86_64"),
    aliases: ["x64", "amd64p32", "em64t"],
  },
  arm: {
    ...defaults,
    name: "arm",
    bits: 32,
    byteOrder: "little",
    elf: { machine: 40, name: "EM_ARM" },
    variants: {
      variable: "GOARM",
      variants: ["v5", "v6", "v7"].flatMap((level) => armFloats.map((float) => level + float)),
      toGo: (variant) => variant.slice(1).replace("-", ","),
    },
    qemu: qemu("qemu-arm", { "5": "arm926", "6": "arm1176", "7": "cortex-a7" }),
    aliases: ["arm32"],
    variantAliases: {
      v7: ["armhf", "armv7", "armv7l", "armv7a", "armv7hf", "arm7", "arm32v7", "gnueabihf", "musleabihf", "eabihf"],
      v6: ["armv6", "armv6l", "armv6hf", "arm6", "arm32v6"],
      v5: ["armel", "armv5", "armv5l", "armv5te", "armv5tel", "arm5", "arm32v5", "gnueabi", "musleabi", "eabi"],
    },
  },
  arm64: {
    ...defaults,
    name: "arm64",
    bits: 64,
    byteOrder: "little",
    elf: { machine: 183, name: "EM_AARCH64" },
    variants: {
      variable: "GOARM64",
      variants: ["v8", ...arm64Levels.flatMap((level) => arm64Options.map((option) => level + option))],
      toGo: (variant) => (variant === "v8" ? "v8.0" : variant.replaceAll("-", ",")),
    },
    // Options of a level (lse, crypto) need more than the level's oldest processor has.
    qemu: qemu("qemu-aarch64", { "v8.0": "cortex-a53" }, "max"),
    aliases: ["aarch64", "armv8", "armv8l", "arm64v8", "arm64e"],
  },
  loong64: {
    ...defaults,
    name: "loong64",
    bits: 64,
    byteOrder: "little",
    elf: { machine: 258, name: "EM_LOONGARCH" },
    qemu: qemu("qemu-loongarch64"),
    aliases: ["loongarch64", "loongarch", "loong"],
  },
  mips: {
    ...defaults,
    name: "mips",
    bits: 32,
    byteOrder: "big",
    elf: { machine: 8, name: "EM_MIPS" },
    variants: plainVariants("GOMIPS", "hardfloat", "softfloat"),
    qemu: qemu("qemu-mips"),
  },
  mipsle: {
    ...defaults,
    name: "mipsle",
    bits: 32,
    byteOrder: "little",
    elf: { machine: 8, name: "EM_MIPS" },
    variants: plainVariants("GOMIPS", "hardfloat", "softfloat"),
    qemu: qemu("qemu-mipsel"),
    aliases: ["mipsel"],
  },
  mips64: {
    ...defaults,
    name: "mips64",
    bits: 64,
    byteOrder: "big",
    elf: { machine: 8, name: "EM_MIPS" },
    variants: plainVariants("GOMIPS64", "hardfloat", "softfloat"),
    qemu: qemu("qemu-mips64"),
  },
  mips64le: {
    ...defaults,
    name: "mips64le",
    bits: 64,
    byteOrder: "little",
    elf: { machine: 8, name: "EM_MIPS" },
    variants: plainVariants("GOMIPS64", "hardfloat", "softfloat"),
    qemu: qemu("qemu-mips64el"),
    aliases: ["mips64el"],
  },
  ppc64: {
    ...defaults,
    name: "ppc64",
    bits: 64,
    byteOrder: "big",
    elf: { machine: 21, name: "EM_PPC64" },
    variants: plainVariants("GOPPC64", "power8", "power9", "power10"),
    qemu: qemu("qemu-ppc64", powerCpus),
    aliases: ["powerpc64", "powerpc"],
  },
  ppc64le: {
    ...defaults,
    name: "ppc64le",
    bits: 64,
    byteOrder: "little",
    elf: { machine: 21, name: "EM_PPC64" },
    variants: plainVariants("GOPPC64", "power8", "power9", "power10"),
    qemu: qemu("qemu-ppc64le", powerCpus),
    aliases: ["ppc64el", "powerpc64le"],
  },
  riscv64: {
    ...defaults,
    name: "riscv64",
    bits: 64,
    byteOrder: "little",
    elf: { machine: 243, name: "EM_RISCV" },
    variants: plainVariants("GORISCV64", "rva20u64", "rva22u64", "rva23u64"),
    qemu: qemu("qemu-riscv64"),
    aliases: ["riscv", "rv64", "rv64gc", "riscv64gc"],
  },
  s390x: {
    ...defaults,
    name: "s390x",
    bits: 64,
    byteOrder: "big",
    elf: { machine: 22, name: "EM_S390" },
    qemu: qemu("qemu-s390x"),
    aliases: ["s390", "systemz"],
  },
  wasm: {
    ...defaults,
    name: "wasm",
    bits: undefined,
    byteOrder: "little",
    elf: undefined,
    aliases: ["wasm32", "wasm64"],
  },
} as const satisfies Readonly<Record<string, Architecture>>;
