import { describe, expect, test } from "vitest";
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
import { arm64Toolchain, binary, failed, passed, run, staticElf, target } from "./sample.ts";

/** Lines with plain spaces: which of them must not break is a test of its own. */
function lines(markdown: string): readonly string[] {
  return markdown.replaceAll("\u00A0", " ").split("\n");
}

test("a run in which every target passed", () => {
  expect(lines(describeSummary(everythingPassed))).toEqual([
    "### ✅ 3 of 3 binaries built and verified, 2 of them run, in 1 min 12 s: sqlite for linux (2) and windows (1).",
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ✅ linux/arm64 | ✅ ELF arm64 | ✅ 420 ms (qemu-aarch64) | 5.1 MB | ███ 12 s | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | gcc 12.2.0 | from cache | on (go-sqlite3 needs C) |",
    "| ✅ linux/arm/v6 | ✅ ELF arm v6 | ✅ 500 ms (qemu-arm) | 4.8 MB | ██████ 25 s | static | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "| ✅ windows/amd64 | ✅ PE amd64 | ➖ not run: there is no Wine here | 950 kB | ▊ 3.1 s | Windows system DLLs only | ➖ Go alone | ➖ none needed | off (no package needs C) |",
    "",
    "<details><summary>2 notes</summary>",
    "",
    "- **linux/arm/v6**: linked static: most ARMv6 systems lack armel's loader",
    "- **linux/arm64**: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later",
    "",
    "</details>",
    "",
    "<details><summary>What the binaries printed when they ran</summary>",
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
    "<details><summary>SHA-256 of 4 files</summary>",
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
    "<details><summary>2 toolchains</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | from cache in 800 ms, checked by the signed index | linux/arm64 |",
    "| `arm-linux-gnueabi` | arm-linux-gnueabi-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm/v6 |",
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
    "### ❌ 2 of 2 targets failed: linux/arm64 (toolchain), linux/s390x (build).",
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ❌ linux/arm64: toolchain failed | ➖ not reached | ➖ not reached | ➖ none | ➖ none | ➖ none | ➖ none | ❌ failed | on (go-sqlite3 needs C) |",
    "| ❌ linux/s390x: build failed | ➖ not reached | ➖ not reached | ➖ none | ██████ 4.2 s | ➖ none | ➖ none | ➖ none | on (go-sqlite3 needs C) |",
    "",
    "<details open><summary>❌ linux/arm64: toolchain failed</summary>",
    "",
    "**Reason:** the archive does not answer: try again",
    "",
    "</details>",
    "<details open><summary>❌ linux/s390x: build failed after 4.2 s</summary>",
    "",
    "**Reason:** zlib.h is missing: install it.",
    "",
    "The end of its log:",
    "",
    "```text",
    "# example.com/sqlite",
    "main.go:5:10: fatal error: zlib.h: No such file",
    "compilation ended",
    "```",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 9.5 s</sub>",
    "",
  ]);
});

