import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { makeArtifactMethods, type StoredArtifact } from "./artifact-methods.ts";
import { blobPath, makeBlobStore } from "./blob-store.ts";
import { type CachedEntry, makeCacheMethods } from "./cache-methods.ts";
import { type Answer, type Message, type Method, ServiceError } from "./results-protocol.ts";

/** A request: a call of a service, which has a `method` and a `body`, or a request for a blob, which has neither. */
export type ServerRequest = {
  readonly verb: string;
  readonly path: string;
  readonly query: string;
  /** `CacheService/CreateCacheEntry`, say. */
  readonly method: string | undefined;
  readonly body: Message | undefined;
  readonly userAgent: string;
};

/**
 * How a request fails: with another response; by a connection that is reset before the request took effect (`reset`) or after
 * it (`lost-answer`); or without any response (`hang`).
 */
export type Fault = Answer | "reset" | "lost-answer" | "hang";

export type ResultsServer = {
  /** Its address, without a slash at the end. */
  readonly origin: string;
  /** The variables with which the real clients find this server. */
  environment(): Record<string, string>;
  /** Cache entries, oldest first. */
  entries(): readonly CachedEntry[];
  /** The artifacts that are finished, oldest first. */
  artifacts(): readonly StoredArtifact[];
  /** All requests, in order. */
  readonly requests: ServerRequest[];
  /** Called for every request before it is served. May be set at any time. */
  fault: ((request: ServerRequest) => Fault | undefined) | undefined;
  close(): Promise<void>;
};

const servicePath = "/twirp/github.actions.results.api.v1.";

/**
 * GitHub's results service as the published @actions/cache 6 and @actions/artifact 6 know it: cache v2 and artifacts v4 in
 * twirp's JSON, and the blob storage behind both. It listens on 127.0.0.1, for plain http, and keeps its blobs in a
 * temporary directory until it is closed. Every server is a run of its own.
 */
export async function startResultsServer(): Promise<ResultsServer> {
  const run = { runId: randomUUID(), jobId: randomUUID() };
  const token = makeToken(`Actions.ExampleScope Actions.Results:${run.runId}:${run.jobId}`);
  const requests: ServerRequest[] = [];
  const http = createServer((request, response) => {
    serve(request, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an AddressInfo; the type covers pipes too.
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const blobs = await makeBlobStore(origin);
  const cache = makeCacheMethods(blobs);
  const artifacts = makeArtifactMethods(blobs, run);
  const methods: Readonly<Record<string, Method>> = { ...cache.methods, ...artifacts.methods };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin);
    const seen = await describeRequest(request, url);
    requests.push(seen);
    const fault = server.fault?.(seen);
    if (fault === "reset") {
      request.socket.resetAndDestroy();
    } else if (fault === "hang") {
      request.resume();
    } else if (fault === undefined || fault === "lost-answer") {
      const answer = url.pathname.startsWith(blobPath)
        ? await blobs.handle(request, url)
        : await call(methods, seen, request.headers.authorization === `Bearer ${token}`);
      if (fault === "lost-answer") {
        request.socket.resetAndDestroy();
      } else {
        await send(answer, response);
      }
    } else {
      request.resume();
      await send(fault, response);
    }
  }

  const server: ResultsServer = {
    origin,
    environment: () => ({
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: token,
      ACTIONS_CACHE_SERVICE_V2: "True",
      GITHUB_SERVER_URL: "https://github.com",
    }),
    entries: cache.entries,
    artifacts: artifacts.finished,
    requests,
    fault: undefined,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
      await blobs.close();
    },
  };
  return server;
}

async function describeRequest(request: IncomingMessage, url: URL): Promise<ServerRequest> {
  const method = url.pathname.startsWith(servicePath) ? url.pathname.slice(servicePath.length) : undefined;
  return {
    verb: request.method ?? "",
    path: url.pathname,
    query: url.search,
    method,
    body: method === undefined ? undefined : parseMessage(await readText(request)),
    userAgent: request.headers["user-agent"] ?? "",
  };
}

async function call(
  methods: Readonly<Record<string, Method>>,
  request: ServerRequest,
  authorized: boolean,
): Promise<Answer> {
  const method = methods[request.method ?? ""];
  if (!authorized) {
    return { status: 401, body: { code: "unauthenticated", msg: "invalid token" } };
  }
  if (method === undefined) {
    return { status: 404, body: { code: "bad_route", msg: `no handler for ${request.path}` } };
  }
  try {
    return { status: 200, body: await method(request.body ?? {}) };
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    return { status: error.status, body: { code: error.code, msg: error.message } };
  }
}

async function send(answer: Answer, response: ServerResponse): Promise<void> {
  const { status, headers, body, file } = answer;
  if (file !== undefined) {
    response.writeHead(status, { ...headers, "content-length": file.bytes });
    await pipeline(createReadStream(file.path), response);
  } else if (typeof body === "object") {
    response.writeHead(status, { ...headers, "content-type": "application/json" });
    response.end(JSON.stringify(body));
  } else {
    response.writeHead(status, headers);
    response.end(body ?? "");
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseMessage(text: string): Message {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) {
    throw new Error("the body of a call must be a JSON object");
  }
  return { ...value };
}

/** The clients decode the token and do not verify its signature. */
function makeToken(scopes: string): string {
  const encode = (value: Message) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${encode({ alg: "none", typ: "JWT" })}.${encode({ scp: scopes, exp: 4_102_444_800 })}.signature`;
}
