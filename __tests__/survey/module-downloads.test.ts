import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addModule } from "../support/module-proxy.ts";
import { cFile, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
let server: Server;
let url: string;
let module: string;
/** The paths that the proxy was asked for. */
let requests: string[] = [];
const places: Place[] = [];

beforeAll(async () => {
  place = await makePlace("module-downloads");
  const proxy = join(place.directory, "proxy");
  const c = { "c.go": cFile("c") };
  await addModule(proxy, { path: "example.com/c", version: "v1.0.0", files: c });
  await addModule(proxy, { path: "example.com/fork", version: "v1.1.0", files: { "f.go": "package replaced\n" } });
  await addModule(proxy, { path: "example.com/Windows", version: "v1.0.0", files: { "w.go": "package windows\n" } });
  server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? "/");
    requests.push(path);
    const bytes = await readFile(join(proxy, path)).catch(() => undefined);
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  url = typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
  module = await writeFiles(join(place.directory, "module"), {
    "go.mod":
      "module example.com/app\n\ngo 1.24\n\nrequire (\n\texample.com/c v1.0.0\n\texample.com/Windows v1.0.0\n" +
      "\texample.com/replaced v1.0.0\n)\n\nreplace example.com/replaced => example.com/fork v1.1.0\n",
    "main.go": 'package main\n\nimport (\n\t_ "example.com/c"\n\t_ "example.com/replaced"\n)\n\nfunc main() {}\n',
    "main_windows.go": 'package main\n\nimport _ "example.com/Windows"\n',
  });
  await runGoIn(await makeMachine(), ["mod", "tidy"]);
});
beforeEach(() => {
  requests = [];
});
afterAll(async () => {
  server.close();
  await Promise.all([place, ...places].map((each) => each.remove()));
});

/** A machine with an empty module cache, whose modules come from the proxy. */
async function makeMachine(): Promise<Place> {
  const machine = await makePlace("machine", {
    GOMODCACHE: join(place.directory, "module-caches", `${places.length}`),
    GOFLAGS: "-buildvcs=false -modcacherw",
    GOPROXY: url,
    GOSUMDB: "off",
  });
  places.push(machine);
  return machine;
}

async function runGoIn({ host }: Place, args: readonly string[]): Promise<void> {
  const done = await host.processes.run({ file: "go", args, directory: module });
  expect(done.exitCode, done.output).toBe(0);
}

async function survey({ host }: Place, targets = "linux/amd64 linux/arm64 windows/amd64"): Promise<void> {
  const { survey: found } = await surveyIn(host, module, { targets });
  expect(found.problems).toEqual([]);
  expect(new Set(found.targets.flatMap(({ need }) => need.required))).toEqual(new Set(["example.com/c"]));
}

describe("module downloads of a survey", () => {
  it("downloads the modules of the program where the module cache is empty, and nothing a second time", async () => {
    const machine = await makeMachine();
    await survey(machine);
    expect(requests).toEqual(
      expect.arrayContaining(["/example.com/c/@v/v1.0.0.zip", "/example.com/fork/@v/v1.1.0.zip"]),
    );
    requests = [];
    await survey(machine);
    expect(requests).toEqual([]);
  });

  it("makes no request where `go mod download` has filled the module cache", async () => {
    const machine = await makeMachine();
    await runGoIn(machine, ["mod", "download"]);
    requests = [];
    await survey(machine);
    expect(requests).toEqual([]);
  });

  it("after a build for one target, downloads only what another target needs besides", async () => {
    const machine = await makeMachine();
    await runGoIn(machine, ["build", "-o", join(machine.directory, "app"), "."]);
    requests = [];
    await survey(machine, "linux/amd64 linux/arm64");
    expect(requests).toEqual([]);
    await survey(machine, "linux/amd64 windows/amd64");
    expect([...new Set(requests.map((path) => path.split("/@v/")[0]))]).toEqual(["/example.com/!windows"]);
  });
});
