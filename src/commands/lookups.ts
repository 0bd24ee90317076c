import { open, readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { buildVariables, goBuildEnvironment } from "../build/index.ts";
import type { ImportChain, Lookups, SourceFile, SourcePlace, Use } from "../diagnose/index.ts";
import { type ListedPackage, listedFields, parseListed } from "../golang/index.ts";
import { exists } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/index.ts";
import { findWorkTree } from "../survey/index.ts";
import { findDefining, lookupOf, suspectLibraries } from "../toolchains/index.ts";
import { platformOfFile } from "../verify/index.ts";
import type { Attempt } from "./supplements.ts";

export type LookupsOf = Pick<Attempt, "target" | "toolchain" | "found"> & { readonly plan: Plan };

/** Files in which something of a program may be written. */
const sourceName = /\.(?:go|c|cc|cpp|cxx|h|hh|hpp|hxx|inc|s|S|m|mm|f|f90|F|F90)$/;

/** No source that somebody has written is larger. */
const longestSource = 2 ** 20;

/** Answers what the catalogue of failures asks; the program is listed once, when something first asks for it. */
export function openLookups(host: Host, of: LookupsOf): Lookups {
  const { plan, toolchain } = of;
  let listing: Promise<readonly ListedPackage[]> | undefined;
  const list = () => {
    listing ??= listProgram(host, of).catch(() => []);
    return listing;
  };
  const repository = findWorkTree(plan.module.directory).then((found) => found ?? plan.module.directory);
  const find = async (importPath: string) => (await list()).find((each) => each.ImportPath === importPath);
  return {
    definers: async (symbol, command) => {
      const all =
        toolchain === undefined ? [] : await findDefining(host, toolchain, { symbol, command }).catch(() => []);
      return all.map((each) => ({ ...each, fetchedFor: reasonOf(of, each.package) }));
    },
    platformOf: platformOfFile,
    chainTo: async (importPath) => chainTo(await list(), importPath, await repository),
    findUse: async (pattern) => findUse(await list(), pattern, await repository),
    sourcesOf: async (importPath) => {
      const found = await find(importPath);
      return found === undefined ? [] : readSources(found, await repository);
    },
    sourcesBelow: async (importPath) => {
      const found = await find(importPath);
      return found === undefined ? [] : readSourcesBelow(found, await repository);
    },
    headOf,
    librariesOf: async (importPath) =>
      toolchain?.linked === undefined ? [] : suspectLibraries(host, toolchain.linked, importPath).catch(() => []),
    exists,
  };
}

/** The header or library that a package was fetched for; undefined where it was named, or is not known. */
function reasonOf({ found, toolchain }: LookupsOf, name: string | undefined): string | undefined {
  const linked = toolchain?.linked;
  const required = linked?.requirements.find(
    (each) => each.kind !== "pkg-config" && lookupOf(linked, each)?.packages.includes(name ?? "") === true,
  );
  const file = found.find((each) => each.package === name)?.file ?? required;
  return file === undefined ? undefined : file.kind === "header" ? `<${file.name}>` : `-l${file.name}`;
}

async function listProgram(host: Host, { plan, target, toolchain }: LookupsOf): Promise<readonly ListedPackage[]> {
  const { go, module } = plan;
  const tags = target.flags.filter((flag) => /^--?(?:tags|mod|modfile)(?:=|$)/.test(flag));
  const paths = target.builds.map(({ importPath }) => importPath);
  const done = await host.processes.run({
    file: go.file,
    args: ["list", "-e", "-deps", `-json=${listedFields}`, ...tags, "--", ...paths],
    directory: module.directory,
    environment: {
      ...goBuildEnvironment(host, plan, target),
      ...buildVariables(target, toolchain, host.environment["PATH"] ?? ""),
    },
    timeoutSeconds: 60,
  });
  return parseListed(done.stdout);
}

/** The shortest way from a program to a package. */
async function chainTo(
  all: readonly ListedPackage[],
  importPath: string,
  repository: string,
): Promise<ImportChain | undefined> {
  const byPath = new Map(all.map((each) => [each.ImportPath, each]));
  const start = all.filter(({ DepOnly }) => DepOnly !== true).map(({ ImportPath }) => [ImportPath]);
  const seen = new Set(start.flat());
  for (const steps of start) {
    const last = byPath.get(steps.at(-1) ?? "");
    if (last?.ImportPath === importPath) {
      return { steps, module: moduleOf(last), place: await importPlace(steps, byPath, repository) };
    }
    for (const next of last?.Imports ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        start.push([...steps, next]);
      }
    }
  }
  return undefined;
}

