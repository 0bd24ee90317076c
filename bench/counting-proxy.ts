import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Bytes of the bodies that came through the proxy. */
export type Counted = { readonly packages: number; readonly others: number };

export type CountingProxy = {
  /** For the variable `http_proxy`. */
  readonly url: string;
  /** What has come through since it was last asked. */
  readonly take: () => Counted;
  readonly close: () => Promise<unknown>;
};

/**
 * A proxy on the loopback that counts what is fetched over plain HTTP, packages apart from all else. It has a thread of its
 * own, so that commands may be waited for; it connects to no HTTPS server, so that nothing passes uncounted.
 */
export async function startCountingProxy(): Promise<CountingProxy> {
  const counts = new BigInt64Array(new SharedArrayBuffer(16));
  const worker = new Worker(new URL(import.meta.url), { workerData: counts });
  const [port] = (await once(worker, "message")) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    take: () => ({
      packages: Number(Atomics.exchange(counts, 0, 0n)),
      others: Number(Atomics.exchange(counts, 1, 0n)),
    }),
    close: () => worker.terminate(),
  };
}

function serve(counts: BigInt64Array): void {
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    const { "proxy-connection": _, ...headers } = request.headers;
    const asked = forward(url, { method: request.method, headers }, (answer) => {
      answer.on("data", (chunk: Buffer) => {
        Atomics.add(counts, url.endsWith(".deb") ? 0 : 1, BigInt(chunk.length));
      });
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    request.pipe(asked);
  });
  server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
}

if (!isMainThread) {
  serve(workerData as BigInt64Array);
}
