import { mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageContent, packageFamily } from "../archives/index.ts";
import { type Declined, declined, indifferent, type ToolchainOffer, type ToolchainQuestion } from "../plan/index.ts";
import { contentHash } from "../roots/index.ts";
import { isLeftToHost, isNative } from "./native.ts";
import { onlyRoot, type Provider } from "./provider.ts";
import { absenceOf, chooseRelease, withRelease } from "./release.ts";
import { fromSettings, toSettings } from "./settings.ts";
import { compilerVersion } from "./version.ts";
import { whereToRun } from "./where.ts";
import { archiverLink, compilerNames, type GccNames, gccNames, gccWrappers, plainName } from "./wrappers.ts";

type GccSettings = GccNames & { readonly sysroot: string };

/** The distribution's gcc: a cross compiler for each target, or its own where the machine has none. */
export const gcc: Provider = {
  id: "gcc",
  offer: (question) => {
    if (isLeftToHost(question)) {
      return indifferent;
    }
    const note = takesOver(question);
    return question.inputs.compiler === "gcc" || note !== undefined ? offerGcc(question, note) : indifferent;
  },
  rootKinds: [
    {
      kind: "gcc",
      finish: ({ directory, settings }) => linkArchiver(directory, gccNames(settings)),
      wrappers: (place, settings) => gccWrappers(place, gccNames(settings)),
    },
  ],
  open: async (host, plan, roots) => {
    const root = onlyRoot(roots);
    const { triple, cc, cxx, ar, sysroot } = fromSettings<GccSettings>(plan.settings);
    const command = (name: string) => join(root.directory, "bin", name);
    const names = compilerNames({ cc, cxx }, contentHash(root.record.packages));
    return {
      id: plan.id,
      triple,
      cc: command(plainName(cc)),
      cxx: plan.cxx ? command(plainName(cxx)) : undefined,
      ar: command(ar),
      fc: `${triple}-gfortran`,
      names: { cc: names.cc, cxx: plan.cxx ? names.cxx : undefined },
      pkgConfig: command(`${triple}-pkg-config`),
      binDirectories: [join(root.directory, "bin")],
      sysroot: join(root.directory, "root", sysroot),
      libraryPath: [],
      linked: undefined,
      version: await compilerVersion(host, [command(plainName(cc))]),
      source: root.source,
      checked: root.checked,
      packages: root.record.packages,
      seconds: root.seconds,
      bytesDownloaded: root.bytesDownloaded,
      directory: root.directory,
    };
  },
};

/** Why only gcc can compile the program; undefined where clang can too. */
export function reasonForGcc({ target, need, languages }: ToolchainQuestion["survey"]): string | undefined {
  if (languages.fortran) {
    return "compiled by gcc: the program has Fortran in it, which clang does not compile";
  }
  return target.os === "windows" && need.cxx
    ? "compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone"
    : undefined;
}

/** Why gcc compiles although clang was asked for; undefined where it does not. */
function takesOver({ inputs, survey }: ToolchainQuestion): string | undefined {
  return inputs.compiler === "clang" ? reasonForGcc(survey) : undefined;
}

function offerGcc(question: ToolchainQuestion, note: string | undefined): ToolchainOffer | Declined {
  const { inputs, survey, machine, abi: found } = question;
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
  const { abi, staticReason } = found;
  const native = isNative(question);
  const family = packageFamily(archive.family);
  const names: GccNames = {
    triple: abi.triple,
    multiarch: abi.multiarch,
    ...family.gccPrograms(abi),
    native: native ? "yes" : "no",
  };
  const settings: GccSettings = { ...names, sysroot: family.sysroot(abi, native) };
  const id = withRelease(abi.triple, release.release);
  const { cxx } = survey.need;
  const set = family.gcc(abi, { cxx, native, sanitizers: usesSanitizer(inputs), fortran: survey.languages.fortran });
  const content = packageContent(archive.id, set, { release: release.release });
  return {
    kind: "offer",
    toolchain: {
      id,
      provider: "gcc",
      cxx,
      libc: abi.libc,
      triple: abi.triple,
      compiler: plainName(names.cc),
      roots: [id],
      settings: toSettings(settings),
    },
    roots: [{ id, kind: "gcc", settings: names, content }],
    abi,
    interpreter: abi.interpreters[abi.libc],
    findsInstalled: false,
    lld: false,
    release: release.release,
    staticReason,
    notes: note === undefined ? [] : [note],
  };
}

function usesSanitizer({ goFlags }: ToolchainQuestion["inputs"]): boolean {
  return goFlags.some((flag) => /^--?(asan|msan)(=true)?$/.test(flag));
}

/** Go asks the compiler where its archiver is, and starts that by itself for a c-archive: it has to find the wrapper. */
async function linkArchiver(directory: string, names: GccNames): Promise<void> {
  const { link, to } = archiverLink(names);
  await mkdir(join(directory, dirname(link)), { recursive: true });
  await rm(join(directory, link), { force: true });
  await symlink(to, join(directory, link));
}
