import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aptArchive } from "../../src/archives/apt/apt.ts";
import { emulators } from "../../src/emulators/emulators.ts";
import { planRun } from "../../src/plan/run.ts";
import { rootsOfChoice } from "../../src/plan/toolchain.ts";
import { platformRows } from "../../src/platforms/rows.ts";
import { targetName } from "../../src/platforms/target.ts";
import { type Distribution, readDistribution } from "../../src/survey/machine.ts";
import { machine, makeInputs, needs, surveyTarget, type TargetFacts } from "../plan/questions.ts";
import { inTexts } from "../support/problems.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { choose } from "../toolchains/questions.ts";

// The machine that the tests run on has another processor, so that nothing is run here: what an arm64 machine would fetch is
// looked up in the archive of this machine's own distribution, as it is for arm64.

let place: Place;
let distribution: Distribution;

beforeAll(async () => {
  place = await makePlace("arm64-host");
  const found = await readDistribution();
  if (found === undefined) {
    throw new Error("the tests need a Linux distribution with apt");
  }
  distribution = found;
});
afterAll(() => place.remove());

const targets = platformRows
  .filter(({ c }) => c.kind === "abis")
  .flatMap(({ os, arch }) =>
    (arch === "arm" ? ["v6", "v7"] : [undefined]).map((variant) => targetName({ os, arch, variant })),
  );

/** What is fetched for a target: roots by their ids, or why it is refused. */
function planned(name: string, raw: Readonly<Record<string, string>>) {
  const facts: TargetFacts = name.startsWith("windows/")
    ? { need: needs.c }
    : { need: raw["libc"] ? needs.c : needs.cxx };
  const arm64 = { ...machine, arch: "arm64", distribution };
  const chosen = choose(name, { inputs: raw, facts, machine: arm64 });
  const running = planRun(
    { inputs: makeInputs({ targets: name, run: "true", ...raw }), machine: arm64, survey: surveyTarget(name, facts) },
    emulators,
  );
  return {
    problems: chosen.kind === "chosen" ? [] : inTexts(chosen.problems),
    roots: [...(chosen.kind === "chosen" ? rootsOfChoice(chosen) : []), ...running.roots],
    run: running.run.kind === "none" ? running.run.reason : running.run.kind === "run" ? running.run.emulator : "off",
  };
}

describe("an arm64 machine", () => {
  it("has packages for the whole table, or says before anything is fetched what it has none for", async () => {
    const archive = await aptArchive.open(place.host, distribution, {
      directory: join(place.directory, "apt"),
      architecture: "arm64",
    });
    await archive.update();
    const compilers = [{}, { compiler: "clang" }, { libc: "musl" }];
    const all = targets.flatMap((name) => compilers.map((raw) => ({ name, ...planned(name, raw) })));
    const names = all.flatMap(({ roots }) =>
      roots.flatMap(({ content }) =>
        content.kind === "packages" && content.architecture === undefined ? content.packages : [],
      ),
    );
    expect(new Set(names).size).toBeGreaterThan(20);
    const { packages, missing } = await archive.resolve([...new Set(names)]);
    expect(missing).toEqual([]);
    expect(new Set(packages.map(({ architecture }) => architecture))).toEqual(new Set(["arm64", "all"]));
  });

  it("runs what qemu runs, and says of the rest why not", () => {
    const runs = new Map(targets.map((name) => [name, planned(name, {}).run]));
    expect(Object.fromEntries(runs)).toMatchObject({
      "linux/arm64": "native",
      "linux/amd64": "qemu",
      "linux/arm/v7": "qemu",
      "linux/riscv64": "qemu",
      "linux/386": "qemu-i386 breaks the signals that Go programs live by",
      "windows/amd64": "there is no emulator for windows/amd64 here",
    });
  });
});
