import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { verifyCommand, verifyStep } from "../../src/commands/verify-files.ts";
import type { Problem } from "../../src/host/errors.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import type { Host } from "../../src/host/types.ts";
import { manifestFacts } from "../../src/report/manifest.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { inTexts } from "../support/problems.ts";
import { makeElf, part } from "../verify/formats/made-elf.ts";
import { goBuild, inPairs, run, writeFiles, writeHello } from "../verify/formats/samples.ts";

const directory = mkdtempSync(join(tmpdir(), "cgo-cross-verify-files-"));
const at = (name: string) => join(directory, name);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let host: Host;
let printed = "";
let errors: string[] = [];
let infos: string[] = [];
let summary = "";

type Options = Partial<Parameters<typeof verifyCommand>[2]>;

/** Runs the command as the entry does, and gives its exit code. */
async function verify(words: readonly string[], raw: Readonly<Record<string, string>> = {}, options: Options = {}) {
  const all = { kind: "verify", words, target: [], json: false, manifest: undefined, ...options } as const;
  return verifyCommand(host, raw, all, (text) => {
    printed += text;
  });
}

/** What is wrong with one file, without its name. */
async function problemsOf(
  file: string,
  raw: Readonly<Record<string, string>> = {},
  target: readonly string[] = [],
): Promise<readonly string[]> {
  printed = "";
  errors = [];
  const code = await verify([file], raw, { target, json: true });
  const { files, problems } = JSON.parse(printed);
  expect(problems).toEqual([]);
  expect(code).toBe(files[0].problems.length === 0 ? 0 : 1);
  expect(errors).toHaveLength(files[0].problems.length === 0 ? 0 : 1);
  return inTexts(files[0].problems.map(({ code: kind, text }: Problem) => ({ code: kind, text })));
}

/** The kinds of what is wrong with the file that was verified last. */
const codes = () => JSON.parse(printed).files[0].problems.map(({ code }: Problem) => code);

const notesOf = async (file: string): Promise<readonly string[]> => {
  expect(await problemsOf(file)).toEqual([]);
  return JSON.parse(printed).files[0].notes;
};

async function bytesOf(stream: unknown): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const goTargets = ["linux/amd64", "linux/arm64", "windows/amd64", "darwin/arm64", "linux/mipsle"];

beforeAll(async () => {
  const local = await makeLocalHost(process.env, { artifactDirectory: at("artifacts") });
  host = {
    ...local,
    workspace: directory,
    scratchDirectory: at("scratch"),
    log: {
      ...local.log,
      error: (message) => errors.push(message),
      info: (line) => infos.push(line),
      group: (_, lines) => infos.push(...lines),
    },
    job: {
      ...local.job,
      writeSummary: async (markdown) => {
        summary = markdown;
      },
    },
  };
  const source = await writeHello(directory);
  await inPairs(goTargets, async (target) => {
    const [GOOS = "", GOARCH = ""] = target.split("/");
    await goBuild(source, at(target.replace("/", "-")), { GOOS, GOARCH });
  });
  await writeFiles(directory, {
    "main.c": "int main(void) { return 0; }\n",
    "new.c": "#include <pthread.h>\nint main(void) { pthread_t t; return pthread_create(&t, 0, 0, 0); }\n",
    "text.s": '.text\n.globl f\nf: .quad f\n.section .note.GNU-stack,"",%progbits\n',
    "README.md": "# nothing\n",
  });
  const gcc = (name: string, ...args: readonly string[]) => run("gcc", ["-o", name, ...args], { directory });
  await gcc("plain", "main.c");
  await gcc("new", "new.c");
  await gcc("musl", "main.c", "-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1");
  await gcc("nix", "main.c", "-Wl,--dynamic-linker=/nix/store/abc-glibc-2.38/lib/ld-linux-x86-64.so.2");
  await gcc("run-path", "main.c", "-Wl,-rpath,/srv/build/lib:$ORIGIN/lib:/usr/lib/tool");
  await gcc("stack", "main.c", "-Wl,-z,execstack");
  await gcc("text.so", "text.s", "-shared", "-Wl,-z,notext");
  await gcc("stack.so", "main.c", "-shared", "-fPIC", "-Wl,-z,execstack");
});

