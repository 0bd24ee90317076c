import { stat } from "node:fs/promises";
import type { Built } from "../build/build.ts";
import { messageOf } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { TargetPlan } from "../plan/plan.ts";
import type { Emulator, Toolchain } from "../toolchains/toolchains.ts";
import { checkBinary } from "./check.ts";
import { readSymbolVersions } from "./formats/elf-symbols.ts";
import type { BinaryFacts } from "./formats/facts.ts";
import { readBinary } from "./formats/read.ts";
import { describeNewerVersions, findNewerVersions } from "./minimum-glibc.ts";
import { describeNssUse, findNssUse } from "./nss.ts";
import { runSmokeTest, type SmokeTest } from "./smoke-test.ts";

/** A binary that is what its target asks for, and has run where it was to run. */
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
      readonly message: string;
      readonly log: readonly string[];
    };

export type VerificationQuestion = {
  readonly target: TargetPlan;
  readonly binaries: readonly Built[];
  /** What Go, the compiler and the linker have printed. */
  readonly log: readonly string[];
  readonly toolchain: Toolchain | undefined;
  readonly emulator: Emulator | undefined;
  readonly directory: string;
};

/** Holds every binary of a target against what it must be, then runs it. The first that fails ends it. */
export async function verify(host: Host, question: VerificationQuestion): Promise<VerificationOutcome> {
  const nss = checkNss(question);
  if (nss !== undefined) {
    return failed("verify", nss, []);
  }
  const binaries: Verified[] = [];
  for (const built of question.binaries) {
    const outcome = await verifyOne(host, question, built);
    if (outcome.kind === "failed") {
      return outcome;
    }
    binaries.push(...outcome.binaries);
  }
  return { kind: "verified", binaries };
}

/** What a static binary calls of glibc that could not be linked in, as a problem where the plan says that it is one. */
function checkNss({ target, log }: VerificationQuestion): string | undefined {
  const uses = target.nss === "fails" ? findNssUse(log) : [];
  if (uses.length === 0) {
    return undefined;
  }
  return (
    `the program is not static in full: it calls ${describeNssUse(uses)}, which glibc loads from the system that it runs ` +
    "on, and which crashes where that has another glibc; leave it out with a build tag of the module that calls it, " +
    "set `libc: musl`, which has it built in, or, if it is never called where it matters, `static: allow-nss`"
  );
}

async function verifyOne(host: Host, question: VerificationQuestion, built: Built): Promise<VerificationOutcome> {
  const { target, toolchain, emulator, directory } = question;
  const name = built.build.file;
  let facts: BinaryFacts;
  try {
    facts = await readBinary(built.file);
  } catch (error) {
    return failed("verify", `${name} cannot be read: ${messageOf(error)}`, []);
  }
  const { expectation } = built.build;
  const problems = [
    ...checkBinary(facts, expectation),
    ...(await checkMinimumGlibc(built.file, facts, expectation.glibc)),
  ];
  if (problems.length > 0) {
    return failed("verify", `${name} ${problems.join("; it ")}`, problems);
  }
  const run = target.run;
  const { interpreter } = facts;
  const smokeTest = await runSmokeTest(host, {
    run,
    file: built.file,
    interpreter,
    directory,
    toolchain,
    emulator,
  }).catch(
    (error: unknown): SmokeTest => ({
      kind: "failed",
      message: `it could not be started: ${messageOf(error)}`,
      log: [],
    }),
  );
  if (smokeTest.kind === "failed") {
    return failed("run", `${name}: ${smokeTest.message}`, smokeTest.log);
  }
  const { size } = await stat(built.file);
  return { kind: "verified", binaries: [{ built, bytes: size, facts, smokeTest }] };
}

/** Names the symbols too, which are read only where they are wanted. */
async function checkMinimumGlibc(
  file: string,
  facts: BinaryFacts,
  glibc: string | undefined,
): Promise<readonly string[]> {
  const found = glibc === undefined ? [] : findNewerVersions(facts, glibc);
  if (glibc === undefined || found.length === 0) {
    return [];
  }
  const symbols = await readSymbolVersions(file).catch(() => new Map());
  return [describeNewerVersions(found, symbols, glibc)];
}

function failed(stage: "verify" | "run", message: string, log: readonly string[]): VerificationOutcome {
  return { kind: "failed", stage, message, log };
}
