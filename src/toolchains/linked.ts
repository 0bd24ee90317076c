import { readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LibraryDirectories } from "../archives/index.ts";
import { splitWords } from "../golang/index.ts";
import { UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { FileLookup, RootPackage } from "../plan/index.ts";
import { packageLists } from "../roots/index.ts";
import type { LibraryRequirement } from "../survey/index.ts";

/** What some programs of a target ask of its libraries. */
export type LinkedRequirement = Pick<LibraryRequirement, "kind" | "name" | "programs"> & {
  /** The package that asks for it, by its import path; absent in plans that do not tell. */
  readonly by?: string | undefined;
  /** The first of the paths by which it was looked up; see FileLookup. */
  readonly path: string;
  /** The package that is known to have it, so that it was not looked up; absent where none is. */
  readonly likely?: string | undefined;
  /** Directories in which the package's flags say to look for it, and which are not there. */
  readonly absentDirectories?: readonly string[] | undefined;
};

/** A root of libraries that a toolchain links with. */
export type Linked = {
  /** Where the packages' files are. */
  readonly files: string;
  readonly directories: LibraryDirectories;
  readonly requirements: readonly LinkedRequirement[];
  readonly mingw: boolean;
  readonly packages: readonly RootPackage[];
  /** What the index said of what was looked up. */
  readonly lookups: readonly FileLookup[];
  readonly pkgConfig: string;
};

/** What the index said of a requirement; undefined where it was not asked, or it is of every toolchain. */
export function lookupOf(
  { requirements, lookups, packages }: Pick<Linked, "requirements" | "lookups" | "packages">,
  { kind, name }: Pick<LibraryRequirement, "kind" | "name">,
): Omit<FileLookup, "path"> | undefined {
  const requirement = requirements.find((each) => each.kind === kind && each.name === name);
  const found = lookups.find(({ path }) => path === requirement?.path);
  const likely = packages.filter((each) => each.name === requirement?.likely);
  return found ?? (likely.length === 0 ? undefined : { packages: likely.map((each) => each.name) });
}

/**
 * The directory of an installed system, below /usr/include, in which a root has a header by the name that a program gives
 * it (`/usr/include/hdf5/serial` for `hdf5.h`); undefined where it has none, or several.
 * @param files Where the packages' files are.
 */
export async function findHeader(files: string, name: string): Promise<string | undefined> {
  const place = "usr/include";
  const entries = await readdir(join(files, place), { recursive: true }).catch(() => []);
  const found = entries.filter((each) => each.endsWith(`/${name}`));
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? undefined : join("/", place, only.slice(0, -name.length - 1));
}

/** The -l words that pkg-config gives for modules of a root; none where there are no modules. */
export async function askPkgConfig(
  host: Host,
  { directories, files, pkgConfig }: Linked,
  args: readonly string[],
): Promise<readonly string[]> {
  if (args.every((word) => word.startsWith("-"))) {
    return [];
  }
  const path = directories.pkgConfig.map((at) => join(files, at));
  const environment = { ...host.environment, PKG_CONFIG_PATH: undefined, PKG_CONFIG_LIBDIR: path.join(":") };
  const done = await host.processes.run({
    file: pkgConfig,
    args: ["--libs-only-l", ...args],
    environment,
    timeoutSeconds: 60,
  });
  if (done.exitCode !== 0) {
    throw new UserError({
      code: "pkg-config-failed",
      text: `pkg-config ${args.join(" ")} failed: ${done.stderr.trim()}`,
    });
  }
  return [...new Set(splitWords(done.stdout.trim()).words)];
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
  const { requirements, files, packages } = root;
  const owners = await libraryOwners(files);
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  const entry = (file: string, isNeeded: boolean): readonly LinkedLibrary[] => {
    const owner = owners.get(file);
    return owner === undefined
      ? []
      : [{ file, package: owner, version: versions.get(owner) ?? "", install: isNeeded ? owner : undefined }];
  };
  if (!binary.static) {
    return binary.needed.filter((soname) => !everywhere.test(soname)).flatMap((soname) => entry(soname, true));
  }
  const names = (kind: LinkedRequirement["kind"]) =>
    requirements
      .filter((requirement) => requirement.kind === kind && requirement.programs.includes(binary.program))
      .map(({ name }) => name);
  const words = await askPkgConfig(host, root, ["--static", ...names("pkg-config")]);
  const linked = [...names("library"), ...words.map((word) => word.replace(/^-l/, ""))];
  return [...new Set(linked)].flatMap((name) => entry(`lib${name}.a`, false));
}

/** What every system has, or what is the compiler's own. */
export const everywhere = /^(ld-linux.*|lib(c|m|mvec|pthread|dl|rt|resolv|util|anl|gcc_s|stdc\+\+|atomic))\.so/;

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
export async function libraryOwners(files: string): Promise<ReadonlyMap<string, string>> {
  const directory = join(files, packageLists);
  const owners = new Map<string, string>();
  const places = new Set<string>();
  // A root without packages has none.
  for (const name of (await readdir(directory).catch(() => [])).sort()) {
    for (const path of (await readFile(join(directory, name), "utf8")).split("\n").filter((line) => line !== "")) {
      owners.set(path.split("/").at(-1) ?? path, name);
      places.add(dirname(path));
    }
  }
  const links = new Map<string, string>();
  for (const place of places) {
    for (const name of await readdir(join(files, place)).catch(() => [])) {
      const to = await readlink(join(files, place, name)).catch(() => undefined);
      if (to !== undefined && !owners.has(name)) {
        links.set(name, to.split("/").at(-1) ?? to);
      }
    }
  }
  for (const name of links.keys()) {
    const owner = owners.get(followLinks(name, links));
    if (owner !== undefined) {
      owners.set(name, owner);
    }
  }
  return owners;
}

/** Where a link ends, which may lead to another: libgeos_c.so to libgeos_c.so.1, and that to libgeos_c.so.1.17.1. */
function followLinks(name: string, links: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let at = name;
  for (let to = links.get(at); to !== undefined && !seen.has(at); to = links.get(at)) {
    seen.add(at);
    at = to;
  }
  return at;
}
