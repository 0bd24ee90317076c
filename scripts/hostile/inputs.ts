import { problemTexts } from "../../src/host/errors.ts";
import { inputDefinitions } from "../../src/inputs/definitions.ts";
import { parseFlags, parseInputs } from "../../src/inputs/index.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { type Area, Tally } from "./area.ts";
import { oddTexts, rawControl } from "./odd-texts.ts";

const slowMs = 1000;
const longest = 1000;

/** Every odd text in every input, through the readers of inputs and of flags. */
export const inputs: Area = {
  what: "bad inputs through the parsers",
  seconds: 60,
  run: async () => {
    const tally = new Tally();
    const wrong: string[] = [];
    let tried = 0;
    for (const { name } of inputDefinitions) {
      for (const text of oddTexts) {
        tried += 1;
        const { kind, complaints } = parse(name, text);
        tally.add(kind);
        wrong.push(...complaints.map((complaint) => `${name}: ${JSON.stringify(text).slice(0, 60)}: ${complaint}`));
      }
    }
    return { tried, result: tally.toString(), wrong };
  },
};

type Parsed = { readonly kind: "refused" | "went on" | "threw"; readonly complaints: readonly string[] };

/** Whether the parsers let a text through. What was slow is tried again: others use the machine too. */
export function parse(name: string, text: string): Parsed {
  const first = parseOnce(name, text);
  return first.slow ? parseOnce(name, text) : first;
}

function parseOnce(name: string, text: string): Parsed & { readonly slow: boolean } {
  const started = performance.now();
  try {
    const parsed = parseInputs({ [name]: text }, { platforms: knownPlatforms, workspace: "/work" });
    const problems = problemTexts(parsed.problems);
    parseFlags([`--${name}=${text}`]);
    parseFlags([`--${name}`, text]);
    const took = performance.now() - started;
    return {
      slow: took > slowMs,
      kind: problems.length > 0 ? "refused" : "went on",
      complaints: [
        ...(took > slowMs ? [`took ${Math.round(took)} ms`] : []),
        ...problems
          .filter((problem) => rawControl.test(problem) || problem.includes("\n"))
          .map((each) => `raw: ${each}`),
        ...problems.filter((problem) => problem.length > longest).map(({ length }) => `${length} characters`),
      ],
    };
  } catch (error) {
    return { slow: false, kind: "threw", complaints: [`threw ${error}`] };
  }
}
