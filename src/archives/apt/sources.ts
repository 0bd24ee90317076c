/** One source of apt: where packages come from. Both of apt's notations are read into this form. */
export type AptSource = {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Debian's names of the architectures that it serves; empty means all of the machine's. */
  readonly architectures: readonly string[];
  /** Keyring file or fingerprints; undefined means all the keys that apt trusts. */
  readonly signedBy: string | undefined;
  /** Its indexes may be past their date: a snapshot, or a retired release, whose indexes are not renewed. */
  readonly expired: boolean;
};

/** A file of apt's configuration. `name` tells the notation: `.sources` is deb822, anything else is one line an entry. */
export type SourceFile = { readonly name: string; readonly text: string };

/**
 * Reads apt's source files. Entries for sources (deb-src) and disabled ones are left out; so is every option that would
 * weaken apt's verification of signatures (`trusted`, `allow-insecure`…). `Check-Valid-Until: no` counts for snapshots
 * alone. Source: sources.list(5).
 */
export function parseSources(files: readonly SourceFile[]): readonly AptSource[] {
  return files.flatMap((file) => (file.name.endsWith(".sources") ? parseDeb822(file.text) : parseOneLine(file.text)));
}

function parseDeb822(text: string): readonly AptSource[] {
  return parseStanzas(text).flatMap((stanza) => {
    const words = (field: string) => (stanza.get(field) ?? "").split(/\s+/).filter((word) => word !== "");
    if (!words("types").includes("deb") || /^(no|false|0)$/i.test(stanza.get("enabled") ?? "yes")) {
      return [];
    }
    return [
      {
        uris: words("uris"),
        suites: words("suites"),
        components: words("components"),
        architectures: words("architectures"),
        signedBy: stanza.get("signed-by"),
        expired: isExpired(words("uris"), stanza.get("check-valid-until")),
      },
    ];
  });
}

/** Stanzas of `Field: value` lines: fields in lower case, values of several lines joined as they stand. */
export function parseStanzas(text: string): readonly ReadonlyMap<string, string>[] {
  const stanzas: Map<string, string>[] = [];
  let stanza = new Map<string, string>();
  let field = "";
  for (const line of [...text.split(/\r?\n/), ""]) {
    if (line.startsWith("#")) {
      continue;
    }
    const match = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
    if (match?.[1] !== undefined) {
      field = match[1].toLowerCase();
      stanza.set(field, (match[2] ?? "").trim());
    } else if (/^\s+\S/.test(line) && field !== "") {
      stanza.set(field, `${stanza.get(field) ?? ""}\n${line.trimEnd()}`);
    } else if (line.trim() === "" && stanza.size > 0) {
      stanzas.push(stanza);
      stanza = new Map();
      field = "";
    }
  }
  return stanzas;
}

function parseOneLine(text: string): readonly AptSource[] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    const [, options = "", uri, suite, components = ""] = match ?? [];
    if (uri === undefined || suite === undefined) {
      return [];
    }
    const option = (name: string) => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(options)?.[1];
    const words = components.split(/\s+/).filter((word) => word !== "");
    const architectures = option("arch")?.split(",") ?? [];
    const expired = isExpired([uri], option("check-valid-until"));
    return [{ uris: [uri], suites: [suite], components: words, architectures, signedBy: option("signed-by"), expired }];
  });
}

/** The end of a snapshot's address: `/20260102T030405Z/`. Source: snapshot.debian.org and snapshot.ubuntu.com. */
const snapshotTime = /\/\d{8}T\d{6}Z\/*$/;

function isExpired(uris: readonly string[], checkValidUntil: string | undefined): boolean {
  return /^(no|false|0)$/i.test(checkValidUntil ?? "") && uris.every((uri) => snapshotTime.test(uri));
}

/** What identifies the distribution's own sources. */
export type DistributionName = {
  readonly id: string;
  readonly codename: string;
  /** Debian's name of the machine's architecture, such as `amd64`; undefined where apt does not say. */
  readonly architecture: string | undefined;
};

