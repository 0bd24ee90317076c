import { hostDirectoryPatterns } from "../platforms/index.ts";
import { quote } from "../roots/index.ts";

export type PkgConfigParts = {
  /** As a word of a shell. */
  readonly program: string;
  /** The directories of the root with .pc files. */
  readonly searchPath: readonly string[];
  /** What is put before the directories that the root's .pc files name. */
  readonly sysroot: string;
  readonly static: boolean;
};

/**
 * A pkg-config that sees the root's .pc files, and before them those of directories that the job has made and named in
 * PKG_CONFIG_PATH. The machine's own would put its headers and libraries into the build. pkg-config puts the sysroot before
 * all directories; what is not in the root's /usr is the job's, where it is as it is.
 */
export function pkgConfigCommand({ program, searchPath, sysroot, ...rest }: PkgConfigParts): string {
  const command = `${program}${rest.static ? " --static" : ""} "$@"`;
  const before = sysroot.replaceAll(/[\\.*^$[\]|&]/g, "\\$&");
  // A character that is in no path keeps apart what stays.
  const replacements = [`s|${before}/usr/|\\n|g`, `s|${before}/|/|g`, `s|\\n|${before}/usr/|g`];
  return [
    "#!/bin/sh",
    "job=",
    "IFS=:",
    "set -f",
    "for at in $PKG_CONFIG_PATH; do",
    '  case "$at" in',
    `    "" | ${hostDirectoryPatterns.join(" | ")}) ;;`,
    '    *) [ -z "$job" ] || at="$job:$at"; job=$at ;;',
    "  esac",
    "done",
    "unset IFS PKG_CONFIG_PATH",
    "set +f",
    `export PKG_CONFIG_LIBDIR=${quote(searchPath.join(":"))}`,
    `export PKG_CONFIG_SYSROOT_DIR=${quote(sysroot)}`,
    `[ -n "$job" ] || exec ${command}`,
    'export PKG_CONFIG_PATH="$job"',
    `said=$(${command}) || exit`,
    `[ -z "$said" ] || printf '%s\\n' "$said" | sed ${replacements.map((each) => `-e ${quote(each)}`).join(" ")}`,
    "",
  ].join("\n");
}
