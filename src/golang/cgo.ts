/** The names in `#cgo pkg-config:` words, without flags and versions: `["--static", "zlib >= 1.2"]` to `["zlib"]`. */
export function pkgConfigNames(words: readonly string[]): readonly string[] {
  return words
    .filter((word) => !word.startsWith("-"))
    .flatMap((word) => word.replaceAll(/[<>=!]=?\s*\S+/g, " ").split(/[\s,]+/))
    .filter((word) => word !== "");
}

/** The libraries that linker flags name: `pcap` for `-lpcap`, `-l pcap` and `-l:libpcap.a`. */
export function linkedLibraries(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag, at) => {
    const name = flag === "-l" ? flags[at + 1] : /^-l(.+)$/.exec(flag)?.[1];
    return name === undefined ? [] : [name.replace(/^:lib(.+?)\.(a|so)(\..*)?$/, "$1")];
  });
}

/** The directories in which linker flags say to look for libraries (`-L`). */
export function libraryDirectories(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag, at) => (flag === "-L" ? (flags[at + 1] ?? []) : (/^-L(.+)$/.exec(flag)?.[1] ?? [])));
}

/** The directories in which compiler flags say to look for headers (`-I`, `-isystem`, `-iquote` and `-idirafter`). */
export function includeDirectories(flags: readonly string[]): readonly string[] {
  return valuesOf(flags, ["-I", "-isystem", "-iquote", "-idirafter"]);
}

/** The files that compiler flags say to include before all else (`-include` and `-imacros`). */
export function forcedIncludes(flags: readonly string[]): readonly string[] {
  // clang has options that begin likewise, such as -include-pch.
  return valuesOf(flags, ["-include", "-imacros"]).filter((value) => !value.startsWith("-"));
}

/** The macros that compiler flags define (`-D`), with their values, and those that they undefine (`-U`), without. */
export function macroFlags(flags: readonly string[]): ReadonlyMap<string, string | undefined> {
  const macros = new Map<string, string | undefined>();
  for (const [at, flag] of flags.entries()) {
    const [, option, joined = ""] = /^-([DU])(.*)$/s.exec(flag) ?? [];
    const [, name, value] =
      /^(\w+)(?:\([^)]*\))?(?:=(.*))?$/s.exec(joined === "" ? (flags[at + 1] ?? "") : joined) ?? [];
    if (option !== undefined && name !== undefined) {
      macros.set(name, option === "D" ? (value ?? "1") : undefined);
    }
  }
  return macros;
}

/** The values of options, each in the option's own word or in the next one. */
function valuesOf(flags: readonly string[], options: readonly string[]): readonly string[] {
  return flags.flatMap((flag, at) => {
    const option = options.find((each) => flag.startsWith(each));
    const value = option === undefined || flag !== option ? flag.slice(option?.length) : flags[at + 1];
    return option === undefined || value === undefined ? [] : [value];
  });
}

/** The C text above `import "C"` in a Go file. Source: `go doc cmd/cgo`: the comment right before the import. */
export function preamble(source: string): string {
  const at = source.search(/^import\s+(\(\s*)?"C"/m);
  const before = source.slice(0, Math.max(at, 0)).trimEnd();
  if (before.endsWith("*/")) {
    return before.slice(before.lastIndexOf("/*") + 2, -2);
  }
  const lines = before.split("\n");
  const start = lines.findLastIndex((line) => !line.startsWith("//")) + 1;
  return lines
    .slice(start)
    .map((line) => line.slice(2))
    .join("\n");
}
