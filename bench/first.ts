import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { makeLists } from "./cold.ts";
import { timeCommand } from "./measure.ts";
import { describeTimes, plainRow, type Row } from "./table.ts";

const repository = join(import.meta.dirname, "..");

/**
 * From an empty directory to the first binaries: the package that is published is installed by npm, and the first command of
 * the README builds a program with C in it. Cold, nothing is there: neither npm's cache, an index of apt's, a compiler nor
 * anything that Go has compiled. Warm, only the directory of the program is new. Go's modules are there both times.
 */
export async function benchFirst(runs: number): Promise<readonly Row[]> {
  const home = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
  try {
    const tarball = pack(home);
    const times = Array.from({ length: runs }, () => {
      const caches = mkdtempSync(join(home, "caches-"));
      return [first(home, caches, tarball), first(home, caches, tarball)] as const;
    });
    const [cold, warm] = [times.map(([each]) => each), times.map(([, each]) => each)];
    const [installed, built] = [cold.map(({ install }) => install), cold.map(({ build }) => build)];
    return [
      plainRow("npm install of the package", describeTimes(installed)),
      plainRow("the README's first command, nothing there yet", describeTimes(built)),
      plainRow("from an empty directory to the first binaries", describeTimes(cold.map(whole))),
      plainRow("the same again, with warm caches", describeTimes(warm.map(whole))),
    ];
  } finally {
    rmSync(home, { recursive: true });
  }
}

type Times = { readonly install: number; readonly build: number };

const whole = ({ install, build }: Times) => install + build;

/** @returns The file that `npm publish` would upload. */
function pack(home: string): string {
  execFileSync(process.execPath, [join(repository, "scripts/package.ts"), join(home, "package")]);
  execFileSync("npm", ["pack", "--pack-destination", home, join(home, "package")], { stdio: "pipe" });
  const [tarball = ""] = globSync("*.tgz", { cwd: home });
  return join(home, tarball);
}

/** What a newcomer does, in a new directory, with caches that may be empty. */
function first(home: string, caches: string, tarball: string): Times {
  const app = mkdtempSync(join(home, "app-"));
  cpSync(join(repository, "examples/zstd"), app, { recursive: true });
  const env = {
    ...process.env,
    HOME: join(caches, "home"),
    XDG_CACHE_HOME: join(caches, "cache"),
    GOCACHE: join(caches, "go"),
    GOMODCACHE: execFileSync("go", ["env", "GOMODCACHE"], { encoding: "utf8" }).trim(),
    APT_CONFIG: makeLists(caches, "apt"),
    npm_config_cache: join(caches, "npm"),
    NO_UPDATE_NOTIFIER: "1",
  };
  const prefix = join(app, "node");
  const install = timeCommand(["npm", "install", "--no-audit", "--no-fund", "--prefix", prefix, tarball], {
    env,
    cwd: home,
  });
  const [, ...words] = firstCommand();
  const PATH = [join(prefix, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const build = timeCommand(words, { env: { ...env, PATH }, cwd: app });
  return { install, build };
}

/** The words of the README's first line with npx. */
function firstCommand(): readonly string[] {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  return /^npx cgo-cross .*$/m.exec(readme)?.[0].split(" ") ?? [];
}
