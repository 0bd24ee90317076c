/** A kind of processors: what tells code for it, and how code is kept to it. */
export type Processor = {
  /** In a sentence: `x86 processors (amd64 and 386)`. */
  readonly name: string;
  /** Go's architectures; the first names files and #cgo lines. */
  readonly arches: readonly [string, ...string[]];
  /** The condition for code of C. */
  readonly guard: string;
  /** Flags of compilers. */
  readonly flags: RegExp;
  /** Values of -march, -mcpu and -mtune. */
  readonly models: RegExp;
  /** Headers with its instructions as functions. */
  readonly headers: RegExp;
  /** Names of registers, and constraints of inline assembly. */
  readonly registers: RegExp;
  /** A line of its assembly. */
  readonly assembly: RegExp;
};

/** A part of no name. */
const never = /(?!)/;

/** Sources: GCC's manual, "Machine-Dependent Options" and "Constraints for Particular Machines"; GNU as's "Machine Dependencies". */
export const processors: readonly Processor[] = [
  {
    name: "x86 processors (amd64 and 386)",
    arches: ["amd64", "386"],
    guard: "#if defined(__x86_64__) || defined(__i386__)",
    flags:
      /^-m(?:no-)?(?:sse|ssse|avx|aes$|pclmul|bmi|fma|popcnt|f16c|sha|lzcnt|adx|rdrnd|rdseed|cx16|mmx|3dnow|xsave|movbe|red-zone|prfchw|gfni|vaes|amx|fpmath|stackrealign|32$|64$|x32$|tune=(?:x86|core|haswell|znver))/,
    models:
      /^(?:x86[-_]64|i[3-6]86|pentium|core|nehalem|westmere|sandybridge|ivybridge|haswell|broadwell|skylake|icelake|cascadelake|tigerlake|alderlake|sapphirerapids|atom|silvermont|k8|athlon|opteron|amdfam|barcelona|bdver|znver)/,
    headers: /(?:^|\/)(?:[a-z0-9]*mmintrin|x86intrin|x86gprintrin|cpuid|ammintrin|avx\w*intrin|mm_malloc)\.h$/,
    registers:
      /^%?(?:[er]?[abcd]x|[abcd][lh]|[er]?[sd]i|[er]?[sb]p|r(?:8|9|1[0-5])[dwb]?|[xyz]mm\d+|st(?:\(\d\))?|eflags)$/,
    assembly:
      /%(?:[er]?[abcd]x|[er]?[sd]i|[er]?[sb]p|r\d+[dwb]?|[xyz]mm\d+)\b|\b(?:(?:mov|add|sub|xor|push|pop|lea|cmp|call|ret)[bwlq]|cpuid|rdtsc\w*|vpxor|paddd|movaps|movdqu|syscall)\b|\b(?:mov|xor|add)\s+[er][abcd]x\b/,
  },
  {
    name: "ARM64 processors",
    arches: ["arm64"],
    guard: "#if defined(__aarch64__)",
    flags: /^-m(?:general-regs-only|branch-protection|sve-vector-bits|outline-atomics|fix-cortex-a53)/,
    models: /^(?:armv[89](?:\.\d)?-a\S*|cortex-[ax]\d+|neoverse|apple-m)/,
    headers: /(?:^|\/)arm_(?:sve|sme)\.h$/,
    registers: /^[xwv](?:[12]?\d|30|zr)$/,
    assembly: /\b(?:stp|ldp|adrp|cbn?z|tbn?z|eret|mrs|msr)\b|\b[xw](?:[12]?\d|30|zr)\s*,/,
  },
  {
    name: "32-bit ARM processors",
    arches: ["arm"],
    guard: "#if defined(__arm__)",
    flags: /^-m(?:fpu|float-abi|thumb|arm$|tls-dialect|apcs)/,
    models: /^(?:armv[4-7]|arm\d{3,4}|cortex-[am]\d)/,
    headers: never,
    registers: /^(?:r(?:\d|1[0-5])|[sdq](?:[12]?\d|3[01])|lr|cpsr)$/,
    assembly: /\b(?:bx\s+lr|ldmia|stmdb|vldr|vmov|push\s+\{|pop\s+\{)|\b(?:mov|add|ldr|str)\s+r\d+\s*,/,
  },
  {
    name: "ARM processors (arm64 and arm)",
    arches: ["arm64", "arm"],
    guard: "#if defined(__ARM_NEON)",
    flags: never,
    models: never,
    headers: /(?:^|\/)arm_(?:neon|acle)\.h$/,
    registers: never,
    assembly: never,
  },
  {
    name: "POWER processors",
    arches: ["ppc64le", "ppc64"],
    guard: "#if defined(__powerpc64__)",
    flags: /^-m(?:altivec|vsx|power\d|cpu=power|htm|long-double)/,
    models: /^(?:power\d+|powerpc)/,
    headers: /(?:^|\/)altivec\.h$/,
    registers: /^(?:cr\d|ctr|xer|vs\d+)$/,
    assembly: /\b(?:stdu|mflr|mtlr|blr|addis|lwz|stw)\b/,
  },
  {
    name: "s390x processors",
    arches: ["s390x"],
    guard: "#if defined(__s390x__)",
    flags: /^-m(?:zarch|esa|vx$|backchain|packed-stack)/,
    models: /^(?:z\d+|arch\d+)$/,
    headers: /(?:^|\/)(?:vecintrin|s390intrin)\.h$/,
    registers: /^%?[rf]1[0-5]$|^%[rf]\d$/,
    assembly: /\b(?:larl|stmg|lmg|brasl|lghi)\b/,
  },
  {
    name: "RISC-V processors",
    arches: ["riscv64"],
    guard: "#if defined(__riscv)",
    flags: /^-m(?:cmodel=med|relax$|save-restore)/,
    models: /^rv(?:32|64)/,
    headers: /(?:^|\/)riscv_\w+\.h$/,
    registers: /^(?:[ast]\d+|ra|gp|tp)$/,
    assembly: /\b(?:auipc|ecall|jalr|addi\s+\w+,|ld\s+\w+,\s*\d+\()/,
  },
];

/** Whose flag it is; undefined where that cannot be told. */
export function processorOfFlag(flag: string): Processor | undefined {
  const model = /^-m(?:arch|cpu|tune)=(.+)$/.exec(flag)?.[1];
  return processors.find(({ flags, models }) => flags.test(flag) || (model !== undefined && models.test(model)));
}

export function processorOfHeader(header: string): Processor | undefined {
  return processors.find(({ headers }) => headers.test(header));
}

export function processorOfRegister(register: string): Processor | undefined {
  return processors.find(({ registers }) => registers.test(register));
}

/** Of which kind most lines of a text of assembly are. */
export function processorOfAssembly(text: string): Processor | undefined {
  const lines = text.split("\n");
  const counts = processors.map(({ assembly }) => lines.filter((line) => assembly.test(line)).length);
  const most = Math.max(...counts);
  return most === 0 ? undefined : processors[counts.indexOf(most)];
}

/** Whether a target's processor is of the kind. */
export function isOf(processor: Processor | undefined, arch: string): boolean {
  return processor?.arches.includes(arch) ?? false;
}
