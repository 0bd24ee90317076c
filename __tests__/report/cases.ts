import type { RunResult } from "../../src/report/results.ts";
import {
  arm64Toolchain,
  binary,
  dynamicElf,
  failed,
  failure,
  passed,
  run,
  staticElf,
  target,
  warning,
} from "./sample.ts";

/** One run of each kind, all fixed. */
export const everythingPassed: RunResult = run({
  targets: [
    target({
      outcome: passed(
        binary({
          run: { kind: "passed", emulator: "qemu-aarch64", seconds: 0.42, output: "sqlite 3.46.1\n" },
          archive: { file: "/proj/dist/sqlite_linux_arm64.tar.gz", bytes: 2_000_000, sha256: "b".repeat(64) },
        }),
      ),
    }),
    target({
      target: "linux/arm/v6",
      toolchain: "arm-linux-gnueabi",
      notes: ["linked static: most ARMv6 systems lack armel's loader"],
      seconds: 24.8,
      outcome: passed(
        binary({
          file: "/proj/dist/sqlite_linux_armv6",
          name: "sqlite_linux_armv6",
          bytes: 4_800_000,
          sha256: "c".repeat(64),
          facts: { ...staticElf, arch: "arm", arm: { floatAbi: "soft", level: "v6" } },
          run: { kind: "passed", emulator: "qemu-arm", seconds: 0.5, output: "1\n2\n3\n4\n5\n6\n7\n" },
        }),
      ),
    }),
    target({
      target: "windows/amd64",
      cgo: { enabled: false, reason: "no package needs C" },
      toolchain: undefined,
      seconds: 3.1,
      outcome: passed(
        binary({
          file: "/proj/dist/sqlite_windows_amd64.exe",
          name: "sqlite_windows_amd64.exe",
          bytes: 950_000,
          sha256: "d".repeat(64),
          facts: {
            ...staticElf,
            format: "pe",
            os: "windows",
            arch: "amd64",
            static: undefined,
            needed: ["kernel32.dll"],
          },
          run: { kind: "not-run", reason: "there is no Wine here" },
        }),
      ),
    }),
  ],
  toolchains: [
    { ...arm64Toolchain, source: "cache", checked: "index", seconds: 0.8, bytesDownloaded: 0 },
    {
      ...arm64Toolchain,
      id: "arm-linux-gnueabi",
      triple: "arm-linux-gnueabi",
      compiler: "arm-linux-gnueabi-gcc (Debian 12.2.0-14) 12.2.0",
    },
  ],
  artifacts: [
    { name: "sqlite_linux_arm64", targets: ["linux/arm64"], id: "11", bytes: 2_000_500 },
    { name: "rest", targets: ["linux/arm/v6", "windows/amd64"], id: "12", bytes: 5_750_000 },
  ],
});

export const everythingFailed: RunResult = run({
  targets: [
    target({
      outcome: failed({ stage: "toolchain", message: "the archive does not answer: try again" }),
      toolchain: "aarch64-linux-gnu",
      seconds: 0,
    }),
    target({
      target: "linux/s390x",
      toolchain: "s390x-linux-gnu",
      outcome: failed({
        log: ["# example.com/sqlite", "main.go:5:10: fatal error: zlib.h: No such file", "compilation ended"],
      }),
      seconds: 4.2,
    }),
  ],
  toolchains: [],
  checksums: undefined,
  seconds: 9.5,
});

export const mixed: RunResult = run({
  targets: [
    target(),
    target({ target: "linux/amd64", outcome: failed({ stage: "verify", message: "app is static, not dynamic" }) }),
    target({ target: "linux/mips", outcome: failed({ stage: "run", message: "exit code 2 under `qemu-mips`" }) }),
    target({ target: "linux/riscv64", outcome: failed({ stage: "publish", message: "ENOSPC: no space left" }) }),
  ],
  warnings: [warning("the cache was not saved: its service did not answer within 30 s")],
});

export const setUpOnly: RunResult = run({
  targets: [
    target({ outcome: passed(), seconds: 0 }),
    target({
      target: "linux/amd64",
      cgo: { enabled: false, reason: "no package needs C" },
      toolchain: undefined,
      outcome: passed(),
      seconds: 0,
    }),
  ],
  toolchains: [{ ...arm64Toolchain, source: "disk", checked: "lock", seconds: 0.02, bytesDownloaded: 0 }],
  seconds: 4.2,
  checksums: undefined,
});

