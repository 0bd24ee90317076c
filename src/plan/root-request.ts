import { type FileHash, hashOf, readHash } from "../host/hashes.ts";
import type { Distribution } from "../survey/index.ts";

/**
 * A private prefix that the plan needs: what fills it, and what makes it usable. Plain JSON: the plan shows it, cache keys
 * are hashed from it, and the lock says what it was made of.
 */
export type RootRequest = {
  /** Its name in the plan, in the tool store and in the lock: `aarch64-linux-gnu`. */
  readonly id: string;
  /** Names what is done with it after unpacking, and which commands it gets; see RootKind in roots/. */
  readonly kind: string;
  /** What its kind must know, beside what is in it. */
  readonly settings: RootSettings;
  readonly content: RootContent;
};

export type RootSettings = Readonly<Record<string, string>>;

/** What fills a root. */
export type RootContent = PackageContent | FileContent;

/** Packages of a distribution's archive, and what they depend on. */
export type PackageContent = {
  readonly kind: "packages";
  /** The archive's id; see archives/. */
  readonly archive: string;
  /** The release whose packages these are; undefined: the machine's own. */
  readonly release: Distribution | undefined;
  /** The distribution's name of the architecture whose packages these are; undefined: the machine's own. */
  readonly architecture: string | undefined;
  readonly packages: readonly string[];
  /** What it must hold, whose packages have to be looked up. */
  readonly files: readonly RequiredFile[];
  readonly selection: PackageSelection;
  /** The packages' own lists of files are kept too, to tell later which package a library is of. */
  readonly keepsLists: boolean;
  /** Patterns for the package whose version the root is named after. */
  readonly namedAfter: readonly string[];
};

/** One file, known by its hash. */
export type FileContent = {
  readonly kind: "file";
  /** `https://…`. */
  readonly url: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** What it is, and its version, for people, the record and the lock. */
  readonly name: string;
  readonly version: string;
  /** How it is unpacked. */
  readonly format: "tar.gz" | "tar.xz" | "zip" | "plain";
};

/** A file that some package holds. */
export type RequiredFile = {
  /** For messages: `-lpcap (github.com/google/gopacket/pcap)`. */
  readonly what: string;
  /**
   * Where it would be, in a package: without a leading slash. One with `//` in it, which is any directory below, counts
   * only where no other has it.
   */
  readonly paths: readonly string[];
  /** Where the program's own flags look for it (`-L/usr/lib/lp_solve`), before anywhere else: a package that has it there counts alone. */
  readonly first?: readonly string[] | undefined;
  /** The package that has it in the releases that are known; where it is not to be had, the index is asked. */
  readonly likely: string | undefined;
  /** The package whose name says that it is for this; it counts where the index alone does not tell. */
  readonly namesake?: string | undefined;
  /**
   * What comes of it where no package has it: the root fails, since the build is certain to, or the root notes it for the
   * message in case the compiler or the linker does not find it elsewhere.
   */
  readonly ifMissing: "fail" | "note";
  /** The same where several packages have it. */
  readonly ifSeveral: "fail" | "note";
};

/** Whether a file that is looked up only in case the compiler needs it is all that is asked for. */
export function isGuess({ packages, files }: Pick<PackageContent, "packages" | "files">): boolean {
  return packages.length === 0 && files.every(({ likely, ifSeveral }) => likely === undefined && ifSeveral === "note");
}

/** What the index said of a file that was looked up: a record of the root keeps it, so that it is asked once. */
export type FileLookup = {
  /** The first of the paths in the request. */
  readonly path: string;
  /** The packages that have it. Only one is in the root; where several are, none of them is. */
  readonly packages: readonly string[];
  /** Why it could not be looked up; absent where it was. */
  readonly problem?: string | undefined;
};

/**
 * Which packages of what the requested ones depend on get into a root. Patterns match whole package names: `*` stands for
 * any characters, `[0-9]` for a digit. What was requested by name is always followed.
 */
export type PackageSelection = {
  /** `libraries`: only packages that hold libraries or headers are followed, since programs are of no use to a linker. */
  readonly follow: "all" | "libraries";
  /** Not followed: these, and what nothing else depends on, stay out. */
  readonly skip: readonly string[];
  /** Of what was followed, only these are taken; undefined: all. */
  readonly take: readonly string[] | undefined;
  /** These are taken too, each with all that it depends on, whatever a release calls that; absent: none. */
  readonly takeWhole?: readonly string[] | undefined;
  /** Of what was followed, these are not taken, though what they depend on is. */
  readonly drop: readonly string[];
};

