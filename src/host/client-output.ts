import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Keeps what the published cache and artifact clients print off standard output, and passes their lines to `onLine`. They
 * print a dozen lines for each operation, make annotations of what is not a failure here, and give the reason of a failure
 * only in what they print. Output of other work that runs at the same time is not captured. Masks are printed nevertheless,
 * without which a signed address could show in a log; with RUNNER_DEBUG=1 so is everything.
 */
export function captureClientOutput<T>(onLine: (line: string) => void, work: () => T): T {
  install();
  return listeners.run(onLine, work);
}

const listeners = new AsyncLocalStorage<(line: string) => void>();
let installed = false;

type WriteCallback = (error?: Error | null) => void;

function install(): void {
  if (installed) {
    return;
  }
  installed = true;
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean => {
    const onLine = listeners.getStore();
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    if (onLine !== undefined) {
      text
        .split(/\r?\n/)
        .filter((line) => line !== "")
        .forEach(onLine);
    }
    if (onLine === undefined || /^::add-mask::[^\r\n]*\r?\n$/.test(text) || process.env["RUNNER_DEBUG"] === "1") {
      return typeof encoding === "function" ? write(chunk, encoding) : write(chunk, encoding, callback);
    }
    (typeof encoding === "function" ? encoding : callback)?.();
    return true;
  };
}

/**
 * The reason of a client's failure, from what it printed; undefined where it gave none.
 *
 * `Failed to reserve cache` comes first: @actions/cache 6.3 says "another job may be creating this cache" for every error
 * at that point, a refused connection too, and prints the error itself only in a debug line (saveCacheV2).
 */
export function reasonFrom(lines: readonly string[]): string | undefined {
  for (const pattern of reasons) {
    const reason = lines.findLast((line) => pattern.test(line))?.match(pattern)?.[1];
    if (reason !== undefined) {
      return unescapeData(reason);
    }
  }
  return undefined;
}

const reasons = [
  /^::debug::Failed to reserve cache: (?:Error: )?(.+)$/,
  /^::(?:warning|error)(?: [^:]*)?::(?:Failed to (?:save|restore): )?(.+)$/,
  /^Failed to (?:save|restore): (.+)$/,
  /^(Cache (?:save|restore) skipped: .+)$/,
];

function unescapeData(data: string): string {
  return data.replaceAll("%0D", " ").replaceAll("%0A", " ").replaceAll("%25", "%");
}
