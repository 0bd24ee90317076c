import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LibraryDirectories, packageFamily } from "../../archives/index.ts";
import { splitWords } from "../../golang/index.ts";
import { exists, shortHash } from "../../host/index.ts";
import type { Host } from "../../host/types.ts";
import { librariesOf } from "../../inputs/index.ts";
import { declined, indifferent, type RequiredFile, type RootRequest } from "../../plan/index.ts";
import { hostAbi, isToolchainLibrary } from "../../platforms/index.ts";
import { contentHash, quote, type Root, script } from "../../roots/index.ts";
import type { LibraryRequirement } from "../../survey/index.ts";
import { writeCommands } from "../commands.ts";
import { askPkgConfig, type Linked, type LinkedRequirement } from "../linked.ts";
import type { Layer } from "../provider.ts";
import { fromSettings, toSettings } from "../settings.ts";
import type { Toolchain } from "../toolchain.ts";

/** What the layer knows of the libraries that it finds for a compiler. */
type LibrariesSettings = {
  readonly triple: string;
  readonly mingw: boolean;
  readonly directories: LibraryDirectories;
  /** What the target's programs ask for. */
  readonly requirements: readonly LinkedRequirement[];
  /** Everything is linked in. */
  readonly static: boolean;
  /** The machine's own pkg-config; absent where the second root has one. */
  readonly pkgConfig?: string | undefined;
};

/**
 * The distribution's C libraries: a toolchain that finds those of a root too, by the same commands, each in a wrapper that
 * names the root's directories. They are no part of CGO_CFLAGS and the like, where a path of this machine would end up in
 * the binary's build ID.
 */
export const libraries: Layer = {
  id: "libraries",
  title: "its C libraries",
  offer: (question) => {
    const { inputs, survey, base, machine } = question;
    const { archive } = machine;
    const { auto, packages: named } = librariesOf(inputs.libraries, survey.target);
    // If one thing is not installed, all are taken from one place.
    const installed = base.findsInstalled && survey.requirements.every(({ onHost }) => onHost);
    const asked = auto && !installed ? survey.requirements : [];
    if (base.abi === undefined || (named.length === 0 && asked.length === 0)) {
      return indifferent;
    }
    if (archive.kind === "missing") {
      return declined(describeUnavailable([...named, ...asked.map(describeRequirement)], archive.reason), "libraries");
    }
    const { abi, release } = base;
    const family = packageFamily(archive.family);
    const mingw = abi.libc === "mingw";
    const directories = family.libraryDirectories(abi);
    const files = asked.map((each) =>
      requiredFile(each, directories, family.libraryPackage(abi, each.kind, each.name)),
    );
    const lacking = mingw ? files.filter(({ likely }) => likely === undefined) : [];
    if (lacking.length > 0) {
      return declined(describeLacking(lacking), "libraries");
    }
    const architecture = abi.architecture;
    const own = architecture === undefined || architecture === hostAbi(machine.arch).architecture;
    const name = `libraries-${architecture ?? abi.triple}`;
    const id = release === undefined ? name : `${name}-${release.codename}`;
    const settings: LibrariesSettings = {
      triple: abi.triple,
      mingw,
      directories,
      requirements: asked.map(({ kind, name: what, programs }) => ({ kind, name: what, programs })),
      static: question.static,
      pkgConfig: machine.pkgConfig,
    };
    const request: RootRequest = {
      id,
      kind: "libraries",
      settings: {},
      content: {
        kind: "packages",
        archive: archive.id,
        release,
        architecture: own ? undefined : architecture,
        packages: named.filter((each) => !files.some(({ likely }) => likely === each)),
        files,
        keepsLists: true,
        ...family.libraries(own),
      },
    };
    const pkgConfig = machine.pkgConfig === undefined ? [pkgConfigRequest(archive)] : [];
    return {
      kind: "offer",
      layer: {
        layer: "libraries",
        id,
        roots: [id, ...pkgConfig.map((each) => each.id)],
        settings: toSettings(settings),
      },
      roots: [request, ...pkgConfig],
      libc: undefined,
    };
  },
  rootKinds: [
    // Of its packages nothing is run.
    { kind: "libraries" },
    {
      kind: "pkg-config",
      wrappers: ({ directory }) => [
        { name: "pkg-config", text: script(directory, join(directory, "root/usr/bin/pkg-config"), []) },
      ],
    },
  ],
  open: async (host, plan, { toolchain, roots }) => {
    const [root, pkgConfigRoot] = roots;
    const settings = fromSettings<LibrariesSettings>(plan.settings);
    const pkgConfig = settings.pkgConfig ?? join(pkgConfigRoot?.directory ?? "", "bin/pkg-config");
    if (root === undefined) {
      throw new Error(`${plan.id} has no root`);
    }
    return putLibrariesOn(host, { id: plan.id, settings, toolchain, root, pkgConfig });
  },
};

