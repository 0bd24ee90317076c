import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { readSymbolVersions } from "../../src/verify/formats/elf/symbols.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { MalformedBinaryError } from "../../src/verify/formats/reader.ts";
import { type Area, makeRandom, type Random, Tally } from "./area.ts";
import { makeDirectory, writeModule } from "./program.ts";

const targets =
  "linux/amd64 linux/386 linux/arm linux/arm64 linux/s390x linux/mips windows/amd64 windows/arm64 darwin/amd64 darwin/arm64 aix/ppc64 js/wasm plan9/amd64";

type Sample = { readonly name: string; readonly file: string };

/** Real binaries of every format: of Go without symbols, and of gcc where the machine has it. */
function makeSamples(directory: string): readonly Sample[] {
  const source = writeModule(join(directory, "source"));
  const ofGo = targets.split(" ").map((name) => {
    const [GOOS, GOARCH] = name.split("/");
    const file = join(directory, name.replace("/", "_"));
    const variables = { ...env, GOOS, GOARCH, CGO_ENABLED: "0", GOFLAGS: "", GOPROXY: "off" };
    execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", file], { cwd: source, env: variables });
    return { name, file };
  });
  writeFileSync(join(directory, "main.c"), '#include <stdio.h>\nint main(void) { return puts("x") < 0; }\n');
  const ofGcc = Object.entries({
    dynamic: [],
    static: ["-static"],
    library: ["-shared", "-fPIC"],
    object: ["-c"],
  }).flatMap(([name, words]) => {
    const file = join(directory, name);
    try {
      execFileSync("gcc", ["-o", file, ...words, "main.c"], { cwd: directory, stdio: "ignore" });
      return [{ name, file }];
    } catch {
      return [];
    }
  });
  if (ofGcc.some(({ name }) => name === "object")) {
    execFileSync("ar", ["rcs", "archive", "object"], { cwd: directory });
    return [...ofGo, ...ofGcc, { name: "archive", file: join(directory, "archive") }];
  }
  return [...ofGo, ...ofGcc];
}

const slowMs = 5000;

type Read = { readonly kind: "read" | "refused" | "wrong"; readonly complaint?: string };

async function read(file: string): Promise<Read> {
  const started = performance.now();
  try {
    const { format } = await readBinary(file);
    if (format === "elf") {
      await readSymbolVersions(file);
    }
    return slowness(started, "read");
  } catch (error) {
    if (error instanceof MalformedBinaryError && !error.message.includes("\n")) {
      return slowness(started, "refused");
    }
    return { kind: "wrong", complaint: `threw ${error instanceof Error ? error.stack : error}` };
  }
}

function slowness(started: number, kind: "read" | "refused"): Read {
  const took = performance.now() - started;
  return took > slowMs ? { kind: "wrong", complaint: `took ${Math.round(took)} ms` } : { kind };
}

const extremes = [0, 1, 0x7f, 0x80, 0xff];

/** Where most of what is read stands, and anywhere. */
function changes(random: Random, size: number): readonly (readonly [at: number, value: number])[] {
  const below = [128, 512, 4096, 65_536, size][random(5)] ?? size;
  return Array.from({ length: 1 + random(8) }, () => {
    const value = extremes[random(extremes.length * 2)] ?? random(256);
    return [random(Math.min(below, size)), value] as const;
  });
}

/** Bytes changed in real binaries, the same ones in every run, for as long as there is time. */
export const mutants: Area = {
  what: "mutants of binaries through the readers",
  seconds: 150,
  run: async (seconds) => {
    const directory = makeDirectory("mutants");
    const samples = makeSamples(directory);
    const originals = samples.map(({ file }) => readFileSync(file));
    const tally = new Tally();
    const wrong: string[] = [];
    let tried = 0;
    for (const ends = performance.now() + seconds * 1000; performance.now() < ends; ) {
      for (const [index, { name, file }] of samples.entries()) {
        const original = originals[index] ?? Buffer.alloc(1);
        const changed = changes(makeRandom(tried), original.length);
        await withBytes(file, original, changed, async () => {
          const { kind, complaint } = await read(file);
          tally.add(kind);
          wrong.push(...(complaint === undefined ? [] : [`${name}, seed ${tried}: ${complaint}`]));
        });
        tried += 1;
      }
    }
    rmSync(directory, { recursive: true });
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const large = megabytes > 600 ? [`${megabytes} MB of memory`] : [];
    return { tried, result: `${tally}, at most ${megabytes} MB of memory`, wrong: [...wrong, ...large] };
  },
};

async function withBytes(
  file: string,
  original: Buffer,
  changed: readonly (readonly [number, number])[],
  work: () => Promise<void>,
): Promise<void> {
  const handle = openSync(file, "r+");
  for (const [at, value] of changed) {
    writeSync(handle, Buffer.of(value), 0, 1, at);
  }
  await work();
  for (const [at] of changed) {
    writeSync(handle, original, at, 1, at);
  }
  closeSync(handle);
}

/** What may end early and still be whole: a module after any section, an archive after any member. */
const mayEndEarly = ["js/wasm", "archive"];

/** Ends cut off, at as many lengths as there is time for. */
export const cuts: Area = {
  what: "cut-off binaries",
  seconds: 60,
  run: async (seconds) => {
    const directory = makeDirectory("cuts");
    const tally = new Tally();
    const wrong: string[] = [];
    const cut = join(directory, "cut");
    const samples = makeSamples(directory);
    const ends = performance.now() + seconds * 1000;
    const random = makeRandom(4);
    let tried = 0;
    for (let round = 0; round < 400 && performance.now() < ends; round += 1) {
      for (const { name, file } of samples) {
        const whole = readFileSync(file);
        const length = round < 100 ? whole.length - 1 - random(whole.length / 8) : random(whole.length);
        writeFileSync(cut, whole.subarray(0, length));
        const { kind, complaint } = await read(cut);
        tried += 1;
        tally.add(kind === "read" ? "accepted" : kind);
        if (complaint !== undefined || (kind === "read" && !mayEndEarly.includes(name))) {
          wrong.push(`${name}, ${length} of ${whole.length} bytes: ${complaint ?? "accepted"}`);
        }
      }
    }
    rmSync(directory, { recursive: true });
    return { tried, result: tally.toString(), wrong };
  },
};
