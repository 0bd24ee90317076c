/** One `#include` of a C text. */
export type Include = {
  readonly name: string;
  /** In quotes: the including file's own directory comes first. */
  readonly quoted: boolean;
  /** What must hold for it to be reached, an expression of the preprocessor each. */
  readonly conditions: readonly string[];
};

/** What of a C text decides which headers it includes. */
export type CText = {
  readonly includes: readonly Include[];
  /** The macros that it defines somewhere. */
  readonly defines: readonly string[];
};

// Comments and strings are matched so that what looks like a directive in them is none. One without an end reaches to the
// end of the text or of the line: looking for the end again from each next one would take time with the square of the length.
const tokens =
  /\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/.*|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|^[ \t]*#[ \t]*(include|import|if|ifdef|ifndef|elif|elifdef|elifndef|else|endif|define)\b((?:\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\\\r?\n|[^\n])*)/gm;

/** The branch of an `#if` that the reader is in, and what must not hold for it: the branches before. */
type Branch = { readonly condition: string; readonly before: readonly string[] };

/** Reads the directives of a C text. Names that are macros are left out: only the preprocessor knows them. */
export function readCText(text: string): CText {
  const includes: Include[] = [];
  const defines = new Set<string>();
  const branches: Branch[] = [];
  let previous: string | undefined;
  for (const [, directive, rest = ""] of text.matchAll(tokens)) {
    if (directive === undefined) {
      continue;
    }
    const value = rest.replaceAll(/\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/.*|\\\r?\n/g, " ").trim();
    if (directive === "include" || directive === "import") {
      const [, angled, quoted] = /^(?:<([^>]+)>|"([^"]+)")/.exec(value) ?? [];
      const name = angled ?? quoted;
      const conditions = branches.flatMap(({ condition, before }) => [
        condition,
        ...before.map((each) => `!(${each})`),
      ]);
      includes.push(...(name === undefined ? [] : [{ name, quoted: angled === undefined, conditions }]));
    } else if (directive === "define") {
      const name = /^\w+/.exec(value)?.[0] ?? "";
      defines.add(name);
      // A guard, or a default: `#ifndef NAME`, `#define NAME`.
      if (previous === `!defined(${name})`) {
        branches.push({ condition: "1", before: branches.pop()?.before ?? [] });
      }
    } else {
      enterBranch(branches, directive, value);
    }
    previous = directive.startsWith("if") ? branches.at(-1)?.condition : undefined;
  }
  return { includes, defines: [...defines] };
}

