import type { Diagnosis } from "../../src/diagnose/diagnosis.ts";
import type { Problem } from "../../src/host/errors.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { targetFileSuffix } from "../../src/platforms/target.ts";
import type { BinaryResult, Phase, RunResult, TargetResult } from "../../src/report/results.ts";
import { binary, dynamicElf, failed, passed, run, staticElf, target, targetNamed } from "./sample.ts";

/*
 * Runs as people have them, for pictures of the summary (scripts/render-summary.ts) and for tests of what is in them.
 */

const pages = {
  run: "https://github.com/octocat/bad/actions/runs/1658821493",
  sources: "https://github.com/octocat/bad/blob/ffac537e6cbbf934b08745a378932722df287a53",
};

function binaryFor(name: string, program: string): BinaryResult {
  const { os } = targetNamed(name);
  const suffix = targetFileSuffix(targetNamed(name));
  const archive = {
    file: `/proj/dist/${program}_${suffix}.${os === "windows" ? "zip" : "tar.gz"}`,
    bytes: 2_100_000 + name.length * 40_000,
    sha256: "b".repeat(64),
  };
  const file = `/proj/dist/${program}_${suffix}${os === "windows" ? ".exe" : ""}`;
  const own = { file, name: `${program}_${suffix}`, archive };
  switch (os) {
    case "windows":
      return binary({
        ...own,
        facts: { ...staticElf, format: "pe", os, static: undefined, needed: ["kernel32.dll"] },
        run: { kind: "passed", emulator: "wine", seconds: 1, output: `${program} 1.2.3` },
      });
    case "darwin":
      return binary({
        ...own,
        facts: {
          ...staticElf,
          format: "macho",
          os,
          static: undefined,
          apple: { minimumOs: "12.0", platforms: [], signed: true, signature: undefined },
        },
        run: { kind: "not-run", reason: `there is no emulator for ${name} here` },
      });
    case "linux":
      return binary({
        ...own,
        facts: name.includes("/arm/") ? staticElf : dynamicElf,
        run: {
          kind: "passed",
          emulator: /amd64|386/.test(name) ? undefined : "qemu-aarch64",
          seconds: 1,
          output: `${program} 1.2.3`,
        },
      });
    default:
      return binary({
        ...own,
        facts: { ...staticElf, os },
        run: { kind: "not-run", reason: `there is no emulator for ${name} here` },
      });
  }
}

/** Waits, builds in turn, is verified. */
function phasesAt(index: number): readonly Phase[] {
  const start = 6 + index * 4;
  return [
    { kind: "toolchain", start: 1, end: 5 },
    { kind: "turn", start: 5, end: start },
    { kind: "build", start, end: start + 9 },
    { kind: "verify", start: start + 9, end: start + 11 },
  ];
}

function passedTarget(name: string, index: number, program = "mini"): TargetResult {
  const outcome = passed(binaryFor(name, program));
  return target({ target: name, outcome, phases: phasesAt(index), seconds: 11 });
}

function failedTarget(name: string, index: number, changes: Parameters<typeof failed>[0]): TargetResult {
  const { build, toolchain } = { build: phasesAt(index)[2], toolchain: phasesAt(index)[0] };
  const phases = [toolchain, build].filter((phase) => phase !== undefined);
  return target({ target: name, outcome: failed(changes), phases, seconds: 9 });
}

function artifactsOf(targets: readonly TargetResult[]): RunResult["artifacts"] {
  return targets.flatMap(({ target: { os, arch, variant }, outcome }, index) =>
    outcome.kind === "passed"
      ? [
          {
            name: `mini_${os}_${arch}${variant ?? ""}`,
            targets: [[os, arch, variant].filter((part) => part !== undefined).join("/")],
            id: `${9000 + index}`,
            bytes: 2_000_000,
          },
        ]
      : [],
  );
}

function runOf(module: string, targets: readonly TargetResult[]): RunResult {
  return run({ module: { path: module }, targets, artifacts: artifactsOf(targets), pages });
}

const simd: Diagnosis = {
  code: "processor-header",
  headline: "simd.c:3:10: fatal error: immintrin.h: No such file or directory",
  cause: "simd.c:3:10: `immintrin.h` is a header that only x86 has",
  fix: "guard it with `#if defined(__x86_64__)`, or name the file `simd_amd64.c`",
  places: [
    {
      file: "simd.c",
      line: 3,
      column: 10,
      text: "fatal error: immintrin.h: No such file or directory",
    },
  ],
};

