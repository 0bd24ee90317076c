import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
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
