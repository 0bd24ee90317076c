import { join } from "node:path";
import type { CToolchain } from "../platforms/toolchains.ts";

/** A small script that starts a program of a root as if it were installed. */
export type WrapperText = { readonly name: string; readonly text: string };

/** Part of a root's hash: raise it when a wrapper's text changes. */
export const wrapperVersion = 7;

/** What wrappers are made for. */
export type WrapperPlace = {
  /** The root's final place. */
  readonly directory: string;
  /** The hash of its content. */
  readonly content: string;
  /** The file names in its usr/bin. */
  readonly programs: readonly string[];
};

/**
 * The wrappers of a toolchain's root: every program under its plain name, and the compilers also under a name that says
 * what is in the root; see compilerNames.
 */
export function toolchainWrappers(place: WrapperPlace, toolchain: CToolchain): readonly WrapperText[] {
  const { triple } = toolchain;
  const root = join(place.directory, "root");
  // The machine's own gcc looks for `as` and `ld` on PATH, where those of another release may be.
  const ownTools = toolchain.libraries === "." ? [`-B${join(root, "usr/bin")}/`] : [];
  const wrappers = new Map<string, string>();
  for (const program of place.programs.filter((name) => name.startsWith(`${triple}-`)).sort()) {
    const compiles = /-(gcc|g\+\+|cpp|c\+\+)(-\d+)?(-posix)?$/.test(program);
    // Paths of this machine would differ from one machine to the next in debug information.
    const flags = compiles ? [`--sysroot=${root}`, `-ffile-prefix-map=${root}=/${triple}`, ...ownTools] : [];
    wrappers.set(plainName(program), script(place.directory, join(root, "usr/bin", program), flags));
  }
  const names = compilerNames(toolchain, place.content);
  for (const [name, plain] of [
    [names.cc, toolchain.programs.cc] as const,
    [names.cxx, toolchain.programs.cxx] as const,
  ]) {
    const text = wrappers.get(plainName(plain));
    if (text !== undefined) {
      wrappers.set(name, text);
    }
  }
  wrappers.set(`${triple}-pkg-config`, pkgConfigScript(root, toolchain));
  return [...wrappers].map(([name, text]) => ({ name, text }));
}

/** The wrappers carry plain names: the threads model is only part of the packaged program's. */
export function plainName(program: string): string {
  return program.replace(/-(posix|win32)$/, "");
}

/**
 * The compilers' names for `go build`, to be found on PATH. Go mixes CC as it is written into the build ID, and keys its
 * build cache by it: a name without a directory gives the same binary wherever the root lies, and the content's hash in
 * it keeps objects of another compiler, or of other headers, from being taken for this one's.
 */
export function compilerNames(toolchain: CToolchain, content: string): { readonly cc: string; readonly cxx: string } {
  const { cc, cxx } = toolchain.programs;
  return { cc: `${plainName(cc)}-${content}`, cxx: `${plainName(cxx)}-${content}` };
}

/** Where a root's compiler finds its archiver, and what to link there: the wrapper, which brings the libraries along. */
export function archiverLink({ triple, programs }: CToolchain): { readonly link: string; readonly to: string } {
  return { link: join("root/usr", triple, "bin/ar"), to: join("../../../../bin", programs.ar) };
}

/** Starts a program of a root, which finds the libraries that came with it. */
export function script(directory: string, program: string, flags: readonly string[]): string {
  const words = [program, ...flags].map(quote).join(" ");
  return `#!/bin/sh\nLD_LIBRARY_PATH=${quote(join(directory, "host-lib"))} exec ${words} "$@"\n`;
}

/** Sees only the target's .pc files: the host's would put the host's headers and libraries into the build. */
export function pkgConfigScript(root: string, { multiarch, triple }: CToolchain): string {
  const places = [`usr/lib/${multiarch}/pkgconfig`, `usr/${triple}/lib/pkgconfig`, "usr/share/pkgconfig"];
  const path = places.map((place) => join(root, place)).join(":");
  return [
    "#!/bin/sh",
    "unset PKG_CONFIG_PATH",
    `export PKG_CONFIG_LIBDIR=${quote(path)}`,
    `export PKG_CONFIG_SYSROOT_DIR=${quote(root)}`,
    'exec pkg-config "$@"',
    "",
  ].join("\n");
}

/** qemu's own libraries are the root's, and the guest must not see them. */
export function qemuWrappers({ directory, programs }: WrapperPlace): readonly WrapperText[] {
  return programs
    .filter((name) => /^qemu-[a-z0-9_]+$/.test(name))
    .map((name) => {
      const program = join(directory, "root/usr/bin", name);
      // A program that crashes would leave cores of hundreds of megabytes in the working directory: its own and qemu's.
      const text = script(directory, program, ["-U", "LD_LIBRARY_PATH"]).replace("\n", "\nulimit -c 0\n");
      return { name, text };
    });
}

/** A word of a POSIX shell that stands for the text itself. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
