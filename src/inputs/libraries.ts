import type { Platform, Target } from "../platforms/index.ts";
import { couldExclude, excludes } from "./target-patterns.ts";
import { quote } from "./wording.ts";

/** Which C libraries of the distribution are fetched, part by part as they were written. */
export type Libraries = readonly LibrariesPart[];

type LibrariesPart = {
  /** A pattern such as `linux/arm64`; undefined: every target. */
  readonly targets: string | undefined;
  /** Package names, `auto` and `off`. */
  readonly words: readonly string[];
};

/** What one target gets. */
export type LibrariesOf = {
  /** What the program asks for is looked up. */
  readonly auto: boolean;
  /** Packages that are fetched in any case, and that are preferred where several match. */
  readonly packages: readonly string[];
};

/** Source: Debian Policy, section 5.6.7. */
const packageName = /^[a-z0-9][a-z0-9+.-]+$/;

/**
 * Reads the input `libraries`: words, and `<target>:` before those that are for that target alone, to the end of the line.
 * Returns what is wrong in sentences that the input's name can stand before.
 */
export function readLibraries(
  text: string,
  platforms: readonly Platform[],
): { readonly libraries: Libraries; readonly problems: readonly string[] } {
  const parts: LibrariesPart[] = [];
  const problems: string[] = [];
  for (const line of text.split("\n")) {
    let targets: string | undefined;
    // `linux/arm64:libfoo-dev` is taken as it is meant.
    for (const word of line.replaceAll(/(\/[^\s,:]+):/g, "$1: ").split(/[\s,]+/)) {
      if (word.endsWith(":")) {
        targets = word.slice(0, -1);
        if (!couldExclude(targets, platforms)) {
          problems.push(`unknown target ${quote(targets)}; write one before the colon, as in linux/arm64: libpcap-dev`);
        }
      } else if (word !== "" && !packageName.test(word)) {
        problems.push(
          `invalid package name ${quote(word)}; name -dev packages such as libpcap-dev, or write auto or off`,
        );
      } else if (word !== "") {
        parts.push({ targets, words: [word] });
      }
    }
  }
  return { libraries: problems.length > 0 ? [] : parts, problems };
}

/** The part of the input that is for one target. */
export function librariesOf(libraries: Libraries, target: Target): LibrariesOf {
  const words = libraries
    .filter(({ targets }) => targets === undefined || excludes(targets, target))
    .flatMap((part) => part.words);
  return {
    auto: !words.includes("off"),
    packages: [...new Set(words)].filter((word) => word !== "auto" && word !== "off"),
  };
}
