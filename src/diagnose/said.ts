import type { Problem } from "../host/errors.ts";
import type { Diagnosis } from "./diagnosis.ts";

/**
 * Why something failed, by problems that say so themselves, of the kind of the first. Their words stay as they are: what to do
 * stands behind the last semicolon of a single one.
 */
export function diagnoseProblems([first, ...others]: readonly [Problem, ...Problem[]]): Diagnosis {
  const { code, text } = first;
  const [, cause = "", fix = ""] = (others.length === 0 && /^(.*[^.!?]); (\p{Ll}.*)$/u.exec(text)) || [];
  const whole = [first, ...others].map((each) => each.text).join("\n");
  return { code, headline: "", ...(fix === "" ? { cause: whole, fix } : { cause, fix }), places: [] };
}
