import { constants } from "node:fs";
import { chmod, cp, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { UserError } from "../host/errors.ts";
import { exists, holdDirectory, makeUnfinished, shortHash } from "../host/index.ts";
import type { Completed, Environment, Host } from "../host/types.ts";
import { forwardingDll } from "./forwarding-dll.ts";

/** The time limit for making a prefix. */
const prefixSeconds = 120;

/** What a prefix is made with. */
export type PrefixMaker = {
  readonly loader: string;
  /** The environment for programs in a prefix below a home. */
  readonly environment: (home: string) => Environment;
  /** Ends the server of a prefix below a home. */
  readonly stop: (home: string) => Promise<void>;
  /** What a Wine is told by whose prefix may be kept for other runs; undefined: it may not. */
  readonly identity: string | undefined;
};

/** A prefix's directory below the home that it is in. */
export function prefixOf(home: string): string {
  return join(home, "prefix");
}

/** Changes with what is made below, so that what an older version has kept is not used. */
const layout = 1;

/** In a home, once all of it is there. */
const madeName = "made";

/** Whether a home is there, complete. */
export function isHome(home: string): Promise<boolean> {
  return exists(join(home, madeName));
}

/**
 * Makes a home with a prefix, in which programs can be started. The prefix is copied
 * from one that is made once for each Wine, since Wine takes seconds to make one: a copy of its own, so that nothing that a
 * program does in it reaches another run. Where the disk can, the copy shares its blocks (reflink); hard links would be as
 * quick, but a program can write through them.
 * @throws UserError if the prefix cannot be made.
 */
export async function provideHome(host: Host, home: string, maker: PrefixMaker): Promise<void> {
  const template = maker.identity === undefined ? undefined : await provideTemplate(host, maker.identity, maker);
  const isCopied = template !== undefined && (await copyTemplate(template, home));
  if (!isCopied) {
    await makeHome(host, home, maker);
  }
  await writeFile(join(home, madeName), "");
}

/** Made by Wine itself. */
async function makeHome(host: Host, home: string, { loader, environment, stop }: PrefixMaker): Promise<void> {
  await mkdir(prefixOf(home), { recursive: true });
  await writeServerPlace(home);
  try {
    const command = { file: loader, args: ["wineboot.exe", "--init"], timeoutSeconds: prefixSeconds };
    const made = await host.processes.run({ ...command, environment: environment(home) });
    if (made.exitCode !== 0) {
      throw new UserError({ code: "wine-prefix", text: `Wine could not make its prefix: ${describeEnd(made)}` });
    }
    await addMissingDll(prefixOf(home));
  } catch (error) {
    await stop(home);
    throw error;
  }
}

type Template = { readonly directory: string; readonly home: string; readonly fingerprint: string };

const recordName = "template.json";

/** For runs that wait for one that makes a prefix. */
export const prefixPlace = { name: "the Wine prefix", code: "wine-prefix" } as const;

/** The prefix that others are copied from; undefined where none can be kept. One run makes it, and others wait for that. */
async function provideTemplate(host: Host, identity: string, maker: PrefixMaker): Promise<Template | undefined> {
  const [tool, version] = ["cgo-cross-wine-prefix", `${layout}.0.0-h${shortHash(identity)}`];
  const place = host.tools.directory(tool, version);
  await host.tools.use([place]);
  try {
    await mkdir(dirname(place), { recursive: true });
    const hold = await holdDirectory(host, dirname(place), prefixPlace);
    try {
      const there = await readTemplate(place);
      return there ?? (await makeTemplate(host, place, maker, () => host.tools.complete(tool, version)));
    } finally {
      await hold.release();
    }
  } catch (error) {
    // What Wine says is said again where it makes the run's own; nothing can be kept on a disk that is full or read-only.
    host.log.info(`The Wine prefix is made for this run alone: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function makeTemplate(
  host: Host,
  place: string,
  maker: PrefixMaker,
  complete: () => Promise<void>,
): Promise<Template> {
  const unfinished = await makeUnfinished(place);
  host.temporaries.add(unfinished);
  try {
    const home = join(unfinished, "wine");
    await makeHome(host, home, maker);
    // Wine writes the registry when its server ends.
    await maker.stop(home);
    await rm(join(home, "server"), { recursive: true, force: true });
    const record = { home, fingerprint: await fingerprint(prefixOf(home)) };
    await writeFile(join(home, recordName), JSON.stringify(record));
    await rm(place, { recursive: true, force: true });
    await rename(home, place);
    await complete();
    return { ...record, directory: place };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    host.temporaries.delete(unfinished);
  }
}

/** Undefined where there is none, or it is not as it was made, or another user's. */
async function readTemplate(place: string): Promise<Template | undefined> {
  try {
    const own = process.getuid?.();
    const found = await lstat(place);
    const { home, fingerprint: made } = JSON.parse(await readFile(join(place, recordName), "utf8"));
    const isSame =
      found.isDirectory() &&
      (own === undefined || found.uid === own) &&
      typeof home === "string" &&
      (await fingerprint(prefixOf(place))) === made;
    return isSame ? { directory: place, home, fingerprint: made } : undefined;
  } catch {
    return undefined;
  }
}

/** A hash of names, sizes, times and links: damage shows, and whatever wrote to it. */
async function fingerprint(directory: string): Promise<string> {
  // With types, since it follows links otherwise: one of them leads to /.
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const lines = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(directory, path);
      const found = await lstat(path);
      return found.isSymbolicLink()
        ? `${name} -> ${await readlink(path)}`
        : found.isFile()
          ? `${name} ${found.size} ${found.mtimeMs}`
          : name;
    }),
  );
  return shortHash(lines.sort().join("\n"));
}

/** Whether all of it could be copied: where the disk is full, or the template is just being removed, it could not. */
async function copyTemplate({ directory, home: madeIn }: Template, home: string): Promise<boolean> {
  const partial = `${prefixOf(home)}.partial`;
  try {
    await mkdir(home, { recursive: true });
    await rm(partial, { recursive: true, force: true });
    await cp(prefixOf(directory), partial, {
      recursive: true,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
    });
    await moveLinks(partial, { from: madeIn, to: home });
    await rm(prefixOf(home), { recursive: true, force: true });
    await rename(partial, prefixOf(home));
    await writeServerPlace(home);
    return true;
  } catch {
    await rm(partial, { recursive: true, force: true }).catch(() => {});
    return false;
  }
}

/** Wine links the user's Documents and the like to HOME, which was the template's. */
async function moveLinks(prefix: string, { from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  for (const each of await readdir(join(prefix, "drive_c/users"), { recursive: true, withFileTypes: true })) {
    const path = join(each.parentPath, each.name);
    if (each.isSymbolicLink() && (await readlink(path)) === from) {
      await rm(path);
      await symlink(to, path);
    }
  }
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
 * A directory for the server's socket. Debian's Wine, where there is no /run/user/<uid>, keeps the name of such a directory below
 * /tmp in the prefix, which may so be any; with TMPDIR set, its version 10 frees what it did not allocate, and aborts. Source:
 * Debian's patch fixes/temporary-directory.patch.
 */
async function writeServerPlace(home: string): Promise<void> {
  const sockets = join(home, "server");
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  const name = join("../../../../../../../..", sockets);
  const file = join(prefixOf(home), "wineserver");
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
    const forward = { dll: basename(file), name: "ProcessPrng", to: "advapi32.SystemFunction036" };
    await writeFile(file, forwardingDll(forward));
  }
}
