import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeOwner } from "../../src/host/owner-record.ts";
import { makeScratch, makeUnfinished, removeAbandoned } from "../../src/host/scratch.ts";
import { makeToolStore } from "../../src/host/tools.ts";

const record = ".cgo-cross-run.json";
const twoDays = 2 * 24 * 3600;

let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "scratches-"));
});

afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
  }
  rmSync(directory, { recursive: true });
});

/** Another process with a scratch directory, as a run has. */
async function startRun(): Promise<{ readonly child: ChildProcess; readonly scratch: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "scratch-in.ts"), directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await once(child.stdout, "data");
  const scratch = String(line).trim();
  mkdirSync(join(scratch, "targets/x"), { recursive: true });
  writeFileSync(join(scratch, "targets/x/tool"), "ELF");
  return { child, scratch };
}

/** A directory with a record of a process, as if it had been written so many seconds ago. */
function leave(name: string, owner: object, age = 0): string {
  const scratch = join(directory, name);
  mkdirSync(scratch);
  writeFileSync(join(scratch, record), JSON.stringify(owner));
  const then = Date.now() / 1000 - age;
  utimesSync(join(scratch, record), then, then);
  return basename(scratch);
}

describe("the scratch directory of a run that was killed", () => {
  it("is removed by the next run, beside that of one that lives", async () => {
    const [killed, living] = await Promise.all([startRun(), startRun()]);
    killed.child.kill("SIGKILL");
    await once(killed.child, "exit");
    const own = await makeScratch(directory);
    await expect.poll(() => existsSync(killed.scratch), { timeout: 20_000 }).toBe(false);
    expect(readdirSync(directory).sort()).toEqual([own, living.scratch].map((each) => basename(each)).sort());
    expect(readFileSync(join(living.scratch, "targets/x/tool"), "utf8")).toBe("ELF");
  });

  it("is known by the start of its process, since numbers are given again", async () => {
    const own = await describeOwner();
    const kept = leave("cgo-cross-aaaaaa", own);
    leave("cgo-cross-bbbbbb", { ...own, started: "1" });
    await removeAbandoned(directory);
    expect(readdirSync(directory)).toEqual([kept]);
  });

  it("is removed by its age where processes are another container's or machine's", async () => {
    const elsewhere = { ...(await describeOwner()), pid: 99_999_999, space: "another" };
    const kept = [leave("cgo-cross-aaaaaa", elsewhere), leave("cgo-cross-bbbbbb", { ...elsewhere, space: "" })];
    leave("cgo-cross-cccccc", elsewhere, twoDays);
    leave("cgo-cross-dddddd", { ...elsewhere, space: "" }, twoDays);
    await removeAbandoned(directory);
    expect(readdirSync(directory)).toEqual(kept);
  });

  it("is nothing that has another name, no record, or is a link", async () => {
    const gone = { ...(await describeOwner()), pid: 99_999_999 };
    leave("cgo-cross-other", gone);
    leave("elsewhere", gone);
    symlinkSync(join(directory, "elsewhere"), join(directory, "cgo-cross-llllll"));
    mkdirSync(join(directory, "cgo-cross-100000"));
    mkdirSync(join(directory, "cgo-cross-rrrrrr"));
    symlinkSync(join(directory, "elsewhere", record), join(directory, "cgo-cross-rrrrrr", record));
    mkdirSync(join(directory, "cgo-cross-pppppp"));
    execFileSync("mkfifo", [join(directory, "cgo-cross-pppppp", record)]);
    const before = readdirSync(directory);
    await removeAbandoned(directory);
    expect(readdirSync(directory)).toEqual(before);
    expect(existsSync(join(directory, "elsewhere", record))).toBe(true);
  });

  it("is not another user's", async ({ skip }) => {
    skip(process.getuid?.() !== 0, "making a file another user's takes the super-user");
    const name = leave("cgo-cross-aaaaaa", { ...(await describeOwner()), pid: 99_999_999 });
    execFileSync("chown", ["-R", "61234", join(directory, name)]);
    await removeAbandoned(directory);
    expect(readdirSync(directory)).toEqual([name]);
  });
});

describe("a tool that a run was installing when it was killed", () => {
  it("is removed by the next run, beside that of one that lives, and what no run has made", async () => {
    const version = join(directory, "cgo-cross-aarch64-linux-gnu/12.2.0");
    mkdirSync(version, { recursive: true });
    const living = await makeUnfinished(join(version, "x64"));
    const killed = await makeUnfinished(join(version, "x64"));
    mkdirSync(join(killed, "root/usr/bin"), { recursive: true });
    writeFileSync(join(killed, "root/usr/bin/gcc"), "ELF");
    writeFileSync(join(killed, record), JSON.stringify({ ...(await describeOwner()), started: "1" }));
    const others = ["x64", "x64.partial-cccccc"];
    for (const other of others) {
      mkdirSync(join(version, other));
    }
    makeToolStore(directory);
    await expect.poll(() => existsSync(killed), { timeout: 20_000 }).toBe(false);
    expect(readdirSync(version).sort()).toEqual([...others, basename(living)].sort());
  });
});
