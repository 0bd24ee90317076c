import { copyFile, mkdir, open, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { declined, indifferent } from "../plan/index.ts";
import type { Emulator, StartedEmulator } from "./emulator.ts";
import { forwardingDll } from "./forwarding-dll.ts";
import { packageRoot } from "./package-root.ts";
import { wineFiles } from "./wine-files.ts";

/** Wine: 64-bit Windows programs on Linux of the same architecture. */
export const wine: Emulator = {
  id: "wine",
  offer: ({ machine, survey: { target } }) => {
    const canRun =
      machine.os === "linux" && machine.arch === "amd64" && target.os === "windows" && target.arch === "amd64";
    if (!canRun) {
      return indifferent;
    }
    const { archive, wine: installed } = machine;
    if (installed !== undefined) {
      return { kind: "offer", emulator: { id: "wine", roots: [], settings: { installed } }, roots: [], settings: {} };
    }
    if (archive.kind === "missing") {
      return declined(archive.reason);
    }
    const root = packageRoot("wine", archive, (family) => family.wine());
    return {
      kind: "offer",
      emulator: { id: "wine", roots: [root.id], settings: {} },
      roots: [root],
      settings: {},
    };
  },
  rootKinds: [{ kind: "wine", finish: ({ directory, multiarch }) => finishWineRoot(directory, multiarch) }],
  start: async (host, plan, roots) => {
    const installed = plan?.settings["installed"];
    const [root] = roots;
    if (typeof installed === "string") {
      return startWine(host, { kind: "installed", command: installed });
    }
    if (root === undefined) {
      throw new Error("wine was planned without a root");
    }
    return startWine(host, { kind: "root", directory: root.directory });
  },
};

/** Where Debian's packages have Wine's programs and its libraries. */
const programs = "root/usr/lib/wine";
const libraries = (multiarch: string) => join("root/usr/lib", multiarch, "wine");

/** The time limit for making a prefix. */
const prefixSeconds = 120;

/**
 * Makes Wine's packages usable from any directory. Three things are done by the packages' scripts otherwise, or expect to be
 * in /usr; and of its 700 libraries, which are all copied into each prefix, a console program needs a hundred.
 * @param directory The root.
 */
export async function finishWineRoot(directory: string, multiarch: string): Promise<void> {
  const wine = join(directory, libraries(multiarch));
  for (const part of ["x86_64-unix", "x86_64-windows"] as const) {
    const keep = new Set(wineFiles[part]);
    for (const name of await readdir(join(wine, part))) {
      if (!keep.has(name)) {
        await rm(join(wine, part, name), { recursive: true, force: true });
      }
    }
  }
  // Debian's is a script with absolute paths, and Wine looks there first. -p0: it exits with its last program.
  const server = join(directory, programs, "wineserver");
  await rm(server, { force: true });
  await writeFile(server, '#!/bin/sh\nexec "$(dirname "$0")/wineserver64" -p0 "$@"\n', { mode: 0o755 });
  await markBuiltin(
    join(directory, "root/usr/x86_64-w64-mingw32/lib/zlib1.dll"),
    join(wine, "x86_64-windows/zlib1.dll"),
  );
}

/** What libwine's postinst does: the DLL counts as Wine's own by a mark in its DOS header. */
async function markBuiltin(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, "r+");
  try {
    await file.write(Buffer.from("Wine builtin DLL".padEnd(32, "\0"), "latin1"), 0, 32, 64);
  } finally {
    await file.close();
  }
}

/** A private Wine, or the machine's own. */
export type WineSource =
  | { readonly kind: "root"; readonly directory: string }
  | { readonly kind: "installed"; readonly command: string };

/**
 * Makes a prefix in the run's scratch directory, in which programs are started: no display, no sound, nothing in the user's
 * home.
 * @throws UserError if the prefix cannot be made.
 */
export async function startWine(host: Host, source: WineSource): Promise<StartedEmulator> {
  const home = join(host.scratchDirectory, "wine");
  const prefix = join(home, "prefix");
  await mkdir(home, { recursive: true });
  const root = source.kind === "root" ? source : undefined;
  const command = source.kind === "installed" ? source.command : join(source.directory, programs, "wine64");
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...rest } = host.environment;
  const environment = {
    ...rest,
    HOME: home,
    // wineserver leaves a directory there.
    TMPDIR: home,
    WINEPREFIX: prefix,
    WINEDEBUG: "-all,err+module",
    WINEDLLOVERRIDES: "mscoree,mshtml=",
    ...(root === undefined ? {} : { LD_LIBRARY_PATH: join(root.directory, "host-lib") }),
  };
  const made = await host.processes.run({
    file: command,
    args: ["wineboot.exe", "--init"],
    environment,
    timeoutSeconds: prefixSeconds,
  });
  if (made.exitCode !== 0) {
    throw new UserError(`Wine could not make its prefix: ${made.output.trim().split("\n").slice(-3).join(" ")}`);
  }
  await addMissingDll(prefix);
  const server = root === undefined ? "wineserver" : join(root.directory, programs, "wineserver64");
  const stop = async () => {
    // If that fails, it exits by itself a second later, because of -p0.
    await host.processes.run({ file: server, args: ["-k"], environment, timeoutSeconds: 10 }).catch(() => undefined);
  };
  return { command: () => ({ name: "wine", words: [command], environment }), stop };
}

/**
 * Go programs need bcryptprimitives.dll since Go 1.22, and every Windows since 8 has it; Wine before 9 has not. Its one
 * function is another name of one that Wine does have.
 */
async function addMissingDll(prefix: string): Promise<void> {
  const file = join(prefix, "drive_c/windows/system32/bcryptprimitives.dll");
  if (!(await exists(file))) {
    const forward = { dll: "bcryptprimitives.dll", name: "ProcessPrng", to: "advapi32.SystemFunction036" };
    await writeFile(file, forwardingDll(forward));
  }
}
