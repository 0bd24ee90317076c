import type { Host } from "../host/types.ts";

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
  readonly own: { readonly c: boolean; readonly cxx: boolean };
};

/** The oldest version that is known to work: before 13 there was no `--ld-path`. */
export const oldestClang = 14;

/** The newest that is looked for under a versioned name. */
const newest = 40;

/** Finds the machine's clang: the plain name first, then the newest; undefined where none has an lld of its version. */
export async function findClang(host: Host): Promise<HostClang | undefined> {
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
      const own = {
        c: await builds(host, cc, { language: "c", source: "#include <stdlib.h>\nint main(void) { return 0; }\n" }),
        cxx:
          cxx !== undefined &&
          (await builds(host, cxx, { language: "c++", source: "#include <string>\nint main() {}\n" })),
      };
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

/** Compiles and links a program of one line. */
async function builds(
  host: Host,
  file: string,
  { language, source }: { readonly language: string; readonly source: string },
): Promise<boolean> {
  const args = ["-x", language, "-", "-o", "/dev/null"];
  const done = await host.processes.run({ file, args, input: source, timeoutSeconds: 60 }).catch(() => undefined);
  return done?.exitCode === 0;
}
