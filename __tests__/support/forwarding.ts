import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export type ForwardedRequest = { readonly host: string; readonly path: string };

export type Forwarding = {
  /** For http_proxy. */
  readonly url: string;
  /** All requests, in the order in which they came. */
  readonly asked: readonly ForwardedRequest[];
  readonly close: () => Promise<void>;
};

/**
 * A proxy on the loopback interface that forwards each request to the address that `to` returns; 404 where that is undefined.
 * With it a real mirror can stand in for one that is unreachable.
 */
export async function startForwarding(to: (asked: ForwardedRequest) => string | undefined): Promise<Forwarding> {
  const asked: ForwardedRequest[] = [];
  const server = createServer((incoming, response) => {
    const { hostname, pathname } = new URL(incoming.url ?? "", "http://none");
    const one = { host: hostname, path: pathname };
    asked.push(one);
    const url = to(one);
    if (url === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { range, "if-modified-since": since } = incoming.headers;
    const headers = { ...(range === undefined ? {} : { range }), ...(since ? { "if-modified-since": since } : {}) };
    request(url, { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })
      .on("error", () => response.destroy())
      .end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
