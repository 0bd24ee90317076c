import { dirname, join } from "node:path";
import type { Environment } from "../host/types.ts";
import type { RunPlan } from "../plan/plan.ts";
import type { Emulator } from "../toolchains/toolchains.ts";

/** What stands in front of a program of the target to start it here. */
export type EmulatorCommand = {
  /** For the report: `qemu-aarch64`; undefined for this machine itself. */
  readonly name: string | undefined;
  readonly words: readonly string[];
  readonly environment: Environment;
};

export type EmulatorCommandQuestion = {
  readonly run: Extract<RunPlan, { kind: "run" }>["emulator"];
  /** The emulator's own files; undefined where it needs none, or the machine has it. */
  readonly emulator: Emulator | undefined;
  /** The loader that the program requests; undefined where it needs none. */
  readonly interpreter: string | undefined;
  /** What the target's programs see as their `/`; undefined where the machine's own will do. */
  readonly sysroot: string | undefined;
  /** Where further libraries of the target lie. */
  readonly libraryPath: readonly string[];
  /** Of the machine. */
  readonly environment: Environment;
};

/** How a program of the target is started on this machine. */
export function makeEmulatorCommand(question: EmulatorCommandQuestion): EmulatorCommand {
  const { run, emulator, interpreter, sysroot, libraryPath, environment } = question;
  switch (run.kind) {
    case "native":
      return { name: undefined, words: [], environment: withLibraryPath(environment, libraryPath) };
    case "loader": {
      if (sysroot === undefined || interpreter === undefined) {
        return { name: undefined, words: [], environment };
      }
      const loader = join(sysroot, interpreter);
      const directories = [dirname(loader), ...libraryPath].join(":");
      return { name: undefined, words: [loader, "--library-path", directories], environment };
    }
    case "qemu": {
      const { program, flags } = run;
      const file = emulator?.id === "qemu" ? join(emulator.directory, "bin", program) : program;
      const root = sysroot === undefined ? [] : ["-L", sysroot];
      // Set for the program only: the emulator itself must not load these libraries.
      const libraries = libraryPath.length === 0 ? [] : ["-E", `LD_LIBRARY_PATH=${libraryPath.join(":")}`];
      return { name: program, words: [file, ...flags, ...root, ...libraries], environment };
    }
    case "wine":
      return emulator?.id === "wine"
        ? { name: "wine", words: [emulator.wine.command], environment: emulator.wine.environment }
        : { name: "wine", words: ["wine"], environment };
  }
}

function withLibraryPath(environment: Environment, path: readonly string[]): Environment {
  if (path.length === 0) {
    return environment;
  }
  const before = environment["LD_LIBRARY_PATH"];
  return { ...environment, LD_LIBRARY_PATH: [...path, ...(before === undefined ? [] : [before])].join(":") };
}
