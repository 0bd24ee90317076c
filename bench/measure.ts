import { spawnSync } from "node:child_process";

/** Seconds that a command took. Throws, with the end of its output, if it fails. */
export function timeCommand(words: readonly string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): number {
  const [file = "", ...args] = words;
  const started = performance.now();
  const done = spawnSync(file, args, { ...options, encoding: "utf8", maxBuffer: 1 << 28 });
  const seconds = (performance.now() - started) / 1000;
  if (done.status !== 0) {
    throw new Error(`${words.join(" ")} failed:\n${`${done.stdout}${done.stderr}`.slice(-2000)}`);
  }
  return seconds;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
