import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, putProgram } from "./builds.ts";
import { ran } from "./describe-host.ts";
import { given, type HostRoot, missingReason, openHost, runnerUser } from "./roots.ts";

const missing = missingReason();

/** Job containers run as root in a work tree of the runner's user, and have what their image has. */
describe("in a job container of Debian 13", () => {
  let host: HostRoot | undefined;
  beforeAll(async () => {
    host = missing === undefined ? await openHost("trixie") : undefined;
    await host?.run(["sh", "-c", "apt-get update -q && apt-get install -qy --no-install-recommends git"]);
  });
  afterAll(() => host?.remove());

  test("a work tree of another user is found before anything is fetched, and both ways out work", async (context) => {
    const opened = given(context, host, missing);
    const directory = await putProgram(opened, "tiny");
    const commit =
      "cd $0 && git init -q && git add . && git -c user.name=a -c user.email=a@example.com commit -qm a && chown -R $1 .";
    await opened.run(["sh", "-c", commit, directory, String(runnerUser)]);
    const flags = ["--targets", "linux/arm64", "--run"];
    const refused = await build(opened, directory, flags);
    expect([refused.exitCode, refused.fates]).toEqual([2, {}]);
    expect(refused.stderr).toContain(`git config --global --add safe.directory ${directory}`);
    expect(refused.stderr).not.toContain("Refreshing");
    const without = await build(opened, directory, [...flags, "--go-flags", "-buildvcs=false"]);
    expect(without.fates, without.stderr).toEqual({ "linux/arm64": ran });
    await opened.run(["git", "config", "--global", "--add", "safe.directory", directory]);
    const trusted = await build(opened, directory, flags);
    expect(trusted.fates, trusted.stderr).toEqual({ "linux/arm64": ran });
  });

  test.for<[what: string, env: Readonly<Record<string, string>>]>([
    ["no home", { HOME: "" }],
    ["a home that is not there", { HOME: "/nonexistent" }],
    ["a relative cache directory", { HOME: "/", XDG_CACHE_HOME: "cache" }],
    ["no temporary directory", { HOME: "/home/runner", TMPDIR: "/nonexistent" }],
  ])("passes for a user without an entry in passwd, with %s", async ([, env], context) => {
    const opened = given(context, host, missing);
    const user = runnerUser;
    const directory = await putProgram(opened, "plain", user);
    const caches = { GOCACHE: "/home/runner/go-build", GOMODCACHE: "/home/runner/modules" };
    const built = await build(opened, directory, ["--targets", "linux/arm64", "--run"], {
      user,
      env: { ...caches, ...env },
    });
    expect(built.fates, built.stderr).toEqual({ "linux/arm64": ran });
    expect(built.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  test.for<[what: string, noexec: readonly string[]]>([
    ["/tmp", ["/tmp"]],
    ["the cache", ["/home/runner/.cache"]],
  ])("builds and runs where %s starts no programs", async ([, noexec], context) => {
    const opened = given(context, host, missing);
    const user = runnerUser;
    const directory = await putProgram(opened, "tiny", user);
    const caches = { GOCACHE: "/home/runner/go-build", GOMODCACHE: "/home/runner/modules" };
    const env = { HOME: "/home/runner", ...caches };
    const built = await build(opened, directory, ["--targets", "linux/amd64,linux/arm64", "--run"], {
      user,
      env,
      noexec,
    });
    expect(built.fates, built.stderr).toEqual({ "linux/amd64": ran, "linux/arm64": ran });
    expect(built.stderr).toMatch(/noexec|start/);
  });

  test("a file of sources that this user cannot read is left out", async (context) => {
    const opened = given(context, host, missing);
    opened.write("etc/apt/sources.list.d/private.list", "deb http://token@127.0.0.1:1/ x main\n", 0o600);
    const user = runnerUser;
    const directory = await putProgram(opened, "tiny", user);
    const env = { HOME: "/home/runner", XDG_CACHE_HOME: `${directory}/cache` };
    const built = await build(opened, directory, ["--targets", "linux/arm64", "--run"], { user, env });
    expect(built.fates, built.stderr).toEqual({ "linux/arm64": ran });
    expect(built.stderr).toContain("private.list");
    await opened.run(["rm", "/etc/apt/sources.list.d/private.list"]);
  });
});
