import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { PackageContent } from "../../plan/root-request.ts";

/**
 * The packages that hold files, from the Contents indexes that apt has fetched. A line of them is a path without its
 * leading slash, spaces, and `section/package` separated by commas; see "Contents indices" in Debian's RepositoryFormat.
 * Throws where there is no such index.
 */
export async function findOwners(
  lists: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = (await readdir(lists)).filter((name) => /_Contents-[a-z0-9]+(\.gz)?$/.test(name));
  if (files.length === 0) {
    throw new Error("the archive has no index of which package holds which file");
  }
  const wanted = new Set(paths);
  // The last part of a path is rarer than its beginning, which is that of every other line.
  const endings = [...new Set(paths.map((path) => `${path.split("/").at(-1) ?? path} `))];
  const found = new Map<string, Set<string>>();
  for (const name of files) {
    await eachBlock(join(lists, name), (block) => {
      for (const ending of endings) {
        for (let at = block.indexOf(ending); at >= 0; at = block.indexOf(ending, at + 1)) {
          const line = block.slice(block.lastIndexOf("\n", at) + 1, block.indexOf("\n", at));
          const path = line.slice(0, line.search(/\s/));
          if (wanted.has(path)) {
            const owners = line.slice(path.length).trim().split(",");
            const known = found.get(path) ?? new Set();
            found.set(path, known);
            owners.forEach((owner) => void known.add(owner.split("/").at(-1) ?? owner));
          }
        }
      }
    });
  }
  return new Map([...found].map(([path, owners]) => [path, [...owners].sort()]));
}

/** Gives a file's text in blocks of whole lines. */
async function eachBlock(file: string, take: (block: string) => void): Promise<void> {
  let rest = "";
  const read = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      const text = rest + piece.toString("latin1");
      const end = text.lastIndexOf("\n") + 1;
      take(text.slice(0, end));
      rest = text.slice(end);
    }
    take(`${rest}\n`);
  };
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  await (file.endsWith(".gz") ? pipeline(source, createGunzip({ chunkSize: 1 << 20 }), read) : pipeline(source, read));
}

/** What comes with every toolchain, and is of no library's package. */
const toolchainsOwn = /^(libc6-dev|linux-libc-dev|libgcc-\d+-dev|libstdc\+\+-\d+-dev)$/;

/**
 * The packages that hold what a root must have, beside those that were asked for by name; or, in a sentence, what is not
 * to be had or to be had from several.
 * @param owners The packages of each path (see findOwners), or why they could not be looked up.
 */
export function chooseOwners(
  { packages, files }: Pick<PackageContent, "packages" | "files">,
  owners: ReadonlyMap<string, readonly string[]> | string,
  title: string,
): readonly string[] | string {
  if (typeof owners === "string") {
    const all = files.map(({ what }) => what).join(", ");
    const way = "or name the packages yourself, as in `libraries: off libfoo-dev`";
    return files.length === 0 ? [] : `which package has ${all} could not be looked up: ${owners}; ${way}`;
  }
  const chosen: string[] = [];
  const problems: string[] = [];
  for (const { what, paths } of files) {
    const all = [...new Set(paths.flatMap((path) => owners.get(path) ?? []))].sort();
    const development = all.filter((name) => name.endsWith("-dev"));
    const candidates = development.length > 0 ? development : all;
    if (candidates.some((name) => packages.includes(name) || toolchainsOwn.test(name))) {
      continue;
    }
    const [only, ...others] = candidates;
    if (only === undefined) {
      problems.push(
        `no package of ${title} has ${what}: put the library's own files into the program's sources and name their ` +
          "directory with -L in `cgo-ldflags`, or set `libraries: off` if the compiler finds it",
      );
    } else if (others.length > 0) {
      problems.push(`several packages have ${what}: ${candidates.join(", ")}; say which, as in \`libraries: ${only}\``);
    } else {
      chosen.push(only);
    }
  }
  return problems.length > 0 ? problems.join("; ") : chosen;
}
