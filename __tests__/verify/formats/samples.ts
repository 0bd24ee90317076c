import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

const execute = promisify(execFile);

/** A directory that is removed when the tests of the file are over. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "cgo-cross-verify-"));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Runs a program to its end and gives its standard output; throws with what it wrote where it fails. */
export async function run(
  file: string,
  args: readonly string[],
  options: { readonly directory?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const { stdout } = await execute(file, args, {
    cwd: options.directory,
    env: { ...process.env, ...options.environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

export async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), content);
  }
}

const hello = {
  "go.mod": "module example.com/hello\n\ngo 1.21\n",
  "main.go": 'package main\n\nfunc main() { println("hello") }\n',
};

/** Makes a directory with the smallest Go module that can be built for anything. */
export async function writeHello(directory: string): Promise<string> {
  await writeFiles(join(directory, "hello"), hello);
  return join(directory, "hello");
}

/**
 * Runs `go build` of the module in `directory` without cgo, unless `environment` says otherwise. With -trimpath, as builds
 * are by default, so that what is compiled of Go's own library serves other tests too.
 */
export async function goBuild(
  directory: string,
  output: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<string> {
  // The developer's own settings must not reach the samples.
  const clean = { GOFLAGS: "-buildvcs=false", GOWORK: "off", GOENV: "off", CGO_ENABLED: "0" };
  await run("go", ["build", "-trimpath", "-o", output, ...args, "."], {
    directory,
    environment: { ...clean, ...environment },
  });
  return output;
}

/** What `go version -m` prints of a binary. */
export async function goVersion(file: string): Promise<{
  readonly version: string;
  readonly path: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
}> {
  const [first = "", ...lines] = (await run("go", ["version", "-m", file])).trimEnd().split("\n");
  const words = lines.map((line) => line.trim().split("\t"));
  return {
    version: first.slice(file.length + 2),
    path: words.find(([key]) => key === "path")?.[1],
    settings: Object.fromEntries(
      words
        .filter(([key]) => key === "build")
        .map(([, setting = ""]) => [setting.slice(0, setting.indexOf("=")), setting.slice(setting.indexOf("=") + 1)]),
    ),
  };
}

/** Runs a few at once: builds wait on the disk as much as on the processor. */
export async function inPairs<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.map((item, index) => ({ item, index }));
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next.index] = await work(next.item);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
