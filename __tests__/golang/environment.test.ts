import { describe, expect, it } from "vitest";
import {
  goEnvironmentNames,
  parseGoEnvironment,
  parseGoVariables,
  parseWorkspaceDirectories,
} from "../../src/golang/environment.ts";
import { parsePlatforms } from "../../src/golang/platforms.ts";

describe("goEnvironmentNames", () => {
  it("asks for the level of this architecture alone, and apart for what Go starts a compiler for", () => {
    const plain = ["GOFLAGS", "GOEXPERIMENT", "CC", "CXX", "AR"];
    const flags = ["CGO_CPPFLAGS", "CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS"];
    expect(goEnvironmentNames("arm")).toEqual({ plain: ["GOARM", ...plain], flags });
    expect(goEnvironmentNames("s390x")).toEqual({ plain, flags });
  });
});

describe("parseGoEnvironment", () => {
  it("reads the values by name, and takes a missing one for empty", () => {
    const plain = JSON.stringify({ GOARM: "7,softfloat", GOAMD64: "v3", CC: "gcc -m32" });
    const flags = JSON.stringify({ CGO_CFLAGS: "-O2 -g" });
    expect(parseGoEnvironment({ plain, flags }, "arm")).toEqual({
      levels: { GOARM: "7,softfloat" },
      goflags: "",
      goexperiment: "",
      cc: "gcc -m32",
      cxx: "",
      ar: "",
      cgoCflags: "-O2 -g",
      cgoCppflags: "",
      cgoCxxflags: "",
      cgoLdflags: "",
    });
  });

  it("has no level for an architecture without levels, or from a Go that does not know the variable", () => {
    expect(parseGoEnvironment({ plain: "{}", flags: "{}" }, "s390x").levels).toEqual({});
    expect(parseGoEnvironment({ plain: '{"GORISCV64":""}', flags: "{}" }, "riscv64").levels).toEqual({});
  });
});

it("parseGoVariables gives empty for what Go does not know", () => {
  const value = parseGoVariables('{"GOVERSION":"go1.26.8"}');
  expect([value("GOVERSION"), value("GOCACHEPROG")]).toEqual(["go1.26.8", ""]);
});

it("parseWorkspaceDirectories reads a workspace with modules and an empty one", () => {
  const json = '{"Go":"1.24","Use":[{"DiskPath":"./app"},{"DiskPath":"../lib"}],"Replace":null}';
  expect(parseWorkspaceDirectories(json)).toEqual(["./app", "../lib"]);
  expect(parseWorkspaceDirectories('{"Go":"1.24","Use":null}')).toEqual([]);
  expect(parseWorkspaceDirectories('{"Go":"1.24"}')).toEqual([]);
});

it("parsePlatforms reads what `go tool dist list -json` prints", () => {
  const json =
    '[{"GOOS":"linux","GOARCH":"arm64","CgoSupported":true,"FirstClass":true},' +
    '{"GOOS":"js","GOARCH":"wasm","CgoSupported":false,"FirstClass":false}]';
  expect(parsePlatforms(json)).toEqual([
    { os: "linux", arch: "arm64", cgoSupported: true },
    { os: "js", arch: "wasm", cgoSupported: false },
  ]);
});
