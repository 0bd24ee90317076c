import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import { describePackage, type FileLookup, lockFile, type RequiredFile, type RootPackage } from "../plan/index.ts";
import { hostAbi } from "../platforms/index.ts";
import { findOutwardLink } from "./links.ts";
import { type PlannedRoot, requestHash } from "./place.ts";
import type { RootRecord } from "./record.ts";
import { linkHostLibraries, listRoot, setModes } from "./root.ts";
import { treeDigest } from "./tree.ts";

/** A root whose files are unpacked. */
export type Unpacked = {
  /** Where it is until it is complete; not its final place. */
  readonly directory: string;
  readonly packages: readonly RootPackage[];
  /** What the index said of files that were looked up; absent where none was. */
  readonly lookups?: readonly FileLookup[] | undefined;
  readonly added?: readonly string[] | undefined;
  readonly notes?: readonly string[] | undefined;
  /** Go's name of this machine's architecture. */
  readonly arch: string;
};

/**
 * Does what is left to do once a root's files are unpacked, and gives the record of it.
 * @throws UserError where a file that it is required to hold is not in it, a link leads out of it, or it is not what the lock
 * says.
 */
export async function completeRoot(
  root: PlannedRoot,
  { directory, packages, lookups = [], added = [], notes = [], arch }: Unpacked,
): Promise<Omit<RootRecord, "fingerprint">> {
  const { request, kind, distribution } = root;
  const { multiarch } = hostAbi(arch);
  await linkHostLibraries(directory, multiarch);
  const withoutFile = await checkFiles(root, { directory, packages, arch });
  await kind.finish?.({ directory, multiarch, settings: request.settings });
  await setModes(directory);
  const entries = await listRoot(directory);
  const outward = findOutwardLink(entries);
  if (outward !== undefined) {
    throw new UserError({
      code: "package-contents",
      text: `${request.id} is not used: its link ${outward.path} leads out of its directory, to ${outward.target}; please report it`,
    });
  }
  const digest = treeDigest(entries);
  checkDigest(root, digest);
  return {
    schema: 2,
    request: requestHash(request, distribution),
    resolved: new Date().toISOString(),
    packages: packages.map(describePackage),
    ...(lookups.length === 0 ? {} : { lookups: lookups.map((each) => withoutHolder(each, withoutFile)) }),
    ...(added.length === 0 ? {} : { added }),
    ...(notes.length === 0 ? {} : { notes }),
    digest,
  };
}

/**
 * The usual package of a file is one of a table, made for several releases, or goes by its name: it may not have the file.
 * @returns The files that are not in the root after all and need not be.
 * @throws UserError for one that has to be.
 */
async function checkFiles(
  { request: { content } }: PlannedRoot,
  { directory, packages }: Unpacked,
): Promise<readonly RequiredFile[]> {
  const files = content.kind === "packages" ? content.files : [];
  const without: RequiredFile[] = [];
  for (const file of files) {
    const { what, paths, first = [], likely, namesake, ifMissing } = file;
    const holder = [likely, namesake].find((each) => packages.some(({ name }) => name === each)) ?? likely;
    const found = await Promise.all([...first, ...paths].map((path) => holds(join(directory, "root"), path)));
    if (holder === undefined || found.includes(true)) {
      continue;
    }
    if (holder === likely || ifMissing === "fail") {
      throw new UserError({
        code: "library-without-package",
        text: `${holder} has no ${what} in this release; name the package that has it in \`libraries\``,
      });
    }
    without.push(file);
  }
  return without;
}

/** What was looked up, where the one package that goes by its name turned out not to have it. */
function withoutHolder(lookup: FileLookup, without: readonly RequiredFile[]): FileLookup {
  return without.some(({ paths }) => paths[0] === lookup.path) ? { ...lookup, packages: [] } : lookup;
}

async function holds(root: string, path: string): Promise<boolean> {
  const [above = "", file] = path.split("//");
  if (file === undefined) {
    return exists(join(root, path));
  }
  const entries = await readdir(join(root, above), { recursive: true }).catch(() => []);
  return entries.some((each) => each === file || each.endsWith(`/${file}`));
}

function checkDigest({ request, locked }: PlannedRoot, digest: string): void {
  if (locked !== undefined && locked.digest !== digest) {
    const [same, them] = request.content.kind === "file" ? ["file is that", "it"] : ["packages are those", "them"];
    throw new UserError({
      code: "lock-mismatch",
      text: `${request.id}: the ${same} of ${lockFile}, but this version of cgo-cross unpacks ${them} otherwise (digest ${digest}, the lock has ${locked.digest}); write the lock anew with \`cgo-cross lock\``,
    });
  }
}
