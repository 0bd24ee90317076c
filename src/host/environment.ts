import type { Environment } from "./types.ts";

/** A copy of the process's environment. Everything else gets it from the host. */
export function readEnvironment(): Environment {
  return { ...process.env };
}
