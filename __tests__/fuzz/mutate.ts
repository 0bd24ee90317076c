/**
 * Makes inputs out of samples: bytes changed, pieces left out, repeated or taken from elsewhere, the end cut off.
 * @returns Another input for each call, the same ones in the same order for the same seed.
 */
export function makeMutator(seed: number, samples: readonly Buffer[]): () => Buffer {
  const below = makeRandom(seed);
  const edits: readonly ((input: Buffer) => Buffer)[] = [
    (input) => {
      const changed = Buffer.from(input);
      for (let left = 1 + below(8); left > 0 && changed.length > 0; left--) {
        changed[place(below, changed)] = extremes[below(extremes.length * 2)] ?? below(256);
      }
      return changed;
    },
    (input) => input.subarray(0, below(input.length + 1)),
    (input) => splice(input, place(below, input), below(64), Buffer.alloc(0)),
    (input) => {
      const from = place(below, input);
      const piece = input.subarray(from, from + 1 + below(64));
      return splice(
        input,
        place(below, input),
        0,
        Buffer.concat(Array.from({ length: 1 + below(4) ** 5 }, () => piece)),
      );
    },
    (input) => splice(input, place(below, input), 0, Buffer.from(tokens[below(tokens.length)] ?? "")),
  ];
  return () => {
    let input: Buffer = samples[below(samples.length)] ?? Buffer.alloc(0);
    for (let left = 1 + below(3); left > 0; left--) {
      input = edits[below(edits.length)]?.(input) ?? input;
    }
    return input;
  };
}

const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x22, 0x5c];

/** What the grammars of the readers are made of, and what languages have special values for. */
const tokens = [
  "\n}\n",
  "\n\n",
  "null",
  "{}",
  "[]",
  '"',
  "\\u0000",
  "__proto__",
  "-1",
  "1e999",
  "\0",
  "\r",
  ": ",
  ",",
  "||",
  " ".repeat(5000),
  "[".repeat(20_000),
];

/** Headers come first: half of the places are in them. */
function place(below: (limit: number) => number, { length }: Buffer): number {
  return below(Math.min(length, [64, 1024, length, length][below(4)] ?? length));
}

function splice(input: Buffer, at: number, drop: number, insert: Buffer): Buffer {
  return Buffer.concat([input.subarray(0, at), insert, input.subarray(at + drop)]);
}

/** Mulberry32. */
function makeRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