export const toolchainsOnly: RunResult = run({
  targets: [],
  toolchains: [{ ...arm64Toolchain, source: "host", checked: undefined }],
  seconds: 0.4,
  checksums: undefined,
  manifest: undefined,
});

export const severalPrograms: RunResult = run({
  targets: [
    target({
      target: "linux/arm/v7",
      outcome: passed(
        binary({ name: "client_linux_armv7", file: "/proj/dist/client_linux_armv7", run: { kind: "not-asked" } }),
        binary({
          name: "server_linux_armv7",
          file: "/proj/dist/server_linux_armv7",
          bytes: 9_100_000,
          facts: staticElf,
        }),
      ),
    }),
    target({ target: "linux/amd64", outcome: failed() }),
  ],
});

export const uploadFailed: RunResult = run({
  failures: [
    failure(
      'the run already has an artifact named "sqlite_linux_arm64": use `artifact-name` with $GOARCH or $GOOS in it.',
    ),
    failure('the artifact "b" could not be uploaded: 503'),
  ],
});

export const hostile: RunResult = run({
  module: { path: "example.com/a|b" },
  targets: [
    target({
      cgo: { enabled: true, reason: "package </td>|x`y` has\nC files" },
      outcome: failed({
        message: "pipe | and <script>alert(1)</script> and ``` and ::error::x\n::error::y",
        log: [
          "```",
          "</details>",
          "::error::forged",
          "##[error]forged",
          "\u001B[31mred\u001B[0m <b>`````</b>",
          "a|b",
          "one\rtwo\n::warning::three",
        ],
      }),
    }),
    target({
      target: "linux/amd64",
      notes: ["see [this](https://example.com) | $HOME/$GOPATH"],
      outcome: passed(
        binary({
          name: "a|b`<i>_linux_amd64",
          file: "/proj/dist/a|b`<i>_linux_amd64",
          facts: { ...dynamicElf, needed: ["lib|`x`.so\n::error::y"], minimumGlibc: undefined },
          run: { kind: "passed", emulator: "qemu|<b>", seconds: 1, output: "```\n</details>\n::error::z\n" },
        }),
      ),
    }),
  ],
  toolchains: [{ ...arm64Toolchain, compiler: "gcc | `x` <img src=y>" }],
  artifacts: [{ name: "a|b", targets: ["linux/amd64"], id: "1", bytes: 10 }],
  warnings: [warning("::error::w <details> |")],
});

/** One target failed by a fault of cgo-cross itself. */
export const fault: RunResult = run({
  targets: [
    target(),
    target({
      target: "linux/amd64",
      outcome: failed({
        message: "the plan has no toolchain",
        log: ["$ go build -o app ."],
        stack:
          "Error: the plan has no toolchain\n    at buildTarget (build.ts:40:9)\n    at makeTarget (target.ts:51:17)",
      }),
    }),
  ],
});

/** A fault of cgo-cross itself failed the run and no target. */
export const uploadFault: RunResult = run({
  failures: [
    failure("files is not iterable", "TypeError: files is not iterable\n    at upload (publish.ts:7:1)"),
    failure("no upload"),
  ],
});

/** Targets that use toolchains of one compiler: one as it is, one with musl and one with libraries layered on it. */
export const layered: RunResult = run({
  targets: [
    target(),
    target({ target: "linux/arm64/v8", toolchain: "aarch64-linux-gnu+musl-arm64" }),
    target({ target: "linux/arm64/v8.1", toolchain: "aarch64-linux-gnu+libraries-arm64" }),
  ],
  toolchains: [
    arm64Toolchain,
    { ...arm64Toolchain, id: "aarch64-linux-gnu+musl-arm64", cc: "/tools/musl/bin/aarch64-linux-gnu-gcc" },
    {
      ...arm64Toolchain,
      id: "aarch64-linux-gnu+libraries-arm64",
      cc: "/tools/libraries/bin/aarch64-linux-gnu-gcc",
      source: "cache",
    },
  ],
});

export const cases = {
  everythingPassed,
  everythingFailed,
  mixed,
  setUpOnly,
  toolchainsOnly,
  severalPrograms,
  uploadFailed,
  hostile,
  fault,
  uploadFault,
  layered,
};
