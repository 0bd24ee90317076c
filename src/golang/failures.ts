import type { Completed } from "../host/types.ts";

/** Whether a Go command failed for want of a go.mod. */
export function isWithoutModule({ stderr }: Pick<Completed, "stderr">): boolean {
  return stderr.includes("go.mod file not found") || stderr.includes("cannot find main module");
}

/**
 * Whether a problem says that Go has no way to build something for a platform, whoever asks: no file of it is for the
 * platform, or a flag is not for it. Source: cmd/go/internal/load/pkg.go and cmd/go/internal/work/init.go.
 */
export function isPlatformRefusal(problem: string): boolean {
  return /build constraints exclude all Go files|\b(?:not|only) supported on\b|unsupported GOOS\/GOARCH pair/.test(
    problem,
  );
}
