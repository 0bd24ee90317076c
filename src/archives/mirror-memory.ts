/** What a mirror did wrong. */
export type MirrorFailure = {
  /** Its host, with the port where that is not the usual one. */
  readonly host: string;
  /** A clause that names the host: `no data from example.com for 8 s`. */
  readonly what: string;
  /** `absent`: it has no such file, or another one in its place. */
  readonly kind: "silent" | "certificate" | "absent" | "other";
  /** What alone it failed for: a package, or an architecture's index. Absent: it is likely to fail for whatever it is asked. */
  readonly only?: string | undefined;
};

/**
 * What the mirrors of a run did wrong. It is handed on to every archive that the run opens, so that a mirror that is silent
 * holds up the first of them alone.
 */
export type MirrorMemory = {
  /** Adds a failure. */
  note(failure: MirrorFailure): void;
  /** The failures of hosts that count for a subject (see `only`), the oldest first. */
  failures(hosts: readonly string[], subject: string): readonly MirrorFailure[];
  /** Addresses of one file, in the order to be asked: first those that have not failed, and last the one that failed last. */
  order(uris: readonly string[], subject: string): readonly string[];
};

/** A memory of which nothing is known yet. */
export function rememberMirrors(): MirrorMemory {
  const all: MirrorFailure[] = [];
  const counts = ({ only }: MirrorFailure, subject: string) => only === undefined || only === subject;
  const lastFailure = (uri: string, subject: string) =>
    all.findLastIndex((each) => each.host === hostOf(uri) && counts(each, subject));
  return {
    note: (failure) => void all.push(failure),
    failures: (hosts, subject) => all.filter((each) => hosts.includes(each.host) && counts(each, subject)),
    order: (uris, subject) => [...uris].sort((left, right) => lastFailure(left, subject) - lastFailure(right, subject)),
  };
}

/** The host of a URI, for messages, since the rest may hold a password; the whole of a URI that names no host. */
export function hostOf(uri: string): string {
  return (URL.canParse(uri) && new URL(uri).host) || uri;
}
