import { variantsOf } from "../platforms/index.ts";

/** What `go env` says when it is asked for one target. */
export type GoEnvironment = {
  /** Go's variant variable and its effective value: `{ GOARM: "7" }`. */
  readonly levels: Readonly<Record<string, string>>;
  readonly goflags: string;
  /** GOEXPERIMENT, with what this Go was built with: names separated by commas. */
  readonly goexperiment: string;
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
  readonly cgoCppflags: string;
  readonly cgoCflags: string;
  readonly cgoCxxflags: string;
  readonly cgoLdflags: string;
};

/**
 * The variables that a GoEnvironment is made of, as arguments of `go env -json`.
 * @param arch The target's GOARCH. Only its own level is asked for: `go env` repeats whatever the job has set for another
 *   architecture.
 */
export function goEnvironmentNames(arch: string): readonly string[] {
  const level = variantsOf(arch)?.variable;
  const compilers = ["CC", "CXX", "AR", "CGO_CPPFLAGS", "CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS"];
  const names = ["GOFLAGS", "GOEXPERIMENT", ...compilers];
  return level === undefined ? names : [level, ...names];
}

/** Reads what `go env -json` prints of `goEnvironmentNames(arch)`. */
export function parseGoEnvironment(json: string, arch: string): GoEnvironment {
  const value = parseGoVariables(json);
  const level = variantsOf(arch)?.variable;
  return {
    levels: level === undefined || value(level) === "" ? {} : { [level]: value(level) },
    goflags: value("GOFLAGS"),
    goexperiment: value("GOEXPERIMENT"),
    cc: value("CC"),
    cxx: value("CXX"),
    ar: value("AR"),
    cgoCppflags: value("CGO_CPPFLAGS"),
    cgoCflags: value("CGO_CFLAGS"),
    cgoCxxflags: value("CGO_CXXFLAGS"),
    cgoLdflags: value("CGO_LDFLAGS"),
  };
}

/** Reads what `go env -json` prints. Returns each variable's value by name: empty where Go has none, as in Go. */
export function parseGoVariables(json: string): (name: string) => string {
  const values = JSON.parse(json) as Readonly<Record<string, string>>;
  return (name) => values[name] ?? "";
}

/** Reads what `go work edit -json` prints: the modules' directories, as go.work names them. */
export function parseWorkspaceDirectories(json: string): readonly string[] {
  const { Use } = JSON.parse(json) as { readonly Use?: readonly { readonly DiskPath: string }[] | null };
  return (Use ?? []).map(({ DiskPath }) => DiskPath);
}
