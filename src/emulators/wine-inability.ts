/** What a Wine is like whose words are read. */
export type KnownWine = {
  /** `Wine 8.0` */
  readonly version: string;
  /** DLLs, in lower case, that it would have if it were not private. */
  readonly removed: ReadonlySet<string>;
};

/**
 * What Wine itself was not able to do for a program that failed, from what was printed: Wine ends a program that calls a function
 * which it does not have yet, and Go's newer versions call newer ones (Go 1.26 calls WerGetFlags, which Wine 5 lacks).
 * Undefined where it says nothing of the kind. Source of its words: Wine's dlls/ntdll/loader.c (stub_entry_point, import_dll,
 * in old versions __wine_process_init).
 */
export function findInability(output: string, { version, removed }: KnownWine): string | undefined {
  const name = /^wine: (?:Call from \S+ to un|Un)implemented function ([^\s,]+)/m.exec(output)?.[1];
  if (name !== undefined) {
    return `${version} has no ${name}, which the program calls`;
  }
  if (/:err:module:__wine_process_init L".*" not supported on this system/.test(output)) {
    return `${version} cannot load the program ("not supported on this system")`;
  }
  const missing = [...output.matchAll(/:err:module:import_dll Library (\S+) \(which is needed by /g)];
  const dll = missing.map(([, each = ""]) => each).find((each) => removed.has(each.toLowerCase()));
  return dll === undefined
    ? undefined
    : `the program needs ${dll}, which is left out of the private ${version}; an installed Wine is used where there is one`;
}
