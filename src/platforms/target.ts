/**
 * A target: an operating system, an architecture and, where Go knows several levels of that architecture, a variant.
 * Every name that a target has anywhere (in an input, a file name, an environment variable, Go's own variables) is made
 * here and nowhere else.
 */
export type Target = {
  /** Go's GOOS, such as `linux`. */
  readonly os: string;
  /** Go's GOARCH, such as `arm64`. */
  readonly arch: string;
  /** The variant as a user writes it, such as `v7` or `softfloat`; absent where the user's Go chooses. */
  readonly variant: string | undefined;
};

/** One pair that the user's Go can build for, as `go tool dist list -json` prints it. */
export type Platform = {
  readonly os: string;
  readonly arch: string;
  readonly cgoSupported: boolean;
};

/** The name a user writes: `linux/arm/v7`. */
export function targetName(target: Target): string {
  return [target.os, target.arch, target.variant].filter((part) => part !== undefined).join("/");
}

/** The part of a file name that tells targets apart: `linux_armv7`. Legal in every file and artifact name. */
export function targetFileSuffix(target: Target): string {
  return `${target.os}_${target.arch}${target.variant ?? ""}`;
}

/** The part of an environment variable's name that tells targets apart: `linux_arm_v7`. */
export function targetVariableSuffix(target: Target): string {
  return [target.os, target.arch, target.variant]
    .filter((part) => part !== undefined)
    .join("_")
    .replaceAll(/[^A-Za-z0-9]/g, "_");
}

/**
 * The variables that make `go` build for the target: GOOS, GOARCH and, with a variant, the one that carries it.
 * Source: `go help environment`, "Architecture-specific environment variables".
 */
export function targetGoVariables(target: Target): Readonly<Record<string, string>> {
  const variables: Record<string, string> = { GOOS: target.os, GOARCH: target.arch };
  const family = variantsOf(target.arch);
  if (target.variant !== undefined && family !== undefined) {
    variables[family.variable] = family.toGo(target.variant);
  }
  return variables;
}

/** How an architecture's variants are written, and which variable of Go carries them. */
export type Variants = {
  /** Go's variable, such as GOARM. */
  readonly variable: string;
  /** Every variant, as a user writes it. */
  readonly variants: readonly string[];
  /** From the user's spelling to Go's: `v7-softfloat` to `7,softfloat`. */
  readonly toGo: (variant: string) => string;
};

const armFloats = ["", "-softfloat", "-hardfloat"];
const arm64Levels = [
  ...Array.from({ length: 10 }, (_, minor) => `v8.${minor}`),
  ...Array.from({ length: 6 }, (_, minor) => `v9.${minor}`),
];
const arm64Options = ["", "-lse", "-crypto", "-lse-crypto"];

/** Source: `go help environment` and Go's internal/buildcfg/cfg.go, which parses these values. */
const families: Readonly<Record<string, Variants>> = {
  "386": { variable: "GO386", variants: ["sse2", "softfloat"], toGo: same },
  amd64: { variable: "GOAMD64", variants: ["v1", "v2", "v3", "v4"], toGo: same },
  arm: {
    variable: "GOARM",
    variants: ["v5", "v6", "v7"].flatMap((level) => armFloats.map((float) => level + float)),
    toGo: (variant) => variant.slice(1).replace("-", ","),
  },
  arm64: {
    variable: "GOARM64",
    variants: ["v8", ...arm64Levels.flatMap((level) => arm64Options.map((option) => level + option))],
    toGo: (variant) => (variant === "v8" ? "v8.0" : variant.replaceAll("-", ",")),
  },
  mips: { variable: "GOMIPS", variants: ["hardfloat", "softfloat"], toGo: same },
  mipsle: { variable: "GOMIPS", variants: ["hardfloat", "softfloat"], toGo: same },
  mips64: { variable: "GOMIPS64", variants: ["hardfloat", "softfloat"], toGo: same },
  mips64le: { variable: "GOMIPS64", variants: ["hardfloat", "softfloat"], toGo: same },
  ppc64: { variable: "GOPPC64", variants: ["power8", "power9", "power10"], toGo: same },
  ppc64le: { variable: "GOPPC64", variants: ["power8", "power9", "power10"], toGo: same },
  riscv64: { variable: "GORISCV64", variants: ["rva20u64", "rva22u64", "rva23u64"], toGo: same },
};

function same(variant: string): string {
  return variant;
}

/** How an architecture's variants are written; undefined where it has none. */
export function variantsOf(arch: string): Variants | undefined {
  return families[arch];
}

/** Every variable of Go that carries a variant, once. */
export const variantVariables: readonly string[] = [
  ...new Set(Object.values(families).map((family) => family.variable)),
];
