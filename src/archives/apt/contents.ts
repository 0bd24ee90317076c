import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "../../host/errors.ts";
import type { Owners } from "../archive.ts";

/**
 * The packages that hold files, from the Contents indexes that apt has fetched. A line of them is a path without its
 * leading slash, spaces, and `section/package` separated by commas; see "Contents indices" in Debian's RepositoryFormat.
 * A path with `//` in it stands for the file in any directory below the part before it.
 * @param lists The directory of apt's indexes.
 * @throws UserError where there is no such index.
 */
export async function findOwners(lists: string, paths: readonly string[]): Promise<Owners> {
  const files = (await readdir(lists)).filter((name) => /_Contents-[a-z0-9]+(\.gz)?$/.test(name));
  if (files.length === 0) {
    throw new UserError({ code: "package-index", text: "the archive has no index of which package holds which file" });
  }
  const asked = new Set(paths);
  const below = paths.flatMap((key) => {
    const [above, file] = key.split("//");
    return above === undefined || file === undefined ? [] : [{ key, above: `${above}/`, file: `/${file}` }];
  });
  // Searched by the last part of the path, which is rarer than its beginning.
  const endings = [...new Set(paths.map((path) => `${path.split("/").at(-1) ?? path} `))];
  const found = new Map<string, Set<string>>();
  for (const name of files) {
    await eachBlock(join(lists, name), (block) => {
      for (const ending of endings) {
        for (let at = block.indexOf(ending); at >= 0; at = block.indexOf(ending, at + 1)) {
          const line = block.slice(block.lastIndexOf("\n", at) + 1, block.indexOf("\n", at));
          const path = line.slice(0, line.search(/\s/));
          const matching = below.filter((each) => path.startsWith(each.above) && path.endsWith(each.file));
          for (const key of [...(asked.has(path) ? [path] : []), ...matching.map((each) => each.key)]) {
            const owners = line.slice(path.length).trim().split(",");
            const known = found.get(key) ?? new Set();
            found.set(key, known);
            owners.forEach((owner) => void known.add(owner.split("/").at(-1) ?? owner));
          }
        }
      }
    });
  }
  return new Map([...found].map(([path, owners]) => [path, [...owners].sort()]));
}

/** Reads a text file, compressed or not, in blocks of whole lines. Latin-1, since paths are bytes. */
async function eachBlock(file: string, onBlock: (block: string) => void): Promise<void> {
  let rest = "";
  const read = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      const text = rest + piece.toString("latin1");
      const end = text.lastIndexOf("\n") + 1;
      onBlock(text.slice(0, end));
      rest = text.slice(end);
    }
    onBlock(`${rest}\n`);
  };
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  await (file.endsWith(".gz") ? pipeline(source, createGunzip({ chunkSize: 1 << 20 }), read) : pipeline(source, read));
}
