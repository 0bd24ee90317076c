import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../support/runner.ts";
import { sharedTools } from "./examples.ts";

/** The first `npx` line of the README, without npx: what a newcomer types. */
function firstCommand(): readonly string[] {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  return /^npx (cgo-cross .*)$/m.exec(readme)?.[1]?.split(" ") ?? [];
}

test("the published package installs alone, small and without scripts, and builds what the README begins with", () => {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-package-"));
  const app = join(directory, "app");
  const home = join(directory, "home");
  // npm's own settings and caches stay out of it.
  const env = { ...process.env, HOME: home, npm_config_cache: join(directory, "npm"), NO_UPDATE_NOTIFIER: "1" };
  const run = (file: string, ...args: readonly string[]) =>
    execFileSync(file, args, { cwd: app, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  cpSync(join(repository, "examples/zstd"), app, { recursive: true });
  execFileSync(process.execPath, [join(repository, "scripts/package.ts"), join(directory, "package")]);
  run("npm", "pack", "--pack-destination", directory, join(directory, "package"));
  const [tarball = ""] = globSync("*.tgz", { cwd: directory });

  run("npm", "install", "--offline", "--no-audit", "--no-fund", "--prefix", directory, join(directory, tarball));
  const installed = join(directory, "node_modules");
  expect(readdirSync(installed).filter((name) => !name.startsWith("."))).toEqual(["cgo-cross"]);
  const described = JSON.parse(readFileSync(join(installed, "cgo-cross/package.json"), "utf8"));
  expect(Object.keys(described).filter((key) => /dependencies|scripts/i.test(key))).toEqual([]);
  const files = globSync("cgo-cross/**", { cwd: installed }).map((file) => statSync(join(installed, file)));
  const bytes = files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
  expect(bytes).toBeLessThan(5_000_000);

  // Debian 12 and Ubuntu 24.04 have Node.js 18, of which npm only warns.
  const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } })';
  const preload = `--import=data:text/javascript,${encodeURIComponent(old)}`;
  const refused = spawnSync(process.execPath, [preload, join(installed, "cgo-cross/start.js")], { encoding: "utf8" });
  expect(refused).toMatchObject({
    status: 2,
    stderr:
      "error: cgo-cross needs Node.js 20.19 or later, and this is 18.20.4; install a later one, as from nodejs.org\n",
  });

  const [program = "", ...args] = firstCommand();
  expect(program).toBe("cgo-cross");
  const PATH = [join(installed, ".bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const XDG_CACHE_HOME = join(sharedTools, "..", "cli");
  const { GOCACHE, GOMODCACHE } = JSON.parse(execFileSync("go", ["env", "-json"], { encoding: "utf8" }));
  execFileSync(program, args, { cwd: app, env: { ...env, PATH, XDG_CACHE_HOME, GOCACHE, GOMODCACHE }, stdio: "pipe" });
  const sums = readFileSync(join(app, "dist/SHA256SUMS"), "utf8");
  expect(sums).toMatch(/zstd_linux_arm64/);
  rmSync(directory, { recursive: true });
}, 300_000);
