import { chmod, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Host } from "../host/types.ts";
import type { RootRequest } from "../plan/index.ts";
import type { RootKind } from "./kind.ts";
import { finishRoot, rootVersion, toolName } from "./place.ts";
import { type RootRecord, readRecord, writeRecord } from "./root.ts";

/** A root that is ready to be used. */
export type Installed = { readonly directory: string; readonly record: RootRecord };

export type Installation = {
  readonly request: RootRequest;
  readonly kind: RootKind;
  readonly packages: RootRecord["packages"];
  /** Puts the packages' files into a directory, which is not the final one, and tells what they are. */
  readonly fill: (directory: string) => Promise<Omit<RootRecord, "fingerprint">>;
};

/**
 * Makes a root in the tool store. It is made beside its final place, so that a run that is cut off leaves nothing that
 * looks whole. Throws what `fill` throws, with nothing left behind.
 */
export async function installRoot(host: Host, { request, kind, packages, fill }: Installation): Promise<Installed> {
  const tool = toolName(request);
  const version = rootVersion(request, packages);
  const directory = host.tools.directory(tool, version);
  await mkdir(dirname(directory), { recursive: true });
  const partial = await mkdtemp(`${directory}.partial-`);
  host.temporaries.add(partial);
  try {
    await chmod(partial, 0o755);
    const record = await finishRoot({ request, kind }, partial, { place: directory, record: await fill(partial) });
    await putInPlace(partial, directory, record);
    await host.tools.complete(tool, version);
    return { directory, record: await renewRecord(directory, record) };
  } finally {
    await rm(partial, { recursive: true, force: true });
    host.temporaries.delete(partial);
  }
}

/** Where several runs make the same root, the first one's stays: it is as whole as the others, and may be in use. */
async function putInPlace(partial: string, directory: string, record: RootRecord): Promise<void> {
  if ((await readRecord(directory))?.digest !== record.digest) {
    await rm(directory, { recursive: true, force: true });
  }
  try {
    await rename(partial, directory);
  } catch (error) {
    if ((await readRecord(directory)) === undefined) {
      throw error;
    }
  }
}

/** Says of a root in its place what it serves and when that was looked up. Its seal is that of what lies there. */
export async function renewRecord(
  directory: string,
  { request, resolved }: Pick<RootRecord, "request" | "resolved">,
): Promise<RootRecord> {
  const there = await readRecord(directory);
  if (there === undefined) {
    throw new Error(`${directory} has been taken away by another run`);
  }
  const renewed = { ...there, request, resolved };
  await writeRecord(directory, renewed);
  return renewed;
}
