import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Linked, libraryOwners } from "./linked.ts";

/** GNU ld's words, and lld's. */
const sign = /undefined (?:reference to [`']([^']+)'|symbol: (\S.*))$/;

/** Names of the C++ library, as linkers print them. */
const cxxName = /^(std::|operator (new|delete)|vtable for __cxxabiv1::|__cxa_|__gxx_personality)/;

/**
 * A sentence for a failed link in which a name is not found: which of the fetched libraries has it, if that is one alone that
 * nothing links, and otherwise how to name one. Undefined where the linker says nothing of the kind.
 * @param log What the build has printed.
 */
export async function describeUndefined(
  linked: Linked | undefined,
  log: readonly string[],
): Promise<string | undefined> {
  const [name] = log.flatMap((line) => {
    const [, ofGnu, ofLld] = sign.exec(line) ?? [];
    return ofGnu ?? ofLld ?? [];
  });
  if (name === undefined) {
    return undefined;
  }
  if (cxxName.test(name)) {
    return `\`${name}\` is of the C++ library, which a linker of C programs is not given: add -lstdc++ to \`cgo-ldflags\``;
  }
  const [only, ...others] = linked === undefined ? [] : await unlinkedWith(linked, name);
  return only === undefined || others.length > 0
    ? `none of the libraries that are linked has \`${name}\`: add the one that has it to \`cgo-ldflags\`, as in -lfoo`
    : `none of the libraries that are linked has \`${name}\`, but ${only.package} has a lib${only.library} with it: ` +
        `add -l${only.library} to \`cgo-ldflags\``;
}

/** The libraries of a root that can be linked, are not, and have a name in their tables; it may also be one they need. */
async function unlinkedWith(linked: Linked, name: string): Promise<readonly { library: string; package: string }[]> {
  const owners = await libraryOwners(linked.files);
  const isLinked = (library: string) => linked.requirements.some((each) => each.name === library);
  const found = new Map<string, string>();
  for (const place of linked.directories.libraries.map((at) => join(linked.files, at))) {
    for (const file of await readdir(place).catch(() => [])) {
      const library = /^lib(.+)\.(?:so|a)$/.exec(file)?.[1];
      const owner = owners.get(file);
      if (library !== undefined && owner !== undefined && !isLinked(library) && !found.has(library)) {
        const content = await readFile(join(place, file)).catch(() => Buffer.alloc(0));
        if (content.includes(`\0${name}\0`)) {
          found.set(library, owner);
        }
      }
    }
  }
  return [...found].map(([library, owner]) => ({ library, package: owner }));
}
