import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HeldPlace, holdDirectory } from "../../src/host/directory-lock.ts";
import type { Log } from "../../src/host/types.ts";

const lock = ".cgo-cross-writing";
const outDir: HeldPlace = {
  name: "out-dir",
  code: "out-dir-in-use",
  otherwise: "set `out-dir` to another directory",
};

let directory: string;
let lines: string[];
let host: Parameters<typeof holdDirectory>[0];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "held-"));
  lines = [];
  host = { temporaries: new Set(), log: { info: (line: string) => lines.push(line) } as unknown as Log };
});

afterEach(() => rmSync(directory, { recursive: true }));

describe("holdDirectory", () => {
  it("gives a directory to one run after the other", async () => {
    let writing = 0;
    const work = async () => {
      const hold = await holdDirectory(host, directory, outDir);
      writing += 1;
      expect(writing).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      writing -= 1;
      await hold.release();
    };
    await Promise.all(Array.from({ length: 5 }, work));
    expect(readdirSync(directory)).toEqual([]);
    expect(host.temporaries.size).toBe(0);
    expect(lines[0]).toBe(
      `out-dir: waiting for another run (process ${process.pid}), which is writing to ${directory}`,
    );
  });

  it("says in one sentence that another run does not end", async () => {
    const hold = await holdDirectory(host, directory, outDir);
    await expect(holdDirectory(host, directory, { ...outDir, limitSeconds: 0.2 })).rejects.toThrow(
      `out-dir: another run (process ${process.pid}) is still writing to ${directory}; try again when it has ended, or set ` +
        "`out-dir` to another directory",
    );
    const other = { name: "the Wine prefix", code: "wine-prefix", limitSeconds: 0.1 } as const;
    await expect(holdDirectory(host, directory, other)).rejects.toMatchObject({
      problems: [
        {
          code: "wine-prefix",
          text: `the Wine prefix: another run (process ${process.pid}) is still writing to ${directory}; try again when it has ended`,
        },
      ],
    });
    expect(lines.at(-1)).toMatch(/^the Wine prefix: waiting for another run /);
    expect([...host.temporaries]).toEqual([join(directory, lock)]);
    await hold.release();
  });

  it("takes what a run has left that was killed; of many that wait, one has it", async () => {
    const entry = new URL("../../src/host/directory-lock.ts", import.meta.url);
    const program = `import { holdDirectory } from ${JSON.stringify(entry.href)};
      await holdDirectory({ temporaries: new Set() }, process.argv[1], {});
      console.log("held");
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program, directory]);
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(readdirSync(directory)).toEqual([lock]);
    let writing = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const hold = await holdDirectory(host, directory, { ...outDir, limitSeconds: 30 });
        writing += 1;
        expect(writing).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        writing -= 1;
        await hold.release();
      }),
    );
    expect(readdirSync(directory)).toEqual([]);
  });

  it("removes no lock but the one that was found left, however many find it at once", async () => {
    const gone = spawn(process.execPath, ["--eval", ""]);
    await once(gone, "exit");
    const own = await holdDirectory(host, directory, outDir);
    const mine = JSON.parse(readFileSync(join(directory, lock), "utf8"));
    await own.release();
    for (let round = 0; round < 24; round += 1) {
      writeFileSync(join(directory, lock), JSON.stringify({ ...mine, pid: gone.pid, id: `${round}` }));
      let writing = 0;
      let most = 0;
      await Promise.all(
        Array.from({ length: 5 }, async (_, at) => {
          // Some come when the first is about to make its own.
          for (let ticks = at * (round % 8); ticks > 0; ticks -= 1) {
            await new Promise(setImmediate);
          }
          const hold = await holdDirectory(host, directory, { ...outDir, limitSeconds: 30 });
          writing += 1;
          most = Math.max(most, writing);
          await new Promise((resolve) => setTimeout(resolve, 1));
          writing -= 1;
          await hold.release();
        }),
      );
      expect(most).toBe(1);
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it("waits for what has no owner only for a while, and follows no link", async () => {
    const victim = join(directory, "victim");
    writeFileSync(victim, "precious");
    symlinkSync(victim, join(directory, lock));
    await expect(holdDirectory(host, directory, { ...outDir, limitSeconds: 0 })).rejects.toThrow(
      "another run is still writing",
    );
    rmSync(join(directory, lock));
    writeFileSync(join(directory, lock), "{}");
    const then = Date.now() / 1000 - 300;
    utimesSync(join(directory, lock), then, then);
    await (await holdDirectory(host, directory, { ...outDir, limitSeconds: 0 })).release();
    expect(readFileSync(victim, "utf8")).toBe("precious");
    expect(existsSync(join(directory, lock))).toBe(false);
  });

  it("leaves it to the work to say that nothing can be written", async () => {
    await (await holdDirectory(host, join(directory, "none"), outDir)).release();
    expect(host.temporaries.size).toBe(0);
  });
});
