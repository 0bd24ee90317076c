import { dirname, join } from "node:path";
import { indifferent } from "../plan/index.ts";
import { type Emulator, nothingToStop } from "./emulator.ts";

/** The processor can run the program, but the machine lacks its loader and libraries: the toolchain's are used. */
export const loader: Emulator = {
  id: "loader",
  offer: ({ machine, survey: { target } }) =>
    machine.os === "linux" && machine.arch === "amd64" && target.os === "linux" && target.arch === "386"
      ? { kind: "offer", emulator: undefined, roots: [], settings: {} }
      : indifferent,
  rootKinds: [],
  start: async () => ({
    command: ({ sysroot, interpreter, libraryPath, environment }) => {
      // A static program needs neither.
      if (sysroot === undefined || interpreter === undefined) {
        return { name: undefined, words: [], environment };
      }
      const file = join(sysroot, interpreter);
      const directories = [dirname(file), ...libraryPath].join(":");
      return { name: undefined, words: [file, "--library-path", directories], environment };
    },
    stop: nothingToStop,
  }),
};
