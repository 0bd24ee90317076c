import { linkedLibraries } from "../golang/index.ts";

/** A header that a compiler did not find, or a library that a linker did not. */
export type MissingFile = {
  readonly kind: "header" | "library";
  /** `pcap/pcap.h`, or `pcap` of `-lpcap`. */
  readonly name: string;
  /** The import path of the package that was being built. */
  readonly by: string;
};

/** gcc's words, and clang's. */
const header = /: fatal error: (?:'([^']+)' file not found|(\S+): No such file or directory)/;

/** GNU ld's words, and lld's. */
const library = /(?:cannot find|unable to find library) (-l[^\s:]\S*?|-l:\S+?)(?::? No such file or directory|:)?$/;

/** Names of the C++ library, as linkers print them where an archive with C++ in it is linked as one of C is. */
const cxxName =
  /undefined (?:reference to [`']|symbol: )(?:std::|operator (?:new|delete)|vtable for __cxxabiv1::|__cxa_|__gxx_pers)/;

/**
 * What the output of a failed `go build` says was not found, each once. `# import/path` stands before what the tools say of
 * a package.
 * @param program The import path of what is built.
 */
export function findMissingFiles(lines: readonly string[], program: string): readonly MissingFile[] {
  const found = new Map<string, MissingFile>();
  let by = program;
  for (const line of lines) {
    by = /^# (\S+)$/.exec(line)?.[1] ?? by;
    const [, ofClang, ofGcc] = header.exec(line) ?? [];
    const headers = [ofClang ?? ofGcc ?? ""].filter((name) => /^[^./]/.test(name));
    const libraries = [...linkedLibraries([library.exec(line)?.[1] ?? ""]), ...(cxxName.test(line) ? ["stdc++"] : [])];
    for (const file of [
      ...headers.map((name) => ({ kind: "header", name, by }) as const),
      ...libraries.map((name) => ({ kind: "library", name, by }) as const),
    ]) {
      const key = `${file.kind} ${file.name}`;
      found.set(key, found.get(key) ?? file);
    }
  }
  return [...found.values()];
}
