import { readFile } from "node:fs/promises";

/**
 * The addresses behind a URI of apt's, the best first: those of the list's mirrors for `mirror+file:`, otherwise itself.
 * @param sources The URIs of apt's sources.
 * @throws Where the list cannot be read. Source: apt-transport-mirror(1).
 */
export async function addressesOf(uri: string, sources: readonly string[]): Promise<readonly string[]> {
  const source = sources.find((each) => each.startsWith(listed) && uri.startsWith(withSlash(each)));
  if (source === undefined) {
    return [uri];
  }
  const mirrors = parseMirrors(await readFile(source.slice(listed.length), "utf8"));
  return mirrors.map((mirror) => withSlash(mirror) + uri.slice(withSlash(source).length));
}

const listed = "mirror+file:";

/** `URI priority:N key:value…`, a mirror a line; those without a priority come last. */
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

/** A URI without what it may hold of secrets: its host, or the whole of one that names none. */
export function hostOf(uri: string): string {
  return (URL.canParse(uri) && new URL(uri).host) || uri;
}

const withSlash = (uri: string) => (uri.endsWith("/") ? uri : `${uri}/`);
