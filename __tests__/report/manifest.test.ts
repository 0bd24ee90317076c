import { expect, test } from "vitest";
import { type Target, targetName } from "../../src/platforms/target.ts";
import { describeManifest } from "../../src/report/manifest.ts";
import type { BinaryResult } from "../../src/report/results.ts";
import { everythingFailed, everythingPassed, fault, hostile, layered, mixed, setUpOnly, uploadFault } from "./cases.ts";
import { binary, failure, passed, run, target, warning } from "./sample.ts";

test("the manifest has every result, in a fixed order", () => {
  const text = describeManifest({
    ...run({ targets: [target({ notes: ["a note"], phases: [{ kind: "build", start: 1.23456, end: 13.6 }] })] }),
    artifacts: [{ name: "all", targets: ["linux/arm64"], id: "7", bytes: 10 }],
    failures: [{ ...failure("no upload"), code: "artifact-upload" }],
    warnings: [warning("a warning")],
    pages: { run: "https://github.com/o/r/actions/runs/7", sources: "https://github.com/o/r/blob/0a1b" },
  });
  expect(text.split("\n")).toEqual([
    "{",
    '  "$schema": "urn:cgo-cross:manifest:1",',
    '  "schema": 1,',
    '  "tool": {',
    '    "version": "0.1.0"',
    "  },",
    '  "host": {',
    '    "os": "linux",',
    '    "arch": "amd64",',
    '    "distribution": "Debian 12"',
    "  },",
    '  "go": {',
    '    "version": "go1.26.8"',
    "  },",
    '  "module": {',
    '    "path": "example.com/sqlite"',
    "  },",
    '  "flags": [],',
    '  "seconds": 72,',
    '  "outDir": "/proj/dist",',
    '  "checksums": "/proj/dist/SHA256SUMS",',
    '  "manifest": "/proj/dist/manifest.json",',
    '  "targets": [',
    "    {",
    '      "target": "linux/arm64",',
    '      "cgo": {',
    '        "enabled": true,',
    '        "why": "go-sqlite3 needs C"',
    "      },",
    '      "toolchain": "aarch64-linux-gnu",',
    '      "notes": [',
    '        "a note"',
    "      ],",
    '      "seconds": 12.4,',
    '      "phases": [',
    "        {",
    '          "kind": "build",',
    '          "start": 1.235,',
    '          "end": 13.6',
    "        }",
    "      ],",
    '      "outcome": {',
    '        "kind": "passed",',
    '        "binaries": [',
    "          {",
    '            "name": "sqlite_linux_arm64",',
    '            "file": "/proj/dist/sqlite_linux_arm64",',
    '            "bytes": 5142000,',
    '            "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",',
    '            "linkage": "dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34)",',
    '            "archive": null,',
    '            "header": null,',
    '            "libraries": [],',
    '            "run": {',
    '              "kind": "not-asked"',
    "            },",
    '            "facts": {',
    '              "format": "elf",',
    '              "kind": "executable",',
    '              "os": "linux",',
    '              "arch": "arm64",',
    '              "machine": "EM_AARCH64 (183)",',
    '              "bits": 64,',
    '              "byteOrder": "little",',
    '              "arm": null,',
    '              "mipsFloat": null,',
    '              "mipsLevel": null,',
    '              "interpreter": "/lib/ld-linux-aarch64.so.1",',
    '              "needed": [',
    '                "libc.so.6",',
    '                "libm.so.6"',
    "              ],",
    '              "soname": null,',
    '              "runPath": [],',
    '              "runPathTag": null,',
    '              "positionIndependent": true,',
    '              "static": false,',
    '              "requiredVersions": {',
    '                "libc.so.6": [',
    '                  "GLIBC_2.17",',
    '                  "GLIBC_2.34"',
    "                ],",
    '                "libm.so.6": [',
    '                  "GLIBC_2.29"',
    "                ]",
    "              },",
    '              "glibcFloor": "2.34",',
    '              "go": {',
    '                "version": "go1.26.8",',
    '                "path": "example.com/sqlite",',
    '                "settings": {',
    '                  "CGO_ENABLED": "1",',
    '                  "GOARCH": "arm64",',
    '                  "GOOS": "linux"',
    "                }",
    "              },",
    '              "hardening": {',
    '                "relro": "full",',
    '                "executableStack": false,',
    '                "textRelocations": false,',
    '                "controlFlowGuard": null',
    "              },",
    '              "stripped": true,',
    '              "minimumOs": null,',
    '              "apple": null,',
    '              "slices": null',
    "            }",
    "          }",
    "        ]",
    "      }",
    "    }",
    "  ],",
    '  "leftOut": [],',
    '  "handedOn": null,',
    '  "toolchains": [',
    "    {",
    '      "id": "aarch64-linux-gnu",',
    '      "triple": "aarch64-linux-gnu",',
    '      "cc": "/tools/arm64/bin/aarch64-linux-gnu-gcc",',
    '      "compiler": "aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0",',
    '      "source": "download",',
    '      "checked": "index",',
    '      "seconds": 5.13,',
    '      "bytesDownloaded": 61240000,',
    '      "directory": "/tools/aarch64-linux-gnu/0f3a"',
    "    }",
    "  ],",
    '  "libraries": [],',
    '  "artifacts": [',
    "    {",
    '      "name": "all",',
    '      "id": "7",',
    '      "bytes": 10,',
    '      "targets": [',
    '        "linux/arm64"',
    "      ]",
    "    }",
    "  ],",
    '  "withoutArtifacts": null,',
    '  "failures": [',
    "    {",
    '      "code": "artifact-upload",',
    '      "text": "no upload",',
    '      "link": "docs/errors/files.md#artifact-upload"',
    "    }",
    "  ],",
    '  "faults": [],',
    '  "warnings": [',
    "    {",
    '      "code": "cache-not-saved",',
    '      "text": "a warning",',
    '      "link": "docs/errors/warnings.md#cache-not-saved"',
    "    }",
    "  ],",
    '  "pages": {',
    '    "run": "https://github.com/o/r/actions/runs/7",',
    '    "sources": "https://github.com/o/r/blob/0a1b",',
    '    "action": null',
    "  }",
    "}",
    "",
  ]);
});

