import { isAbsolute } from "node:path";
import { splitWords } from "../../golang/index.ts";
import { type Problem, UserError } from "../../host/errors.ts";
import type { Host } from "../../host/types.ts";
import type { Linked } from "../linked.ts";
import type { Toolchain } from "../toolchain.ts";
import { archiveOf, fileOf, hasArchive, type Module, readModules } from "./static-closure.ts";

export type ArchivesQuestion = {
  readonly linked: Linked;
  /** The libraries that flags for the whole program name: what is there of them, the linker finds. */
  readonly given: readonly string[];
  readonly compiler: Pick<Toolchain, "cc" | "ar">;
};

/**
 * Checks that all that a static program is linked with can be linked in, before anything is compiled.
 * @throws UserError with the chain of libraries that leads to one of which there is no archive.
 */
export async function checkArchives(host: Host, question: ArchivesQuestion): Promise<void> {
  const lacking = await findLacking(host, question);
  if (lacking.length > 0) {
    const chains = [...new Set(lacking.map(({ chain }) => chain.join(" ")))];
    const groups = chains.map((each) => lacking.filter(({ chain }) => chain.join(" ") === each));
    throw new UserError(groups.map(describeLacking));
  }
}

type Lacking = {
  /** From what the program names to what needs the library; empty where the program names it. */
  readonly chain: readonly string[];
  readonly library: string;
  /** A symbol that is nowhere else. */
  readonly symbol: string | undefined;
};

/** One sentence for all that one archive lacks: which of its symbols are whose, it does not say. */
function describeLacking(lacking: readonly Lacking[]): Problem {
  const { chain, symbol } = lacking[0] ?? { chain: [], symbol: undefined };
  const files = [...new Set(lacking.map(({ library }) => `lib${library}.a`))].join(", ");
  const what = `${files}${symbol === undefined ? "" : ` (for ${symbol})`}`;
  const [first = "the program", ...rest] = chain;
  const text =
    `static: ${first} needs ${[...rest, what].join(", which needs ")}, which no fetched package has; add the package that ` +
    "has it to `libraries`, or, as the distribution has some libraries in shared form alone, link without `static`, or " +
    `put your own build of ${chain[0] ?? files} into the program's sources and name its directory with -L in \`cgo-ldflags\``;
  return { code: "static-library-not-found", text };
}

async function findLacking(host: Host, question: ArchivesQuestion): Promise<readonly Lacking[]> {
  const { linked } = question;
  const modules = await readModules(linked);
  const direct: Lacking[] = [];
  const starts: Module[] = [];
  for (const { kind, name } of linked.requirements) {
    if (kind === "library" && (await isOnlyShared(linked, name))) {
      direct.push({ chain: [], library: name, symbol: undefined });
    }
    starts.push(
      ...modules.filter((each) =>
        kind === "library" ? each.libraries.includes(name) : kind === "pkg-config" && each.name === name,
      ),
    );
  }
  const reached = await walk(linked, modules, starts);
  return [...direct, ...(await withoutNeedless(host, question, reached))];
}

/** The root has the library, and nothing to link it in. */
async function isOnlyShared(linked: Linked, name: string): Promise<boolean> {
  return !(await hasArchive(linked, name)) && (await fileOf(linked, `lib${name}.so`)) !== undefined;
}

/** The modules that a program needs, and the libraries among theirs that have no archive. */
type Reached = {
  readonly archives: readonly string[];
  readonly lacking: readonly (Lacking & { readonly owners: readonly string[] })[];
};

async function walk(linked: Linked, modules: readonly Module[], starts: readonly Module[]): Promise<Reached> {
  const chains = new Map(starts.map((module) => [module, [] as readonly string[]]));
  const archives = new Set<string>();
  const lacking: Reached["lacking"][number][] = [];
  // Iterating over a map visits what is added to it meanwhile.
  for (const [module, above] of chains) {
    const own = await present(linked, module.libraries);
    own.forEach((each) => void archives.add(each));
    const chain = [...above, module.libraries[0] === undefined ? module.name : `lib${module.libraries[0]}.a`];
    for (const library of module.libraries) {
      if (await isOnlyShared(linked, library)) {
        lacking.push({ chain: above, library, symbol: undefined, owners: [] });
      }
    }
    for (const library of module.privateLibraries) {
      if (!(await hasArchive(linked, library))) {
        lacking.push({ chain, library, symbol: undefined, owners: own });
      }
      (await present(linked, [library])).forEach((each) => void archives.add(each));
    }
    for (const next of modules.filter(({ name }) => module.requires.includes(name))) {
      if (!chains.has(next)) {
        chains.set(next, chain);
      }
    }
  }
  return { archives: [...archives], lacking };
}

