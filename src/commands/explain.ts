import type { Host } from "../host/types.ts";
import { describeExplanation, describeExplanationJson } from "../report/index.ts";
import { explainProgram, readQuestion } from "./decide.ts";
import { allMakers } from "./makers.ts";

/**
 * Says what the program needs from C, for a person or as JSON, with a line break at the end. Builds nothing, and fetches at
 * most the modules that Go needs to list the program.
 * @throws UserError where the inputs are wrong, or Go cannot list the program.
 */
export async function explain(
  host: Host,
  raw: Readonly<Record<string, string>>,
  { json }: { readonly json: boolean },
): Promise<string> {
  const explained = await explainProgram(host, await readQuestion(host, raw), allMakers);
  return json ? describeExplanationJson(explained) : `${describeExplanation(explained).join("\n")}\n`;
}
