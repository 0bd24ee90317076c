import type { Reader } from "./reader.ts";
import { quote } from "./wording.ts";

/** What one target gets. */
export type LibrariesOf = {
  /** What the program asks for is looked up. */
  readonly auto: boolean;
  /** Packages that are fetched in any case, and that are preferred where several match. */
  readonly packages: readonly string[];
};

/** Source: Debian Policy, section 5.6.7. */
const packageName = /^[a-z0-9][a-z0-9+.-]+$/;

/** Reads the input `libraries`: names of packages, `auto` and `off`. */
export function readLibraries(read: Reader): readonly string[] {
  const words = read.list("libraries");
  const wrong = words.filter((word) => !packageName.test(word));
  for (const word of wrong) {
    read.reject(
      "libraries",
      "input-value",
      `invalid package name ${quote(word)}; name -dev packages such as libpcap-dev, or write auto or off`,
    );
  }
  return wrong.length > 0 ? [] : words;
}

/** What the words for one target say. */
export function librariesOf(words: readonly string[]): LibrariesOf {
  return {
    auto: !words.includes("off"),
    packages: [...new Set(words)].filter((word) => word !== "auto" && word !== "off"),
  };
}
