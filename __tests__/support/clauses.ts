import { problemTexts } from "../../src/host/errors.ts";
import { checkBinary as check } from "../../src/verify/check.ts";

/** What is wrong with a binary in words, for comparisons where the words alone matter. */
export function checkBinary(...given: Parameters<typeof check>): readonly string[] {
  return problemTexts(check(...given));
}
