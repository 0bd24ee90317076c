import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as library from "@actions/tool-cache";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { makeToolStore } from "../../src/host/tools.ts";
import type { ToolStore } from "../../src/host/types.ts";
import {
  type Answer,
  closeHalfWay,
  type FileServer,
  neverEnd,
  retryAtOnce,
  startFileServer,
} from "../support/file-server.ts";
import { silently } from "../support/silently.ts";

let directory: string;
let store: ToolStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tools-"));
  store = makeToolStore(directory);
});

afterEach(async () => {
  delete process.env["RUNNER_TOOL_CACHE"];
  await rm(directory, { recursive: true });
});

/** Digits only, leading zeros, exponents: all of which a hash can look like. */
const versions = ["1.2.3-h0000000000000001", "12.2.0-h1234567890123456", "12.2.0-h12e4567890123456", "2.0.0"];

describe("the tool store", () => {
  it("uses the layout of @actions/tool-cache, which finds its tools", async () => {
    for (const version of versions) {
      await mkdir(store.directory("tool", version), { recursive: true });
      await store.complete("tool", version);
    }
    const places = versions.map((version) => join(directory, "tool", version, arch()));
    expect([...(await store.find("tool"))].sort()).toEqual(places);
    expect((await silently(() => library.findAllVersions("tool"))).sort()).toEqual(versions);
    expect(await silently(() => versions.map((version) => library.find("tool", version)))).toEqual(places);
  });

  it("finds what @actions/tool-cache has stored", async () => {
    const source = join(directory, "source");
    await mkdir(source);
    const place = await silently(() => library.cacheDir(source, "tool", "1.0.0"));
    expect(await store.find("tool")).toEqual([place]);
  });

  it("returns real paths, through a link and before the directory exists", async () => {
    const link = join(directory, "link");
    await mkdir(join(directory, "real"));
    await symlink("real", link);
    const place = join(directory, "real/not/yet/tool/1.0.0", arch());
    expect(makeToolStore(join(link, "not/yet")).directory("tool", "1.0.0")).toBe(place);
  });

  it("does not find tools that are incomplete or do not exist", async () => {
    expect(await store.find("tool")).toEqual([]);
    await mkdir(store.directory("tool", "1.0.0"), { recursive: true });
    expect(await store.find("tool")).toEqual([]);
    await mkdir(join(directory, "tool", "2.0.0"), { recursive: true });
    await store.complete("tool", "2.0.0");
    expect(await store.find("tool")).toEqual([]);
    expect(await silently(() => library.findAllVersions("tool"))).toEqual([]);
  });
});

describe("a download", () => {
  const files: Record<string, Answer> = {};
  let server: FileServer;
  let retryLater: () => void;
  let file: string;

  beforeEach(async () => {
    server = await startFileServer(files);
    retryLater = retryAtOnce();
    file = join(directory, "downloads/file");
    await mkdir(join(directory, "downloads"));
  });
  afterEach(async () => {
    retryLater();
    await server.close();
  });

  /** What went wrong, after a look at whether anything was left. */
  async function failure(path: string, from = store): Promise<unknown> {
    const error = await from.download(`${server.url}${path}`, file).catch((thrown: unknown) => thrown);
    expect(await readdir(join(directory, "downloads"))).toEqual([]);
    return error;
  }

  it("is complete once it is there, and follows redirects", async () => {
    files["/file"] = "content";
    files["/moved"] = (_request, response) => response.writeHead(302, { location: `${server.url}/file` }).end();
    await store.download(`${server.url}/moved`, file);
    expect(await readFile(file, "utf8")).toBe("content");
    expect(await readdir(join(directory, "downloads"))).toEqual(["file"]);
    expect(server.asked).toEqual(["/moved", "/file"]);
  });

  it("replaces a file that is there", async () => {
    files["/file"] = "new";
    await writeFile(file, "old, and longer");
    await store.download(`${server.url}/file`, file);
    expect(await readFile(file, "utf8")).toBe("new");
  });

  it("is tried again where the server fails or closes the connection", async () => {
    const bytes = Buffer.from("a whole file");
    const answers: Answer[] = [(_request, response) => response.writeHead(503).end(), closeHalfWay(bytes), bytes];
    files["/flaky"] = (request, response) => {
      const answer = answers.shift();
      if (typeof answer === "function") {
        answer(request, response);
      } else {
        response.end(answer);
      }
    };
    await store.download(`${server.url}/flaky`, file);
    expect(await readFile(file, "utf8")).toBe("a whole file");
    expect(server.asked).toHaveLength(3);
  });

  it("fails with the address, the reason and what to do where there is no such file", async () => {
    const error = await failure("/none");
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: `${server.url}/none could not be downloaded: Unexpected HTTP response: 404; check the network and its proxy, or try again later`,
      cause: expect.objectContaining({ httpStatusCode: 404 }),
    });
    expect(server.asked).toHaveLength(1);
  });

  it("leaves nothing where the server closes the connection half-way each time", async () => {
    files["/cut"] = closeHalfWay(Buffer.alloc(1 << 20, "x"));
    expect(await failure("/cut")).toMatchObject({
      name: "UserError",
      message: expect.stringMatching(/\/cut could not be downloaded: .*; check the network/),
    });
    expect(server.asked).toHaveLength(3);
  });

  it("ends at its deadline, and what still comes is not kept", async () => {
    let finish = () => {};
    files["/slow"] = (_request, response) => {
      response.writeHead(200);
      response.write("beginning");
      finish = () => response.end("end");
    };
    const error = await failure("/slow", makeToolStore(directory, { downloadSeconds: 0.3 }));
    expect(error).toMatchObject({
      name: "UserError",
      message: `${server.url}/slow could not be downloaded within 0.3 s; check the network and its proxy, or try again later`,
    });
    finish();
    await setTimeout(100);
    expect(await readdir(join(directory, "downloads"))).toEqual([]);
    files["/silent"] = neverEnd("beginning");
    expect(await failure("/silent", makeToolStore(directory, { downloadSeconds: 0.3 }))).toMatchObject({
      name: "UserError",
    });
  });

  it("of an address that is none is a fault of the program", async () => {
    await expect(async () => store.download("no address", file)).rejects.toThrow(TypeError);
  });
});
