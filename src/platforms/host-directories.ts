/**
 * The variables by which compilers and pkg-config are told of more directories, colons between them. They hold for
 * whatever is compiled for, so that what they say of the machine's own files is wrong for any other platform.
 */
export const searchPathVariables = [
  "CPATH",
  "C_INCLUDE_PATH",
  "CPLUS_INCLUDE_PATH",
  "OBJC_INCLUDE_PATH",
  "LIBRARY_PATH",
  "PKG_CONFIG_PATH",
] as const;

export type SearchPathVariable = (typeof searchPathVariables)[number];

/** Where a machine's own headers and libraries are. On most, /lib and its like are links to what is in /usr. */
const places = ["/usr", "/lib", "/lib32", "/lib64", "/libx32"];

/** The same for a `case` of a shell. */
export const hostDirectoryPatterns: readonly string[] = places.flatMap((place) => [place, `${place}/*`]);

/** Whether what lies in a directory is installed on the machine, and for the machine: /usr/local is the machine's too. */
export function isHostDirectory(path: string): boolean {
  const plain = withoutDots(path);
  return places.some((place) => plain === place || plain.startsWith(`${place}/`));
}

/**
 * Where a distribution's packages put headers and libraries. Written in a program's own flags (`-I/usr/include/opus`), such a
 * directory means that of the system it is built for, and none of /usr/local, which holds what no package has put there.
 */
const packagePlaces = ["/usr/include", "/usr/lib", "/lib"];

/** Whether a directory is one that a distribution's packages fill with headers or libraries. */
export function isPackageDirectory(path: string): boolean {
  const plain = withoutDots(path);
  return packagePlaces.some((place) => plain === place || plain.startsWith(`${place}/`));
}

/** The same for a `case` of a shell, each pattern after a prefix (`-I`). */
export function packageDirectoryPatterns(prefix = ""): readonly string[] {
  return packagePlaces.flatMap((place) => [`${prefix}${place}`, `${prefix}${place}/*`]);
}

/** `/usr/lib` for `//usr/./local/../lib/`. */
function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      parts.pop();
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

/** What stands between the directories of a search path. @param os Go's name of the machine's system. */
export function searchPathSeparator(os: string): string {
  return os === "windows" ? ";" : ":";
}

/** The directories of a machine's search path, without those of the machine's own where they are not wanted. */
export function searchPathDirectories(
  path: string | undefined,
  { os, own }: { readonly os: string; readonly own: boolean },
): readonly string[] {
  return (path ?? "").split(searchPathSeparator(os)).filter((each) => each !== "" && (own || !isHostDirectory(each)));
}
