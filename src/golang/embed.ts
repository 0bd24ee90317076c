/**
 * Whether `//go:embed` takes a file. A pattern matches the file, or a directory with all below it; what begins with `.` or
 * `_` in there is left out unless the pattern begins with `all:`. Source: `go doc embed`.
 * @param pattern As it stands behind `//go:embed`: `all:dist`, `web/*.html`.
 * @param path The file, relative to the package's directory.
 */
export function isEmbedded(pattern: string, path: string): boolean {
  const takesAll = pattern.startsWith("all:");
  const glob = globExpression(takesAll ? pattern.slice("all:".length) : pattern);
  const elements = path.split("/");
  return elements.some((_, at) => {
    const below = elements.slice(at + 1);
    return glob.test(elements.slice(0, at + 1).join("/")) && (takesAll || !below.some((each) => /^[._]/.test(each)));
  });
}

/** Source: `go doc path.Match`. */
function globExpression(glob: string): RegExp {
  const parts = glob.match(/\\.|\[\^?(?:\\.|[^\]\\]){1,100}\]|[^\\]/gsu) ?? [];
  const expressions = parts.map((part) => {
    if (part === "*" || part === "?") {
      return part === "*" ? "[^/]*" : "[^/]";
    }
    return /^\[.+\]$/s.test(part) ? part : part.replace(/^\\?/, "").replaceAll(/[\^$.*+?()[\]{}|/\\-]/g, "\\$&");
  });
  return new RegExp(`^${expressions.join("")}$`);
}
