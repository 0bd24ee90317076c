/** Whether a run uses the cache, and if not, why. */
export type CacheUse = { readonly kind: "on" } | { readonly kind: "off"; readonly reason: string };

/** Whether a run keeps one of Go's caches for the next one, and if not, why. */
export type GoCacheUse = { readonly kind: "kept" } | { readonly kind: "left"; readonly reason: string };

/**
 * Runs that publish, or that outsiders can start with the rights of the repository, take nothing from a cache that
 * another run may have filled.
 * @param event The event that started the run, and its ref; undefined on a terminal.
 * @param verified What comes back is compared with a file in the repository before it is used, so that it may serve those
 * runs too.
 */
export function decideCache(
  input: "auto" | "on" | "off",
  event: { readonly name: string; readonly ref: string } | undefined,
  verified = false,
): CacheUse {
  if (input === "off") {
    return { kind: "off", reason: "cache: off" };
  }
  if (input === "on" || event === undefined || verified) {
    return { kind: "on" };
  }
  if (event.ref.startsWith("refs/tags/")) {
    return { kind: "off", reason: "a tag is built, whose binaries are published" };
  }
  const refused = ["release", "pull_request_target", "workflow_run"];
  return refused.includes(event.name) ? { kind: "off", reason: `the event is ${event.name}` } : { kind: "on" };
}
