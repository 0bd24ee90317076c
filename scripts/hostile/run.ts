/**
 * Does to cgo-cross at length what an attacker, or chance, might do to it, and prints a table. It changes nothing on the
 * machine, uses the loopback only, and stops by itself. dist/ is what is run: build it first.
 *
 *     npm run test:hostile                     all of it
 *     npm run test:hostile -- mutants cuts     only these
 *     npm run test:hostile -- --factor 0.1     each for a tenth of its time
 *
 * Exits with 1 if anything was accepted that must not be, showed a stack, hung, or left something behind.
 */
import { spawn } from "node:child_process";
import { argv, execPath, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Area, Findings } from "./area.ts";
import { cuts, mutants } from "./binaries.ts";
import { commandLine } from "./command-line.ts";
import { inputs } from "./inputs.ts";
import { kills } from "./kills.ts";
import { packs } from "./packs.ts";
import { patterns } from "./patterns.ts";
import { disks, handMade, network, roots } from "./tests.ts";

const areas: Readonly<Record<string, Area>> = {
  inputs,
  "command-line": commandLine,
  mutants,
  "hand-made": handMade,
  cuts,
  kills,
  network,
  disks,
  roots,
  packs,
  patterns,
};

const usage = `npm run test:hostile -- [--factor <number>] [${Object.keys(areas).join(" | ")}]...`;
/** Of each that went wrong in one way, so many are printed. */
const mostPrinted = 40;

/** In a process of its own, which is ended when it has hung. */
function runArea(name: string, seconds: number): Promise<Findings> {
  const child = spawn(
    execPath,
    ["--max-old-space-size=1024", fileURLToPath(import.meta.url), "--in-child", name, "--seconds", `${seconds}`],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  let findings: Findings | undefined;
  const deadline = setTimeout(() => child.kill("SIGKILL"), (2 * seconds + 120) * 1000);
  child.on("message", (message) => {
    findings = message as Findings;
  });
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      clearTimeout(deadline);
      const died = { tried: 0, result: "", wrong: [signal === null ? `ended with ${code}` : "hung, and was ended"] };
      resolve(findings ?? died);
    });
  });
}

async function runAll(names: readonly string[], factor: number): Promise<boolean> {
  const started = performance.now();
  const rows = [["what", "tried", "result", "wrong", "seconds"]];
  const wrong: string[] = [];
  for (const name of names) {
    const area = areas[name];
    if (area !== undefined) {
      const before = performance.now();
      const findings = await runArea(name, area.seconds * factor);
      const seconds = Math.round((performance.now() - before) / 1000);
      rows.push([area.what, `${findings.tried}`, findings.result, `${findings.wrong.length}`, `${seconds}`]);
      wrong.push(...findings.wrong.map((each) => `${name}: ${each}`));
      console.error(`${name}: ${findings.tried} tried in ${seconds} s, ${findings.wrong.length} wrong`);
    }
  }
  for (const cells of rows) {
    console.log(`| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
    if (cells === rows[0]) {
      console.log(`|${" --- |".repeat(cells.length)}`);
    }
  }
  const lines = wrong.map((each) => JSON.stringify(each).slice(1, -1).slice(0, 400));
  console.log(lines.slice(0, mostPrinted).join("\n"));
  console.log(`${wrong.length} wrong, in ${Math.round((performance.now() - started) / 60_000)} minutes`);
  return wrong.length === 0;
}

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { factor: { type: "string", default: "1" }, "in-child": { type: "string" }, seconds: { type: "string" } },
  allowPositionals: true,
});
const child = values["in-child"];
if (child !== undefined) {
  const findings = await areas[child]?.run(Number(values.seconds));
  process.send?.(findings, () => exit(0));
} else if (!(Number(values.factor) > 0) || positionals.some((name) => !(name in areas))) {
  console.error(usage);
  exit(2);
} else {
  exit((await runAll(positionals.length > 0 ? positionals : Object.keys(areas), Number(values.factor))) ? 0 : 1);
}
