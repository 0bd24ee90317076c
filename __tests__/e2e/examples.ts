import { mkdirSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../support/runner.ts";

/** Every target that has a C toolchain on Debian 12. */
export const cTargets = [
  "linux/amd64",
  "linux/386",
  "linux/arm/v5",
  "linux/arm/v6",
  "linux/arm/v7",
  "linux/arm64",
  "linux/ppc64le",
  "linux/riscv64",
  "linux/s390x",
  "linux/mips",
  "linux/mipsle",
  "linux/mips64",
  "linux/mips64le",
  "windows/amd64",
  "windows/386",
] as const;

/** Toolchains are kept here between test runs: other tests download them into empty directories. */
export const sharedTools = join(repository, "node_modules/.cache/cgo-cross-tests/tools");
mkdirSync(sharedTools, { recursive: true });

/** A copy of an example in its own directory, so that nothing is written into the repository. */
export async function copyExample(name: string): Promise<string> {
  const workspace = await mkdtemp(join(tmpdir(), "cgo-cross-e2e-"));
  await cp(join(repository, "examples", name), workspace, {
    recursive: true,
    filter: (from) => !from.endsWith("/dist"),
  });
  return workspace;
}

/** An entry of the output `binaries`. */
export type BinaryOutput = {
  readonly target: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly cgo: boolean;
  readonly linkage: string;
  readonly archive: string | null;
  readonly artifactId: string | null;
};
