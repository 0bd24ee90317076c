import { describe, expect, it } from "vitest";
import { reportError } from "../../src/commands/run.ts";
import { UserError } from "../../src/host/errors.ts";

function report(error: unknown) {
  const errors: { readonly message: string; readonly title: string | undefined }[] = [];
  const exitCode = reportError({ error: (message, title) => errors.push({ message, title }) }, error);
  return { errors, exitCode };
}

describe("reportError", () => {
  it("shows one error for each problem of the user's, and ends with 2", () => {
    expect(report(new UserError(["unknown target linux/x", "jobs: expected a number, got x"]))).toEqual({
      errors: [
        { message: "unknown target linux/x", title: undefined },
        { message: "jobs: expected a number, got x", title: undefined },
      ],
      exitCode: 2,
    });
  });

  it("shows what the operating system refused without a stack, and ends with 1", () => {
    const error = Object.assign(new Error("ENOSPC: no space left on device, write"), { syscall: "write" });
    expect(report(error)).toEqual({
      errors: [{ message: "ENOSPC: no space left on device, write", title: undefined }],
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
