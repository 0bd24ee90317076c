/** What a target's binary must say of itself. Part of the plan, so it is decided before anything is built. */
export type Expectation = {
  readonly os: string;
  readonly arch: string;
  /** Of a universal file: what each of the programs in it must be. Absent of a file that is one program. */
  readonly slices?: readonly Expectation[];
  /** Go's variant variable and its effective value, such as `{ GOARM: "7" }`; empty where the architecture has none. */
  readonly levels: Readonly<Record<string, string>>;
  readonly kind: "executable" | "shared-library" | "archive";
  readonly cgo: boolean;
  /** The binary must run alone. */
  readonly static: boolean;
  /** It must not depend on the machine that built it. */
  readonly portable: boolean;
  /** The oldest glibc that it must run with; undefined where none was asked for, or it needs none. */
  readonly glibc: string | undefined;
  /** The interpreter a dynamic executable must ask for; undefined where none is known, or no executable is built. */
  readonly interpreter: string | undefined;
};
