import type { Architecture, CAbi, PlatformRow, System, Variants } from "./row.ts";
import { platformRows } from "./rows.ts";
import { type Platform, type Target, targetName } from "./target.ts";

const byName: ReadonlyMap<string, PlatformRow> = new Map(platformRows.map((row) => [`${row.os}/${row.arch}`, row]));
const byArch: ReadonlyMap<string, Architecture> = new Map(
  platformRows.map(({ architecture }) => [architecture.name, architecture]),
);
const byOs: ReadonlyMap<string, System> = new Map(platformRows.map(({ system }) => [system.name, system]));

/** What is known of a platform; undefined of one that is newer than this table. */
export function platformRow({ os, arch }: Pick<Target, "os" | "arch">): PlatformRow | undefined {
  return byName.get(`${os}/${arch}`);
}

/** What is known of an architecture, by Go's name of it. */
export function architectureOf(arch: string): Architecture | undefined {
  return byArch.get(arch);
}

/** Every architecture of the table, once. */
export const allArchitectures: readonly Architecture[] = [...byArch.values()];

/** What is known of an operating system, by Go's name of it. */
export function systemOf(os: string): System | undefined {
  return byOs.get(os);
}

/**
 * The platforms of Go 1.26, in the order in which Go lists them. They only serve to name the nearest known target where
 * there is no Go to ask: wherever the user's Go answers, its own list is used instead.
 */
export const knownPlatforms: readonly Platform[] = platformRows.map(({ os, arch, cgoSupported }) => ({
  os,
  arch,
  cgoSupported,
}));

/** How an architecture's variants are written; undefined where it has none. */
export function variantsOf(arch: string): Variants | undefined {
  return byArch.get(arch)?.variants;
}

/**
 * Go's names of what other tools call otherwise: `aarch64` to `arm64`, and, with a slash, an architecture and its variant:
 * `armhf` to `arm/v7`.
 */
export const aliases: ReadonlyMap<string, string> = new Map([
  ...[...byOs.values(), ...byArch.values()].flatMap(({ name, aliases: others }) =>
    others.map((other) => [other, name] as const),
  ),
  ...[...byArch.values()].flatMap(({ name, variantAliases }) =>
    Object.entries(variantAliases).flatMap(([variant, others]) =>
      others.map((other) => [other, `${name}/${variant}`] as const),
    ),
  ),
]);

/** The C ABI of a target, or why it has none here. */
export type TargetAbi =
  | {
      readonly kind: "abi";
      readonly abi: CAbi;
      /** Why its programs are linked static although nobody asked for it; undefined where they are not. */
      readonly staticReason: string | undefined;
    }
  | { readonly kind: "none"; readonly reason: string };

/**
 * The C ABI of a target.
 * @param levels The target's effective values of Go's variant variables, such as `{ GOARM: "6" }`.
 */
export function targetAbi(target: Target, levels: Readonly<Record<string, string>>): TargetAbi {
  const row = platformRow(target);
  if (row === undefined || row.c.kind === "none") {
    const reason = row?.c.kind === "none" ? row.c.reason : undefined;
    return noAbi(target, reason ?? "no distribution packages a C compiler for it; leave C out with `cgo: off`");
  }
  const variable = row.architecture.variants?.variable ?? "";
  const level = levels[variable];
  const abi = row.c.abis.find(
    (each) => level === undefined || each.levels === undefined || each.levels.includes(level),
  );
  if (abi === undefined) {
    return noAbi(target, row.c.otherLevels ?? `none of its C libraries is for ${variable}=${level ?? ""}`);
  }
  const { staticReason } = abi;
  return {
    kind: "abi",
    abi,
    staticReason: staticReason === undefined ? undefined : `${variable}=${level ?? ""} is built with ${staticReason}`,
  };
}

/**
 * The targets to name where each kind of compiler and program is to be seen once: a platform, or each level of one whose C ABI
 * depends on it, as in `linux/arm/v6`.
 */
export function representativeTargets(platforms: readonly Platform[]): readonly string[] {
  return platforms.flatMap((platform) => {
    const c = platformRow(platform)?.c;
    const several = c?.kind === "abis" && c.abis.length > 1;
    return several
      ? c.abis.flatMap(({ document }) => document.targets.split(", ")).sort()
      : targetName({ ...platform, variant: undefined });
  });
}

function noAbi(target: Target, reason: string): TargetAbi {
  return { kind: "none", reason: `there is no C toolchain for ${targetName(target)} here: ${reason}` };
}

/** The C ABI of a machine that programs run on, by Go's name of its architecture. Throws where the table has none. */
export function hostAbi(arch: string): CAbi {
  const row = platformRow({ os: "linux", arch });
  if (row === undefined || row.c.kind === "none") {
    throw new Error(`no row of the table of platforms has a C ABI for linux/${arch}`);
  }
  return row.c.abis[0];
}

const byCpu: ReadonlyMap<string, string> = new Map(
  platformRows.flatMap(({ arch, c }) =>
    c.kind === "none" ? [] : c.abis.map(({ triple }) => [cpuOf(triple), arch] as const),
  ),
);

/** Go's name of the architecture of a compiler's triple (`x86_64-alpine-linux-musl`); undefined of one that is unknown. */
export function architectureOfTriple(triple: string): string | undefined {
  const cpu = cpuOf(triple);
  const name = byCpu.get(cpu) ?? aliases.get(cpu) ?? cpu;
  return byArch.get(name)?.name;
}

function cpuOf(triple: string): string {
  return triple.split("-", 1)[0] ?? "";
}

/** What Apple's compilers call Go's architectures, in `-arch`. */
export const appleArchitectures: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "arm64" };

/** Whether a machine's own C compiler is for a target: Apple's compiles for every Mac. */
export function compilesFor({ os, arch }: Machine, target: Machine): boolean {
  return os === target.os && (arch === target.arch || (os === "darwin" && target.arch in appleArchitectures));
}

type Machine = Pick<Target, "os" | "arch">;

/**
 * What tells a machine's own compiler which of the architectures that it compiles for is meant; nothing where there is one.
 * Go says the same by itself. Source: gccArchArgs in cmd/go, hostlinkArchArgs in cmd/link.
 */
export function ownCompilerFlags({ os, arch }: Machine): readonly string[] {
  const name = os === "darwin" ? appleArchitectures[arch] : undefined;
  return name === undefined ? [] : ["-arch", name];
}
