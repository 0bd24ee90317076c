import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type PackageFamily, packageContent, packageFamily } from "../archives/index.ts";
import type { Host } from "../host/types.ts";
import {
  type Declined,
  declined,
  indifferent,
  type RootRequest,
  type ToolchainOffer,
  type ToolchainQuestion,
} from "../plan/index.ts";
import { type CAbi, releases } from "../platforms/index.ts";
import type { Root } from "../roots/index.ts";
import { type Distribution, type Machine, type MachineArchive, oldestClang } from "../survey/index.ts";
import { type ClangCommands, type ClangParts, type ClangSettings, makeClangCommands } from "./clang-commands.ts";
import { reasonForGcc } from "./gcc.ts";
import { isLeftToHost, isNative } from "./native.ts";
import type { Provider } from "./provider.ts";
import { absenceOf, chooseRelease, fetchedClang, withRelease } from "./release.ts";
import { fromSettings, toSettings } from "./settings.ts";
import type { Toolchain } from "./toolchain.ts";
import { compilerVersion } from "./version.ts";
import { whereToRun } from "./where.ts";

/**
 * clang as a compiler for every target: one root with the compiler itself, unless the machine has it, a root for each
 * target with what is the target's own, and for each pair of them a directory of commands that combines the two.
 */
export const clang: Provider = {
  id: "clang",
  offer: (question) => {
    const { inputs, survey } = question;
    const isMeant = inputs.compiler === "clang" && reasonForGcc(survey) === undefined;
    return isMeant && !isLeftToHost(question) ? offerClang(question) : indifferent;
  },
  rootKinds: [
    { kind: "clang" },
    {
      kind: "clang-target",
      finish: ({ directory, settings }) =>
        settings["mingw"] === "yes" ? keepLibgcc(directory, settings["triple"] ?? "") : dropGccHeaders(directory),
    },
  ],
  open: async (host, plan, roots) => {
    const settings = fromSettings<ClangSettings>(plan.settings);
    const parts = clangParts(settings, roots);
    const commands = await makeClangCommands(host, settings, parts);
    return describeToolchain(host, { id: plan.id, cxx: plan.cxx, settings, parts, commands });
  },
};

function offerClang(question: ToolchainQuestion): ToolchainOffer | Declined {
  const { survey, machine, abi: found } = question;
  if (found.kind === "none") {
    return declined(found.reason);
  }
  const { archive } = machine;
  const release = chooseRelease(question);
  if (release.kind === "declined") {
    return release;
  }
  if (archive.kind === "missing") {
    return declined(`${archive.reason}; ${whereToRun(machine)}`);
  }
  const absence = absenceOf(found.abi, release.release ?? machine.distribution);
  if (absence !== undefined) {
    return declined(absence);
  }
  const unserved = unservedFlag(question);
  if (unserved !== undefined) {
    return declined(
      `${unserved} needs a library of clang's own, which distributions have for the machine's own processor alone; ` +
        "leave it out, or set `compiler: gcc`",
    );
  }
  const tooOld = tooOldReason(machine);
  if (tooOld !== undefined) {
    return declined(tooOld);
  }
  const { abi, staticReason } = found;
  const settings = clangSettings(question, { abi, family: packageFamily(archive.family), release: release.release });
  const roots = clangRoots(question, { abi, settings, archive, release: release.release });
  return {
    kind: "offer",
    toolchain: {
      id: settings.id,
      provider: "clang",
      cxx: survey.need.cxx,
      libc: abi.libc,
      triple: abi.triple,
      compiler: settings.cc,
      roots: roots.map(({ id }) => id),
      settings: toSettings(settings),
    },
    roots,
    abi,
    interpreter: abi.interpreters[abi.libc],
    findsInstalled: false,
    lld: settings.linker === "lld",
    release: release.release,
    staticReason,
    notes: [],
  };
}

/** Why the clang that would be fetched cannot compile; undefined where it can, or the machine has one. */
function tooOldReason({ clang: own, ...machine }: Machine): string | undefined {
  const version = fetchedClang(machine);
  const { distribution } = machine;
  if (own !== undefined || distribution === undefined || version === undefined || version >= oldestClang) {
    return undefined;
  }
  const { id, title } = distribution;
  const newer = releases.find((each) => each.id === id && (each.clang ?? 0) >= oldestClang);
  return (
    `clang ${oldestClang} or newer is needed, and ${title} has ${version}; set \`compiler: gcc\`, ` +
    `or build on ${newer?.name ?? "a newer release"} or later`
  );
}

type Chosen = { readonly abi: CAbi; readonly release: Distribution | undefined };