/**
 * The distribution's own archive among all sources, so that a third party's broken repository cannot fail a build. A
 * source is the distribution's if it has the release's suites and components, and is signed by the archive's keyring or
 * lies where mirrors of the archive lie. One that serves foreign architectures only is left out.
 */
export function distributionSources(
  sources: readonly AptSource[],
  distribution: DistributionName,
): readonly AptSource[] {
  const { codename, id, architecture } = distribution;
  const native = sources.filter(
    ({ architectures: served }) => served.length === 0 || architecture === undefined || served.includes(architecture),
  );
  const named = codename === "" ? [] : ofSuites(native, [codename]);
  // `stable` and the like count only where the release does not go by its codename: beside it they are a newer one.
  const isNamed = named.some(({ suites }) => suites.includes(codename));
  const ofRelease = isNamed ? named : ofSuites(native, [codename, ...roles]);
  const own = ofRelease.filter((source) => isArchive(source, id));
  // A company's mirror may lie anywhere and be signed by its own key.
  return own.length > 0 ? own : ofRelease;
}

/**
 * Where packages of another architecture than the machine's may be, in the order to be tried: the sources that the machine
 * has for it, the machine's own mirror, and Ubuntu's two archives, of which a machine's own may be either. Which of them
 * has it changes from release to release (Ubuntu 26.04 moved arm64 from the ports to the main one), so each is tried.
 */
export function foreignSources(
  sources: readonly AptSource[],
  distribution: DistributionName,
  foreign: string,
): readonly (readonly AptSource[])[] {
  const named = distributionSources(
    sources.filter((source) => source.architectures.includes(foreign)),
    { ...distribution, architecture: foreign },
  );
  const own = distributionSources(sources, distribution);
  const archives = distribution.id === "ubuntu" ? ubuntuArchives : [];
  const others = archives.map((uri) => own.map((source) => ({ ...source, uris: [uri] })));
  return [named, own, ...others].filter((each) => each.length > 0);
}

/**
 * Where the machine's own packages may be: its own sources, and where those ask Ubuntu itself, its other places, which the same
 * keys sign. A mirror that somebody chose is not passed by.
 */
