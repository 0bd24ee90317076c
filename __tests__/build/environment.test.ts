import { describe, expect, it } from "vitest";
import { buildVariables, exportedVariables, perTargetVariables } from "../../src/build/environment.ts";
import type { TargetPlan } from "../../src/plan/plan.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";

const target: TargetPlan = {
  target: { os: "linux", arch: "arm", variant: "v7" },
  asked: true,
  slices: [],
  fromPattern: false,
  goVariables: { GOOS: "linux", GOARCH: "arm", GOARM: "7" },
  cgo: { enabled: true, reason: "C in example.com/c" },
  toolchain: "arm-linux-gnueabihf",
  layers: [],
  static: false,
  nss: undefined,
  notes: [],
  settings: {},
  searchPaths: {},
  cgoFlags: { CGO_CFLAGS: "-O2 -g -DA", CGO_CXXFLAGS: "-O2 -g", CGO_LDFLAGS: "-O2 -g" },
  addedFlags: { CGO_CFLAGS: ["-DA"], CGO_CXXFLAGS: [], CGO_LDFLAGS: [] },
  flags: [],
  prebuild: [],
  prebuilt: { objects: [], libraryDirectories: [] },
  builds: [],
  run: { kind: "off" },
};

const toolchain: Toolchain = {
  id: "arm-linux-gnueabihf",
  triple: "arm-linux-gnueabihf",
  cc: "/t/bin/arm-linux-gnueabihf-gcc",
  cxx: "/t/bin/arm-linux-gnueabihf-g++",
  ar: "/t/bin/arm-linux-gnueabihf-ar",
  pkgConfig: "/t/bin/arm-linux-gnueabihf-pkg-config",
  names: { cc: "arm-linux-gnueabihf-gcc-0123", cxx: "arm-linux-gnueabihf-g++-0123" },
  binDirectories: ["/t/bin"],
  sysroot: "/t/sysroot/arm-linux-gnueabihf",
  libraryPath: [],
  linked: undefined,
  version: "gcc 12.2.0",
  source: "disk",
  checked: "record",
  packages: [],
  seconds: 1,
  bytesDownloaded: 0,
  directory: "/t",
};

const hostToolchain: Toolchain = {
  ...toolchain,
  id: "host",
  triple: undefined,
  cc: "ccache gcc",
  cxx: undefined,
  ar: "ar",
  pkgConfig: undefined,
  names: { cc: "ccache gcc", cxx: undefined },
  binDirectories: [],
};

describe("buildVariables", () => {
  it("name the compilers by content, on a PATH that has them first", () => {
    expect(buildVariables(target, toolchain, "/usr/bin:/bin")).toEqual({
      CGO_ENABLED: "1",
      CC: "arm-linux-gnueabihf-gcc-0123",
      CXX: "arm-linux-gnueabihf-g++-0123",
      AR: "/t/bin/arm-linux-gnueabihf-ar",
      PKG_CONFIG: "/t/bin/arm-linux-gnueabihf-pkg-config",
      PATH: "/t/bin:/usr/bin:/bin",
      CGO_CFLAGS: "-O2 -g -DA",
      CGO_CXXFLAGS: "-O2 -g",
      CGO_LDFLAGS: "-O2 -g",
    });
  });

  it("leave the machine's own compiler and PATH as they are", () => {
    expect(buildVariables(target, hostToolchain, "/usr/bin")).toEqual({
      CGO_ENABLED: "1",
      CC: "ccache gcc",
      AR: "ar",
      CGO_CFLAGS: "-O2 -g -DA",
      CGO_CXXFLAGS: "-O2 -g",
      CGO_LDFLAGS: "-O2 -g",
    });
  });

  it("have the job's search paths as the plan has them", () => {
    const searchPaths = { CPATH: "", PKG_CONFIG_PATH: "/opt/a" };
    expect(buildVariables({ ...target, searchPaths }, toolchain, "/usr/bin")).toMatchObject(searchPaths);
    expect(exportedVariables({ ...target, searchPaths }, toolchain)).toMatchObject(searchPaths);
  });

  it("turn cgo off where there is no toolchain, whatever the job has set", () => {
    expect(buildVariables(target, undefined, "/usr/bin")).toEqual({ CGO_ENABLED: "0" });
  });
});

describe("exportedVariables", () => {
  const whole = {
    CGO_ENABLED: "1",
    CC: "/t/bin/arm-linux-gnueabihf-gcc",
    CXX: "/t/bin/arm-linux-gnueabihf-g++",
    AR: "/t/bin/arm-linux-gnueabihf-ar",
    PKG_CONFIG: "/t/bin/arm-linux-gnueabihf-pkg-config",
    CGO_CFLAGS: "-O2 -g -DA",
    CGO_CXXFLAGS: "-O2 -g",
    CGO_LDFLAGS: "-O2 -g",
    LDFLAGS: "",
  };

  it("work in any later step: commands are absolute", () => {
    expect(exportedVariables(target, toolchain)).toEqual(whole);
  });

  it("carry what the linker must be told, which our own flags say otherwise", () => {
    const linked = { ...whole, CGO_LDFLAGS: "-O2 -g -static", LDFLAGS: "-static" };
    expect(exportedVariables({ ...target, static: true }, toolchain)).toEqual(linked);
    const windows: TargetPlan = { ...target, target: { os: "windows", arch: "amd64", variant: undefined } };
    expect(exportedVariables(windows, toolchain)).toEqual(linked);
    const bare = { ...target, static: true, cgoFlags: { CGO_CFLAGS: "", CGO_CXXFLAGS: "", CGO_LDFLAGS: "" } };
    expect(exportedVariables(bare, toolchain)["CGO_LDFLAGS"]).toBe("-static");
  });

  it("say without cgo that there is none", () => {
    expect(exportedVariables(target, undefined)).toEqual({ CGO_ENABLED: "0" });
  });
});

describe("perTargetVariables", () => {
  it("tell targets apart", () => {
    expect(perTargetVariables(target, { CC: "/t/bin/cc", CGO_ENABLED: "1", LDFLAGS: "" })).toEqual({
      CC_linux_arm_v7: "/t/bin/cc",
      CGO_ENABLED_linux_arm_v7: "1",
      LDFLAGS_linux_arm_v7: "",
    });
  });
});
