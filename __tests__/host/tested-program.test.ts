import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { testedEnvironment } from "../../src/host/child-environment.ts";
import { makeProcesses } from "../../src/host/processes.ts";
import type { Command, Environment } from "../../src/host/types.ts";
import { isAlive, processesCarrying } from "../support/process-table.ts";

const directory = mkdtempSync(join(tmpdir(), "tested-program-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const Path = "/usr/bin:/bin";
const processes = makeProcesses({ PATH: Path });

function scratch(): string {
  return mkdtempSync(join(directory, "scratch-"));
}

/** Runs a script as a program under test; nothing of it is left in the scratch directory. */
async function runTested(script: string, rest: Partial<Command> = {}) {
  const own = scratch();
  const tested = { kind: "alone", directory: own } as const;
  const done = await processes.run({ file: "/bin/sh", args: ["-c", script, "name"], tested, ...rest });
  expect(readdirSync(own)).toEqual([]);
  return done;
}

describe("the environment of a program under test", () => {
  const kept = {
    PATH: Path,
    GREETING: "hello",
    GITHUB_SHA: "ffac537e6cbbf934b08745a378932722df287a53",
    RUNNER_TRACKING_ID: "github_1",
    GODEBUG: "x509sha1=1",
    GOPRIVATE: "example.com/private",
    LANG: "C.UTF-8",
    HTTPS_PROXY: "http://proxy.example.com:3128",
    MONKEY: "see",
    PATTERN: "x",
    KEYBOARD: "qwerty",
    AUTHOR: "somebody",
  };
  test.each<Environment>([
    { GITHUB_TOKEN: "t" },
    { GH_TOKEN: "t" },
    { NPM_CONFIG__AUTHTOKEN: "t" },
    { AWS_SECRET_ACCESS_KEY: "t", AWS_ACCESS_KEY_ID: "t", AWS_SESSION_TOKEN: "t" },
    { DB_PASSWORD: "t", REGISTRY_PASS: "t", GOOGLE_APPLICATION_CREDENTIALS: "/t", DOCKER_AUTH_CONFIG: "{}" },
    { GOAUTH: "netrc", NETRC: "/t", GIT_ASKPASS: "/t", GIT_CONFIG_VALUE_0: "t", SSH_AUTH_SOCK: "/t", KUBECONFIG: "/t" },
    { XDG_CONFIG_HOME: "/t", XDG_RUNTIME_DIR: "/run/user/1", DBUS_SESSION_BUS_ADDRESS: "unix:path=/t" },
    { GOPROXY: "https://user:pass@proxy.example.com,direct" },
    { REMOTE: "https://x-access-token@example.com/" },
    { MINE: "ghs_0123456789abcdefghij0123456789abcdef" },
    { SIGNING: "-----BEGIN OPENSSH PRIVATE KEY-----\nx" },
    { GH_TOKEN: "0123456789abcdef", HEADER: "Bearer 0123456789abcdef" },
    { ACTIONS_RUNTIME_TOKEN: "t", INPUT_RUN: "true", GITHUB_ENV: "/t" },
  ])("has nothing of %o", (given) => {
    expect(testedEnvironment({ ...kept, ...given })).toEqual(kept);
  });

  test("has an empty home and temporary directory, which are removed with all that is in them", async () => {
    const script = `
      ls -A "$HOME" "$TMPDIR" | grep -v : | grep . && exit 3
      mkdir -p "$HOME/go/pkg/mod" "$TMPDIR/x" && echo x > "$HOME/go/pkg/mod/file" && chmod -R a-w "$HOME/go"
      echo "$HOME"; echo "$TMPDIR"; env`;
    const environment = {
      PATH: Path,
      HOME: "/root",
      TMPDIR: "/tmp",
      GITHUB_TOKEN: "secret",
      PERL5OPT: "-Mnone",
      GREETING: "hi",
    };
    const done = await runTested(script, { environment });
    expect(done.exitCode).toBe(0);
    const [home = "", temporary = "", ...variables] = done.stdout.trim().split("\n");
    expect(home).toContain(directory);
    expect(temporary).toContain(directory);
    expect(variables.map((line) => line.split("=")[0]).sort()).toEqual(
      ["CGO_CROSS_CHILD", "GOTMPDIR", "GREETING", "HOME", "PATH", "PERL5OPT", "PWD", "TMPDIR"].sort(),
    );
    expect(existsSync(home)).toBe(false);
  });

  test("has the directories that its emulator gives it, where programs share them", async () => {
    const environment = { PATH: Path, HOME: "/wine", GITHUB_TOKEN: "secret" };
    const done = await processes.run({ file: "env", args: [], environment, tested: { kind: "shared" } });
    expect(done.stdout).toContain("HOME=/wine\n");
    expect(done.stdout).not.toContain("secret");
  });
});

describe("how a program under test ends", () => {
  test.each([
    ["exit 0", { ending: "exit", exitCode: 0 }],
    ["echo out; echo err >&2; exit 7", { ending: "exit", exitCode: 7, stdout: "out\n", stderr: "err\n" }],
    ["kill -SEGV $$", { ending: "signal", exitCode: undefined, signal: "SIGSEGV" }],
    ["kill -PIPE $$", { ending: "signal", signal: "SIGPIPE" }],
    ["kill -INT $$", { ending: "signal", signal: "SIGINT" }],
    ["kill -KILL $$", { ending: "signal", signal: "SIGKILL" }],
  ])("%s", async (script, expected) => {
    expect(await runTested(script)).toMatchObject(expected);
  });

  test("gets its words, its directory and its libraries' path as they are", async () => {
    const environment = { PATH: Path, LD_LIBRARY_PATH: "/no such:/=x", LC_ALL: "xx_XX" };
    const done = await runTested('echo "$0|$1|$2"; pwd; echo "$LD_LIBRARY_PATH"', {
      args: ["-c", 'echo "$0|$1|$2"; pwd; echo "$LD_LIBRARY_PATH"', "a b", "ü", ""],
      directory: "/usr",
      environment,
    });
    expect(done).toMatchObject({ stdout: "a b|ü|\n/usr\n/no such:/=x\n", stderr: "" });
  });

  test("that cannot be started is an error with the reason", async () => {
    const file = join(directory, "no-interpreter");
    writeFileSync(file, "#!/no/such/interpreter\n", { mode: 0o755 });
    await expect(runTested("", { file })).rejects.toThrow(/^cannot start ".*no-interpreter": .*No such file/);
    await expect(runTested("", { file: "/no-such-program" })).rejects.toThrow("no executable file there");
  });
});

/** Leaves a process running that nothing ties to it: another session, no environment, no open file, in `/`. */
function daemon(file: string): string {
  const quiet = "</dev/null >/dev/null 2>&1";
  return `(cd / && env -i /usr/bin/setsid /bin/sh -c 'echo $$ > "${file}"; exec /bin/sleep 1000' ${quiet} &)`;
}

describe("what a program under test leaves running", () => {
  test.each([
    ["exits", "exit 0", {}],
    ["fails", "exit 3", {}],
    ["crashes", "kill -KILL $$", {}],
    ["is out of time", "sleep 1000", { timeoutSeconds: 3 }],
  ])("is killed when it %s", async (_how, ending, rest) => {
    const file = join(scratch(), "pid");
    const waits = `until [ -s "${file}" ]; do sleep 0.01; done`;
    await runTested(`${daemon(file)}; ${waits}; ${ending}`, rest);
    expect(isAlive(Number(readFileSync(file, "utf8")))).toBe(false);
  });

  test("is killed while it keeps forking", async () => {
    const mark = `FORKED=${randomUUID()}`;
    const script = `while :; do (env -i ${mark} setsid sleep 100 >/dev/null 2>&1 &); done`;
    expect(await runTested(script, { timeoutSeconds: 1 })).toMatchObject({ ending: "timeout" });
    expect(processesCarrying(mark)).toEqual([]);
  });

  test("is killed when the run is cancelled", async () => {
    const own = makeProcesses({ PATH: Path });
    const file = join(scratch(), "pid");
    const tested = { kind: "alone", directory: scratch() } as const;
    const run = own.run({ file: "sh", args: ["-c", `${daemon(file)}; sleep 1000`], tested });
    await expect.poll(() => existsSync(file) && readFileSync(file, "utf8"), { timeout: 20_000 }).toMatch(/\n/);
    own.endAll();
    expect(isAlive(Number(readFileSync(file, "utf8")))).toBe(false);
    await run;
  });

  test("is killed without Perl as well, if it has kept its environment", async () => {
    const bare = makeProcesses({ PATH: "/nowhere" });
    const file = join(scratch(), "pid");
    const script = `(setsid sh -c 'echo $$ > "${file}"; exec sleep 1000' >/dev/null 2>&1 &); until [ -s "${file}" ]; do sleep 0.01; done`;
    const tested = { kind: "alone", directory: scratch() } as const;
    await bare.run({ file: "/bin/sh", args: ["-c", script], environment: { PATH: Path }, tested });
    expect(isAlive(Number(readFileSync(file, "utf8")))).toBe(false);
  });
});

describe("a command of a person's own", () => {
  test("has its environment as it stands, and leaves nothing all the same", async () => {
    const file = join(scratch(), "pid");
    const script = `${daemon(file)}; until [ -s "${file}" ]; do sleep 0.01; done; echo $GH_TOKEN $HOME`;
    const environment = { PATH: Path, GH_TOKEN: "t", HOME: "/h" };
    const tested = { kind: "command", directory: scratch() } as const;
    const done = await processes.run({ file: "sh", args: ["-c", script], environment, tested });
    expect([done.stdout, done.exitCode]).toEqual(["t /h\n", 0]);
    expect(isAlive(Number(readFileSync(file, "utf8")))).toBe(false);
  });

  test("is said not to start by its own name", async () => {
    const file = join(scratch(), "broken");
    writeFileSync(file, "#!/nowhere/at/all\n", { mode: 0o755 });
    const tested = { kind: "command", directory: directory } as const;
    await expect(processes.run({ file, args: [], tested })).rejects.toThrow(`cannot start "${file}": No such file`);
    await expect(processes.attach({ file: "no-such-program", args: [], passSignals: false })).rejects.toThrow(
      'cannot start "no-such-program": not found on PATH',
    );
  });

  test("has the exit code that it ends with, also by a signal, on this process's own streams", async () => {
    const attach = (script: string) => processes.attach({ file: "sh", args: ["-c", script], passSignals: true });
    expect([await attach("exit 3"), await attach("kill -KILL $$")]).toEqual([3, 137]);
  });
});
