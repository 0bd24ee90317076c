import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { splitWords } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import { definesDynamically } from "./dynamic-symbols.ts";
import { type Linked, libraryOwners } from "./linked.ts";
import type { Toolchain } from "./toolchain.ts";

/** A library that defines a symbol. `package`: the one that was fetched with it; undefined of what comes with the compiler. */
export type Defining = {
  readonly library: string;
  readonly package: string | undefined;
  /** Its path, where it is one of the program's own: a flag of the link names it, or its directory. */
  readonly file?: string;
  /** What it has of the symbol is bytecode of GCC's for link-time optimisation. */
  readonly isBytecode?: boolean;
};

/** @property command The words of the link that did not find it; none where there was none. */
type Searched = { readonly symbol: string; readonly command: readonly string[] };

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
  // A compiler's own plugin.
  "cc1",
  "cc1plugin",
  "cp1plugin",
  // They have functions of the C library under its names.
  "asan",
  "hwasan",
  "lsan",
  "tsan",
  "ubsan",
  // They bundle the functions of many DLLs, for Windows' smaller editions.
  "mincore",
  "mincore_downlevel",
  "onecore",
  "onecoreuap",
  "windowsapp",
  "windowsapp_downlevel",
]);

/** These are meant where several libraries have a name. */
const usual = ["m", "dl", "pthread", "rt", "resolv", "util", "crypt", "atomic", "stdc++", "gfortran", "gomp"];

/** A larger archive is not read for the sake of a sentence. */
const mostBytes = 100 * 2 ** 20;

/**
 * The libraries that a compiler finds by -l and that define a symbol: the program's own, which the flags of the link name, those
 * with the compiler and its C library, and those that were fetched for the target. Static ones tell by their index; a library that
 * is shared alone, by its table of dynamic symbols.
 */
export async function findDefining(
  host: Host,
  toolchain: Toolchain,
  { symbol, command }: Searched,
): Promise<readonly Defining[]> {
  const own = await findOwn(toolchain, { symbol, command });
  if (own.length > 0) {
    return own;
  }
  const [directories, fetched] = await Promise.all([
    compilerDirectories(host, toolchain),
    toolchain.linked === undefined ? [] : findFetched(toolchain.linked, symbol),
  ]);
  const found = new Map<string, Defining>();
  for (const directory of directories) {
    for (const { library } of await definingIn(directory, symbol)) {
      found.set(library, found.get(library) ?? { library, package: undefined });
    }
  }
  for (const each of fetched) {
    found.set(each.library, found.get(each.library) ?? each);
  }
  const rank = ({ library }: Defining) => (usual.indexOf(library) + usual.length + 1) % (usual.length + 1);
  return [...found.values()].sort((one, other) => rank(one) - rank(other));
}

/** Those of the program's own: what came with a toolchain or a package is in directories of ours. */
async function findOwn({ linked }: Toolchain, { symbol, command }: Searched): Promise<readonly Defining[]> {
  const isOurs = (path: string) => linked !== undefined && path.startsWith(`${linked.files}/`);
  const directories = command.flatMap((word) => /^-L(\/.+)$/.exec(word)?.[1] ?? []);
  const inDirectories = await Promise.all(
    [...new Set(directories)].filter((path) => !isOurs(path)).map((at) => definingIn(at, symbol)),
  );
  const archives = [...new Set(command.filter((word) => /^\/.*\.a$/.test(word) && !isOurs(word)))];
  const named = await Promise.all(
    archives.map(async (file) => {
      const found = await lookInto(file, symbol);
      return found === undefined ? [] : [{ library: basename(file).replace(/^lib|\.a$/g, ""), file, ...found }];
    }),
  );
  return [...inDirectories, ...named].flat().map((each) => ({ ...each, package: undefined }));
}

async function findFetched(linked: Linked, symbol: string): Promise<readonly Defining[]> {
  const owners = await libraryOwners(linked.files).catch(() => new Map<string, string>());
  const isLinked = (library: string) => linked.requirements.some((each) => each.name === library);
  const all = await Promise.all(linked.directories.libraries.map((at) => definingIn(join(linked.files, at), symbol)));
  return [...new Set(all.flat().map(({ library }) => library))]
    .filter((library) => !isLinked(library))
    .flatMap((library) => {
      const owner = owners.get(`lib${library}.a`) ?? owners.get(`lib${library}.so`);
      return owner === undefined ? [] : [{ library, package: owner }];
    });
}

async function compilerDirectories(host: Host, { cc }: Pick<Toolchain, "cc">): Promise<readonly string[]> {
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

type Definition = { readonly isBytecode?: boolean };

/** Libraries by their names for -l, each once. */
async function definingIn(
  directory: string,
  symbol: string,
): Promise<readonly (Definition & { readonly library: string; readonly file: string })[]> {
  const files = await readdir(directory).catch((): string[] => []);
  const found = new Map<string, Definition & { readonly library: string; readonly file: string }>();
  for (const name of files) {
    const [, library = "", kind] = /^lib(.+?)(?:-\d[\d.]*)?\.(a|dll\.a|so)$/.exec(name) ?? [];
    const isShadowed = kind === "so" && files.includes(`lib${library}.a`);
    if (library === "" || implied.has(library) || found.has(library) || isShadowed) {
      continue;
    }
    const file = join(directory, name);
    const definition = await lookInto(file, symbol);
    if (definition !== undefined) {
      found.set(library, { library, file, ...definition });
    }
  }
  return [...found.values()];
}

/** Undefined of a file that does not define it, or is too large to be read. */
async function lookInto(file: string, symbol: string): Promise<Definition | undefined> {
  const size = await stat(file).then(
    // A pipe would be waited for.
    (found) => (found.isFile() ? found.size : Number.POSITIVE_INFINITY),
    () => Number.POSITIVE_INFINITY,
  );
  if (size > mostBytes) {
    return undefined;
  }
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  if (content.toString("latin1", 0, 4) === "\x7fELF") {
    return definesDynamically(content, symbol) ? {} : undefined;
  }
  // Slim objects of GCC have this, and no machine code. Source: lto-streamer.h, LTO_SECTION_NAME_PREFIX.
  const isBytecode = content.includes("__gnu_lto_slim\0");
  const isDefined = (archiveIndex(content) ?? content).includes(`\0${symbol}\0`);
  return isDefined ? (isBytecode ? { isBytecode } : {}) : undefined;
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
