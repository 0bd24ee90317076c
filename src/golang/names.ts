/**
 * The name `go build` gives a program.
 * Source: DefaultExecName in cmd/go/internal/load/pkg.go: `/v2` and later is a version, not a name.
 */
export function programName(importPath: string): string {
  return namingElements(importPath).at(-1) ?? importPath;
}

/** The elements of an import path that name what is in it, without a version at the end. */
function namingElements(importPath: string): readonly string[] {
  const elements = importPath.split("/");
  return elements.length > 1 && /^v([2-9]|[1-9][0-9]+)$/.test(elements.at(-1) ?? "") ? elements.slice(0, -1) : elements;
}

/**
 * The names of programs that are built together, by import path. Those that `go build` would give one name are told apart
 * by the directories above them, as few as it takes: `a-server` and `b-server` for `x/a/server` and `x/b/server`. Case is
 * ignored, as some file systems do.
 */
export function distinctNames(importPaths: readonly string[]): ReadonlyMap<string, string> {
  const depths = new Map(importPaths.map((path) => [path, 1]));
  const name = (path: string) =>
    namingElements(path)
      .slice(-(depths.get(path) ?? 1))
      .join("-");
  for (;;) {
    const paths = [...depths.keys()];
    const taken = paths.map((path) => name(path).toLowerCase());
    const alike = paths.filter((_, at) => taken.indexOf(taken[at] ?? "") !== taken.lastIndexOf(taken[at] ?? ""));
    const deeper = alike.filter((path) => namingElements(path).length > (depths.get(path) ?? 1));
    if (deeper.length === 0) {
      return new Map(paths.map((path) => [path, name(path)]));
    }
    for (const path of deeper) {
      depths.set(path, (depths.get(path) ?? 1) + 1);
    }
  }
}
