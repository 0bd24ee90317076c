import type { OutputName } from "../inputs/index.ts";
import type { TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { type BuiltBinary, builtBinaries, toolchainOf } from "./outcomes.ts";
import type { RunResult } from "./results.ts";

/** The action's outputs by name. One that has no value is absent, which a workflow reads as the empty string. */
export type Outputs = { readonly [Name in OutputName]?: string };

/** The outputs of a run: the table of outputs has their names and meanings, and none of it can be forgotten here. */
export function describeOutputs(result: RunResult): Outputs {
  const built = builtBinaries(result);
  const alone = result.targets.length === 1;
  const compiler = toolchainOf(result, result.targets[0])?.cc;
  const onlyBinary = built.length === 1 ? built[0]?.binary.file : undefined;
  const outputs: { readonly [Name in OutputName]: string | undefined } = {
    binaries: plainJson(built.map((each) => describeBinary(result, each))),
    manifest: result.manifest,
    checksums: result.checksums,
    "out-dir": result.outDir,
    targets: JSON.stringify(result.targets.map(({ target }) => targetName(target))),
    "cache-hit": String(isCacheHit(result)),
    cc: result.handedOn?.cc ?? (alone ? compiler : undefined),
    "go-flags": result.handedOn?.goFlags,
    binary: alone ? onlyBinary : undefined,
    // Of a plan alone: a run has built them.
    matrix: undefined,
  };
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

/**
 * JSON without a character that would end a shell's quotes, show as nothing, or end a line: names of a binary's libraries
 * are in it, and some put outputs into scripts. Whoever reads the JSON gets the same values.
 */
function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/['\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** The outputs of `dry-run`: what would be built, for a matrix of jobs. */
export function describePlanOutputs({
  targets,
}: {
  readonly targets: readonly Pick<TargetPlan, "target" | "asked">[];
}): Outputs {
  const asked = targets.filter((each) => each.asked).map(({ target }) => target);
  return {
    targets: JSON.stringify(asked.map(targetName)),
    matrix: JSON.stringify({
      include: asked.map((target) => {
        const { os, arch, variant = "" } = target;
        return { target: targetName(target), os, arch, variant };
      }),
    }),
  };
}

function describeBinary(result: RunResult, { target, binary }: BuiltBinary) {
  const name = targetName(target.target);
  const artifact = result.artifacts.find(({ targets }) => targets.includes(name));
  return {
    target: name,
    file: binary.file,
    sha256: binary.sha256,
    bytes: binary.bytes,
    cgo: target.cgo.enabled,
    linkage: binary.described.linkage.text,
    archive: binary.archive?.file ?? null,
    artifactId: artifact?.id ?? null,
  };
}

/** No toolchain or library had to be downloaded, and there was one that could have been. */
function isCacheHit({ toolchains, libraries }: RunResult): boolean {
  const fetched = [...toolchains, ...libraries].filter(({ source }) => source !== "host");
  return fetched.length > 0 && fetched.every(({ source }) => source !== "download");
}
