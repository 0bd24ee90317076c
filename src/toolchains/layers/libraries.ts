import { join, normalize } from "node:path";

import {
  type LibraryDirectories,
  ownFilesAdvice,
  type PackageFamily,
  packageContent,
  packageFamily,
} from "../../archives/index.ts";
import { effectiveLdflags, linkedLibraries, parseLdflags, splitWords } from "../../golang/index.ts";

import { librariesOf } from "../../inputs/index.ts";
import {
  type Declined,
  declined,
  indifferent,
  type LayerOffer,
  type LayerQuestion,
  type RequiredFile,
  type RootRequest,
} from "../../plan/index.ts";
import { type CAbi, hostAbi } from "../../platforms/index.ts";
import { script } from "../../roots/index.ts";
import type { LibraryRequirement, Machine, MachineArchive } from "../../survey/index.ts";
import type { Layer } from "../provider.ts";
import { withRelease } from "../release.ts";
import { fromSettings, toSettings } from "../settings.ts";
import { whereToRun } from "../where.ts";
import { findLacking, type LackingSettings } from "./lacking.ts";
import { type LibrariesSettings, putLibrariesOn } from "./library-commands.ts";

/**
 * The distribution's C libraries: a toolchain that finds those of a root too, by the same commands, each in a wrapper that
 * names the root's directories. They are no part of CGO_CFLAGS and the like, where a path of this machine would end up in
 * the binary's build ID.
 */