function requiredFile(
  requirement: LibraryRequirement,
  directories: LibraryDirectories,
  likely: string | undefined,
): RequiredFile {
  return { what: describeRequirement(requirement), paths: requiredPaths(requirement, directories), likely };
}

/** `-lpcap (github.com/google/gopacket/pcap)`. */
function describeRequirement({ kind, name, by }: Pick<LibraryRequirement, "kind" | "name" | "by">): string {
  const what = { "pkg-config": `pkg-config's ${name}`, library: `-l${name}`, header: `<${name}>` }[kind];
  return `${what} (${by})`;
}

function requiredPaths(
  { kind, name }: Pick<LibraryRequirement, "kind" | "name">,
  { pkgConfig, libraries: libraryPaths, headers }: LibraryDirectories,
): readonly string[] {
  switch (kind) {
    case "pkg-config":
      return pkgConfig.map((at) => join(at, `${name}.pc`));
    case "library":
      return libraryPaths.flatMap((at) => [join(at, `lib${name}.so`), join(at, `lib${name}.a`)]);
    case "header":
      return headers.map((at) => join(at, name));
  }
}

function describeUnavailable(all: readonly string[], reason: string): string {
  const way = "install what is missing, set `libraries: off`, or run on Debian or Ubuntu";
  return `needs ${all.join(", ")}, but ${reason}; ${way}`;
}

function describeLacking(lacking: readonly RequiredFile[]): string {
  const all = lacking.map(({ what }) => what).join(", ");
  return (
    `needs ${all}, and neither mingw-w64 nor the distribution has that for Windows; put the library's own files into the ` +
    "program's sources and name their directory with -L in `cgo-ldflags`, set `libraries: off` if the compiler finds it, " +
    "or take the target out"
  );
}

/** pkg-config itself, for a machine that has none. */
function pkgConfigRequest({ id, family }: { readonly id: string; readonly family: string }): RootRequest {
  return {
    id: "pkg-config",
    kind: "pkg-config",
    settings: {},
    content: {
      kind: "packages",
      archive: id,
      release: undefined,
      architecture: undefined,
      files: [],
      keepsLists: false,
      ...packageFamily(family).pkgConfig(),
    },
  };
}

type Parts = {
  readonly id: string;
  readonly settings: LibrariesSettings;
  readonly toolchain: Toolchain;
  readonly root: Root;
  /** The program. */
  readonly pkgConfig: string;
};

