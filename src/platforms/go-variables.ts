import { variantsOf } from "./table.ts";
import type { Target } from "./target.ts";

/**
 * The variables that make `go` build for the target: GOOS, GOARCH and, with a variant, the one that carries it.
 * Source: `go help environment`, "Architecture-specific environment variables".
 */
export function targetGoVariables(target: Target): Readonly<Record<string, string>> {
  const variables: Record<string, string> = { GOOS: target.os, GOARCH: target.arch };
  const variants = variantsOf(target.arch);
  if (target.variant !== undefined && variants !== undefined) {
    variables[variants.variable] = variants.toGo(target.variant);
  }
  return variables;
}
