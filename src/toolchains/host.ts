import { splitWords } from "../golang/index.ts";
import { indifferent, type ToolchainQuestion } from "../plan/index.ts";
import { isNative } from "./native.ts";
import type { Provider } from "./provider.ts";
import { chooseRelease } from "./release.ts";
import { fromSettings, toSettings } from "./settings.ts";
import { compilerVersion } from "./version.ts";

/** As `go env` gives them: words, perhaps with flags. */
type HostPrograms = { readonly cc: string; readonly cxx: string; readonly ar: string };

/** The machine's own compiler, for the machine's own target. */
export const hostCompiler: Provider = {
  id: "host",
  offer: (question) => {
    const { survey, abi } = question;
    const release = chooseRelease(question);
    const programs = isNative(question) ? findPrograms(question) : undefined;
    // Only the distribution's own packages can be older than what the machine has.
    if (programs === undefined || release.kind === "declined" || release.release !== undefined) {
      return indifferent;
    }
    const known = abi.kind === "abi" ? abi.abi : undefined;
    return {
      kind: "offer",
      toolchain: {
        id: "host",
        provider: "host",
        cxx: survey.need.cxx,
        libc: known?.libc,
        triple: undefined,
        compiler: `this machine's ${programs.cc}`,
        roots: [],
        settings: toSettings(programs),
      },
      roots: [],
      abi: known,
      interpreter: known?.interpreters[known.libc],
      findsInstalled: true,
      lld: false,
      release: undefined,
      staticReason: undefined,
      notes: [],
    };
  },
  rootKinds: [],
  open: async (host, plan) => {
    const { cc, cxx, ar } = fromSettings<HostPrograms>(plan.settings);
    return {
      id: plan.id,
      triple: undefined,
      cc,
      cxx,
      ar,
      pkgConfig: undefined,
      names: { cc, cxx },
      binDirectories: [],
      sysroot: undefined,
      libraryPath: [],
      linked: undefined,
      version: await compilerVersion(host, splitWords(cc).words),
      source: "host",
      checked: undefined,
      packages: [],
      seconds: 0,
      bytesDownloaded: 0,
      directory: undefined,
    };
  },
};

/** Undefined where the machine has no compiler that would do. */
function findPrograms({ inputs, survey, machine }: ToolchainQuestion): HostPrograms | undefined {
  const { environment, hostCompilers, need, languages } = survey;
  if (languages.fortran && !hostCompilers.fc) {
    return undefined;
  }
  // Elsewhere than on Linux the compiler that Go names is the system's own, and there is no other.
  if (inputs.compiler === "clang" && machine.os === "linux" && !languages.fortran) {
    const { clang } = machine;
    const works = clang !== undefined && (need.cxx ? clang.own.cxx : clang.own.c);
    return works ? { cc: clang.cc, cxx: clang.cxx ?? "clang++", ar: clang.ar } : undefined;
  }
  return hostCompilers.cc && (hostCompilers.cxx || !need.cxx)
    ? { cc: environment.cc, cxx: environment.cxx, ar: environment.ar }
    : undefined;
}
