import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Package } from "../archives/archive.ts";
import type { Host } from "../host/types.ts";
import type { ToolchainPlan } from "../plan/plan.ts";
import { contentHash } from "../roots/place.ts";
import type { RootRequest } from "../roots/root.ts";
import type { Root } from "../roots/roots.ts";
import { writeCommands } from "./commands.ts";
import { compilerNames, pkgConfigScript, quote, script, type WrapperText } from "./wrappers.ts";

/**
 * clang as a compiler for every target: one root with the compiler itself, unless the machine has it, a root for each
 * target with what is the target's own, and for each pair of them a directory of commands that brings the two together.
 */
export type ClangPlan = Extract<ToolchainPlan, { kind: "clang" }>;

/** What clang's packages bring along for building on the machine itself, and what nothing here starts or loads. */
const unused = new RegExp(
  `^(${[
    "lib(c6|crypt|nsl|tirpc)-dev|linux-libc-dev|libc-dev-bin|rpcsvc-proto|libcrypt1|libnsl2|libtirpc.*|libssl3.*",
    "libkrb5.*|libk5crypto.*|libgssapi-krb5.*|libkeyutils.*|libcom-err.*",
    "libgcc-\\d+-dev|gcc-\\d+-base|libstdc\\+\\+-\\d+-dev|libobjc.*|libgc1.*",
    "lib(asan|hwasan|lsan|tsan|ubsan|gomp|itm|quadmath|cc1-)\\d.*",
    "llvm-\\d+-linker-tools|libclang1-.*|libclang-rt-.*|libgprofng.*|binutils-common",
  ].join("|")})$`,
);

/** The root of the compiler itself, with lld, and an archiver that takes objects of every target. */
export const clangRequest: RootRequest = {
  id: "clang",
  packages: ["clang", "lld", "binutils"],
  only: ({ name }) => !unused.test(name),
  wrappers: () => [],
  versionOf: /^clang-\d+$/,
};

/** What a target's programs are compiled with and linked to: not a word of it is run here. */
const targetsOwn =
  /^(libc6|libc6-dev|linux-libc-dev|libcrypt1|libcrypt-dev|libgcc-s\d|libgcc-\d+-dev|libatomic1|libstdc\+\+6|libstdc\+\+-\d+-dev)$/;

/** mingw-w64's headers and libraries, and the package that holds libgcc, which is the compiler's own. */
const mingwsOwn = /^(mingw-w64-common|mingw-w64-[a-z0-9-]+-dev|gcc-mingw-w64-[a-z0-9-]+-posix)$/;

/** GNU ld and its libraries. */
const gnuLinker = /^(binutils-.*|libbinutils|libctf.*|libjansson\d*|libzstd\d*|zlib1g)$/;

/** The root of what is a target's own. */
export function clangTargetRequest(plan: ClangPlan): RootRequest {
  const mingw = plan.toolchain.interpreter === undefined;
  // Those of the machine's own target alone have plain names: libc6-dev, and libc6-dev-arm64-cross.
  const suffix = plan.toolchain.libraries === "." ? "" : "-cross";
  const isLibrary = (name: string) =>
    name.endsWith(suffix) && targetsOwn.test(suffix === "" ? name : name.replace(/-[a-z0-9]+-cross$/, ""));
  const takes = ({ name }: Package) =>
    (mingw ? mingwsOwn.test(name) : isLibrary(name)) ||
    (plan.linker === "gnu" && gnuLinker.test(name) && name !== "binutils-common");
  return {
    id: plan.id,
    release: plan.release,
    packages: plan.packages,
    only: takes,
    finish: (directory) => (mingw ? keepLibgcc(directory, plan.toolchain.triple) : dropGccHeaders(directory)),
    wrappers: () => [],
    versionOf: /^(libc6-dev|mingw-w64-.*-dev$)/,
  };
}

/** clang has its own in their place; for MIPS, version 14 would take gcc's <stdatomic.h>, which it cannot compile. */
async function dropGccHeaders(directory: string): Promise<void> {
  for (const each of await gccDirectories(directory)) {
    await rm(join(each, "include"), { recursive: true, force: true });
  }
}

