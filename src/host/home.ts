import { homedir } from "node:os";
import type { Environment } from "./types.ts";

/** The user's home directory; undefined where there is none, as for a user id without an entry in /etc/passwd. */
export function homeDirectory(environment: Environment): string | undefined {
  const named = environment["HOME"];
  if (named !== undefined && named !== "") {
    return named;
  }
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
