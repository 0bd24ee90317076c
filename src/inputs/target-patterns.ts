import { type Platform, slicesOf, type Target, targetName, universalTargets, variantsOf } from "../platforms/index.ts";

/** A pattern over targets, part by part, in small letters; `*` in a part stands for any letters. */
type Pattern = { readonly os: string; readonly arch: string; readonly variant: string | undefined };

/** Case is ignored: no two names of Go's differ in it alone. */
function readPattern(written: string): Pattern | undefined {
  const text = written.toLowerCase();
  if (text === "all") {
    return { os: "*", arch: "*", variant: undefined };
  }
  const [os, arch, variant, ...more] = text.split("/");
  return os && arch && variant !== "" && more.length === 0 ? { os, arch, variant } : undefined;
}

/**
 * The targets that a pattern adds, in the order of the platforms; none where it matches nothing or cannot be read. Two parts
 * give platforms without a variant. In a third part `*` matches no hyphen, so that `linux/arm/*` gives v5, v6 and v7 but
 * not v7-softfloat, which only someone who names it wants. What is joined from others has to be written out too.
 */
export function includedTargets(text: string, platforms: readonly Platform[]): readonly Target[] {
  const pattern = readPattern(text);
  if (pattern === undefined) {
    return [];
  }
  const universal = joinable(platforms).filter((target) => targetName(target) === text);
  const ordinary = platforms
    .filter((platform) => matches(pattern.os, platform.os) && matches(pattern.arch, platform.arch))
    .flatMap(({ os, arch }) => includedVariants(pattern.variant, arch).map((variant) => ({ os, arch, variant })));
  return [...universal, ...ordinary];
}

/** The universal targets whose slices are all among the platforms. */
function joinable(platforms: readonly Platform[]): readonly Target[] {
  return universalTargets.filter((target) =>
    slicesOf(target).every((slice) => platforms.some(({ os, arch }) => os === slice.os && arch === slice.arch)),
  );
}

function includedVariants(pattern: string | undefined, arch: string): readonly (string | undefined)[] {
  if (pattern === undefined) {
    return [undefined];
  }
  const family = variantsOf(arch);
  if (family === undefined) {
    return [];
  }
  const found = family.variants.filter((variant) => matches(pattern, variant, "[^-]*"));
  if (!pattern.includes("*")) {
    return found;
  }
  // Of two spellings of one variant (`v8` and `v8.0`) a glob means the later.
  return found.filter((variant, at) =>
    found.slice(at + 1).every((later) => family.toGo(later) !== family.toGo(variant)),
  );
}

/** Whether a pattern excludes the target: two parts exclude every variant, a third part only variants that match it. */
export function excludes(text: string, target: Target): boolean {
  const pattern = readPattern(text);
  return (
    pattern !== undefined &&
    matches(pattern.os, target.os) &&
    matches(pattern.arch, target.arch) &&
    (pattern.variant === undefined || (target.variant !== undefined && matches(pattern.variant, target.variant)))
  );
}

/** Whether what stands behind a pattern is for the target: what is for a universal target is for each of its slices. */
export function isFor(text: string, target: Target): boolean {
  return excludes(text, target) || namedSlices(text).some((slice) => excludes(targetName(slice), target));
}

/** The slices of the universal target that a pattern names; none where it names none. */
function namedSlices(text: string): readonly Target[] {
  const { os = "", arch = "", variant } = readPattern(text) ?? {};
  return slicesOf({ os, arch, variant });
}

/** Whether the pattern could exclude any target of these platforms; if it could not, it is a slip. */
export function couldExclude(text: string, platforms: readonly Platform[]): boolean {
  if (joinable(platforms).some((target) => excludes(text, target))) {
    return true;
  }
  return platforms.some(({ os, arch }) =>
    [undefined, ...(variantsOf(arch)?.variants ?? [])].some((variant) => excludes(text, { os, arch, variant })),
  );
}

/**
 * How much of a pattern is written out, part by part: a name counts more than any glob, and of two globs the one with more
 * letters. A universal target, which stands for its slices, is between the two.
 */
function specificity(text: string): readonly number[] {
  const { os = "", arch = "", variant } = readPattern(text) ?? {};
  const letters = (part: string) => (part.includes("*") ? part.replaceAll("*", "").length : Number.POSITIVE_INFINITY);
  const several = namedSlices(text).length > 0 ? Number.MAX_SAFE_INTEGER : undefined;
  return [letters(os), several ?? letters(arch), variant === undefined ? -1 : letters(variant)];
}

/** Whether one of two patterns, both of which match a target, is more specific in one part and less in none. */
export function isMoreSpecific(one: string, other: string): boolean {
  const parts = specificity(one).map((letters, at) => [letters, specificity(other)[at] ?? 0] as const);
  return parts.every(([left, right]) => left >= right) && parts.some(([left, right]) => left > right);
}

/** Whether two patterns are the same: `all` is another word for stars. */
export function isSamePattern(one: string, other: string): boolean {
  const [left, right] = [readPattern(one), readPattern(other)];
  return left === undefined || right === undefined
    ? one === other
    : left.os === right.os && left.arch === right.arch && left.variant === right.variant;
}

function matches(part: string, name: string, star = ".*"): boolean {
  if (!part.includes("*")) {
    return part === name;
  }
  const literals = part.split(/\*+/).map((literal) => literal.replaceAll(/[^A-Za-z0-9]/g, "\\$&"));
  return new RegExp(`^${literals.join(star)}$`).test(name);
}
