import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeProcesses, quoteForExec } from "../../src/host/processes.ts";
import type { Command, Processes, RunningProcess } from "../../src/host/types.ts";
import { isAlive, processesCarrying } from "../support/process-table.ts";

const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
let directory: string;
let processes: Processes;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "processes-"));
  processes = makeProcesses({ PATH: searchPath, GREETING: "hello" });
});

afterEach(() => {
  processes.endAll();
  processes = makeProcesses({ PATH: searchPath, GREETING: "hello" });
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const shell = (script: string, rest: Partial<Command> = {}): Command => ({ file: "sh", args: ["-c", script], ...rest });
const node = (script: string, rest: Partial<Command> = {}): Command => ({
  file: process.execPath,
  args: ["-e", script],
  ...rest,
});

/** Waits until a file exists and returns its text. */
async function appears(file: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.endsWith("\n")) {
      return text.trim();
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${file} did not appear`);
}

describe("run", () => {
  it("returns both streams, separate and interleaved, the exit code and the time", async () => {
    const done = await processes.run(shell("echo out; sleep 0.1; echo err >&2; sleep 0.1; echo out2; exit 3"));
    expect(done).toMatchObject({
      ending: "exit",
      exitCode: 3,
      stdout: "out\nout2\n",
      stderr: "err\n",
      output: "out\nerr\nout2\n",
    });
    expect(done.seconds).toBeGreaterThan(0.2);
    expect(done.seconds).toBeLessThan(30);
  });

  it("splits no line or character when it interleaves the streams", async () => {
    const lines: string[] = [];
    const script = `
      const part = Buffer.from("grün\\n"); const wait = (f) => setTimeout(f, 60);
      process.stdout.write(part.subarray(0, 3));
      wait(() => { process.stderr.write("err\\r\\n"); wait(() => { process.stdout.write(part.subarray(3)); process.stdout.write("end"); }); });`;
    const done = await processes.run(node(script, { onLine: (line) => lines.push(line) }));
    expect(done.output).toBe("err\ngrün\nend");
    expect(done.stdout).toBe("grün\nend");
    expect(lines).toEqual(["err", "grün", "end"]);
  });

  it("calls onLine while the command is running", async () => {
    const started = performance.now();
    let calledAt = 0;
    const onLine = () => {
      calledAt = performance.now() - started;
    };
    const done = await processes.run(shell("echo now; exec sleep 3", { onLine }));
    expect(calledAt).toBeLessThan(done.seconds * 1000 - 1000);
  });

  it("tells whoever watches what the child and its descendants are at, and where", async () => {
    const seen: RunningProcess[] = [];
    const onProcesses = (running: readonly RunningProcess[]) => {
      seen.push(...running);
      if (running.some(({ args }) => args[0] === "sleep")) {
        stop.abort();
      }
    };
    const stop = new AbortController();
    await processes.run(shell("cd /usr; sleep 60; echo", { directory, onProcesses, stop: stop.signal }));
    expect(seen).toContainEqual({ args: ["sleep", "60"], directory: "/usr" });
    const shells = seen.filter(({ args }) => args[2] === "cd /usr; sleep 60; echo");
    expect(shells.map(({ directory: each }) => each)).toContain("/usr");
    expect(seen.every(({ args }) => args.length > 0)).toBe(true);
  });

  it("does not use a shell", async () => {
    const words = ["$HOME `id` * ; exit 9", 'a "quoted" word', "back\\slash", "", " leading", "new\nline"];
    const done = await processes.run({ file: "printf", args: ["<%s>", ...words] });
    expect(done.stdout).toBe(words.map((word) => `<${word}>`).join(""));
  });

  it.each([
    "plain",
    "with space",
    "two  spaces ",
    'quo"te',
    "back\\slash",
    'mix\\" "\\\\x',
    "'single'",
    "tab\there",
    "ünïcode",
    "-dash",
    "$(id)",
    "line\nbreak",
    "end\\",
  ])("starts a file of the name %j in a directory of that name", async (name) => {
    const file = join(directory, name, `${name} `);
    await mkdir(join(directory, name), { recursive: true });
    await writeFile(file, '#!/bin/sh\nprintf %s "$0|$1"\n');
    await chmod(file, 0o755);
    const done = await processes.run({ file, args: ["x y"] });
    expect(done.stdout).toBe(`${file}|x y`);
  });

  it("quotes for the command-line parser of @actions/exec", () => {
    expect(quoteForExec('/a b\\"c')).toBe('/a" "b\\"\\""c ');
  });

  it("replaces the whole environment if one is given", async () => {
    expect((await processes.run({ file: "env", args: [] })).stdout).toContain("GREETING=hello\n");
    const done = await processes.run({
      file: "env",
      args: [],
      environment: { PATH: searchPath, ONLY: "this", NOT: undefined },
    });
    expect(done.stdout.trim().split("\n").sort()).toEqual([
      expect.stringMatching(/^CGO_CROSS_CHILD=/),
      "ONLY=this",
      `PATH=${searchPath}`,
    ]);
  });

  it("passes on nothing that a runner gives to the action alone", async () => {
    const forActions = {
      ACTIONS_RUNTIME_TOKEN: "x",
      ACTIONS_RESULTS_URL: "x",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x",
      INPUT_TARGETS: "x",
      "INPUT_GO-FLAGS": "x",
      STATE_x: "x",
      GITHUB_ENV: "x",
      GITHUB_OUTPUT: "x",
      GITHUB_PATH: "x",
      GITHUB_STATE: "x",
      GITHUB_STEP_SUMMARY: "x",
      FORGEJO_OUTPUT: "x",
    };
    const forAll = { GITHUB_TOKEN: "t", GITHUB_SHA: "s", RUNNER_TRACKING_ID: "r", GOPRIVATE: "p", SSH_AUTH_SOCK: "a" };
    const environment = { PATH: searchPath, ...forActions, ...forAll };
    const byDefault = makeProcesses(environment);
    for (const run of [
      byDefault.run({ file: "env", args: [] }),
      processes.run({ file: "env", args: [], environment }),
    ]) {
      const names = (await run).stdout.split("\n").flatMap((line) => line.split("=")[0] || []);
      expect(names.sort()).toEqual(["CGO_CROSS_CHILD", "PATH", ...Object.keys(forAll)].sort());
    }
  });

  it("runs in the directory it is given", async () => {
    expect((await processes.run({ file: "pwd", args: [], directory })).stdout.trim()).toBe(directory);
  });

  it("passes the input, and closes standard input if there is none", async () => {
    expect((await processes.run({ file: "cat", args: [], input: "in\n" })).stdout).toBe("in\n");
    expect(await processes.run({ file: "cat", args: [], timeoutSeconds: 5 })).toMatchObject({
      exitCode: 0,
      stdout: "",
    });
  });

  it("accepts that a command does not read its input", async () => {
    expect(await processes.run({ file: "true", args: [], input: "x".repeat(5_000_000) })).toMatchObject({
      exitCode: 0,
    });
  });

  it("collects a hundred megabytes of lines", async () => {
    const line = `${"x".repeat(99)}\n`;
    const done = await processes.run(shell(`yes ${line.trim()} | head -c 100000000`));
    expect(done.stdout.length).toBe(100_000_000);
    expect(done.stdout.startsWith(line) && done.stdout.endsWith(line)).toBe(true);
    expect(done.output).toBe(done.stdout);
  });

  it.each(["", "; echo said >&2"])(
    "cuts what is shown of a line that nobody reads, but not what is data%s",
    async (more) => {
      const lines: string[] = [];
      const kept = 262_144;
      const script = `echo first; head -c 400000 /dev/zero | tr '\\0' x; echo; echo last${more}`;
      const done = await processes.run(shell(script, { onLine: (line) => lines.push(line) }));
      expect(done.stdout).toBe(`first\n${"x".repeat(400_000)}\nlast\n`);
      const cut = `${"x".repeat(kept)}… (${400_000 - kept} more characters)`;
      const expected = ["first", cut, "last", ...(more === "" ? [] : ["said"])];
      expect(
        done.output
          .split("\n")
          .filter((line) => line !== "")
          .sort(),
      ).toEqual(expected.sort());
      expect(lines.sort()).toEqual(expected);
    },
  );

  it("kills a command that prints more than 256 MiB", async () => {
    await expect(processes.run({ file: "yes", args: ["x".repeat(1000)] })).rejects.toThrow(
      '"yes" printed more than 256 MiB',
    );
  });

  it("distinguishes a signal from an exit code", async () => {
    expect(await processes.run(shell("kill -SEGV $$"))).toMatchObject({
      ending: "signal",
      exitCode: undefined,
      signal: "SIGSEGV",
    });
    expect(await processes.run(shell("exit 139"))).toMatchObject({ ending: "exit", exitCode: 139 });
  });

  it("kills a command at its timeout, and returns what it has printed", async () => {
    const done = await processes.run(shell("echo before; sleep 100; echo after", { timeoutSeconds: 0.3 }));
    expect(done).toMatchObject({ ending: "timeout", exitCode: undefined, stdout: "before\n" });
    expect(done.seconds).toBeGreaterThan(0.29);
    expect(done.seconds).toBeLessThan(30);
  });

  it("terminates a child and its descendants when it is stopped, and kills those that do not exit", async () => {
    const stopped = async (script: string) => {
      const stop = new AbortController();
      const done = await processes.run(
        shell(script, { stop: stop.signal, onLine: (line) => line === "started" && stop.abort() }),
      );
      return { ending: done.ending, exitCode: done.exitCode, stdout: done.stdout };
    };
    const tidy = (name: string) => `trap 'echo ${name} >> tidied; exit 4' TERM; echo > ${name}-ready; `;
    const wait = "while :; do sleep 0.01; done";
    const child = `(${tidy("child")} ${wait}) & until [ -e child-ready ]; do sleep 0.01; done;`;
    expect(await stopped(`cd ${directory}; ${child} ${tidy("parent")} echo started; ${wait}`)).toEqual({
      ending: "exit",
      exitCode: 4,
      stdout: "started\n",
    });
    expect((await appears(join(directory, "tidied"))).split("\n").sort()).toEqual(["child", "parent"]);
    expect(await stopped("trap '' TERM; echo started; while :; do sleep 0.01; done")).toEqual({
      ending: "signal",
      exitCode: undefined,
      stdout: "started\n",
    });
    expect(await processes.run(shell("sleep 60", { stop: AbortSignal.abort() }))).toMatchObject({ ending: "signal" });
  });

  it("does not wait for processes that a command leaves running", async () => {
    const done = await processes.run(shell("sleep 100 & echo done"));
    expect(done).toMatchObject({ ending: "exit", exitCode: 0, stdout: "done\n" });
    expect(done.seconds).toBeLessThan(60);
  });

  it("throws what onLine throws, and kills the command", async () => {
    const onLine = () => {
      throw new Error("not that line");
    };
    const started = performance.now();
    await expect(processes.run(shell("echo x; sleep 100", { onLine }))).rejects.toThrow("not that line");
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it("throws the reason if a command cannot be started", async () => {
    await writeFile(join(directory, "plain.txt"), "x");
    await writeFile(join(directory, "no-interpreter"), "#!/no/such/thing\n", { mode: 0o755 });
    const run = (command: Partial<Command>) => processes.run({ file: "true", args: [], ...command });
    await expect(run({ file: "no-such-tool" })).rejects.toThrow('cannot start "no-such-tool": not found on PATH');
    await expect(run({ file: "sh", environment: {} })).rejects.toThrow('cannot start "sh": not found on PATH');
    await expect(run({ file: join(directory, "plain.txt") })).rejects.toThrow("no executable file there");
    await expect(run({ file: directory })).rejects.toThrow("no executable file there");
    await expect(run({ file: join(directory, "no-interpreter") })).rejects.toThrow(/cannot start .*ENOENT/);
    await expect(run({ directory: "/no/such" })).rejects.toThrow(/cannot start "true": .*\/no\/such/);
    await expect(run({ args: ["a\0b"] })).rejects.toThrow("has a NUL");
    await expect(run({ args: ["x".repeat(200_000)] })).rejects.toThrow("too long");
    await expect(run({ args: Array.from({ length: 30 }, () => "x".repeat(100_000)) })).rejects.toThrow("too long");
  });

  it("accepts an argument as long as Linux does", async () => {
    expect(await processes.run({ file: "true", args: ["x".repeat(131_070)] })).toMatchObject({ exitCode: 0 });
  });
});

describe("find", () => {
  it("finds executables in the order of the PATH it was given", async () => {
    const [first, second] = [join(directory, "first"), join(directory, "second")];
    for (const place of [first, second]) {
      await mkdir(join(place, "a-directory"), { recursive: true });
      await copyFile("/bin/true", join(place, "tool"));
      await writeFile(join(place, "text"), "x", { mode: 0o644 });
      await symlink("/bin/true", join(place, "link"));
    }
    await chmod(join(first, "tool"), 0o644);
    const { find } = makeProcesses({ PATH: `:.:relative:${first}:${second}` });
    expect(await find("tool")).toBe(join(second, "tool"));
    expect(await find("link")).toBe(join(first, "link"));
    for (const name of ["text", "a-directory", "sh", "", "../second/tool"]) {
      expect(await find(name)).toBeUndefined();
    }
    expect(await makeProcesses({}).find("sh")).toBeUndefined();
  });

  it("takes an absolute path as it stands", async () => {
    const { find } = makeProcesses({});
    await writeFile(join(directory, "plain-text"), "x", { mode: 0o644 });
    expect(await find("/bin/sh")).toBe("/bin/sh");
    for (const name of ["/nowhere/sh", directory, join(directory, "plain-text")]) {
      expect(await find(name)).toBeUndefined();
    }
  });
});

describe("endAll", () => {
  it("kills children, and descendants in a session or with an environment of their own", async () => {
    const file = (name: string) => join(directory, `pid-of-${name}`);
    const scripts = {
      plain: `sh -c 'echo $$ > ${file("plain")}; sleep 1000' & wait`,
      setsid: `setsid sh -c 'echo $$ > ${file("setsid")}; sleep 1000'`,
      orphan: `(setsid sh -c 'echo $$ > ${file("orphan")}; exec sleep 1000' &) ; sleep 1000`,
      bare: `env -i /bin/sh -c 'echo $$ > ${file("bare")}; /bin/sleep 1000'`,
      ignoring: `trap '' INT TERM HUP; echo $$ > ${file("ignoring")}; while :; do sleep 0.01; done`,
    };
    const runs = Object.values(scripts).map((script) => processes.run(shell(script)));
    const pids = await Promise.all(Object.keys(scripts).map(async (name) => Number(await appears(file(name)))));
    expect(pids.map(isAlive)).toEqual(pids.map(() => true));
    const started = performance.now();
    processes.endAll();
    const took = performance.now() - started;
    expect(pids.map(isAlive)).toEqual(pids.map(() => false));
    expect(took).toBeLessThan(10_000);
    for (const run of runs) {
      expect(await run).toMatchObject({ ending: "signal", exitCode: undefined });
    }
  });

  it("kills a command that keeps forking", async () => {
    const [mark = ""] = (await processes.run(shell("echo $CGO_CROSS_CHILD"))).stdout.split("/").slice(-2);
    expect(mark).toMatch(/^[0-9a-f]{18}$/);
    const run = processes.run(shell("while :; do (setsid sleep 100 &); done"));
    await expect.poll(() => processesCarrying(mark).length, { timeout: 20_000 }).toBeGreaterThan(10);
    processes.endAll();
    expect(processesCarrying(mark)).toEqual([]);
    expect(await run).toMatchObject({ ending: "signal" });
  });

  it("starts nothing afterwards, and kills what was about to start", async () => {
    const late = processes.run(shell("sleep 1000"));
    processes.endAll();
    const outcome = await late.then(
      (done) => done.ending,
      (error: Error) => error.message,
    );
    expect(["signal", 'cannot start "sh": the run was cancelled']).toContain(outcome);
    await expect(processes.run({ file: "true", args: [] })).rejects.toThrow("the run was cancelled");
  });

  it("does not kill children of another tree", async () => {
    const others = makeProcesses({ PATH: searchPath });
    const run = others.run(shell("sleep 0.5; echo whole"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    processes.endAll();
    expect(await run).toMatchObject({ ending: "exit", stdout: "whole\n" });
  });

  it("does not end other commands when one times out", async () => {
    const file = join(directory, "grandchild");
    const other = processes.run(shell("sleep 6; echo whole"));
    const script = `setsid sh -c 'echo $$ > ${file}; sleep 1000' & wait`;
    const done = await processes.run(shell(script, { timeoutSeconds: 3 }));
    expect(done.ending).toBe("timeout");
    expect(isAlive(Number(await appears(file)))).toBe(false);
    expect(await other).toMatchObject({ ending: "exit", stdout: "whole\n" });
  });
});
