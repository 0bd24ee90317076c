import { chmod, copyFile, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../host/errors.ts";
import { compareHashes } from "../host/hashes.ts";
import { hashFile } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { byteSize } from "../host/units.ts";
import { type FileContent, lockFile, type RootPackage } from "../plan/index.ts";
import { completeRoot } from "./complete.ts";
import { type Installed, installRoot } from "./install.ts";
import { asError } from "./outcome.ts";
import type { PlannedRoot } from "./place.ts";
import { makeDirectory } from "./root.ts";
import type { Settle } from "./settle.ts";

type FileRoot = PlannedRoot & { readonly content: FileContent };

export type FileOptions = {
  /** Go's name of this machine's architecture. */
  readonly arch: string;
  readonly settle: Settle;
};

/** Fetches the roots among these that one file fills, known by its hash. Throws nothing: each is settled by itself. */
export async function fetchFiles(
  host: Host,
  roots: readonly PlannedRoot[],
  { arch, settle }: FileOptions,
): Promise<void> {
  const ofFiles = roots.flatMap((root): readonly FileRoot[] => {
    const { content } = root.request;
    return content.kind === "file" ? [{ ...root, content }] : [];
  });
  await Promise.all(
    ofFiles.map(async (root) => {
      const { request, content, locked } = root;
      try {
        const installed = await installFile(host, root, arch);
        const checked = locked === undefined ? "hash" : "lock";
        settle(request.id, { installed, source: "download", checked, bytesDownloaded: content.size });
      } catch (error) {
        settle(request.id, { error: asError(error) });
      }
    }),
  );
}

/** The record and the lock list a file as they list a package. */
export function describeFile({ name, version, size, sha256 }: FileContent): RootPackage {
  return { name, version, architecture: "all", size, sha256 };
}

/** Nothing is put into the tool store before the file is known to be the one that was planned. */
async function installFile(host: Host, root: FileRoot, arch: string): Promise<Installed> {
  const { request, kind, content } = root;
  checkLocked(root);
  const file = join(host.scratchDirectory, `${request.id}.${content.format}`);
  try {
    host.log.progress(`Fetching ${content.name} ${content.version}, ${byteSize(content.size)}…`);
    await host.tools.download(content.url, file);
    await checkFile(file, content);
    const packages = [describeFile(content)];
    const fill = async (directory: string) => {
      await unpackFile(host, { file, content, into: join(directory, "root") });
      return completeRoot(root, { directory, packages, arch });
    };
    return await installRoot(host, { request, kind, packages, fill });
  } finally {
    await rm(file, { force: true });
  }
}

/** The plan has one file, so that a lock with another can never be met. */
function checkLocked({ request, content, locked }: FileRoot): void {
  if (locked !== undefined && !locked.packages.some((each) => compareHashes(each, content) === "same")) {
    const names = locked.packages.map(({ name, version }) => `${name} ${version}`).join(", ") || "nothing";
    throw new UserError({
      code: "lock-mismatch",
      text: `${lockFile} has ${names} for ${request.id}, but this version of cgo-cross installs ${content.name} ${content.version}, another file; write the lock anew with \`cgo-cross lock\``,
    });
  }
}

async function checkFile(file: string, { url, size, sha256 }: FileContent): Promise<void> {
  const found = await stat(file);
  const hash = found.size === size ? await hashFile(file) : undefined;
  if (hash !== sha256) {
    const reason =
      hash === undefined
        ? `it has ${found.size} bytes instead of ${size}`
        : `its SHA-256 is ${hash} instead of ${sha256}`;
    throw new UserError({
      code: "hash-mismatch",
      text: `${url} is not used: ${reason}; try again, and report it if it stays so`,
    });
  }
}

type Unpacking = { readonly file: string; readonly content: FileContent; readonly into: string };

async function unpackFile(host: Host, { file, content, into }: Unpacking): Promise<void> {
  await makeDirectory(into);
  if (content.format === "plain") {
    await copyFile(file, join(into, basename(content.name)));
    await chmod(join(into, basename(content.name)), 0o755);
    return;
  }
  const command =
    content.format === "zip"
      ? { file: "unzip", args: ["-q", file, "-d", into] }
      : { file: "tar", args: ["--extract", "--no-same-owner", "--file", file, "--directory", into] };
  const done = await host.processes.run(command);
  if (done.exitCode !== 0) {
    const reason = done.stderr.trim().split("\n").slice(0, 3).join(" ").slice(0, 300);
    const needs = content.format === "tar.xz" ? "xz is installed and " : "";
    throw new UserError({
      code: "package-not-unpacked",
      text: `${content.name} ${content.version} could not be unpacked by ${command.file}: ${reason}; see that ${needs}the disk has room`,
    });
  }
}
