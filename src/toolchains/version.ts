import { describeBriefly, describeError, UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";

/**
 * Starts a compiler once and gives the first line of its `--version`: one that cannot start here is found out before
 * anything is built with it.
 * @param words The program and its words, as in CC.
 * @throws UserError where it does not start.
 */
export async function compilerVersion(host: Host, words: readonly string[]): Promise<string> {
  const [file = "", ...args] = words;
  const failed = (reason: string, cause?: unknown) =>
    new UserError(
      { code: "compiler-does-not-start", text: `the compiler ${file} does not start: ${reason}` },
      cause === undefined ? {} : { cause },
    );
  const done = await host.processes.run({ file, args: [...args, "--version"], timeoutSeconds: 60 }).catch((error) => {
    const described = describeError(error);
    throw failed(describeBriefly(described), error);
  });
  if (done.exitCode !== 0) {
    throw failed(done.output.trim());
  }
  return done.stdout.split("\n")[0] ?? "";
}
