/**
 * Why an option is not passed on, and what to do: "remove it", or what to write instead. `own`: an input of ours says the same,
 * and where there is no such input it is harmless. `never`: nothing can be built with it. Absent: it is not safe.
 */
export type Reason = readonly [reason: string, remedy: string, kind?: "own" | "never"];

/** The parts of a C toolchain that have options of their own. */
export type Part = "compiler" | "preprocessor" | "assembler" | "linker";

const remove = "remove it";
export const startsProgram: Reason = ["it can make the build run another program", remove];
export const replacesFiles: Reason = ["it replaces source files in the build", remove];
export const writesFile: Reason = ["it writes a file outside the output directory", remove];
const loadsCode: Reason = ["it can make the compiler load code or run another program", remove];
const choosesPrograms: Reason = ["it can make the compiler run another program", remove];
const readsWords: Reason = ["it reads more options from a file, which cannot be checked", "write the options out"];
const setOutput: Reason = ["Go decides where the output goes", remove];

/**
 * Options that are not allowed, for one reason.
 *
 * A name stands for the option with one hyphen and with two, alone and with `=` and a value; whether the value is a word of
 * its own does not matter. `name*` is everything that begins so, `name=` only the option with a value after `=`, `name*=` both;
 * with a hyphen before it, a name stands for the option with a single one.
 */
type Row = {
  readonly names: string;
  readonly reason: Reason;
  /** Names, of the same form, that the others take in and that are harmless. */
  readonly except?: string;
  /** Applies only where the value after `=` is like this. */
  readonly value?: RegExp;
  /** The names can be cut short, as GNU's getopt_long_only has it. */
  readonly abbreviated?: true;
};

/**
 * Options of gcc and clang. Sources: gcc's common.opt, c.opt (which give many options a second spelling with two hyphens),
 * gcc.cc and invoke.texi, clang's Options.td (the compiler proper's own options, too, which follow `-Xclang`).
 */
const compilerRows: readonly Row[] = [
  {
    names:
      "fplugin* fpass-plugin* hipspv-pass-plugin* iplugindir* plugin* add-plugin* load* fmodule-mapper* fthinlto-distributor* " +
      // LLVM's own options, among which are `-load`, `-load-pass-plugin` and names of files to write.
      "mllvm*",
    reason: loadsCode,
  },
  { names: "wrapper*", reason: startsProgram },
  {
    names: "-Bstatic* -Bdynamic* -Bsymbolic*",
    reason: ["to the compiler it names a directory to run programs from", "put `-Wl,` before it, as in `-Wl,-Bstatic`"],
  },
  {
    names:
      "specs* -B* prefix* ld-path* gcc-toolchain* gcc-install-dir* gcc-triple* config* ccc-* cuda-path* ptxas-path* " +
      "hip-path* rocm-path*",
    reason: choosesPrograms,
  },
  {
    names: "fuse-ld=",
    value: /[/\\]/,
    reason: ["it names a linker by path", "name one of the toolchain's, as in `-fuse-ld=bfd`"],
  },
  { names: "for-linker* for-assembler*", reason: ["it hides an option", "use `-Wl,` or `-Wa,`"] },
  { names: "ivfsoverlay* vfsoverlay*", reason: replacesFiles },
  // Dependencies, and what goes beside an output that these options move.
  {
    names: "MF* MJ* dependency-file* dependency-dot* dumpdir* dumpbase* auxbase* aux-info* save-temps* save-stats*",
    reason: writesFile,
  },
  // Dumps and reports of the compiler. With no name of a file, the last three lie beside the object or go to the terminal.
  {
    names:
      "fdump-* fltrans-output-list* flto-incremental* foptimization-record-file* fdiagnostics-add-output* " +
      "fdiagnostics-set-output* fcrash-diagnostics-dir* fproc-stat-report= gen-cdb-fragment-path* index-store-path* " +
      "index-unit-output-path* serialize-diagnostic* diagnostic-log-file* header-include-file* stats-file* " +
      "symbol-graph-dir* module-dependency-dir* dsym-dir* fthin-link-bitcode* objcmt-* split-dwarf-output* fmodule-output* fmodules-cache-path* fmodules-user-build-path* fapinotes-cache-path* " +
      "fopt-info*= ftime-trace= time=",
    reason: writesFile,
  },
  { names: "fdiagnostics-format=", value: /-file$/, reason: writesFile },
  // Coverage and profiles, which the program writes, too. Those of an earlier run can be used.
  {
    names:
      "coverage* ftest-coverage fprofile-arcs fprofile-dir* fprofile-note* fprofile-generate* fprofile-instr-generate* " +
      "fcs-profile-generate* fmemory-profile* forder-file-instrumentation",
    except: "coverage-version*",
    reason: writesFile,
  },
  { names: "-o* output*", reason: setOutput },
];

