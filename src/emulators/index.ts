/** What runs the binaries of other platforms. */
export type { EmulatorCommand, StartedEmulator } from "./emulator.ts";
export { emulators, type StartedEmulators, startEmulators } from "./emulators.ts";