beforeEach(() => {
  [printed, errors, infos, summary] = ["", [], [], ""];
});

describe("planted faults", () => {
  test("none in what is right", async () => {
    for (const target of goTargets) {
      expect(await problemsOf(target.replace("/", "-"), {}, [target]), target).toEqual([]);
    }
    expect(await problemsOf("plain", { libc: "glibc", glibc: "2.34" }, ["linux/amd64"])).toEqual([]);
    expect(await problemsOf("linux-amd64", { static: "true", expect: "portable" })).toEqual([]);
  });

  test("wrong architecture", async () => {
    expect(await problemsOf("linux-arm64", {}, ["linux/amd64"])).toEqual([
      "is for linux/arm64 (EM_AARCH64), not linux/amd64",
    ]);
    expect(await problemsOf("linux-arm64", {}, ["linux/amd64", "linux/arm"])).toEqual([
      "is for linux/arm64 (EM_AARCH64), which is none of linux/amd64, linux/arm",
    ]);
    expect(await problemsOf("linux-arm64", {}, ["linux/amd64", "linux/arm64"])).toEqual([]);
    await problemsOf("linux-arm64", {}, ["linux/amd64"]);
    expect(codes()).toEqual(["wrong-platform"]);
    expect(infos).toContain("More: cgo-cross help wrong-platform");
  });

  test("several in one file: a sentence, and each kind once where there is more to read", async () => {
    await problemsOf("plain", { static: "true" }, ["linux/arm64"]);
    expect(codes()).toEqual(["wrong-platform", "not-static"]);
    const more = "More: cgo-cross help wrong-platform, cgo-cross help not-static";
    expect(infos.filter((line) => line.startsWith("More"))).toEqual([more]);
    await verifyStep(host, { verify: "plain", static: "true", targets: "linux/arm64" });
    expect(summary).toMatch(/^- plain is for .* \(`wrong-platform`, `not-static`\)$/m);
  });

  test("newer glibc", async () => {
    expect(await problemsOf("new", { glibc: "2.17" })).toEqual([
      expect.stringMatching(
        /^needs GLIBC_2\.34 of libc\.so\.6 \(for .*pthread_create.*\), newer than glibc 2\.17 allows/,
      ),
    ]);
    expect(await problemsOf("new", { glibc: "2.36" })).toEqual([]);
    await problemsOf("new", { glibc: "2.17" });
    expect(codes()).toEqual(["newer-glibc-needed"]);
  });

  test("interpreter of musl, and of a store of packages", async () => {
    expect(await problemsOf("musl")).toEqual([]);
    const problem = "requests the interpreter /lib/ld-musl-x86_64.so.1, not /lib64/ld-linux-x86-64.so.2 of linux/amd64";
    expect(await problemsOf("musl", { libc: "glibc" })).toEqual([problem]);
    expect(await problemsOf("musl", { glibc: "2.36" })).toEqual([problem]);
    expect(await problemsOf("plain", { libc: "musl" })).toHaveLength(1);
    expect(await problemsOf("nix")).toEqual([
      "requests the interpreter /nix/store/abc-glibc-2.38/lib/ld-linux-x86-64.so.2, which other machines do not have; " +
        "link with -Wl,--dynamic-linker=/lib64/ld-linux-x86-64.so.2, or without C",
    ]);
    expect(codes()).toEqual(["foreign-interpreter"]);
  });

  test("dynamic where static was asked", async () => {
    expect(await problemsOf("plain", { static: "true" })).toEqual([
      "is not static: it requests the interpreter /lib64/ld-linux-x86-64.so.2 and needs libc.so.6",
    ]);
    expect(codes()).toEqual(["not-static"]);
  });

  test.each([
    [
      "RUNPATH of a build machine",
      "run-path",
      "run-path",
      /^looks for libraries in \/srv\/build\/lib \(RUNPATH\), which/,
    ],
    ["text relocations", "text-relocations", "text.so", /^has text relocations, which systems with SELinux can refuse/],
    [
      "executable stack",
      "executable-stack",
      "stack",
      /^asks for an executable stack, which systems with SELinux can refuse/,
    ],
  ])("%s: a note, and a problem of what has to be portable", async (_, code, file, expected) => {
    expect(await notesOf(file)).toEqual([expect.stringMatching(expected)]);
    expect(await problemsOf(file, { expect: "portable" })).toEqual([expect.stringMatching(expected)]);
    expect(codes()).toEqual([code]);
  });

  test("a library with an executable stack, which no new glibc loads", async () => {
    expect(await problemsOf("stack.so")).toEqual([expect.stringMatching(/^asks for an executable stack, with which/)]);
  });

  test("a changed page and a missing signature on darwin/arm64", async () => {
    const bytes = readFileSync(at("darwin-arm64"));
    bytes[0x9000] = (bytes[0x9000] ?? 0) ^ 1;
    writeFileSync(at("changed"), bytes);
    expect(await problemsOf("changed")).toEqual([
      expect.stringMatching(/^does not match its code signature: the page at 0x9000 changed/),
    ]);
    // The last command, which becomes one that nobody knows.
    const commands = bytes.readUInt32LE(20) + 32;
    const signature = bytes.subarray(0, commands).lastIndexOf(Buffer.from("1d00000010000000", "hex"));
    bytes.writeUInt32LE(0x7f, signature);
    writeFileSync(at("unsigned"), bytes);
    expect(await problemsOf("unsigned")).toEqual(["has no code signature, which macOS requires of arm64 programs"]);
    expect(codes()).toEqual(["code-signature"]);
  });

  test("MIPS32 Release 2 under GOMIPS, and Release 6", async () => {
    const mips = (revision: number, flags: number) => {
      const abi = Buffer.alloc(24);
      abi.set([0, 0, 32, revision, 1, 1, 0, 1]);
      return makeElf({ bits: 32, type: 2, machine: 8, flags, parts: [part(abi, { section: 0x7000002a })] });
    };
    writeFileSync(at("mips-r2"), mips(2, 0x70001000));
    writeFileSync(at("mips-r6"), mips(6, 0x90001000));
    const r2 =
      "contains code for mips32r2 (from its ABI flags), while Go's own code for mipsle runs on MIPS32 Release 1";
    expect(await notesOf("mips-r2")).toEqual([r2]);
    expect(await problemsOf("mips-r2", { expect: "portable" }, ["linux/mipsle"])).toEqual([r2]);
    expect(await problemsOf("mips-r6")).toEqual([expect.stringMatching(/^contains code for mips32r6/)]);
    expect(codes()).toEqual(["processor-level"]);
  });

  test("a file that is cut off", async () => {
    writeFileSync(at("short"), readFileSync(at("linux-amd64")).subarray(0, 100_000));
    expect(await problemsOf("short")).toEqual([expect.stringMatching(/^cannot be read: truncated ELF: /)]);
    expect(codes()).toEqual(["binary-unreadable"]);
  });
});

