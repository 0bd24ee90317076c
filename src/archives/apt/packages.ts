import { parseStanzas } from "./sources.ts";

/** One package of a signed index. */
export type Package = {
  readonly name: string;
  readonly version: string;
  /** `amd64`, or `all`. */
  readonly architecture: string;
  /** Bytes of the .deb. */
  readonly size: number;
  readonly sha256: string;
  /** The .deb's name, as apt writes it. */
  readonly file: string;
  readonly depends: readonly (readonly string[])[];
  readonly provides: readonly string[];
  /** `libs`, `libdevel`, `perl`. */
  readonly section: string;
  /** Debian's Multi-Arch field is `same`: a library, which several architectures may have side by side. */
  readonly coinstallable: boolean;
};

/** Reads what `apt-cache show` prints. Throws on a paragraph without a SHA-256: nothing unhashed is ever used. */
export function parsePackages(text: string): readonly Package[] {
  const seen = new Map<string, Package>();
  for (const stanza of parseStanzas(text)) {
    const field = (name: string) => stanza.get(name) ?? "";
    const sha256 = field("sha256");
    const name = field("package");
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(`the package index gives no SHA-256 for ${name}, so it is not used`);
    }
    const version = field("version");
    const architecture = field("architecture");
    const listed: Package = {
      name,
      version,
      architecture,
      size: Number(field("size")),
      sha256,
      file: `${name}_${version.replaceAll(":", "%3a")}_${architecture}.deb`,
      depends: [...parseRelations(field("pre-depends")), ...parseRelations(field("depends"))],
      provides: parseRelations(field("provides")).flat(),
      section: field("section").replace(/^.*\//, ""),
      coinstallable: field("multi-arch") === "same",
    };
    if (!seen.has(name)) {
      seen.set(name, listed);
    }
  }
  return [...seen.values()];
}

/** `a (>= 1) | b, c:any` to `[["a", "b"], ["c"]]`. */
function parseRelations(text: string): readonly (readonly string[])[] {
  return text
    .split(",")
    .map((group) => group.split("|").map((one) => one.trim().replace(/[\s(:[].*$/s, "")))
    .map((group) => group.filter((name) => name !== ""))
    .filter((group) => group.length > 0);
}

/**
 * What some packages need, among packages that apt has resolved together: since that set satisfies every dependency,
 * following each to whichever member satisfies it gives each request its own part.
 * @param leaveOut Packages that are not followed.
 */
export function closure(
  requested: readonly string[],
  resolved: readonly Package[],
  leaveOut: (each: Package) => boolean,
): readonly Package[] {
  const providers = new Map<string, Package[]>();
  for (const each of resolved) {
    for (const name of [each.name, ...each.provides]) {
      providers.set(name, [...(providers.get(name) ?? []), each]);
    }
  }
  const taken = new Map<string, Package>();
  const queue = [...requested];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const found of providers.get(name) ?? []) {
      if (!taken.has(found.name) && !leaveOut(found)) {
        taken.set(found.name, found);
        queue.push(...found.depends.flat());
      }
    }
  }
  return [...taken.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
