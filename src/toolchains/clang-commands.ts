import { join } from "node:path";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { contentHash, quote, type Root, script, type WrapperText } from "../roots/index.ts";
import type { HostClang } from "../survey/index.ts";
import { writeCommands } from "./commands.ts";
import { compilerNames, pkgConfigScript } from "./wrappers.ts";

/** What clang's commands for one target are made from. */
export type ClangSettings = {
  readonly id: string;
  readonly triple: string;
  readonly multiarch: string;
  /** The names of the commands. */
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
  /** What an emulator sees as `/`, below the root. */
  readonly sysroot: string;
  /** The machine's own clang; absent where one is fetched. */
  readonly compiler?: HostClang | undefined;
  /** Words that stand before all others. */
  readonly flags: readonly string[];
  readonly linker: "lld" | "gnu";
  readonly mingw: boolean;
};

/** Where clang's parts lie for one target. */
export type ClangParts = {
  /** The compiler's own root; undefined where the machine's compiler is used. */
  readonly clang: Root | undefined;
  readonly target: Root;
};

export type ClangCommands = {
  readonly binDirectory: string;
  readonly names: { readonly cc: string; readonly cxx: string };
};

/**
 * Makes the commands that join a compiler and a target's root, in a tool directory that is named by the content of both:
 * what is there already is what would be written. Throws where it cannot be written.
 */
export async function makeClangCommands(host: Host, plan: ClangSettings, parts: ClangParts): Promise<ClangCommands> {
  const content = pairHash(plan, parts);
  const binDirectory = await writeCommands(host, { id: plan.id, content }, (directory) =>
    clangWrappers(plan, { binDirectory: directory, content, ...parts }),
  );
  return { binDirectory, names: compilerNames(plan, content) };
}

/** A short hash of the compiler, of the target's root and of the commands that join them, wherever they lie. */
function pairHash(plan: ClangSettings, { clang, target }: ClangParts): string {
  const compiler = plan.compiler && { ...plan.compiler, cc: "cc", lld: "lld", ar: "ar" };
  const commands = clangWrappers(
    { ...plan, compiler },
    {
      clang: clang && { ...clang, directory: "clang" },
      target: { ...target, directory: "target" },
      binDirectory: "bin",
      content: "",
    },
  );
  const words = [
    compiler?.line ?? contentHash(clang?.record.packages ?? []),
    contentHash(target.record.packages),
    ...commands.map(({ text }) => text),
  ];
  return shortHash(words.join("\n"));
}

type ClangPlace = ClangParts & { readonly binDirectory: string; readonly content: string };

/** The commands for one target: the compilers under two names each (see compilerNames), ar, GNU ld and pkg-config. */
function clangWrappers(plan: ClangSettings, place: ClangPlace): readonly WrapperText[] {
  const { triple, cc, cxx, ar } = plan;
  const names = compilerNames(plan, place.content);
  const root = join(place.target.directory, "root");
  const flags = clangFlags(plan, place);
  const cxxFlags = ["--driver-mode=g++", ...flags];
  const linker = script(place.target.directory, join(root, "usr/bin", `${triple}-ld.bfd`), []);
  return [
    ...[cc, names.cc].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags }) })),
    ...[cxx, names.cxx].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags: cxxFlags }) })),
    { name: ar, text: tool(plan, place, { name: "ar", flags: [] }) },
    ...(plan.linker === "gnu" ? [{ name: `${triple}-ld`, text: linker }] : []),
    { name: `${triple}-pkg-config`, text: pkgConfigScript(root, plan) },
  ];
}

function clangFlags(plan: ClangSettings, { clang, target, binDirectory }: ClangPlace): readonly string[] {
  const { triple } = plan;
  const root = join(target.directory, "root");
  const lld = plan.compiler?.lld ?? join(clang?.directory ?? "", "root/usr/bin/ld.lld");
  return [
    `--target=${triple}`,
    // clang looks for mingw-w64 in <sysroot>/<triple>.
    ...(plan.mingw ? [`--sysroot=${join(root, "usr")}`] : [`--sysroot=${root}`]),
    `--gcc-toolchain=${join(root, "usr")}`,
    // Go asks for the archiver with --print-prog-name=ar.
    `-B${binDirectory}`,
    ...(plan.linker === "lld"
      ? ["-fuse-ld=lld", `--ld-path=${lld}`]
      : [`--ld-path=${join(binDirectory, `${triple}-ld`)}`]),
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${root}=/${triple}`,
    ...(clang === undefined ? [] : [`-ffile-prefix-map=${join(clang.directory, "root")}=/clang`]),
    // Go compiles its own C with -Werror, and not every command links.
    "-Wno-unused-command-line-argument",
    ...plan.flags,
  ];
}

/** The machine's own program, or the one of clang's root. */
function tool(
  plan: ClangSettings,
  { clang }: ClangPlace,
  { name, flags }: { readonly name: "cc" | "ar"; readonly flags: readonly string[] },
): string {
  if (clang !== undefined) {
    const program = join(clang.directory, "root/usr/bin", name === "cc" ? "clang" : "ar");
    return script(clang.directory, program, flags);
  }
  return `#!/bin/sh\nexec ${[plan.compiler?.[name] ?? name, ...flags].map(quote).join(" ")} "$@"\n`;
}
