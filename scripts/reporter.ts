import type { Reporter, TestModule } from "vitest/node";
import { makeCommandGuard } from "./command-guard.ts";

/**
 * Ends a test run with one plain line that counts, and names what was skipped. Fails a run that prints what GitHub's
 * runner would obey as a workflow command, whoever prints it: Vitest passes on here what its workers print.
 */
export default class Tally implements Reporter {
  private readonly guards = [guard(process.stdout), guard(process.stderr)];

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
    const commands = this.guards.flatMap((each) => each.found);
    if (commands.length > 0) {
      const some = commands.slice(0, 5).join("\n  ");
      console.log(
        `The tests printed ${commands.length} lines that a runner would obey as commands, such as\n  ${some}`,
      );
      process.exitCode = 1;
    }
    console.log(`tests: ${of("passed").length} passed, ${of("failed").length + broken} failed${tail}`);
  }
}

function guard(stream: NodeJS.WriteStream): { readonly found: readonly string[] } {
  const { filter, found } = makeCommandGuard();
  const decoder = new TextDecoder();
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean =>
    // The overloads of `write` differ in what follows the chunk alone, and that is handed on as it came.
    (write as (...words: unknown[]) => boolean)(
      filter(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })),
      ...rest,
    );
  return { found };
}
