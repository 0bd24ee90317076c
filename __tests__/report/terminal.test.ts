import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { RunResult } from "../../src/report/results.ts";
import { describeTerminal } from "../../src/report/terminal.ts";
import {
  cases,
  everythingFailed,
  everythingPassed,
  fault,
  hostile,
  mixed,
  setUpOnly,
  severalPrograms,
  toolchainsOnly,
  uploadFailed,
  uploadFault,
} from "./cases.ts";
import { failed, run, target } from "./sample.ts";

function plain(result: RunResult, columns: number): readonly string[] {
  return describeTerminal(result, { columns, colour: false });
}

test("a run in which every target passed, in 160 columns", () => {
  expect(plain(everythingPassed, 160)).toEqual([
    "✓ 3 of 3 binaries built and verified (2 of them run) in 1 min 12 s: sqlite for linux (2) and windows (1).",
    "",
    "TARGET           VERIFIED      RUN                                 SIZE   TIME  LINKAGE                                       COMPILER    TOOLCHAIN      CGO",
    "✓ linux/arm64    ✓ ELF arm64   ✓ 420 ms (qemu-aarch64)           5.1 MB   12 s  dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34)  gcc 12.2.0  from cache     on",
    "✓ linux/arm/v6   ✓ ELF arm v6  ✓ 500 ms (qemu-arm)               4.8 MB   25 s  static                                        gcc 12.2.0  downloaded     on",
    "✓ windows/amd64  ✓ PE amd64    – not run: there is no Wine here  950 kB  3.1 s  Windows system DLLs only                      – Go alone  – none needed  off",
    "",
    "! linux/arm/v6: linked static: most ARMv6 systems lack armel's loader",
    "! linux/arm64: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
    "artifacts  2, 7.8 MB",
  ]);
});

test("a run that has no artifacts says why", () => {
  const result = { ...everythingPassed, artifacts: [], withoutArtifacts: "the run has no artifact service" };
  expect(plain(result, 160).at(-1)).toBe("artifacts  none: the run has no artifact service");
});

test("a run in which every target passed, in 80 columns", () => {
  expect(plain(everythingPassed, 80)).toEqual([
    "✓ 3 of 3 binaries built and verified (2 of them run) in 1 min 12 s: sqlite for",
    "  linux (2) and windows (1).",
    "",
    "TARGET           VERIFIED      RUN          SIZE   TIME  LINKAGE      CGO",
    "✓ linux/arm64    ✓ ELF arm64   ✓ 420 ms   5.1 MB   12 s  dynamic      on",
    "✓ linux/arm/v6   ✓ ELF arm v6  ✓ 500 ms   4.8 MB   25 s  static       on",
    "✓ windows/amd64  ✓ PE amd64    – not run  950 kB  3.1 s  system only  off",
    "",
    "! linux/arm/v6: linked static: most ARMv6 systems lack armel's loader",
    "! linux/arm64: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9,",
    "  Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
    "artifacts  2, 7.8 MB",
  ]);
});

test("a run in which every target passed, in 40 columns", () => {
  expect(plain(everythingPassed, 40)).toEqual([
    "✓ 3 of 3 binaries built and verified (2",
    "  of them run) in 1 min 12 s: sqlite for",
    "  linux (2) and windows (1).",
    "",
    "TARGET           VERIFIED        SIZE",
    "✓ linux/arm64    ✓ ELF arm64   5.1 MB",
    "✓ linux/arm/v6   ✓ ELF arm v6  4.8 MB",
    "✓ windows/amd64  ✓ PE amd64    950 kB",
    "",
    "! linux/arm/v6: linked static: most",
    "  ARMv6 systems lack armel's loader",
    "! linux/arm64: needs glibc 2.34 or",
    "  newer: Debian 12, Ubuntu 22.04, RHEL",
    "  9, Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
    "artifacts  2, 7.8 MB",
  ]);
});

