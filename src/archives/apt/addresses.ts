import { readFile } from "node:fs/promises";

/**
 * The addresses behind a URI of apt's, the preferred one first: those of the list's mirrors for `mirror+file:`, otherwise
 * the URI itself. Source: apt-transport-mirror(1).
 * @param sources The URIs of apt's sources.
 * @throws Where the list cannot be read.
 */
export async function addressesOf(uri: string, sources: readonly string[]): Promise<readonly string[]> {
  const source = sources.find((each) => each.startsWith(mirrorList) && uri.startsWith(withSlash(each)));
  if (source === undefined) {
    return [uri];
  }
  const mirrors = parseMirrors(await readFile(source.slice(mirrorList.length), "utf8"));
  return mirrors.map((mirror) => withSlash(mirror) + uri.slice(withSlash(source).length));
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

/** The host of a URI, for messages, since the rest may hold a password; the whole of a URI that names no host. */
export function hostOf(uri: string): string {
  return (URL.canParse(uri) && new URL(uri).host) || uri;
}

const withSlash = (uri: string) => (uri.endsWith("/") ? uri : `${uri}/`);
