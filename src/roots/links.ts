import type { TreeEntry } from "./tree.ts";

/** Source: Linux gives up after as many (path_resolution(7)). */
const mostFollowed = 40;

/**
 * The first link in a tree that leads out of it: an absolute one, or one with too many `..`, by itself or by way of other
 * links. What it leads to need not exist. Undefined where there is none.
 */
export function findOutwardLink(
  entries: readonly TreeEntry[],
): { readonly path: string; readonly target: string } | undefined {
  const links = new Map(entries.flatMap((each) => (each.kind === "link" ? [[each.path, each.target] as const] : [])));
  const found = [...links].find(([path]) => leadsOut(path, links));
  return found && { path: found[0], target: found[1] };
}

/** Follows a path as the system does: each part that is a link is replaced by its target, before any `..` after it. */
function leadsOut(path: string, links: ReadonlyMap<string, string>): boolean {
  const ahead = path.split("/");
  const at: string[] = [];
  let followed = 0;
  for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
    if (part === "..") {
      if (at.pop() === undefined) {
        return true;
      }
    } else if (part !== "" && part !== ".") {
      at.push(part);
    }
    const target = part === ".." ? undefined : links.get(at.join("/"));
    if (target?.startsWith("/")) {
      return true;
    }
    if (target !== undefined) {
      followed += 1;
      if (followed > mostFollowed) {
        // A loop leads nowhere.
        return false;
      }
      at.pop();
      ahead.unshift(...target.split("/"));
    }
  }
  return false;
}