/** Whether a C text may have anything for the compiler but directives; what is in a branch that is not taken does not count. */
export function hasReachedCode(text: string, known: Preprocessing): boolean {
  const branches: Branch[] = [];
  let code = "";
  let start = 0;
  const isTaken = () =>
    branches.every(({ condition, before }) =>
      [condition, ...before.map((each) => `!(${each})`)].every((each) => evaluate(each, known) !== 0),
    );
  for (const { index, 0: token, 1: directive, 2: rest = "" } of text.matchAll(tokens)) {
    const between = text.slice(start, index);
    const isWord = directive === undefined && !token.startsWith("/");
    code += isTaken() ? between + (isWord ? token : "") : "";
    start = index + token.length;
    if (directive !== undefined && /^(if|el|endif)/.test(directive)) {
      enterBranch(branches, directive, rest.replaceAll(/\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/.*|\\\r?\n/g, " ").trim());
    }
  }
  code += text.slice(start);
  // Other directives (`#pragma`, `#undef`) do nothing alone.
  return code.replaceAll(/^[ \t]*#.*$/gm, "").trim() !== "";
}

function enterBranch(branches: Branch[], directive: string, value: string): void {
  const left = directive.startsWith("if") ? undefined : branches.pop();
  if (directive === "endif") {
    return;
  }
  const before = left === undefined ? [] : [...left.before, left.condition];
  const name = /^\w+/.exec(value)?.[0] ?? "";
  const written = /^!\s*defined\s*\(?\s*(\w+)\s*\)?$/.exec(value)?.[1];
  const condition =
    directive === "else"
      ? "1"
      : directive.endsWith("ifdef") || directive === "elifdef"
        ? `defined(${name})`
        : directive.endsWith("ndef")
          ? `!defined(${name})`
          : written === undefined
            ? value
            : `!defined(${written})`;
  branches.push({ condition, before });
}

/** What is known of macros and files; undefined is for what is not. */
export type Preprocessing = {
  readonly isDefined: (macro: string) => boolean | undefined;
  readonly valueOf: (macro: string) => number | undefined;
  /** For `__has_include`. */
  readonly hasInclude: (name: string) => boolean | undefined;
};

/** Whether all conditions of an `#include` hold; undefined where that is not known. */
export function isReached({ conditions }: Include, known: Preprocessing): boolean | undefined {
  let reached: boolean | undefined = true;
  for (const condition of conditions) {
    const value = evaluate(condition, known);
    if (value === 0) {
      return false;
    }
    reached = value === undefined ? undefined : reached;
  }
  return reached;
}

const expressionTokens = /__has_include\s*\(\s*(?:<[^>]*>|"[^"]*")\s*\)|\w+|&&|\|\||[<>=!]=|<<|>>|\S/g;

/** Loosest first. Source: C11 6.5. */
const operators: readonly Readonly<Record<string, (left: number, right: number) => number>>[] = [
  { "||": (left, right) => Number(left !== 0 || right !== 0) },
  { "&&": (left, right) => Number(left !== 0 && right !== 0) },
  { "|": (left, right) => left | right },
  { "&": (left, right) => left & right },
  { "==": (left, right) => Number(left === right), "!=": (left, right) => Number(left !== right) },
  {
    "<": (left, right) => Number(left < right),
    ">": (left, right) => Number(left > right),
    "<=": (left, right) => Number(left <= right),
    ">=": (left, right) => Number(left >= right),
  },
  { "+": (left, right) => left + right, "-": (left, right) => left - right },
  { "*": (left, right) => left * right },
];

/** The value of an expression of the preprocessor; undefined where it depends on what is not known, or is not understood. */
export function evaluate(expression: string, known: Preprocessing): number | undefined {
  const words = expression.match(expressionTokens) ?? [];
  let at = 0;
  const next = () => words[at++];
  const binary = (level: number): number | undefined => {
    const ofLevel = operators[level];
    if (ofLevel === undefined) {
      return unary();
    }
    let left = binary(level + 1);
    for (let apply = ofLevel[words[at] ?? ""]; apply !== undefined; apply = ofLevel[words[at] ?? ""]) {
      const operator = next();
      left = combine(operator, apply, left, binary(level + 1));
    }
    return left;
  };
  const unary = (): number | undefined => {
    const word = next() ?? "";
    if (word === "!") {
      const value = unary();
      return value === undefined ? undefined : Number(value === 0);
    }
    if (word === "(") {
      const value = binary(0);
      next();
      return value;
    }
    if (word === "-") {
      const value = unary();
      return value === undefined ? undefined : -value;
    }
    return primary(word);
  };
  const primary = (word: string): number | undefined => {
    if (word.startsWith("__has_include")) {
      return asNumber(known.hasInclude(/[<"]([^<>"]*)[>"]/.exec(word)?.[1] ?? ""));
    }
    if (word === "defined") {
      const name = words[at] === "(" ? words[at + 1] : words[at];
      at += words[at] === "(" ? 3 : 1;
      return asNumber(known.isDefined(name ?? ""));
    }
    if (/^\d/.test(word)) {
      const value = Number(word.replace(/[uUlL]+$/, ""));
      return Number.isNaN(value) ? undefined : value;
    }
    if (words[at] === "(") {
      // A macro with arguments.
      for (let depth = 0; at < words.length; ) {
        const each = next();
        depth += each === "(" ? 1 : each === ")" ? -1 : 0;
        if (depth === 0) {
          break;
        }
      }
      return known.isDefined(word) === false ? 0 : undefined;
    }
    return /^\w/.test(word) ? known.valueOf(word) : undefined;
  };
  const value = binary(0);
  return at < words.length ? undefined : value;
}

function asNumber(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** One side may decide, whatever the other is. */
function combine(
  operator: string | undefined,
  apply: (left: number, right: number) => number,
  left: number | undefined,
  right: number | undefined,
): number | undefined {
  if (operator === "&&" && (left === 0 || right === 0)) {
    return 0;
  }
  if (operator === "||" && ((left ?? 0) !== 0 || (right ?? 0) !== 0)) {
    return 1;
  }
  return left === undefined || right === undefined ? undefined : apply(left, right);
}
