import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The published cache and artifact clients print a dozen lines for each thing they do, put up annotations of their own for
 * what is no failure here, and tell why something did not work only in what they print. This takes their lines off
 * standard output and hands them to the caller. Lines of everything else that runs meanwhile go out as ever, and so do
 * masks, without which a signed address could show in a log; with RUNNER_DEBUG everything does.
 */
export function captureClientOutput<T>(hear: (line: string) => void, work: () => T): T {
  install();
  return listener.run(hear, work);
}

const listener = new AsyncLocalStorage<(line: string) => void>();
let installed = false;

type WriteCallback = (error?: Error | null) => void;

function install(): void {
  if (installed) return;
  installed = true;
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean => {
    const hear = listener.getStore();
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    for (const line of hear === undefined ? [] : text.split(/\r?\n/)) if (line !== "") hear?.(line);
    if (hear === undefined || /^::add-mask::[^\r\n]*\r?\n$/.test(text) || process.env["RUNNER_DEBUG"] === "1") {
      return typeof encoding === "function" ? write(chunk, encoding) : write(chunk, encoding, callback);
    }
    (typeof encoding === "function" ? encoding : callback)?.();
    return true;
  };
}

/**
 * Why a client did not do what it was asked, from what it printed; undefined where it gave no reason.
 *
 * `Failed to reserve cache` comes first: @actions/cache 6.3 says "another job may be creating this cache" of every fault
 * at that point, a refused connection too, and the fault itself only in a debug line (saveCacheV2).
 */
export function reasonFrom(lines: readonly string[]): string | undefined {
  for (const pattern of REASONS) {
    const reason = lines.findLast((line) => pattern.test(line))?.match(pattern)?.[1];
    if (reason !== undefined) return unescapeData(reason);
  }
  return undefined;
}

const REASONS = [
  /^::debug::Failed to reserve cache: (?:Error: )?(.+)$/,
  /^::(?:warning|error)(?: [^:]*)?::(?:Failed to (?:save|restore): )?(.+)$/,
  /^Failed to (?:save|restore): (.+)$/,
  /^(Cache (?:save|restore) skipped: .+)$/,
];

function unescapeData(data: string): string {
  return data.replaceAll("%0D", " ").replaceAll("%0A", " ").replaceAll("%25", "%");
}
