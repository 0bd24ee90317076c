import type { Problem } from "../host/errors.ts";
import type { Target } from "../platforms/index.ts";
import type { InputName, PerTargetName } from "./definitions.ts";
import type { PerTarget } from "./per-target.ts";
import type { readers } from "./readers.ts";

/** `out-dir` as `outDir`. */
export type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The property of `Inputs` that holds an input. */
export type PropertyName<Name extends InputName> = Name extends "package" ? "packages" : CamelCase<Name>;

/** What an input's reader returns. */
type Read<Name extends InputName> = ReturnType<(typeof readers)[Name]>;

/**
 * Everything a user asked for, as it is for one target, checked as far as it can be without looking at the program or the
 * machine: a property for each row of the table of inputs, of the type that the row's reader returns. What the values mean
 * stands at the readers. `inputsOf` takes it out of the inputs of the run.
 */
export type Inputs = {
  readonly [Name in Exclude<InputName, "static"> as PropertyName<Name>]: Read<Name>;
} & {
  /** Every library is linked in. */
  readonly static: boolean;
  /** With `static`: a static binary may call what glibc loads at run time. */
  readonly allowNss: boolean;
};

/** Everything a user asked for, for the run as a whole: what may differ from target to target can only be had for one. */
export type RunInputs = Omit<Inputs, PropertyName<PerTargetName> | "allowNss"> & {
  readonly perTarget: { readonly [Name in PerTargetName]: PerTarget<Read<Name>> };
  /** What is built: of a universal target its slices. */
  readonly targets: readonly Target[];
  /** What it is built for, as it was asked for. */
  readonly asked: readonly Target[];
  /** The names of the targets that only a pattern gave: they stand for what can be built. */
  readonly globbed: readonly string[];
};

export type ParsedInputs = {
  /** What could not be read has its default: with problems, this is only good for finding more of them. */
  readonly inputs: RunInputs;
  /** Every problem; its sentence names the input, what was given, what is allowed and what to write. */
  readonly problems: readonly Problem[];
};
