import { targetName } from "../platforms/index.ts";
import { quote } from "../roots/index.ts";
import { type Branch, execName, groupBy, refusalLines, selectionLines } from "./select.ts";
import {
  compilerRoles,
  type DispatchExec,
  type DispatchSet,
  type DispatchTarget,
  type EmulatorPath,
  emulatorsVariable,
  type Role,
  roles,
  type Words,
} from "./set.ts";

/** Stands for the directory of a set in the texts of its programs: it has the set's own hash in it. */
export const setDirectory = "@SET@";

/** Stands for the hash of the set. */
export const setHash = "@HASH@";

/**
 * The programs of a set by name: texts for a POSIX shell, which replaces itself by the tool that it has chosen. The shell
 * starts no other program on the way, which is what the time of a call would go to.
 */
export function describeScripts(set: DispatchSet): ReadonlyMap<string, string> {
  const tools = roles.map((role) => [`cgo-cross-${role}`, toolScript(set, role)] as const);
  const platforms = groupBy(set.targets, ({ target }) => execName(target));
  const hooks = [...platforms].map(([name, targets]) => [name, hookScript(set, name, targets)] as const);
  return new Map([...tools, ["cgo-cross-go", goScript(set)] as const, ...hooks]);
}

const head = ["#!/bin/sh", `# Made by cgo-cross, set ${setHash}.`];

function text(lines: readonly string[]): string {
  return [...head, ...lines, ""].join("\n");
}

function toolScript(set: DispatchSet, role: Role): string {
  const program = `cgo-cross-${role}`;
  const own = set.own[role];
  const selection = {
    program,
    host: set.host,
    branches: set.targets.map(({ target, tools }): Branch => {
      if (tools.kind === "none") {
        return {
          target,
          lines: refusalLines(program, `${targetName(target)} has no C compiler here: ${tools.reason}`),
        };
      }
      const words = tools.programs[role];
      const lines =
        words === undefined
          ? refusalLines(program, `the tools for ${targetName(target)} have no ${role}`)
          : [
              ...assignments(tools.variables),
              ...(compilerRoles.includes(role) ? compilerLines(target, tools, role) : [execLine(words)]),
            ];
      return { target, lines };
    }),
    own:
      own === undefined
        ? refusalLines(program, `this machine has no ${role} of its own, which ${set.host.os}/${set.host.arch} takes`)
        : [execLine(own)],
  };
  return text(selectionLines(selection));
}

function execLine(words: Words, after: Words = []): string {
  return ["exec", ...words.map(quote), '"$@"', ...after.map(quote)].join(" ");
}

function assignments(variables: Readonly<Record<string, string | undefined | EmulatorPath>>): readonly string[] {
  return Object.entries(variables).map(([name, value]) =>
    value === undefined
      ? `unset ${name}`
      : `export ${name}=${typeof value === "string" ? quote(value) : emulatorPath(value)}`,
  );
}

