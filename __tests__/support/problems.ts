import type { ErrorCode, Problem } from "../../src/host/errors.ts";

/** A problem of which the words matter, and the code only where it is given. */
export function problem(text: string, code: ErrorCode = "system-error"): Problem {
  return { code, text };
}

/** A value with the sentence of each problem in its place. */
export type InTexts<Value> = Value extends Problem
  ? string
  : Value extends readonly (infer Element)[]
    ? readonly InTexts<Element>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: InTexts<Value[Key]> }
      : Value;

/** For comparisons where the words alone matter. */
export function inTexts<Value>(value: Value): InTexts<Value> {
  return replaceProblems(value) as InTexts<Value>;
}

function replaceProblems(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(replaceProblems);
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return "code" in value && "text" in value && Object.keys(value).length === 2
    ? value.text
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceProblems(each)]));
}
