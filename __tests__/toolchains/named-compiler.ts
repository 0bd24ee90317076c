import { declined } from "../../src/plan/offers.ts";
import type { Provider } from "../../src/toolchains/provider.ts";
import { fromSettings, toSettings } from "../../src/toolchains/settings.ts";
import { compilerVersion } from "../../src/toolchains/version.ts";

/** Absolute paths. */
export type NamedPrograms = { readonly cc: string; readonly cxx: string; readonly ar: string };

/**
 * A compiler that somebody names by its path, for the machine's own target. It shows what a provider takes: this file, and
 * an entry in a list.
 */
export function namedCompiler(programs: NamedPrograms): Provider {
  return {
    id: "named",
    offer: ({ survey, machine, abi }) => {
      if (survey.target.os !== machine.os || survey.target.arch !== machine.arch || abi.kind === "none") {
        return declined(`${programs.cc} compiles for ${machine.os}/${machine.arch} alone; take the target out`);
      }
      return {
        kind: "offer",
        toolchain: {
          id: "named",
          provider: "named",
          cxx: survey.need.cxx,
          libc: abi.abi.libc,
          triple: abi.abi.triple,
          compiler: programs.cc,
          roots: [],
          settings: toSettings(programs),
        },
        roots: [],
        abi: abi.abi,
        interpreter: abi.abi.interpreters[abi.abi.libc],
        release: undefined,
        staticReason: undefined,
        notes: [],
      };
    },
    rootKinds: [],
    open: async (host, plan) => {
      const { cc, cxx, ar } = fromSettings<NamedPrograms>(plan.settings);
      return {
        id: plan.id,
        triple: plan.triple,
        cc,
        cxx: plan.cxx ? cxx : undefined,
        ar,
        pkgConfig: undefined,
        names: { cc, cxx: plan.cxx ? cxx : undefined },
        binDirectories: [],
        sysroot: undefined,
        libraryPath: [],
        linked: undefined,
        version: await compilerVersion(host, [cc]),
        source: "host",
        checked: undefined,
        packages: [],
        seconds: 0,
        bytesDownloaded: 0,
        directory: undefined,
      };
    },
  };
}