describe("what is named", () => {
  test("directories, patterns, and archives of all kinds, each file once", async () => {
    mkdirSync(at("release/sub"), { recursive: true });
    copyFileSync(at("linux-arm64"), at("release/sub/tool"));
    copyFileSync(at("README.md"), at("release/README.md"));
    const tar = pack();
    tar.entry({ name: "tool/bin/tool" }, readFileSync(at("linux-amd64")));
    tar.entry({ name: "tool/LICENSE" }, "MIT\n");
    tar.finalize();
    const bytes = await bytesOf(tar);
    writeFileSync(at("release/tool.tar"), bytes);
    writeFileSync(at("release/tool.tar.gz"), gzipSync(bytes));
    writeFileSync(at("release/tool.gz"), gzipSync(readFileSync(at("linux-amd64"))));
    writeFileSync(at("release/notes.txt.gz"), gzipSync("nothing\n".repeat(200)));
    const zip = new ZipFile();
    zip.addFile(at("windows-amd64"), "tool.exe");
    zip.end();
    writeFileSync(at("release/tool.zip"), await bytesOf(zip.outputStream));
    mkdirSync(at("package/DEBIAN"), { recursive: true });
    mkdirSync(at("package/usr/bin"), { recursive: true });
    writeFileSync(
      at("package/DEBIAN/control"),
      "Package: tool\nVersion: 1\nArchitecture: amd64\nMaintainer: x <x@example.com>\nDescription: x\n",
    );
    copyFileSync(at("linux-amd64"), at("package/usr/bin/tool"));
    execFileSync("dpkg-deb", ["--build", "-Zxz", at("package"), at("release/tool.deb")]);

    expect(await verify(["release", "release/**", "!release/*.tar"], {}, { json: true })).toBe(0);
    const { files, others } = JSON.parse(printed);
    expect(files.map(({ name }: { name: string }) => name)).toEqual([
      "release/sub/tool",
      "release/tool.deb: usr/bin/tool",
      "release/tool.gz: tool",
      "release/tool.tar.gz: tool/bin/tool",
      "release/tool.zip: tool.exe",
    ]);
    expect(others).toEqual([
      "release/README.md",
      "release/notes.txt.gz: notes.txt",
      "release/tool.tar.gz: tool/LICENSE",
    ]);
    expect(infos).toEqual([
      "Verified 5 binaries; skipped 3 other files (release/README.md, release/notes.txt.gz: notes.txt and release/tool.tar.gz: tool/LICENSE).",
    ]);
  });

  test("nothing that is there: said, with the exit code of a mistake", async () => {
    expect(await verify(["nowhere", "README.md", "linux-amd64"])).toBe(2);
    expect(errors).toEqual(["no such file: nowhere", expect.stringMatching(/^README\.md is not a binary \(ELF, /)]);
    expect(printed).toContain("✓ linux-amd64 (");
    await expect(verify([])).rejects.toThrow(/^cgo-cross verify needs files/);
  });

  test("a pattern that matches nothing, or no binary, is a problem", async () => {
    expect(await verify(["dist/**"])).toBe(1);
    expect(await verify(["*.md"])).toBe(1);
    expect(errors).toEqual(["nothing matches dist/**", "*.md has one file, none of which is a binary"]);
  });

  test("damaged archives are problems", async () => {
    mkdirSync(at("damaged"), { recursive: true });
    const whole = readFileSync(at("release/tool.tar.gz"));
    writeFileSync(at("damaged/cut.tar.gz"), whole.subarray(0, whole.length - 1000));
    writeFileSync(at("damaged/cut.zip"), readFileSync(at("release/tool.zip")).subarray(0, 5000));
    writeFileSync(at("damaged/cut.deb"), readFileSync(at("release/tool.deb")).subarray(0, 2000));
    expect(await verify(["damaged"])).toBe(1);
    expect(errors).toHaveLength(3);
    expect(errors.join("\n")).toMatch(
      /^damaged\/cut\.deb cannot be unpacked: .+\ndamaged\/cut\.tar\.gz cannot be unpacked: .+\ndamaged\/cut\.zip cannot be unpacked: .+$/,
    );
  });
});

test("the fact sheet", async () => {
  expect(await verify(["run-path", "darwin-arm64"])).toBe(0);
  const size = /\(\d+(\.\d+)? [kM]B\)/g;
  expect(
    printed
      .replaceAll(size, "(SIZE)")
      .replaceAll(/≥ [\d.]+/g, "≥ N")
      .replaceAll(/go1[\d.]+/g, "goN")
      .replaceAll(/\d+ pages/g, "N pages")
      .replaceAll(/macos [\d.]+/g, "macos N")
      .split("\n"),
  ).toEqual([
    "✓ run-path (SIZE)",
    "  what         ELF, 64-bit executable for linux/amd64, EM_X86_64 (62)",
    "  linked       dynamic: libc.so.6 (glibc ≥ N)",
    "  interpreter  /lib64/ld-linux-x86-64.so.2",
    "  run path     /srv/build/lib:$ORIGIN/lib:/usr/lib/tool (RUNPATH)",
    "  protection   PIE, partial RELRO, no executable stack",
    "  symbols      not stripped",
    "  note         it looks for libraries in /srv/build/lib (RUNPATH), which other machines do not have, or have from somebody else; link with -Wl,-rpath,$ORIGIN instead, or remove it",
    "",
    "✓ darwin-arm64 (SIZE)",
    "  what         Mach-O, 64-bit executable for darwin/arm64, CPU_TYPE_ARM64 (0x100000c)",
    "  linked       macOS system libraries only",
    "  needs        /usr/lib/libSystem.B.dylib",
    "  processor    GOARM64=v8.0",
    "  system       macos N or later",
    "  protection   PIE, no executable stack",
    "  symbols      not stripped",
    "  signature    ad hoc (sha256), all N pages match",
    "  Go           goN, example.com/hello, without cgo",
    "",
  ]);
});

describe("in a job", () => {
  test("the summary has a row for each file, and what is wrong", async () => {
    mkdirSync(at("dist"), { recursive: true });
    copyFileSync(at("linux-arm64"), at("dist/tool"));
    copyFileSync(at("plain"), at("dist/plain"));
    const defaults = { libc: "glibc", static: "false", targets: "linux/amd64, linux/arm64", expect: "target" };
    const github: Host = { ...host, kind: "github" };
    expect(await verifyStep(github, { ...defaults, verify: "dist/**" })).toBe(0);
    expect(summary.split("\n")[0]).toBe("✅ Verified 2 binaries.");
    expect(summary).toContain("| ✓ | `dist/tool` | linux/arm64 | static | no PIE, ");
    expect(await verifyStep(github, { ...defaults, verify: "dist/**", static: "true" })).toBe(1);
    expect(errors).toEqual([
      "dist/plain is not static: it requests the interpreter /lib64/ld-linux-x86-64.so.2 and needs libc.so.6",
    ]);
    expect(summary).toContain("❌ 1 of 2 binaries has problems.\n\n- dist/plain is not static: it requests");
    expect(await verifyStep(github, { ...defaults, verify: "dist/**", targets: "linux/arm64" })).toBe(1);
  });
});

test("names from an archive are only shown", async () => {
  const tar = pack();
  tar.entry({ name: "../../\u001b[31m::error::x\n| y `z` <b>" }, readFileSync(at("linux-amd64")));
  tar.finalize();
  writeFileSync(at("evil.tar"), await bytesOf(tar));
  expect(await verify(["evil.tar"])).toBe(0);
  expect(printed.split("\n")[0]).toMatch(/^✓ evil\.tar: \.\.\/\.\.\/::error::x \| y `z` <b> \(/);
  expect(await verifyStep(host, { verify: "evil.tar" })).toBe(0);
  expect(summary).toContain("<code>evil.tar: ../../::error::x &#124; y &#96;z&#96; &#60;b&#62;</code>");
});

test("a file that grows after it was signed still matches", async () => {
  copyFileSync(at("darwin-arm64"), at("grown"));
  appendFileSync(at("grown"), "more");
  expect(await problemsOf("grown")).toEqual([]);
});

describe("a manifest", () => {
  const sha256 = (name: string) =>
    createHash("sha256")
      .update(readFileSync(at(name)))
      .digest("hex");

  /** As a build writes it, with what is compared. */
  async function writeManifest(changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const file = "/build/dist/sub/tool";
    const facts = JSON.parse(JSON.stringify(manifestFacts(await readBinary(at("moved/sub/tool")))));
    const recorded = { file, bytes: statSync(at("linux-arm64")).size, sha256: sha256("linux-arm64"), facts };
    const packed = { file: "/build/dist/tool.tar.gz", bytes: 0, sha256: "" };
    const archive = {
      ...packed,
      bytes: statSync(at("moved/tool.tar.gz")).size,
      sha256: sha256("moved/tool.tar.gz"),
    };
    const target = {
      target: "linux/arm64",
      outcome: { kind: "passed", binaries: [{ ...recorded, archive, header: null, ...changes }] },
    };
    const failed = { target: "linux/386", outcome: { kind: "failed", message: "x" } };
    const rest = { schema: 1, outDir: "/build/dist", toolchains: [], libraries: [], artifacts: [] };
    writeFileSync(at("moved/cgo-cross.json"), JSON.stringify({ ...rest, targets: [target, failed] }));
  }

  const check = () => verify([], {}, { manifest: "moved/cgo-cross.json" });

  beforeAll(async () => {
    mkdirSync(at("moved/sub"), { recursive: true });
    copyFileSync(at("linux-arm64"), at("moved/sub/tool"));
    const tar = pack();
    tar.entry({ name: "tool" }, readFileSync(at("linux-arm64")));
    tar.finalize();
    writeFileSync(at("moved/tool.tar.gz"), gzipSync(await bytesOf(tar)));
  });

  test("that is true of the files beside it, wherever they lie now", async () => {
    await writeManifest();
    expect(await check()).toBe(0);
    expect(printed).toContain(`✓ ${at("moved/sub/tool")} (`);
  });

  test("of an older version has fewer facts, and what differs is named", async () => {
    await writeManifest({ facts: { format: "elf", arch: "arm64" } });
    expect(await check()).toBe(0);
    await writeManifest({ facts: { format: "elf", go: { version: "go1.1", settings: { GOOS: "plan9" } } } });
    expect(await check()).toBe(1);
    expect(errors[0]).toMatch(
      /tool has go\.version "go1\.\d+(\.\d+)?", not "go1\.1" as the manifest says; it has go\.settings\.GOOS "linux", not "plan9" as/,
    );
  });

  test("a changed file, a changed archive, and a file for another target", async () => {
    await writeManifest({ sha256: "0".repeat(64), bytes: 1 });
    expect(await check()).toBe(1);
    expect(errors[0]).toMatch(
      /tool has \d+ bytes, not 1 as the manifest says; it has the SHA-256 [0-9a-f]{64}, not 0{64} as/,
    );
    await writeManifest();
    appendFileSync(at("moved/tool.tar.gz"), "x");
    errors = [];
    expect(await check()).toBe(1);
    expect(errors).toEqual([
      expect.stringMatching(/tool\.tar\.gz has \d+ bytes, not \d+ as the manifest says$/),
      expect.stringMatching(/tool\.tar\.gz has the SHA-256 /),
    ]);
  });

  test("files of which only the archive was kept, and none at all", async () => {
    writeFileSync(at("moved/tool.tar.gz"), readFileSync(at("moved/tool.tar.gz")).subarray(0, -1));
    await writeManifest();
    rmSync(at("moved/sub/tool"));
    expect(await check()).toBe(0);
    expect(printed).toContain(`✓ ${at("moved/tool.tar.gz")}: tool (`);
    rmSync(at("moved/tool.tar.gz"));
    expect(await check()).toBe(1);
    expect(errors).toEqual([`${at("moved/sub/tool")}, which the manifest lists, does not exist`]);
  });

  test("that is none", async () => {
    await expect(verify([], {}, { manifest: "README.md" })).rejects.toThrow("is not a manifest of cgo-cross");
    await expect(verify([], {}, { manifest: "none.json" })).rejects.toThrow(`no such file: ${at("none.json")}`);
    writeFileSync(
      at("odd.json"),
      '{"schema":1,"outDir":"/x","targets":[{"target":"a/b","outcome":{"binaries":[null,1,{}]}}],"toolchains":[],"libraries":[],"artifacts":[]}',
    );
    expect(await verify([], {}, { manifest: "odd.json" })).toBe(1);
    expect(errors).toEqual([`${at("odd.json")} lists no binary`]);
  });
});
