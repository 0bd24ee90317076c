import { describe, expect, it } from "vitest";
import { inputsOf, pkgConfigDirectories } from "../../src/inputs/inputs-of.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";

function directories(text: string, module: string): readonly string[] {
  const raw = { targets: "linux/amd64", "pkg-config-path": text };
  const { inputs } = parseInputs(raw, { platforms: knownPlatforms, workspace: "/ws" });
  const [target] = inputs.targets;
  return target === undefined ? [] : pkgConfigDirectories(inputsOf(inputs, target), module);
}

describe("pkg-config-path", () => {
  it("has colons between its directories", () => {
    expect(directories("/a:b /c", "/m")).toEqual(["/a", "/m/b", "/c"]);
    expect(directories("x:y", "/m")).toEqual(["/m/x", "/m/y"]);
  });

  it("has drives on Windows, and semicolons", () => {
    expect(directories("'C:\\deps\\lib;D:/more' 'E:\\one'", "C:\\m")).toEqual(["C:\\deps\\lib", "D:/more", "E:\\one"]);
    expect(directories("C:/deps:D:/more:rel", "C:/m")).toEqual(["C:/deps", "D:/more", "C:/m/rel"]);
  });
});