test("a run in which every target failed, in 100 columns", () => {
  expect(plain(everythingFailed, 100)).toEqual([
    "✗ 2 of 2 targets failed: linux/arm64 (toolchain), linux/s390x (build).",
    "",
    "TARGET         VERIFIED       RUN              SIZE    TIME  LINKAGE  COMPILER  TOOLCHAIN  CGO",
    "✗ linux/arm64  – not reached  – not reached  – none  – none  – none   – none    ✗ failed   on",
    "✗ linux/s390x  – not reached  – not reached  – none   4.2 s  – none   – none    – none     on",
    "",
    "✗ linux/arm64: toolchain failed",
    "  │ the archive does not answer: try again",
    "",
    "✗ linux/s390x: build failed after 4.2 s",
    "  │ zlib.h is missing: install it.",
    "  │",
    "  │ # example.com/sqlite",
    "  │ main.go:5:10: fatal error: zlib.h: No such file",
    "  │ compilation ended",
    "",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a failure in each stage, in 80 columns", () => {
  expect(plain(mixed, 80)).toEqual([
    "✗ 3 of 4 targets failed: linux/amd64 (verify), linux/mips (run), linux/riscv64",
    "  (publish).",
    "",
    "TARGET           VERIFIED        RUN               SIZE  TIME  LINKAGE  CGO",
    "✓ linux/arm64    ✓ ELF arm64     – not run       5.1 MB  12 s  dynamic  on",
    "✗ linux/amd64    ✗ failed        – not reached   – none  12 s  – none   on",
    "✗ linux/mips     – not recorded  ✗ failed        – none  12 s  – none   on",
    "✗ linux/riscv64  – not recorded  – not recorded  – none  12 s  – none   on",
    "",
    "✗ linux/amd64: verification failed after 12 s",
    "  │ app is static, not dynamic",
    "",
    "✗ linux/mips: run failed after 12 s",
    "  │ exit code 2 under `qemu-mips`",
    "",
    "✗ linux/riscv64: publishing failed after 12 s",
    "  │ ENOSPC: no space left",
    "",
    "! warning: the cache was not saved: its service did not answer within 30 s",
    "! linux/arm64: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9,",
    "  Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a run that only sets up toolchains for targets, in 80 columns", () => {
  expect(plain(setUpOnly, 80)).toEqual([
    "✓ 2 targets set up in 4.2 s: linux (2); nothing was built.",
    "",
    "TARGET         COMPILER    TOOLCHAIN      CGO",
    "✓ linux/arm64  gcc 12.2.0  on disk        on (go-sqlite3 needs C)",
    "✓ linux/amd64  – Go alone  – none needed  off (no package needs C)",
    "",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a run that only sets up toolchains, without targets, in 80 columns", () => {
  expect(plain(toolchainsOnly, 80)).toEqual(["✓ 1 toolchain ready in 400 ms; nothing was built."]);
});

test("a target with several programs has a line for each, in 80 columns", () => {
  expect(plain(severalPrograms, 80)).toEqual([
    "✗ 1 of 2 targets failed: linux/amd64 (build).",
    "",
    "TARGET          BINARY  VERIFIED       RUN              SIZE  TIME  LINKAGE  CGO",
    "✓ linux/arm/v7  client  ✓ ELF arm64    – not run      5.1 MB  12 s  dynamic  on",
    "                server                                9.1 MB        static",
    "✗ linux/amd64   – none  – not reached  – not reached  – none  12 s  – none   on",
    "",
    "✗ linux/amd64: build failed after 12 s",
    "  │ zlib.h is missing: install it.",
    "",
    "! linux/arm/v7: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9,",
    "  Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a run whose uploads failed, although every target passed, in 80 columns", () => {
  expect(plain(uploadFailed, 80)).toEqual([
    "✗ 1 binary built and verified in 1 min 12 s, but the run failed: the run already",
    '  has an artifact named "sqlite_linux_arm64": use `--artifact-name` with $GOARCH',
    "  or $GOOS in it; and 1 more failure.",
    "",
    "TARGET         VERIFIED     RUN          SIZE  TIME  LINKAGE  TOOLCHAIN   CGO",
    "✓ linux/arm64  ✓ ELF arm64  – not run  5.1 MB  12 s  dynamic  downloaded  on",
    "",
    '✗ the run already has an artifact named "sqlite_linux_arm64": use',
    "  `--artifact-name` with $GOARCH or $GOOS in it.",
    '✗ the artifact "b" could not be uploaded: 503',
    "",
    "! linux/arm64: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9,",
    "  Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("text from outside stays in its place, in 80 columns", () => {
  expect(plain(hostile, 80)).toEqual([
    "✗ 1 of 2 targets failed: linux/arm64 (build).",
    "",
    "TARGET         VERIFIED       RUN              SIZE  TIME  LINKAGE  CGO",
    "✗ linux/arm64  – not reached  – not reached  – none  12 s  – none   on",
    "✓ linux/amd64  ✓ ELF arm64    ✓ 1.0 s        5.1 MB  12 s  dynamic  on",
    "",
    "✗ linux/arm64: build failed after 12 s",
    "  │ pipe | and <script>alert(1)</script> and ``` and ::error::x ::error::y",
    "  │",
    "  │ ```",
    "  │ </details>",
    "  │ ::error::forged",
    "  │ ## [error]forged",
    "  │ red <b>`````</b>",
    "  │ a|b",
    "  │ one",
    "  │ two",
    "  │ ::warning::three",
    "",
    "! warning: ::error::w <details> |",
    "! linux/amd64: see [this](https://example.com) | $HOME/$GOPATH",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
    "artifacts  1, 10 B",
  ]);
});

test("colours appear only on request, and change nothing else", () => {
  const lines = describeTerminal(mixed, { columns: 80, colour: true });
  expect(lines.slice(0, 2)).toEqual([
    "\u001B[31m✗\u001B[39m \u001B[1m3 of 4 targets failed: linux/amd64 (verify), linux/mips (run), linux/riscv64\u001B[22m",
    "  \u001B[1m(publish).\u001B[22m",
  ]);
  expect(lines[4]).toContain("\u001B[32m✓\u001B[39m linux/arm64");
  expect(lines.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(plain(mixed, 80));
  expect(plain(mixed, 80).join("\n")).not.toContain("\u001B");
});

describe.each(Object.entries(cases))("%s", (_, result) => {
  test.each([20, 25, 40, 60, 80, 100, 140, 200])("fits %d columns, except for paths", (columns) => {
    const long = plain(result, columns).filter((line) => [...line].length > columns);
    expect(long.filter((line) => !/^(files|checksums|manifest) /.test(line))).toEqual([]);
  });

  test.each([20, 40, 80])("no line of %d columns is a command of the runner", (columns) => {
    expect(plain(result, columns).filter((line) => line.trim().startsWith("::") || line.includes("##["))).toEqual([]);
  });
});

test("a wrapped message never has a command at the start of a line", () => {
  const warnings = [`${"word ".repeat(12)}::error::forged`];
  expect(plain(run({ warnings }), 72).slice(4, 7)).toEqual([
    "",
    "! warning: word word word word word word word word word word word word",
    "  ∷error::forged",
  ]);
});

test("a fault of cgo-cross is labelled as one and shows its stack trace", () => {
  const lines = plain(fault, 80);
  expect(lines).toEqual([
    "✗ 1 of 2 targets failed: linux/amd64 (build, a fault of cgo-cross).",
    "",
    "TARGET         VERIFIED       RUN              SIZE  TIME  LINKAGE  CGO",
    "✓ linux/arm64  ✓ ELF arm64    – not run      5.1 MB  12 s  dynamic  on",
    "✗ linux/amd64  – not reached  – not reached  – none  12 s  – none   on",
    "",
    "✗ linux/amd64: build failed after 12 s, a fault of cgo-cross",
    "  │ the plan has no toolchain",
    "  │ This is a fault of cgo-cross, not of your program. Please report it with its",
    "  │ stack trace.",
    "  │",
    "  │ Error: the plan has no toolchain",
    "  │     at buildTarget (build.ts:40:9)",
    "  │     at makeTarget (target.ts:51:17)",
    "  │",
    "  │ $ go build -o app .",
    "",
    "! linux/arm64: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9,",
    "  Amazon Linux 2023 and later",
    "",
    "files      /proj/dist",
    "checksums  /proj/dist/SHA256SUMS",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a fault of cgo-cross apart from the targets is labelled as one, too", () => {
  expect(plain(uploadFault, 100).slice(6, 13)).toEqual([
    "✗ files is not iterable",
    "  │ This is a fault of cgo-cross, not of your program. Please report it with its stack trace.",
    "  │",
    "  │ TypeError: files is not iterable",
    "  │     at upload (publish.ts:7:1)",
    "✗ no upload",
    "",
  ]);
});

test("only the end of a long log is shown", () => {
  const log = Array.from({ length: 50 }, (_, index) => `line ${index}`);
  const shown = plain(run({ targets: [target({ outcome: failed({ log }) })] }), 80).filter((line) =>
    line.includes("│ line"),
  );
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([20, "  │ line 30", "  │ line 49"]);
});
