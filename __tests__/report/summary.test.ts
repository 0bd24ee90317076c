import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { RunResult, TargetResult } from "../../src/report/results.ts";
import { describeSummary } from "../../src/report/summary.ts";
import {
  everythingFailed,
  everythingPassed,
  fault,
  hostile,
  layered,
  mixed,
  setUpOnly,
  severalPrograms,
  toolchainsOnly,
  uploadFailed,
  uploadFault,
} from "./cases.ts";
import { pictured } from "./pictured.ts";
import { arm64Toolchain, binary, failed, passed, run, staticElf, target, warning } from "./sample.ts";

/** Lines with plain spaces: which of them must not break is a test of its own. */
function lines(markdown: string): readonly string[] {
  return markdown.replaceAll("\u00A0", " ").split("\n");
}

test("a run in which every target passed", () => {
  expect(lines(describeSummary(everythingPassed))).toEqual([
    "### ✅ 3 of 3 binaries built and verified (2 of them run) in 1 min 12 s: sqlite for linux (2) and windows (1)",
    "",
    "| Target | Download | Size | Runs on | Started in |",
    "| :-- | :-- | --: | :-- | :-- |",
    "| linux/arm64 | sqlite_linux_arm64.tar.gz | 2.0 MB | glibc ≥ 2.34 | qemu |",
    "| linux/arm/v6 | sqlite_linux_armv6 | 4.8 MB | any Linux (static) | qemu |",
    "| windows/amd64 | sqlite_windows_amd64.exe | 950 kB | Windows, no extra DLL | not run: no Wine here |",
    "",
    "> [!NOTE]",
    "> glibc 2.34 is in Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later.<br>",
    "> For older systems, set <code>glibc</code> or <code>static: true</code>.",
    "",
    "<details><summary>1 note</summary>",
    "",
    "- **linux/arm/v6**: linked static: most ARMv6 systems lack armel's loader",
    "",
    "</details>",
    "",
    "<details><summary>What the programs printed</summary>",
    "",
    "```text",
    "sqlite_linux_arm64:",
    "  sqlite 3.46.1",
    "sqlite_linux_armv6:",
    "  1",
    "  2",
    "  3",
    "  4",
    "  5",
    "  … and 2 more lines",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "| linux/arm64 | 12 s | gcc 12.2.0 | ELF arm64 | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | on: go-sqlite3 needs C |",
    "| linux/arm/v6 | 25 s | gcc 12.2.0 | ELF arm v6 | static | on: go-sqlite3 needs C |",
    "| windows/amd64 | 3.1 s | Go alone | PE amd64 | Windows system DLLs only | off: no package needs C |",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| :-- | :-- | :-- | :-- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | from cache in 800 ms, checked by the signed index | linux/arm64 |",
    "| `arm-linux-gnueabi` | arm-linux-gnueabi-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm/v6 |",
    "",
    "</details>",
    "",
    "<details><summary>SHA256SUMS of 4 files</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  sqlite_linux_arm64",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  sqlite_linux_arm64.tar.gz",
    "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc  sqlite_linux_armv6",
    "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd  sqlite_windows_amd64.exe",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>2 artifacts, 7.8 MB</summary>",
    "",
    "- `sqlite_linux_arm64`: linux/arm64, 2.0 MB",
    "- `rest`: linux/arm/v6, windows/amd64, 5.8 MB",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("a run that has no artifacts says so where something was built", () => {
  const withoutArtifacts = "the run has no artifact service";
  const said = "No artifacts are uploaded, and the files stay in /proj/dist: the run has no artifact service.";
  expect(lines(describeSummary({ ...everythingPassed, artifacts: [], withoutArtifacts }))).toContain(said);
  expect(lines(describeSummary({ ...everythingFailed, artifacts: [], withoutArtifacts }))).not.toContain(said);
});

test("a run in which every target failed", () => {
  expect(lines(describeSummary(everythingFailed))).toEqual([
    "### ❌ sqlite: 2 of 2 targets failed",
    "",
    "|  | Target | What is wrong, and what to do |",
    "| :-- | :-- | :-- |",
    "| ❌ | linux/arm64 | **toolchain failed:** the archive does not answer: try again |",
    "| ❌ | linux/s390x | **build failed:** zlib.h is missing: install it. |",
    "",
    "To see it on your own machine: <code>npx cgo-cross --targets linux/arm64,linux/s390x</code>",
    "",
    "<details open><summary>linux/s390x: build failed after 4.2 s</summary>",
    "",
    "```text",
    "# example.com/sqlite",
    "main.go:5:10: fatal error: zlib.h: No such file",
    "compilation ended",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "| linux/arm64: toolchain failed |  |  |  |  | on: go-sqlite3 needs C |",
    "| linux/s390x: build failed | 4.2 s |  |  |  | on: go-sqlite3 needs C |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 9.5 s</sub>",
    "",
  ]);
});

test("a failure in each stage", () => {
  expect(lines(describeSummary(mixed))).toEqual([
    "### ❌ sqlite: 3 of 4 targets failed",
    "",
    "|  | Target | What is wrong, and what to do |",
    "| :-- | :-- | :-- |",
    "| ❌ | linux/amd64 | **verification failed:** app is static, not dynamic |",
    "| ❌ | linux/mips | **run failed:** exit code 2 under <code>qemu-mips</code> |",
    "| ❌ | linux/riscv64 | **publishing failed:** ENOSPC: no space left |",
    "| ✅ | linux/arm64 | built and verified |",
    "",
    "To see it on your own machine: <code>npx cgo-cross --targets linux/amd64,linux/mips,linux/riscv64</code>",
    "",
    "<details><summary>Files of the target that passed</summary>",
    "",
    "| Target | Download | Size | Runs on |",
    "| :-- | :-- | --: | :-- |",
    "| linux/arm64 | sqlite_linux_arm64 | 5.1 MB | glibc ≥ 2.34 |",
    "",
    "> [!NOTE]",
    "> glibc 2.34 is in Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later.<br>",
    "> For older systems, set <code>glibc</code> or <code>static: true</code>.",
    "",
    "</details>",
    "",
    "<details open><summary>⚠️ 1 warning</summary>",
    "",
    "- ⚠️ the cache was not saved: its service did not answer within 30 s (`cache-not-saved`)",
    "",
    "</details>",
    "",
    "<details><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "| linux/arm64 | 12 s | gcc 12.2.0 | ELF arm64 | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | on: go-sqlite3 needs C |",
    "| linux/amd64: verification failed | 12 s | gcc 12.2.0 |  |  | on: go-sqlite3 needs C |",
    "| linux/mips: run failed | 12 s | gcc 12.2.0 |  |  | on: go-sqlite3 needs C |",
    "| linux/riscv64: publishing failed | 12 s | gcc 12.2.0 |  |  | on: go-sqlite3 needs C |",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| :-- | :-- | :-- | :-- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm64, linux/amd64, linux/mips, linux/riscv64 |",
    "",
    "</details>",
    "",
    "<details><summary>SHA256SUMS of 1 file</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  sqlite_linux_arm64",
    "```",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("the command that repeats a failure has the flags of the run, quoted for a shell", () => {
  const flags = ["--static", "--cgo-cflags=-DNAME='a b'"];
  const [line] = lines(describeSummary({ ...fault, flags })).filter((each) => each.includes("npx"));
  const command = (line ?? "").replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  expect(command).toContain("npx cgo-cross --targets linux/amd64 --static ");
  const words = execFileSync("sh", ["-c", `npx() { printf '%s\n' "$@"; }; ${/npx[^<]*/.exec(command)}`], {
    encoding: "utf8",
  });
  expect(words.split("\n").slice(3, -1)).toEqual(flags);
});

test("a fault of cgo-cross is labelled as one and shows its stack trace", () => {
  expect(lines(describeSummary(fault)).slice(0, 25)).toEqual([
    "### ❌ sqlite: 1 of 2 targets failed",
    "",
    "|  | Target | What is wrong, and what to do |",
    "| :-- | :-- | :-- |",
    "| ❌ | linux/amd64 | **build failed, a fault of cgo-cross:** the plan has no toolchain |",
    "| ✅ | linux/arm64 | built and verified |",
    "",
    "To see it on your own machine: <code>npx cgo-cross --targets linux/amd64</code>",
    "",
    "<details open><summary>linux/amd64: build failed after 12 s, a fault of cgo-cross</summary>",
    "",
    "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.",
    "",
    "```text",
    "Error: the plan has no toolchain",
    "    at buildTarget (build.ts:40:9)",
    "    at makeTarget (target.ts:51:17)",
    "```",
    "",
    "The end of its log:",
    "",
    "```text",
    "$ go build -o app .",
    "```",
    "",
  ]);
});

test("a fault of cgo-cross apart from the targets is labelled as one, too", () => {
  expect(lines(describeSummary(uploadFault)).slice(6, 17)).toEqual([
    "  ```text",
    "  TypeError: files is not iterable",
    "      at upload (publish.ts:7:1)",
    "  ```",
    "- ❌ no upload",
    "",
    "| Target | Download | Size | Runs on |",
    "| :-- | :-- | --: | :-- |",
    "| linux/arm64 | sqlite_linux_arm64 | 5.1 MB | glibc ≥ 2.34 |",
    "",
    "> [!NOTE]",
  ]);
});

test("each target has its own toolchain, with what is layered on the compiler", () => {
  const text = lines(describeSummary(layered));
  const start = text.indexOf("| Toolchain | Compiler | Source | Targets |");
  expect(text.slice(start + 2, start + 5).map((line) => line.split(" | ").filter((_, index) => index !== 1))).toEqual([
    ["| `aarch64-linux-gnu`", "downloaded: 61.2 MB in 5.1 s, checked by the signed index", "linux/arm64 |"],
    [
      "| `aarch64-linux-gnu+musl-arm64`",
      "downloaded: 61.2 MB in 5.1 s, checked by the signed index",
      "linux/arm64/v8 |",
    ],
    ["| `aarch64-linux-gnu+libraries-arm64`", "from cache in 5.1 s, checked by the signed index", "linux/arm64/v8.1 |"],
  ]);
});

test("a run that only sets up toolchains for targets", () => {
  expect(lines(describeSummary(setUpOnly))).toEqual([
    "### ✅ 2 targets set up in 4.2 s: linux (2); nothing was built",
    "",
    "| Target | Compiler | From | Why |",
    "| :-- | :-- | :-- | :-- |",
    "| linux/arm64 | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | on disk, checked by the lock | go-sqlite3 needs C |",
    "| linux/amd64 | none needed |  | no package needs C |",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 4.2 s</sub>",
    "",
  ]);
});

test("a run that only sets up toolchains, without targets", () => {
  expect(lines(describeSummary(toolchainsOnly))).toEqual([
    "### ✅ 1 toolchain ready in 400 ms; nothing was built",
    "",
    "<details open><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| :-- | :-- | :-- | :-- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | this machine's |  |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 400 ms</sub>",
    "",
  ]);
});

test("a target with several programs has a line for each", () => {
  expect(lines(describeSummary(severalPrograms))).toEqual([
    "### ❌ sqlite: 1 of 2 targets failed",
    "",
    "|  | Target | What is wrong, and what to do |",
    "| :-- | :-- | :-- |",
    "| ❌ | linux/amd64 | **build failed:** zlib.h is missing: install it. |",
    "| ✅ | linux/arm/v7 | built and verified |",
    "",
    "To see it on your own machine: <code>npx cgo-cross --targets linux/amd64</code>",
    "",
    "<details><summary>Files of the target that passed</summary>",
    "",
    "| Target | Download | Size | Runs on |",
    "| :-- | :-- | --: | :-- |",
    "| linux/arm/v7 | client_linux_armv7<br>server_linux_armv7 | 5.1 MB<br>9.1 MB | glibc ≥ 2.34<br>any Linux (static) |",
    "",
    "> [!NOTE]",
    "> glibc 2.34 is in Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later.<br>",
    "> For older systems, set <code>glibc</code> or <code>static: true</code>.",
    "",
    "</details>",
    "",
    "<details><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "| linux/arm/v7 | 12 s | gcc 12.2.0 | ELF arm64 | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34)<br>static | on: go-sqlite3 needs C |",
    "| linux/amd64: build failed | 12 s | gcc 12.2.0 |  |  | on: go-sqlite3 needs C |",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| :-- | :-- | :-- | :-- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm/v7, linux/amd64 |",
    "",
    "</details>",
    "",
    "<details><summary>SHA256SUMS of 2 files</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  client_linux_armv7",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  server_linux_armv7",
    "```",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("a run whose uploads failed, although every target passed", () => {
  expect(lines(describeSummary(uploadFailed))).toEqual([
    "### ❌ 1 binary built and verified in 1 min 12 s, but the run failed",
    "",
    '- ❌ the run already has an artifact named "sqlite_linux_arm64": use <code>artifact-name</code> with <span>$</span>GOARCH or <span>$</span>GOOS in it.',
    '- ❌ the artifact "b" could not be uploaded: 503',
    "",
    "| Target | Download | Size | Runs on |",
    "| :-- | :-- | --: | :-- |",
    "| linux/arm64 | sqlite_linux_arm64 | 5.1 MB | glibc ≥ 2.34 |",
    "",
    "> [!NOTE]",
    "> glibc 2.34 is in Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later.<br>",
    "> For older systems, set <code>glibc</code> or <code>static: true</code>.",
    "",
    "<details><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "| linux/arm64 | 12 s | gcc 12.2.0 | ELF arm64 | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | on: go-sqlite3 needs C |",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| :-- | :-- | :-- | :-- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm64 |",
    "",
    "</details>",
    "",
    "<details><summary>SHA256SUMS of 1 file</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  sqlite_linux_arm64",
    "```",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("text from outside stays in its place", () => {
  expect(lines(describeSummary(hostile))).toEqual([
    "### ❌ a&#124;b: 1 of 2 targets failed",
    "",
    "|  | Target | What is wrong, and what to do |",
    "| :-- | :-- | :-- |",
    "| ❌ | linux/arm64 | **build failed:** pipe &#124; and &#60;script&#62;alert(1)&#60;/script&#62; and &#96;&#96;&#96; and ::error::x<br>::error::y |",
    "| ✅ | linux/amd64 | built, verified and run |",
    "",
    "To see it on your own machine: <code>npx cgo-cross --targets linux/arm64</code>",
    "",
    "<details open><summary>linux/arm64: build failed after 12 s</summary>",
    "",
    "``````text",
    "```",
    "</details>",
    "::error::forged",
    "## [error]forged",
    "red <b>`````</b>",
    "a|b",
    "one",
    "two",
    "::warning::three",
    "``````",
    "",
    "</details>",
    "",
    "<details><summary>Files of the target that passed</summary>",
    "",
    "| Target | Download | Size | Runs on | Started in |",
    "| :-- | :-- | --: | :-- | :-- |",
    "| linux/amd64 | a&#124;b&#96;&#60;i&#62;&#95;linux_amd64 | 5.1 MB | Linux with glibc and lib&#124;&#96;x&#96;.so ::error::y | qemu&#124;&#60;b&#62; |",
    "",
    "</details>",
    "",
    "<details open><summary>⚠️ 1 warning and 1 note</summary>",
    "",
    "- ⚠️ ::error::w &#60;details&#62; &#124; (`cache-not-saved`)",
    "- **linux/amd64**: see &#91;this&#93;(https://example.com) &#124; <span>$</span>HOME/<span>$</span>GOPATH",
    "",
    "</details>",
    "",
    "<details><summary>What the programs printed</summary>",
    "",
    "````text",
    "a|b`<i>_linux_amd64:",
    "  ```",
    "  </details>",
    "  ::error::z",
    "````",
    "",
    "</details>",
    "",
    "<details><summary>Times, compilers and where they came from</summary>",
    "",
    "| Target | Time | Compiler | Verified as | Linkage | cgo |",
    "| :-- | :-- | :-- | :-- | :-- | :-- |",
    "| linux/arm64: build failed | 12 s | gcc &#124; <code>x</code> &#60;img src=y&#62; |  |  | on: package &#60;/td&#62;&#124;x<code>y</code> has C files |",
    "| linux/amd64 | 12 s | gcc &#124; <code>x</code> &#60;img src=y&#62; | ELF arm64 | dynamic: lib&#124;<code>x</code>.so ::error::y | on: go-sqlite3 needs C |",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| :-- | :-- | :-- | :-- |",
    "| `aarch64-linux-gnu` | gcc &#124; &#96;x&#96; &#60;img src=y&#62; | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm64, linux/amd64 |",
    "",
    "</details>",
    "",
    "<details><summary>SHA256SUMS of 1 file</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  a|b`<i>_linux_amd64",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>1 artifact, 10 B</summary>",
    "",
    "- <code>a&#124;b</code>: linux/amd64, 10 B",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/a&#124;b · 1 min 12 s</sub>",
    "",
  ]);
});

test("short words stay on one line, long ones may break", () => {
  const rows = describeSummary(everythingPassed).split("\n");
  expect(rows[6]?.split(" | ")).toEqual([
    "| windows/amd64",
    "sqlite_windows_amd64.exe",
    "950\u00A0kB",
    "Windows,\u00A0no\u00A0extra\u00A0DLL",
    "not\u00A0run:\u00A0no\u00A0Wine\u00A0here |",
  ]);
  expect(describeSummary(everythingPassed)).toContain("| dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) |");
});

test("the headline says that all binaries ran", () => {
  const ran = { kind: "passed", emulator: undefined, seconds: 1, output: "" } as const;
  const result = run({ targets: [target({ outcome: passed(binary({ run: ran }), binary({ run: ran })) })] });
  expect(lines(describeSummary(result))[0]).toBe(
    "### ✅ 2 of 2 binaries built, verified and run in 1 min 12 s: sqlite for linux/arm64",
  );
});

test("many programs are counted, not named", () => {
  const binaries = ["a", "b", "c_linux_arm64", "d"].map((name) => binary({ name: `${name}_linux_arm64.so` }));
  const headline = (count: number) =>
    lines(describeSummary(run({ targets: [target({ outcome: passed(...binaries.slice(0, count)) })] })))[0];
  expect([headline(3), headline(4)]).toEqual([
    "### ✅ 3 of 3 binaries built and verified in 1 min 12 s: a, b and c_linux_arm64 for linux/arm64",
    "### ✅ 4 of 4 binaries built and verified in 1 min 12 s: 4 programs for linux/arm64",
  ]);
});

test("a target that passed without a binary is not counted as built", () => {
  const result = run({ targets: [target(), target({ target: "linux/386", outcome: passed() })] });
  expect(lines(describeSummary(result))[0]).toBe(
    "### ✅ 1 of 2 binaries built and verified in 1 min 12 s: sqlite for linux/arm64; nothing was built for linux/386",
  );
});

test("of many targets that failed for one cause, twelve lines name them and the rest is counted", () => {
  const targets = Array.from({ length: 200 }, (_, index) => target({ target: `linux/t${index}`, outcome: failed() }));
  const text = lines(describeSummary(run({ targets })));
  expect(text[0]).toBe("### ❌ sqlite: 200 of 200 targets failed");
  expect(text[4]).toBe(
    "| ❌ | linux/t0<br>linux/t1<br>linux/t2<br>linux/t3<br>linux/t4<br>linux/t5<br>linux/t6<br>linux/t7<br>linux/t8<br>" +
      "linux/t9<br>linux/t10<br>and 189 more | **build failed:** zlib.h is missing: install it. |",
  );
});

test("more than a few systems are counted", () => {
  expect(lines(describeSummary(pictured.runs.sixty))[0]).toBe(
    "### ✅ 60 of 60 binaries built and verified (29 of them run) in 1 min 12 s: mini for 60 targets on 15 systems",
  );
});

test("more than three failures are folded", () => {
  const targets = Array.from({ length: 4 }, (_, index) =>
    target({ target: `linux/t${index}`, outcome: failed({ message: `cause ${"x".repeat(index)}`, log: ["a line"] }) }),
  );
  expect(describeSummary(run({ targets }))).not.toContain("<details open>");
  expect(describeSummary(run({ targets: targets.slice(0, 3) })).split("<details open>")).toHaveLength(4);
});

describe("a summary that is too long", () => {
  const log = Array.from({ length: 30 }, (_, index) => `line ${index} ${"é".repeat(40)}`);
  const output = { kind: "passed", emulator: "qemu", seconds: 1, output: "hello" } as const;
  const large = run({
    targets: Array.from({ length: 200 }, (_, index) =>
      index % 4 === 0
        ? target({ target: `linux/t${index}`, outcome: failed({ message: `cause ${"i".repeat(index)}`, log }) })
        : target({
            target: `linux/t${index}`,
            notes: [`note ${index}`],
            outcome: passed(binary({ facts: staticElf, run: output })),
          }),
    ),
    toolchains: Array.from({ length: 20 }, (_, index) => ({ ...arm64Toolchain, id: `t${index}` })),
    artifacts: [{ name: "all", targets: ["linux/t1"], id: "1", bytes: 10 }],
  });

  function leftOut(markdown: string): string | undefined {
    return /^Left out to stay within .*$/m.exec(markdown)?.[0];
  }

  test.each([
    [1_000_000, undefined],
    [150_000, "Left out to stay within 150 kB: what the binaries printed and all but the last 20 lines of each log."],
    [
      60_000,
      "Left out to stay within 60.0 kB: what the binaries printed, all but the last 20 lines of each log, the artifacts, " +
        "times, compilers and libraries, the checksums and the logs.",
    ],
    [
      20_000,
      "Left out to stay within 20.0 kB: what the binaries printed, all but the last 20 lines of each log, the artifacts, " +
        "times, compilers and libraries, the checksums, the logs, the warnings and notes and the rows of targets that passed.",
    ],
    [
      1_000,
      "Left out to stay within 1.0 kB: what the binaries printed, all but the last 20 lines of each log, the artifacts, " +
        "times, compilers and libraries, the checksums, the logs, the warnings and notes, the rows of targets that passed, " +
        "the reasons of the failures and the table.",
    ],
    [300, undefined],
    [40, undefined],
    [3, undefined],
    [0, undefined],
  ])("stays within %d bytes and says what it left out", (limit, sentence) => {
    const markdown = describeSummary(large, limit);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(limit);
    expect(Buffer.from(markdown).toString()).toBe(markdown);
    expect(leftOut(markdown)).toBe(sentence);
  });

  test("keeps its headline to the last, truncated where necessary", () => {
    const headline = "### ❌ sqlite: 50 of 200 targets failed\n";
    expect([60_000, 1_000, 300].map((limit) => describeSummary(large, limit).startsWith(headline))).toEqual([
      true,
      true,
      true,
    ]);
    expect(describeSummary(large, 35)).toBe("### ❌ sqlite: 50 of 200 target…");
  });

  test("stays below GitHub's limit by default", () => {
    const lines = Array.from({ length: 1500 }, () => "é".repeat(5000));
    const markdown = describeSummary(run({ targets: [target({ outcome: failed({ log: lines }) })] }));
    expect(leftOut(markdown)).toBe("Left out to stay within 1.0 MB: all but the last 20 lines of each log.");
    expect(markdown.split("\n").filter((line) => line === `${"é".repeat(999)}…`).length).toBe(20);
  });
});

test("a note says where a toolchain from the cache was not compared with the package index", () => {
  const toolchains = everythingPassed.toolchains.map((each) => ({ ...each, checked: "record" as const }));
  const noted = describeSummary({ ...everythingPassed, toolchains });
  expect(noted).toContain(
    "- **linux/arm64**: the toolchain from the cache is checked by its own record and not compared with today's package index; <code>cgo-cross lock</code> pins it",
  );
  expect(describeSummary(everythingPassed)).not.toContain("today's package index");
});

test("the distribution's libraries that are linked, and what their download cost", () => {
  const library = { file: "libpcap.so.0.8", package: "libpcap0.8", version: "1.10.3-1" };
  const result = run({
    targets: [
      target({
        outcome: {
          kind: "passed",
          binaries: [
            binary({
              libraries: [
                { ...library, install: "libpcap0.8" },
                { ...library, file: "libz.a", package: "zlib1g-dev", install: undefined },
              ],
            }),
          ],
        },
      }),
    ],
    libraries: [
      {
        id: "libraries-arm64",
        source: "download",
        checked: "index",
        seconds: 2.2,
        bytesDownloaded: 3_100_000,
        directory: "/tools/libraries-arm64/1",
        packages: ["libpcap0.8 1.10.3-1", "libpcap0.8-dev 1.10.3-1"],
      },
    ],
  });
  const summary = describeSummary(result);
  expect(summary).toContain("| linux/arm64 | `libpcap.so.0.8` | libpcap0.8 1.10.3-1 | needs `libpcap0.8` |");
  expect(summary).toContain("| linux/arm64 | `libz.a` | zlib1g-dev 1.10.3-1 | linked in |");
  expect(summary).toContain(
    "- `libraries-arm64`: 2 packages, downloaded: 3.1 MB in 2.2 s, checked by the signed index",
  );
  expect(summary).toContain("on Debian and Ubuntu: apt-get install libpcap0.8\n");
});

describe("a failure with a diagnosis", () => {
  const { runs } = pictured;

  test("has its places as links to the lines of the commit, the cause and the fix in the table, and its log folded", () => {
    const text = lines(describeSummary(runs["two-causes"]));
    expect(text.slice(0, 27)).toEqual([
      "### ❌ bad: 2 of 5 targets failed",
      "",
      "|  | Target | What is wrong, and what to do |",
      "| :-- | :-- | :-- |",
      "| ❌ | linux/arm64 | [`simd.c:3`](https://github.com/octocat/bad/blob/ffac537e6cbbf934b08745a378932722df287a53/simd.c#L3): <code>immintrin.h</code> is a header that only x86 has; guard it with <code>#if defined(&#95;&#95;x86_64&#95;&#95;)</code>, or name the file <code>simd_amd64.c</code> (`processor-header`) |",
      "| ❌ | linux/arm/v7 | [`main.go:4`](https://github.com/octocat/bad/blob/ffac537e6cbbf934b08745a378932722df287a53/main.go#L4): no package of Debian 12 has <code>-lnothere</code>. If it is not misspelt, bring it yourself: <code>cgo-ldflags: -L…</code> (`library-not-found`) |",
      "| ✅ | linux/amd64<br>linux/386<br>windows/amd64 | built, verified and run |",
      "",
      "To see it on your own machine: <code>npx cgo-cross --targets linux/arm64,linux/arm/v7</code>",
      "",
      "<details><summary>linux/arm64: build failed after 9.0 s</summary>",
      "",
      "```text",
      "# example.com/bad",
      "simd.c:3:10: fatal error: immintrin.h: No such file or directory",
      "    3 | #include <immintrin.h>",
      "      |          ^~~~~~~~~~~~~",
      "compilation terminated.",
      "```",
      "",
      "The command, to be pasted:",
      "",
      "```text",
      "env CGO_ENABLED=1 GOOS=linux GOARCH=arm64 CC=aarch64-linux-gnu-gcc go build -trimpath -o bad .",
      "```",
      "",
      "</details>",
    ]);
  });

  test("that several targets share is one row and one log, without the name of any", () => {
    const text = describeSummary(runs["one-cause"]);
    expect(lines(text).filter((line) => line.startsWith("| ❌"))).toEqual([
      expect.stringMatching(
        /^\| ❌ \| linux\/arm64<br>linux\/s390x<br>linux\/riscv64 \| .*modernc\.org\/sqlite for it \(`cgo-stub`\) \|$/,
      ),
    ]);
    expect(text.split("undefined: sqlite3.SQLiteConn")).toHaveLength(2);
    expect(text).toContain("linux/arm64: build failed after 9.0 s, and much the same for 2 others");
  });

  test("links its code to the heading in the documents of the version that runs", () => {
    const page = "https://github.com/octocat/cgo-cross/blob/v1";
    const diagnosis = { code: "header-not-found", headline: "a.c:1", cause: "a", fix: "b", places: [] } as const;
    const { pages, ...sample } = run({
      targets: [target({ outcome: failed({ diagnosis }) })],
      pages: runs.success.pages,
    });
    const withAction = pages && { ...pages, action: page };
    expect(describeSummary({ ...sample, pages: withAction })).toContain(
      `| a; b ([\`header-not-found\`](${page}/docs/errors/compiler.md#header-not-found)) |`,
    );
    expect(describeSummary({ ...sample, pages })).toContain("| a; b (`header-not-found`) |");
    const beside = {
      warnings: [warning("it is slow")],
      failures: [{ message: "no upload", stack: undefined, code: "artifact-upload" }],
    } as const;
    const text = describeSummary({ ...sample, ...beside, pages: withAction });
    expect(text).toContain(`\n- ❌ no upload ([\`artifact-upload\`](${page}/docs/errors/files.md#artifact-upload))\n`);
    expect(text).toContain(
      `\n- ⚠️ it is slow ([\`cache-not-saved\`](${page}/docs/errors/warnings.md#cache-not-saved))\n`,
    );
  });

  test("has bare places where no page shows the commit, or they are outside it", () => {
    const [first] = runs["two-causes"].targets;
    const outside = { file: "../other/a.c", line: 1, column: undefined, text: "" };
    const diagnosis = { code: "unknown", headline: "a.c:1", cause: "a", fix: "b", places: [outside] } as const;
    const text = (result: RunResult) => describeSummary(result);
    expect(text({ ...runs["two-causes"], pages: undefined })).toContain("| `simd.c:3`: <code>immintrin.h</code>");
    const targets = first === undefined ? [] : [{ ...first, outcome: failed({ diagnosis }) }];
    expect(text({ ...runs["two-causes"], targets })).toContain("| `../other/a.c:1`: a; b |");
  });

  test("at many places names three in the table and lists all below", () => {
    const places = [1, 2, 3, 4, 5].map((line) => ({ file: "a b.c", line, column: 1, text: `error ${line}` }));
    const diagnosis = { code: "unknown", headline: "a.c:1", cause: "It is wrong.", fix: "", places } as const;
    const text = describeSummary(
      run({ targets: [target({ outcome: failed({ diagnosis }) })], pages: runs.success.pages }),
    );
    expect(text).toMatch(/#L1\), .*#L2\), .*blob\/\w+\/a%20b\.c#L3\) and 2 more places: It is wrong\. \|/);
    expect(text).toMatch(/^- .*#L5\): error 5$/m);
  });
});

test("targets that failed alike, but for other reasons, have a row each", () => {
  const alike = (name: string, line: string) =>
    target({
      target: name,
      outcome: failed({
        message: "ld returned 1 exit status",
        log: [`$ go build -ldflags=${name === "linux/arm64"}`, `/tmp/go-build1/${name}.o`, line],
      }),
    });
  const rows = (...targets: readonly TargetResult[]) =>
    lines(describeSummary(run({ targets }))).filter((line) => line.startsWith("| ❌")).length;
  expect(rows(alike("linux/arm64", "cannot find -lz"), alike("linux/s390x", "cannot find -lz"))).toBe(1);
  expect(rows(alike("linux/arm64", "cannot find -lz"), alike("linux/s390x", "cannot find -lm"))).toBe(2);
});

test("a file is linked to the artifact that holds it", () => {
  const text = lines(describeSummary(pictured.runs.success));
  expect(text[4]).toBe(
    "| linux/amd64 | [mini_linux_amd64.tar.gz](https://github.com/octocat/bad/actions/runs/1658821493/artifacts/9000) | 2.5 MB | glibc ≥ 2.34 | this machine |",
  );
  // Each has its own, which the links show already.
  expect(text.join("\n")).not.toContain("artifacts, ");
});

test("a reason for not running that is too long for the table is whole in the notes", () => {
  const reason = "Debian GNU/Linux 12 (bookworm) has no package qemu-user; build this target on a newer release";
  const result = run({ targets: [target({ outcome: passed(binary({ run: { kind: "not-run", reason } })) })] });
  const text = describeSummary(result);
  expect(text).toContain("| not run: Debian GNU/Linux 12 (bookworm) has no package qemu-user |");
  expect(text).toContain(`- **linux/arm64**: not run: ${reason}`);
  // Once, where it is a warning too.
  const said = `linux/arm64: not run, because the emulator cannot be used: ${reason}`;
  const warnings = [{ code: "emulator-not-usable", text: said, place: undefined, isLogged: true }] as const;
  expect(describeSummary({ ...result, warnings }).split(reason)).toHaveLength(2);
});

test("many targets that passed beside one that failed are named in one line", () => {
  const names = ["linux/386", "linux/amd64", "linux/s390x", "linux/riscv64"];
  const targets = [target({ outcome: failed() }), ...names.map((name) => target({ target: name }))];
  expect(lines(describeSummary(run({ targets })))[5]).toBe(
    "| ✅ | 4 targets | built and verified: linux/386, linux/amd64, linux/s390x, linux/riscv64 |",
  );
});
