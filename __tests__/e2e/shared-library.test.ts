import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunnerResult, runAction } from "../support/runner.ts";
import { type BinaryOutput, copyExample, sharedTools } from "./examples.ts";

/**
 * Of the targets that Go has c-shared for: of each width and byte order, and Windows. Go compiles all of its own library
 * anew for such a library.
 */
const targets = ["linux/amd64", "linux/386", "linux/arm/v7", "linux/arm64", "linux/s390x", "windows/amd64"];

/** The emulator that runs a C caller, by GOARCH. */
const emulators: Readonly<Record<string, string>> = {
  arm: "qemu-arm",
  arm64: "qemu-aarch64",
  s390x: "qemu-s390x",
};

describe("a c-shared library", () => {
  let workspace: string;
  let result: RunnerResult;
  let binaries: readonly BinaryOutput[];

  beforeAll(async () => {
    workspace = await copyExample("shared");
    // Installs qemu for the callers: nothing of a library is run.
    const pure = await copyExample("pure");
    const emulated = { targets: "linux/arm64", run: "true", artifacts: "off" };
    await runAction({ inputs: emulated, workspace: pure, toolCache: sharedTools });
    rmSync(pure, { recursive: true });
    const inputs = { targets: targets.join(" "), buildmode: "c-shared", artifacts: "off" };
    result = await runAction({ inputs, workspace, toolCache: sharedTools });
    binaries = JSON.parse(result.outputs["binaries"] ?? "[]") as BinaryOutput[];
  }, 900_000);
  afterAll(() => rmSync(workspace, { recursive: true, force: true }));

  test("is built for each target, with its header", () => {
    expect(result.annotations.filter((each) => each.level === "error")).toEqual([]);
    expect(result.conclusion).toBe("success");
    expect(binaries.map((binary) => binary.target)).toEqual(targets);
    const files = readdirSync(result.outputs["out-dir"] ?? "");
    expect(files.filter((name) => name.endsWith(".h"))).toHaveLength(targets.length);
    expect(files.filter((name) => name.endsWith(".dll"))).toHaveLength(1);
    expect(files.filter((name) => name.endsWith(".so"))).toHaveLength(targets.length - 1);
  });

  test.each(targets.filter((target) => target.startsWith("linux/")))("%s: a C program calls it", (target) => {
    const binary = binaries.find((each) => each.target === target);
    const outDir = result.outputs["out-dir"] ?? "";
    const stem = `shared_${target.replace("/", "_").replaceAll("/", "")}`;
    const cc = result.exported[`CC_${target.replaceAll("/", "_")}`] ?? "";
    const caller = join(outDir, `caller_${stem}`);
    execFileSync(cc, [
      join(workspace, "caller/main.c"),
      `-I${outDir}`,
      `-DLIBRARY_HEADER="${stem}.h"`,
      `-L${outDir}`,
      `-l:${stem}.so`,
      `-Wl,-rpath,${outDir}`,
      "-o",
      caller,
    ]);
    expect(binary?.file).toBe(join(outDir, `${stem}.so`));
    const [os, arch] = target.split("/");
    expect(run(caller, arch ?? "", cc)).toContain(`${os}/${arch}: C counted 10 words with it, want 10`);
  });
});

test("a c-archive is built with its header, and a C program is linked with it", async () => {
  const workspace = await copyExample("shared");
  const inputs = { targets: "linux/arm64 windows/amd64", buildmode: "c-archive", artifacts: "off" };
  const result = await runAction({ inputs, workspace, toolCache: sharedTools });
  expect(result.annotations.filter((each) => each.level === "error")).toEqual([]);
  const outDir = result.outputs["out-dir"] ?? "";
  const archives = ["shared_linux_arm64.a", "shared_windows_amd64.a"];
  expect(readdirSync(outDir).filter((name) => name.endsWith(".a"))).toEqual(archives);
  const cc = result.exported["CC_linux_arm64"] ?? "";
  const caller = join(outDir, "caller");
  const header = '-DLIBRARY_HEADER="shared_linux_arm64.h"';
  const source = join(workspace, "caller/main.c");
  execFileSync(cc, [source, header, `-I${outDir}`, join(outDir, "shared_linux_arm64.a"), "-lpthread", "-o", caller]);
  expect(run(caller, "arm64", cc)).toContain("linux/arm64: C counted 10 words with it, want 10");
  rmSync(workspace, { recursive: true });
}, 300_000);

/** Runs the caller with the target's own libraries, under qemu where this processor cannot. */
function run(caller: string, arch: string, cc: string): string {
  const triple = cc.startsWith("/") ? execFileSync(cc, ["-dumpmachine"], { encoding: "utf8" }).trim() : "";
  const libraries = join(cc, "../..", "root", "usr", triple);
  if (arch === "386") {
    const loader = join(libraries, "lib/ld-linux.so.2");
    return execFileSync(loader, ["--library-path", join(libraries, "lib"), caller], { encoding: "utf8" });
  }
  const emulator = emulators[arch];
  if (emulator === undefined) {
    return execFileSync(caller, { encoding: "utf8" });
  }
  const [qemu] = readdirSync(join(sharedTools, "cgo-cross-qemu")).filter((name) => !name.endsWith(".complete"));
  const wrapper = join(sharedTools, "cgo-cross-qemu", qemu ?? "", "x64/bin", emulator);
  return execFileSync(wrapper, ["-L", libraries, caller], { encoding: "utf8" });
}
