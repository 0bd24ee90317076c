import { targetName } from "../platforms/index.ts";
import type { SourcePlace } from "./diagnosis.ts";
import type { SourceFile } from "./evidence.ts";
import type { Found } from "./row.ts";

/** What rows put into sentences. */

/** `linux/arm64`. */
export function targetOf({ known: { target } }: Pick<Found, "known">): string {
  return target === undefined ? "this target" : targetName(target);
}

/** Go's name of the target's system or processor; empty where there is no target. */
export function systemOf({ known: { target } }: Pick<Found, "known">): string {
  return target?.os ?? "";
}

export function archOf({ known: { target } }: Pick<Found, "known">): string {
  return target?.arch ?? "";
}

/** `main.go:4`, as it stands in the line: the program's own, or somebody else's; undefined where it names none. */
export function placeOf({ line: { text, place } }: Pick<Found, "line">): string | undefined {
  if (place !== undefined) {
    return shownPlace(place);
  }
  const [, name] = /^(?:\w[\w.+-]*: )?([\w@./+~$-]+\.\w{1,4}:\d+)(?::|\b)/.exec(text) ?? [];
  return name !== undefined && isGenerated(name) ? undefined : name;
}

export function isGenerated(name: string): boolean {
  return /^_cgo_|\.cgo[12]\.|^cgo-|^cc\w{6}\.s/.test(name);
}

export function shownPlace({ file, line }: SourcePlace): string {
  return `${file}:${line}`;
}

/** `main.go:4: `, or nothing where no place is known. */
export function placed(found: Pick<Found, "line">): string {
  const place = placeOf(found);
  return place === undefined ? "" : `${place}: `;
}

/** The import path of the package that a line is about, as part of a sentence. */
export function packageOf({ line: { by } }: Pick<Found, "line">): string {
  return by ?? "the program";
}

/** All values of a group of a pattern in the log, each once. */
export function allOf({ log }: Pick<Found, "log">, pattern: RegExp, group = 1): readonly string[] {
  const all = log.flatMap(({ text }) => pattern.exec(text)?.[group] ?? []);
  return [...new Set(all)];
}

/** The first line of the sources of a package in which a pattern is found. */
export function findInSources(sources: readonly SourceFile[], pattern: RegExp): SourcePlace | undefined {
  for (const { file, text } of sources) {
    const lines = text.split("\n");
    const at = lines.findIndex((line) => pattern.test(line));
    if (at >= 0) {
      return { file, line: at + 1, column: undefined, text: (lines[at] ?? "").trim() };
    }
  }
  return undefined;
}

/** The sources of the package that a line is about. */
export async function sourcesOf({ line: { by }, lookups }: Found): Promise<readonly SourceFile[]> {
  return by === undefined ? [] : lookups.sourcesOf(by);
}

/** The libraries that a package may have been written for another version of, as a part of a sentence; undefined of none. */
export async function otherVersionOf(found: Pick<Found, "line" | "lookups">): Promise<string | undefined> {
  const versions = await found.lookups.librariesOf(packageOf(found));
  return versions.length === 0
    ? undefined
    : `the code may be written for another version of the library than the release has (${listed(versions)})`;
}

export const otherVersionFix =
  "build on a newer release of the distribution, use a version of the Go module that goes with this one, or build the library yourself and name it in `cgo-cflags`, `cgo-ldflags` or PKG_CONFIG_PATH";

export function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** `a`, `a and b`, `a, b and c`, and no more than so many. */
export function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** `one.S` to `one_amd64.S`. */
export function withSuffix(name: string, suffix: string): string {
  return name.replace(/(\.\w+)$/, `_${suffix}$1`);
}

/** Places without what comes to nothing. */
export function somePlaces(...places: readonly (SourcePlace | undefined)[]): readonly SourcePlace[] {
  return places.flatMap((place) => place ?? []);
}
