import { UserError } from "../../host/errors.ts";
import { readHash } from "../../host/hashes.ts";
import type { Package } from "../archive.ts";
import { parseStanzas } from "./sources.ts";

/**
 * Reads what `apt-cache show` prints; the first of several paragraphs of a package counts, which is the preferred version.
 * @throws UserError for a paragraph without a SHA-256 or a SHA-512: nothing is used that cannot be verified.
 */
export function parsePackages(text: string): readonly Package[] {
  const seen = new Map<string, Package>();
  for (const stanza of parseStanzas(text)) {
    const field = (name: string) => stanza.get(name) ?? "";
    const name = field("package");
    const hash = readHash({ sha256: stanza.get("sha256"), sha512: stanza.get("sha512") });
    if (hash === undefined) {
      throw new UserError({
        code: "package-index",
        text: `the package index gives neither a SHA-256 nor a SHA-512 for ${name}, so it is not used`,
      });
    }
    const version = field("version");
    const architecture = field("architecture");
    const listed: Package = {
      name,
      version,
      architecture,
      size: Number(field("size")),
      ...hash,
      file: fileName({ name, version, architecture }),
      path: stanza.get("filename")?.replace(/^(\.\/)+/, ""),
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

/** The name that apt gives to a package's file, which is not that of the mirror. */
export function fileName({ name, version, architecture }: Pick<Package, "name" | "version" | "architecture">): string {
  return `${name}_${version.replaceAll(":", "%3a")}_${architecture}.deb`;
}

/** `a (>= 1) | b, c:any` to `[["a", "b"], ["c"]]`. */
function parseRelations(text: string): readonly (readonly string[])[] {
  return text
    .split(",")
    .map((group) => group.split("|").map((one) => one.trim().replace(/[\s(:[].*$/s, "")))
    .map((group) => group.filter((name) => name !== ""))
    .filter((group) => group.length > 0);
}
