import type { Reporter, TestModule } from "vitest/node";

/** Ends a test run with one plain line that counts, and names what was skipped. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((each) => [...each.children.allTests()]);
    const of = (state: string) => tests.filter((test) => test.result().state === state);
    const broken = modules.filter((each) => each.errors().length > 0).length;
    const skipped = [...of("skipped"), ...of("pending")];
    for (const test of skipped) {
      const result = test.result();
      const note = result.state === "skipped" ? result.note : undefined;
      console.log(`skipped: ${test.fullName}: ${note ?? "no reason given"}`);
    }
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
    console.log(`tests: ${of("passed").length} passed, ${of("failed").length + broken} failed${tail}`);
  }
}
