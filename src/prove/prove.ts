import { stat } from "node:fs/promises";
import type { Built } from "../build/build.ts";
import { type Host, messageOf } from "../host/types.ts";
import type { TargetPlan } from "../plan/plan.ts";
import type { Emulator, Toolchain } from "../provision/provision.ts";
import { checkBinary } from "./check.ts";
import { readSymbolVersions } from "./elf-symbols.ts";
import { type Trial, tryRun } from "./emulators.ts";
import type { BinaryFacts } from "./facts.ts";
import { describeTooNew, findTooNew } from "./floor.ts";
import { describeNssUse, findNssUse } from "./nss.ts";
import { readBinary } from "./read.ts";

/** A binary that is what its target asks for, and has run where it was to run. */
export type Proven = {
  readonly built: Built;
  readonly bytes: number;
  readonly facts: BinaryFacts;
  readonly trial: Exclude<Trial, { kind: "failed" }>;
};

export type ProofOutcome =
  | { readonly kind: "proven"; readonly binaries: readonly Proven[] }
  | {
      readonly kind: "failed";
      readonly stage: "proof" | "run";
      readonly message: string;
      readonly log: readonly string[];
    };

export type ProofQuestion = {
  readonly target: TargetPlan;
  readonly binaries: readonly Built[];
  /** What Go, the compiler and the linker have printed. */
  readonly log: readonly string[];
  readonly toolchain: Toolchain | undefined;
  readonly emulator: Emulator | undefined;
  readonly directory: string;
};

/** Holds every binary of a target against what it must be, then runs it. The first that fails ends it. */
export async function prove(host: Host, question: ProofQuestion): Promise<ProofOutcome> {
  const nss = checkNss(question);
  if (nss !== undefined) {
    return failed("proof", nss, []);
  }
  const binaries: Proven[] = [];
  for (const built of question.binaries) {
    const outcome = await proveOne(host, question, built);
    if (outcome.kind === "failed") {
      return outcome;
    }
    binaries.push(...outcome.binaries);
  }
  return { kind: "proven", binaries };
}

/** What a static binary calls of glibc that could not be linked in, as a problem where the plan says that it is one. */
function checkNss({ target, log }: ProofQuestion): string | undefined {
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

async function proveOne(host: Host, question: ProofQuestion, built: Built): Promise<ProofOutcome> {
  const { target, toolchain, emulator, directory } = question;
  const name = built.build.file;
  let facts: BinaryFacts;
  try {
    facts = await readBinary(built.file);
  } catch (error) {
    return failed("proof", `${name} cannot be read: ${messageOf(error)}`, []);
  }
  const { expectation } = built.build;
  const problems = [...checkBinary(facts, expectation), ...(await checkFloor(built.file, facts, expectation.glibc))];
  if (problems.length > 0) {
    return failed("proof", `${name} ${problems.join("; it ")}`, problems);
  }
  const run = target.run;
  const { interpreter } = facts;
  const trial = await tryRun(host, { run, file: built.file, interpreter, directory, toolchain, emulator }).catch(
    (error: unknown): Trial => ({ kind: "failed", message: `it could not be started: ${messageOf(error)}`, log: [] }),
  );
  if (trial.kind === "failed") {
    return failed("run", `${name}: ${trial.message}`, trial.log);
  }
  const { size } = await stat(built.file);
  return { kind: "proven", binaries: [{ built, bytes: size, facts, trial }] };
}

/** Names the symbols too, which are read only where they are wanted. */
async function checkFloor(file: string, facts: BinaryFacts, glibc: string | undefined): Promise<readonly string[]> {
  const found = glibc === undefined ? [] : findTooNew(facts, glibc);
  if (glibc === undefined || found.length === 0) {
    return [];
  }
  const symbols = await readSymbolVersions(file).catch(() => new Map());
  return [describeTooNew(found, symbols, glibc)];
}

function failed(stage: "proof" | "run", message: string, log: readonly string[]): ProofOutcome {
  return { kind: "failed", stage, message, log };
}
