import type { RootPackage } from "../plan/index.ts";
import type { RootCheck, RootSource } from "../roots/index.ts";
import type { Linked } from "./linked.ts";

/** A compiler that is ready to be used, with all that is layered on it. */
export type Toolchain = {
  /** Tells it from others in a report: the id of its plan, and of each layer on it, joined by `+`. */
  readonly id: string;
  /** The GNU triple; undefined where none is known. */
  readonly triple: string | undefined;
  /** One-word commands, absolute; or the user's own words for the host's compiler. */
  readonly cc: string;
  readonly cxx: string | undefined;
  readonly ar: string;
  readonly pkgConfig: string | undefined;
  /** What `go build` gets for CC and CXX: names in `binDirectories`, or the same words as above. */
  readonly names: { readonly cc: string; readonly cxx: string | undefined };
  /** What `go build` gets for FC, where it may need it; undefined: the job's own. */
  readonly fc?: string | undefined;
  /** Where the commands lie, for PATH; none for the host's compiler. */
  readonly binDirectories: readonly string[];
  /** What an emulator shows the target's programs as their `/`; undefined for the host's compiler. */
  readonly sysroot: string | undefined;
  /** Where the target's programs find the distribution's libraries that they were linked with. */
  readonly libraryPath: readonly string[];
  /** Those libraries; undefined where there are none. */
  readonly linked: Linked | undefined;
  /** What the reader should know of it although it can be used; absent where there is nothing. */
  readonly notes?: readonly string[] | undefined;
  /** The compiler's own version line, and what is layered on it. */
  readonly version: string;
  readonly source: RootSource;
  /** Undefined for the host's compiler. */
  readonly checked: RootCheck | undefined;
  readonly packages: readonly RootPackage[];
  readonly seconds: number;
  readonly bytesDownloaded: number;
  readonly directory: string | undefined;
};