const nothere: Diagnosis = {
  code: "library-not-found",
  headline: "/usr/bin/ld: cannot find -lnothere: No such file or directory",
  cause: "no package of Debian 12 has `-lnothere`",
  fix: "If it is not misspelt, bring it yourself: `cgo-ldflags: -L…`",
  places: [{ file: "main.go", line: 4, column: undefined, text: "#cgo LDFLAGS: -lnothere" }],
};

const simdLog = [
  "$ go build -o /tmp/targets/linux_arm64/bad -trimpath -- example.com/bad",
  "# example.com/bad",
  "simd.c:3:10: fatal error: immintrin.h: No such file or directory",
  "    3 | #include <immintrin.h>",
  "      |          ^~~~~~~~~~~~~",
  "compilation terminated.",
];

const command = "env CGO_ENABLED=1 GOOS=linux GOARCH=arm64 CC=aarch64-linux-gnu-gcc go build -trimpath -o bad .";

const small = ["linux/amd64", "linux/386", "windows/amd64"];

const sqliteTargets = ["linux/arm64", "linux/s390x", "linux/riscv64"];

/** Every platform of Go's list that is not too exotic, sixty of them with variants of ARM. */
const manyTargets = [
  ...knownPlatforms.map(({ os, arch }) => `${os}/${arch}`),
  ...["v5", "v6", "v7"].map((variant) => `linux/arm/${variant}`),
  ...["v1", "v2", "v3", "v4"].map((variant) => `linux/amd64/${variant}`),
  ...["v8.0", "v8.1", "v9.0", "v9.1", "v9.2", "v9.3", "v9.4", "v9.5"].map((variant) => `linux/arm64/${variant}`),
].slice(0, 60);

const success = ["linux/amd64", "linux/386", "linux/arm64", "linux/arm/v6", "windows/amd64", "darwin/arm64"];

export const pictured = {
  runs: {
    success: runOf(
      "example.com/mini",
      success.map((name, index) => passedTarget(name, index)),
    ),
    sixty: runOf(
      "example.com/mini",
      manyTargets.map((name, index) => passedTarget(name, index)),
    ),
    "two-causes": runOf("example.com/bad", [
      failedTarget("linux/arm64", 0, { diagnosis: simd, message: "x", log: simdLog, command }),
      failedTarget("linux/arm/v7", 1, {
        diagnosis: nothere,
        message: "x",
        log: ["/usr/bin/arm-linux-gnueabihf-ld: cannot find -lnothere", "collect2: error: ld returned 1 exit status"],
        command,
      }),
      ...small.map((name, index) => passedTarget(name, index + 2, "bad")),
    ]),
    "one-cause": runOf("example.com/sqlite", [
      ...sqliteTargets.map((name, index) =>
        failedTarget(name, index, {
          diagnosis: {
            code: "cgo-stub",
            headline: "undefined: sqlite3.SQLiteConn",
            cause:
              "`cgo: off` leaves out the C files of `github.com/mattn/go-sqlite3`, without which it does not compile",
            fix: `Leave out \`cgo: off\`, or use modernc.org/sqlite for ${name}`,
            places: [{ file: "internal/store/open.go", line: 41, column: 9, text: "undefined: sqlite3.SQLiteConn" }],
          },
          message: "x",
          log: ["# example.com/sqlite", "internal/store/open.go:41:9: undefined: sqlite3.SQLiteConn"],
          command,
        }),
      ),
      ...small.slice(0, 1).map((name, index) => passedTarget(name, index + 3, "sqlite")),
    ]),
    unknown: runOf("example.com/odd", [
      failedTarget("linux/mips64le", 0, {
        message: "as: Error: unrecognized opcode `foo'",
        log: [
          "# example.com/odd",
          "/tmp/ccX.s: Assembler messages:",
          "/tmp/ccX.s:12: Error: unrecognized opcode `foo'",
        ],
      }),
      failedTarget("linux/s390x", 1, { stage: "toolchain", message: "the archive does not answer; try again later" }),
      target({
        target: "linux/loong64",
        toolchain: undefined,
        seconds: 0,
        outcome: failed({
          stage: "plan",
          message: "there is no C compiler for it in Debian 12: build it on a release that has one, such as Debian 13",
        }),
      }),
    ]),
  } satisfies Readonly<Record<string, RunResult>>,
  problems: [
    { code: "unknown-target", text: "unknown target linux/amr64; did you mean linux/amd64 or linux/arm64?" },
    { code: "input-value", text: "static: expected true, false or allow-nss, got maybe (default: false)" },
    { code: "input-value", text: "jobs: expected a whole number from 1, got many" },
  ] satisfies readonly Problem[],
};