async function present(linked: Linked, names: readonly string[]): Promise<readonly string[]> {
  const paths = await Promise.all(names.map((name) => archiveOf(linked, name)));
  return paths.filter((path) => path !== undefined);
}

/**
 * A .pc file may name more than its archive needs: what an archive names privately is needed if a symbol is undefined in it,
 * and defined nowhere else.
 */
async function withoutNeedless(
  host: Host,
  { compiler, given }: ArchivesQuestion,
  { archives, lacking }: Reached,
): Promise<readonly Lacking[]> {
  const asked = lacking.filter(({ library }) => !given.includes(library));
  const inDoubt = asked.filter(({ owners }) => owners.length > 0);
  if (inDoubt.length === 0) {
    return asked;
  }
  const all = [...archives, ...(await toolchainArchives(host, compiler.cc))];
  const symbols = new Map(
    await Promise.all(all.map(async (file) => [file, await readSymbols(host, compiler, file)] as const)),
  );
  const defined = new Set([...symbols.values()].flatMap((each) => each?.defined ?? []));
  return asked.flatMap((each): readonly Lacking[] => {
    const unresolved = each.owners.flatMap((owner) => symbols.get(owner)?.undefined ?? []);
    const symbol = unresolved.find((name) => !defined.has(name) && !linkersOwn.test(name));
    return each.owners.length === 0 ? [each] : symbol === undefined ? [] : [{ ...each, symbol }];
  });
}

/** What the linker and the start files define. */
const linkersOwn =
  /^(_GLOBAL_OFFSET_TABLE_|_DYNAMIC|_?_?(end|edata|etext|bss_start)|__(ehdr_start|executable_start|dso_handle|TMC_END__|rela?_iplt_.*|(pre)?(init|fini)_array_.*|start_.*|stop_.*)|_init|_fini|main)$/;

/** The toolchain's own archives, of which not every one need be there. */
async function toolchainArchives(host: Host, cc: string): Promise<readonly string[]> {
  const [program = "cc", ...flags] = splitWords(cc).words;
  const names = ["c", "m", "pthread", "dl", "rt", "util", "resolv", "gcc", "gcc_eh", "atomic", "stdc++"];
  const answers = await Promise.all(
    names.map((name) =>
      host.processes.run({ file: program, args: [...flags, `-print-file-name=lib${name}.a`], timeoutSeconds: 20 }),
    ),
  );
  // One that it does not have is printed as it was asked for.
  return answers.map(({ stdout }) => stdout.trim()).filter((path) => isAbsolute(path));
}

type Symbols = { readonly defined: readonly string[]; readonly undefined: readonly string[] };

/** Undefined where no program can read it: then nothing is known to be lacking. */
async function readSymbols(host: Host, { ar }: Pick<Toolchain, "ar">, file: string): Promise<Symbols | undefined> {
  // Beside the toolchain's archiver; GNU's own reads the symbols of any machine.
  for (const program of [ar.replace(/ar$/, "nm"), "nm"]) {
    const done = await host.processes
      .run({ file: program, args: ["-P", "-g", file], timeoutSeconds: 60 })
      .catch(() => undefined);
    if (done?.exitCode === 0) {
      // `sd_listen_fds U`, `main T 0 10`; a weak one that is undefined (`w`, `v`) is not needed.
      const words = done.stdout.split("\n").map((line) => line.split(" "));
      const of = (isOf: (kind: string) => boolean) =>
        words.flatMap(([name = "", kind = ""]) => (kind !== "" && isOf(kind) ? [name] : []));
      return { defined: of((kind) => !/^[Uwv]$/.test(kind)), undefined: of((kind) => kind === "U") };
    }
  }
  return undefined;
}
