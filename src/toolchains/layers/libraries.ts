import { createHash } from "node:crypto";
import { access, readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Package } from "../../archives/archive.ts";
import { splitWords } from "../../golang/words.ts";
import { messageOf } from "../../host/errors.ts";
import type { Host } from "../../host/types.ts";
import { describeRequirement } from "../../plan/libraries.ts";
import type { LibraryPlan, PlannedLibrary, TargetPlan } from "../../plan/plan.ts";
import { isToolchainLibrary } from "../../platforms/toolchain-libraries.ts";
import { hostArchitecture } from "../../platforms/toolchains.ts";
import type { Outcome } from "../../roots/outcome.ts";
import { contentHash } from "../../roots/place.ts";
import { packageLists, type RootPackage, type RootRequest } from "../../roots/root.ts";
import type { Root } from "../../roots/roots.ts";
import { writeCommands } from "../commands.ts";
import type { Toolchain } from "../toolchains.ts";
import { quote, script } from "../wrappers.ts";

/** What a toolchain has already; a second one beside it would be taken for some files and not for others. */
const toolchainsOwn =
  /^(libc6(-.*)?|libc-.*|linux-libc-dev|libgcc-s\d|libgcc-\d+-dev|gcc-\d+-base|libstdc\+\+6|libstdc\+\+-\d+-dev|libatomic1|libgomp1|libitm1|libquadmath0|lib(a|hwa|l|t|ub)san\d+)$/;

/** Debian's packages for mingw-w64 hold libraries alone, and need the compiler that is there. */
const mingwsOwn = /^(mingw-w64-.*|gcc-mingw-w64.*|binutils-mingw-w64.*)$/;

/** The root of the C libraries for one architecture: packages of that architecture, of which nothing is run. */
export function librariesRequest(plan: LibraryPlan, machineArch: string): RootRequest {
  const { architecture } = plan;
  const own = architecture === undefined || architecture === hostArchitecture(machineArch);
  const isOthers = ({ name }: Package) => toolchainsOwn.test(name) || mingwsOwn.test(name);
  // A library's package may need programs (debconf, perl): they would be of no use to a linker.
  const isLibrary = ({ name, section, coinstallable }: Package) =>
    coinstallable || name.endsWith("-dev") || section === "libs" || section === "libdevel";
  return {
    id: plan.id,
    release: plan.release,
    architecture: own ? undefined : architecture,
    packages: plan.packages.filter((name) => !plan.requirements.some((requirement) => requirement.package === name)),
    requirements: plan.requirements.map((requirement) => ({
      what: describeRequirement(requirement),
      paths: requiredPaths(plan, requirement),
      likely: requirement.package,
    })),
    follows: (each) => !isOthers(each) && isLibrary(each),
    keepsLists: true,
    finish: (directory) => checkRequirements(plan, directory),
    wrappers: () => [],
    versionOf: /-dev$/,
  };
}

/** The root of pkg-config itself, for a machine that has none: `pkgconf` in Debian 12 and Ubuntu 24.04 and later. */
export const pkgConfigRequest: RootRequest = {
  id: "pkg-config",
  packages: ["pkg-config"],
  only: ({ name }) => /^(pkg-config|pkgconf(-bin)?|libpkgconf\d+|libglib2\.0-0(t64)?|libpcre.*)$/.test(name),
  wrappers: ({ directory }) => [
    { name: "pkg-config", text: script(directory, join(directory, "root/usr/bin/pkg-config"), []) },
  ],
  versionOf: /^pkg(-config|conf)$/,
};

/** Where pkg-config's files and libraries are, in a package; the first that is there counts. */
function places({ architecture, triple, multiarch }: LibraryPlan) {
  return architecture === undefined
    ? {
        pkgConfig: [`usr/${triple}/lib/pkgconfig`],
        libraries: [`usr/${triple}/lib`],
        headers: [`usr/${triple}/include`],
      }
    : {
        pkgConfig: [`usr/lib/${multiarch}/pkgconfig`, "usr/lib/pkgconfig", "usr/share/pkgconfig"],
        libraries: [`usr/lib/${multiarch}`, `lib/${multiarch}`, "usr/lib"],
        headers: ["usr/include", `usr/include/${multiarch}`],
      };
}

