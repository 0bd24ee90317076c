import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import type { Completed } from "../../host/types.ts";
import type { Package } from "../archive.ts";
import { hostOf, type MirrorFailure, type MirrorMemory } from "../mirror-memory.ts";
import type { Watched } from "../retries.ts";
import { trackAcquisitions } from "./acquisitions.ts";
import { addressesOf, addressesOfPath, type Place } from "./addresses.ts";
import { describeFailedFile, describeSilence, parseFailures } from "./failures.ts";
import { aptHash, aptHelper, locate, nameAndVersion, type Run, type Uris } from "./fetch.ts";

/** Where packages come from: apt, and the mirrors that have them. */
export type PackageSource = {
  /** Chooses for each of the packages a mirror that has not failed, or failed longest ago. */
  begin(packages: readonly Package[]): Promise<Transfer>;
  /** The hosts that have a package, the preferred one first. */
  hosts(each: Package): readonly string[];
  /** What the mirrors of a package did in this run. */
  failures(each: Package): readonly MirrorFailure[];
};

/** One attempt to fetch packages. */
export type Transfer = {
  /** Runs apt until it ends or is stopped. It resumes files that are there in part. */
  run(stop: AbortSignal): Promise<Completed>;
  /** Whether another mirror can be asked for some of them, which has not failed yet. */
  readonly canSwitch: boolean;
  /** Whether some of them are asked for without the index having said that they are there. */
  readonly isLocated: boolean;
  /** Remembers what the mirrors did with the packages that did not arrive, and gives it. */
  note(left: readonly Package[], watched: Watched): readonly MirrorFailure[];
  /** Whether each of these can be asked for at a mirror that has not failed. */
  isElsewhere(left: readonly Package[]): boolean;
};

export type PackagePlace = {
  readonly directory: string;
  /** URIs that are known already; those that are looked up are added. */
  readonly uris: Uris;
  /** Paths of packages that are taken from whatever place has them, by `name=version`. */
  readonly paths: ReadonlyMap<string, string>;
  /** The places of apt's sources. */
  readonly places: readonly Place[];
  /** All that packages may be taken from by their paths. */
  readonly allPlaces: readonly Place[];
  readonly memory: MirrorMemory;
};

/**
 * Fetches packages into a directory with apt. apt-helper takes a hundredth of a second of CPU time where `apt-get download`
 * takes a tenth, since it reads no index, and it resumes files that are there in part, where the other removes them. It is
 * given the index's hash to verify. `apt-get download` is left what is not fetched over http, and an address with a
 * password in it, which others could see among a program's arguments.
 */
export function makePackageSource(run: Run, place: PackagePlace): PackageSource {
  const { directory, uris, paths, places, allPlaces, memory } = place;
  const everywhere = (each: Package) => {
    const [uri, path] = [uris.get(nameAndVersion(each)), paths.get(nameAndVersion(each))];
    return uri === undefined && path !== undefined ? addressesOfPath(path, allPlaces) : addressesOf(uri ?? "", places);
  };
  const addresses = (each: Package) => memory.order(everywhere(each), each.file);
  const hasFailed = (uri: string, { file }: Package) => memory.failures([hostOf(uri)], file).length > 0;
  const source: PackageSource = {
    async begin(packages) {
      const unknown = packages.filter((each) => !paths.has(nameAndVersion(each)));
      await locate(run, unknown, uris);
      const asked = new Map(packages.map((each) => [each.file, addresses(each)[0] ?? ""]));
      const acquisitions = trackAcquisitions();
      const canSwitch = packages.some((each) =>
        addresses(each)
          .slice(1)
          .some((uri) => !hasFailed(uri, each)),
      );
      return {
        canSwitch,
        isLocated: unknown.length < packages.length,
        async run(stop) {
          const command = await fetchCommand(packages, asked, directory);
          return run(command, { stop, directory, onLine: acquisitions.onLine });
        },
        note(left, { completed, stalled }) {
          const refused = [...parseFailures(completed), ...acquisitions.failed()].map(({ uri, message }) => ({
            uri,
            message,
            origin: acquisitions.originOf(uri),
          }));
          const found = left.flatMap((each): readonly MirrorFailure[] => {
            const uri = asked.get(each.file) ?? "";
            const failed = refused.find(({ origin }) => origin === uri);
            if (failed !== undefined) {
              return [describeFailedFile(failed, { subject: each.file, origin: uri })];
            }
            return stalled === undefined ? [] : [describeSilence(hostOf(uri), stalled)];
          });
          found.forEach((each) => void memory.note(each));
          return found;
        },
        isElsewhere: (left) => left.every((each) => addresses(each).some((uri) => !hasFailed(uri, each))),
      };
    },
    hosts: (each) => [...new Set(everywhere(each).map(hostOf))],
    failures: (each) => memory.failures(source.hosts(each), each.file),
  };
  return source;
}

async function fetchCommand(
  packages: readonly Package[],
  asked: ReadonlyMap<string, string>,
  directory: string,
): Promise<readonly string[]> {
  const isPublic = [...asked.values()].every((uri) => /^https?:\/\/[^/@]+\//.test(uri));
  if (!isPublic || !(await isExecutable(aptHelper))) {
    return ["apt-get", "download", "-q", "--", ...packages.map(nameAndVersion)];
  }
  const words = packages.flatMap((each) => [asked.get(each.file) ?? "", join(directory, each.file), aptHash(each)]);
  return [aptHelper, "download-file", ...words];
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
