import { UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import { askPkgConfig, type Linked, type LinkedRequirement, libraryOwners } from "./linked.ts";

/**
 * What cgo, gcc, clang and pkg-config say of a program that was written for another version of a library than the one that
 * is there. A symbol that the linker does not find has more usual reasons.
 */
const signs = [
  /could not determine what C\.\w+ refers to/,
  /has no member named|no member named '.*' in /,
  /\berror: #error|#error /,
  /implicit declaration of function|call to undeclared function/,
  /unknown type name|' undeclared|undeclared identifier/,
  /too (few|many) arguments to function/,
  /_C(type|func)_\w+.*has no field or method|(not enough|too many) arguments in call to \(?_Cfunc_/,
  /has version '.*', required version is|^Requested '.*' but version of /,
];

/** With more suspects than these, nobody would be helped by their names. */
const mostSuspects = 4;

/**
 * A sentence for a failed build that looks as if a library is too old or too new for the program: which packages it may be
 * of, in which version, and what can be done. Undefined where it looks like something else.
 * @param log What the build has printed.
 */
export async function describeOutdated(
  host: Host,
  linked: Linked,
  log: readonly string[],
): Promise<string | undefined> {
  const by = failingPackages(log);
  if (by.length === 0) {
    return undefined;
  }
  const own = linked.requirements.filter((each) => each.by !== undefined && by.includes(each.by));
  const packages = await packagesOf(host, linked, own.length > 0 ? own : linked.requirements);
  if (packages.length === 0 || packages.length > mostSuspects) {
    return undefined;
  }
  return (
    `the program may be written for another version of the library than the release has (${packages.join(", ")}): ` +
    "build on a newer release of the distribution, use a version of the Go module that goes with this one, or build the " +
    "library yourself and name it in `cgo-cflags`, `cgo-ldflags` or PKG_CONFIG_PATH"
  );
}

/** The packages of which the build says such a thing; Go writes `# import/path` before what it says of one. */
function failingPackages(log: readonly string[]): readonly string[] {
  const found = new Set<string>();
  let current = "";
  for (const line of log) {
    current = /^# ([^[\s]\S*)/.exec(line)?.[1] ?? current;
    if (signs.some((sign) => sign.test(line))) {
      found.add(current);
    }
  }
  return [...found];
}

/** `libgpiod-dev 1.6.3-1+b3`, once each. */
async function packagesOf(
  host: Host,
  linked: Linked,
  requirements: readonly LinkedRequirement[],
): Promise<readonly string[]> {
  const owners = await libraryOwners(linked.files).catch(() => new Map<string, string>());
  const versions = new Map(linked.packages.map(({ name, version }) => [name, version]));
  const names = await Promise.all(requirements.map((each) => libraryName(host, linked, each)));
  const found = names.flatMap((name) => owners.get(`lib${name}.so`) ?? owners.get(`lib${name}.a`) ?? []);
  return [...new Set(found)].map((name) => `${name} ${versions.get(name) ?? ""}`.trim());
}

/** Of a module of pkg-config, the first that it links is its own. */
async function libraryName(host: Host, linked: Linked, { kind, name }: LinkedRequirement): Promise<string | undefined> {
  if (kind !== "pkg-config") {
    return kind === "library" ? name : undefined;
  }
  try {
    return (await askPkgConfig(host, linked, [name]))[0]?.replace(/^-l/, "");
  } catch (error) {
    if (error instanceof UserError) {
      return undefined;
    }
    throw error;
  }
}
