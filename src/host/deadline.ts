/**
 * Waits for `work`, but no longer than so many seconds. Late work is not cancelled; its result or error is ignored. What it
 * holds open (a socket without an answer) can keep the process alive, so an entry ends with process.exit.
 */
export async function withDeadline<T>(seconds: number, work: Promise<T>): Promise<{ readonly value: T } | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), seconds * 1000);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
