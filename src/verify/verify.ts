import { stat } from "node:fs/promises";
import type { Built } from "../build/index.ts";
import type { EmulatorCommand, StartedEmulator } from "../emulators/index.ts";
import { type Problem, problemsOf, problemTexts } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import { checkBinary } from "./check.ts";
import { readSymbolVersions, type SymbolsByVersion } from "./formats/elf/symbols.ts";
import type { BinaryFacts } from "./formats/facts.ts";
import { readBinary } from "./formats/read.ts";
import { MalformedBinaryError } from "./formats/reader.ts";
import { describeNewerVersions, findNewerVersions } from "./minimum-glibc.ts";
import { describeNssUse, findNssUse } from "./nss.ts";
import { notRun, runSmokeTest, type SmokeTest } from "./smoke-test.ts";
import { describeRunOnlyHere, placeBeside } from "./travel.ts";

/** A binary that matches its target, and has passed its smoke test where there was one. */
export type Verified = {
  readonly built: Built;
  readonly bytes: number;
  readonly facts: BinaryFacts;
  readonly smokeTest: Exclude<SmokeTest, { kind: "failed" }>;
};

export type VerificationOutcome =
  | { readonly kind: "verified"; readonly binaries: readonly Verified[] }
  | {
      readonly kind: "failed";
      readonly stage: "verify" | "run";
      readonly problem: Problem;
      readonly log: readonly string[];
    }
  /** A program of the target ended otherwise than it should. */
  | {
      readonly kind: "run-failed";
      /** The name of its file. */
      readonly program: string;
      readonly interpreter: string | undefined;
      readonly smokeTest: Extract<SmokeTest, { kind: "failed" }>;
    };

export type VerificationQuestion = {
  readonly target: TargetPlan;
  readonly binaries: readonly Built[];
  /** What Go, the compiler and the linker have printed. */
  readonly log: readonly string[];
  readonly toolchain: Toolchain | undefined;
  /** Undefined where nothing is run. */
  readonly emulator: StartedEmulator | undefined;
  readonly directory: string;
};

/**
 * Compares every binary of a target with what the plan expects, and runs it where the plan says so. Stops at the first that
 * fails. Throws the file system's error where a binary cannot be read.
 */
export async function verify(host: Host, question: VerificationQuestion): Promise<VerificationOutcome> {
  const nss = checkNss(question);
  if (nss !== undefined) {
    return failed("verify", { code: "static-nss", text: nss });
  }
  const binaries: Verified[] = [];
  for (const built of question.binaries) {
    const outcome = await verifyOne(host, question, built);
    if (outcome.kind !== "verified") {
      return outcome;
    }
    binaries.push(...outcome.binaries);
  }
  return { kind: "verified", binaries };
}

/** The calls of a static binary that glibc could not link in, where the plan says that they are a problem. */
function checkNss({ target, log }: VerificationQuestion): string | undefined {
  const uses = target.nss === "fails" ? findNssUse(log) : [];
  if (uses.length === 0) {
    return undefined;
  }
  return (
    `the program is not fully static: it calls ${describeNssUse(uses)}, which glibc loads at run time from the system, ` +
    "and which crashes if the system has another glibc; exclude the call with a build tag of the module that makes it, " +
    "set `libc: musl`, which has it built in, or, if the call is never made in practice, set `static: allow-nss`"
  );
}

