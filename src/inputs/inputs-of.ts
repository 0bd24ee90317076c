import type { Target } from "../platforms/index.ts";
import { type InputName, inputDefinitions, type PerTargetName } from "./definitions.ts";
import type { Inputs, RunInputs } from "./inputs.ts";
import { type PerTarget, resolvePerTarget } from "./per-target.ts";
import { camelCase } from "./wording.ts";

/** See the type `PropertyName`. */
export function propertyName(name: InputName): string {
  return name === "package" ? "packages" : camelCase(name);
}

/** The inputs that may have a value for each target. */
const perTargetNames: readonly PerTargetName[] = inputDefinitions.flatMap((definition) =>
  "perTarget" in definition ? [definition.name] : [],
);

/** Whether an input may have a value for each target. */
export function isPerTarget(name: InputName): name is PerTargetName {
  const names: readonly InputName[] = perTargetNames;
  return names.includes(name);
}

/** The inputs as they are for one target. */
export function inputsOf(run: RunInputs, target: Target): Inputs {
  const { perTarget, globbed: _, asked: __, ...others } = run;
  const values = perTargetNames.map((name) => {
    const setting: PerTarget<unknown> = perTarget[name];
    return [propertyName(name), resolvePerTarget(name, setting, target).value];
  });
  const linking = resolvePerTarget("static", perTarget.static, target).value;
  const all = { ...others, ...Object.fromEntries(values), static: linking !== false };
  // `Inputs` has these names and the types of their readers, which TypeScript cannot follow through a loop.
  return { ...all, allowNss: linking === "allow-nss" } as unknown as Inputs;
}

/** What a target got of an input that has lines for some targets. */
export type TargetSetting = {
  readonly value: string;
  /** The patterns of the lines that it is from; absent: what was written without one, or the default. */
  readonly from?: readonly string[];
};

/** What a target got of each input that has lines for some targets, by the input's name, as it was written. */
export function settingsOf({ perTarget }: RunInputs, target: Target): Readonly<Record<string, TargetSetting>> {
  return Object.fromEntries(
    perTargetNames.flatMap((name) => {
      const setting: PerTarget<unknown> = perTarget[name];
      const { text, patterns } = resolvePerTarget(name, setting, target);
      const found: TargetSetting = patterns.length === 0 ? { value: text } : { value: text, from: patterns };
      return setting.lines.length === 0 ? [] : [[name, found] as const];
    }),
  );
}

/** The directories of `pkg-config-path`, absolute: what is relative is so to the module's directory. */
export function pkgConfigDirectories(
  { pkgConfigPath }: Pick<Inputs, "pkgConfigPath">,
  directory: string,
): readonly string[] {
  return pkgConfigPath.map((each) => (/^([A-Za-z]:)?[\\/]/.test(each) ? each : `${directory}/${each}`));
}