export const libraries: Layer = {
  id: "libraries",
  title: "its C libraries",
  offer: (question) => {
    const { machine, base } = question;
    const { archive } = machine;
    const required = findRequired(question);
    if (base.abi === undefined || (required.named.length === 0 && required.asked.length === 0)) {
      return indifferent;
    }
    if (archive.kind === "missing" && required.named.length === 0 && required.asked.every(isHeader)) {
      // The compiler may find them nevertheless, and says so if not.
      return indifferent;
    }
    if (archive.kind === "missing") {
      const all = [...required.named, ...required.asked.map(describeRequirement)];
      return declined(describeUnavailable(all, archive.reason, machine), "libraries");
    }
    return offerLibraries(question, { ...required, abi: base.abi, archive });
  },
  rootKinds: [
    // Of its packages nothing is run.
    { kind: "libraries", lacking: ({ root, files, settings }) => findLacking(root, files, settings) },
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

type Required = {
  /** Packages that the input names. */
  readonly named: readonly string[];
  /** What the program asks for. */
  readonly asked: readonly LibraryRequirement[];
};

/** What is to be fetched. */
function findRequired({ inputs, survey, base }: LayerQuestion): Required {
  const { auto, packages } = librariesOf(inputs.libraries);
  // If one thing is not installed, all are taken from one place.
  const installed = base.findsInstalled && survey.requirements.every(({ onHost }) => onHost);
  return { named: packages, asked: auto && !installed ? survey.requirements : [] };
}

type Available = Required & {
  readonly abi: CAbi;
  readonly archive: Extract<MachineArchive, { kind: "found" }>;
};

function offerLibraries(question: LayerQuestion, available: Available): LayerOffer | Declined {
  const { machine } = question;
  const { abi, archive, asked } = available;
  const family = packageFamily(archive.family);
  const directories = family.libraryDirectories(abi);
  const mingw = abi.libc === "mingw";
  const files = asked.map((each) => requiredFile(each, { family, abi, directories }));
  const lacking = mingw ? files.filter(({ likely }) => likely === undefined) : [];
  if (lacking.length > 0) {
    return declined(describeLacking(lacking), "libraries");
  }
  const request = librariesRequest(question, { ...available, files });
  const pkgConfig = machine.pkgConfig === undefined ? [pkgConfigRequest(archive)] : [];
  const settings: LibrariesSettings = {
    triple: abi.triple,
    multiarch: mingw ? undefined : abi.multiarch,
    mingw,
    directories,
    requirements: asked.map((each, at) => describeAsked(each, files[at])),
    static: question.static,
    given: question.static ? givenLibraries(question) : [],
    pkgConfig: machine.pkgConfig,
  };
  const roots = [request, ...pkgConfig];
  return {
    kind: "offer",
    layer: {
      layer: "libraries",
      id: request.id,
      roots: roots.map(({ id }) => id),
      settings: toSettings(settings),
    },
    roots,
    libc: undefined,
  };
}

function describeAsked(requirement: LibraryRequirement, file: RequiredFile | undefined) {
  const { kind, name, programs, by, absentDirectories } = requirement;
  const likely = file?.likely === undefined ? {} : { likely: file.likely };
  const absent = absentDirectories === undefined ? {} : { absentDirectories };
  return { kind, name, programs, by, path: file?.paths[0] ?? name, ...likely, ...absent };
}

/** Whatever names a library for the whole program, beside what its packages name. */
function givenLibraries({ inputs, survey: { environment } }: LayerQuestion): readonly string[] {
  const { extldflags } = parseLdflags(effectiveLdflags(inputs.ldflags, environment.goflags));
  const texts = [environment.cgoLdflags, extldflags ?? ""].flatMap((text) => splitWords(text).words);
  return linkedLibraries([...inputs.cgoLdflags, ...texts]);
}

function librariesRequest(
  { machine, base: { release } }: LayerQuestion,
  { abi, archive, named, files }: Available & { readonly files: readonly RequiredFile[] },
): RootRequest {
  const { architecture, triple } = abi;
  const family = packageFamily(archive.family);
  const own = architecture === undefined || architecture === hostAbi(machine.arch).architecture;
  const set = {
    packages: named.filter((each) => !files.some(({ likely }) => likely === each)),
    ...family.libraries(own),
  };
  return {
    id: withRelease(`libraries-${architecture ?? triple}`, release),
    kind: "libraries",
    settings: abi.libc === "mingw" ? {} : lackingSettings(family, abi),
    content: packageContent(archive.id, set, {
      release,
      architecture: own ? undefined : architecture,
      files,
      keepsLists: true,
    }),
  };
}

function lackingSettings(family: PackageFamily, abi: CAbi): LackingSettings {
  const { pkgConfig, libraries: libraryPaths } = family.libraryDirectories(abi);
  return { family: family.id, pkgConfig: pkgConfig.join(":"), libraries: libraryPaths.join(":") };
}

type Naming = {
  readonly family: PackageFamily;
  readonly abi: CAbi;
  readonly directories: LibraryDirectories;
};

function requiredFile(requirement: LibraryRequirement, { family, abi, directories }: Naming): RequiredFile {
  const { kind, name } = requirement;
  const paths = requiredPaths(requirement, directories);
  // Libraries for mingw-w64 are few, and known.
  const further = abi.libc === "mingw" ? [] : furtherPaths(requirement, { abi, directories });
  const namesake = abi.libc === "mingw" || isHeader(requirement) ? undefined : family.namesake(name);
  return {
    what: describeRequirement(requirement),
    paths: [...paths, ...further],
    ...(abi.libc === "mingw" ? {} : firstPaths(requirement, { family, abi, directories })),
    likely: family.libraryPackage(abi, kind, name),
    ...(namesake === undefined ? {} : { namesake }),
    // pkg-config is shown the root alone. A compiler and a linker may find in their own directories what no package has.
    ifMissing: kind === "pkg-config" ? "fail" : "note",
    // Which headers the compiler comes to include is not certain; what is linked is.
    ifSeveral: isHeader(requirement) ? "note" : "fail",
  };
}

/** Where an installation would link it from, and where the program's own flags look for a header in an installed system. */
function furtherPaths(requirement: LibraryRequirement, naming: Pick<Naming, "abi" | "directories">): readonly string[] {
  const { kind, name } = requirement;
  const [at = ""] = naming.directories.libraries;
  switch (kind) {
    case "pkg-config":
      return [`${at}//${name}.pc`];
    case "library":
      return [`${at}//lib${name}.so`, `${at}//lib${name}.a`];
    case "header":
      return [
        ...namedDirectories(requirement, naming.abi).map((each) => join(each, name)),
        ...(requirement.anywhere === true ? [`usr/include//${name}`] : []),
      ];
  }
}

/** Where the program's own flags look for a library in an installed system, which a linker does first. */
function firstPaths(requirement: LibraryRequirement, { abi, directories }: Naming): Pick<RequiredFile, "first"> {
  const named = requirement.kind === "library" ? namedDirectories(requirement, abi) : [];
  const further = named.filter((each) => !directories.libraries.includes(each));
  return further.length === 0 ? {} : { first: libraryFiles(further, requirement.name) };
}

/** As paths in a package. The line that names them may have been written on another architecture. */
function namedDirectories({ directories = [] }: LibraryRequirement, { multiarch }: CAbi): readonly string[] {
  return directories.map((each) =>
    normalize(each)
      .replace(/^\/(.*?)\/?$/, "$1")
      .replace(/^((?:usr\/)?(?:include|lib)\/)[^/]+-linux-gnu[^/]*/, `$1${multiarch}`),
  );
}

function libraryFiles(directories: readonly string[], name: string): readonly string[] {
  return directories.flatMap((at) => [join(at, `lib${name}.so`), join(at, `lib${name}.a`)]);
}

function isHeader({ kind }: Pick<LibraryRequirement, "kind">): boolean {
  return kind === "header";
}

/** `-lpcap (github.com/google/gopacket/pcap)`. */
function describeRequirement({
  kind,
  name,
  by,
  absentDirectories = [],
}: Pick<LibraryRequirement, "kind" | "name" | "by" | "absentDirectories">): string {
  const what = { "pkg-config": `pkg-config's ${name}`, library: `-l${name}`, header: `<${name}>` }[kind];
  const absent = absentDirectories.length === 0 ? "" : `, whose ${absentDirectories.join(" and ")} does not exist`;
  return `${what} (${by}${absent})`;
}

function requiredPaths(
  { kind, name }: Pick<LibraryRequirement, "kind" | "name">,
  { pkgConfig, libraries: libraryPaths, headers }: LibraryDirectories,
): readonly string[] {
  switch (kind) {
    case "pkg-config":
      return pkgConfig.map((at) => join(at, `${name}.pc`));
    case "library":
      return libraryFiles(libraryPaths, name);
    case "header":
      return headers.map((at) => join(at, name));
  }
}

function describeUnavailable(all: readonly string[], reason: string, machine: Machine): string {
  const way = `install what is missing, set \`libraries: off\`, or ${whereToRun(machine)}`;
  return `needs ${all.join(", ")}, but ${reason}; ${way}`;
}

function describeLacking(lacking: readonly RequiredFile[]): string {
  const all = lacking.map(({ what }) => what);
  return (
    `needs ${all.join(", ")}, and neither mingw-w64 nor the distribution has that for Windows; ${ownFilesAdvice(all)}, ` +
    "set `libraries: off` if the compiler finds it, or take the target out"
  );
}

/** pkg-config itself, for a machine that has none. */
function pkgConfigRequest({ id, family }: Available["archive"]): RootRequest {
  const content = packageContent(id, packageFamily(family).pkgConfig());
  return { id: "pkg-config", kind: "pkg-config", settings: {}, content };
}
