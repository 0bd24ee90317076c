import type { Platform } from "./target.ts";

/**
 * The platforms of Go 1.26, as `go tool dist list -json` prints them. They only serve to name the nearest known target
 * where there is no Go to ask: wherever the user's Go answers, its own list is used instead.
 */
const withCgo = [
  ["aix", "ppc64"],
  ["android", "386 amd64 arm arm64"],
  ["darwin", "amd64 arm64"],
  ["dragonfly", "amd64"],
  ["freebsd", "386 amd64 arm arm64"],
  ["illumos", "amd64"],
  ["ios", "amd64 arm64"],
  ["linux", "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64le riscv64 s390x"],
  ["netbsd", "386 amd64 arm arm64"],
  ["openbsd", "386 amd64 arm arm64 riscv64"],
  ["solaris", "amd64"],
  ["windows", "386 amd64 arm64"],
] as const;

const withoutCgo = [
  ["js", "wasm"],
  ["linux", "ppc64"],
  ["openbsd", "ppc64"],
  ["plan9", "386 amd64 arm"],
  ["wasip1", "wasm"],
] as const;

function rows(table: readonly (readonly [string, string])[], cgoSupported: boolean): Platform[] {
  return table.flatMap(([os, archs]) => archs.split(" ").map((arch) => ({ os, arch, cgoSupported })));
}

/** In the order in which Go lists them. */
export const knownPlatforms: readonly Platform[] = [...rows(withCgo, true), ...rows(withoutCgo, false)].sort((a, b) =>
  `${a.os}/${a.arch}` < `${b.os}/${b.arch}` ? -1 : 1,
);
