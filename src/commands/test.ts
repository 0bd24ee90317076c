import { noGoCaches } from "../go-caches/index.ts";
import { joinWords, splitWords, type TestFailure } from "../golang/index.ts";
import { codesOf, describeError, type Problem, problemTexts } from "../host/errors.ts";
import { makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { columnsOf, describeMore } from "../report/index.ts";
import { decide, readQuestion } from "./decide.ts";
import { allMakers } from "./makers.ts";
import { withoutName } from "./results.ts";
import { describeCounts, failureLines, nameOfFailure, runTests, type TestEnd } from "./tests.ts";
import { openToolkit, type Toolkit } from "./toolkit.ts";

/** What came of a target that was asked for. */
type TargetEnd = {
  readonly name: string;
  readonly end: TestEnd | { readonly kind: "unready"; readonly problems: readonly Problem[] };
};

/**
 * Runs the tests of a module for each target, as far as they can be run here.
 * @param words Packages or patterns; none: those of the inputs `test` or `package`, or all of the module.
 * @param flags Further words for `go test`.
 * @returns The lines of a table, and the exit code: 1 where a target failed, or none was tested.
 * @throws UserError where the inputs are wrong.
 */
export async function testTargets(
  host: Host,
  raw: Readonly<Record<string, string>>,
  { words, flags }: { readonly words: readonly string[]; readonly flags: readonly string[] },
): Promise<{ readonly lines: readonly string[]; readonly exitCode: number }> {
  const question = await readQuestion(host, testInputs(raw, words, flags));
  const { plan, machine } = await decide(host, question, { goCaches: noGoCaches, lock: "obey", makers: allMakers });
  const toolkit = openToolkit(host, plan, { machine, makers: allMakers });
  let ends: readonly TargetEnd[];
  try {
    ends = await testAll(host, plan, toolkit);
  } finally {
    await toolkit.emulators.stop();
  }
  for (const { title, lines } of sharedFailures(ends)) {
    host.log.group(title, lines);
  }
  const failed = ends.filter(({ end }) => end.kind === "failed" || end.kind === "unready");
  const isNoneRun = ends.every(({ end }) => end.kind !== "passed");
  const names = failed.map(({ name }) => name).join(", ");
  const lines = columnsOf(["target", "seconds", "tests"], ends.map(describeRow));
  return {
    lines: [
      ...lines,
      ...(failed.length > 0 ? [`Failed for ${names}.`] : isNoneRun ? ["The tests were run for no target."] : []),
      ...describeMore(codesOf(ends.flatMap(({ end }) => (end.kind === "unready" ? end.problems : []))), host.job.pages),
    ],
    exitCode: failed.length > 0 || isNoneRun ? 1 : 0,
  };
}

/** Words that change what is compiled, and so what has to be there, wherever they are given. */
const compiledBy = /^--?(race|msan|asan)(=|$)/;

function testInputs(
  raw: Readonly<Record<string, string>>,
  words: readonly string[],
  flags: readonly string[],
): Readonly<Record<string, string>> {
  const join = (...parts: readonly (string | undefined)[]) => parts.filter((part) => (part ?? "") !== "").join(" ");
  const testFlags = join(raw["test-flags"], joinWords(flags));
  const shared = splitWords(testFlags).words.filter((word) => compiledBy.test(word));
  const test = words.length > 0 ? words.join("\n") : (raw["test"] ?? raw["package"] ?? "./...");
  return {
    ...raw,
    build: "false",
    test,
    ...(testFlags === "" ? {} : { "test-flags": testFlags }),
    ...(shared.length === 0 ? {} : { "go-flags": join(raw["go-flags"], joinWords(shared)) }),
  };
}

async function testAll(host: Host, plan: Plan, toolkit: Toolkit): Promise<readonly TargetEnd[]> {
  const limit = makeLimit(plan.concurrency.jobs);
  const tested = plan.targets.filter(({ slices }) => slices.length === 0);
  const ends = await Promise.all(
    tested.map(async (target): Promise<TargetEnd> => {
      const name = targetName(target.target);
      const end = await limit(() => testTarget(host, { plan, target, toolkit }));
      host.log.info(`${name}: ${describeTestEnd(end)}`);
      return { name, end };
    }),
  );
  const refused = plan.refused.map(({ target, problems }): TargetEnd => {
    return {
      name: targetName(target),
      end: { kind: "unready", problems: withoutName(target, problems) },
    };
  });
  return [...ends, ...refused];
}

async function testTarget(
  host: Host,
  { plan, target, toolkit }: { readonly plan: Plan; readonly target: TargetPlan; readonly toolkit: Toolkit },
): Promise<TargetEnd["end"]> {
  if (target.tests?.kind !== "run") {
    return { kind: "not-run", reason: target.tests?.reason ?? "it has no tests of its own" };
  }
  const opened = await toolkit.toolchains.of(target);
  if (opened?.kind === "failed") {
    const described = describeError(opened.error);
    if (described.kind === "internal") {
      throw opened.error;
    }
    return { kind: "unready", problems: described.problems };
  }
  host.log.progress(`Testing ${targetName(target.target)}…`);
  const emulator = await toolkit.emulators.of(target.tests);
  return runTests(host, { plan, target, toolchain: opened?.value, emulator });
}

function describeTestEnd(end: TargetEnd["end"]): string {
  switch (end.kind) {
    case "not-run":
      return `not run: ${end.reason}`;
    case "unready":
      return `failed: ${problemTexts(end.problems).join("; ")}`;
    case "passed":
      return describeCounts(end.report);
    case "failed":
      return end.message;
  }
}

function describeRow({ name, end }: TargetEnd): readonly string[] {
  switch (end.kind) {
    case "not-run":
    case "unready":
      return [name, "", describeTestEnd(end)];
    case "passed":
    case "failed":
      return [name, end.seconds.toFixed(1), describeCounts(end.report)];
  }
}

/** Each failure once, with the names of the targets on which it is the same but for times and addresses. */
function sharedFailures(
  ends: readonly TargetEnd[],
): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  const shared = new Map<string, { readonly failure: TestFailure; readonly targets: string[] }>();
  for (const { name, end } of ends) {
    for (const failure of end.kind === "failed" ? end.report.failures : []) {
      const key = [nameOfFailure(failure), ...failureLines(failure).map(withoutTimes)].join("\n");
      const known = shared.get(key) ?? { failure, targets: [] };
      known.targets.push(name);
      shared.set(key, known);
    }
  }
  return [...shared.values()].map(({ failure, targets }) => {
    return { title: `${targets.join(", ")}: ${nameOfFailure(failure)} failed`, lines: failureLines(failure) };
  });
}

function withoutTimes(line: string): string {
  return line.replaceAll(/\b\d+\.\d+s\b|\b0x[0-9a-f]+\b|\bgoroutine \d+\b|(?<![\w/.-])[\w/.-]*\/go-build\d+/g, "…");
}
