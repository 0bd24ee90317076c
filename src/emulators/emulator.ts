import type { Environment, Host } from "../host/types.ts";
import type { EmulatorOffering, EmulatorPlan, Settings } from "../plan/index.ts";
import type { Root, RootKind } from "../roots/index.ts";

/**
 * What starts programs of a target on this machine. It says whether it can (pure: see EmulatorOffering), its offer says
 * what it needs, and it is started once for a run. A new emulator is a file of this room and a row in emulators.ts.
 */
export type Emulator = EmulatorOffering & {
  /** What makes the roots usable that its offers ask for. */
  readonly rootKinds: readonly RootKind[];
  /**
   * Makes it ready, once for a run.
   * @param plan Undefined where its offers need nothing to be there.
   * @param roots The plan's roots, in its order.
   * @throws UserError where it cannot be made ready.
   */
  readonly start: (host: Host, plan: EmulatorPlan | undefined, roots: readonly Root[]) => Promise<StartedEmulator>;
};

export type StartedEmulator = {
  /** How a program of the target is started. */
  readonly command: (program: ProgramToRun) => EmulatorCommand;
  /** Ends what it left running. Never throws. */
  readonly stop: () => Promise<void>;
};

export type ProgramToRun = {
  /** What the emulator's offer said of this target. */
  readonly settings: Settings;
  /** The loader that the program requests; undefined where it needs none. */
  readonly interpreter: string | undefined;
  /** What the target's programs see as their `/`; undefined where the machine's own will do. */
  readonly sysroot: string | undefined;
  /** Where further libraries of the target lie. */
  readonly libraryPath: readonly string[];
  /** Of the machine. */
  readonly environment: Environment;
};

/** What stands in front of a program of the target to start it here. */
export type EmulatorCommand = {
  /** For the report: `qemu-aarch64`; undefined for this machine itself. */
  readonly name: string | undefined;
  readonly words: readonly string[];
  readonly environment: Environment;
};

/** For emulators that leave nothing running. */
export const nothingToStop = async (): Promise<void> => {};

/** The environment with directories that the machine's own loader looks through before others. */
export function withLibraryPath(environment: Environment, path: readonly string[]): Environment {
  if (path.length === 0) {
    return environment;
  }
  const before = environment["LD_LIBRARY_PATH"];
  return { ...environment, LD_LIBRARY_PATH: [...path, ...(before === undefined ? [] : [before])].join(":") };
}
