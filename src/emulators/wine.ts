import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import type { Completed, Environment, Host } from "../host/types.ts";
import { declined, indifferent } from "../plan/index.ts";
import { hostAbi } from "../platforms/index.ts";
import type { Emulator, StartedEmulator } from "./emulator.ts";
import { forwardingDll } from "./forwarding-dll.ts";
import { packageRoot } from "./package-root.ts";
import { readRemoved } from "./wine-files.ts";
import { findInability } from "./wine-inability.ts";
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

/** `server`: undefined where an installed Wine's is not found, and cannot be told to stop. */
type Programs = Pick<WinePrograms, "loader"> & { readonly server: string | undefined };

/** The time limit for making a prefix. */
const prefixSeconds = 120;

/** Wine is for machines of this architecture alone. */
const { multiarch } = hostAbi("amd64");

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
  const { loader, server } = await findPrograms(host, source);
  await makeHome(home, prefix);
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...others } = host.environment;
  const { TMPDIR: _temporary, GOTMPDIR: _ofGo, ...rest } = others;
  const environment = {
    ...rest,
    HOME: home,
    WINEPREFIX: prefix,
    WINEDEBUG: "-all,err+module",
    WINEDLLOVERRIDES: "mscoree,mshtml=",
    ...(source.kind === "root" ? { LD_LIBRARY_PATH: join(source.directory, "host-lib") } : {}),
  };
  const stop = async () => {
    // If that fails, it exits by itself a second later, because of -p0.
    if (server !== undefined) {
      await host.processes.run({ file: server, args: ["-k"], environment, timeoutSeconds: 10 }).catch(() => undefined);
    }
  };
  try {
    await makePrefix(host, loader, environment);
    await addMissingDll(prefix);
  } catch (error) {
    await stop();
    throw error;
  }
  const known = { version: await askVersion(host, loader, environment), removed: await removedFrom(source) };
  const inability = (output: string) => findInability(output, known);
  return { command: () => ({ name: "wine", words: [loader], environment, shared: true, inability }), stop };
}

async function makePrefix(host: Host, loader: string, environment: Environment): Promise<void> {
  const command = { file: loader, args: ["wineboot.exe", "--init"], environment, timeoutSeconds: prefixSeconds };
  const made = await host.processes.run(command);
  if (made.exitCode !== 0) {
    throw new UserError({ code: "wine-prefix", text: `Wine could not make its prefix: ${describeEnd(made)}` });
  }
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

/** How Wine ended: its last words, or that it took too long. */
function describeEnd({ ending, exitCode, output }: Completed): string {
  const last = output.trim().split("\n").slice(-3).join(" ");
  switch (ending) {
    case "timeout":
      return `it was not done within ${prefixSeconds} s${last === "" ? "" : `; ${last}`}`;
    case "signal":
      return `it crashed${last === "" ? "" : `; ${last}`}`;
    case "exit":
      return last === "" ? `it exited with code ${exitCode} and printed nothing` : last;
  }
}

/**
 * The prefix's directory, and one for the server's socket. Debian's Wine, where there is no /run/user/<uid>, keeps the name of
 * such a directory below /tmp in the prefix, which may so be any; with TMPDIR set, its version 10 frees what it did not
 * allocate, and aborts. Source: Debian's patch fixes/temporary-directory.patch.
 */
async function makeHome(home: string, prefix: string): Promise<void> {
  const sockets = join(home, "server");
  await mkdir(prefix, { recursive: true });
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  const name = join("../../../../../../../..", sockets);
  const file = join(prefix, "wineserver");
  await rm(file, { force: true });
  // It is made anew unless its mode is this one.
  await writeFile(file, name, { mode: 0o400 });
  await chmod(file, 0o400);
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
