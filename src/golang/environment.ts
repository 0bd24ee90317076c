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
 * The variables that a GoEnvironment is made of, as arguments of `go env -json`, in two questions: to answer those of
 * `flags`, which do not depend on it, Go starts the compiler that CC names. Source: ExtraEnvVarsCostly in Go's
 * cmd/go/internal/envcmd/env.go.
 * @param arch The target's GOARCH. Only its own level is asked for: `go env` repeats whatever the job has set for another
 *   architecture.
 */
export function goEnvironmentNames(arch: string): {
  readonly plain: readonly string[];
  readonly flags: readonly string[];
} {
  const level = variantsOf(arch)?.variable;
  const plain = ["GOFLAGS", "GOEXPERIMENT", "CC", "CXX", "AR"];
  return {
    plain: level === undefined ? plain : [level, ...plain],
    flags: ["CGO_CPPFLAGS", "CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS"],
  };
}

/** Reads what `go env -json` prints of the two lists of `goEnvironmentNames(arch)`. */
export function parseGoEnvironment(
  { plain, flags }: { readonly plain: string; readonly flags: string },
  arch: string,
): GoEnvironment {
  const value = parseGoVariables(plain);
  const flagsOf = parseGoVariables(flags);
  const level = variantsOf(arch)?.variable;
  return {
    levels: level === undefined || value(level) === "" ? {} : { [level]: value(level) },
    goflags: value("GOFLAGS"),
    goexperiment: value("GOEXPERIMENT"),
    cc: value("CC"),
    cxx: value("CXX"),
    ar: value("AR"),
    cgoCppflags: flagsOf("CGO_CPPFLAGS"),
    cgoCflags: flagsOf("CGO_CFLAGS"),
    cgoCxxflags: flagsOf("CGO_CXXFLAGS"),
    cgoLdflags: flagsOf("CGO_LDFLAGS"),
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
