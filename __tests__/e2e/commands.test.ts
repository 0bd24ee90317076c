import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../support/runner.ts";

const cli = join(repository, "dist/cli.js");

let place: string;
/** Neither a module nor anything else. */
let empty: string;
/** Where the command keeps what it fetches. */
let cache: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "cgo-cross-commands-"));
  empty = join(place, "empty");
  cache = join(place, "cache");
  mkdirSync(empty);
});
afterAll(() => rmSync(place, { recursive: true }));

type Variables = Readonly<Record<string, string>>;

function run(args: readonly string[], variables: Variables = {}) {
  const env = { ...process.env, XDG_CACHE_HOME: cache, ...variables };
  return spawnSync(process.execPath, [cli, ...args], { cwd: empty, env, encoding: "utf8" });
}

/** A directory for PATH with links to some of this machine's programs. */
function pathOf(name: string, programs: readonly string[]): string {
  const directory = join(place, name);
  mkdirSync(directory);
  for (const program of programs) {
    const found = spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
    symlinkSync(found, join(directory, program));
  }
  return directory;
}

describe("targets", () => {
  test("has a line of at most 80 columns for what can be built, and a reason for what cannot; fetches nothing", () => {
    // No proxy answers there: what asked the network would fail.
    const offline = { GOPROXY: "off", http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" };
    const { status, stdout, stderr } = run(["targets"], { ...offline, NO_COLOR: "1" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    const table = lines.slice(
      lines.findIndex((line) => line.startsWith("target ")),
      lines.indexOf("No C compiler here:"),
    );
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(table).toContainEqual(
      expect.stringMatching(/^linux\/arm64 +aarch64-linux-gnu-gcc +yes +yes +qemu-aarch64$/),
    );
    expect(table).toContainEqual(
      expect.stringMatching(/^linux\/arm\/v6 +arm-linux-gnueabi-gcc +always +yes +qemu-arm$/),
    );
    expect(stdout).toMatch(/^ {2}darwin\/amd64, darwin\/arm64,.*\n {6}there is no C toolchain for it here: /m);
    expect(readdirSync(join(cache, "cgo-cross/tools"))).toEqual([]);
  });

  test("answers for what it is asked, with the flags of a build, as JSON", () => {
    const { status, stdout } = run([
      "targets",
      "--json",
      "--targets",
      "linux/s390x darwin/universal",
      "--libc",
      "musl",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      go: { version: expect.stringMatching(/^go1\./) },
      problems: [],
      targets: [
        {
          target: "linux/s390x",
          variant: null,
          c: { kind: "compiler", compiler: "s390x-linux-gnu-gcc", provider: "gcc", libc: "musl", fetched: true },
          static: "always",
          musl: { kind: "possible" },
          run: { kind: "run", emulator: "qemu", program: "qemu-s390x", fetched: true },
        },
        { target: "darwin/universal", c: { kind: "none" }, static: null, musl: null, run: { kind: "none" } },
      ],
    });
  });

  test("without Go it says so and answers all the same", () => {
    const bin = pathOf("no-go", ["sh", "apt-get", "apt-cache", "apt-config", "dpkg-deb"]);
    const { status, stdout } = run(["targets"], { PATH: bin });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^No Go on .*\n✗ there is no `go` on PATH: /);
    // The machine has no compiler of its own on this PATH either.
    expect(stdout).toMatch(/^linux\/amd64 +x86_64-linux-gnu-gcc /m);
  });

  test("a target that is none is an error", () => {
    expect(run(["targets", "--targets", "linux/nope"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining('error: --targets: unknown target "linux/nope"'),
    });
  });
});

describe("doctor", () => {
  type Finding = { readonly subject: string; readonly verdict: string; readonly text: string };

  function examine(variables: Variables, ...args: readonly string[]) {
    const { status, stdout } = run(["doctor", "--json", ...args], variables);
    const { works, findings } = JSON.parse(stdout) as {
      readonly works: boolean;
      readonly findings: readonly Finding[];
    };
    expect(works).toBe(status === 0);
    const problems = findings.filter(({ verdict }) => verdict === "problem");
    return { status, stdout, findings, problems };
  }

  test("finds nothing in the way on this machine, and says where things are", () => {
    const { status, findings, problems } = examine({}, "--offline");
    expect({ status, problems }).toEqual({ status: 0, problems: [] });
    const about = (subject: string) => findings.find((each) => each.subject === subject);
    expect(about("system")?.text).toMatch(/; linux\/(amd64|arm64)$/);
    expect(about("packages")).toMatchObject({ verdict: "note", text: "apt, not asked (--offline)" });
    expect(about("go")?.text).toMatch(/^go1\.\d+.*\/go$/);
    expect(about("C compiler")).toMatchObject({ verdict: "ok", text: expect.stringMatching(/loader \/lib/) });
    expect(about("cache")?.text).toMatch(new RegExp(`^${cache}/cgo-cross/tools, .* free$`));
    expect(readdirSync(empty)).toEqual([]);
  });

  test("names what of the environment a build refuses, and a proxy without its password", () => {
    const variables = { GOFLAGS: "-toolexec=/x", CC: "no-such-cc", https_proxy: "http://me:hunter2@127.0.0.1:3128" };
    const { status, stdout, findings, problems } = examine(variables, "--offline");
    expect(status).toBe(1);
    expect(problems).toEqual([
      {
        subject: "settings",
        verdict: "problem",
        code: "environment-not-allowed",
        text: expect.stringMatching(/-toolexec.* not allowed.*`--allow-environment GOFLAGS`/),
      },
      {
        subject: "C compiler",
        verdict: "problem",
        text: expect.stringMatching(/^CC=no-such-cc: there is no no-such-cc on PATH; /),
      },
    ]);
    expect(findings).toContainEqual({ subject: "proxy", verdict: "note", text: "https_proxy is 127.0.0.1:3128" });
    expect(stdout).not.toContain("hunter2");
    const allowed = examine({ ...variables, CC: "" }, "--offline", "--allow-environment", "GOFLAGS");
    expect(allowed.problems).toEqual([]);
  });

  test.skipIf(process.platform !== "linux")("ends with an error where a program is still being written", () => {
    const busy = join(place, "busy-cc");
    writeFileSync(busy, '#!/bin/sh\nexec gcc "$@"\n', { mode: 0o755 });
    const written = openSync(busy, "a");
    // Node throws this where nobody can catch it.
    expect(run(["doctor", "--offline"], { CC: busy })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "error: spawn ETXTBSY\nMore: cgo-cross help system-error\n",
    });
    closeSync(written);
  });

  test("fetches the signed index, and says why that cannot be done", () => {
    expect(examine({}).findings).toContainEqual({
      subject: "packages",
      verdict: "ok",
      text: expect.stringMatching(/^apt, signed index of \w+ read in /),
    });
    // Nobody listens there.
    const { status, problems } = examine({ http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" });
    expect(status).toBe(1);
    expect(problems).toEqual([
      {
        subject: "packages",
        verdict: "problem",
        code: "package-download",
        text: expect.stringMatching(/could not be refreshed: .*127\.0\.0\.1.*; /),
      },
    ]);
  });

  test("without Go, and without apt, it says so a line each", () => {
    const { status, stdout } = run(["doctor", "--offline"], { PATH: pathOf("no-apt", ["sh"]) });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^problem {2}go +there is no `go` on PATH: /m);
    expect(stdout).toMatch(/^note {5}packages +no compiler can be fetched: /m);
    expect(stdout).toMatch(/^1 problem in the way of builds: go\.$/m);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe("cache", () => {
  const daysAgo = (days: number) => Date.now() / 1000 - days * 24 * 3600;
  const tools = () => join(cache, "cgo-cross/tools");

  /** A tool as it is on the disk, used so many days ago. */
  function addTool(path: string, days: number): string {
    const directory = join(tools(), path);
    mkdirSync(directory, { recursive: true });
    for (const file of [join(directory, "tool"), `${directory}.complete`]) {
      writeFileSync(file, "x".repeat(100_000));
      utimesSync(file, daysAgo(days), daysAgo(days));
    }
    return directory;
  }

  type Item = { readonly name: string; readonly kind: string; readonly path: string; readonly bytes: number };

  function list(): readonly Item[] {
    return (JSON.parse(run(["cache", "--json"]).stdout) as { readonly items: readonly Item[] }).items;
  }

  function prune(...args: readonly string[]) {
    const { status, stdout } = run(["cache", "prune", "--json", ...args]);
    const { removed, kept, freed } = JSON.parse(stdout) as {
      readonly removed: readonly Item[];
      readonly kept: readonly (Item & { readonly reason: string })[];
      readonly freed: number;
    };
    return { status, removed: removed.map(({ path }) => path).sort(), kept, freed };
  }

  test("prune removes what is old, and what killed runs have left; nothing of others, and follows no link", () => {
    const outside = join(place, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "precious"), "");
    const [old, recent] = [addTool("cgo-cross-old/1.0.0/x64", 40), addTool("cgo-cross-recent/1.0.0/x64", 2)];
    const ofOthers = addTool("node/20.0.0/x64", 400);
    symlinkSync(outside, join(tools(), "cgo-cross-link"));
    mkdirSync(join(tools(), "cgo-cross-linked/1.0.0"), { recursive: true });
    symlinkSync(outside, join(tools(), "cgo-cross-linked/1.0.0/x64"));
    symlinkSync(outside, join(old, "link"));
    const unfinished = join(tools(), "cgo-cross-cut/1.0.0/x64");
    mkdirSync(unfinished, { recursive: true });

    const listed = run(["cache"]).stdout;
    expect(listed).toMatch(/^old +compiler +1 +1\d\d kB +20\d\d-/m);
    expect(
      list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["left-over", "old", "recent"]);
    const pruned = prune();
    expect(pruned).toMatchObject({ status: 0, removed: [unfinished, old].sort(), kept: [] });
    expect(pruned.freed).toBeGreaterThan(100_000);
    expect([old, recent, ofOthers, join(outside, "precious")].map((path) => existsSync(path))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(prune("--older-than", "1d").removed).toEqual([recent]);
    expect(prune("--all").removed).toEqual([]);
    expect(existsSync(ofOthers)).toBe(true);
  });

  test("by name it removes that alone; what it does not know is an error", () => {
    const [one, other] = [addTool("cgo-cross-one/1.0.0/x64", 0), addTool("cgo-cross-other/1.0.0/x64", 0)];
    expect(prune("one").removed).toEqual([one]);
    expect(existsSync(other)).toBe(true);
    for (const [args, problem] of [
      [["cache", "prune", "nope"], 'nothing named "nope" is kept; cgo-cross cache lists the names'],
      [["cache", "clean"], 'cgo-cross cache does not know "clean"; did you mean cgo-cross cache prune?'],
      [
        ["cache", "prune", "--older-than", "soon"],
        '--older-than: expected a number of hours, days or weeks, such as 12h, 30d or 4w, got "soon"',
      ],
      [["cache", "--all"], "--all is for cgo-cross cache prune"],
    ] as const) {
      expect(run(args)).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringMatching(/^error: .*\nMore: cgo-cross help [a-z-]+\n$/),
      });
      expect(run(args).stderr).toContain(`error: ${problem}\n`);
    }
  });

  /** A run that has made a compiler of this machine's own for other tools, and waits; what it prints then is the rest. */
  async function startRun() {
    const script = 'echo ready; read word; "$CC" --version >/dev/null && echo "works: $word"';
    const args = [cli, "exec", "--targets", "linux/amd64", "--cgo", "on", "--", "sh", "-c", script];
    const env = { ...process.env, XDG_CACHE_HOME: cache };
    const child = spawn(process.execPath, args, { cwd: empty, env, stdio: ["pipe", "pipe", "ignore"] });
    const [first] = await once(child.stdout, "data");
    expect(String(first)).toBe("ready\n");
    return child;
  }

  async function endOf(child: ChildProcess): Promise<string> {
    const rest = once(child.stdout as NodeJS.ReadableStream, "data");
    child.stdin?.end("done\n");
    return String((await rest)[0]);
  }

  test("what a run uses stays until it ends, or is killed", async () => {
    const child = await startRun();
    const { removed, kept } = prune("--all", "--older-than", "0h");
    expect(kept).toEqual([
      expect.objectContaining({ kind: "set", reason: `used by a run (process ${child.pid})`, failed: false }),
    ]);
    expect(removed).not.toContain(kept[0]?.path);
    expect(await endOf(child)).toBe("works: done\n");
    await once(child, "exit");

    const killed = await startRun();
    killed.kill("SIGKILL");
    await once(killed, "exit");
    expect(prune("--all")).toMatchObject({ status: 0, removed: [kept[0]?.path], kept: [] });
    expect(list()).toEqual([]);
  });
});

describe("exec", () => {
  test.each([
    [
      ["no-such-command"],
      127,
      'error: there is no command "no-such-command" on PATH\nMore: cgo-cross help program-does-not-start\n',
    ],
    [
      ["./no-such-file"],
      127,
      'error: there is no command "./no-such-file"\nMore: cgo-cross help program-does-not-start\n',
    ],
    [
      ["./plain"],
      126,
      'error: cannot execute "./plain"; is it a program, and may it be executed (chmod +x)?\nMore: cgo-cross help program-does-not-start\n',
    ],
    [["cgo-cross-nope"], 127, expect.stringMatching(/^linux\/amd64 +0\.0 +not started: .*not found on PATH$/m)],
  ])("%j ends as in a shell, and nothing is fetched for it", (words, status, stderr) => {
    writeFileSync(join(empty, "plain"), "");
    expect(run(["exec", "--targets", "linux/amd64", "--cgo", "on", "--", ...words])).toMatchObject({ status, stderr });
  });
});

describe("run", () => {
  test.runIf(process.arch === "x64")(
    "starts a program of musl's on a machine that has no musl, with its arguments and exit code",
    () => {
      const source = join(place, "musl.c");
      const library = join(place, "libc.so");
      writeFileSync(
        source,
        `long write(int, const void *, unsigned long);
       void _exit(int);
       void start(long *stack) { write(1, "musl ", 5); write(1, (char *)stack[2], 3); _exit((int)stack[0]); }
       __asm__(".globl _start\\n_start: mov %rsp, %rdi\\n and $-16, %rsp\\n call start");`,
      );
      // Its names are all that is taken of it: the loader is the library.
      writeFileSync(join(place, "stub.c"), "void write(void) {} void _exit(void) {}");
      const compile = (...args: readonly string[]) =>
        spawnSync("gcc", ["-w", "-nostdlib", "-fno-stack-protector", ...args], { cwd: place, encoding: "utf8" });
      const soname = "-Wl,-soname,libc.musl-x86_64.so.1";
      expect(compile("-shared", "-fPIC", soname, "-o", library, "stub.c")).toMatchObject({ status: 0, stderr: "" });
      const loader = "-Wl,-dynamic-linker,/lib/ld-musl-x86_64.so.1";
      expect(compile("-fPIE", "-pie", loader, "-o", "musl", source, library)).toMatchObject({ status: 0, stderr: "" });
      expect(run(["run", join(place, "musl"), "one"])).toMatchObject({ status: 2, stdout: "musl one" });
    },
  );
});
