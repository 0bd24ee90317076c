/** What came of one kind of hostility. */
export type Findings = {
  readonly tried: number;
  /** What happened, in a few words: `976 refused, 716 went on`. */
  readonly result: string;
  /** What must not be: a sentence each. Any fails the whole. */
  readonly wrong: readonly string[];
};

/** One row of the table. It stops by itself soon after so many seconds. */
export type Area = {
  readonly what: string;
  readonly seconds: number;
  readonly run: (seconds: number) => Promise<Findings>;
};

/** Numbers below a limit, the same ones for a seed in every run (mulberry32). */
export type Random = (below: number) => number;

export function makeRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Counts by name, and says them: `3 refused, 1 went on`. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  toString(): string {
    return [...this.counts].map(([name, count]) => `${count} ${name}`).join(", ");
  }
}

/** Goes over all, `width` of them at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}
