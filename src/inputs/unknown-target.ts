import { aliases, knownPlatforms, type Platform, variantsOf } from "../platforms/index.ts";
import { includedTargets } from "./target-patterns.ts";
import { both, either, nearest, quote } from "./wording.ts";

/** A target or a pattern that matches nothing. */
export type UnknownTarget = {
  /** As the user wrote it. */
  readonly text: string;
  readonly excludes: boolean;
  /** The text without its `!`. */
  readonly pattern: string;
  /** The item before it. */
  readonly before: string | undefined;
};

/** The rest of a sentence that begins with the input's name: what is wrong, what was probably meant, and what there is. */
export function describeUnknownTarget(item: UnknownTarget, platforms: readonly Platform[]): string {
  const given = quote(item.text);
  if (/^(softfloat|hardfloat|lse|crypto)$/.test(item.pattern) && item.before !== undefined) {
    const joined = quote(`${item.before}-${item.pattern}`);
    return `unknown target ${given}; did you mean ${joined}? (a comma separates targets)`;
  }
  if (/^-+$/.test(item.pattern)) {
    return `unknown target ${given}; write the targets without the hyphens of a list`;
  }
  if (isUniversal(item.pattern)) {
    const meant = quote(`${item.excludes ? "!" : ""}darwin/universal`);
    return `unknown target ${given}; did you mean ${meant}? (darwin/amd64 and darwin/arm64 in one file)`;
  }
  if (!item.pattern.includes("*") && includedTargets(item.pattern, knownPlatforms).length > 0) {
    return `${given} needs a newer Go than the one in use (Go 1.26 has it); update Go or remove the target`;
  }
  const [os = "", arch = "", variant] = item.pattern.split("/");
  const archs = platforms.filter((platform) => platform.os === os).map((platform) => platform.arch);
  const systems = platforms.filter((platform) => platform.arch === arch).map((platform) => platform.os);
  const again = (pattern: string) => quote(`${item.excludes ? "!" : ""}${pattern}`);
  if (variant !== undefined && archs.includes(arch)) {
    return `unknown target ${given}; ${describeVariants(item.pattern, arch, (form) => again(`${os}/${arch}${form}`))}`;
  }
  if (archs.length > 0 && systems.length > 0) {
    return `unknown target ${given}; ${os} has ${both(archs)}, and ${arch} exists for ${both(systems)}`;
  }
  const fault = item.pattern.includes("*") ? `${given} matches no target` : `unknown target ${given}`;
  const meant = suggestTarget(item.pattern, platforms);
  const remedy = meant === undefined ? "expected os/arch" : `did you mean ${again(meant)}?`;
  return `${fault}; ${remedy} (${describeKnown({ os, archs, meant }, platforms)})`;
}

/** Other names of a file for both kinds of Macs. */
function isUniversal(pattern: string): boolean {
  const [, os = "", arch = ""] = /^([a-z]+)[-/_]([a-z0-9]+)$/i.exec(pattern)?.map((each) => each.toLowerCase()) ?? [];
  return (aliases.get(os) ?? os) === "darwin" && /^(universal2?|fat)$/.test(arch);
}

function describeKnown(
  { os, archs, meant }: { readonly os: string; readonly archs: readonly string[]; readonly meant: string | undefined },
  platforms: readonly Platform[],
): string {
  if (archs.length > 0) {
    return `${os} has ${both(archs)}`;
  }
  return meant === undefined ? `the systems are ${both(systemsOf(platforms))}` : "`go tool dist list` prints them all";
}

/** What there is instead of an unknown variant; `write` gives, in quotes, the target with such an ending. */
function describeVariants(pattern: string, arch: string, write: (ending: string) => string): string {
  const variants = variantsOf(arch)?.variants ?? [];
  if (variants.length === 0) {
    return `did you mean ${write("")}? (${arch} has no variants)`;
  }
  const main = variants.filter((variant) => !variant.includes("-"));
  const options = new Set(variants.flatMap((variant) => variant.match(/-.*/) ?? []));
  const also = options.size === 0 ? "" : `, each also with ${either([...options])}`;
  const known = `the variants of ${arch} are ${both(main)}${also}`;
  const meant = suggestVariant(pattern.toLowerCase().split("/").slice(2), arch);
  return meant === undefined ? known : `did you mean ${write(`/${meant}`)}? (${known})`;
}

function systemsOf(platforms: readonly Platform[]): string[] {
  return [...new Set(platforms.map((platform) => platform.os))];
}

/** Parts of triples that say nothing about the target. */
const noise = new Set(["unknown", "pc", "gnu", "gnuabi64", "musl", "msvc", "none", "apple", "w64", "gnullvm"]);

/** The pattern that was probably meant; undefined where nothing comes near. */
function suggestTarget(text: string, platforms: readonly Platform[]): string | undefined {
  const pattern = text.replace(/^all\//i, "*/");
  const meant = pattern.includes("*") ? suggestGlob(pattern, platforms) : suggestOne(pattern, platforms);
  return meant !== undefined && includedTargets(meant, platforms).length > 0 ? meant : undefined;
}

function suggestGlob(text: string, platforms: readonly Platform[]): string | undefined {
  if (/^\*+$/.test(text)) {
    return "all";
  }
  const archs = platforms.map((platform) => platform.arch);
  const candidates = [systemsOf(platforms), archs];
  const parts = text.toLowerCase().split("/");
  return parts
    .map((part, at) => (part.includes("*") ? part : (aliases.get(part) ?? nearest(part, candidates[at] ?? []) ?? part)))
    .join("/");
}

/** Takes the text for a target under foreign names, in any order and with any separators, as triples have them. */
function suggestOne(text: string, platforms: readonly Platform[]): string | undefined {
  const names = text
    .toLowerCase()
    .replaceAll(/x86[_-]64/g, "amd64")
    .split(/[^a-z0-9.]+/)
    .flatMap((name) => (aliases.get(name) ?? name).split("/"))
    .filter((name) => name !== "" && !noise.has(name));
  if (names.length === 1 && names[0] === "all") {
    return "all";
  }
  const systems = systemsOf(platforms);
  const os = names.find((name) => systems.includes(name)) ?? nearestOf(names, systems);
  const others = names.filter((name) => name !== os);
  const fitting = platforms.filter((platform) => os === undefined || platform.os === os).map(({ arch }) => arch);
  const arch = others.find((name) => fitting.includes(name)) ?? nearestOf(others, fitting);
  if (arch === undefined) {
    return os === undefined || others.length > 0 ? undefined : `${os}/*`;
  }
  const system = os ?? platforms.find((platform) => platform.os === "linux" && platform.arch === arch)?.os;
  const variant = suggestVariant(others.slice(others.indexOf(arch) + 1), arch);
  return [system ?? platforms.find((platform) => platform.arch === arch)?.os, arch, variant]
    .filter((part) => part !== undefined)
    .join("/");
}

function nearestOf(names: readonly string[], candidates: readonly string[]): string | undefined {
  return names.map((name) => nearest(name, candidates)).find((found) => found !== undefined);
}

function suggestVariant(names: readonly string[], arch: string): string | undefined {
  const variants = variantsOf(arch)?.variants ?? [];
  const written = names.join("-");
  return [written, `v${written}`, ...names, ...names.map((name) => `v${name}`)].find((name) => variants.includes(name));
}