test("a failed target has its stage and its log", () => {
  expect(JSON.parse(describeManifest(everythingFailed)).targets[1].outcome).toEqual({
    kind: "failed",
    stage: "build",
    message: "zlib.h is missing: install it.",
    log: ["# example.com/sqlite", "main.go:5:10: fatal error: zlib.h: No such file", "compilation ended"],
    stack: null,
    diagnosis: null,
    command: null,
  });
});

test("a fault of cgo-cross has its stack trace", () => {
  expect(JSON.parse(describeManifest(fault)).targets[1].outcome.stack).toBe(
    "Error: the plan has no toolchain\n    at buildTarget (build.ts:40:9)\n    at makeTarget (target.ts:51:17)",
  );
});

test("a fault of cgo-cross apart from the targets is among the failures, and with its stack trace among the faults", () => {
  expect(JSON.parse(describeManifest(uploadFault))).toMatchObject({
    failures: [
      { code: null, text: "files is not iterable", link: null },
      { code: null, text: "no upload", link: null },
    ],
    faults: [
      { message: "files is not iterable", stack: "TypeError: files is not iterable\n    at upload (publish.ts:7:1)" },
    ],
  });
});

test("a target has its name, and its toolchain with what is layered on the compiler", () => {
  const { targets, toolchains } = JSON.parse(describeManifest(layered));
  expect(targets.map((each: { target: string; toolchain: string }) => [each.target, each.toolchain])).toEqual([
    ["linux/arm64", "aarch64-linux-gnu"],
    ["linux/arm64/v8", "aarch64-linux-gnu+musl-arm64"],
    ["linux/arm64/v8.1", "aarch64-linux-gnu+libraries-arm64"],
  ]);
  expect(toolchains.map((each: { id: string; triple: string }) => [each.id, each.triple])).toEqual([
    ["aarch64-linux-gnu", "aarch64-linux-gnu"],
    ["aarch64-linux-gnu+musl-arm64", "aarch64-linux-gnu"],
    ["aarch64-linux-gnu+libraries-arm64", "aarch64-linux-gnu"],
  ]);
});

