/** What runs the binaries of other platforms. */
export type { Emulator, EmulatorCommand, StartedEmulator } from "./emulator.ts";
export { emulators, type StartedEmulators, startEmulators } from "./emulators.ts";
