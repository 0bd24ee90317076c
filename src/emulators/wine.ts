import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { holdDirectory } from "../host/index.ts";
import type { Environment, Host } from "../host/types.ts";
import { declined, indifferent } from "../plan/index.ts";
import { hostAbi } from "../platforms/index.ts";
import { type Emulator, type EmulatorUse, nothingToStop, type StartedEmulator } from "./emulator.ts";
import { packageRoot } from "./package-root.ts";
import { readRemoved } from "./wine-files.ts";
import { findInability } from "./wine-inability.ts";
import { isHome, prefixOf, prefixPlace, provideHome } from "./wine-prefix.ts";
import { findWinePrograms, finishWineRoot, type WinePrograms, wineLibraries } from "./wine-root.ts";

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
  start: async (host, plan, roots, use = { lasting: false }) => {
    const installed = plan?.settings["installed"];
    const [root] = roots;
    if (typeof installed === "string") {
      return startWine(host, { kind: "installed", command: installed }, use);
    }
    if (root === undefined) {
      throw new Error("wine was planned without a root");
    }
    return startWine(host, { kind: "root", directory: root.directory }, use);
  },
};

/** `server`: undefined where an installed Wine's is not found, and cannot be told to stop. */
type Programs = Pick<WinePrograms, "loader"> & { readonly server: string | undefined };

/** Wine is for machines of this architecture alone. */
const { multiarch } = hostAbi("amd64");

/** A private Wine, or the machine's own. */
export type WineSource =
  | { readonly kind: "root"; readonly directory: string }
  | { readonly kind: "installed"; readonly command: string };

/**
 * Gives a home with a prefix in which programs are started: no display, no sound, nothing in the user's home.
 * @throws UserError if the prefix cannot be made.
 */
async function startWine(host: Host, source: WineSource, { lasting }: EmulatorUse): Promise<StartedEmulator> {
  const home = join(host.scratchDirectory, "wine");
  const { loader, server } = await findPrograms(host, source);
  const environmentIn = (directory: string) => makeEnvironment(host, source, directory);
  const stop = async (directory: string) => {
    // If that fails, it exits by itself a second later, because of -p0.
    if (server !== undefined) {
      const command = { file: server, args: ["-k"], environment: environmentIn(directory), timeoutSeconds: 10 };
      await host.processes.run(command).catch(() => undefined);
    }
  };
  // The directory of a private Wine has a hash of what is in it in its name; an installed one may become another.
  const identity = source.kind === "root" ? source.directory : undefined;
  const provide = () => provideHome(host, home, { loader, environment: environmentIn, stop, identity });
  await (lasting ? alone(host, host.scratchDirectory, async () => (await isHome(home)) || provide()) : provide());
  const environment = environmentIn(home);
  const known = { version: await askVersion(host, loader, environment), removed: await removedFrom(source) };
  const inability = (output: string) => findInability(output, known);
  return {
    command: () => ({ name: "wine", words: [loader], environment, shared: true, inability }),
    // Others may be using one that outlives the run. Its server exits with its last program.
    stop: lasting ? nothingToStop : () => stop(home),
  };
}

/** Does work in a directory that several runs share, one after the other. */
async function alone(host: Host, directory: string, work: () => Promise<unknown>): Promise<void> {
  await mkdir(directory, { recursive: true });
  await host.tools.use([directory]);
  const hold = await holdDirectory(host, directory, prefixPlace);
  try {
    await work();
  } finally {
    await hold.release();
  }
}

function makeEnvironment({ environment }: Host, source: WineSource, home: string): Environment {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...others } = environment;
  const { TMPDIR: _temporary, GOTMPDIR: _ofGo, ...rest } = others;
  return {
    ...rest,
    HOME: home,
    WINEPREFIX: prefixOf(home),
    WINEDEBUG: "-all,err+module",
    WINEDLLOVERRIDES: "mscoree,mshtml=",
    ...(source.kind === "root" ? { LD_LIBRARY_PATH: join(source.directory, "host-lib") } : {}),
  };
}

async function removedFrom(source: WineSource): Promise<ReadonlySet<string>> {
  return source.kind === "root"
    ? readRemoved(wineLibraries(join(source.directory, "root"), multiarch))
    : new Set<string>();
}

/** `Wine 8.0`; without the number where it does not say. */
async function askVersion(host: Host, loader: string, environment: Environment): Promise<string> {
  const command = { file: loader, args: ["--version"], environment, timeoutSeconds: 10 };
  const printed = await host.processes.run(command).then(
    ({ output }) => output,
    () => "",
  );
  const number = /^wine-([\d.]+)/m.exec(printed)?.[1];
  return number === undefined ? "Wine" : `Wine ${number}`;
}

async function findPrograms(host: Host, source: WineSource): Promise<Programs> {
  if (source.kind === "root") {
    return findWinePrograms(join(source.directory, "root"), multiarch);
  }
  const onPath = await host.processes.find("wineserver");
  const server = onPath ?? (await findWinePrograms("/", multiarch).catch(() => undefined))?.server;
  return { loader: source.command, server };
}
