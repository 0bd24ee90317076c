import { join } from "node:path";
import { buildVariables, parallelFlags } from "../build/index.ts";
import { installExec } from "../dispatch/index.ts";
import type { EmulatorOutcome } from "../emulators/index.ts";
import {
  joinWords,
  looseLines,
  makeValueFilter,
  parseTestEvents,
  type TestFailure,
  type TestReport,
} from "../golang/index.ts";
import type { Completed, Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetFileSuffix } from "../platforms/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import { withoutExtractions } from "../verify/index.ts";

/** What came of the tests of a target. */
export type TestEnd =
  /** They cannot be run here, for this reason, a clause. */
  | { readonly kind: "not-run"; readonly reason: string }
  | { readonly kind: "passed"; readonly report: TestReport; readonly seconds: number }
  | {
      readonly kind: "failed";
      readonly report: TestReport;
      readonly seconds: number;
      /** One sentence. */
      readonly message: string;
    };

export type TestQuestion = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
  /** The one that the plan has for the tests. */
  readonly emulator: EmulatorOutcome | undefined;
};

/**
 * Runs the tests of a target as the plan says: built with its toolchain, and started by what starts its programs here. What they
 * leave running is ended.
 */
export async function runTests(host: Host, { plan, target, toolchain, emulator }: TestQuestion): Promise<TestEnd> {
  const { tests } = target;
  if (tests === undefined || tests.kind === "none") {
    return { kind: "not-run", reason: tests?.reason ?? "no tests were asked for" };
  }
  if (emulator?.kind !== "ready") {
    return { kind: "not-run", reason: emulator?.reason ?? "there is no emulator for it" };
  }
  const directory = join(host.scratchDirectory, "tests", targetFileSuffix(target.target));
  const question = { target: target.target, run: tests, toolchain, emulator };
  const exec = await installExec(host, directory, question);
  const [command = "test", ...args] = tests.args;
  const { goVariables } = target;
  const variables = buildVariables(target, toolchain, host.environment["PATH"] ?? "");
  const hide = makeValueFilter(tests.args, host.environment["GOFLAGS"] ?? "");
  const ended = await host.processes.run({
    file: plan.go.file,
    args: [
      command,
      ...(exec === undefined ? [] : [`-exec=${joinWords([exec])}`]),
      ...parallelFlags(plan, target),
      ...args,
    ],
    directory: plan.module.directory,
    environment: { ...host.environment, ...goVariables, ...variables },
    tested: { kind: "command", directory: host.scratchDirectory },
  });
  const done = { ...ended, output: hide(ended.output) };
  const inability = findInability(host, { ...question, output: done.output });
  return inability === undefined ? describeEnd(done) : { kind: "not-run", reason: inability };
}

function describeEnd(done: Completed): TestEnd {
  const report = parseTestEvents(done.output);
  const { seconds } = done;
  return done.ending === "exit" && done.exitCode === 0
    ? { kind: "passed", report, seconds }
    : { kind: "failed", report: withLoose(report, done), seconds, message: describeFailures(report, done) };
}

/** Where no package failed, it was Go itself. */
function withLoose(report: TestReport, { output }: Completed): TestReport {
  const failure: TestFailure = { package: "", test: undefined, output: looseLines(output) };
  return report.failures.length > 0 ? report : { ...report, failures: [failure] };
}

function describeFailures({ failures, failed, passed }: TestReport, { output, exitCode }: Completed): string {
  if (failures.length === 0) {
    const last = withoutExtractions(looseLines(output)).at(-1) ?? "it printed nothing";
    return `go test ${exitCode === undefined ? "was killed" : `ended with exit code ${exitCode}`}: ${last}`;
  }
  const names = failures.map(nameOfFailure);
  const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
  return failed === 0 ? `tests failed: ${shown}` : `${failed} of ${passed + failed} tests failed: ${shown}`;
}

/** `example.com/app.TestA`, or the package's name. */
export function nameOfFailure({ package: path, test }: TestFailure): string {
  return test === undefined ? path || "go test" : `${path}.${test}`;
}

type InabilityQuestion = {
  readonly target: TargetPlan["target"];
  readonly run: Extract<NonNullable<TargetPlan["tests"]>, { kind: "run" }>;
  readonly toolchain: Toolchain | undefined;
  readonly emulator: Extract<EmulatorOutcome, { kind: "ready" }>;
  readonly output: string;
};

/** What the emulator itself was not able to do, by what was printed. */
function findInability(host: Host, { run, toolchain, emulator, output }: InabilityQuestion): string | undefined {
  const { inability } = emulator.value.command({
    settings: run.settings,
    interpreter: undefined,
    sysroot: toolchain?.sysroot,
    libraryPath: [],
    environment: host.environment,
  });
  const printed = parseTestEvents(output).failures.flatMap((failure) => failure.output);
  return printed.length === 0 ? undefined : inability?.(printed.join("\n"));
}

/** Counts in words: `17 passed, 1 skipped`, and of packages that failed otherwise than by a test: `1 package failed`. */
export function describeCounts({ passed, failed, skipped, failures }: TestReport): string {
  const packages = failures.filter(({ test }) => test === undefined).length;
  const counts = [
    passed > 0 ? `${passed} passed` : "",
    failed > 0 ? `${failed} failed` : "",
    skipped > 0 ? `${skipped} skipped` : "",
    packages > 0 ? `${packages} ${packages === 1 ? "package" : "packages"} failed` : "",
  ].filter((each) => each !== "");
  return counts.length === 0 ? "no tests" : counts.join(", ");
}

/** What was printed of a failure, from its end. */
export function failureLines({ output }: TestFailure): readonly string[] {
  const lines = withoutExtractions(output);
  const left = lines.length - mostLines;
  return left > 0 ? [`(${left} lines left out)`, ...lines.slice(-mostLines)] : lines;
}

/** Lines that are shown of one failure. */
const mostLines = 100;