function clangSettings(
  question: ToolchainQuestion,
  { abi, family, release }: Chosen & { readonly family: PackageFamily },
): ClangSettings {
  const { triple, multiarch } = abi;
  const { flags, gnuLinker } = abi.clang;
  const compiler = question.machine.clang;
  const version = compiler?.version ?? fetchedClang(question.machine) ?? 0;
  const lld = gnuLinker === undefined || version >= (gnuLinker.lldSince ?? Number.POSITIVE_INFINITY);
  return {
    id: withRelease(`clang-${triple}`, release),
    triple,
    multiarch,
    cc: `${triple}-clang`,
    cxx: `${triple}-clang++`,
    ar: `${triple}-ar`,
    sysroot: family.sysroot(abi, isNative(question)),
    compiler,
    flags,
    linker: lld ? "lld" : "gnu",
    mingw: abi.libc === "mingw",
  };
}

type ClangRoots = Chosen & {
  readonly settings: ClangSettings;
  readonly archive: Extract<MachineArchive, { kind: "found" }>;
};

/** The compiler's own, where the machine does not have it, and the target's: clangParts takes them in this order. */
function clangRoots(
  question: ToolchainQuestion,
  { abi, release, settings, archive }: ClangRoots,
): readonly RootRequest[] {
  const { id, triple, mingw, compiler, linker } = settings;
  const family = packageFamily(archive.family);
  const { cxx } = question.survey.need;
  const set = family.clangTarget(abi, { cxx, native: isNative(question), gnuLinker: linker === "gnu" });
  const target: RootRequest = {
    id,
    kind: "clang-target",
    settings: { triple, mingw: mingw ? "yes" : "no" },
    content: packageContent(archive.id, set, { release }),
  };
  const own: RootRequest = {
    id: "clang",
    kind: "clang",
    settings: {},
    content: packageContent(archive.id, family.clang()),
  };
  return compiler === undefined ? [own, target] : [target];
}

function unservedFlag({ inputs }: ToolchainQuestion): string | undefined {
  const words = [...inputs.goFlags, ...inputs.cgoCflags, ...inputs.cgoCxxflags, ...inputs.cgoLdflags];
  return words.find((word) => /^--?(asan|msan)(=true)?$|^-fopenmp/.test(word));
}

/** clang has its own in their place; for MIPS, version 14 would take gcc's <stdatomic.h>, which it cannot compile. */
async function dropGccHeaders(directory: string): Promise<void> {
  for (const each of await gccDirectories(directory)) {
    await rm(join(each, "include"), { recursive: true, force: true });
  }
}

/** Of mingw's gcc only libgcc is used, and clang looks for it beside the other libraries. */
async function keepLibgcc(directory: string, triple: string): Promise<void> {
  for (const each of await gccDirectories(directory)) {
    for (const name of ["libgcc.a", "libgcc_eh.a", "libatomic.a"]) {
      await rename(join(each, name), join(directory, "root/usr", triple, "lib", name));
    }
  }
  await rm(join(directory, "root/usr/lib/gcc"), { recursive: true });
  await rm(join(directory, "root/usr/bin"), { recursive: true });
  await mkdir(join(directory, "root/usr/bin"));
}

/** usr/lib/gcc-cross/<triple>/<version> and the like. */
async function gccDirectories(directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of ["gcc", "gcc-cross"]) {
    const top = join(directory, "root/usr/lib", name);
    for (const triple of await readdir(top).catch(() => [])) {
      found.push(...(await readdir(join(top, triple))).map((version) => join(top, triple, version)));
    }
  }
  return found;
}

/** The roots of a plan, as clangRoots lists them. */
function clangParts({ compiler }: ClangSettings, roots: readonly Root[]): ClangParts {
  const [first, second] = roots;
  const [own, target] = compiler === undefined ? [first, second] : [undefined, first];
  if (target === undefined) {
    throw new Error(`a clang of ${roots.length} roots was planned`);
  }
  return { clang: own, target };
}

type Opened = {
  readonly id: string;
  readonly cxx: boolean;
  readonly settings: ClangSettings;
  readonly parts: ClangParts;
  readonly commands: ClangCommands;
};

async function describeToolchain(
  host: Host,
  { id, cxx: hasCxx, settings, parts, commands }: Opened,
): Promise<Toolchain> {
  const { cc, cxx, ar, triple, sysroot } = settings;
  const { target } = parts;
  const command = (name: string) => join(commands.binDirectory, name);
  const both = [target, ...(parts.clang === undefined ? [] : [parts.clang])];
  return {
    id,
    triple,
    cc: command(cc),
    cxx: hasCxx ? command(cxx) : undefined,
    ar: command(ar),
    names: { cc: commands.names.cc, cxx: hasCxx ? commands.names.cxx : undefined },
    pkgConfig: command(`${triple}-pkg-config`),
    binDirectories: [commands.binDirectory],
    sysroot: join(target.directory, "root", sysroot),
    libraryPath: [],
    linked: undefined,
    version: await compilerVersion(host, [command(cc)]),
    source: both.find((root) => root.source === "download")?.source ?? target.source,
    checked: both.find((root) => root.checked === "record")?.checked ?? target.checked,
    packages: both.flatMap((root) => root.record.packages),
    seconds: Math.max(...both.map((root) => root.seconds)),
    bytesDownloaded: both.reduce((sum, root) => sum + root.bytesDownloaded, 0),
    directory: target.directory,
  };
}
