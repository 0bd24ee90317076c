import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parseManifest } from "../../src/report/earlier.ts";
import { describeManifest, describeProblemsJson, manifestSchema } from "../../src/report/manifest.ts";
import { problem } from "../support/problems.ts";
import { repository } from "../support/runner.ts";
import { cases } from "./cases.ts";
import { failed, run, target } from "./sample.ts";

const schema = JSON.parse(readFileSync(join(repository, "docs/reference/manifest.schema.json"), "utf8")) as {
  readonly $id: string;
};
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What is wrong with a manifest, as the schema has it. */
function problemsOf(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

const diagnosed = run({
  targets: [
    target({
      outcome: failed({
        command: "env GOARCH=arm64 go build .",
        diagnosis: {
          code: "processor-header",
          headline: "simd.c:3:10: fatal error: immintrin.h: No such file or directory",
          cause: "simd.c includes immintrin.h, which only x86 has",
          fix: "guard it",
          places: [{ file: "simd.c", line: 3, column: undefined, text: "fatal error" }],
        },
      }),
    }),
    target({ target: "plan9/386", outcome: failed({ stage: "plan", message: "no C toolchain for it" }) }),
  ],
  handedOn: { cc: "/set/bin/cgo-cross-cc", goFlags: undefined },
  pages: { run: "https://example.com/runs/7", sources: "https://example.com/blob/0a1b" },
});

test.each(Object.entries({ ...cases, diagnosed }))("%s: the manifest fits its schema, which it names", (_, result) => {
  const text = describeManifest(result);
  expect(problemsOf(text)).toEqual([]);
  expect(JSON.parse(text)).toMatchObject({ $schema: schema.$id, schema: 1 });
  // Another run in the same directory keeps what is in it.
  expect(problemsOf(describeManifest(result, parseManifest(describeManifest(cases.everythingPassed))))).toEqual([]);
});

test("a failure has its code, cause, fix, places and command", () => {
  const { targets } = JSON.parse(describeManifest(diagnosed)) as { targets: { outcome: unknown }[] };
  expect(targets[0]?.outcome).toMatchObject({
    diagnosis: { code: "processor-header", fix: "guard it", places: [{ file: "simd.c", line: 3, column: null }] },
    command: "env GOARCH=arm64 go build .",
  });
});

test("what stands for the manifest of a run that built nothing fits it, too", () => {
  const wrong = { kind: "user", problems: [problem("unknown target linux/x", "unknown-target")] } as const;
  const fault = { kind: "internal", message: "x is undefined", stack: "TypeError" } as const;
  expect(schema.$id).toBe(manifestSchema);
  expect(JSON.parse(describeProblemsJson(wrong, undefined)).problems).toEqual([
    { code: "unknown-target", text: "unknown target linux/x", link: "docs/errors/inputs.md#unknown-target" },
  ]);
  expect(problemsOf(describeProblemsJson(fault, undefined))).toEqual([]);
  expect(problemsOf(describeProblemsJson(wrong, undefined))).toEqual([]);
});

test("what lacks a key or has another number does not fit; what has more keys does", () => {
  const manifest = JSON.parse(describeManifest(diagnosed)) as Record<string, unknown>;
  const { seconds: _, ...lacking } = manifest;
  expect(problemsOf(JSON.stringify({ ...manifest, more: 1 }))).toEqual([]);
  for (const other of [lacking, { ...manifest, schema: 2 }, { ...manifest, targets: [{}] }]) {
    expect(problemsOf(JSON.stringify(other))).not.toEqual([]);
  }
});