async function putLibrariesOn(host: Host, { id, settings, toolchain, root, pkgConfig }: Parts): Promise<Toolchain> {
  const files = join(root.directory, "root");
  const { triple, directories, requirements, mingw } = settings;
  const linked: Linked = { files, directories, requirements, mingw, packages: root.record.packages, pkgConfig };
  const closure = settings.static ? await staticClosure(host, linked) : [];
  const scripts = compilerScripts(settings, { ...toolchain, root: files, closure });
  // Wherever it all lies.
  const anywhere = compilerScripts(settings, { cc: "cc", cxx: "c++", root: "root", closure });
  const words = [toolchain.names.cc, toolchain.version, contentHash(root.record.packages), anywhere.cc];
  const content = shortHash(words.join("\n"));
  const names = { cc: `${triple}-cc-${content}`, cxx: `${triple}-c++-${content}`, pkgConfig: `${triple}-pkg-config` };
  const binDirectory = await writeCommands(host, { id, content }, () => [
    { name: names.cc, text: scripts.cc },
    { name: names.cxx, text: scripts.cxx },
    { name: names.pkgConfig, text: pkgConfigScript(linked, settings.static) },
  ]);
  const command = (name: string) => join(binDirectory, name);
  return {
    ...toolchain,
    cc: command(names.cc),
    cxx: toolchain.cxx === undefined ? undefined : command(names.cxx),
    pkgConfig: command(names.pkgConfig),
    names: { cc: names.cc, cxx: toolchain.names.cxx === undefined ? undefined : names.cxx },
    binDirectories: [binDirectory, ...toolchain.binDirectories],
    libraryPath: directories.libraries.map((at) => join(files, at)),
    linked,
  };
}

/** What stands for the root's directory in pkg-config's answers, which end up in the binary's build ID. */
const standIn = "/cgo-cross-libraries";

type CompilerParts = Pick<Toolchain, "cc" | "cxx"> & { readonly root: string; readonly closure: readonly string[] };

function compilerScripts(
  { directories, mingw }: LibrariesSettings,
  { cc, cxx, root, closure }: CompilerParts,
): { readonly cc: string; readonly cxx: string } {
  const { headers, libraries: libraryPaths } = directories;
  const before = [
    ...headers.flatMap((at) => ["-isystem", join(root, at)]),
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${root}=${standIn}`,
  ];
  const after = [
    ...libraryPaths.flatMap((at) => [`-L${join(root, at)}`, ...(!mingw ? [`-Wl,-rpath-link,${join(root, at)}`] : [])]),
    ...closure,
  ];
  const wrap = (compiler: string) =>
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
  return { cc: wrap(cc), cxx: wrap(cxx ?? cc) };
}

/** Sees only the root's .pc files: the host's would put the host's headers and libraries into the build. */
function pkgConfigScript({ directories, files, pkgConfig }: Linked, isStatic: boolean): string {
  const path = directories.pkgConfig.map((at) => join(files, at));
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
  const { directories, files, requirements } = linked;
  const modules = await Promise.all(
    directories.pkgConfig.map(async (at) => {
      const found = await readdir(join(files, at)).catch(() => []);
      return Promise.all(
        found
          .filter((name) => name.endsWith(".pc"))
          .map(async (name) => ({ name: name.slice(0, -3), text: await readFile(join(files, at, name), "utf8") })),
      );
    }),
  );
  const names = requirements.filter(({ kind }) => kind === "library").map(({ name }) => name);
  const wanted = modules.flat().filter(({ text }) => names.some((name) => linksLibrary(text, name)));
  const words = await askPkgConfig(host, linked, ["--static", ...wanted.map(({ name }) => name)]);
  const present = await Promise.all(words.map((word) => hasArchive(linked, word.replace(/^-l/, ""))));
  // What no package has as an archive may not be needed after all; if it is, the linker says so by the symbol's name.
  return words.filter((_, at) => present[at]);
}

async function hasArchive({ directories, files, mingw }: Linked, name: string): Promise<boolean> {
  const paths = directories.libraries.map((at) => join(files, at, `lib${name}.a`));
  return isToolchainLibrary(mingw ? "windows" : "linux", name)
    ? true
    : (await Promise.all(paths.map(exists))).includes(true);
}

function linksLibrary(text: string, name: string): boolean {
  const words = /^Libs:(.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
  return words.includes(`-l${name}`);
}
