import { readFile } from "node:fs/promises";

/** A URI of apt's sources, and the mirrors behind it, the preferred one first, each ending with a slash. */
export type Place = { readonly uri: string; readonly mirrors: readonly string[] };

/**
 * The mirrors behind a source's URI: those of the list for `mirror+file:`, otherwise the URI itself. A list that cannot be
 * read is left to apt, which says so. Source: apt-transport-mirror(1).
 */
export async function readPlace(uri: string): Promise<Place> {
  const text = uri.startsWith(mirrorList) ? await readFile(uri.slice(mirrorList.length), "utf8").catch(() => "") : "";
  const mirrors = parseMirrors(text);
  return { uri, mirrors: (mirrors.length === 0 ? [uri] : mirrors).map(withSlash) };
}

/** The addresses of a file on all mirrors of the place that it is of, the preferred one first; the URI itself where it is of none. */
export function addressesOf(uri: string, places: readonly Place[]): readonly string[] {
  for (const { mirrors } of places) {
    const base = mirrors.find((mirror) => uri.startsWith(mirror));
    if (base !== undefined) {
      return mirrors.map((mirror) => mirror + uri.slice(base.length));
    }
  }
  return [uri];
}

/**
 * The addresses of a path on all mirrors of all places, the likeliest first: Debian's archive of security updates, and no
 * other, keeps its packages in pool/updates. Source: the field Filename in the indexes of both.
 */
export function addressesOfPath(path: string, places: readonly Place[]): readonly string[] {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const isLikely = (mirror: string) => mirror.includes("security") === path.startsWith("pool/updates/");
  const mirrors = places.flatMap((place) => place.mirrors);
  const ordered = [...mirrors.filter(isLikely), ...mirrors.filter((mirror) => !isLikely(mirror))];
  return [...new Set(ordered.map((mirror) => mirror + encoded))];
}

const mirrorList = "mirror+file:";

/** The mirrors of a list, `URI priority:N key:value…` a line, the preferred one first; those without a priority are last. */
export function parseMirrors(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => /^\s*[^#\s]/.test(line))
    .map((line) => {
      const [uri = "", ...options] = line.trim().split(/\s+/);
      const priority = options.find((option) => option.startsWith("priority:"))?.slice("priority:".length);
      return { uri, priority: Number(priority ?? Number.MAX_SAFE_INTEGER) };
    })
    .sort((left, right) => left.priority - right.priority)
    .map((each) => each.uri);
}

/**
 * The name that apt gives to the file of a URI among its indexes. Source: URItoFileName in apt's apt-pkg/contrib/strutl.cc.
 */
export function indexFileName(uri: string): string {
  const withoutAccess = uri.replace(/^[a-z0-9+.-]+:(\/\/([^/@]*@)?)?/i, "");
  return withoutAccess
    .replaceAll(/[\\|{}[\]<>"^~_=!@#$%&*]|[^\x21-\x7e]/gu, (character) =>
      [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    )
    .replaceAll("/", "_");
}

export const withSlash = (uri: string) => (uri.endsWith("/") ? uri : `${uri}/`);
