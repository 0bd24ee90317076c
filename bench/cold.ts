import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Counted, type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { timeCommand } from "./measure.ts";
import { timeApt } from "./roots.ts";
import { plainRow, type Row, ratioRow, skippedRow } from "./table.ts";

const repository = join(import.meta.dirname, "..");
const cli = join(repository, "dist/cli.js");
const targets = "--targets=linux/arm64";

/** A way to get gcc and g++ for arm64 with empty directories. */
type Way = {
  readonly what: string;
  /** The bytes of anything but packages that it may fetch; undefined where there is no limit. */
  readonly index?: number;
  /** The seconds that it takes, with these variables. */
  readonly run: (variables: NodeJS.ProcessEnv) => number;
};

/**
 * A cold start of one target: without the indexes of the machine's apt, with them, and with a lock, compared with
 * `apt-get update && apt-get install`. The indexes are fetched into a directory of the bench's own. Each way is timed as it
 * is, and run once more through a proxy that counts what it fetches.
 */
export async function benchCold(runs: number): Promise<readonly Row[]> {
  if (process.getuid?.() !== 0) {
    return [skippedRow("cold starts", "apt-get is measured in an overlay that only root can mount")];
  }
  const home = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
  const proxy = await startCountingProxy();
  try {
    const ways = [{ what: "apt-get", run: timeApt }, ...makeWays(home)];
    const [theirs, ...ours] = measure(ways, runs, proxy);
    return theirs === undefined ? [] : ours.flatMap((each) => describe(each, theirs));
  } finally {
    await proxy.close();
    rmSync(home, { recursive: true });
  }
}

function makeWays(home: string): readonly Way[] {
  const [plain, locked] = ["plain", "locked"].map((name) => join(home, name)) as [string, string];
  for (const program of [plain, locked]) {
    cpSync(join(repository, "examples/cxx"), program, { recursive: true });
  }
  const [empty, full] = [makeLists(home, "empty"), makeLists(home, "full")];
  timeCommand(["apt-get", "update", "-q"], { env: { ...process.env, APT_CONFIG: full } });
  const tools = join(home, "tools");
  const setUp = (program: string, lists: string) => (variables: NodeJS.ProcessEnv) => {
    rmSync(tools, { recursive: true, force: true });
    const env = { ...process.env, APT_CONFIG: lists, XDG_CACHE_HOME: tools, ...variables };
    return timeCommand([process.execPath, cli, "--build=false", targets], { env, cwd: program });
  };
  const env = { ...process.env, APT_CONFIG: full, XDG_CACHE_HOME: tools };
  timeCommand([process.execPath, cli, "lock", targets], { env, cwd: locked });
  return [
    { what: "cold start of linux/arm64, no index there", run: setUp(plain, empty) },
    // The InRelease files, which some mirrors send in full where others say that they are the same.
    { what: "the same, the machine's indexes up to date", index: 1e6, run: setUp(plain, full) },
    { what: "the same, with a lock and no index there", index: 0, run: setUp(locked, empty) },
  ];
}

/** A configuration of apt with a state of its own. @returns Its file. */
export function makeLists(home: string, name: string): string {
  const state = join(home, name);
  mkdirSync(join(state, "lists/partial"), { recursive: true });
  mkdirSync(join(state, "cache/archives/partial"), { recursive: true });
  const file = join(home, `${name}.conf`);
  writeFileSync(
    file,
    `Dir::State "${state}";\nDir::State::lists "${state}/lists";\nDir::Cache "${state}/cache";\nAPT::Sandbox::User "root";\n`,
  );
  return file;
}

type Measured = Way & { readonly seconds: readonly number[]; readonly fetched: Counted };

/** All ways in turn, so that whatever else the machine does meets each of them. */
function measure(ways: readonly Way[], runs: number, proxy: CountingProxy): readonly Measured[] {
  const times = Array.from({ length: runs }, () => ways.map(({ run }) => run({})));
  return ways.map((way, index) => {
    proxy.take();
    way.run({ http_proxy: proxy.url });
    return { ...way, seconds: times.map((each) => each[index] ?? Number.NaN), fetched: proxy.take() };
  });
}

function describe({ what, seconds, fetched, index }: Measured, theirs: Measured): readonly Row[] {
  const words = ({ others, packages }: Counted) => `index ${kilobytes(others)}, packages ${kilobytes(packages)}`;
  const sum = ({ others, packages }: Counted) => others + packages;
  const limit = index === undefined ? {} : { bar: `index ≤ ${index / 1000} kB`, holds: holds(fetched.others <= index) };
  return [
    ratioRow(`${what}, compared with apt-get`, { ours: seconds, theirs: theirs.seconds }),
    {
      ...plainRow(`${what}, bytes fetched`, words(fetched), {
        theirs: words(theirs.fetched),
        ratio: (sum(fetched) / sum(theirs.fetched)).toFixed(2),
      }),
      ...limit,
    },
  ];
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;

const holds = (isSo: boolean) => (isSo ? "yes" : "no");
