import { expect, test } from "vitest";
import { describeNothingBuilt } from "../../src/report/problems.ts";
import { problem } from "../support/problems.ts";
import { pictured } from "./pictured.ts";

test("wrong inputs are a list", () => {
  expect(describeNothingBuilt({ kind: "user", problems: pictured.problems }, undefined).split("\n")).toEqual([
    "### ❌ Nothing was built",
    "",
    "3 problems to mend first:",
    "",
    "- unknown target linux/amr64; did you mean linux/amd64 or linux/arm64? (`unknown-target`)",
    "- static: expected true, false or allow-nss, got maybe (default: false) (`input-value`)",
    "- jobs: expected a whole number from 1, got many (`input-value`)",
    "",
  ]);
});

test("a problem of several lines is one item, and text from outside stays in its place", () => {
  const problems = [problem("main.go:3: a\n\n# </li> `x`\n- b | ::error::y", "package-error")];
  expect(describeNothingBuilt({ kind: "user", problems }, undefined).split("\n").slice(2)).toEqual([
    "1 problem to mend first:",
    "",
    "- main.go:3: a<br># &#60;/li&#62; <code>x</code><br>- b &#124; ::error::y (`package-error`)",
    "",
  ]);
});

test("a fault of cgo-cross is told with its stack", () => {
  const stack = "TypeError: x is undefined\n    at crossbuild (build.ts:1:1)";
  expect(describeNothingBuilt({ kind: "internal", message: "x is undefined", stack }, undefined).split("\n")).toEqual([
    "### ❌ cgo-cross failed",
    "",
    "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.",
    "",
    "```text",
    "TypeError: x is undefined",
    "    at crossbuild (build.ts:1:1)",
    "```",
    "",
  ]);
});

test("a summary of many long problems stays within GitHub's limit", () => {
  const problems = Array.from({ length: 1000 }, () => problem("é".repeat(5000)));
  expect(Buffer.byteLength(describeNothingBuilt({ kind: "user", problems }, undefined))).toBeLessThanOrEqual(1_000_000);
});

test("a code is a link to its heading in the documents of the version that runs", () => {
  const action = "https://github.com/octocat/cgo-cross/blob/v1";
  const problems = [problem("there is no `go` on PATH", "no-go")];
  expect(describeNothingBuilt({ kind: "user", problems }, { action })).toContain(
    `- there is no <code>go</code> on PATH ([\`no-go\`](${action}/docs/errors/go.md#no-go))`,
  );
});
