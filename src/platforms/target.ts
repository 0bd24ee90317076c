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
