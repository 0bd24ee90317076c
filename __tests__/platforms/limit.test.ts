import { describe, expect, it } from "vitest";
import { makeLimit } from "../../src/platforms/limit.ts";

/** Work that ends when it is told to. */
function makeWork() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

/** Lets everything that is due happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("makeLimit", () => {
  it("runs so many at once, and the others in the order in which they came", async () => {
    const turn = makeLimit(2);
    const started: number[] = [];
    const works = [0, 1, 2, 3, 4].map(makeWork);
    const results = works.map((work, index) =>
      turn(async () => {
        started.push(index);
        await work.ended;
        return index * 10;
      }),
    );
    await settle();
    expect(started).toEqual([0, 1]);
    works[1]?.end();
    await settle();
    expect(started).toEqual([0, 1, 2]);
    works[0]?.end();
    works[2]?.end();
    await settle();
    expect(started).toEqual([0, 1, 2, 3, 4]);
    works[3]?.end();
    works[4]?.end();
    expect(await Promise.all(results)).toEqual([0, 10, 20, 30, 40]);
  });

  it("lets the lowest rank of those that wait go first, and within a rank the first that came", async () => {
    const turn = makeLimit(1);
    const order: string[] = [];
    const first = makeWork();
    const all = [
      turn(() => first.ended, 9),
      ...(["c2", "a0", "c1", "b1", "a2", "d0"] as const).map((name) =>
        turn(async () => {
          order.push(name);
        }, Number(name[1])),
      ),
      turn(async () => {
        order.push("none");
      }),
    ];
    await settle();
    first.end();
    await Promise.all(all);
    expect(order).toEqual(["a0", "d0", "none", "c1", "b1", "c2", "a2"]);
  });

  it("gives the turn on when work fails, and its error to who asked", async () => {
    const turn = makeLimit(1);
    const failing = turn(() => Promise.reject(new Error("no")));
    const throwing = turn(() => {
      throw new Error("at once");
    });
    const next = turn(async () => "done");
    await expect(failing).rejects.toThrow("no");
    await expect(throwing).rejects.toThrow("at once");
    expect(await next).toBe("done");
  });

  it("never runs more than it may, however the work ends", async () => {
    const turn = makeLimit(3);
    let running = 0;
    let most = 0;
    const one = async (index: number) => {
      running += 1;
      most = Math.max(most, running);
      await settle();
      running -= 1;
      if (index % 3 === 0) {
        throw new Error("some fail");
      }
    };
    await Promise.allSettled(Array.from({ length: 50 }, (_, index) => turn(() => one(index))));
    expect([most, running]).toEqual([3, 0]);
    // All turns are free again.
    const again = [makeWork(), makeWork(), makeWork()];
    let started = 0;
    const last = again.map((work) =>
      turn(() => {
        started += 1;
        return work.ended;
      }),
    );
    await settle();
    expect(started).toBe(3);
    for (const work of again) {
      work.end();
    }
    await Promise.all(last);
  });
});
