import { readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { problemTexts } from "../../src/host/errors.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { targetName } from "../../src/platforms/target.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import type { Verified } from "../../src/verify/verify.ts";
import { planContext } from "../plan/context.ts";
import { makeInputs, makeSurvey, needs, surveyTarget } from "../plan/questions.ts";

/** A plan that publishes to `outDir`. */
export function planInto(outDir: string, targets: string, raw: Readonly<Record<string, string>> = {}): Plan {
  const surveyed = targets.split(" ").map((name) => surveyTarget(name, { need: needs.c }));
  const { plan, problems } = makePlan(makeInputs({ targets, ...raw }), makeSurvey(surveyed), planContext(outDir));
  if (problems.length > 0) {
    throw new Error(problemTexts(problems).join("\n"));
  }
  return plan;
}

/** What build and verification would hand over for a target: files in `scratch`, each with a text of its own. */
export async function makeVerified(plan: Plan, name: string, scratch: string): Promise<readonly Verified[]> {
  await mkdir(scratch, { recursive: true });
  const target = plan.targets.find((each) => targetName(each.target) === name);
  // Real facts of a real program; which one does not matter here.
  const facts = await readBinary(process.execPath);
  return (target?.builds ?? []).map((build) => {
    const file = join(scratch, build.file);
    writeFileSync(file, `binary ${build.file}`, { mode: 0o600 });
    const header = build.header === undefined ? undefined : join(scratch, build.header);
    if (header !== undefined) {
      writeFileSync(header, `header ${build.header}`);
    }
    return {
      built: { build, file, header },
      bytes: readFileSync(file).length,
      facts,
      smokeTest: { kind: "not-run", reason: "not requested" },
    };
  });
}