/** To the preprocessor itself these two have a value, the name of a file. Source: gcc's cppopts.texi, "-MD". */
const preprocessorRows: readonly Row[] = [{ names: "MD* MMD*", reason: writesFile }, ...compilerRows];

/** Options of more than one of the tools that `-Wl,` and `-Wa,` pass words to. */
const toolRows: readonly Row[] = [
  { names: "mllvm* load* plugin* lto_library* thinlto-distributor* thinlto-remote-compiler*", reason: loadsCode },
];

/** Options of the GNU assembler (as.c), which writes a listing with `-a`, and of clang's. */
const assemblerRows: readonly Row[] = [
  ...toolRows,
  { names: "a*= MD*", reason: writesFile },
  { names: "-o* output*", reason: setOutput },
];

/**
 * Options of GNU ld (lexsup.c, emultempl/pep.em), gold (options.h), lld (ELF/Options.td, MinGW/Options.td,
 * MachO/Options.td), mold and Apple's ld, where `-B` has another meaning.
 */
const linkerRows: readonly Row[] = [
  ...toolRows,
  { names: "plugin", reason: loadsCode, abbreviated: true },
  { names: "error-handling-script", reason: startsProgram, abbreviated: true },
  // lld for Windows has a second linker inside.
  { names: "Xlink*", reason: ["it hides an option", "write the option itself"] },
  { names: "output", reason: setOutput, abbreviated: true },
  { names: "Map dependency-file output-def out-implib base-file pdb", reason: writesFile, abbreviated: true },
  {
    names:
      "map reproduce print-symbol-counts print-archive-stats print-symbol-order why-extract time-trace* " +
      "opt-remarks-filename save-temps* dwodir obj-path lto-obj-path lto-cs-profile-file thinlto-cache-dir " +
      "thinlto-index-only* thinlto-emit-i* thinlto-emit-index-files separate-debug-file dependency_info object_path_lto " +
      "cache_path_lto snapshot_dir stats=",
    reason: writesFile,
  },
  {
    names: "-o*",
    except: "out* oformat* omagic orphan-handling* order_file* oso_prefix* objc_* object_path_lto* opt-remarks-*",
    reason: setOutput,
  },
];

const rows: Readonly<Record<Part, readonly Row[]>> = {
  compiler: compilerRows,
  preprocessor: preprocessorRows,
  assembler: assemblerRows,
  linker: linkerRows,
};

/**
 * Words that make a program read others from a file. The compiler's parts get a value as a word of its own: `-I@file` becomes
 * `-I` and `@file`; `-DX=@x` stays whole. Source: Go's cmd/go/internal/work/security.go.
 */
const readsFile: Readonly<Record<Part, RegExp>> = {
  compiler: /^@|^--?[A-Za-z][A-Za-z-]*@|^--?(?!D)[A-Za-z][A-Za-z-]*=@/,
  preprocessor: /^@|^--?[A-Za-z][A-Za-z-]*@|^--?(?!D)[A-Za-z][A-Za-z-]*=@/,
  assembler: /^@|^--?[A-Za-z][A-Za-z-]*=?@/,
  linker: /^@|^--?[A-Za-z][A-Za-z-]*=?@/,
};

/** Why a word is not passed on to a part of the toolchain; undefined where it is. */
export function disallowedReason(part: Part, word: string): Reason | undefined {
  if (readsFile[part].test(word)) {
    return readsWords;
  }
  const option = readOption(word);
  return option === undefined ? undefined : rows[part].find((row) => applies(row, option))?.reason;
}

type Option = { readonly hyphens: number; readonly name: string; readonly value: string | undefined };

function readOption(word: string): Option | undefined {
  const [, hyphens, name, value] = /^(--?)([^-=][^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  return hyphens === undefined || name === undefined ? undefined : { hyphens: hyphens.length, name, value };
}

function applies({ names, except = "", value, abbreviated }: Row, option: Option): boolean {
  return (
    split(names).some((name) => isNamed(name, option) || (abbreviated === true && isCutShort(name, option))) &&
    !split(except).some((name) => isNamed(name, option)) &&
    (value === undefined || value.test(option.value ?? ""))
  );
}

function split(names: string): readonly string[] {
  return names.split(" ").filter((name) => name !== "");
}

function isNamed(pattern: string, { hyphens, name, value }: Option): boolean {
  const [, single, text = "", open, withValue] = /^(-?)(.*?)(\*?)(=?)$/.exec(pattern) ?? [];
  return (
    (single !== "-" || hyphens === 1) &&
    (open === "*" ? name.startsWith(text) : name === text) &&
    (withValue !== "=" || value !== undefined)
  );
}

/** A single letter is an option of its own. */
function isCutShort(name: string, option: Option): boolean {
  return option.name.length > 1 && name.startsWith(option.name);
}
