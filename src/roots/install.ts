import { chmod, mkdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../host/errors.ts";
import { makeUnfinished } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { RootRequest } from "../plan/index.ts";
import type { RootKind } from "./kind.ts";
import { checkRoot, finishRoot, type RootToCheck, rootVersion, toolName } from "./place.ts";
import { type RootRecord, readRecord, writeRecord } from "./record.ts";

/** A root that is ready to be used. */
export type Installed = { readonly directory: string; readonly record: RootRecord };

export type Installation = {
  readonly request: RootRequest;
  readonly kind: RootKind;
  /** Those that are known from the start; the record names all. */
  readonly packages: RootRecord["packages"];
  /** Puts the files into a directory, which is not the final one, and gives the record of them. */
  readonly fill: (directory: string) => Promise<Omit<RootRecord, "fingerprint">>;
};

/**
 * Makes a root in the tool store. It is made beside its final place, so that a run that is cancelled leaves nothing that
 * looks complete. Throws what `fill` throws, with nothing left behind.
 */
export async function installRoot(host: Host, { request, kind, packages, fill }: Installation): Promise<Installed> {
  const tool = toolName(request);
  const first = host.tools.directory(tool, rootVersion(request, packages));
  await mkdir(dirname(first), { recursive: true });
  const unfinished = await makeUnfinished(first);
  host.temporaries.add(unfinished);
  try {
    const partial = join(unfinished, "root");
    await mkdir(partial);
    await chmod(partial, 0o755);
    const filled = await fill(partial);
    const version = rootVersion(request, filled.packages);
    const directory = host.tools.directory(tool, version);
    await host.tools.use([directory]);
    await mkdir(dirname(directory), { recursive: true });
    const record = await finishRoot({ request, kind }, partial, { place: directory, record: filled });
    await putInPlace(partial, directory, { request, kind, locked: { digest: record.digest } });
    await host.tools.complete(tool, version);
    return { directory, record: await renewRecord(directory, record) };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    host.temporaries.delete(unfinished);
    await removeEmpty([dirname(first), dirname(dirname(first))]);
  }
}

/** Directories in which nothing was installed; those that are in use are not empty, and stay. */
async function removeEmpty(directories: readonly string[]): Promise<void> {
  for (const directory of directories) {
    await rmdir(directory).catch(() => {});
  }
}

/**
 * Where several runs make the same root, the first one's stays, since it may be in use: if every file of it is what was made
 * here.
 */
async function putInPlace(partial: string, directory: string, made: RootToCheck): Promise<void> {
  const isThere = async () => {
    const record = await readRecord(directory);
    return record !== undefined && (await checkRoot(made, directory, record)).kind === "intact";
  };
  if (!(await isThere())) {
    await rm(directory, { recursive: true, force: true });
  }
  try {
    await rename(partial, directory);
  } catch (error) {
    if (!(await isThere())) {
      throw error;
    }
  }
}

/** Records of a root in its place what it serves, and what was looked up when. Its fingerprint stays as it is. */
export async function renewRecord(
  directory: string,
  { request, resolved, lookups, packages }: Pick<RootRecord, "request" | "resolved" | "lookups" | "packages">,
): Promise<RootRecord> {
  const there = await readRecord(directory);
  if (there === undefined) {
    throw new UserError({ code: "cache-directory", text: `${directory} was removed by another run; run again` });
  }
  const renewed = { ...there, request, resolved, lookups, packages };
  await writeRecord(directory, renewed);
  return renewed;
}
