import { chmod, copyFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import { hashFile } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { byteSize } from "../host/units.ts";
import type { FileContent, RootPackage } from "../plan/index.ts";
import { hostAbi } from "../platforms/index.ts";
import { installRoot } from "./install.ts";
import { asError } from "./outcome.ts";
import { checkDigest } from "./packages.ts";
import { type PlannedRoot, requestHash } from "./place.ts";
import { listRoot, type RootRecord } from "./root.ts";
import type { Fetching } from "./settle.ts";
import { treeDigest } from "./tree.ts";

type FileRoot = PlannedRoot & { readonly content: FileContent };

/** Fetches the roots among these that one file fills, known by its hash. Throws nothing: each is settled by itself. */
export async function fetchFiles(host: Host, roots: readonly PlannedRoot[], options: Fetching): Promise<void> {
  for (const root of roots) {
    const { content } = root.request;
    if (content.kind === "file") {
      await fetchFile(host, { ...root, content }, options);
    }
  }
}

async function fetchFile(host: Host, root: FileRoot, options: Fetching): Promise<void> {
  const { request, kind, content } = root;
  try {
    const packages = [describeFile(content)];
    host.log.progress(`Fetching ${content.name} ${content.version}, ${byteSize(content.size)}…`);
    const fill = (directory: string) => fillRoot(host, root, { directory, machine: options.machine });
    const installed = await installRoot(host, { request, kind, packages, fill });
    const checked = root.locked === undefined ? "index" : "lock";
    options.settle(request.id, { installed, source: "download", checked, bytesDownloaded: content.size });
  } catch (error) {
    options.settle(request.id, { error: asError(error) });
  }
}

/** The record and the lock list a file as they list a package. */
function describeFile({ name, version, size, sha256 }: FileContent): RootPackage {
  return { name, version, architecture: "all", size, sha256 };
}

type Filling = { readonly directory: string; readonly machine: Fetching["machine"] };

async function fillRoot(
  host: Host,
  root: FileRoot,
  { directory, machine }: Filling,
): Promise<Omit<RootRecord, "fingerprint">> {
  const { request, kind, distribution, content } = root;
  const file = join(host.scratchDirectory, `${request.id}.${content.format}`);
  try {
    await host.tools.download(content.url, file);
    await checkFile(file, content);
    const into = join(directory, "root");
    await mkdir(into, { recursive: true });
    await unpackFile(host, { file, content, into });
  } finally {
    await rm(file, { force: true });
  }
  await mkdir(join(directory, "host-lib"), { recursive: true });
  const { multiarch } = hostAbi(machine.arch);
  await kind.finish?.({ directory, multiarch, settings: request.settings });
  const digest = treeDigest(await listRoot(directory));
  checkDigest(root, digest);
  const resolved = new Date().toISOString();
  return {
    schema: 2,
    request: requestHash(request, distribution),
    resolved,
    packages: [describeFile(content)],
    digest,
  };
}

/** Nothing of a file is used before its bytes are known to be the ones that were planned. */
async function checkFile(file: string, { url, size, sha256 }: FileContent): Promise<void> {
  const found = await stat(file);
  const hash = found.size === size ? await hashFile(file) : undefined;
  if (hash !== sha256) {
    const has =
      hash === undefined ? `${found.size} bytes instead of ${size}` : `the SHA-256 ${hash} instead of ${sha256}`;
    throw new UserError(`${url} has ${has}, so it is not used; try again, or report it if it stays so`);
  }
}

type Unpacking = { readonly file: string; readonly content: FileContent; readonly into: string };

async function unpackFile(host: Host, { file, content, into }: Unpacking): Promise<void> {
  if (content.format === "plain") {
    const program = join(into, content.name);
    await copyFile(file, program);
    await chmod(program, 0o755);
    return;
  }
  const [program, ...args] =
    content.format === "zip"
      ? ["unzip", "-q", file, "-d", into]
      : ["tar", "--extract", "--no-same-owner", "--file", file, "--directory", into];
  const done = await host.processes.run({ file: program ?? "", args });
  if (done.exitCode !== 0) {
    throw new UserError(`${content.name} could not be unpacked by ${program}: ${done.stderr.trim().slice(0, 300)}`);
  }
}
