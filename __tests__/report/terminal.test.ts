import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { inFlags } from "../../src/inputs/surface.ts";
import type { RunResult, TargetResult } from "../../src/report/results.ts";
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
import { failed, run, target, warning } from "./sample.ts";

function plain(result: RunResult, columns: number): readonly string[] {
  return describeTerminal(result, { columns, colour: false });
}

test("a run in which every target passed, in 160 columns", () => {
  expect(plain(everythingPassed, 160)).toEqual([
    "✓ 3 of 3 binaries built and verified (2 of them run) in 1 min 12 s: sqlite for linux (2) and windows (1).",
    "",
    "TARGET         FILE                         SIZE  RUNS ON                STARTED IN",
    "linux/arm64    sqlite_linux_arm64.tar.gz  2.0 MB  glibc ≥ 2.34           qemu",
    "linux/arm/v6   sqlite_linux_armv6         4.8 MB  any Linux (static)     qemu",
    "windows/amd64  sqlite_windows_amd64.exe   950 kB  Windows, no extra DLL  not run: no Wine here",
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
    "TARGET         FILE                       RUNS ON                STARTED IN",
    "linux/arm64    sqlite_linux_arm64.tar.gz  glibc ≥ 2.34           qemu",
    "linux/arm/v6   sqlite_linux_armv6         any Linux (static)     qemu",
    "windows/amd64  sqlite_windows_amd64.exe   Windows, no extra DLL  not run: no Wi…",
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
    "TARGET         RUNS ON",
    "linux/arm64    glibc ≥ 2.34",
    "linux/arm/v6   any Linux (static)",
    "windows/amd64  Windows, no extra DLL",
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
    "✗ sqlite: 2 of 2 targets failed.",
    "",
    "✗ linux/arm64: toolchain failed",
    "  │ the archive does not answer: try again",
    "",
    "✗ linux/s390x: build failed after 4.2 s",
    "  │ zlib.h is missing: install it.",
    "  │",
    "  │ main.go:5:10: fatal error: zlib.h: No such file",
    "  │ compilation ended",
    "",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a failure in each stage, in 80 columns", () => {
  expect(plain(mixed, 80)).toEqual([
    "✗ sqlite: 3 of 4 targets failed.",
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
    "  (cgo-cross help cache-not-saved)",
    "",
    "TARGET       FILE                  SIZE  RUNS ON",
    "linux/arm64  sqlite_linux_arm64  5.1 MB  glibc ≥ 2.34",
    "",
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
    "TARGET       COMPILER                                         FROM",
    "linux/arm64  aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0  on disk, checked …",
    "linux/amd64  none needed",
    "",
    "manifest   /proj/dist/manifest.json",
  ]);
});

test("a run that only sets up toolchains, without targets, in 80 columns", () => {
  expect(plain(toolchainsOnly, 80)).toEqual(["✓ 1 toolchain ready in 400 ms; nothing was built."]);
});

test("a target with several programs has a line for each, in 80 columns", () => {
  expect(plain(severalPrograms, 80)).toEqual([
    "✗ sqlite: 1 of 2 targets failed.",
    "",
    "✗ linux/amd64: build failed after 12 s",
    "  │ zlib.h is missing: install it.",
    "",
    "TARGET        FILE                  SIZE  RUNS ON",
    "linux/arm/v7  client_linux_armv7  5.1 MB  glibc ≥ 2.34",
    "              server_linux_armv7  9.1 MB  any Linux (static)",
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
    "✗ 1 binary built and verified in 1 min 12 s, but the run failed.",
    "",
    '✗ the run already has an artifact named "sqlite_linux_arm64": use',
    "  `artifact-name` with $GOARCH or $GOOS in it.",
    '✗ the artifact "b" could not be uploaded: 503',
    "",
    "TARGET       FILE                  SIZE  RUNS ON",
    "linux/arm64  sqlite_linux_arm64  5.1 MB  glibc ≥ 2.34",
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
    "✗ a|b: 1 of 2 targets failed.",
    "",
    "✗ linux/arm64: build failed after 12 s",
    "  │ pipe | and <script>alert(1)</script> and ``` and ::error::x",
    "  │ ∷error::y",
    "  │",
    "  │ ## [error]forged",
    "  │ red <b>`````</b>",
    "  │ a|b",
    "  │ one",
    "  │ two",
    "  │ ::warning::three",
    "",
    "! warning: ::error::w <details> | (cgo-cross help cache-not-saved)",
    "",
    "TARGET       FILE                 RUNS ON",
    "linux/amd64  a|b`<i>_linux_amd64  Linux with glibc and lib|`x`.so ::error::y",
    "",
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
  expect(lines.slice(0, 4)).toEqual([
    "\u001B[31m✗\u001B[39m \u001B[1msqlite: 3 of 4 targets failed.\u001B[22m",
    "",
    "\u001B[31m✗\u001B[39m \u001B[1mlinux/amd64: verification failed after 12 s\u001B[22m",
    "  \u001B[2m│\u001B[22m app is static, not dynamic",
  ]);
  expect(lines.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(plain(mixed, 80));
  expect(plain(mixed, 80).join("\n")).not.toContain("\u001B");
});

describe.each(Object.entries(cases))("%s", (_, result) => {
  test.each([20, 25, 40, 60, 80, 100, 140, 200])("fits %d columns, except for paths and commands", (columns) => {
    const long = plain(result, columns).filter((line) => [...line].length > columns);
    expect(long.filter((line) => !/^(files|checksums|manifest) |^More: /.test(line))).toEqual([]);
  });

  test.each([20, 40, 80])("no line of %d columns is a command of the runner", (columns) => {
    expect(plain(result, columns).filter((line) => line.trim().startsWith("::") || line.includes("##["))).toEqual([]);
  });
});

test("what the log has warned of is not said again; in a workflow, whose log has no more than its code, its page is named", () => {
  const warnings = [
    warning("no answer", { code: "cache-not-read", isLogged: true }),
    warning("built without cgo", { code: "built-without-cgo" }),
    warning("built without cgo as well", { code: "built-without-cgo" }),
  ];
  const told = (pages: RunResult["pages"]) =>
    plain(run({ warnings, pages }), 100).filter((line) => /warning|^More/.test(line));
  const [first, second] = ["! warning: built without cgo", "! warning: built without cgo as well"];
  expect(told(undefined)).toEqual([`${first} (cgo-cross help built-without-cgo)`, second]);
  const page = "https://github.com/o/a/blob/v1/docs/errors/warnings.md";
  expect(told({ run: "", sources: "", action: "https://github.com/o/a/blob/v1" })).toEqual([
    first,
    second,
    `More on cache-not-read: ${page}#cache-not-read`,
    `More on built-without-cgo: ${page}#built-without-cgo`,
  ]);
});

test("a wrapped message never has a command at the start of a line", () => {
  const warnings = [warning(`${"word ".repeat(12)}::error::forged`)];
  expect(plain(run({ warnings }), 72).slice(1, 4)).toEqual([
    "",
    "! warning: word word word word word word word word word word word word",
    "  ∷error::forged (cgo-cross help cache-not-saved)",
  ]);
});

test("a fault of cgo-cross is labelled as one and shows its stack trace", () => {
  expect(plain(fault, 80)).toEqual([
    "✗ sqlite: 1 of 2 targets failed.",
    "",
    "✗ linux/amd64: build failed after 12 s, a fault of cgo-cross",
    "  │ the plan has no toolchain",
    "  │ This is a fault of cgo-cross, not of your program. Please report it with its",
    "  │ stack trace.",
    "  │",
    "  │ Error: the plan has no toolchain",
    "  │     at buildTarget (build.ts:40:9)",
    "  │     at makeTarget (target.ts:51:17)",
    "",
    "TARGET       FILE                  SIZE  RUNS ON",
    "linux/arm64  sqlite_linux_arm64  5.1 MB  glibc ≥ 2.34",
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
  expect(plain(uploadFault, 100).slice(2, 9)).toEqual([
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
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([6, "  │ line 44", "  │ line 49"]);
});

/** A failure whose cause is known. */
function diagnosed(name: string, text: string): TargetResult {
  const place = { file: "simd.c", line: 3, column: 10, text };
  const outcome = failed({
    log: ["$ go build", "# example.com/simd", `simd.c:3:10: ${text}`],
    command: `env GOARCH=${name.split("/")[1]} CC='my cc' go build -o /somewhere/that/is/long/enough/to/be/wider/than/the/terminal .`,
    diagnosis: {
      code: "processor-header",
      headline: `simd.c:3:10: ${text}`,
      cause: "simd.c:3: includes immintrin.h, which only x86 has",
      fix: "guard it, or set `cgo: off`",
      places: [place],
    },
  });
  return target({ target: name, outcome });
}

test("targets that failed for one cause share a block: where, why, what to do, what was said, and the command, unbroken", () => {
  const text = "fatal error: immintrin.h: No such file or directory";
  const targets = [diagnosed("linux/arm64", text), diagnosed("linux/s390x", text), target({ target: "linux/amd64" })];
  const lines = describeTerminal(run({ targets }), { columns: 60, colour: false, words: inFlags });
  expect(lines.slice(0, 15)).toEqual([
    "✗ sqlite: 2 of 3 targets failed.",
    "",
    "✗ linux/arm64, linux/s390x: build failed",
    "  │ simd.c:3: includes immintrin.h, which only x86 has;",
    "  │ guard it, or set `--cgo off`",
    "  │",
    "  │ simd.c:3:10: fatal error: immintrin.h: No such file or",
    "  │ directory",
    "  │",
    "  │ $ env GOARCH=arm64 CC='my cc' go build -o /somewhere/that/is/long/enough/to/be/wider/than/the/terminal .",
    "",
    "More: cgo-cross help processor-header",
    "",
    "TARGET       FILE                  SIZE  RUNS ON",
    "linux/amd64  sqlite_linux_arm64  5.1 MB  glibc ≥ 2.34",
  ]);
});
