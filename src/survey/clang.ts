import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Host } from "../host/types.ts";
import type { ReadProgram } from "./own-compiler.ts";

/** The machine's own clang, with its linker and an archiver: it compiles for every target. */
export type HostClang = {
  /** An absolute path, as are the others. */
  readonly cc: string;
  /** Undefined where there is no clang++ of the same suffix. */
  readonly cxx: string | undefined;
  readonly lld: string;
  readonly ar: string;
  /** The major version of compiler and linker. */
  readonly version: number;
  /** The first line of `clang --version`. */
  readonly line: string;
  /** Whether it builds for the machine itself: the headers of the C library, and of the C++ library, are installed. */
  readonly own: {
    readonly c: boolean;
    readonly cxx: boolean;
    /** The dynamic loader that its programs for the machine ask for; absent where that is unknown. */
    readonly interpreter?: string | undefined;
  };
};

/** The oldest version that is known to work: before 13 there was no `--ld-path`. */
export const oldestClang = 14;

/** The newest that is looked for under a versioned name. */
const newest = 40;

/** Finds the machine's clang: the plain name first, then the newest; undefined where none has an lld of its version. */
export async function findClang(host: Host, readProgram: ReadProgram): Promise<HostClang | undefined> {
  const versions = Array.from({ length: newest - oldestClang + 1 }, (_, index) => newest - index);
  const suffixes = ["", ...versions.map((version) => `-${version}`)];
  const archivers = await findAll(host, ["llvm-ar", "ar"]);
  for (const suffix of suffixes) {
    const cc = await host.processes.find(`clang${suffix}`);
    const line = cc === undefined ? undefined : await firstLine(host, cc);
    const version = Number(/\bclang version (\d+)\./.exec(line ?? "")?.[1] ?? 0);
    if (cc === undefined || line === undefined || version < oldestClang) {
      continue;
    }
    const lld = await findLld(host, version);
    const ar = (await host.processes.find(`llvm-ar-${version}`)) ?? archivers[0];
    if (lld !== undefined && ar !== undefined) {
      const cxx = await host.processes.find(`clang++${suffix}`);
      const own = await describeOwn(host, { cc, cxx, readProgram });
      return { cc, cxx, lld, ar, version, line, own };
    }
  }
  return undefined;
}

async function findAll(host: Host, names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(names.map((name) => host.processes.find(name)));
  return found.flatMap((file) => file ?? []);
}

/** Only of the compiler's version: an older one may not read what the compiler writes. */
async function findLld(host: Host, version: number): Promise<string | undefined> {
  for (const file of await findAll(host, [`ld.lld-${version}`, "ld.lld"])) {
    if (new RegExp(`\\bLLD ${version}\\.`).test((await firstLine(host, file)) ?? "")) {
      return file;
    }
  }
  return undefined;
}

async function firstLine(host: Host, file: string): Promise<string | undefined> {
  const done = await host.processes.run({ file, args: ["--version"], timeoutSeconds: 60 }).catch(() => undefined);
  return done?.exitCode === 0 ? done.stdout.split("\n")[0] : undefined;
}

type OwnQuestion = { readonly cc: string; readonly cxx: string | undefined; readonly readProgram: ReadProgram };

/** Compiles and links programs of one line for the machine itself, and reads what was linked. */
async function describeOwn(host: Host, { cc, cxx, readProgram }: OwnQuestion): Promise<HostClang["own"]> {
  const directory = join(host.scratchDirectory, "own-clang");
  const file = join(directory, "program");
  await mkdir(directory, { recursive: true });
  try {
    const c = await builds(host, cc, {
      args: ["-x", "c", "-", "-o", file],
      source: "#include <stdlib.h>\nint main(void) { return 0; }\n",
    });
    const headers = c ? await readProgram(file).catch(() => undefined) : undefined;
    const interpreter = headers?.interpreter;
    const hasCxx =
      cxx !== undefined &&
      (await builds(host, cxx, {
        args: ["-x", "c++", "-", "-o", "/dev/null"],
        source: "#include <string>\nint main() {}\n",
      }));
    return { c, cxx: hasCxx, ...(interpreter === undefined ? {} : { interpreter }) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function builds(
  host: Host,
  file: string,
  { args, source }: { readonly args: readonly string[]; readonly source: string },
): Promise<boolean> {
  const done = await host.processes.run({ file, args, input: source, timeoutSeconds: 60 }).catch(() => undefined);
  return done?.exitCode === 0;
}
