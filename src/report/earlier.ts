import type { Problem } from "../host/errors.ts";
import type { Plan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import type { RunResult } from "./results.ts";

/** What the manifest of earlier runs in the same directory says of the binaries there: as much as is read of it. */
export type EarlierManifest = Json & {
  readonly targets: readonly EarlierTarget[];
  readonly toolchains: readonly EarlierPart[];
  readonly libraries: readonly EarlierPart[];
  readonly artifacts: readonly (Json & { readonly name: string; readonly targets: readonly string[] })[];
};

type Json = { readonly [key: string]: unknown };

type EarlierPart = Json & { readonly id: string };

type EarlierTarget = Json & {
  readonly target: string;
  readonly toolchain: string | null;
  readonly outcome: Json & { readonly binaries: readonly EarlierBinary[] };
};

type EarlierBinary = Json & {
  readonly file: string;
  readonly facts: { readonly go: { readonly path: string | null } | null };
};

/** Reads a manifest; undefined where it is none that this version could have written. */
export function parseManifest(text: string): EarlierManifest | undefined {
  try {
    const manifest = JSON.parse(text) as Partial<EarlierManifest> | null;
    const { targets, toolchains, libraries, artifacts } = manifest ?? {};
    const isWhole = [targets, toolchains, libraries, artifacts].every((each) => Array.isArray(each));
    return isWhole && manifest?.["schema"] === 1 ? (manifest as EarlierManifest) : undefined;
  } catch {
    return undefined;
  }
}

/** The absolute paths of the binaries in a manifest. */
export function manifestFiles(manifest: EarlierManifest): readonly string[] {
  return manifest.targets.flatMap((target) => binariesOf(target).map(({ file }) => file));
}

/** A manifest without the binaries that are no longer there; undefined where none is left. */
export function keepFiles(manifest: EarlierManifest, there: ReadonlySet<string>): EarlierManifest | undefined {
  const targets = manifest.targets.flatMap((target) => {
    const binaries = binariesOf(target).filter(({ file }) => there.has(file));
    return binaries.length === 0 ? [] : [{ ...target, outcome: { ...target.outcome, binaries } }];
  });
  return targets.length === 0 ? undefined : { ...manifest, targets };
}

/** The parts of an earlier manifest that stay true beside what a run has made. */
export function keptBeside(
  result: RunResult,
  earlier: EarlierManifest,
): Pick<EarlierManifest, "targets" | "toolchains" | "libraries" | "artifacts"> {
  const { toolchains, libraries, artifacts } = earlier;
  // A run beside this one may have made the same files before it.
  const own = new Set(
    result.targets
      .flatMap(({ outcome }) => (outcome.kind === "passed" ? outcome.binaries : []))
      .map(({ file }) => file),
  );
  const others = new Set(manifestFiles(earlier).filter((file) => !own.has(file)));
  const targets = keepFiles(earlier, others)?.targets ?? [];
  const used = new Set(targets.map(({ toolchain }) => toolchain));
  const names = new Set(targets.map(({ target }) => target));
  const without = <Part>(parts: readonly Part[], own: readonly string[], name: (part: Part) => string) =>
    parts.filter((part) => !own.includes(name(part)));
  return {
    targets,
    toolchains: without(
      toolchains.filter(({ id }) => used.has(id)),
      result.toolchains.map(({ id }) => id),
      ({ id }) => id,
    ),
    libraries: without(
      libraries,
      result.libraries.map(({ id }) => id),
      ({ id }) => id,
    ),
    artifacts: without(
      artifacts.filter((artifact) => artifact.targets.some((each) => names.has(each))),
      result.artifacts.map(({ name }) => name),
      ({ name }) => name,
    ),
  };
}

/** What is wrong where a binary would take the place of another program's, which an earlier run has put there. */
export function takenFileProblems({ targets, publication }: Plan, earlier: EarlierManifest): readonly Problem[] {
  const owners = new Map(
    earlier.targets.flatMap((target) => binariesOf(target).map(({ file, facts }) => [file, facts?.go?.path] as const)),
  );
  return targets
    .filter(({ asked }) => asked)
    .flatMap(({ target, builds }) =>
      builds.flatMap(({ file, importPath }) => {
        const owner = owners.get(`${publication.outDir}/${file}`);
        return owner === undefined || owner === null || owner === importPath
          ? []
          : [
              {
                code: "file-names-collide",
                text:
                  `out-dir: ${file} there is ${owner} from an earlier run, not ${importPath} for ${targetName(target)}; give each ` +
                  "a `name` or an `out-dir` of its own, or remove the file",
              },
            ];
      }),
    );
}

function binariesOf({ outcome }: EarlierTarget): readonly EarlierBinary[] {
  return Array.isArray(outcome?.binaries) ? outcome.binaries : [];
}
