import { open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../../host/errors.ts";
import type { Host } from "../../host/types.ts";
import { headBytes, startsBinary } from "../formats/read.ts";
import { ContainerError, type ContainerKind, containerKind, unpackContainer } from "./containers.ts";

/** A binary to look at. */
export type FoundBinary = {
  /** As it is shown: its path, or that of an archive and its name in there: `dist/tool.tar.gz: bin/tool`. */
  readonly name: string;
  /** Where it can be read. */
  readonly file: string;
  /** The names of what lies in the same directory, in small letters. */
  readonly beside: ReadonlySet<string>;
  /** It was named itself, and not found by a pattern, or in a directory or an archive. */
  readonly named: boolean;
};

export type Found = {
  readonly binaries: readonly FoundBinary[];
  /** What lies among them and is no binary, by name. */
  readonly others: readonly string[];
  /** What is wrong with what was asked for. */
  readonly mistakes: readonly Problem[];
  /** What is wrong with what was found, or that nothing was. */
  readonly problems: readonly Problem[];
};

export type FindOptions = {
  /** What relative names are relative to. */
  readonly directory: string;
  /** Where archives are unpacked; the caller removes it. */
  readonly scratch: string;
};

/**
 * Finds the binaries that words name: files, directories (all that is below them), patterns (`dist/**`, which `!` in front
 * excludes), and archives, which are opened. A word that names a file must name a binary or an archive.
 */
export async function findBinaries(
  host: Pick<Host, "processes">,
  words: readonly string[],
  options: FindOptions,
): Promise<Found> {
  const finder = new Finder(host, options);
  const ignore = words.filter((word) => word.startsWith("!")).map((word) => forGlob(word.slice(1)));
  for (const word of words.filter((each) => !each.startsWith("!"))) {
    await finder.addWord(word, ignore);
  }
  const { binaries, others, mistakes, problems } = finder;
  return { binaries, others, mistakes, problems };
}

/** Patterns have slashes on every system. */
function forGlob(word: string): string {
  return sep === "\\" ? word.replaceAll("\\", "/") : word;
}

class Finder {
  readonly binaries: FoundBinary[] = [];
  readonly others: string[] = [];
  readonly mistakes: Problem[] = [];
  readonly problems: Problem[] = [];
  readonly #seen = new Set<string>();
  readonly #host: Pick<Host, "processes">;
  readonly #options: FindOptions;

  constructor(host: Pick<Host, "processes">, options: FindOptions) {
    this.#host = host;
    this.#options = options;
  }

  async addWord(word: string, ignore: readonly string[]): Promise<void> {
    const path = resolve(this.#options.directory, word);
    // A directory may be named by a link, as /bin is.
    const found = await stat(path).catch(() => undefined);
    // Loaded by those who look for files.
    const { escapePath, isDynamicPattern } = await import("tinyglobby");
    if (found?.isDirectory() === true) {
      await this.#addAll(word, { pattern: `${escapePath(forGlob(await realpath(path)))}/**`, ignore });
    } else if (found?.isFile() === true) {
      await this.#addFile(path, "named");
    } else if (found !== undefined) {
      this.mistakes.push({ code: "no-such-file", text: `${word} is neither a file nor a directory` });
    } else if (isDynamicPattern(forGlob(word))) {
      await this.#addAll(word, { pattern: forGlob(word), ignore });
    } else {
      this.mistakes.push({ code: "no-such-file", text: `no such file: ${word}` });
    }
  }

  /** Links are not followed: what they lead to is there under its own name. */
  async #addAll(
    word: string,
    { pattern, ignore }: { readonly pattern: string; readonly ignore: readonly string[] },
  ): Promise<void> {
    const cwd = this.#options.directory;
    const options = { cwd, ignore, dot: true, absolute: true, onlyFiles: true, followSymbolicLinks: false } as const;
    const { glob } = await import("tinyglobby");
    const paths = (await glob(pattern, options)).sort();
    const before = this.binaries.length + this.problems.length;
    let already = 0;
    for (const path of paths) {
      already += (await this.#addFile(path, "found")) ? 0 : 1;
    }
    if (paths.length === 0) {
      this.problems.push({ code: "no-binary", text: `nothing matches ${word}` });
    } else if (this.binaries.length + this.problems.length === before && already === 0) {
      const files = paths.length === 1 ? "one file" : `${paths.length} files`;
      this.problems.push({ code: "no-binary", text: `${word} has ${files}, none of which is a binary` });
    }
  }

  /** @returns False for a file that was added before. */
  async #addFile(path: string, how: "named" | "found"): Promise<boolean> {
    const real = await realpath(path);
    if (this.#seen.has(real)) {
      return false;
    }
    this.#seen.add(real);
    const name = this.#shown(path);
    const kind = await containerKind(real);
    if (kind !== undefined) {
      await this.#addContainer(name, { file: real, kind, how });
    } else if (startsBinary(await headOf(real))) {
      this.binaries.push({ name, file: real, beside: await namesIn(dirname(path)), named: how === "named" });
    } else if (how === "found") {
      this.others.push(name);
    } else {
      this.mistakes.push(describeNoBinary(name));
    }
    return true;
  }

  async #addContainer(
    name: string,
    { file, kind, how }: { readonly file: string; readonly kind: ContainerKind; readonly how: "named" | "found" },
  ): Promise<void> {
    try {
      const directory = join(this.#options.scratch, String(this.#seen.size));
      const { members, others } = await unpackContainer(this.#host, { file, kind, directory });
      const lists = new Map<string, Set<string>>();
      for (const each of [...members.map((member) => member.name), ...others]) {
        const list = lists.get(dirname(each)) ?? new Set();
        lists.set(dirname(each), list.add(basename(each).toLowerCase()));
      }
      this.others.push(...(others.length + members.length === 0 ? [name] : others.map((each) => `${name}: ${each}`)));
      for (const member of members) {
        const beside = lists.get(dirname(member.name)) ?? new Set();
        this.binaries.push({ name: `${name}: ${member.name}`, file: member.file, beside, named: false });
      }
      // A release has archives of sources beside those of binaries.
      if (members.length === 0 && how === "named") {
        this.problems.push({ code: "no-binary", text: `${name} has no binary in it` });
      }
    } catch (error) {
      if (!(error instanceof ContainerError)) {
        throw error;
      }
      this.problems.push({ code: "archive-unreadable", text: `${name} ${error.message}` });
    }
  }

  /** Relative, where that is shorter to read. */
  #shown(path: string): string {
    const inside = relative(this.#options.directory, path);
    return inside.startsWith("..") || inside === "" ? path : inside;
  }
}

/** A file that was named and is none of what can be verified, in a sentence. */
export function describeNoBinary(name: string): Problem {
  const text =
    `${name} is not a binary (ELF, PE, Mach-O, WebAssembly, XCOFF, Plan 9, or an archive of objects), ` +
    "and no .tar, .tar.gz, .zip or .deb with some in it";
  return { code: "no-binary", text };
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function namesIn(directory: string): Promise<ReadonlySet<string>> {
  return new Set((await readdir(directory)).map((name) => name.toLowerCase()));
}
