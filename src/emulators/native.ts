import { indifferent } from "../plan/index.ts";
import { type Emulator, nothingToStop, withLibraryPath } from "./emulator.ts";

/** No emulator: the machine runs the program itself. */
export const native: Emulator = {
  id: "native",
  offer: ({ machine, survey: { target } }) => {
    const runs = [machine.arch, ...(machine.translated ?? [])];
    return target.os === machine.os && runs.includes(target.arch)
      ? { kind: "offer", emulator: undefined, roots: [], settings: {} }
      : indifferent;
  },
  rootKinds: [],
  start: async () => ({
    command: ({ environment, libraryPath }) => ({
      name: undefined,
      words: [],
      environment: withLibraryPath(environment, libraryPath),
    }),
    stop: nothingToStop,
  }),
};
