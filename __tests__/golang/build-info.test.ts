import { describe, expect, it } from "vitest";
import { parseModuleInfo } from "../../src/golang/build-info.ts";

describe("parseModuleInfo", () => {
  it("reads the path and the settings, and leaves the modules out", () => {
    const text =
      "path\texample.com/app\nmod\texample.com/app\t(devel)\t\ndep\texample.com/c\tv1.0.0\th1:x=\n" +
      "build\t-compiler=gc\nbuild\tCGO_ENABLED=1\nbuild\tCGO_CFLAGS=\n";
    expect(parseModuleInfo(text)).toEqual({
      path: "example.com/app",
      settings: { "-compiler": "gc", CGO_ENABLED: "1", CGO_CFLAGS: "" },
    });
    expect(parseModuleInfo("")).toEqual({ path: undefined, settings: {} });
  });

  it.each([
    [`-ldflags="-X 'main.v=1'"`, { "-ldflags": "-X 'main.v=1'" }],
    ['-ldflags=`-s "x"`', { "-ldflags": '-s "x"' }],
    [String.raw`"a=b"="c\td"`, { "a=b": "c\td" }],
    [String.raw`v="\x41\u00e9\U0001F600\101\"\\"`, { v: 'Aé😀A"\\' }],
    ["no value", {}],
    ["=x", {}],
  ])("setting %s", (setting, settings) => {
    expect(parseModuleInfo(`build\t${setting}\n`).settings).toEqual(settings);
  });
});
