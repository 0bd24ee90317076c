import { describe, expect, it } from "vitest";
import { distinctNames, programName } from "../../src/golang/names.ts";

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

describe("distinctNames", () => {
  it.each([
    [
      ["example.com/app/a", "example.com/app/b"],
      ["a", "b"],
    ],
    [
      ["example.com/app/a/server", "example.com/app/b/server"],
      ["a-server", "b-server"],
    ],
    [
      ["example.com/app/a/server", "example.com/app/b/Server"],
      ["a-server", "b-Server"],
    ],
    [
      ["example.com/a/cmd/x", "example.com/b/cmd/x", "example.com/y"],
      ["a-cmd-x", "b-cmd-x", "y"],
    ],
    [
      ["example.com/jo/tool", "example.com/jo/tool/cmd/tool"],
      ["jo-tool", "cmd-tool"],
    ],
    [
      ["example.com/a/x/v2", "example.com/b/x/v3"],
      ["a-x", "b-x"],
    ],
    [
      ["tool", "tool/tool"],
      ["tool", "tool-tool"],
    ],
    [["example.com/app", "example.com/app"], ["app"]],
  ])("%s are called %s", (importPaths, names) => {
    expect([...distinctNames(importPaths).values()]).toEqual(names);
  });
});
