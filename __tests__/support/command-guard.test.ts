import { describe, expect, it } from "vitest";
import { makeCommandGuard } from "../../scripts/command-guard.ts";

describe("makeCommandGuard", () => {
  it("finds commands at the start of a line, and makes them inert", () => {
    const guard = makeCommandGuard();
    const text = "first\r\n  ::error::x\ntext ::error::y\n##[warning]z\r::debug::w\n";
    expect(guard.filter(text)).toBe("first\r\n  \\::error::x\ntext ::error::y\n##\\[warning]z\r\\::debug::w\n");
    expect(guard.found).toEqual(["\\::error::x", "##\\[warning]z", "\\::debug::w"]);
  });

  it("knows where a line begins in text that comes in pieces", () => {
    const guard = makeCommandGuard();
    expect(["std", "::string\n", "::debug::x", "\n"].map(guard.filter)).toEqual([
      "std",
      "::string\n",
      "\\::debug::x",
      "\n",
    ]);
    expect(guard.found).toEqual(["\\::debug::x"]);
  });
});
