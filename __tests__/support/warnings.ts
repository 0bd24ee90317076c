import type { Warning } from "../../src/host/errors.ts";
import type { Log } from "../../src/host/types.ts";

/** A log that keeps what it is warned of, and is otherwise as it was. */
export function recordWarnings(log: Log): { readonly log: Log; readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  return { log: { ...log, warning: (warning) => void warnings.push(warning) }, warnings };
}
