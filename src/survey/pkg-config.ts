import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pkgConfigNames, splitWords } from "../golang/index.ts";

/** What modules of pkg-config come to, with those that have their .pc file in the job's own directories taken apart. */
export type ResolvedModules = {
  /** Modules that are not there: those asked for, and those that the ones there require. */
  readonly outside: readonly string[];
  /** What the ones there give to the linker. */
  readonly ldflags: readonly string[];
};

/** Looks modules up in directories with .pc files, and all that they require. */
export async function resolveModules(
  names: readonly string[],
  directories: readonly string[],
): Promise<ResolvedModules> {
  const all = new Set(names);
  const outside: string[] = [];
  const ldflags: string[] = [];
  // Iterating over a set visits what is added to it meanwhile.
  for (const name of all) {
    const found = await readModule(name, directories);
    if (found === undefined) {
      outside.push(name);
    } else {
      ldflags.push(...found.ldflags);
      found.requires.forEach((each) => void all.add(each));
    }
  }
  return { outside, ldflags };
}

/** A .pc file, as far as the question goes what else it needs. */
export type PkgConfigModule = {
  /** Names of modules, the privately required ones included. */
  readonly requires: readonly string[];
  readonly ldflags: readonly string[];
};

async function readModule(name: string, directories: readonly string[]): Promise<PkgConfigModule | undefined> {
  for (const directory of directories) {
    const text = await readFile(join(directory, `${name}.pc`), "utf8").catch(() => undefined);
    if (text !== undefined) {
      return parseModule(text, directory);
    }
  }
  return undefined;
}

/** Reads a .pc file as far as the question goes what else it needs. Source: pc(5). */
export function parseModule(text: string, directory: string): PkgConfigModule {
  const variables = new Map([["pcfiledir", directory]]);
  const fields = new Map<string, string>();
  for (const line of text.replaceAll("\\\n", " ").split("\n")) {
    const [, name = "", sign, value = ""] = /^\s*([\w.]+)\s*([:=])\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
    const expanded = value.replaceAll(/\$\{([\w.]+)\}/g, (_, variable: string) => variables.get(variable) ?? "");
    (sign === "=" ? variables : fields).set(name, expanded);
  }
  const required = ["Requires", "Requires.private"].map((field) => fields.get(field) ?? "");
  return { requires: pkgConfigNames(required), ldflags: splitWords(fields.get("Libs") ?? "").words };
}