function requiredPaths(plan: LibraryPlan, { kind, name }: PlannedLibrary): readonly string[] {
  const { pkgConfig, libraries, headers } = places(plan);
  switch (kind) {
    case "pkg-config":
      return pkgConfig.map((at) => join(at, `${name}.pc`));
    case "library":
      return libraries.flatMap((at) => [join(at, `lib${name}.so`), join(at, `lib${name}.a`)]);
    case "header":
      return headers.map((at) => join(at, name));
  }
}

/** The packages are those of a table, made for several releases; this one may have it elsewhere. Throws where it has. */
async function checkRequirements(plan: LibraryPlan, directory: string): Promise<void> {
  for (const requirement of plan.requirements) {
    const paths = requiredPaths(plan, requirement).map((path) => join(directory, "root", path));
    if (requirement.package !== undefined && !(await Promise.all(paths.map(exists))).includes(true)) {
      throw new Error(
        `${requirement.package} has no ${describeRequirement(requirement)} in this release; name the package that has it in \`libraries\``,
      );
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A root of libraries that a toolchain links with. */
export type Linked = {
  readonly plan: LibraryPlan;
  /** Where the packages' files are. */
  readonly files: string;
  readonly packages: readonly RootPackage[];
  readonly pkgConfig: string;
};

export type Join = {
  readonly plan: LibraryPlan;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain;
  readonly root: Root;
  /** The program. */
  readonly pkgConfig: string;
};

/**
 * A toolchain that finds the libraries of a root too: the same commands, each in a wrapper that names the root's
 * directories. They are no part of CGO_CFLAGS and the like, where a path of this machine would end up in the binary's
 * build ID. Throws where the wrappers cannot be written.
 */
export async function joinLibraries(host: Host, parts: Join): Promise<Outcome<Toolchain>> {
  const { plan, target, toolchain, root } = parts;
  const files = join(root.directory, "root");
  const linked = { plan, files, packages: root.record.packages, pkgConfig: parts.pkgConfig };
  const closure = target.static ? await staticClosure(host, linked).catch(messageOf) : [];
  if (typeof closure === "string") {
    return { kind: "failed", message: closure };
  }
  const { triple } = plan;
  const scripts = compilerScripts(plan, { ...toolchain, root: files, closure });
  // Wherever it all lies.
  const anywhere = compilerScripts(plan, { cc: "cc", cxx: "c++", root: "root", closure });
  const content = createHash("sha256")
    .update([toolchain.names.cc, toolchain.version, contentHash(root.record.packages), anywhere.cc].join("\n"))
    .digest("hex")
    .slice(0, 16);
  const names = { cc: `${triple}-cc-${content}`, cxx: `${triple}-c++-${content}`, pkgConfig: `${triple}-pkg-config` };
  const binDirectory = await writeCommands(host, { id: plan.id, content }, () => [
    { name: names.cc, text: scripts.cc },
    { name: names.cxx, text: scripts.cxx },
    { name: names.pkgConfig, text: pkgConfigScript(linked, target.static) },
  ]);
  const command = (name: string) => join(binDirectory, name);
  return {
    kind: "ready",
    value: {
      ...toolchain,
      cc: command(names.cc),
      cxx: toolchain.cxx === undefined ? undefined : command(names.cxx),
      pkgConfig: command(names.pkgConfig),
      names: { cc: names.cc, cxx: toolchain.names.cxx === undefined ? undefined : names.cxx },
      binDirectories: [binDirectory, ...toolchain.binDirectories],
      libraryPath: places(plan).libraries.map((at) => join(files, at)),
      linked,
    },
  };
}

/** What stands for the root's directory in pkg-config's answers, which end up in the binary's build ID. */
const standIn = "/cgo-cross-libraries";

type CompilerParts = Pick<Toolchain, "cc" | "cxx"> & { readonly root: string; readonly closure: readonly string[] };

function compilerScripts(
  plan: LibraryPlan,
  { cc, cxx, root, closure }: CompilerParts,
): { readonly cc: string; readonly cxx: string } {
  const { headers, libraries } = places(plan);
  const before = [
    ...headers.flatMap((at) => ["-isystem", join(root, at)]),
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${root}=${standIn}`,
  ];
  const isElf = plan.architecture !== undefined;
  const after = [
    ...libraries.flatMap((at) => [`-L${join(root, at)}`, ...(isElf ? [`-Wl,-rpath-link,${join(root, at)}`] : [])]),
    ...closure,
  ];
  const script = (compiler: string) =>
    [
      "#!/bin/sh",
      "# cgo-cross: a compiler that finds the libraries of a private root.",
      `root=${quote(root)}`,
      "for word do",
      "  shift",
      '  case "$word" in',
      `    -[IL]${standIn}/*) word="\${word%%/*}$root\${word#-?${standIn}}" ;;`,
      "  esac",
      '  set -- "$@" "$word"',
      "done",
      `exec ${splitWords(compiler).words.map(quote).join(" ")} ${before.map(quote).join(" ")} "$@" ${after.map(quote).join(" ")}`,
      "",
    ].join("\n");
  return { cc: script(cc), cxx: script(cxx ?? cc) };
}

/** Sees only the root's .pc files: the host's would put the host's headers and libraries into the build. */
function pkgConfigScript({ plan, files, pkgConfig }: Linked, isStatic: boolean): string {
  const path = places(plan).pkgConfig.map((at) => join(files, at));
  return [
    "#!/bin/sh",
    "unset PKG_CONFIG_PATH",
    `export PKG_CONFIG_LIBDIR=${quote(path.join(":"))}`,
    `export PKG_CONFIG_SYSROOT_DIR=${quote(standIn)}`,
    `exec ${quote(pkgConfig)} ${isStatic ? "--static " : ""}"$@"`,
    "",
  ].join("\n");
}

/**
 * What the libraries that are linked by -l alone need themselves, where all is linked in: the -l words of
 * `pkg-config --static` for each of them that has a .pc file.
 */
async function staticClosure(host: Host, linked: Linked): Promise<readonly string[]> {
  const { plan, files } = linked;
  const modules = await Promise.all(
    places(plan).pkgConfig.map(async (at) => {
      const names = await readdir(join(files, at)).catch(() => []);
      return Promise.all(
        names
          .filter((name) => name.endsWith(".pc"))
          .map(async (name) => ({ name: name.slice(0, -3), text: await readFile(join(files, at, name), "utf8") })),
      );
    }),
  );
  const libraries = plan.requirements
    .filter((requirement) => requirement.kind === "library")
    .map((requirement) => requirement.name);
  const wanted = modules.flat().filter(({ text }) => libraries.some((name) => linksLibrary(text, name)));
  const words = await askLibraries(host, linked, ["--static", ...wanted.map(({ name }) => name)]);
  const present = await Promise.all(words.map((word) => hasArchive(linked, word.replace(/^-l/, ""))));
  // What no package has as an archive may not be needed after all; if it is, the linker says so by the symbol's name.
  return words.filter((_, at) => present[at]);
}

async function hasArchive({ plan, files }: Linked, name: string): Promise<boolean> {
  const paths = places(plan).libraries.map((at) => join(files, at, `lib${name}.a`));
  return isToolchainLibrary(plan.architecture === undefined ? "windows" : "linux", name)
    ? true
    : (await Promise.all(paths.map(exists))).includes(true);
}

/** The -l words that pkg-config gives for modules of a root; none where there are no modules. */
async function askLibraries(
  host: Host,
  { plan, files, pkgConfig }: Linked,
  args: readonly string[],
): Promise<readonly string[]> {
  if (args.every((word) => word.startsWith("-"))) {
    return [];
  }
  const path = places(plan).pkgConfig.map((at) => join(files, at));
  const environment = { ...host.environment, PKG_CONFIG_PATH: undefined, PKG_CONFIG_LIBDIR: path.join(":") };
  const done = await host.processes.run({
    file: pkgConfig,
    args: ["--libs-only-l", ...args],
    environment,
    timeoutSeconds: 60,
  });
  if (done.exitCode !== 0) {
    throw new Error(`pkg-config ${args.join(" ")} failed: ${done.stderr.trim()}`);
  }
  return [...new Set(splitWords(done.stdout.trim()).words)];
}

function linksLibrary(text: string, name: string): boolean {
  const words = /^Libs:(.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
  return words.includes(`-l${name}`);
}

/** A library of the distribution's that a binary has in it, or needs. */
export type LinkedLibrary = {
  /** `libpcap.so.0.8` or `libpcap.a`. */
  readonly file: string;
  /** The package that it was linked from, and its version. */
  readonly package: string;
  readonly version: string;
  /** The package to install where the binary is to run; undefined of what is linked in. */
  readonly install: string | undefined;
};

/**
 * Which of a root's libraries a binary was linked with. `needed` is what it asks the loader for; of a static one only the
 * program's own packages tell, by what they ask the linker for.
 */
export async function describeLinked(
  host: Host,
  root: Linked,
  binary: { readonly program: string; readonly needed: readonly string[]; readonly static: boolean },
): Promise<readonly LinkedLibrary[]> {
  const { plan, files, packages } = root;
  const owners = await libraryOwners(files);
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  const entry = (file: string, isNeeded: boolean): readonly LinkedLibrary[] => {
    const owner = owners.get(file);
    return owner === undefined
      ? []
      : [{ file, package: owner, version: versions.get(owner) ?? "", install: isNeeded ? owner : undefined }];
  };
  if (!binary.static) {
    return binary.needed.flatMap((soname) => entry(soname, true));
  }
  const names = (kind: PlannedLibrary["kind"]) =>
    plan.requirements
      .filter((requirement) => requirement.kind === kind && requirement.programs.includes(binary.program))
      .map(({ name }) => name);
  const words = await askLibraries(host, root, ["--static", ...names("pkg-config")]);
  const linked = [...names("library"), ...words.map((word) => word.replace(/^-l/, ""))];
  return [...new Set(linked)].flatMap((name) => entry(`lib${name}.a`, false));
}

/** What every system has, or what is the compiler's own. */
const everywhere = /^(ld-linux.*|lib(c|m|mvec|pthread|dl|rt|resolv|util|anl|gcc_s|stdc\+\+|atomic))\.so/;

/** Which of this machine's installed libraries a binary needs, where its own compiler has found them; see dpkg-query(1). */
export async function describeInstalled(host: Host, needed: readonly string[]): Promise<readonly LinkedLibrary[]> {
  const ask = async (...args: readonly string[]) => {
    const done = await host.processes.run({ file: "dpkg-query", args, timeoutSeconds: 60 });
    return done.exitCode === 0 ? done.stdout : "";
  };
  const found: LinkedLibrary[] = [];
  for (const file of needed.filter((each) => !everywhere.test(each) && !each.includes("/"))) {
    // `zlib1g:amd64: /lib/x86_64-linux-gnu/libz.so.1`
    const [, owner] = /^([a-z0-9][a-z0-9+.-]+)(?::[a-z0-9]+)?: /m.exec(await ask("--search", `*/${file}`)) ?? [];
    if (owner !== undefined) {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a field, to dpkg-query
      const [version = ""] = (await ask("--show", "--showformat=${Version}\\n", owner)).split("\n");
      found.push({ file, package: owner, version, install: owner });
    }
  }
  return found;
}

/** The package of each library file, by the lists that the root keeps. A soname may be a link, which lists leave out. */
async function libraryOwners(files: string): Promise<ReadonlyMap<string, string>> {
  const directory = join(files, packageLists);
  const owners = new Map<string, string>();
  const places = new Set<string>();
  for (const name of (await readdir(directory)).sort()) {
    for (const path of (await readFile(join(directory, name), "utf8")).split("\n").filter((line) => line !== "")) {
      owners.set(path.split("/").at(-1) ?? path, name);
      places.add(dirname(path));
    }
  }
  for (const place of places) {
    for (const name of await readdir(join(files, place)).catch(() => [])) {
      const to = await readlink(join(files, place, name)).catch(() => undefined);
      const owner = to === undefined ? undefined : owners.get(to.split("/").at(-1) ?? to);
      if (owner !== undefined && !owners.has(name)) {
        owners.set(name, owner);
      }
    }
  }
  return owners;
}
