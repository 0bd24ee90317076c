import type { InputName } from "./definitions.ts";
import type { readers } from "./readers.ts";

/** `out-dir` as `outDir`. */
export type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The property of `Inputs` that holds an input. */
export type PropertyName<Name extends InputName> = Name extends "package" ? "packages" : CamelCase<Name>;

/**
 * Everything a user asked for, checked as far as it can be without looking at the program or the machine: a property for
 * each row of the table of inputs, of the type that the row's reader returns. What the values mean stands at the readers.
 */
export type Inputs = {
  readonly [Name in InputName as PropertyName<Name>]: ReturnType<(typeof readers)[Name]>;
} & {
  /** With `static`: a static binary may call what glibc loads at run time. */
  readonly allowNss: boolean;
};

export type ParsedInputs = {
  /** What could not be read has its default: with problems, this is only good for finding more of them. */
  readonly inputs: Inputs;
  /** Every problem, each one sentence that names the input, what was given, what is allowed and what to write. */
  readonly problems: readonly string[];
};
