import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { describeError, describeFault, describeForWarning, UserError } from "../../src/host/errors.ts";
import { ArtifactNameTaken } from "../../src/host/types.ts";
import { problem } from "../support/problems.ts";

describe("describeError", () => {
  it("gives the problems of a UserError, one or several, and no stack", () => {
    expect(describeError(new UserError(problem("no such mirror")))).toEqual({
      kind: "user",
      problems: [problem("no such mirror")],
    });
    expect(describeError(new UserError([problem("one"), problem("two")]))).toEqual({
      kind: "user",
      problems: [problem("one"), problem("two")],
    });
    expect(describeError(new ArtifactNameTaken("tools"))).toEqual({
      kind: "user",
      problems: [{ code: "artifact-names-collide", text: 'the run already has an artifact named "tools"' }],
    });
  });

  it("takes what the operating system refuses for the user's to fix", async () => {
    const error = await readFile("/no/such/file").catch((thrown: unknown) => thrown);
    expect(describeError(error)).toEqual({
      kind: "user",
      problems: [{ code: "system-error", text: expect.stringContaining("ENOENT") }],
    });
    const full = Object.assign(new Error("ENOSPC: no space left"), { syscall: "write", code: "ENOSPC" });
    expect(describeError(full)).toMatchObject({ problems: [{ code: "disk-full" }] });
  });

  it("keeps the stack of anything else, and those of its causes", () => {
    const cause = new TypeError("x is undefined", { cause: "a string" });
    const error = new Error("the plan has no target", { cause });
    expect(describeError(error)).toEqual({
      kind: "internal",
      message: "the plan has no target",
      stack: `${error.stack}\nCaused by: ${cause.stack}\nCaused by: a string`,
    });
    expect(describeError("thrown text")).toEqual({ kind: "internal", message: "thrown text", stack: "thrown text" });
  });
});

describe("describeFault", () => {
  it("asks for a report below the stack", () => {
    const stack = "Error: no\n    at f (x.ts:1:2)";
    expect(describeFault({ kind: "internal", message: "no", stack })).toBe(
      `${stack}\nThis is a fault of cgo-cross, not of your program. Please report it with its stack trace.`,
    );
  });
});

describe("describeForWarning", () => {
  it("is the problem, or the whole of a fault of ours", () => {
    expect(describeForWarning(new UserError([problem("one"), problem("two")]))).toBe("one; two");
    const fault = new TypeError("x is undefined");
    expect(describeForWarning(fault)).toBe(
      `${fault.stack}\nThis is a fault of cgo-cross, not of your program. Please report it with its stack trace.`,
    );
  });
});
