import { type ElfImage, elf } from "./image.ts";

export type ElfSystem = {
  /** Undefined where the file identifies none: a plain System V file, as linux has them. */
  readonly os: string | undefined;
  /** The oldest release, where a note says so; see minimumOs of HeaderFacts. */
  readonly release: string | undefined;
};

/**
 * The operating system that an ELF file identifies. The interpreter takes precedence, since the kernel uses it; then the
 * notes; then the OS/ABI byte.
 */
export async function elfSystem(image: ElfImage, interpreter: string | undefined): Promise<ElfSystem> {
  const byInterpreter = interpreter === undefined ? undefined : interpreterSystem(interpreter);
  const noted = await noteSystem(image);
  const os = byInterpreter ?? noted?.os ?? osAbiSystems[image.osAbi];
  return { os, release: os === noted?.os ? noted?.release : undefined };
}

/** Source: the dynamic loaders' paths in each system's own manual, and in Go's cmd/link (`*dynld`). */
const interpreters: readonly (readonly [RegExp, string])[] = [
  [/^\/(system|apex\/.+)\/bin\/(bootstrap\/)?linker/, "android"],
  [/\/ld-(linux|musl|uClibc)[^/]*$/, "linux"],
  [/^\/lib(64)?\/ld(64)?\.so\.[12]$/, "linux"],
  [/^\/libexec\/ld-elf(32)?\.so\.1$/, "freebsd"],
  [/\/ld-elf\.so\.2$/, "dragonfly"],
  [/\/ld\.elf_so$/, "netbsd"],
  [/^\/usr\/libexec\/ld\.so$/, "openbsd"],
  // illumos has the same; only Go's build info distinguishes the two.
  [/^(\/usr)?\/lib\/(amd64|64|sparcv9)\/ld\.so\.1$/, "solaris"],
  [/^\/usr\/lib\/ld\.so\.1$/, "solaris"],
];

function interpreterSystem(interpreter: string): string | undefined {
  return interpreters.find(([pattern]) => pattern.test(interpreter))?.[1];
}

/** Source: the ELF specification's EI_OSABI. 0 (System V) identifies none. */
const osAbiSystems: Readonly<Record<number, string>> = {
  2: "netbsd",
  3: "linux",
  6: "solaris",
  9: "freebsd",
  12: "openbsd",
};

/** The first note of type 1 that one of these owns names the system. */
const noteOwners: Readonly<Record<string, string>> = {
  Android: "android",
  DragonFly: "dragonfly",
  FreeBSD: "freebsd",
  NetBSD: "netbsd",
  OpenBSD: "openbsd",
};
/** A note of GNU's names the system by number. Source: glibc's NT_GNU_ABI_TAG. */
const gnuSystems: Readonly<Record<number, string>> = { 0: "linux", 2: "solaris", 3: "freebsd" };
const identification = 1;
const mostNoteBytes = 64 * 1024;

/** What a note's number says of the release. Source: FreeBSD's sys/param.h (__FreeBSD_version), Android's crtbrand.S. */
const releases: Readonly<Record<string, (version: number) => string>> = {
  FreeBSD: (version) => `${Math.floor(version / 100_000)}.${Math.floor(version / 1000) % 100}`,
  Android: (level) => String(level),
};

async function noteSystem(image: ElfImage): Promise<ElfSystem | undefined> {
  const inSegments = image.segments.filter(({ type }) => type === elf.segmentNote);
  const inSections = image.sections.filter(({ type }) => type === elf.sectionNote);
  for (const { offset, size } of [...inSegments, ...inSections].slice(0, 64)) {
    const system = await systemInNotes(image, offset, Math.min(size, mostNoteBytes));
    if (system !== undefined) {
      return system;
    }
  }
  return undefined;
}

async function systemInNotes(image: ElfImage, offset: number, size: number): Promise<ElfSystem | undefined> {
  const notes = await image.reader.fields(offset, size, "note");
  for (let at = 0; at + 12 <= size; ) {
    const [nameSize, dataSize, type] = [notes.u32(at), notes.u32(at + 4), notes.u32(at + 8)];
    const data = at + 12 + aligned(nameSize);
    if (data > size) {
      return undefined;
    }
    const owner = notes.text(at + 12);
    const version = dataSize >= 4 && data + 4 <= size ? notes.u32(data) : undefined;
    if (type === identification && owner === "GNU" && version !== undefined) {
      return { os: gnuSystems[version], release: undefined };
    }
    if (type === identification && noteOwners[owner] !== undefined) {
      return { os: noteOwners[owner], release: version === undefined ? undefined : releases[owner]?.(version) };
    }
    at = data + aligned(dataSize);
  }
  return undefined;
}

function aligned(size: number): number {
  return Math.ceil(size / 4) * 4;
}
