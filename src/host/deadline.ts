/** The value of work that was done in time; `late` otherwise. */
export type Deadlined<T> = { readonly kind: "done"; readonly value: T } | { readonly kind: "late" };

/**
 * Waits for `work`, but no longer than so many seconds. Late work is not cancelled; its result or error is ignored. What it
 * holds open (a socket without an answer) can keep the process alive, so an entry ends with process.exit. Throws what `work`
 * throws in time.
 */
export async function withDeadline<T>(seconds: number, work: Promise<T>): Promise<Deadlined<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Deadlined<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "late" }), seconds * 1000);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work.then((value) => ({ kind: "done", value }) as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
