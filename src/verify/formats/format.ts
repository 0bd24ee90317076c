import type { Problem } from "../../host/errors.ts";
import type { Expectation } from "../../plan/index.ts";
import type { HeaderFacts } from "./header-facts.ts";
import type { Reader } from "./reader.ts";

/**
 * What a binary has to be: what the plan expects of one that was built, or what is asked of any other, of which less is
 * known.
 */
export type Requirement = Omit<Expectation, "cgo" | "kind" | "slices"> & {
  readonly kind: HeaderFacts["kind"];
  /** Undefined: it need not be Go's at all. */
  readonly cgo: boolean | undefined;
  readonly slices?: readonly Requirement[];
};

/**
 * A binary format: how its files start, who reads them, and what "linked" means for them. To add one: a file that exports
 * such a value, and a row in formats.ts. `id` stands in facts and in the manifest.
 */
export type Format<Id extends string = string> = {
  readonly id: Id;
  /** With its article, for sentences: `an ELF file`. */
  readonly name: string;
  /** For a cell of a table: `ELF`. */
  readonly shortName: string;
  /**
   * Whether Go's build info is in every Go binary of this format, where `read` finds it. Its absence is then a problem.
   */
  readonly hasGoBuildInfo: boolean;
  /** Whether a file with these first bytes (16, fewer only if the file is shorter) has this format. */
  readonly matches: (head: Buffer) => boolean;
  /**
   * Reads the headers. Undefined where the file has another format after all, which starts alike. Throws
   * MalformedBinaryError where the file is cut off or contradicts itself. `readMember` is for formats that contain others.
   */
  readonly read: (file: Reader, readMember: ReadMember) => Promise<HeaderFacts | undefined>;
  /** For formats whose objects have no magic: tried on a member of an archive that no format matches. */
  readonly readUnmarkedObject?: ReadMember;
  /** How a binary is linked, for a report. */
  readonly describeLinkage: (facts: HeaderFacts) => Linkage;
  /** What is wrong with how a binary is linked, as clauses without a subject; see checkBinary. */
  readonly checkLinkage: (facts: HeaderFacts, expected: Requirement) => readonly Problem[];
};

/** Reads a file inside another; undefined where no format is known for it. */
export type ReadMember = (member: Reader) => Promise<HeaderFacts | undefined>;

export type Linkage = {
  /** `static`, `dynamic: libc.so.6 (glibc ≥ 2.34)`. */
  readonly text: string;
  /** The same where there is little room: `dynamic`. */
  readonly short: string;
  /** The libraries that it needs and that are not part of every system of its kind. */
  readonly foreign: readonly string[];
};

/** Whether a file starts with one of these, each given in latin1: `\x7fELF`. */
export function startsWith(...magics: readonly string[]): (head: Buffer) => boolean {
  return (head) => magics.some((magic) => head.subarray(0, magic.length).equals(Buffer.from(magic, "latin1")));
}

/** The linkage that needs no more words. */
export function plainLinkage(text: string): Linkage {
  return { text, short: text, foreign: [] };
}

/** `dynamic: libfoo.so`, with the libraries that are not part of the system; `none` where there are none. */
export function foreignLinkage(foreign: readonly string[], none: Linkage): Linkage {
  return foreign.length === 0 ? none : { text: `dynamic: ${foreign.join(", ")}`, short: "dynamic", foreign };
}