/** Source of what is escaped: POSIX, Shell Command Language, 2.2.3 "Double-Quotes". */
function emulatorPath({ directory, below }: EmulatorPath): string {
  const escaped = directory.replaceAll(/["$`\\]/g, "\\$&");
  return `"\${${emulatorsVariable}:-${escaped}}"${below === "" ? "" : quote(below)}`;
}

type There = Extract<DispatchTarget["tools"], { kind: "there" }>;

/** Options with which a compiler links no program: it stops before, makes a part of one, or only says something. */
const notLinking =
  "-c|-S|-E|-M|-MM|-r|-shared|-dynamiclib|-fsyntax-only|-###|-v|--version|-dump*|-print*|--print*|--help*|-static-pie";

/**
 * Go keys its cache by the command's path and by the first line of what `-###` prints that has a version in it: that line
 * names the set, whose hash changes with all that is behind it. Source: cmd/go/internal/work/buildid.go, gccToolID.
 */
function compilerLines(target: DispatchTarget["target"], tools: There, role: Role): readonly string[] {
  const words = [...(tools.programs[role] ?? []), ...(tools.compile[role] ?? [])];
  const name = targetName(target);
  const version = [
    `case \${1-} in -###) printf '%s\\n' ${quote(`cgo-cross-${role} version 1 (set ${setHash}, ${name}: ${tools.version})`)} >&2 ;; esac`,
  ];
  if (!tools.static) {
    return [...version, execLine(words, tools.link)];
  }
  return [
    ...version,
    "static=-static",
    `for word do case $word in ${notLinking}) static= ;; -pie) static=\${static:+-static-pie} ;; esac; done`,
    `${execLine(words, tools.link)} $static`,
  ];
}

const tagged = "build|install|run|test|vet|list|generate";

/**
 * `go` with CGO_ENABLED and the tags that the target takes. A -tags of the caller's is kept and added to, wherever it
 * stands before the program's own arguments; so is that of GOFLAGS, which a flag would replace.
 */
function goScript(set: DispatchSet): string {
  const branches = set.targets.map(({ target, go }): Branch => {
    return { target, lines: [`export CGO_ENABLED=${go.cgo ? 1 : 0}`, `tags=${go.tags.join(",")}`] };
  });
  const path = `${setDirectory}/bin`;
  return text([
    ...["CC=cc", "CXX=cxx", "AR=ar", "FC=fc", "PKG_CONFIG=pkg-config"].map((each) => {
      const [variable = "", role = ""] = each.split("=");
      return `export ${variable}=${quote(`${path}/cgo-cross-${role}`)}`;
    }),
    `case :$PATH: in *:${quote(path)}:*) ;; *) export PATH=${quote(path)}:$PATH ;; esac`,
    "tags=",
    ...selectionLines({ program: "cgo-cross-go", host: set.host, branches, own: [":"] }),
    '[ -n "$tags" ] || exec go "$@"',
    `case \${1-} in ${tagged}) ;; *) exec go "$@" ;; esac`,
    `for flag in \${GOFLAGS-}; do case $flag in -tags=*|--tags=*) tags=\${flag#*=},$tags ;; esac; done`,
    "command=$1; shift; count=$#; given=; value=; kept=",
    'while [ "$count" -gt 0 ]; do',
    "  word=$1; shift; count=$((count - 1))",
    '  if [ -n "$value" ]; then word=$word,$tags; value=; given=1',
    '  elif [ -z "$kept" ]; then',
    "    case $word in",
    "    -tags|--tags) value=1 ;;",
    "    -tags=*|--tags=*) word=$word,$tags; given=1 ;;",
    "    -args|--args|--) kept=1 ;;",
    "    esac",
    "  fi",
    '  set -- "$@" "$word"',
    "done",
    '[ -n "$given" ] || set -- "-tags=$tags" "$@"',
    'exec go "$command" "$@"',
  ]);
}

/** A program that starts programs of one target alone, whatever GOOS and GOARCH are. */
export function describeExecScript(target: DispatchTarget["target"], exec: DispatchExec): string {
  return ["#!/bin/sh", ...hookLines(execName(target), target, exec), ""].join("\n");
}

/** cmd/go's hook for `go run` and `go test`: starts a program of the platform. The level is the caller's, as for the tools. */
function hookScript(set: DispatchSet, program: string, targets: readonly DispatchTarget[]): string {
  const [first, ...others] = targets.map(
    ({ target, exec }): Branch => ({ target, lines: hookLines(program, target, exec) }),
  );
  if (first === undefined || others.length === 0) {
    return text(first?.lines ?? []);
  }
  const { os, arch } = first.target;
  // cmd/go gives them to a program only where its own caller has set them.
  const platform = `GOOS=${os} GOARCH=${arch}`;
  return text([platform, ...selectionLines({ program, host: set.host, branches: [first, ...others], own: [":"] })]);
}

function hookLines(program: string, target: DispatchTarget["target"], exec: DispatchExec): readonly string[] {
  if (exec.kind === "none") {
    return refusalLines(program, `programs for ${targetName(target)} cannot be started here: ${exec.reason}`);
  }
  const { variables, interpreter } = exec;
  const [forStatic, forDynamic] = [execLine(exec.static), execLine(exec.dynamic)];
  if (forStatic === forDynamic || interpreter === undefined) {
    return [...assignments(variables), forDynamic];
  }
  return [
    ...assignments(variables),
    `if head -c 4096 -- "$1" | grep -qaF ${quote(interpreter)}; then ${forDynamic}; else ${forStatic}; fi`,
  ];
}
