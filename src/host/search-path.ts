import { posix, win32 } from "node:path";
import type { Environment } from "./types.ts";

/** How one kind of system finds programs: given, rather than asked of Node, so that each can be tested on the other. */
export type Platform = NodeJS.Platform;

/** What Windows has where PATHEXT is not set. Source: cmd.exe's own default. */
const usualExtensions = ".COM;.EXE;.BAT;.CMD";

/** Where programs are looked for, and what may be added to their names. */
export type SearchPath = { readonly directories: readonly string[]; readonly extensions: readonly string[] };

/**
 * Reads PATH, and on Windows PATHEXT. Empty and relative entries are left out, since they would mean the current directory: a
 * checkout must not provide its own `go`. Windows lets an entry stand in quotes.
 */
export function readSearchPath(environment: Environment, platform: Platform): SearchPath {
  const path = environment["PATH"] ?? "";
  if (platform !== "win32") {
    return { directories: path.split(":").filter(posix.isAbsolute), extensions: [] };
  }
  const entries = path.split(";").map((entry) => entry.replace(/^"(.*)"$/, "$1"));
  const extensions = (environment["PATHEXT"] || usualExtensions).split(";").filter((one) => one !== "");
  // `\tools` is absolute to Node, and means the current drive's.
  return { directories: entries.filter((entry) => /^([A-Za-z]:[\\/]|\\\\)/.test(entry)), extensions };
}

/** Whether a program's name is to be looked up on PATH, rather than being a path itself. */
export function isBareName(name: string, platform: Platform): boolean {
  return name !== "" && !(platform === "win32" ? /[\\/:]/ : /\//).test(name);
}

/** Whether a path names the same file from every directory. */
export function isAbsolutePath(path: string, platform: Platform): boolean {
  return (platform === "win32" ? win32 : posix).isAbsolute(path);
}
