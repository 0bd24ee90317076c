import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { splitWords } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import { type Linked, libraryOwners } from "./linked.ts";
import type { Toolchain } from "./toolchain.ts";

/** A library that has a symbol. `package`: the one that was fetched with it; undefined of what comes with the compiler. */
export type Defining = { readonly library: string; readonly package: string | undefined };

/** Files by whose directories a compiler tells where it looks for libraries. */
const askedFor = ["libm.a", "libm.so", "libgcc.a", "libstdc++.a", "libgfortran.a", "libkernel32.a"];

/** What a linker takes in any case, or never by its name. */
const implied = new Set([
  "c",
  "gcc",
  "gcc_s",
  "gcc_eh",
  "mingw32",
  "mingwex",
  "msvcrt",
  "moldname",
  "c_nonshared",
  "mcheck",
]);

/** These are meant where several libraries have a name. */
const usual = ["m", "dl", "pthread", "rt", "resolv", "util", "crypt", "atomic", "stdc++", "gfortran", "gomp"];

/** A larger archive is not read for the sake of a sentence. */
const mostBytes = 100 * 2 ** 20;

/**
 * The libraries that a compiler finds by -l and that define a symbol: those with the compiler and its C library, and those
 * that were fetched for the target. Static ones tell by their index; of a library that is shared alone, its table of names.
 */
export async function findDefining(host: Host, toolchain: Toolchain, symbol: string): Promise<readonly Defining[]> {
  const [own, fetched] = await Promise.all([
    ownDirectories(host, toolchain),
    toolchain.linked === undefined ? [] : findFetched(toolchain.linked, symbol),
  ]);
  const found = new Map<string, Defining>();
  for (const directory of own) {
    for (const library of await definingIn(directory, symbol)) {
      found.set(library, found.get(library) ?? { library, package: undefined });
    }
  }
  for (const each of fetched) {
    found.set(each.library, found.get(each.library) ?? each);
  }
  const rank = ({ library }: Defining) => (usual.indexOf(library) + usual.length + 1) % (usual.length + 1);
  return [...found.values()].sort((one, other) => rank(one) - rank(other));
}

async function findFetched(linked: Linked, symbol: string): Promise<readonly Defining[]> {
  const owners = await libraryOwners(linked.files).catch(() => new Map<string, string>());
  const isLinked = (library: string) => linked.requirements.some((each) => each.name === library);
  const all = await Promise.all(linked.directories.libraries.map((at) => definingIn(join(linked.files, at), symbol)));
  return [...new Set(all.flat())]
    .filter((library) => !isLinked(library))
    .flatMap((library) => {
      const owner = owners.get(`lib${library}.a`) ?? owners.get(`lib${library}.so`);
      return owner === undefined ? [] : [{ library, package: owner }];
    });
}

async function ownDirectories(host: Host, { cc }: Pick<Toolchain, "cc">): Promise<readonly string[]> {
  const [file = "", ...words] = splitWords(cc).words;
  const answers = await Promise.all(
    askedFor.map(async (name) => {
      const command = { file, args: [...words, `-print-file-name=${name}`], timeoutSeconds: 20 };
      const done = await host.processes.run(command).catch(() => undefined);
      const path = done?.exitCode === 0 ? done.stdout.trim() : "";
      return isAbsolute(path) ? [dirname(path)] : [];
    }),
  );
  return [...new Set(answers.flat())];
}

/** Names by -l, each once. */
async function definingIn(directory: string, symbol: string): Promise<readonly string[]> {
  const files = await readdir(directory).catch((): string[] => []);
  const found = new Set<string>();
  for (const file of files) {
    const [, name = "", kind] = /^lib(.+?)(?:-\d[\d.]*)?\.(a|dll\.a|so)$/.exec(file) ?? [];
    const isShadowed = kind === "so" && files.includes(`lib${name}.a`);
    if (name === "" || implied.has(name) || found.has(name) || isShadowed) {
      continue;
    }
    if (await hasSymbol(join(directory, file), symbol)) {
      found.add(name);
    }
  }
  return [...found];
}

async function hasSymbol(file: string, symbol: string): Promise<boolean> {
  const size = await stat(file).then(
    (found) => found.size,
    () => Number.POSITIVE_INFINITY,
  );
  if (size > mostBytes) {
    return false;
  }
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  return (archiveIndex(content) ?? content).includes(`\0${symbol}\0`);
}

/**
 * The names in the index of an archive, each between zeros: its first member, "/", has a count, as many offsets, and the names
 * of what its objects define. Undefined of a file that is none. Source: ar(5), System V's form.
 */
function archiveIndex(content: Buffer): Buffer | undefined {
  if (content.toString("latin1", 0, 8) !== "!<arch>\n" || content.toString("latin1", 8, 10) !== "/ ") {
    return undefined;
  }
  const size = Number.parseInt(content.toString("latin1", 56, 66), 10);
  const names = 68 + 4 + 4 * content.readUInt32BE(68);
  // The byte before the first name may be of an offset.
  return Buffer.concat([Buffer.of(0), content.subarray(names, 68 + size)]);
}