/** Of mingw's gcc only libgcc is used, and clang looks for it beside the other libraries. */
async function keepLibgcc(directory: string, triple: string): Promise<void> {
  for (const each of await gccDirectories(directory)) {
    for (const name of ["libgcc.a", "libgcc_eh.a", "libatomic.a"]) {
      await rename(join(each, name), join(directory, "root/usr", triple, "lib", name));
    }
  }
  await rm(join(directory, "root/usr/lib/gcc"), { recursive: true });
  await rm(join(directory, "root/usr/bin"), { recursive: true });
  await mkdir(join(directory, "root/usr/bin"));
}

/** usr/lib/gcc-cross/<triple>/<version> and the like. */
async function gccDirectories(directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of ["gcc", "gcc-cross"]) {
    const top = join(directory, "root/usr/lib", name);
    for (const triple of await readdir(top).catch(() => [])) {
      found.push(...(await readdir(join(top, triple))).map((version) => join(top, triple, version)));
    }
  }
  return found;
}

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
export async function makeClangCommands(host: Host, plan: ClangPlan, parts: ClangParts): Promise<ClangCommands> {
  const content = pairHash(plan, parts);
  const binDirectory = await writeCommands(host, { id: plan.id, content }, (directory) =>
    clangWrappers(plan, { binDirectory: directory, content, ...parts }),
  );
  return { binDirectory, names: compilerNames(plan.toolchain, content) };
}

/** A short hash of the compiler, of the target's root and of the commands that join them, wherever they lie. */
function pairHash(plan: ClangPlan, { clang, target }: ClangParts): string {
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
  return createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 16);
}

type ClangPlace = ClangParts & { readonly binDirectory: string; readonly content: string };

/** The commands for one target: the compilers under two names each (see compilerNames), ar, GNU ld and pkg-config. */
export function clangWrappers(plan: ClangPlan, place: ClangPlace): readonly WrapperText[] {
  const { toolchain } = plan;
  const { triple } = toolchain;
  const { cc, cxx, ar } = toolchain.programs;
  const names = compilerNames(toolchain, place.content);
  const root = join(place.target.directory, "root");
  const flags = clangFlags(plan, place);
  const cxxFlags = ["--driver-mode=g++", ...flags];
  const linker = script(place.target.directory, join(root, "usr/bin", `${triple}-ld.bfd`), []);
  return [
    ...[cc, names.cc].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags }) })),
    ...[cxx, names.cxx].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags: cxxFlags }) })),
    { name: ar, text: tool(plan, place, { name: "ar", flags: [] }) },
    ...(plan.linker === "gnu" ? [{ name: `${triple}-ld`, text: linker }] : []),
    { name: `${triple}-pkg-config`, text: pkgConfigScript(root, toolchain) },
  ];
}

function clangFlags(plan: ClangPlan, { clang, target, binDirectory }: ClangPlace): readonly string[] {
  const { triple, interpreter } = plan.toolchain;
  const root = join(target.directory, "root");
  const lld = plan.compiler?.lld ?? join(clang?.directory ?? "", "root/usr/bin/ld.lld");
  return [
    `--target=${triple}`,
    // clang looks for mingw-w64 in <sysroot>/<triple>.
    ...(interpreter === undefined ? [`--sysroot=${join(root, "usr")}`] : [`--sysroot=${root}`]),
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
  plan: ClangPlan,
  { clang }: ClangPlace,
  { name, flags }: { readonly name: "cc" | "ar"; readonly flags: readonly string[] },
): string {
  if (clang !== undefined) {
    const program = join(clang.directory, "root/usr/bin", name === "cc" ? "clang" : "ar");
    return script(clang.directory, program, flags);
  }
  return `#!/bin/sh\nexec ${[plan.compiler?.[name] ?? name, ...flags].map(quote).join(" ")} "$@"\n`;
}
