/**
 * The name `go build` gives a program.
 * Source: DefaultExecName in cmd/go/internal/load/pkg.go: `/v2` and later is a version, not a name.
 */
export function programName(importPath: string): string {
  const elements = importPath.split("/");
  const last = elements.at(-1) ?? importPath;
  const before = elements.at(-2);
  return before !== undefined && /^v([2-9]|[1-9][0-9]+)$/.test(last) ? before : last;
}
