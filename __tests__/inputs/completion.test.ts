import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { completionScript, shells } from "../../src/inputs/completion.ts";

const directory = mkdtempSync(join(tmpdir(), "cgo-cross-completion-"));
afterAll(() => rmSync(directory, { recursive: true }));

const files = Object.fromEntries(
  shells.map((shell) => {
    const file = join(directory, `_cgo-cross.${shell}`);
    writeFileSync(file, completionScript(shell));
    return [shell, file];
  }),
);

function run(shell: string, ...args: readonly string[]) {
  return spawnSync(shell, args, { encoding: "utf8", timeout: 60_000, env: { ...process.env, HOME: directory } });
}

const has = (shell: string) => run(shell, "--version").status === 0;

/** What bash offers for the last of the words. */
function bashOffers(...words: readonly string[]): readonly string[] {
  const script = `source '${files["bash"]}'; COMP_WORDS=(cgo-cross "$@"); COMP_CWORD=$#; _cgo_cross; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const done = run("bash", "-c", script, "bash", ...words);
  expect(done.stderr).toBe("");
  return done.stdout.trim().split("\n");
}

/** What fish offers for a line. */
function fishOffers(line: string): readonly string[] {
  const done = run("fish", "--no-config", "-c", `source '${files["fish"]}'; complete -C '${line}'`);
  expect(done.stderr).toBe("");
  return done.stdout
    .trim()
    .split("\n")
    .map((each) => each.split("\t")[0] ?? "");
}

describe("bash", () => {
  it.each<readonly [readonly string[], readonly string[]]>([
    [["exp"], ["explain"]],
    [["--cgo-c"], ["--cgo-cflags", "--cgo-cxxflags"]],
    [
      ["--cgo", ""],
      ["auto", "on", "off", "needed"],
    ],
    [
      ["--targets", "linux/ar"],
      ["linux/arm", "linux/arm64"],
    ],
    [["lock", "--no-r"], ["--no-run"]],
  ])("completes %j", (words, offers) => {
    expect([...bashOffers(...words)].sort()).toEqual([...offers].sort());
  });
});

describe("fish", () => {
  it("completes commands, flags and values", ({ skip }) => {
    skip(!has("fish"), "this machine has no fish");
    expect(fishOffers("cgo-cross ex")).toContain("explain");
    expect(fishOffers("cgo-cross --cgo-c")).toEqual(["--cgo-cflags", "--cgo-cxxflags"]);
    expect(fishOffers("cgo-cross --libc ")).toEqual(["glibc", "musl"]);
  });
});

describe("zsh", () => {
  it("reads the script, and knows which function completes the program", ({ skip }) => {
    skip(!has("zsh"), "this machine has no zsh");
    const script = `autoload -U compinit && compinit -D -u && source '${files["zsh"]}' && print -r -- $_comps[cgo-cross] && functions _cgo_cross`;
    const done = run("zsh", "-f", "-c", script);
    expect(done.stderr).toBe("");
    expect(done.stdout).toMatch(/^_cgo_cross\n/);
    expect(done.stdout).toContain("--libc[C library on Linux, glibc or musl]:value:(glibc musl)");
  });
});
