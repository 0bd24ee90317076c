import type { Platform } from "../platforms/index.ts";

/** Reads what `go tool dist list -json` prints: every pair that this Go builds for. */
export function parsePlatforms(json: string): readonly Platform[] {
  const rows = JSON.parse(json) as readonly { GOOS: string; GOARCH: string; CgoSupported: boolean }[];
  return rows.map((row) => ({ os: row.GOOS, arch: row.GOARCH, cgoSupported: row.CgoSupported }));
}