function moduleOf({ Module, Standard }: ListedPackage): string | undefined {
  const { Path = "", Version, Main, Dir } = Module ?? {};
  return Standard === true || Path === "" || Main === true || (Version === undefined && Dir === undefined)
    ? undefined
    : [Path, Version].filter((part) => part !== undefined).join("@");
}

/** The line with which the main module's last package on the way imports the next. */
async function importPlace(
  steps: readonly string[],
  byPath: ReadonlyMap<string, ListedPackage>,
  repository: string,
): Promise<SourcePlace | undefined> {
  const at = steps.findLastIndex((step) => byPath.get(step)?.Module?.Main === true);
  const [from, next] = [byPath.get(steps[at] ?? ""), steps[at + 1]];
  return from === undefined || next === undefined
    ? undefined
    : firstLine(await readSources(from, repository), (line) => line.includes(`"${next}"`));
}

async function findUse(all: readonly ListedPackage[], pattern: RegExp, repository: string): Promise<Use | undefined> {
  for (const listed of all.filter(({ Standard, CgoFiles = [] }) => Standard !== true && CgoFiles.length > 0)) {
    const sources = await readSources(listed, repository);
    const place = firstLine(
      sources.filter(({ built }) => built),
      (line) => pattern.test(line),
    );
    if (place !== undefined) {
      return { importPath: listed.ImportPath, place: moduleOf(listed) === undefined ? place : undefined };
    }
  }
  return undefined;
}

function firstLine(sources: readonly SourceFile[], isIt: (line: string) => boolean): SourcePlace | undefined {
  for (const { file, text } of sources) {
    const lines = text.split("\n");
    const at = lines.findIndex(isIt);
    if (at >= 0) {
      return { file, line: at + 1, column: undefined, text: (lines[at] ?? "").trim() };
    }
  }
  return undefined;
}

async function readSources(listed: ListedPackage, repository: string): Promise<readonly SourceFile[]> {
  const { Dir = "" } = listed;
  const built = new Set(builtFiles(listed));
  const names = (await readdir(Dir).catch(() => [])).filter((name) => sourceName.test(name));
  return Promise.all(
    names.map(async (name) => {
      const isBuilt = built.has(name) || /\.(?:h|hh|hpp|hxx|inc)$/.test(name);
      return { ...(await readSource(join(Dir, name), repository)), name, built: isBuilt };
    }),
  );
}

async function readSource(path: string, repository: string): Promise<Pick<SourceFile, "file" | "text">> {
  const isReadable = await sizeOf(path).then((size) => size <= longestSource);
  const text = isReadable ? await readFile(path, "utf8").catch(() => "") : "";
  const inside = relative(repository, path);
  const file = inside.startsWith("..") ? path : inside.replaceAll("\\", "/");
  return { file, text };
}

/** Bytes; infinite of what is no file, such as a pipe, which would be waited for. */
function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : Number.POSITIVE_INFINITY),
    () => Number.POSITIVE_INFINITY,
  );
}

/** No package keeps more of its own in directories below it; what does is a copy of a whole library. */
const mostSourcesBelow = 2000;

async function readSourcesBelow({ Dir = "" }: ListedPackage, repository: string): Promise<readonly SourceFile[]> {
  const names = await readdir(Dir, { recursive: true }).catch((): string[] => []);
  const below = names.filter(
    (name) =>
      /[/\\]/.test(name) &&
      /\.(?:c|cc|cpp|cxx|s|S)$/.test(name) &&
      !/(?:^|[/\\])(?:\.|_|node_modules|testdata)/.test(name),
  );
  return Promise.all(
    below.slice(0, mostSourcesBelow).map(async (path) => ({
      ...(await readSource(join(Dir, path), repository)),
      name: basename(path),
      built: false,
    })),
  );
}

/** So long is a pointer of Git LFS, and the head of any other format. */
const headLength = 200;

async function headOf(path: string): Promise<string | undefined> {
  const isFile = Number.isFinite(await sizeOf(path));
  const file = isFile ? await open(path).catch(() => undefined) : undefined;
  try {
    const read = await file?.read(Buffer.alloc(headLength), 0, headLength, 0);
    return read?.buffer.toString("latin1", 0, read.bytesRead);
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

function builtFiles(listed: ListedPackage): readonly string[] {
  const { GoFiles, CgoFiles, CFiles, CXXFiles, MFiles, FFiles, SFiles } = listed;
  return [GoFiles, CgoFiles, CFiles, CXXFiles, MFiles, FFiles, SFiles].flatMap((files) => files ?? []);
}
