import {
  type SearchPathVariable,
  searchPathDirectories,
  searchPathSeparator,
  searchPathVariables,
} from "../platforms/index.ts";
import type { Machine } from "../survey/index.ts";

/** The job's search paths as a toolchain that is not the machine's own gets them. */
export type SearchPaths = {
  /** Whole values of the variables that are set otherwise than in the job. */
  readonly variables: Readonly<Partial<Record<SearchPathVariable, string>>>;
  /** What LIBRARY_PATH names: a compiler for another platform takes no notice of that variable. */
  readonly libraryFlags: readonly string[];
  readonly notes: readonly string[];
};

/** Nothing is otherwise than in the job. */
export const jobsOwnPaths: SearchPaths = { variables: {}, libraryFlags: [], notes: [] };

/** Puts directories with .pc files before those of the job. */
export function withModules(
  paths: SearchPaths,
  directories: readonly string[],
  { os, searchPaths }: Pick<Machine, "os" | "searchPaths">,
): SearchPaths {
  if (directories.length === 0) {
    return paths;
  }
  const job = paths.variables.PKG_CONFIG_PATH ?? searchPaths.PKG_CONFIG_PATH;
  const all = [...directories, ...searchPathDirectories(job, { os, own: true })];
  return { ...paths, variables: { ...paths.variables, PKG_CONFIG_PATH: all.join(searchPathSeparator(os)) } };
}

/**
 * Leaves this machine's own directories out of the job's search paths. Those that the job has made are kept, in their order.
 */
export function foreignSearchPaths({ os, searchPaths }: Pick<Machine, "os" | "searchPaths">): SearchPaths {
  const changes = searchPathVariables.flatMap((name) => {
    const all = searchPathDirectories(searchPaths[name], { os, own: true });
    const kept = searchPathDirectories(searchPaths[name], { os, own: false });
    const left = all.filter((each) => !kept.includes(each));
    return left.length === 0 ? [] : [{ name, value: kept.join(searchPathSeparator(os)), left: [...new Set(left)] }];
  });
  const libraryPath = searchPathDirectories(searchPaths.LIBRARY_PATH, { os, own: false });
  return {
    variables: Object.fromEntries(changes.map(({ name, value }) => [name, value])),
    libraryFlags: libraryPath.map((each) => `-L${each}`),
    notes: changes.map(
      ({ name, left }) =>
        `${name} is used without ${left.join(" and ")}, which this machine has for its own programs; ` +
        "put what is the target's into a directory outside /usr",
    ),
  };
}
