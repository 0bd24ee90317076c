import { join } from "node:path";
import { packageFamily } from "../archives/families/families.ts";
import { declined, type EmulatorQuestion, indifferent } from "../plan/offers.ts";
import type { Settings } from "../plan/plan.ts";
import type { RootRequest } from "../plan/root-request.ts";
import { architectureOf } from "../platforms/table.ts";
import { script, type WrapperPlace, type WrapperText } from "../roots/wrappers.ts";
import { type Emulator, nothingToStop } from "./emulator.ts";

/** qemu's user mode: Linux programs of other processors on Linux. */
export const qemu: Emulator = {
  id: "qemu",
  offer: ({ machine, survey }) => {
    const { os, arch } = survey.target;
    if (machine.os !== "linux") {
      return declined(`the emulators run on Linux only, and this machine runs ${machine.os}`);
    }
    const user = architectureOf(arch)?.qemu;
    if (os !== "linux" || user === undefined) {
      return indifferent;
    }
    if (user.kind === "none") {
      return declined(user.reason);
    }
    const roots = qemuRoots(machine);
    return {
      kind: "offer",
      emulator: { id: "qemu", roots: roots.map(({ id }) => id), settings: {} },
      roots,
      settings: { program: user.program, flags: cpuFlags(survey, user) },
    };
  },
  rootKinds: [{ kind: "qemu", wrappers: qemuWrappers }],
  start: async (_host, _plan, roots) => {
    const directory = roots[0]?.directory;
    return {
      command: ({ settings, sysroot, libraryPath, environment }) => {
        const { program, flags } = readSettings(settings);
        const file = directory === undefined ? program : join(directory, "bin", program);
        const root = sysroot === undefined ? [] : ["-L", sysroot];
        // Set for the program only: the emulator itself must not load these libraries.
        const libraries = libraryPath.length === 0 ? [] : ["-E", `LD_LIBRARY_PATH=${libraryPath.join(":")}`];
        return { name: program, words: [file, ...flags, ...root, ...libraries], environment };
      },
      stop: nothingToStop,
    };
  },
};

/** A private qemu, so that its version is known; none where no archive has one, and then PATH may. */
function qemuRoots({ archive }: EmulatorQuestion["machine"]): readonly RootRequest[] {
  // Without an archive the root still stands in the plan: whoever waits for it is told why it cannot be had.
  const { id, family } = archive.kind === "found" ? archive : { id: "apt", family: "debian" };
  return [
    {
      id: "qemu",
      kind: "qemu",
      settings: {},
      content: {
        kind: "packages",
        archive: id,
        release: undefined,
        architecture: undefined,
        files: [],
        keepsLists: false,
        ...packageFamily(family).qemu(),
      },
    },
  ];
}

type User = Extract<NonNullable<ReturnType<typeof architectureOf>>["qemu"], { kind: "program" }>;

function cpuFlags({ target, environment }: EmulatorQuestion["survey"], user: User): readonly string[] {
  const variants = architectureOf(target.arch)?.variants;
  const value = variants === undefined ? undefined : environment.levels[variants.variable];
  // GOARM's softfloat runs on any; GOARM64's options (lse, crypto) need more than the level's oldest processor.
  const level = variants?.variable === "GOARM" ? value?.split(",")[0] : value;
  const cpu = (level === undefined ? undefined : user.oldestCpu[level]) ?? user.otherwise;
  return cpu === undefined ? [] : ["-cpu", cpu];
}

function readSettings({ program, flags }: Settings): { readonly program: string; readonly flags: readonly string[] } {
  if (typeof program !== "string" || !Array.isArray(flags)) {
    throw new Error("these are no settings of qemu");
  }
  return { program, flags: flags.map(String) };
}

/** qemu's own libraries are the root's, and the guest must not see them. */
export function qemuWrappers({ directory, programs }: WrapperPlace): readonly WrapperText[] {
  return programs
    .filter((name) => /^qemu-[a-z0-9_]+$/.test(name))
    .map((name) => {
      const program = join(directory, "root/usr/bin", name);
      // A program that crashes would leave cores of hundreds of megabytes in the working directory: its own and qemu's.
      const text = script(directory, program, ["-U", "LD_LIBRARY_PATH"]).replace("\n", "\nulimit -c 0\n");
      return { name, text };
    });
}
