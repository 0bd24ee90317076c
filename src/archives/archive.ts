import type { FileHash } from "../host/hashes.ts";
import type { Host } from "../host/types.ts";
import type { Distribution, ReleaseFacts } from "../survey/index.ts";
import type { MirrorMemory } from "./mirror-memory.ts";
import type { RetryPolicy } from "./retries.ts";

/** A kind of archive that packages come from, such as apt. Each is a folder of this room and a row in archives.ts. */
export type ArchiveKind = {
  readonly id: string;
  /** How the packages of a distribution are named: the id of a PackageFamily. */
  family(distribution: Distribution | undefined): string;
  /** The reason why this kind cannot serve a machine, as a clause (`toolchains come from apt, and …`); undefined where it can. */
  missingReason(host: Host, distribution: Distribution | undefined): Promise<string | undefined>;
  /** The machine's own release, by where its packages come from: os-release has sid under the name of the release to come. */
  ownRelease(distribution: Distribution): Promise<Distribution>;
  /** What a release has that no table knows. Throws nothing for what the user can mend. */
  askRelease(host: Host, distribution: Distribution): Promise<ReleaseFacts>;
  /**
   * Prepares the archive of a distribution, and asks nothing of it yet. Changes nothing outside `options.directory`.
   * @throws UserError where the machine names no mirror of the distribution's archive.
   */
  open(host: Host, distribution: Distribution, options: ArchiveOptions): Promise<Archive>;
};

export type ArchiveOptions = {
  /** Where the archive's client keeps its state. */
  readonly directory: string;
  /** The archive's name of the architecture whose packages are meant; undefined: the machine's own. */
  readonly architecture?: string | undefined;
  readonly retryPolicy?: RetryPolicy;
  /** What is known of this run's mirrors; nothing, where it is left out. */
  readonly mirrors?: MirrorMemory;
};

/**
 * An opened archive: signed packages of one distribution for one architecture. What it hands out is what its signed index
 * lists. All methods throw UserError for what the user can mend: a mirror that does not answer, a package that is gone.
 */
export type Archive = {
  readonly naming: PackageNaming;
  /** Fetches the signed index. Throws where no mirror answers, or none has the architecture. Comes before all that follow. */
  update(): Promise<void>;
  /** The packages of these names with everything that they depend on, and the names that the archive does not have. */
  resolve(names: readonly string[]): Promise<Resolution>;
  /**
   * The packages that hold files, by path (without a leading slash); a path that none holds is left out. Throws where the
   * archive has no index of files.
   */
  owners(paths: readonly string[]): Promise<Owners>;
  /** These very versions, without those that the index does not list. */
  find(versions: readonly PackageVersion[]): Promise<readonly Package[]>;
  /**
   * Packages as another run found them in the index, to be downloaded by their paths: it asks nothing, and no index has to be
   * fetched. Undefined where one of them has no path of this archive's.
   */
  locate(packages: readonly LocatedPackage[]): Promise<readonly Package[] | undefined>;
  /**
   * Downloads package files into a directory, without those that are there already, and tells the listener of each package
   * as soon as its file is complete and verified.
   * @returns The packages that had to be downloaded.
   * @throws UserError naming a package that could not be downloaded, after all others have been.
   */
  download(packages: readonly Package[], directory: string, listener: DownloadListener): Promise<readonly Package[]>;
  /** Unpacks a package's file into a directory, which exists. Runs none of the package's scripts. */
  unpack(file: string, into: string): Promise<void>;
  /** The paths of the regular files in a package's file, without a leading slash; none where the package does not say. */
  listFiles(file: string): Promise<readonly string[]>;
  /** The links that the package's installation would make, beside its files, read from its scripts without running them. */
  alternatives(file: string): Promise<readonly Alternative[]>;
};

/** A name that several packages can fill, of which an installation links the one with the highest priority. */
export type Alternative = {
  /** The same of all that compete: `libblas.so-x86_64-linux-gnu`. */
  readonly name: string;
  readonly priority: number;
  /** Paths without a leading slash. The first is the name's own; the others are made with it, each where its file is there. */
  readonly links: readonly PackageLink[];
};

export type PackageLink = { readonly path: string; readonly to: string };

export type Resolution = { readonly packages: readonly Package[]; readonly missing: readonly string[] };

/** Names of packages by the path of a file that they hold, sorted. */
export type Owners = ReadonlyMap<string, readonly string[]>;

/** One package of a signed index, and the hash of its file that is listed there. */
export type Package = FileHash & {
  readonly name: string;
  readonly version: string;
  /** The archive's name of it: `amd64`, or `all` of a package that is for every architecture. */
  readonly architecture: string;
  /** Bytes of the package's file. */
  readonly size: number;
  /** The name of the package's file. */
  readonly file: string;
  /** Of the package's file on a mirror, below the archive's top; absent where the index does not say. */
  readonly path?: string | undefined;
  /** Each dependency is met by any one of its names. */
  readonly depends: readonly (readonly string[])[];
  /** Names that other packages may depend on in its place. */
  readonly provides: readonly string[];
  /** What it is filed under: `libs`, `libdevel`, `perl`. */
  readonly section: string;
  /** Several architectures' packages of this name may be installed side by side, as is so of libraries. */
  readonly coinstallable: boolean;
};

export type PackageVersion = Pick<Package, "name" | "version">;

/** What a package is known by beyond a run. */
export type LocatedPackage = Pick<Package, "name" | "version" | "architecture" | "size" | "path"> & FileHash;

/** What the names of a distribution's packages tell. */
export type PackageNaming = {
  /** It holds what programs are compiled and linked with, rather than what they need at run time. */
  readonly isDevelopment: (name: string) => boolean;
  /** Every C toolchain comes with it: the C library's headers and the compiler's own libraries. */
  readonly isOfToolchains: (name: string) => boolean;
};

/** Observes a download. */
export type DownloadListener = {
  /** A package's file is there, with the size and the hash of the index. Called once for each package. */
  readonly onPackage: (each: Package) => void;
  readonly onProgress: (progress: DownloadProgress) => void;
};

export type DownloadProgress = {
  /** Bytes that have been downloaded, of the total of all packages. */
  readonly bytes: number;
  readonly total: number;
  /** Packages that are not complete yet. */
  readonly left: number;
};
