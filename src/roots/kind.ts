import type { RequiredFile, RootSettings } from "../plan/index.ts";
import type { WrapperPlace, WrapperText } from "./wrappers.ts";

/**
 * What makes a root of some kind usable: what is left to do after unpacking, and the commands it gets. Whoever requests
 * roots passes the kinds too, so that this room knows none of them.
 */
export type RootKind = {
  readonly kind: string;
  /** Work that an installation would do, on any machine with the same result, since it is part of the root's digest. */
  readonly finish?: (place: FinishPlace) => Promise<void>;
  /**
   * What the packages in a root ask for and it lacks: looked up and added, and asked again. The same on any machine. Absent
   * where packages say all that they need by what they depend on.
   */
  readonly lacking?: (place: LackingPlace) => Promise<readonly LackingFile[]>;
  /** The commands in its bin/, which are made for its final place. */
  readonly wrappers?: (place: WrapperPlace, settings: RootSettings) => readonly WrapperText[];
};

/** A file that a root lacks; what no package has is a note of the root. */
export type LackingFile = Pick<RequiredFile, "what" | "paths" | "likely">;

export type LackingPlace = {
  /** Where the packages' files are. */
  readonly root: string;
  /** What the root is required to hold. */
  readonly files: readonly RequiredFile[];
  readonly settings: RootSettings;
};

export type FinishPlace = {
  /** Where the root is until it is complete; not its final place. */
  readonly directory: string;
  /** Debian's multiarch name of the machine that its programs run on. */
  readonly multiarch: string;
  readonly settings: RootSettings;
};

/** The kind with this name. Throws where there is none: requests and kinds come from the same hands. */
export function rootKind(kinds: readonly RootKind[], kind: string): RootKind {
  const found = kinds.find((each) => each.kind === kind);
  if (found === undefined) {
    throw new Error(`no kind of root is named ${kind}`);
  }
  return found;
}