test("each outcome of a smoke test has its own shape", () => {
  const runs = JSON.parse(describeManifest(everythingPassed)).targets.map(
    (each: { outcome: { binaries: { run: unknown }[] } }) => each.outcome.binaries[0]?.run,
  );
  expect(runs).toEqual([
    { kind: "passed", emulator: "qemu-aarch64", seconds: 0.42, output: "sqlite 3.46.1\n" },
    { kind: "passed", emulator: "qemu-arm", seconds: 0.5, output: "1\n2\n3\n4\n5\n6\n7\n" },
    { kind: "not-run", reason: "there is no Wine here" },
  ]);
});

test("the values of -X, which Go puts into the build info without -trimpath, are not shown", () => {
  const { facts } = binary();
  const go = { version: "go1.26.8", path: "x", settings: { "-ldflags": "all=-s -X 'main.token=hunter two'" } };
  const outcome = { ...passed(), binaries: [binary({ facts: { ...facts, go } })] };
  const text = describeManifest(run({ targets: [target({ outcome })] }));
  expect(text).toContain('"-ldflags": "all=-s -X main.token=***"');
  expect(text).not.toContain("hunter");
});

test("keys that come from a binary are sorted", () => {
  const one = binary({ facts: { ...binary().facts, requiredVersions: { b: ["1"], a: ["2"] } } });
  const other = binary({ facts: { ...binary().facts, requiredVersions: { a: ["2"], b: ["1"] } } });
  expect(describeManifest(run({ targets: [target({ outcome: passed(one) })] }))).toBe(
    describeManifest(run({ targets: [target({ outcome: passed(other) })] })),
  );
});

/** A key and a value as schema 1 has them. */
function published(key: string, value: unknown): unknown {
  if (key === "stage" && value === "verify") {
    return "proof";
  }
  // What it is shown by.
  if (["described", "isLogged", "place"].includes(key)) {
    return undefined;
  }
  if (key === "target") {
    return targetName(value as Target);
  }
  const renamed: Readonly<Record<string, readonly [string, string]>> = {
    cgo: ["reason", "why"],
    facts: ["minimumGlibc", "glibcFloor"],
  };
  const [from, to] = renamed[key] ?? ["", ""];
  return from === "" || typeof value !== "object" || value === null
    ? (value ?? null)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name === from ? to : name, each]));
}

test.each(Object.entries({ everythingFailed, everythingPassed, fault, layered, mixed, hostile, setUpOnly }))(
  "%s: the manifest has everything that the result has",
  (_, result) => {
    const expected = JSON.parse(JSON.stringify(result, published));
    expect(JSON.parse(describeManifest(result))).toMatchObject({ schema: 1, ...expected });
  },
);

test("the slices of a universal file have all their facts", () => {
  const { format: _, ...slice } = binary().facts;
  const amd64 = {
    ...slice,
    arch: "amd64",
    apple: { minimumOs: "12.0", platforms: [], signed: false, signature: undefined },
  };
  const facts: BinaryResult["facts"] = { ...binary().facts, format: "macho", arch: undefined, slices: [amd64, slice] };
  const manifest = JSON.parse(describeManifest(run({ targets: [target({ outcome: passed(binary({ facts })) })] })));
  const [found] = manifest.targets[0].outcome.binaries;
  expect([found.facts.format, found.facts.arch, found.facts.apple]).toEqual(["macho", null, null]);
  expect(found.facts.slices).toMatchObject([
    { kind: "executable", arch: "amd64", apple: { minimumOs: "12.0", signed: false }, slices: null },
    { arch: "arm64", glibcFloor: "2.34", apple: null },
  ]);
  expect(found.facts.slices[0].format).toBeUndefined();
});

test("the failure of a verification has the name that schema 1 was published with", () => {
  expect(JSON.parse(describeManifest(mixed)).targets[1].outcome.stage).toBe("proof");
});
