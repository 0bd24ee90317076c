import { describe, expect, it } from "vitest";
import { programName } from "../../src/golang/names.ts";

describe("programName", () => {
  it.each([
    ["example.com/app", "app"],
    ["app", "app"],
    ["v2", "v2"],
    ["example.com/app/v2", "app"],
    ["example.com/app/v10", "app"],
    ["example.com/app/v1", "v1"],
    ["example.com/app/v0", "v0"],
    ["example.com/app/v02", "v02"],
    ["example.com/app/v2/cmd/tool", "tool"],
    ["example.com/app/v2beta", "v2beta"],
    ["gopkg.in/yaml.v3", "yaml.v3"],
    ["gopkg.in/yaml.v3/cmd/y", "y"],
    ["example.com/App_X-1.2", "App_X-1.2"],
  ])("%s is called %s", (importPath, name) => {
    expect(programName(importPath)).toBe(name);
  });
});
