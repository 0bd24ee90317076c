import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLineOf, killQuietly, processesCarrying } from "../../__tests__/support/process-table.ts";
import { type Area, makeRandom, Tally } from "./area.ts";
import { makeDirectory, runCommandLine, writeModule } from "./program.ts";

const signals = ["SIGTERM", "SIGINT", "SIGKILL"] as const;
const most = 36;

/** A build is killed at moments spread over its length; then a build has to give the same bytes as ever. */
export const kills: Area = {
  what: "kills (TERM, INT, KILL)",
  seconds: 150,
  run: async (seconds) => {
    const home = makeDirectory("kills");
    const place = {
      home,
      temp: join(home, "temp"),
      module: writeModule(join(home, "module")),
      out: join(home, "module/dist"),
    };
    mkdirSync(place.temp);
    const first = await build(place, "first");
    const expected = digest(place.out);
    // The first fills Go's cache; those that are killed find it full.
    const { seconds: usual } = await build(place, "second");
    const tally = new Tally();
    const wrong = expected === undefined ? [`the first build failed: ${first.output.slice(-300)}`] : [];
    const random = makeRandom(7);
    const ends = performance.now() + seconds * 1000;
    let tried = 0;
    for (; tried < most && expected !== undefined && performance.now() < ends; tried += 1) {
      const signal = signals[tried % signals.length] ?? "SIGTERM";
      const complaints = await killOnce(place, tally, {
        signal,
        afterMs: 50 + random(usual * 900),
        round: tried,
      });
      const again = await build(place, `again-${tried}`);
      if (again.code !== 0 || digest(place.out) !== expected) {
        complaints.push(`the next run ended with ${again.code} and other bytes`);
      }
      wrong.push(...complaints.map((complaint) => `${signal}, number ${tried}: ${complaint}`));
    }
    const left = readdirSync(place.temp).length;
    rmSync(home, { recursive: true });
    return { tried, result: `${tally}; at the end ${left} files left in TMPDIR`, wrong };
  },
};

type Place = { readonly home: string; readonly temp: string; readonly module: string; readonly out: string };

type Kill = { readonly signal: (typeof signals)[number]; readonly afterMs: number; readonly round: number };

async function killOnce(place: Place, tally: Tally, kill: Kill): Promise<string[]> {
  const { signal, round } = kill;
  rmSync(place.out, { recursive: true, force: true });
  const mark = `killed-${round}`;
  const before = readdirSync(place.temp).length;
  const { code, output } = await build(place, mark, kill);
  tally.add(code === 0 ? `${signal} too late` : `${signal} hit`);
  await sleep(2000);
  const alive = processesCarrying(`${place.home}#${mark}`);
  const scratch = readdirSync(place.temp).length - before;
  tally.add(`children alive after ${signal}`, alive.length);
  tally.add(`scratch left by ${signal}`, Math.max(scratch, 0));
  for (const pid of alive) {
    killQuietly(pid, "SIGKILL");
  }
  const half = existsSync(place.out) ? readdirSync(place.out).filter((name) => /partial|tmp|^\./.test(name)) : [];
  return [
    ...(signal !== "SIGKILL" && alive.length > 0
      ? [`${alive.length} processes left: ${alive.map(commandLineOf)}`]
      : []),
    ...(signal !== "SIGKILL" && scratch > 0 ? [`left in TMPDIR: ${readdirSync(place.temp)}`] : []),
    ...(half.length > 0 ? [`half-written: ${half}`] : []),
    ...(/^ +at /m.test(output) ? [`a stack trace: ${output.slice(-300)}`] : []),
  ];
}

/** The mark is seen in the environment of its children. */
function build({ home, temp, module }: Place, mark: string, kill?: Kill) {
  const words = ["--targets=linux/arm64,linux/386", "--cgo=off", "--artifacts=off"];
  const variables = {
    TMPDIR: temp,
    XDG_CACHE_HOME: join(home, "cache"),
    GOCACHE: join(home, "go-cache"),
    LC_PAPER: `${home}#${mark}`,
  };
  return runCommandLine(words, { cwd: module, variables, timeout: 240, ...(kill === undefined ? {} : { kill }) });
}

/** Of all that is published; undefined if nothing is. */
function digest(out: string): string | undefined {
  const sums = join(out, "SHA256SUMS");
  return existsSync(sums) ? createHash("sha256").update(readFileSync(sums)).digest("hex") : undefined;
}
