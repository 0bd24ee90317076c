import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A directory for one area, below the directory for temporary files. */
export function makeDirectory(name: string): string {
  return mkdtempSync(join(tmpdir(), `cgo-cross-hostile-${name}-`));
}

/** A Go module without dependencies, which needs no C. */
export function writeModule(directory: string, files: Readonly<Record<string, string>> = {}): string {
  mkdirSync(directory, { recursive: true });
  const all = {
    "go.mod": "module example.com/hostile\n\ngo 1.21\n",
    "main.go": 'package main\n\nfunc main() { println("hello") }\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly seconds: number;
  readonly timedOut: boolean;
};

export type RunOptions = {
  readonly cwd: string;
  /** On top of this process's environment; an absent value is left out of it. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly timeout?: number;
  readonly kill?: { readonly signal: NodeJS.Signals; readonly afterMs: number };
};

/** Nothing outside of this machine is to be reached. */
const loopbackOnly = {
  GOPROXY: "off",
  GOSUMDB: "off",
  http_proxy: "http://127.0.0.1:9",
  https_proxy: "http://127.0.0.1:9",
};

/** Runs dist/cli.js to its end. */
export function runCommandLine(words: readonly string[], options: RunOptions): Promise<Ended> {
  return runNode([join(repository, "dist/cli.js"), ...words], options);
}

export function runNode(
  words: readonly string[],
  { cwd, variables = {}, timeout = 120, kill }: RunOptions,
): Promise<Ended> {
  const started = performance.now();
  const child = spawn(execPath, words, {
    cwd,
    env: { ...env, ...loopbackOnly, NO_COLOR: "1", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-200_000);
    });
  }
  let timedOut = false;
  const deadline = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, timeout * 1000);
  const killer = kill === undefined ? undefined : setTimeout(() => child.kill(kill.signal), kill.afterMs);
  return new Promise((resolve) => {
    // Not `close`: what a killed run leaves behind may hold the pipes open.
    child.once("error", (error) => resolve({ code: null, signal: null, output: `${error}`, seconds: 0, timedOut }));
    child.once("exit", (code, signal) => {
      clearTimeout(deadline);
      clearTimeout(killer);
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code, signal, output, seconds: (performance.now() - started) / 1000, timedOut });
      }, 100);
    });
  });
}

/** The frames of a stack, which no mistake of a user may show. */
export function hasStack(output: string): boolean {
  return /^ +at .*(?:file:|node:|\.js:\d|\.ts:\d)/m.test(output);
}
