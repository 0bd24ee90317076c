import type { Environment } from "./types.ts";

/** A copy of the process's environment. Everything else gets it from the host. */
export function readEnvironment(): Environment {
  return copyEnvironment(process.env, process.platform);
}

/**
 * Copies variables. On Windows `Path` and `PATH` are one variable, for Node's own environment too, but not for a copy of it:
 * there all names are in capitals, which is what programs ask for, and no two differ in case alone when a child is started.
 */
export function copyEnvironment(environment: Environment, platform: NodeJS.Platform): Environment {
  return platform === "win32"
    ? Object.fromEntries(Object.entries(environment).map(([name, value]) => [name.toUpperCase(), value]))
    : { ...environment };
}
