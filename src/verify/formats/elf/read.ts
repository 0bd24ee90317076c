import { type GoDataSpan, readGoBuildInfo } from "../go-build-info.ts";
import { type GoBuildInfo, type Hardening, type HeaderFacts, noFacts, noHardening } from "../header-facts.ts";
import type { Reader } from "../reader.ts";
import { readArmFacts, readMipsFacts } from "./attributes.ts";
import { type ElfDynamic, minimumGlibc, readElfDynamic } from "./dynamic.ts";
import { type ElfImage, elf, readElfImage, sectionsNamed } from "./image.ts";
import { armMachine, elfMachine, mipsMachine } from "./machines.ts";
import { elfSystem } from "./system.ts";

/** Reads an ELF executable, library or object. Needs no section table; without one, ARM attributes stay unknown. */
export async function readElf(file: Reader): Promise<HeaderFacts> {
  const image = await readElfImage(file);
  const { machine, arch } = elfMachine(image);
  const interpreter = await readInterpreter(image);
  const dynamic = await readElfDynamic(image);
  const go = await readGoBuildInfo(image.reader, goDataSpans(image));
  const kind = elfKind(image, dynamic, interpreter);
  const system = await elfSystem(image, interpreter);
  return {
    ...noFacts,
    kind,
    os: chooseSystem(system.os, go),
    arch,
    machine,
    bits: image.bits,
    byteOrder: image.reader.byteOrder,
    arm: image.machine === armMachine ? await readArmFacts(image) : undefined,
    ...(image.machine === mipsMachine ? await readMipsFacts(image) : {}),
    interpreter,
    needed: dynamic.needed,
    soname: dynamic.soname,
    runPath: dynamic.runPath,
    runPathTag: dynamic.runPathTag,
    positionIndependent: kind === "object" || kind === "unknown" ? undefined : image.type === elf.shared,
    static: kind === "executable" ? interpreter === undefined && dynamic.needed.length === 0 : undefined,
    requiredVersions: dynamic.requiredVersions,
    minimumGlibc: minimumGlibc(dynamic.requiredVersions),
    go,
    hardening: kind === "executable" || kind === "shared-library" ? readHardening(image, dynamic) : undefined,
    stripped: !image.sections.some(({ type }) => type === elf.sectionSymbols),
    minimumOs: system.release,
  };
}

/**
 * Without PT_GNU_STACK the system decides, differently on each architecture. A static program has nothing to bind, and may
 * keep tables of addresses writable: its RELRO is partial.
 */
function readHardening({ segments }: ElfImage, { bindNow, textRelocations }: ElfDynamic): Hardening {
  const relro = segments.some(({ type }) => type === elf.segmentRelro);
  const stack = segments.find(({ type }) => type === elf.segmentStack);
  return {
    ...noHardening,
    relro: relro ? (bindNow ? "full" : "partial") : "none",
    executableStack: stack && (stack.flags & elf.segmentExecutable) !== 0,
    textRelocations,
  };
}

/**
 * Libraries and position-independent executables have one type. A program requests an interpreter or carries DF_1_PIE
 * (a static one has only that); a library that can also be run, as libc.so.6 can, has a soname.
 */
function elfKind(image: ElfImage, dynamic: ElfDynamic, interpreter: string | undefined): HeaderFacts["kind"] {
  if (image.type === elf.relocatable) {
    return "object";
  }
  if (image.type === elf.executable) {
    return "executable";
  }
  if (image.type !== elf.shared) {
    return "unknown";
  }
  return dynamic.pie || (interpreter !== undefined && dynamic.soname === undefined) ? "executable" : "shared-library";
}

/**
 * Go's binaries identify their system, except for two: a static dragonfly program looks like a linux one, and illumos
 * shares solaris's loader. For these the build info decides.
 */
function chooseSystem(header: string | undefined, go: GoBuildInfo | undefined): string {
  const built = go?.settings["GOOS"];
  if (built === "dragonfly" && header === undefined) {
    return built;
  }
  if (built === "illumos" && (header === undefined || header === "solaris")) {
    return built;
  }
  if (built === "solaris" && header === undefined) {
    return built;
  }
  return header ?? "linux";
}

async function readInterpreter(image: ElfImage): Promise<string | undefined> {
  const segment = image.segments.find(({ type }) => type === elf.segmentInterpreter);
  if (segment === undefined) {
    return undefined;
  }
  return (await image.reader.fields(segment.offset, segment.size, "interpreter")).text(0);
}

/** Go's linker gives the build info a section; without section headers it is somewhere in the writable data. */
function goDataSpans(image: ElfImage): readonly GoDataSpan[] {
  const sections = sectionsNamed(image, ".go.buildinfo");
  if (sections.length > 0) {
    return sections;
  }
  return image.segments.filter(
    ({ type, flags }) =>
      type === elf.segmentLoad && (flags & elf.segmentWritable) !== 0 && (flags & elf.segmentExecutable) === 0,
  );
}
