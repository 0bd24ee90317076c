import { copyFile, lstat, open, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import { pruneWine } from "./wine-files.ts";

/** Wine's two programs. */
export type WinePrograms = { readonly loader: string; readonly server: string };

/** Where packages have them: Debian's to version 10, then those beside the libraries, and what others install. */
const directories = (multiarch: string) => ["usr/lib/wine", `usr/lib/${multiarch}/wine`, "usr/bin", "bin"];

/**
 * Finds Wine's programs below a directory, whichever version it is. What stands in front of them in some packages is a script
 * with absolute paths, so only real programs count.
 * @throws UserError where one is not there.
 */
export async function findWinePrograms(root: string, multiarch: string): Promise<WinePrograms> {
  const find = async (names: readonly string[]) => {
    const places = directories(multiarch).flatMap((directory) => names.map((name) => join(root, directory, name)));
    for (const file of places) {
      if (await isProgram(file)) {
        return file;
      }
    }
    throw new UserError({
      code: "package-contents",
      text: `Wine's packages have no program ${names.join(" or ")} in ${directories(multiarch).join(", ")}; please report it`,
    });
  };
  return { loader: await find(["wine64", "wine"]), server: await find(["wineserver64", "wineserver"]) };
}

async function isProgram(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined);
  if (found?.isFile() !== true) {
    return false;
  }
  const opened = await open(file);
  try {
    const { buffer } = await opened.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1") === "\x7fELF";
  } finally {
    await opened.close();
  }
}

/** Wine's directory of libraries. */
export function wineLibraries(root: string, multiarch: string): string {
  return join(root, "usr/lib", multiarch, "wine");
}

/**
 * Makes Wine's packages usable from any directory: does what their scripts would, and what is expected to be in /usr is found
 * beside the programs; and leaves only what a console program needs.
 * @param directory The root.
 * @throws UserError where there is no Wine in it.
 */
export async function finishWineRoot(directory: string, multiarch: string): Promise<void> {
  const root = join(directory, "root");
  const { server } = await findWinePrograms(root, multiarch);
  const libraries = wineLibraries(root, multiarch);
  await addZlib(root, join(libraries, "x86_64-windows"));
  await pruneWine(libraries);
  await writeServerScript(server);
  await linkData(join(root, "usr/share/wine"));
}

/** What libwine's postinst does, from version 7: Wine's own DLLs need zlib's, with a mark in its DOS header that makes it one of them. */
async function addZlib(root: string, to: string): Promise<void> {
  const from = join(root, "usr/x86_64-w64-mingw32/lib/zlib1.dll");
  if (!(await exists(from)) || !(await exists(to))) {
    return;
  }
  const copy = join(to, "zlib1.dll");
  await copyFile(from, copy);
  const file = await open(copy, "r+");
  try {
    await file.write(Buffer.from("Wine builtin DLL".padEnd(32, "\0"), "latin1"), 0, 32, 64);
  } finally {
    await file.close();
  }
}

/** Wine starts the `wineserver` beside its loader. -p0: it exits with its last program. */
async function writeServerScript(server: string): Promise<void> {
  const script = join(dirname(server), "wineserver");
  const program = join(dirname(server), "wineserver64");
  if (server === script) {
    await rename(server, program);
  }
  await rm(script, { force: true });
  await writeFile(script, `#!/bin/sh\nexec "$(dirname "$0")/${basename(program)}" -p0 "$@"\n`, { mode: 0o755 });
}

/** Wine's server looks for its tables in share/wine/wine/nls, or else in /usr; Debian's packages have them in share/wine/nls. */
async function linkData(data: string): Promise<void> {
  if ((await exists(join(data, "nls"))) && !(await exists(join(data, "wine")))) {
    await symlink(".", join(data, "wine"));
  }
}
