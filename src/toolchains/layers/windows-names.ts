import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { splitWords } from "../../golang/index.ts";
import { shortHash } from "../../host/index.ts";
import type { Host } from "../../host/types.ts";
import { indifferent } from "../../plan/index.ts";
import { quote } from "../../roots/index.ts";
import { writeCommands } from "../commands.ts";
import type { Layer } from "../provider.ts";
import { fromSettings, toSettings } from "../settings.ts";
import type { Toolchain } from "../toolchain.ts";

/** The same as in the survey. */
type NamesSettings = {
  readonly triple: string;
  readonly libraries: Readonly<Record<string, string>>;
  readonly headers: readonly string[];
};

/**
 * The names of mingw-w64's libraries and headers in whatever letters a program spells them (`-lUser32`, `<Windows.h>`), as
 * on Windows: a toolchain whose commands spell libraries as mingw-w64 does, and find a header for each such name.
 */
export const windowsNames: Layer = {
  id: "windows-names",
  title: "names as Windows reads them",
  offer: ({ survey, base }) => {
    const { libraries, headers } = survey.windowsNames ?? { libraries: {}, headers: [] };
    const { triple } = base.toolchain;
    if (triple === undefined || Object.keys(libraries).length + headers.length === 0) {
      return indifferent;
    }
    const settings: NamesSettings = { triple, libraries, headers };
    return {
      kind: "offer",
      layer: { layer: "windows-names", id: `names-${triple}`, roots: [], settings: toSettings(settings) },
      roots: [],
      libc: undefined,
    };
  },
  rootKinds: [],
  open: (host, plan, { toolchain }) =>
    putNamesOn(host, { id: plan.id, settings: fromSettings<NamesSettings>(plan.settings), toolchain }),
};

type NamesParts = { readonly id: string; readonly settings: NamesSettings; readonly toolchain: Toolchain };

async function putNamesOn(host: Host, { id, settings, toolchain }: NamesParts): Promise<Toolchain> {
  const { triple, libraries } = settings;
  const headers = await systemHeaders(toolchain.sysroot, settings.headers);
  if (Object.keys(libraries).length + headers.length === 0) {
    return toolchain;
  }
  const content = shortHash(JSON.stringify([toolchain.names.cc, toolchain.version, libraries, headers]));
  const names = { cc: `${triple}-cc-${content}`, cxx: `${triple}-c++-${content}` };
  const binDirectory = await writeCommands(host, { id, content }, (directory) => {
    const include = join(directory, "include");
    return [
      { name: names.cc, text: wrapper(toolchain.cc, libraries, include) },
      { name: names.cxx, text: wrapper(toolchain.cxx ?? toolchain.cc, libraries, include) },
      ...headers.map(({ name, actual }) => ({ name: join("include", name), text: `#include <${actual}>\n` })),
    ];
  });
  return {
    ...toolchain,
    cc: join(binDirectory, names.cc),
    cxx: toolchain.cxx === undefined ? undefined : join(binDirectory, names.cxx),
    names: { cc: names.cc, cxx: toolchain.names.cxx === undefined ? undefined : names.cxx },
    binDirectories: [binDirectory, ...toolchain.binDirectories],
  };
}

type SystemHeader = { readonly name: string; readonly actual: string };

/** Those of the names that a header of the toolchain has in other letters. */
async function systemHeaders(sysroot: string | undefined, names: readonly string[]): Promise<readonly SystemHeader[]> {
  const include = join(sysroot ?? "", "include");
  const listings = new Map<string, readonly string[]>();
  const list = async (directory: string) => {
    const known = listings.get(directory) ?? (await readdir(directory).catch(() => []));
    listings.set(directory, known);
    return known;
  };
  const found: SystemHeader[] = [];
  for (const name of sysroot === undefined ? [] : names) {
    let actual = "";
    for (const part of name.split("/")) {
      const entry = (await list(join(include, actual))).find((each) => each.toLowerCase() === part.toLowerCase());
      actual = entry === undefined ? "/" : join(actual, entry);
    }
    if (!actual.startsWith("/") && actual !== name) {
      found.push({ name, actual });
    }
  }
  return found;
}

/** Headers are looked for there after all others, so that nothing of the program's own is hidden. */
function wrapper(compiler: string, libraries: NamesSettings["libraries"], include: string): string {
  const cases = Object.entries(libraries).map(
    ([name, spelling]) => `    ${quote(`-l${name}`)}) word=${quote(`-l${spelling}`)} ;;`,
  );
  return [
    "#!/bin/sh",
    "# cgo-cross: a compiler for which names are the same in any letters, as on Windows.",
    "for word do",
    "  shift",
    '  case "$word" in',
    ...cases,
    "    '') ;;",
    "  esac",
    '  set -- "$@" "$word"',
    "done",
    `exec ${splitWords(compiler).words.map(quote).join(" ")} ` +
      `${quote(`-ffile-prefix-map=${include}=/cgo-cross-names`)} "$@" -idirafter ${quote(include)}`,
    "",
  ].join("\n");
}
