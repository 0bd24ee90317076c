import type { Completed } from "../host/types.ts";

/** What of a finished command says how it failed. */
export type FailedCommand = Pick<Completed, "stderr" | "exitCode">;

/** One sentence for a Go command that failed before it came to build anything: what happened, and what to do. */
export function explainGoFailure(failed: FailedCommand): string {
  const text = failed.stderr.trim();
  const tooOld = /requires go >= (\S+) \(running go (\S+?); GOTOOLCHAIN=local\)/.exec(text);
  if (tooOld !== null) {
    return (
      `the module needs Go ${tooOld[1]} and this is Go ${tooOld[2]} with GOTOOLCHAIN=local: install Go ${tooOld[1]} ` +
      "(actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto"
    );
  }
  const [, module] = /^(?:go: )?(?:\S+: )?verifying (\S+): checksum mismatch$/m.exec(text) ?? [];
  if (module !== undefined) {
    return `${module} is not what go.sum says (checksum mismatch): find out why before you build with it, see \`go help module-auth\``;
  }
  if (isWithoutModule(failed)) {
    return "there is no go.mod here or above: set working-directory to the module's directory, or run `go mod init`";
  }
  if (text.includes("detected dubious ownership") || text.includes("error obtaining VCS status")) {
    return `${lastLines(text)}: add \`-buildvcs=false\` to go-flags, or mark the checkout as safe with \`git config --global --add safe.directory\``;
  }
  return text === "" ? describeExit(failed) : lastLines(text);
}

/** Whether a Go command failed for want of a go.mod. */
export function isWithoutModule({ stderr }: Pick<FailedCommand, "stderr">): boolean {
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

function describeExit({ exitCode }: FailedCommand): string {
  return exitCode === undefined ? "go was killed" : `go ended with exit code ${exitCode}`;
}

/** Without what Go's commands say of every flag that they do not take. */
function lastLines(text: string): string {
  return text
    .replace(/\n?^usage: [\s\S]*?^Run 'go help .*$/m, "")
    .split("\n")
    .slice(-6)
    .join(" ")
    .trim();
}