test("a failure in each stage", () => {
  expect(lines(describeSummary(mixed))).toEqual([
    "### ❌ 3 of 4 targets failed: linux/amd64 (verify), linux/mips (run), linux/riscv64 (publish).",
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ✅ linux/arm64 | ✅ ELF arm64 | ➖ not run | 5.1 MB | ██████ 12 s | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "| ❌ linux/amd64: verification failed | ❌ failed | ➖ not reached | ➖ none | ██████ 12 s | ➖ none | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "| ❌ linux/mips: run failed | ➖ not recorded | ❌ failed | ➖ none | ██████ 12 s | ➖ none | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "| ❌ linux/riscv64: publishing failed | ➖ not recorded | ➖ not recorded | ➖ none | ██████ 12 s | ➖ none | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "",
    "<details open><summary>❌ linux/amd64: verification failed after 12 s</summary>",
    "",
    "**Reason:** app is static, not dynamic",
    "",
    "</details>",
    "<details open><summary>❌ linux/mips: run failed after 12 s</summary>",
    "",
    "**Reason:** exit code 2 under <code>qemu-mips</code>",
    "",
    "</details>",
    "<details open><summary>❌ linux/riscv64: publishing failed after 12 s</summary>",
    "",
    "**Reason:** ENOSPC: no space left",
    "",
    "</details>",
    "",
    "<details open><summary>⚠️ 1 warning and 1 note</summary>",
    "",
    "- ⚠️ the cache was not saved: its service did not answer within 30 s",
    "- **linux/arm64**: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later",
    "",
    "</details>",
    "",
    "<details><summary>SHA-256 of 1 file</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  sqlite_linux_arm64",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>1 toolchain</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm64, linux/amd64, linux/mips, linux/riscv64 |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("a fault of cgo-cross is labelled as one and shows its stack trace", () => {
  expect(lines(describeSummary(fault)).slice(0, 25)).toEqual([
    "### ❌ 1 of 2 targets failed: linux/amd64 (build, a fault of cgo-cross).",
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ✅ linux/arm64 | ✅ ELF arm64 | ➖ not run | 5.1 MB | ██████ 12 s | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "| ❌ linux/amd64: build failed, a fault of cgo-cross | ➖ not reached | ➖ not reached | ➖ none | ██████ 12 s | ➖ none | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "",
    "<details open><summary>❌ linux/amd64: build failed after 12 s, a fault of cgo-cross</summary>",
    "",
    "**Reason:** the plan has no toolchain",
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
    "- ❌ files is not iterable",
    "",
    "  This is a fault of cgo-cross, not of your program. Please report it with its stack trace.",
    "",
    "  ```text",
    "  TypeError: files is not iterable",
    "      at upload (publish.ts:7:1)",
    "  ```",
    "- ❌ no upload",
    "",
    "<details><summary>1 note</summary>",
  ]);
});

test("each target has its own toolchain, with what is layered on the compiler", () => {
  const text = lines(describeSummary(layered));
  expect(text.slice(4, 7).map((line) => line.split(" | ").slice(-3, -1))).toEqual([
    ["gcc 12.2.0", "downloaded"],
    ["gcc 12.2.0", "downloaded"],
    ["gcc 12.2.0", "from cache"],
  ]);
  const start = text.indexOf("| Toolchain | Compiler | Source | Targets |");
  expect(
    text.slice(start + 2, start + 5).map((line) => line.split(" | ").filter((_, index) => index % 3 === 0)),
  ).toEqual([
    ["| `aarch64-linux-gnu`", "linux/arm64 |"],
    ["| `aarch64-linux-gnu+musl-arm64`", "linux/arm64/v8 |"],
    ["| `aarch64-linux-gnu+libraries-arm64`", "linux/arm64/v8.1 |"],
  ]);
});

test("a run that only sets up toolchains for targets", () => {
  expect(lines(describeSummary(setUpOnly))).toEqual([
    "### ✅ 2 targets set up in 4.2 s: linux (2); nothing was built.",
    "",
    "| Target | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --- |",
    "| ✅ linux/arm64 | gcc 12.2.0 | on disk | on (go-sqlite3 needs C) |",
    "| ✅ linux/amd64 | ➖ Go alone | ➖ none needed | off (no package needs C) |",
    "",
    "<details><summary>1 toolchain</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | on disk, checked by the lock | linux/arm64 |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 4.2 s</sub>",
    "",
  ]);
});

test("a run that only sets up toolchains, without targets", () => {
  expect(lines(describeSummary(toolchainsOnly))).toEqual([
    "### ✅ 1 toolchain ready in 400 ms; nothing was built.",
    "",
    "<details><summary>1 toolchain</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
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
    "### ❌ 1 of 2 targets failed: linux/amd64 (build).",
    "",
    "| Target | Binary | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ✅ linux/arm/v7 | client<br>server | ✅ ELF arm64 | ➖ not run | 5.1 MB<br>9.1 MB | ██████ 12 s | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34)<br>static | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "| ❌ linux/amd64: build failed | ➖ none | ➖ not reached | ➖ not reached | ➖ none | ██████ 12 s | ➖ none | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "",
    "<details open><summary>❌ linux/amd64: build failed after 12 s</summary>",
    "",
    "**Reason:** zlib.h is missing: install it.",
    "",
    "</details>",
    "",
    "<details><summary>1 note</summary>",
    "",
    "- **linux/arm/v7**: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later",
    "",
    "</details>",
    "",
    "<details><summary>SHA-256 of 2 files</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  client_linux_armv7",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  server_linux_armv7",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>1 toolchain</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm/v7, linux/amd64 |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("a run whose uploads failed, although every target passed", () => {
  expect(lines(describeSummary(uploadFailed))).toEqual([
    '### ❌ 1 binary built and verified in 1 min 12 s, but the run failed: the run already has an artifact named "sqlite_linux_arm64": use <code>artifact-name</code> with <span>$</span>GOARCH or <span>$</span>GOOS in it; and 1 more failure.',
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ✅ linux/arm64 | ✅ ELF arm64 | ➖ not run | 5.1 MB | 12 s | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
    "",
    '- ❌ the run already has an artifact named "sqlite_linux_arm64": use <code>artifact-name</code> with <span>$</span>GOARCH or <span>$</span>GOOS in it.',
    '- ❌ the artifact "b" could not be uploaded: 503',
    "",
    "<details><summary>1 note</summary>",
    "",
    "- **linux/arm64**: needs glibc 2.34 or newer: Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later",
    "",
    "</details>",
    "",
    "<details><summary>SHA-256 of 1 file</summary>",
    "",
    "```text",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  sqlite_linux_arm64",
    "```",
    "",
    "</details>",
    "",
    "<details><summary>1 toolchain</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
    "| `aarch64-linux-gnu` | aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0 | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm64 |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/sqlite · 1 min 12 s</sub>",
    "",
  ]);
});

test("text from outside stays in its place", () => {
  expect(lines(describeSummary(hostile))).toEqual([
    "### ❌ 1 of 2 targets failed: linux/arm64 (build).",
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ❌ linux/arm64: build failed | ➖ not reached | ➖ not reached | ➖ none | ██████ 12 s | ➖ none | gcc &#124; <code>x</code> &#60;img src=y&#62; | downloaded | on (package &#60;/td&#62;&#124;x<code>y</code> has C files) |",
    "| ✅ linux/amd64 | ✅ ELF arm64 | ✅ 1.0 s (qemu&#124;&#60;b&#62;) | 5.1 MB | ██████ 12 s | dynamic: lib&#124;<code>x</code>.so ::error::y | gcc &#124; <code>x</code> &#60;img src=y&#62; | downloaded | on (go-sqlite3 needs C) |",
    "",
    "<details open><summary>❌ linux/arm64: build failed after 12 s</summary>",
    "",
    "**Reason:** pipe &#124; and &#60;script&#62;alert(1)&#60;/script&#62; and &#96;&#96;&#96; and ::error::x ::error::y",
    "",
    "The end of its log:",
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
    "<details open><summary>⚠️ 1 warning and 1 note</summary>",
    "",
    "- ⚠️ ::error::w &#60;details&#62; &#124;",
    "- **linux/amd64**: see &#91;this&#93;(https://example.com) &#124; <span>$</span>HOME/<span>$</span>GOPATH",
    "",
    "</details>",
    "",
    "<details><summary>What the binaries printed when they ran</summary>",
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
    "<details><summary>SHA-256 of 1 file</summary>",
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
    "<details><summary>1 toolchain</summary>",
    "",
    "| Toolchain | Compiler | Source | Targets |",
    "| --- | --- | --- | --- |",
    "| `aarch64-linux-gnu` | gcc &#124; &#96;x&#96; &#60;img src=y&#62; | downloaded: 61.2 MB in 5.1 s, checked by the signed index | linux/arm64, linux/amd64 |",
    "",
    "</details>",
    "",
    "<sub>cgo-cross 0.1.0 · go1.26.8 · on linux/amd64, Debian 12 · module example.com/a&#124;b · 1 min 12 s</sub>",
    "",
  ]);
});

test("a single target is named in full and has no bar", () => {
  expect(lines(describeSummary(run())).slice(0, 5)).toEqual([
    "### ✅ 1 binary built and verified in 1 min 12 s: sqlite for linux/arm64.",
    "",
    "| Target | Verified | Run | Size | Time | Linkage | Compiler | Toolchain | cgo |",
    "| --- | --- | --- | --: | --- | --- | --- | --- | --- |",
    "| ✅ linux/arm64 | ✅ ELF arm64 | ➖ not run | 5.1 MB | 12 s | dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34) | gcc 12.2.0 | downloaded | on (go-sqlite3 needs C) |",
  ]);
});

test("short words stay on one line", () => {
  const row = describeSummary(everythingPassed).split("\n")[4]?.split(" | ");
  expect(row).toEqual([
    "| ✅\u00A0linux/arm64",
    "✅\u00A0ELF\u00A0arm64",
    "✅\u00A0420\u00A0ms (qemu-aarch64)",
    "5.1\u00A0MB",
    "███\u00A012\u00A0s",
    "dynamic: libc.so.6,\u00A0libm.so.6 (glibc\u00A0≥\u00A02.34)",
    "gcc\u00A012.2.0",
    "from\u00A0cache",
    "on (go-sqlite3\u00A0needs\u00A0C) |",
  ]);
});

test("the headline says that all binaries ran", () => {
  const ran = { kind: "passed", emulator: undefined, seconds: 1, output: "" } as const;
  const result = run({ targets: [target({ outcome: passed(binary({ run: ran }), binary({ run: ran })) })] });
  expect(lines(describeSummary(result))[0]).toBe(
    "### ✅ 2 of 2 binaries built, verified and run in 1 min 12 s: sqlite for linux/arm64.",
  );
});

test("many programs are counted, not named", () => {
  const binaries = ["a", "b", "c_linux_arm64", "d"].map((name) => binary({ name: `${name}_linux_arm64.so` }));
  const headline = (count: number) =>
    lines(describeSummary(run({ targets: [target({ outcome: passed(...binaries.slice(0, count)) })] })))[0];
  expect([headline(3), headline(4)]).toEqual([
    "### ✅ 3 of 3 binaries built and verified in 1 min 12 s: a, b and c_linux_arm64 for linux/arm64.",
    "### ✅ 4 of 4 binaries built and verified in 1 min 12 s: 4 programs for linux/arm64.",
  ]);
});

test("a target that passed without a binary is not counted as built", () => {
  const result = run({ targets: [target(), target({ target: "linux/386", outcome: passed() })] });
  expect(lines(describeSummary(result))[0]).toBe(
    "### ✅ 1 of 2 binaries built and verified in 1 min 12 s: sqlite for linux/arm64; nothing was built for linux/386.",
  );
});

test("a long list of names is cut in the headline", () => {
  const targets = Array.from({ length: 200 }, (_, index) => target({ target: `linux/t${index}`, outcome: failed() }));
  expect(lines(describeSummary(run({ targets })))[0]).toBe(
    "### ❌ 200 of 200 targets failed: linux/t0 (build), linux/t1 (build), linux/t2 (build), linux/t3 (build), " +
      "linux/t4 (build), linux/t5 (build), linux/t6 (build), linux/t7 (build), linux/t8 (build), linux/t9 (build), " +
      "linux/t10 (build), linux/t11 (build) and 188 more.",
  );
});

test("more than three failures are folded", () => {
  const targets = Array.from({ length: 4 }, (_, index) => target({ target: `linux/t${index}`, outcome: failed() }));
  expect(describeSummary(run({ targets }))).not.toContain("<details open>");
});

describe("a summary that is too long", () => {
  const log = Array.from({ length: 30 }, (_, index) => `line ${index} ${"é".repeat(40)}`);
  const output = { kind: "passed", emulator: "qemu", seconds: 1, output: "hello" } as const;
  const large = run({
    targets: Array.from({ length: 200 }, (_, index) =>
      index % 4 === 0
        ? target({ target: `linux/t${index}`, outcome: failed({ log }) })
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
        "the toolchains, the checksums and the logs.",
    ],
    [
      20_000,
      "Left out to stay within 20.0 kB: what the binaries printed, all but the last 20 lines of each log, the artifacts, " +
        "the toolchains, the checksums, the logs, the warnings and notes and the rows of targets that passed.",
    ],
    [
      1_000,
      "Left out to stay within 1.0 kB: what the binaries printed, all but the last 20 lines of each log, the artifacts, " +
        "the toolchains, the checksums, the logs, the warnings and notes, the rows of targets that passed, " +
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
    const headline = "### ❌ 50 of 200 targets failed: linux/t0 (build), ";
    expect([60_000, 1_000, 300].map((limit) => describeSummary(large, limit).startsWith(headline))).toEqual([
      true,
      true,
      true,
    ]);
    expect(describeSummary(large, 40)).toBe("### ❌ 50 of 200 targets failed: lin…");
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
