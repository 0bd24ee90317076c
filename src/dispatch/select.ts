import { systemOf, type Target, targetGoVariables, targetName, variantsOf } from "../platforms/index.ts";
import { quote } from "../roots/index.ts";

/** What a script does for one target, lines of POSIX shell. */
export type Branch = { readonly target: Target; readonly lines: readonly string[] };

export type Selection = {
  /** The script's name, for messages. */
  readonly program: string;
  readonly host: { readonly os: string; readonly arch: string };
  readonly branches: readonly Branch[];
  /** What it does for the machine's own platform where no branch is for it. */
  readonly own: readonly string[];
};

/**
 * Levels that are the same to the C compiler have different names only where floats are passed otherwise. Source: Go's
 * internal/buildcfg/cfg.go, goarm: 5 is softfloat unless it says otherwise, 6 and 7 are hardfloat.
 */
function sameLevels(variable: string, value: string): readonly string[] {
  if (variable !== "GOARM") {
    return [value];
  }
  const [level = "", float = level === "5" ? "softfloat" : "hardfloat"] = value.split(",");
  const isDefault = float === (level === "5" ? "softfloat" : "hardfloat");
  return isDefault ? [level, `${level},${float}`] : [`${level},${float}`];
}

/** What Go takes where a variable is not set; cmd/go sets it for its tools, and other callers need not. Source: as above. */
const defaultLevels: Readonly<Record<string, string>> = {
  GO386: "sse2",
  GOAMD64: "v1",
  GOARM: "7",
  GOARM64: "v8.0",
  GOMIPS: "hardfloat",
  GOMIPS64: "hardfloat",
  GOPPC64: "power8",
  GORISCV64: "rva20u64",
};

/** Architectures whose levels pass floats otherwise: a target without one is for Go's own level alone. */
const floatVariables = ["GOARM", "GOMIPS", "GOMIPS64"];

/**
 * Lines of POSIX shell that do what is to be done for the target that GOOS, GOARCH and the level name; where that is none,
 * they say so and exit with 1. A program of one target never stands in for another's.
 */
export function selectionLines({ program, host, branches, own }: Selection): readonly string[] {
  const platforms = groupBy(branches, ({ target }) => `${target.os}/${target.arch}`);
  const isOwn = !platforms.has(`${host.os}/${host.arch}`);
  return [
    `case \${GOOS:-${host.os}}/\${GOARCH:-${host.arch}} in`,
    ...[...platforms].flatMap(([platform, these]) => [`${platform})`, ...levelLines(program, these), ";;"]),
    ...(isOwn ? [`${host.os}/${host.arch})`, ...own, ";;"] : []),
    "*)",
    ...notSetUp(program, `\${GOOS:-${host.os}}/\${GOARCH:-${host.arch}}`, branches),
    ";;",
    "esac",
  ];
}

function levelLines(program: string, branches: readonly Branch[]): readonly string[] {
  const [first] = branches;
  const variants = first === undefined ? undefined : variantsOf(first.target.arch);
  if (first === undefined || variants === undefined) {
    return first?.lines ?? [];
  }
  const { variable } = variants;
  const byDefault = defaultLevels[variable] ?? "";
  const named = branches.filter(({ target }) => target.variant !== undefined);
  const plain = branches.find(({ target }) => target.variant === undefined);
  if (plain !== undefined && named.length === 0 && !floatVariables.includes(variable)) {
    return plain.lines;
  }
  const plainPattern = floatVariables.includes(variable) ? sameLevels(variable, byDefault).join("|") : "*";
  return [
    `case \${${variable}:-${byDefault}} in`,
    ...named.flatMap(({ target, lines }) => [
      `${sameLevels(variable, targetGoVariables(target)[variable] ?? "").join("|")})`,
      ...lines,
      ";;",
    ]),
    ...(plain === undefined ? [] : [`${plainPattern})`, ...plain.lines, ";;"]),
    ...(plain !== undefined && plainPattern === "*"
      ? []
      : [
          "*)",
          ...notSetUp(
            program,
            `${first.target.os}/${first.target.arch} with ${variable}=\${${variable}:-${byDefault}}`,
            branches,
          ),
          ";;",
        ]),
    "esac",
  ];
}

/** `what`: may hold variables of the shell, whose values are printed as they are. */
function notSetUp(program: string, what: string, branches: readonly Branch[]): readonly string[] {
  const names = branches.map(({ target }) => targetName(target)).join(", ");
  return [
    `printf '%s\\n' "${program}: ${what} was not set up; add it to the targets of cgo-cross setup, which are ${names}" >&2`,
    "exit 1",
  ];
}

/** Lines that print a sentence and end with 1. */
export function refusalLines(program: string, sentence: string): readonly string[] {
  return [`printf '%s\\n' ${quote(`${program}: ${sentence}`)} >&2`, "exit 1"];
}

/** Members of a list by what they have in common, in order. */
export function groupBy<Member>(
  list: readonly Member[],
  keyOf: (member: Member) => string,
): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of list) {
    const key = keyOf(member);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return groups;
}

/** How cmd/go names its hook: `go_linux_arm64_exec`. Source: cmd/go/internal/work/exec.go, FindExecCmd. */
export function execName({ os, arch }: Pick<Target, "os" | "arch">): string {
  return `go_${os}_${arch}_exec`;
}

/** Whether the machine's own system can start scripts of a POSIX shell. */
export function hasShell(os: string): boolean {
  return systemOf(os) !== undefined && os !== "windows";
}
