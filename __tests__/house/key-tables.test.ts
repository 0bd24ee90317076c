import { expect, test } from "vitest";
import { keyTables } from "../../scripts/key-tables.ts";

const text = { type: "string" } as const;

test("a table has every key of a type: those within objects and lists, and whether they are always there", () => {
  const definitions = {
    Whole: {
      description: "All of it.",
      properties: {
        host: { type: "object", properties: { os: text }, required: ["os"], description: "The machine." },
        parts: { type: "array", items: { $ref: "#/definitions/Part" } },
        faults: { type: "array", items: { type: "object", properties: { stack: { type: ["string", "null"] } } } },
        names: { type: "object", additionalProperties: text },
        kind: { enum: ["a", null] },
        schema: { const: 1 },
      },
      required: ["host", "parts", "faults", "names", "kind", "schema"],
    },
    Part: {
      anyOf: [
        { properties: { size: { type: "number" }, sha256: text }, required: ["size", "sha256"] },
        { properties: { size: { type: "number" }, sha512: text }, required: ["size", "sha512"] },
      ],
    },
  } as const;
  const rows = keyTables(definitions as unknown as Parameters<typeof keyTables>[0], {
    Whole: "The whole",
    Part: "A part",
  });
  expect(rows.map(({ title, about }) => [title, about])).toEqual([
    ["The whole", "All of it."],
    ["A part", ""],
  ]);
  expect(rows.flatMap((each) => each.rows.map(({ key, type, meaning }) => [key, type, meaning]))).toEqual([
    ["host", "object", "The machine."],
    ["host.os", "string", ""],
    ["parts", "list of [a part](#a-part)", ""],
    ["faults", "list of object", ""],
    ["faults[].stack", "string or null, may be absent", ""],
    ["names", "object, of string by name", ""],
    ["kind", "`a`, null", ""],
    ["schema", "`1`", ""],
    ["size", "number", ""],
    ["sha256", "string, may be absent", ""],
    ["sha512", "string, may be absent", ""],
  ]);
});

test("a type that is not there is an error", () => {
  expect(() => keyTables({}, { Gone: "Gone" })).toThrow("there is no type Gone to make a table of");
});
