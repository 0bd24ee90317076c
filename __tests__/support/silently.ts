let running = 0;
let before = process.stdout.write;

/**
 * Does work in this process and drops what it prints to standard output meanwhile: the published clients print workflow
 * commands, which the runner that runs these tests would obey.
 */
export async function silently<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  if (running === 0) {
    before = process.stdout.write;
    process.stdout.write = drop;
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) {
      process.stdout.write = before;
    }
  }
}

type WriteCallback = (error?: Error | null) => void;

function drop(
  _chunk: string | Uint8Array,
  encoding?: BufferEncoding | WriteCallback,
  callback?: WriteCallback,
): boolean {
  (typeof encoding === "function" ? encoding : callback)?.();
  return true;
}
