import { join } from "node:path";
import { expect } from "vitest";
import type { BinaryFacts } from "../../../src/verify/formats/facts.ts";
import type { FormatId } from "../../../src/verify/formats/formats.ts";
import { readBinary } from "../../../src/verify/formats/read.ts";
import { MalformedBinaryError } from "../../../src/verify/formats/reader.ts";
import { goBuild, inPairs, run, writeFiles, writeHello } from "./samples.ts";

/** A real binary, made by gcc on this machine or by Go for `target`. */
export type FormatSample = {
  readonly name: string;
  readonly target: string | undefined;
  readonly kind: "executable" | "archive";
  /** `-ldflags`. */
  readonly ldflags?: string;
  /**
   * At how many of the tried lengths a truncated file may still be read: a wasm module may end after any section, an
   * archive after any member.
   */
  readonly readableWhenTruncated: number;
};

const program = { kind: "executable", readableWhenTruncated: 0 } as const;

/** Samples of each format: one that has none does not compile. */
export const formatSamples: Readonly<Record<FormatId, readonly FormatSample[]>> = {
  elf: [
    { ...program, name: "elf", target: undefined },
    { ...program, name: "elf-go", target: "linux/arm" },
  ],
  pe: [{ ...program, name: "pe", target: "windows/amd64" }],
  macho: [{ ...program, name: "macho", target: "darwin/arm64" }],
  wasm: [{ ...program, name: "wasm", target: "js/wasm", readableWhenTruncated: 2 }],
  archive: [{ name: "archive", target: undefined, kind: "archive", readableWhenTruncated: 2 }],
  xcoff: [
    { ...program, name: "xcoff", target: "aix/ppc64" },
    { ...program, name: "xcoff-stripped", target: "aix/ppc64", ldflags: "-s" },
  ],
  plan9: [{ ...program, name: "plan9", target: "plan9/amd64" }],
};

export const formatSampleNames: readonly string[] = Object.values(formatSamples)
  .flat()
  .map(({ name }) => name);

/** Makes every sample in `directory`, under its name. */
export async function makeFormatSamples(directory: string): Promise<void> {
  const source = await writeHello(directory);
  await writeFiles(directory, { "main.c": '#include <stdio.h>\nint main(void) { return puts("x") < 0; }\n' });
  await run("gcc", ["-o", "elf", "main.c"], { directory });
  await run("gcc", ["-c", "main.c"], { directory });
  await run("ar", ["rcs", "archive", "main.o"], { directory });
  await inPairs(Object.values(formatSamples).flat(), async ({ name, target, ldflags }) => {
    if (target !== undefined) {
      const [GOOS = "", GOARCH = ""] = target.split("/");
      await goBuild(source, join(directory, name), { GOOS, GOARCH }, [`-ldflags=${ldflags ?? ""}`]);
    }
  });
}

export type Answer = { readonly facts: BinaryFacts } | { readonly error: string };

/** Facts, or an error of one sentence that says what is wrong with the file; anything else fails the test. */
export async function tryRead(file: string): Promise<Answer> {
  try {
    return { facts: await readBinary(file) };
  } catch (error) {
    if (!(error instanceof MalformedBinaryError)) {
      throw error;
    }
    expect(error.message).toMatch(/^((truncated|malformed) [\w. -]+: [^\n]{5,200}|the file is empty)$/);
    return { error: error.message };
  }
}
