import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The packages whose files are in a bundle, as paths below node_modules (`@actions/core`, `a/node_modules/b`), sorted.
 * @param maps The source maps of its files.
 */
export function packagesOf(maps: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const map of maps) {
    const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
    for (const source of sources) {
      const path = /(?:^|\/)node_modules\/((?:(?:@[^/]+\/)?[^/]+\/node_modules\/)*(?:@[^/]+\/)?[^/]+)\//.exec(
        source,
      )?.[1];
      if (path !== undefined) {
        found.add(path);
      }
    }
  }
  return [...found].sort();
}

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
};

/**
 * The licences of packages, one after the other: name and version, the licence's name, and its text where the package has it.
 */
export function describeLicences(modules: string, packages: readonly string[]): string {
  return packages.map((path) => describeLicence(join(modules, path))).join("\n");
}

function describeLicence(directory: string): string {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(directory, "package.json"), "utf8"),
  ) as Manifest;
  const file = readdirSync(directory).find((each) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(each));
  const holder = typeof author === "string" ? author : author?.name;
  const by = holder === undefined ? "" : `, by ${holder}`;
  const named = license === undefined ? "The package does not state its licence" : `Licensed under ${license}`;
  const text = file === undefined ? `${named}${by}; it has no text of it.` : readText(directory, file);
  const notice = existsSync(join(directory, "NOTICE")) ? `\n${readText(directory, "NOTICE")}\n` : "";
  return `${name} ${version}\n${license ?? "unstated"}\n${text}\n${notice}`;
}

function readText(directory: string, file: string): string {
  return readFileSync(join(directory, file), "utf8").replaceAll("\r\n", "\n").trim();
}