export function nativeSources(
  sources: readonly AptSource[],
  distribution: DistributionName,
): readonly (readonly AptSource[])[] {
  const own = distributionSources(sources, distribution);
  const uris = own.flatMap((source) => source.uris);
  const isUbuntuItself = uris.length > 0 && uris.every((uri) => /^https?:\/\/([^/]+\.)?ubuntu\.com\//.test(uri));
  const hasPorts = !["amd64", "i386"].includes(distribution.architecture ?? "");
  const others = ubuntuArchives.filter(
    (uri) => isUbuntuItself && !uris.some((each) => each.startsWith(uri)) && (hasPorts || !uri.includes("ports")),
  );
  return [own, ...others.map((uri) => own.map((source) => ({ ...source, uris: [uri] })))];
}

const ubuntuArchives = ["http://ports.ubuntu.com/ubuntu-ports", "http://archive.ubuntu.com/ubuntu"];

/** Where distributions keep the releases that their mirrors no longer have. */
const retired: Readonly<Record<string, string>> = {
  debian: "http://archive.debian.org/debian",
  ubuntu: "http://old-releases.ubuntu.com/ubuntu",
};

/** The sources of a retired release, signed by the same keys; its indexes are past their date, since they are not renewed. */
export function retiredSources(
  sources: readonly AptSource[],
  { id, codename }: Pick<DistributionName, "id" | "codename">,
): readonly AptSource[] {
  const uri = retired[id];
  return (withoutUpdates(sources, codename) ?? sources).flatMap((source) =>
    uri === undefined ? [] : [{ ...source, uris: [uri], expired: true }],
  );
}

/**
 * The release itself, without its updates: a mirror that lags behind has an index of updates for another architecture that
 * is not the signed one. Undefined where there are no updates among the sources, or nothing else.
 */
export function withoutUpdates(sources: readonly AptSource[], codename: string): readonly AptSource[] | undefined {
  const isRelease = (suite: string) => suite === codename || isRole(suite);
  const left = sources.flatMap((source) => {
    const suites = source.suites.filter(isRelease);
    return suites.length === 0 ? [] : [{ ...source, suites }];
  });
  const suites = sources.flatMap((source) => source.suites);
  return left.length === 0 || suites.every(isRelease) ? undefined : left;
}

/** Names of suites that mean another release from time to time; sid is never released. Source: Debian's and Ubuntu's dists/. */
const roles = ["sid", "unstable", "testing", "stable", "oldstable", "oldoldstable", "devel"];
/** What of a release a suite is, by the end of its name: security updates went by `/updates` before Debian 11. */
const endings = ["", "-proposed-updates", "-updates", "-security", "/updates"];

/** A suite's name as the release that it is of, or its role, and what of that it is: `stable` and `-updates`. */
export function parseSuite(suite: string): { readonly release: string; readonly ending: string } {
  const ending = endings.find((each) => each !== "" && suite.endsWith(each)) ?? "";
  return { release: suite.slice(0, suite.length - ending.length), ending };
}

/** Whether this names a release by what it is at present rather than by its codename. */
export function isRole(release: string): boolean {
  return release !== "sid" && roles.includes(release);
}

/** The same mirror's sources of another release: the same parts of it, whatever the sources call their own release. */
export function ofOtherRelease(sources: readonly AptSource[], codename: string): readonly AptSource[] {
  return sources.map((source) => ({
    ...source,
    suites: [
      ...new Set(
        source.suites.map((suite) => {
          const { ending } = parseSuite(suite);
          return codename + (ending === "/updates" ? "-security" : ending);
        }),
      ),
    ],
  }));
}

/**
 * The release that a machine's own sources are of, where its os-release names none for sure: sid's is that of the release to
 * come, which sid is not. `unstable` is sid.
 */
export function releaseOfSources(sources: readonly AptSource[], distribution: DistributionName): string {
  const own = distributionSources(sources, distribution).flatMap(({ suites }) => suites);
  const named = own.map((suite) => parseSuite(suite).release);
  const isSid = named.some((each) => each === "sid" || each === "unstable");
  return isSid ? "sid" : distribution.codename || (named[0] ?? "");
}
/** Where compilers and emulators are: in Debian all in main, in Ubuntu half of them in universe. */
const usedComponents = ["main", "universe"];

function ofSuites(sources: readonly AptSource[], names: readonly string[]): readonly AptSource[] {
  const known = new Set(names.flatMap((name) => endings.map((ending) => name + ending)));
  return sources.flatMap((source) => {
    const suites = source.suites.filter((suite) => known.has(suite));
    const components = source.components.filter((component) => usedComponents.includes(component));
    return suites.length > 0 && components.length > 0 ? [{ ...source, suites, components }] : [];
  });
}

function isArchive({ signedBy, uris }: AptSource, id: string): boolean {
  if (signedBy?.startsWith("/") === true) {
    // A third party names a keyring of its own.
    return signedBy.includes(`${id}-archive-keyring`);
  }
  return uris.some((uri) => {
    const last =
      uri
        .replace(snapshotTime, "")
        .replace(/(?<!\/)\/+$/, "")
        .split("/")
        .at(-1) ?? "";
    // The directories of personal archives (PPAs) have the same names as the archive's.
    const personal = /^https?:\/\/([^/]*@)?([^/]*\.)?(launchpad|launchpadcontent)\.net[:/]/.test(uri);
    return !personal && (uri.startsWith("mirror") || [id, `${id}-security`, `${id}-ports`].includes(last));
  });
}

/** The sources in deb822 form, for a private sources directory. */
export function describeSources(sources: readonly AptSource[]): string {
  const stanza = (source: AptSource) =>
    [
      "Types: deb",
      `URIs: ${source.uris.join(" ")}`,
      `Suites: ${source.suites.join(" ")}`,
      `Components: ${source.components.join(" ")}`,
      ...(source.signedBy === undefined ? [] : [`Signed-By: ${source.signedBy}`]),
      ...(source.expired ? ["Check-Valid-Until: no"] : []),
    ].join("\n");
  return `${sources.map(stanza).join("\n\n")}\n`;
}
