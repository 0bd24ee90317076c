import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { splitHash } from "../src/host/hashes.ts";
import type { RootPackage } from "../src/plan/index.ts";
import { median, timeCommand } from "./measure.ts";
import { hasClang } from "./roots.ts";
import { megabytes, plainRow, type Row, skippedRow } from "./table.ts";

const repository = join(import.meta.dirname, "..");

/** In the order in which a list of targets tends to grow. */
const targets = [
  "linux/arm64",
  "linux/amd64",
  "windows/amd64",
  "linux/arm/v7",
  "linux/386",
  "linux/arm/v6",
  "linux/riscv64",
  "linux/ppc64le",
  "linux/s390x",
  "windows/386",
  "linux/arm/v5",
  "linux/mips",
  "linux/mipsle",
  "linux/mips64",
  "linux/mips64le",
  "linux/amd64/v3",
];

/** Container images with the compilers of every target: crazy-max/ghaction-xgo issue 312, techknowlogick/xgo issue 205. */
const images = { "ghaction-xgo": 5.6e9, "techknowlogick/xgo": 7.26e9 };

/** What six targets with C download into empty directories, compared with the images that other ways pull. */
export async function benchFetched(runs: number): Promise<readonly Row[]> {
  return compilers().flatMap((compiler) => {
    const what = `downloads for 6 targets with C, ${compiler}`;
    if (compiler === "clang" && !hasClang()) {
      return [skippedRow(what, "this version has no input `compiler`")];
    }
    const { packages, network } = install(6, { compiler, runs });
    return Object.entries(images).map(([image, size]) =>
      plainRow(
        `${what}, compared with the image of ${image}`,
        `${megabytes(packages)} (index and all: ${megabytes(network)})`,
        {
          theirs: megabytes(size),
          ratio: (network / size).toFixed(2),
        },
      ),
    );
  });
}

/** How the time and the downloads of installing toolchains grow with the number of targets, from empty directories. */
export async function benchGrowth(runs: number): Promise<readonly Row[]> {
  return compilers()
    .filter((compiler) => compiler !== "clang" || hasClang())
    .flatMap((compiler) => {
      const installs = [1, 2, 4, 8, 16].map((count) => ({ count, ...install(count, { compiler, runs }) }));
      const first = installs[0]?.seconds ?? Number.NaN;
      return installs.map(({ count, seconds, packages }) =>
        plainRow(
          `toolchains for ${count} of ${targets.length} targets, ${compiler}, cold`,
          `${seconds.toFixed(2)} s, ${megabytes(packages)}`,
          {
            theirs: `1 target: ${first.toFixed(2)} s`,
            ratio: (seconds / first).toFixed(2),
          },
        ),
      );
    });
}

const compilers = () => ["gcc", "clang"] as const;

type Install = {
  /** The median. */
  readonly seconds: number;
  /** Bytes of packages, each counted once. */
  readonly packages: number;
  /** Bytes that the whole machine received meanwhile. */
  readonly network: number;
};

/** Sets up the first targets of the list from empty directories. */
function install(count: number, options: { readonly compiler: "gcc" | "clang"; readonly runs: number }): Install {
  const seconds: number[] = [];
  const network: number[] = [];
  let packages = 0;
  for (let run = 0; run < options.runs; run += 1) {
    const home = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
    const list = targets.slice(0, count).join(",");
    const flags = options.compiler === "clang" ? ["--compiler=clang"] : [];
    const words = [process.execPath, join(repository, "dist/cli.js"), "--build=false", `--targets=${list}`, ...flags];
    const before = receivedBytes();
    const env = { ...process.env, XDG_CACHE_HOME: home };
    seconds.push(timeCommand(words, { env, cwd: join(repository, "examples/zstd") }));
    network.push(receivedBytes() - before);
    packages = packageBytes(join(home, "cgo-cross/tools"));
    rmSync(home, { recursive: true });
  }
  return { seconds: median(seconds), packages, network: median(network) };
}

/** The sizes of all packages in the roots of a tool directory. */
function packageBytes(tools: string): number {
  // The machine's own target needs no package.
  if (!existsSync(tools)) {
    return 0;
  }
  const records = readdirSync(tools, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^[^/]+\/[^/]+\/[^/]+\/root\.json$/.test(name),
  );
  const sizes = records.flatMap((name) => {
    const { packages } = JSON.parse(readFileSync(join(tools, name), "utf8")) as {
      readonly packages: readonly RootPackage[];
    };
    return packages.map((each) => [splitHash(each).hex, each.size] as const);
  });
  return [...new Map(sizes).values()].reduce((sum, size) => sum + size, 0);
}

/** Bytes that this machine has received over all its interfaces except the loopback. */
function receivedBytes(): number {
  const rows = readFileSync("/proc/net/dev", "utf8").split("\n").slice(2);
  return rows
    .map((row) => row.trim().split(/[:\s]+/))
    .filter(([name]) => name !== "lo")
    .reduce((sum, [, received = "0"]) => sum + Number(received), 0);
}