async function verifyOne(host: Host, question: VerificationQuestion, built: Built): Promise<VerificationOutcome> {
  const name = built.build.file;
  const { expectation } = built.build;
  let facts: BinaryFacts;
  try {
    facts = await readBinary(built.file);
  } catch (error) {
    if (error instanceof MalformedBinaryError) {
      return failed("verify", { code: "binary-unreadable", text: `${name} cannot be read: ${error.message}` });
    }
    throw error;
  }
  const problems = [
    ...checkBinary(facts, expectation),
    ...(await checkMinimumGlibc(built.file, facts, expectation.glibc)),
  ];
  const [first] = problems;
  if (first !== undefined) {
    const said = problemTexts(problems);
    const remedy = remedies[first.code];
    const text = `${name} ${said.join("; it ")}${remedy === undefined ? "" : `; ${remedy}`}`;
    return failed("verify", { code: first.code, text }, said);
  }
  const { interpreter } = facts;
  const machineProblem = await prepareRun(question, built, facts);
  const smokeTest = await testBinary(host, question, { file: built.file, interpreter });
  if (smokeTest.kind === "failed") {
    return { kind: "run-failed", program: name, interpreter, smokeTest };
  }
  // What ties it to this machine makes a run that went well no proof, and explains none that did not.
  if (machineProblem !== undefined) {
    const problem = { code: "runs-on-this-machine-alone", text: `${name}: ${machineProblem}` } as const;
    return failed(question.target.run.kind === "run" ? "run" : "verify", problem);
  }
  const { size } = await stat(built.file);
  return { kind: "verified", binaries: [{ built, bytes: size, facts, smokeTest }] };
}

/**
 * Puts what belongs to the binary where it looks for it. Returns what ties it to this machine, where it is to run, which
 * would then prove nothing, or has to be portable.
 */
async function prepareRun(
  { target, directory }: VerificationQuestion,
  { file, build }: Built,
  facts: BinaryFacts,
): Promise<string | undefined> {
  if (target.run.kind !== "run" && !build.expectation.portable) {
    return undefined;
  }
  const question = { libraryDirectories: target.prebuilt.libraryDirectories, directory };
  await placeBeside(file, facts, question);
  return describeRunOnlyHere(facts, question);
}

async function testBinary(
  host: Host,
  { target, toolchain, emulator, directory }: VerificationQuestion,
  { file, interpreter }: { readonly file: string; readonly interpreter: string | undefined },
): Promise<SmokeTest> {
  const { run } = target;
  switch (run.kind) {
    case "off":
      return { kind: "not-asked" };
    case "none":
      return { kind: "not-run", reason: run.reason };
    case "run": {
      if (emulator === undefined) {
        throw new Error(`no emulator was started for ${targetName(target.target)}`);
      }
      let command: EmulatorCommand;
      try {
        command = emulator.command({
          settings: run.settings,
          interpreter,
          sysroot: toolchain?.sysroot,
          libraryPath: toolchain?.libraryPath ?? [],
          environment: host.environment,
        });
      } catch (error) {
        return notRun(host, file, error);
      }
      host.log.step(targetName(target.target), { kind: "working", text: "running" });
      return runSmokeTest(host, { command, file, args: run.args, directory });
    }
  }
}

/** The problem names symbols too; they are read only where there is one. */
export async function checkMinimumGlibc(
  file: string,
  facts: BinaryFacts,
  glibc: string | undefined,
): Promise<readonly Problem[]> {
  const found = glibc === undefined ? [] : findNewerVersions(facts, glibc);
  return glibc === undefined || found.length === 0
    ? []
    : problemsOf("newer-glibc-needed", [describeNewerVersions(found, await symbolVersions(file), glibc)]);
}

/** Without symbols the problem is the same in fewer words, so tables that cannot be read do not matter here. */
async function symbolVersions(file: string): Promise<SymbolsByVersion> {
  try {
    return await readSymbolVersions(file);
  } catch (error) {
    if (error instanceof MalformedBinaryError) {
      return new Map();
    }
    throw error;
  }
}

function failed(stage: "verify" | "run", problem: Problem, log: readonly string[] = []): VerificationOutcome {
  return { kind: "failed", stage, problem, log };
}

const ofFlags =
  "take flags for another platform or level (-march, -mfloat-abi, CC) and prebuilt files of another one out";

/** What makes a build of one's own right, where what is wrong does not say so. */
const remedies: Readonly<Partial<Record<Problem["code"], string>>> = {
  "newer-glibc-needed": "take a version of that library which was built on an older system, or raise `glibc`",
  "wrong-platform": ofFlags,
  "processor-level": ofFlags,
};
