import type { Environment, Host } from "../host/types.ts";
import type { EmulatorOffering, EmulatorPlan, Settings } from "../plan/index.ts";
import type { Root, RootKind } from "../roots/index.ts";

/**
 * What runs programs of a target on this machine. Its offer (pure: see EmulatorOffering) says whether it can, and what it
 * needs; it is started once for a run. A new emulator is a file of this room and a row in emulators.ts, and passes the
 * conformance suite.
 */
export type Emulator = EmulatorOffering & {
  /** What makes the roots of its offers usable. */
  readonly rootKinds: readonly RootKind[];
  /**
   * Prepares it, once for a run.
   * @param plan What its offers ask for; undefined where that is nothing.
   * @param roots The plan's roots, in the plan's order.
   * @param use Of this run alone, where it is left out.
   * @throws UserError if it cannot be prepared, for a reason that the user can mend.
   */
  readonly start: (
    host: Host,
    plan: EmulatorPlan | undefined,
    roots: readonly Root[],
    use?: EmulatorUse,
  ) => Promise<StartedEmulator>;
};

export type EmulatorUse = {
  /** What it makes in the host's scratch directory outlives the run, and others use it too: it is not ended with the run. */
  readonly lasting: boolean;
};

export type StartedEmulator = {
  /** The command that starts a program of the target. */
  readonly command: (program: ProgramToRun) => EmulatorCommand;
  /** Terminates what it left running. Never throws. */
  readonly stop: () => Promise<void>;
};

export type ProgramToRun = {
  /** The settings of the emulator's offer for this target. */
  readonly settings: Settings;
  /** The dynamic loader that the program requests; undefined for a static program. */
  readonly interpreter: string | undefined;
  /** What the target's programs see as their `/`; undefined: the machine's own. */
  readonly sysroot: string | undefined;
  /** Directories with further libraries of the target. */
  readonly libraryPath: readonly string[];
  /** The host's. */
  readonly environment: Environment;
};

/** What stands in front of a program of the target to start it here. */
export type EmulatorCommand = {
  /** For the report: `qemu-aarch64`; undefined without an emulator. */
  readonly name: string | undefined;
  readonly words: readonly string[];
  readonly environment: Environment;
  /** The processor that it was told to emulate, by its own name; absent where it chooses. */
  readonly processor?: string | undefined;
  /** Its programs share a home of the run's own, which is in the environment, and a server, which `stop` terminates. */
  readonly shared?: true;
  /**
   * What the emulator itself was not able to do for a program that failed, from what was printed; undefined where the failure is
   * the program's own. Absent where nothing printed tells.
   */
  readonly inability?: (output: string) => string | undefined;
};

/** The `stop` of emulators that leave nothing running. */
export const nothingToStop = async (): Promise<void> => {};

/** The environment with directories that the machine's own loader looks through before others. */
export function withLibraryPath(environment: Environment, path: readonly string[]): Environment {
  if (path.length === 0) {
    return environment;
  }
  const before = environment["LD_LIBRARY_PATH"];
  return { ...environment, LD_LIBRARY_PATH: [...path, ...(before === undefined ? [] : [before])].join(":") };
}
