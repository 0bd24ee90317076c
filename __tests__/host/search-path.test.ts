import { describe, expect, it } from "vitest";
import { copyEnvironment } from "../../src/host/environment.ts";
import { isAbsolutePath, isBareName, readSearchPath } from "../../src/host/search-path.ts";

describe("readSearchPath", () => {
  it("has the absolute entries of PATH alone", () => {
    expect(readSearchPath({ PATH: "/usr/bin::.:bin:/opt/my tools" }, "linux")).toEqual({
      directories: ["/usr/bin", "/opt/my tools"],
      extensions: [],
    });
    expect(readSearchPath({}, "darwin")).toEqual({ directories: [], extensions: [] });
  });

  it("on Windows has semicolons, drives, quotes and PATHEXT", () => {
    const PATH = String.raw`C:\Windows\system32;;.;tools;\tools;"D:\my;tools";E:/mingw64/bin;\\server\share`;
    expect(readSearchPath({ PATH: PATH.replace(';tools"', 'tools"'), PATHEXT: ".EXE;.CMD;" }, "win32")).toEqual({
      directories: [
        String.raw`C:\Windows\system32`,
        String.raw`D:\mytools`,
        "E:/mingw64/bin",
        String.raw`\\server\share`,
      ],
      extensions: [".EXE", ".CMD"],
    });
    expect(readSearchPath({ PATH: "" }, "win32").extensions).toEqual([".COM", ".EXE", ".BAT", ".CMD"]);
  });
});

describe("names of programs", () => {
  it.each([
    ["gcc", true, true],
    ["./gcc", false, false],
    ["bin/gcc", false, false],
    [String.raw`bin\gcc`, true, false],
    ["C:gcc", true, false],
    ["", false, false],
  ])("%s", (name, linux, windows) => {
    expect([isBareName(name, "linux"), isBareName(name, "win32")]).toEqual([linux, windows]);
  });

  it("are absolute by their own system's rules", () => {
    expect([isAbsolutePath("/usr/bin/gcc", "linux"), isAbsolutePath("bin/gcc", "linux")]).toEqual([true, false]);
    const mingw = String.raw`C:\mingw64\bin\gcc.exe`;
    expect([isAbsolutePath(mingw, "win32"), isAbsolutePath("gcc.exe", "win32")]).toEqual([true, false]);
  });
});

describe("copyEnvironment", () => {
  it("has one spelling for what Windows does not tell apart", () => {
    const variables = { Path: String.raw`C:\Windows`, ComSpec: "cmd.exe", GOFLAGS: "-v" };
    expect(copyEnvironment(variables, "win32")).toEqual({
      PATH: String.raw`C:\Windows`,
      COMSPEC: "cmd.exe",
      GOFLAGS: "-v",
    });
    expect(copyEnvironment(variables, "linux")).toEqual(variables);
  });
});
