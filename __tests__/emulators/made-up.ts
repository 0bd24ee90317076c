import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../src/emulators/emulator.ts";
import { declined, indifferent } from "../../src/plan/offers.ts";

/** An emulator as anyone could add it: for Plan 9, whose programs are shell scripts here. */
export const madeUp: Emulator = {
  id: "made-up",
  offer: ({ machine, survey: { target } }) => {
    if (target.os !== "plan9") {
      return indifferent;
    }
    return machine.os === "linux"
      ? {
          kind: "offer",
          emulator: { id: "made-up", roots: [], settings: { shell: "/bin/sh" } },
          roots: [],
          settings: { arch: target.arch },
        }
      : declined("Plan 9 has programs for Linux alone");
  },
  rootKinds: [],
  start: async (host, plan) => {
    const home = await mkdtemp(join(host.scratchDirectory, "made-up-"));
    const boot = join(home, "boot");
    await writeFile(boot, 'export objtype="$1"; shift; exec "$@"\n');
    return {
      command: ({ settings, environment }) => ({
        name: "made-up",
        words: [String(plan?.settings["shell"]), boot, String(settings["arch"]), "/bin/sh"],
        environment,
      }),
      stop: () => rm(home, { recursive: true, force: true }),
    };
  },
};
