import { join } from "node:path";
import { declined, type EmulatorQuestion, indifferent, type Settings } from "../plan/index.ts";
import { architectureOf } from "../platforms/index.ts";
import { script, type WrapperPlace, type WrapperText } from "../roots/index.ts";
import { type Emulator, nothingToStop } from "./emulator.ts";
import { packageRoot } from "./package-root.ts";

/** qemu's user mode: Linux programs of other architectures on Linux. */
export const qemu: Emulator = {
  id: "qemu",
  offer: ({ machine, survey, instrumentation }) => {
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
    if (instrumentation !== undefined) {
      // "FATAL: ThreadSanitizer: unsupported VMA range": it lays claim to addresses that qemu uses itself.
      return declined(`a program with ${instrumentation} does not run under qemu`);
    }
    const { archive } = machine;
    if (archive.kind === "missing") {
      return declined(archive.reason);
    }
    // A private one, so that its version is known.
    const root = packageRoot("qemu", archive, (family) => family.qemu());
    return {
      kind: "offer",
      emulator: { id: "qemu", roots: [root.id], settings: {} },
      roots: [root],
      settings: { program: user.program, flags: cpuFlags(survey, user) },
    };
  },
  rootKinds: [{ kind: "qemu", wrappers: qemuWrappers }],
  start: async (_host, _plan, roots) => {
    const directory = roots[0]?.directory;
    if (directory === undefined) {
      throw new Error("qemu was planned without a root");
    }
    return {
      command: ({ settings, sysroot, libraryPath, environment }) => {
        const { program, flags } = readSettings(settings);
        const root = sysroot === undefined ? [] : ["-L", sysroot];
        // For the program only: qemu itself must not load these libraries.
        const libraries = libraryPath.length === 0 ? [] : ["-E", `LD_LIBRARY_PATH=${libraryPath.join(":")}`];
        return {
          name: program,
          words: [join(directory, "bin", program), ...flags, ...root, ...libraries],
          environment,
          ...(flags[0] === "-cpu" ? { processor: flags[1] } : {}),
        };
      },
      stop: nothingToStop,
    };
  },
};

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
    throw new Error("invalid settings for qemu");
  }
  return { program, flags: flags.map(String) };
}

/** qemu's own libraries are in the root, and the program must not load them. */
export function qemuWrappers({ directory, programs }: WrapperPlace): readonly WrapperText[] {
  return programs
    .filter((name) => /^qemu-[a-z0-9_]+$/.test(name))
    .map((name) => {
      const program = join(directory, "root/usr/bin", name);
      // A crash would leave core files of hundreds of megabytes in the working directory: the program's and qemu's.
      const text = script(directory, program, ["-U", "LD_LIBRARY_PATH"]).replace("\n", "\nulimit -c 0\n");
      return { name, text };
    });
}
