import { basename, isAbsolute, relative } from "node:path";
import type { RunningProcess } from "../host/types.ts";

/** The module that is built. */
type Module = { readonly directory: string; readonly path: string };

/** What compiles or assembles C, C++ and Fortran itself; cmd/go starts it in the directory of the package. */
const compilersOfC: ReadonlySet<string> = new Set(["cc1", "cc1plus", "cc1obj", "cc1objplus", "f951"]);

/**
 * What go build is at, by the programs that it runs now: the C of a package, which takes longest, before its Go, and that before
 * the link. Undefined where none of them says.
 */
export function describeProgress(running: readonly RunningProcess[], module: Module): string | undefined {
  const [goroot] = running.flatMap(({ args: [file = ""] }) => goTool(file)?.goroot ?? []);
  const inC = running.filter(compilesC).map(({ directory }) => packageOf(directory, { module, goroot }));
  const inGo = running.flatMap(({ args }) => goPackage(args) ?? []);
  const [first] = inC.filter((name) => name !== undefined);
  if (first !== undefined) {
    return `compiling ${first} in C`;
  }
  if (inGo[0] !== undefined) {
    return `compiling ${inGo[0]}`;
  }
  return running.some(({ args: [file = ""] }) => goTool(file)?.name === "link") ? "linking" : undefined;
}

function compilesC({ args: [file = "", ...args] }: RunningProcess): boolean {
  return compilersOfC.has(basename(file)) || (args[0] === "-cc1" && /clang/.test(basename(file)));
}

/** What `compile` and `asm` are given with -p, and `cgo` with -importpath: the import path, or `main`, which says nothing. */
function goPackage([file = "", ...args]: readonly string[]): string | undefined {
  const flag = { compile: "-p", asm: "-p", cgo: "-importpath" }[goTool(file)?.name ?? ""];
  const name = flag === undefined ? undefined : args[args.indexOf(flag) + 1];
  return name === "main" || name === flag || !args.includes(flag ?? "") ? undefined : name;
}

/** Go's own programs lie in pkg/tool/<platform> of its directory. */
function goTool(file: string): { readonly goroot: string; readonly name: string } | undefined {
  const [, goroot, name] = /^(.*)\/pkg\/tool\/[^/]+\/(\w+)$/.exec(file) ?? [];
  return goroot === undefined || name === undefined ? undefined : { goroot, name };
}

/**
 * The import path of a directory: in the cache of modules, of the standard library or of the module that is built. In the cache
 * a capital letter is `!` and its small one (golang.org/ref/mod#module-cache).
 */
function packageOf(
  directory: string,
  { module, goroot }: { readonly module: Module; readonly goroot: string | undefined },
): string | undefined {
  const cached = /\/pkg\/mod\/(.+)$/.exec(directory)?.[1];
  if (cached !== undefined) {
    return cached.replace(/@[^/]+/, "").replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  }
  const inModule = below(module.directory, directory);
  if (inModule !== undefined) {
    return inModule === "" ? module.path : `${module.path}/${inModule}`;
  }
  return goroot === undefined ? undefined : below(`${goroot}/src`, directory);
}

function below(directory: string, file: string): string | undefined {
  const rest = relative(directory, file);
  return rest.startsWith("..") || isAbsolute(rest) ? undefined : rest;
}
