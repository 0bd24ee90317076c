import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, it } from "vitest";
import { makeLimit } from "../../src/host/limit.ts";

/** Work that ends when `end` is called. */
function makeWork() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

/** Runs everything that is due. */
const flush = () => new Promise((resolve) => setImmediate(resolve));

describe("makeLimit", () => {
  it("runs as many at a time as it allows, and the others in the order in which they were added", async () => {
    const limit = makeLimit(2);
    const started: number[] = [];
    const works = [0, 1, 2, 3, 4].map(makeWork);
    const results = works.map((work, index) =>
      limit(async () => {
        started.push(index);
        await work.ended;
        return index * 10;
      }),
    );
    await flush();
    expect(started).toEqual([0, 1]);
    works[1]?.end();
    await flush();
    expect(started).toEqual([0, 1, 2]);
    works[0]?.end();
    works[2]?.end();
    await flush();
    expect(started).toEqual([0, 1, 2, 3, 4]);
    works[3]?.end();
    works[4]?.end();
    expect(await Promise.all(results)).toEqual([0, 10, 20, 30, 40]);
  });

  it("starts the lowest rank first, and within a rank the first that was added", async () => {
    const limit = makeLimit(1);
    const order: string[] = [];
    const first = makeWork();
    const all = [
      limit(() => first.ended, 9),
      ...(["c2", "a0", "c1", "b1", "a2", "d0"] as const).map((name) =>
        limit(async () => {
          order.push(name);
        }, Number(name[1])),
      ),
      limit(async () => {
        order.push("none");
      }),
    ];
    await flush();
    first.end();
    await Promise.all(all);
    expect(order).toEqual(["a0", "d0", "none", "c1", "b1", "c2", "a2"]);
  });

  it("rejects with the error of the work, and starts the next", async () => {
    const limit = makeLimit(1);
    const failing = limit(() => Promise.reject(new Error("no")));
    const throwing = limit(() => {
      throw new Error("at once");
    });
    const next = limit(async () => "done");
    await expect(failing).rejects.toThrow("no");
    await expect(throwing).rejects.toThrow("at once");
    expect(await next).toBe("done");
  });

  it("never exceeds its concurrency, even if work fails", async () => {
    const limit = makeLimit(3);
    let running = 0;
    let most = 0;
    const one = async (index: number) => {
      running += 1;
      most = Math.max(most, running);
      await flush();
      running -= 1;
      if (index % 3 === 0) {
        throw new Error("some fail");
      }
    };
    await Promise.allSettled(Array.from({ length: 50 }, (_, index) => limit(() => one(index))));
    expect([most, running]).toEqual([3, 0]);
    // It can run as many again.
    const again = [makeWork(), makeWork(), makeWork()];
    let started = 0;
    const last = again.map((work) =>
      limit(() => {
        started += 1;
        return work.ended;
      }),
    );
    await flush();
    expect(started).toBe(3);
    for (const work of again) {
      work.end();
    }
    await Promise.all(last);
  });

  it("runs work in the async context in which it was added", async () => {
    const context = new AsyncLocalStorage<string>();
    const limit = makeLimit(1);
    const first = makeWork();
    const results = [
      context.run("a", () => limit(() => first.ended.then(() => context.getStore()))),
      context.run("b", () => limit(async () => context.getStore())),
    ];
    first.end();
    expect(await Promise.all(results)).toEqual(["a", "b"]);
  });
});
