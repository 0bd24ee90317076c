import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, type HostProgram, putProgram, type TargetFate } from "./builds.ts";
import { type EnterOptions, given, type HostRoot, missingReason, openHost, runnerUser, type Suite } from "./roots.ts";

/** One build on a host. */
export type Row = {
  readonly name: string;
  readonly program: HostProgram;
  readonly flags: readonly string[];
  /** What becomes of each target: a pattern where a reason is told. */
  readonly fates: Readonly<Record<string, TargetFate | RegExp>>;
  /** Of a run that ends before it builds: what it says. */
  readonly refusal?: RegExp;
  readonly as?: EnterOptions;
};

/** What becomes of a target that is built, verified and run. */
export const ran = "ran";

/** Builds each row in one root of a release, in their order; toolchains are kept from row to row. */
export function describeHost(suite: Suite, rows: readonly Row[], findReason = async () => missingReason()): void {
  describe(`in a container of ${suite}`, () => {
    let host: HostRoot | undefined;
    let missing: string | undefined;
    beforeAll(async () => {
      missing = await findReason();
      host = missing === undefined ? await openHost(suite) : undefined;
    });
    afterAll(() => host?.remove());

    test.for(rows)("$name", async (row, context) => {
      const opened = given(context, host, missing);
      await buildRow(opened, row);
    });

    test("a lock, its check, and a build under it", async (context) => {
      const opened = given(context, host, missing);
      const directory = await putProgram(opened, "tiny");
      const flags = ["--targets", "linux/arm64", "--run"];
      for (const words of [["lock"], ["lock", "--check"]]) {
        const done = await opened.run([
          "node",
          "/src/dist/cli.js",
          ...words,
          "--working-directory",
          directory,
          ...flags,
        ]);
        expect([done.exitCode, words], done.stderr).toEqual([0, words]);
      }
      const built = await build(opened, directory, flags);
      expect(built.fates, built.stderr).toEqual({ "linux/arm64": ran });
    });
  });
}

/** Builds a row on a host, and compares what became of its targets. */
export async function buildRow(host: HostRoot, { program, flags, fates, refusal, as }: Row): Promise<void> {
  const directory = await putProgram(host, program, as?.user);
  const targets = Object.keys(fates).join(",");
  const built = await build(host, directory, ["--targets", targets, "--run", ...flags], as);
  if (refusal !== undefined) {
    expect(built.stderr).toMatch(refusal);
    expect([built.exitCode, built.fates]).toEqual([2, {}]);
    return;
  }
  const log = built.stderr.split("\n").slice(-40).join("\n");
  const expected = Object.entries(fates).map(([target, fate]) => [
    target,
    typeof fate === "string" ? fate : expect.stringMatching(fate),
  ]);
  expect(built.fates, log).toEqual(Object.fromEntries(expected));
  const isPassed = Object.values(fates).every((fate) => fate === ran || String(fate).includes("not run"));
  expect(built.exitCode, log).toBe(isPassed ? 0 : 1);
}

/** The user of a self-hosted runner, without an entry in the root's list of users. */
export const nobody: EnterOptions = { user: runnerUser, env: { HOME: "/home/runner" } };
