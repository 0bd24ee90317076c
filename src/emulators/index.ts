/** What runs the binaries of other platforms. */
export type { Emulator, EmulatorCommand, StartedEmulator } from "./emulator.ts";
export {
  describeReason,
  type EmulatorOutcome,
  emulators,
  type StartedEmulators,
  startEmulators,
  warnNotRun,
} from "./emulators.ts";
