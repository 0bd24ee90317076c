/** A variable of the environment, or of `go env -w`, that changes what a build makes or what it is made with. */
export type JobVariable = {
  readonly name: string;
  /**
   * What may be shown of its value: all of it, where it is one of Go's own words; the program that it names; or nothing, since
   * people put credentials there.
   */
  readonly shown: "value" | "program" | "nothing";
  /** What its value holds that is judged; absent: nothing. */
  readonly holds?: "go flags" | "compiler" | "compiler flags" | "pattern";
  /** Why it is not allowed, whatever it holds, as the rest of a sentence; undefined where it is. */
  readonly unsafe?: string;
};

const startsPrograms = "it can make the compiler run another program";
const writesFiles = "it makes the compiler write a file outside the output directory";

/**
 * Sources: `go help environment`; the settings that Go reads without listing them there (cmd/go/internal/cfg, KnownEnv);
 * gcc's page "Environment Variables Affecting GCC"; clang's driver.cpp and, for QA_OVERRIDE_GCC3_OPTIONS, its older name;
 * pkgconf's pkg-config(1).
 */
const rows: readonly (Omit<JobVariable, "name"> & { readonly names: string })[] = [
  { names: "GOFLAGS", shown: "nothing", holds: "go flags" },
  { names: "CC CXX", shown: "program", holds: "compiler" },
  { names: "AR FC PKG_CONFIG GOCACHEPROG", shown: "program" },
  { names: "CGO_CPPFLAGS CGO_CFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS", shown: "nothing", holds: "compiler flags" },
  {
    names: "CGO_CPPFLAGS_ALLOW CGO_CFLAGS_ALLOW CGO_CXXFLAGS_ALLOW CGO_FFLAGS_ALLOW CGO_LDFLAGS_ALLOW",
    shown: "nothing",
    holds: "pattern",
  },
  {
    names:
      "CGO_CPPFLAGS_DISALLOW CGO_CFLAGS_DISALLOW CGO_CXXFLAGS_DISALLOW CGO_FFLAGS_DISALLOW CGO_LDFLAGS_DISALLOW " +
      "GOPROXY GONOPROXY GOPRIVATE GOSUMDB GONOSUMDB GOINSECURE GOVCS GOAUTH PKG_CONFIG_PATH PKG_CONFIG_LIBDIR " +
      "PKG_CONFIG_SYSROOT_DIR CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH LD_PRELOAD LD_LIBRARY_PATH GOROOT GOWORK",
    shown: "nothing",
  },
  {
    names: "COMPILER_PATH GCC_EXEC_PREFIX CCC_OVERRIDE_OPTIONS QA_OVERRIDE_GCC3_OPTIONS",
    shown: "nothing",
    unsafe: startsPrograms,
  },
  { names: "DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES", shown: "nothing", unsafe: writesFiles },
  {
    names:
      "CGO_ENABLED GOEXPERIMENT GOTOOLCHAIN GOFIPS140 GODEBUG GO111MODULE GO_EXTLINK_ENABLED GO386 GOAMD64 GOARM GOARM64 GOMIPS " +
      "GOMIPS64 GOPPC64 GORISCV64 GOWASM SOURCE_DATE_EPOCH",
    shown: "value",
  },
];

export const jobVariables: readonly JobVariable[] = rows.flatMap(({ names, ...row }) =>
  names.split(" ").map((name) => ({ name, ...row })),
);

/** What a job has set. */
export type JobSetting = {
  readonly name: string;
  readonly value: string;
  readonly from: "environment" | "go env -w";
};

/** The same as it may be shown; `value` is undefined where nothing of it may be. */
export type ShownSetting = {
  readonly name: string;
  readonly value: string | undefined;
  readonly from: JobSetting["from"];
};

/** A setting as it may be shown: what does not look like one of Go's words, or like a program, is not. */
export function shownSetting({ name, value, from }: JobSetting): ShownSetting {
  const shown = jobVariables.find((each) => each.name === name)?.shown;
  const [word = ""] = value.trim().split(/\s/);
  const kept = {
    value: /^[\w.,+=*-]{1,60}$/.exec(value)?.[0],
    program: /^[\w./+-]{1,200}$/.exec(word)?.[0],
    nothing: undefined,
  };
  return { name, value: shown === undefined ? undefined : kept[shown], from };
}
