import { describe, expect, it } from "vitest";
import { parseFlags, repeatingFlags } from "../../src/inputs/index.ts";

describe("repeatingFlags", () => {
  it("has what decides how a program is built, and no defaults, places or targets", () => {
    const raw = {
      targets: "linux/arm64",
      "working-directory": "cmd/my app",
      package: "./a\n./b",
      libc: "musl",
      static: "true",
      trimpath: "false",
      run: "",
      cgo: "auto",
      "out-dir": "out",
      artifacts: "true",
      jobs: "3",
    };
    expect(repeatingFlags(raw)).toEqual([
      "--package=./a ./b",
      "--working-directory=cmd/my app",
      "--static",
      "--libc=musl",
      "--no-trimpath",
    ]);
  });

  it("keeps the values of -X to itself", () => {
    expect(
      repeatingFlags({ ldflags: "-s -X main.key=secret", "go-flags": "-v '-ldflags=-X main.key=secret'" }),
    ).toEqual(["--ldflags=-s -X main.key=***", "--go-flags=-v '-ldflags=-X main.key=***'"]);
  });

  it("is read back as what was given, with a flag for each line of a target", () => {
    const given = {
      libraries: "libpcap-dev\nwindows/*: none",
      "cgo-cflags": "-O2\n-g\nlinux/arm64: -march=armv8.2-a -DX='a b'",
    };
    const read = parseFlags(repeatingFlags(given));
    expect(read).toMatchObject({
      problems: [],
      raw: {
        libraries: "libpcap-dev\nwindows/*: none",
        "cgo-cflags": "-O2 -g\nlinux/arm64: -march=armv8.2-a -DX='a b'",
      },
    });
  });
});
