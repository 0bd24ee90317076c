import { isHostDirectory } from "../platforms/index.ts";
import type { Reader } from "./reader.ts";
import { quote } from "./wording.ts";

/** A colon or, as on Windows, a semicolon; the colon of a drive (`C:\deps`) is none. */
const separators = /;|(?<!(?:^|[:;])[A-Za-z]):|:(?![\\/])/;

/**
 * Directories with .pc files, as words or with colons between them, as PKG_CONFIG_PATH has them. What the machine has
 * installed for itself is no use to another platform, and pkg-config finds it for its own.
 */
export function readPkgConfigPath(read: Reader): readonly string[] {
  const directories = read
    .words("pkg-config-path")
    .flatMap((word) => word.split(separators).filter((each) => each !== ""));
  const wrong = directories.filter((each) => isHostDirectory(each) || /[\r\n]/.test(each));
  for (const directory of wrong) {
    read.reject(
      "pkg-config-path",
      "host-directory",
      `${quote(directory)} is where this machine has what is installed for itself; name directories outside /usr and /lib`,
    );
  }
  return wrong.length > 0 ? [] : directories;
}
