import { splitWords } from "../../golang/index.ts";
import { packageDirectoryPatterns } from "../../platforms/index.ts";
import { quote } from "../../roots/index.ts";

/** What stands for the root's directory in pkg-config's answers, which end up in the binary's build ID. */
export const standIn = "/cgo-cross-libraries";

export type CompilerScript = {
  /** The words of the compiler that is started. */
  readonly compiler: string;
  readonly root: string;
  /** The target's multiarch name; undefined where its libraries lie in no such directory (mingw-w64). */
  readonly multiarch: string | undefined;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/**
 * A compiler that finds the libraries of a private root. Directories of an installed system in its arguments, which a
 * program's own `#cgo` lines may name (`-I/usr/include/opus`, `-L/usr/lib/x86_64-linux-gnu/hdf5/serial`), mean the root's,
 * whichever architecture the line was written on. Nothing but the shell's own commands is used, since it is started for
 * every file.
 */
export function compilerScript({ compiler, root, multiarch, before, after }: CompilerScript): string {
  return [
    "#!/bin/sh",
    "# cgo-cross: a compiler that finds the libraries of a private root.",
    `root=${quote(root)}`,
    ...(multiarch === undefined ? [] : placeFunction(multiarch)),
    "previous=",
    "for word do",
    "  shift",
    '  case "$word" in',
    `    -[IL]${standIn}/*) word="\${word%%/*}$root\${word#-?${standIn}}" ;;`,
    ...(multiarch === undefined ? [] : placeCases),
    "  esac",
    "  previous=$word",
    '  set -- "$@" "$word"',
    "done",
    `exec ${splitWords(compiler).words.map(quote).join(" ")} ${before.map(quote).join(" ")} "$@" ${after.map(quote).join(" ")}`,
    "",
  ].join("\n");
}

/**
 * Sets `at` to the root's own of a directory or file. Where the root lacks it, it stays as it is, unless what is installed
 * there cannot be the target's: headers are those of this machine's packages, and so is a directory of another architecture.
 */
function placeFunction(multiarch: string): readonly string[] {
  return `multiarch=${quote(multiarch)}
place() {
  at=$1 own=
  rest=\${at#/usr} rest=\${rest#/include/} rest=\${rest#/lib/}
  first=\${rest%%/*}
  case "$first" in
    "$multiarch") own=yes ;;
    *-linux-gnu*) at=\${at%"$rest"}$multiarch\${rest#"$first"} own=no ;;
  esac
  case "$own$at/" in
    no* | /usr/include/*) at=$root$at ;;
    *) [ ! -e "$root$at" ] || at=$root$at ;;
  esac
}`.split("\n");
}

const isPlace = (prefix: string) => packageDirectoryPatterns(prefix).join(" | ");

const placeCases: readonly string[] = [
  `    ${isPlace("-[IL]")}) place "\${word#-?}"; word="\${word%%/*}$at" ;;`,
  `    ${isPlace("-isystem")}) place "\${word#-isystem}"; word="-isystem$at" ;;`,
  `    ${isPlace("-iquote")}) place "\${word#-iquote}"; word="-iquote$at" ;;`,
  `    ${isPlace("-idirafter")}) place "\${word#-idirafter}"; word="-idirafter$at" ;;`,
  `    ${isPlace("")})`,
  '      case "$previous" in',
  '        -[IL] | -isystem | -iquote | -idirafter) place "$word"; word=$at ;;',
  // An archive or a shared library, to be linked as it is.
  '        *) case "$word" in *.a | *.so | *.so.*) place "$word"; word=$at ;; esac ;;',
  "      esac",
  "      ;;",
];
