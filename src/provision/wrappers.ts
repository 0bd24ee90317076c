import { join } from "node:path";
import type { CToolchain } from "../targets/toolchains.ts";

/** A small script that starts a program of a root as if it were installed. */
export type WrapperText = { readonly name: string; readonly text: string };

/** Part of a root's hash, since Go's build cache tells compilers apart by path: raise it when a wrapper's text changes. */
export const wrapperVersion = 1;

/**
 * The wrappers of a toolchain's root.
 * @param directory The root's final place.
 * @param programs The file names in its usr/bin.
 */
export function toolchainWrappers(
  directory: string,
  toolchain: CToolchain,
  programs: readonly string[],
): readonly WrapperText[] {
  const { triple } = toolchain;
  const root = join(directory, "root");
  const wrappers = new Map<string, string>();
  for (const program of programs.filter((name) => name.startsWith(`${triple}-`)).sort()) {
    const name = program.replace(/-(posix|win32)$/, "");
    const compiles = /-(gcc|g\+\+|cpp|c\+\+)(-posix)?$/.test(program);
    // Paths of this machine would differ from one machine to the next in debug information.
    const flags = compiles ? [`--sysroot=${root}`, `-ffile-prefix-map=${root}=/${triple}`] : [];
    wrappers.set(name, script(directory, join(root, "usr/bin", program), flags));
  }
  wrappers.set(`${triple}-pkg-config`, pkgConfigScript(root, toolchain));
  return [...wrappers].map(([name, text]) => ({ name, text }));
}

function script(directory: string, program: string, flags: readonly string[]): string {
  const words = [program, ...flags].map(quote).join(" ");
  return `#!/bin/sh\nLD_LIBRARY_PATH=${quote(join(directory, "host-lib"))} exec ${words} "$@"\n`;
}

/** Sees only the target's .pc files: the host's would put the host's headers and libraries into the build. */
function pkgConfigScript(root: string, { multiarch, triple }: CToolchain): string {
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
export function qemuWrappers(directory: string, programs: readonly string[]): readonly WrapperText[] {
  return programs
    .filter((name) => /^qemu-[a-z0-9_]+$/.test(name))
    .map((name) => {
      const program = join(directory, "root/usr/bin", name);
      return { name, text: script(directory, program, ["-U", "LD_LIBRARY_PATH"]) };
    });
}

/** A word of a POSIX shell that stands for the text itself. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
