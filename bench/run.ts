/**
 * Speed, as ratios against the alternative in the same run. Prints a table; changes nothing on the machine.
 *
 *     npm run bench                 both tables, three runs each
 *     npm run bench -- --runs 5     more runs, steadier medians
 *     npm run bench -- roots        only one of them: roots, builds
 */
import { parseArgs } from "node:util";
import { benchBuilds } from "./builds.ts";
import { benchRoots } from "./roots.ts";

const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "3" } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const benches = { roots: benchRoots, builds: benchBuilds };
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length === 0 || positionals.includes(name)) {
    for (const line of await bench(runs)) {
      console.log(line);
    }
  }
}
