import type { Host } from "../../host/types.ts";
import type { Alternative, PackageLink } from "../archive.ts";

/** The alternatives that a .deb's postinst would install. It is only read; nothing of it is run. */
export async function readAlternatives(host: Host, file: string): Promise<readonly Alternative[]> {
  // A package need not have the script: dpkg-deb then prints nothing and fails.
  const shown = await host.processes.run({ file: "dpkg-deb", args: ["--info", file, "postinst"] });
  return parseAlternatives(shown.stdout);
}

/**
 * Reads `update-alternatives --install <link> <name> <path> <priority>` and its `--slave <link> <name> <path>` in a shell
 * script, wherever they stand in it: what a condition keeps from being run is told by the file that its path lacks. A command
 * with a word that only a run would know, such as the answer of another command, is passed over.
 * Source: update-alternatives(1).
 */
export function parseAlternatives(script: string): readonly Alternative[] {
  const variables = new Map<string, string>();
  const found: Alternative[] = [];
  for (const line of script.replaceAll(/\\\n/g, " ").split("\n")) {
    const text = line.trim();
    const [, name, value] = /^(?:export\s+)?(\w+)=(\S*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) {
      variables.set(name, expand(unquote(value), variables) ?? "$");
    }
    const words = text.startsWith("#") ? [] : text.split(/\s+/);
    const at = words.indexOf("--install");
    if (at > 0 && words.slice(0, at).some((word) => /(^|\/)update-alternatives$/.test(word))) {
      const alternative = parseInstall(words.slice(at + 1).map((word) => expand(unquote(word), variables)));
      found.push(...(alternative === undefined ? [] : [alternative]));
    }
  }
  return found;
}

/** @param words What follows `--install`; undefined of a word that is not known. */
function parseInstall(words: readonly (string | undefined)[]): Alternative | undefined {
  const [path, name, to, priority, ...rest] = words;
  if (path === undefined || name === undefined || to === undefined || !/^-?\d+$/.test(priority ?? "")) {
    return undefined;
  }
  const links: PackageLink[] = [{ path, to }];
  for (const [index, word] of rest.entries()) {
    const [link, , target] = rest.slice(index + 1, index + 4);
    if (word === "--slave" && link !== undefined && target !== undefined) {
      links.push({ path: link, to: target });
    }
  }
  const absolute = links.filter((each) => each.path.startsWith("/") && each.to.startsWith("/"));
  const relative = absolute.map((each) => ({ path: each.path.slice(1), to: each.to.slice(1) }));
  return relative.length === links.length ? { name, priority: Number(priority), links: relative } : undefined;
}

function unquote(word: string): string {
  return word.replaceAll(/["';]/g, "");
}

/** Undefined where a variable is not one that the script itself has set to plain text. */
function expand(word: string, variables: ReadonlyMap<string, string>): string | undefined {
  const expanded = word.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => variables.get(name) ?? "$");
  return /[$`(]/.test(expanded) ? undefined : expanded;
}