/** A package, or a file that is fetched by its hash. */
export type RootPackage = FileHash & {
  readonly name: string;
  readonly version: string;
  /** `amd64`, or `all`. */
  readonly architecture: string;
  /** Bytes of its file. */
  readonly size: number;
  /** Where its file is on any mirror, from the top of the archive. */
  readonly path?: string | undefined;
};

/** A package as records and locks list it, without anything else that is known of it. */
export function describePackage(each: RootPackage): RootPackage {
  const { name, version, architecture, size, path } = each;
  return { name, version, architecture, size, ...hashOf(each), ...(path === undefined ? {} : { path }) };
}

/** Whether a value that may come from anywhere is a package as describePackage gives it. */
export function isRootPackage(value: unknown): value is RootPackage {
  const each = value as Partial<Record<string, unknown>> | null;
  return (
    [each?.["name"], each?.["version"], each?.["architecture"]].every((word) => typeof word === "string") &&
    Number.isInteger(each?.["size"]) &&
    readHash({ ...each }) !== undefined &&
    (each?.["path"] === undefined || typeof each["path"] === "string")
  );
}

/** What a lock says of a toolchain, an emulator or a set of libraries. */
export type LockedRoot = {
  /** The targets that it serves. */
  readonly targets: readonly string[];
  /** Packages that were asked for by name; `packages` has them and all that they depend on. */
  readonly requested: readonly string[];
  /** Packages that were added for what those were found to lack. */
  readonly added?: readonly string[] | undefined;
  /** Of what they unpack to: names, modes, bytes and links (treeDigest in roots/). */
  readonly digest: string;
  /** Everything that is unpacked, sorted by name. */
  readonly packages: readonly RootPackage[];
};

/** Whether any of the patterns (see PackageSelection) matches a package's name. */
export function matchesPackage(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => packagePattern(pattern).test(name));
}

function packagePattern(pattern: string): RegExp {
  const literal = pattern.replaceAll(/[.+]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${literal}$`);
}

/** All that a root is asked for, for a lock: names of packages, and files, whatever package has them. */
export function requestedNames({ content }: Pick<RootRequest, "content">): readonly string[] {
  return content.kind === "file"
    ? [content.name]
    : [...content.packages, ...content.files.flatMap(({ paths }) => paths[0] ?? [])];
}

/**
 * Requests of one id as one, each root once: targets of one architecture share what both need.
 * Throws where two requests of one id differ in more than what they ask for.
 */
export function mergeRequests(requests: readonly RootRequest[]): readonly RootRequest[] {
  const merged = new Map<string, RootRequest>();
  for (const request of requests) {
    const other = merged.get(request.id);
    merged.set(request.id, other === undefined ? request : mergeTwo(other, request));
  }
  return [...merged.values()];
}

function mergeTwo(one: RootRequest, other: RootRequest): RootRequest {
  const [first, second] = [one.content, other.content];
  if (describeRequest(one) !== describeRequest(other)) {
    throw new Error(`two roots are named ${one.id}: ${describeRequest(one)} and ${describeRequest(other)}`);
  }
  return first.kind === "packages" && second.kind === "packages"
    ? { ...one, content: mergePackages(first, second) }
    : one;
}

/** All that must be the same in two requests of one id. */
function describeRequest({ kind, settings, content }: RootRequest): string {
  return `${kind} ${JSON.stringify([settings, content.kind === "file" ? content : describePlace(content)])}`;
}

/** Where packages are taken from, and how. */
function describePlace({ kind, archive, release, architecture, keepsLists, namedAfter }: PackageContent) {
  return { kind, archive, release, architecture, keepsLists, namedAfter };
}

function mergePackages(one: PackageContent, other: PackageContent): PackageContent {
  const files = [...one.files, ...other.files];
  return {
    ...one,
    packages: unique([...one.packages, ...other.packages]),
    files: [...new Map(files.map((file) => [file.paths.join("\n"), file])).values()],
    selection: mergeSelections(one.selection, other.selection),
  };
}

/** What either of them takes is taken. */
function mergeSelections(one: PackageSelection, other: PackageSelection): PackageSelection {
  const whole = unique([...(one.takeWhole ?? []), ...(other.takeWhole ?? [])]);
  return {
    follow: one.follow === "libraries" && other.follow === "libraries" ? "libraries" : "all",
    skip: one.skip.filter((pattern) => other.skip.includes(pattern)),
    take: one.take === undefined || other.take === undefined ? undefined : unique([...one.take, ...other.take]),
    ...(whole.length === 0 ? {} : { takeWhole: whole }),
    drop: one.drop.filter((pattern) => other.drop.includes(pattern)),
  };
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
