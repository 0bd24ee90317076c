import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reportError, withHost } from "../../src/commands/run.ts";
import type { Listener } from "../../src/commands/tell-problems.ts";
import { UserError } from "../../src/host/errors.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import { problem } from "../support/problems.ts";
import { isAlive } from "../support/process-table.ts";
import { recordWarnings } from "../support/warnings.ts";

function report(error: unknown, { kind = "local", pages }: Partial<Pick<Listener, "kind" | "pages">> = {}) {
  const errors: { readonly message: string; readonly title: string | undefined }[] = [];
  const lines: string[] = [];
  const log = {
    error: (message: string, title?: string) => void errors.push({ message, title }),
    info: (line: string) => void lines.push(line),
  };
  const exitCode = reportError({ kind, log, pages }, error);
  return { errors, lines, exitCode };
}

describe("reportError", () => {
  it("shows one error for each problem of the user's, and ends with 2", () => {
    expect(
      report(
        new UserError([
          problem("unknown target linux/x", "unknown-target"),
          problem("jobs: expected a number, got x", "input-value"),
          problem("cache: expected on or off, got x", "input-value"),
        ]),
      ),
    ).toEqual({
      errors: [
        { message: "unknown target linux/x", title: undefined },
        { message: "jobs: expected a number, got x", title: undefined },
        { message: "cache: expected on or off, got x", title: undefined },
      ],
      lines: ["More: cgo-cross help unknown-target, cgo-cross help input-value"],
      exitCode: 2,
    });
  });

  it("has the code in the title on a runner, and links to the documents of the version that runs", () => {
    const error = new UserError(problem("unknown target linux/x", "unknown-target"));
    const errors = [{ message: "unknown target linux/x", title: "unknown-target" }];
    const action = "https://github.com/octocat/cgo-cross/blob/v1";
    expect(report(error, { kind: "github", pages: { action } })).toEqual({
      errors,
      lines: [`More on unknown-target: ${action}/docs/errors/inputs.md#unknown-target`],
      exitCode: 2,
    });
    expect(report(error, { kind: "github", pages: { action: undefined } })).toEqual({ errors, lines: [], exitCode: 2 });
  });

  it("shows what the operating system refused without a stack, and ends with 1", () => {
    const error = Object.assign(new Error("ENOSPC: no space left on device, write"), { syscall: "write" });
    expect(report(error)).toEqual({
      errors: [{ message: "ENOSPC: no space left on device, write", title: undefined }],
      lines: ["More: cgo-cross help system-error"],
      exitCode: 1,
    });
  });

  it("shows the stack of a fault of cgo-cross and asks for a report, and ends with 1", () => {
    const error = new TypeError("x is undefined");
    const { errors, exitCode } = report(error);
    expect(errors).toEqual([
      { message: expect.stringMatching(/^TypeError: x is undefined\n {4}at /), title: "cgo-cross failed" },
    ]);
    expect(errors[0]?.message).toMatch(
      /run\.test\.ts[\s\S]*\nThis is a fault of cgo-cross, not of your program\. Please report it with its stack trace\.$/,
    );
    expect(exitCode).toBe(1);
  });
});

describe("the end of a run", () => {
  it("ends what its children have left running, and leaves no temporary files", async () => {
    const host = await makeLocalHost({ PATH: "/usr/bin:/bin" }, { artifactDirectory: "/nowhere" });
    let left = 0;
    const exitCode = await withHost(host, async () => {
      const script = "setsid sleep 1000 >/dev/null 2>&1 & echo $!";
      left = Number((await host.processes.run({ file: "sh", args: ["-c", script] })).stdout);
      expect(isAlive(left)).toBe(true);
      return 0;
    });
    expect(exitCode).toBe(0);
    expect(isAlive(left)).toBe(false);
    expect(existsSync(host.scratchDirectory)).toBe(false);
  });

  it("warns of files that cannot be removed, and removes the others", async () => {
    const host = await makeLocalHost({ PATH: "/usr/bin:/bin" }, { artifactDirectory: "/nowhere" });
    const { log, warnings } = recordWarnings(host.log);
    // Nobody can remove a file of /proc.
    const temporaries = new Set(["/proc/version", host.scratchDirectory]);
    expect(await withHost({ ...host, log, temporaries }, async () => 0)).toBe(0);
    const text = expect.stringMatching(/^temporary files were left in \/proc\/version: E(?:PERM|ACCES)/);
    expect(warnings).toEqual([{ code: "temporary-files-left", text }]);
    expect(existsSync(host.scratchDirectory)).toBe(false);
  });
});
