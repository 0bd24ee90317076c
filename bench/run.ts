/**
 * Measures dist/ as ratios to the alternatives, in the same run. Prints a table and changes nothing on the machine, which
 * should be idle otherwise.
 *
 *     npm run bench                    all of it, three runs each
 *     npm run bench -- --runs 5        more runs, steadier medians
 *     npm run bench -- roots start     only these
 *     npm run bench -- --markdown      the table in Markdown, for docs/explain/speed.md
 */
import { parseArgs } from "node:util";
import { benchBuilds } from "./builds.ts";
import { benchCold } from "./cold.ts";
import { benchDispatch } from "./dispatch.ts";
import { benchFetched, benchGrowth } from "./fetched.ts";
import { benchFirst } from "./first.ts";
import { benchRoots } from "./roots.ts";
import { benchStart } from "./start.ts";
import { benchSurvey } from "./survey.ts";
import { describeMachine, describeMarkdown, describeText, type Row } from "./table.ts";

/** Rows of the table, and lines that stand below it. */
type Bench = (runs: number) => Promise<readonly (Row | string)[]>;

const benches: Readonly<Record<string, Bench>> = {
  start: benchStart,
  survey: benchSurvey,
  roots: benchRoots,
  cold: benchCold,
  first: benchFirst,
  fetched: benchFetched,
  growth: benchGrowth,
  builds: benchBuilds,
  dispatch: benchDispatch,
};

const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "3" }, markdown: { type: "boolean", default: false } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const unknown = positionals.filter((name) => !(name in benches));
if (!Number.isInteger(runs) || runs < 1 || unknown.length > 0) {
  console.error(`npm run bench -- [--runs <number>] [--markdown] [${Object.keys(benches).join(" | ")}]...`);
  process.exit(2);
}

const found: (Row | string)[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length === 0 || positionals.includes(name)) {
    console.error(`${name}…`);
    found.push(...(await bench(runs)));
  }
}
const rows = found.filter((each) => typeof each !== "string");
const lines = found.filter((each) => typeof each === "string");
const table = values.markdown ? describeMarkdown(rows) : describeText(rows);
console.log([...(rows.length > 0 ? table : []), ...lines, "", describeMachine(runs)].join("\n"));
