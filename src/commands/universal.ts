import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Built, joinPrograms } from "../build/index.ts";
import type { Host } from "../host/types.ts";
import { targetName } from "../platforms/index.ts";
import type { TargetResult } from "../report/index.ts";
import { verifyAndPack } from "./binaries.ts";
import { failed, inStage } from "./ending.ts";
import { directoryOf, type Made, type TargetEnd, type TargetWork } from "./work.ts";

/** Joins the programs of the targets that a universal one is made of, once all of them have passed, and verifies the result. */
export async function makeUniversal(host: Host, work: TargetWork, slices: readonly TargetEnd[]): Promise<Made> {
  const results = slices.map(({ result }) => result);
  const toolchain = results.find((each) => each.toolchain !== undefined)?.toolchain;
  for (const { target, outcome } of results) {
    if (outcome.kind === "failed") {
      const { kind: _, ...failure } = outcome;
      return { ...failed({ ...failure, message: `${targetName(target)}: ${failure.message}` }), toolchain };
    }
  }
  const emulator = await work.toolkit.emulators.of(work.target.run);
  const end = await work.limits.verification(() =>
    inStage("build", [], async () => {
      const into = directoryOf(work);
      const built = { kind: "built", binaries: await joinBuilds(work, slices, into), log: [] } as const;
      const { plan, target } = work;
      return verifyAndPack(host, { plan, target, toolchain: undefined, emulator, built, into });
    }),
  );
  return { ...end, notes: [...commonNotes(results, work.target.run.kind === "run"), ...end.notes], toolchain };
}

async function joinBuilds(
  { target }: TargetWork,
  slices: readonly TargetEnd[],
  into: string,
): Promise<readonly Built[]> {
  await mkdir(into, { recursive: true });
  const binaries: Built[] = [];
  for (const build of target.builds) {
    const file = join(into, build.file);
    const programs = slices.flatMap(({ packed }) =>
      packed.flatMap((each) => (each.build.importPath === build.importPath ? [each.made] : [])),
    );
    await rm(file, { force: true });
    await joinPrograms(programs, file);
    binaries.push({ build, file, header: undefined });
  }
  return binaries;
}

/** The notes on the slices, with the slice's name where it is not on all, and, where the whole is run, what of it has not. */
function commonNotes(slices: readonly TargetResult[], run: boolean): readonly string[] {
  const all = slices.flatMap((slice) =>
    [...slice.notes, ...(run ? notRun(slice) : [])].map((text) => ({ text, name: targetName(slice.target) })),
  );
  const notes = all.map(({ text, name }) =>
    slices.every((slice) => slice.notes.includes(text)) ? text : `its slice for ${name}: ${text}`,
  );
  return [...new Set(notes)];
}

function notRun({ outcome }: TargetResult): readonly string[] {
  const binaries = outcome.kind === "passed" ? outcome.binaries : [];
  const reasons = binaries.flatMap(({ run }) => (run.kind === "not-run" ? [run.reason] : []));
  return [...new Set(reasons)].map((reason) => `not run: ${reason}`);
}
