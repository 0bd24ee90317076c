import { describe, expect, it } from "vitest";
import {
  isExcludedByConstraints,
  type ListedPackage,
  listedFields,
  parseListed,
  withoutTestVariants,
} from "../../src/golang/list.ts";

describe("parseListed", () => {
  it("splits what `go list -json` prints, nested values and all", () => {
    const text = [
      "{",
      '\t"ImportPath": "a",',
      '\t"Module": {',
      '\t\t"Path": "a",',
      '\t\t"Main": true',
      "\t}",
      "}",
      "{",
      '\t"ImportPath": "b",',
      '\t"Error": {',
      '\t\t"ImportStack": [],',
      '\t\t"Err": "expected \\"}\\",\\n}\\n{ found"',
      "\t}",
      "}",
      "",
    ].join("\n");
    const packages: readonly ListedPackage[] = [
      { ImportPath: "a", Module: { Path: "a", Main: true } },
      { ImportPath: "b", Error: { ImportStack: [], Err: 'expected "}",\n}\n{ found' } },
    ];
    expect(parseListed(text)).toEqual(packages);
    expect(parseListed(text.trimEnd())).toEqual(packages);
  });

  it("gives nothing for nothing", () => {
    expect(parseListed("")).toEqual([]);
    expect(parseListed("\n")).toEqual([]);
  });

  it.each(['{\n\t"ImportPath": "a"\n', "null", "[]", "{\n}\n", "go: warning"])("says that %j is no list", (text) => {
    expect(() => parseListed(text)).toThrow("`go list -json` printed something that is not a list of packages");
  });
});

describe("listedFields", () => {
  it("names each field once", () => {
    const names = listedFields.split(",");
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining(["ImportPath", "CgoFiles", "Module", "DepsErrors"]));
  });
});

describe("isExcludedByConstraints", () => {
  it.each<readonly [string, ListedPackage, boolean]>([
    ["no error", { ImportPath: "a" }, false],
    [
      "no file for the target",
      { ImportPath: "a", Error: { Err: "build constraints exclude all Go files in /m/a" } },
      true,
    ],
    ["another error", { ImportPath: "a", Error: { Err: "expected 'package'" } }, false],
  ])("%s", (_title, listed, excluded) => {
    expect(isExcludedByConstraints(listed)).toBe(excluded);
  });
});

describe("withoutTestVariants", () => {
  it("names each package once, by its own name", () => {
    const variants: readonly ListedPackage[] = [
      { ImportPath: "testing", DepOnly: true },
      { ImportPath: "a", Name: "a" },
      { ImportPath: "a [a.test]", Name: "a", Imports: ["testing"] },
      { ImportPath: "b [a.test]", Name: "b", Imports: ["a [a.test]"] },
      { ImportPath: "a.test", Name: "main", Imports: ["b [a.test]"] },
      { ImportPath: "c.test", Name: "main" },
    ];
    expect(withoutTestVariants(variants)).toEqual([
      { ImportPath: "testing", DepOnly: true },
      { ImportPath: "a", Name: "a" },
      { ImportPath: "b", Name: "b", DepOnly: true, Imports: ["a"] },
      { ImportPath: "c.test", Name: "main" },
    ]);
  });
});
