import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server does with a request: bytes to send, or something that it does itself. */
export type Answer = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void);

export type FileServer = {
  /** `http://127.0.0.1:1234`. */
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
};

/** Serves files on this machine's loopback address, by path; 404 for all others. `files` may be changed later. */
export async function startFileServer(files: Readonly<Record<string, Answer>>): Promise<FileServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const answer = files[path];
    if (answer === undefined) {
      response.writeHead(404).end("nothing here");
    } else if (typeof answer === "function") {
      answer(request, response);
    } else {
      response.writeHead(200, { "content-length": Buffer.byteLength(answer) }).end(answer);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Promises more bytes than it sends, then closes the connection. */
export function closeHalfWay(bytes: Buffer): Answer {
  return (_request, response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  };
}

/** Sends a beginning, and then nothing more; the connection stays open. */
export function neverEnd(beginning: string): Answer {
  return (_request, response) => {
    response.writeHead(200, { "content-length": 1e6 });
    response.write(beginning);
  };
}

/** Downloads that fail are tried again at once. Source: _getGlobal in @actions/tool-cache. Gives what undoes it. */
export function retryAtOnce(): () => void {
  const names = ["TEST_DOWNLOAD_TOOL_RETRY_MIN_SECONDS", "TEST_DOWNLOAD_TOOL_RETRY_MAX_SECONDS"];
  for (const name of names) {
    Reflect.set(globalThis, name, 0);
  }
  return () => {
    for (const name of names) {
      Reflect.deleteProperty(globalThis, name);
    }
  };
}
