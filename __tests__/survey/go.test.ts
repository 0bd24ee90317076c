import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { askGo, findGo, readGoEnvironment, readGoPlaces } from "../../src/survey/go.ts";
import { inTexts } from "../support/problems.ts";
import { goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();

beforeAll(async () => {
  place = await makePlace();
});
afterAll(() => place.remove());

describe("findGo", () => {
  it("finds the Go on PATH and the platforms it builds for", async () => {
    const directory = await writeFiles(join(place.directory, "found"), { "go.mod": goMod });
    const found = await findGo(place.host, directory);
    expect(found).toMatchObject({ kind: "found", version, file: expect.stringMatching(/\/bin\/go$/) });
    expect(found.platforms).toContainEqual({ os: "linux", arch: "riscv64", cgoSupported: true });
    expect(found.platforms).toContainEqual({ os: "js", arch: "wasm", cgoSupported: false });
  });

  it("reports a missing Go, and still knows the usual platforms", async () => {
    const bare = await makePlace("rooms", { PATH: "/nowhere" });
    expect(inTexts(await findGo(bare.host, place.directory))).toEqual({
      kind: "missing",
      problem:
        "there is no `go` on PATH: add a step with actions/setup-go before this one, or install Go and open a new terminal",
      platforms: knownPlatforms,
    });
    await bare.remove();
  });

  it("reports a working directory that does not exist or is a file", async () => {
    await writeFiles(place.directory, { "a file": "" });
    for (const name of ["not there", "a file"]) {
      expect(inTexts(await findGo(place.host, join(place.directory, name)))).toMatchObject({
        kind: "missing",
        problem: `working-directory: there is no directory ${join(place.directory, name)}`,
      });
    }
  });

  it("reports what a broken Go prints", async () => {
    const bin = await writeFiles(join(place.directory, "bin"), { go: "#!/bin/sh\necho 'broken Go' >&2\nexit 2\n" });
    await chmod(join(bin, "go"), 0o755);
    const odd = await makePlace("rooms", { PATH: `${bin}:/bin` });
    expect(inTexts(await findGo(odd.host, place.directory))).toMatchObject({ kind: "missing", problem: "broken Go" });
    await odd.remove();
    await rm(bin, { recursive: true });
  });
});

describe("askGo", () => {
  it("returns what Go prints, and throws a failure as an error for the user", async () => {
    const directory = await writeFiles(join(place.directory, "asked"), { "go.mod": goMod });
    expect(await askGo(place.host, "go", { args: ["env", "GOVERSION"], directory })).toBe(`${version}\n`);
    const asked = askGo(place.host, "go", { args: ["list", "-m", "example.com/none"], directory });
    await expect(asked).rejects.toThrow(UserError);
    await expect(asked).rejects.toThrow(/example\.com\/none: not a known dependency/);
  });
});

describe("readGoEnvironment", () => {
  it("reads the level of the target's own architecture only, whatever the job sets for others", async () => {
    const directory = await writeFiles(join(place.directory, "levels"), { "go.mod": goMod });
    const job = await makePlace("rooms", { GOMIPS: "softfloat", GOARM: "6", GOFLAGS: "-tags=a,b" });
    const ask = async (variables: Record<string, string>) =>
      (await readGoEnvironment(job.host, "go", { directory, variables })).levels;
    expect(await ask({ GOOS: "linux", GOARCH: "arm" })).toEqual({ GOARM: "6" });
    expect(await ask({ GOOS: "linux", GOARCH: "arm", GOARM: "7" })).toEqual({ GOARM: "7" });
    expect(await ask({ GOOS: "linux", GOARCH: "mips" })).toEqual({ GOMIPS: "softfloat" });
    expect(await ask({ GOOS: "linux", GOARCH: "mips64" })).toEqual({ GOMIPS64: "hardfloat" });
    expect(await ask({ GOOS: "linux", GOARCH: "arm64" })).toEqual({ GOARM64: "v8.0" });
    expect(await ask({ GOOS: "linux", GOARCH: "s390x" })).toEqual({});
    await job.remove();
  });

  it("reads the job's compilers and flags, and Go's defaults where the job sets none", async () => {
    const directory = await writeFiles(join(place.directory, "variables"), { "go.mod": goMod });
    const variables = { GOOS: "linux", GOARCH: "s390x" };
    expect(await readGoEnvironment(place.host, "go", { directory, variables })).toEqual({
      levels: {},
      goflags: "-buildvcs=false",
      goexperiment: "",
      cc: "gcc",
      cxx: "g++",
      ar: "ar",
      cgoCflags: "-O2 -g",
      cgoCppflags: "",
      cgoCxxflags: "-O2 -g",
      cgoLdflags: "-O2 -g",
    });
    const job = await makePlace("rooms", { CC: "ccache clang", CGO_CFLAGS: "-O1", GOFLAGS: "-mod=mod -tags=a,b" });
    expect(await readGoEnvironment(job.host, "go", { directory, variables })).toMatchObject({
      cc: "ccache clang",
      cgoCflags: "-O1",
      goflags: "-mod=mod -tags=a,b",
    });
    await job.remove();
  });
});

describe("readGoPlaces", () => {
  const cache = {
    buildCache: expect.stringMatching(/^\//),
    moduleCache: expect.stringMatching(/^\//),
    cacheProgram: "",
  };

  it("finds the directory with the module's own files", async () => {
    const module = await writeFiles(join(place.directory, "places"), { "go.mod": goMod, "below/main.go": mainFile() });
    expect(await readGoPlaces(place.host, "go", join(module, "below"))).toEqual({
      ...cache,
      gopath: expect.stringMatching(/^\//),
      moduleDirectories: [module],
    });
  });

  it("finds the directories of a workspace and of its modules, without downloading any", async () => {
    const files = {
      "go.work": "go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n",
      "app/go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/absent v1.0.0\n",
      "lib/go.mod": "module example.com/lib\n\ngo 1.24\n",
    };
    const workspace = await writeFiles(join(place.directory, "workspace"), files);
    const { moduleDirectories } = await readGoPlaces(place.host, "go", join(workspace, "app"));
    expect(moduleDirectories).toEqual([join(workspace, "app"), workspace, join(workspace, "lib")]);
  });

  it("finds no directory where there is no module", async () => {
    const directory = await writeFiles(join(place.directory, "no module"), { "main.go": mainFile() });
    expect((await readGoPlaces(place.host, "go", directory)).moduleDirectories).toEqual([]);
  });
});

it("a directory without Go files is a problem of the survey", async () => {
  const directory = join(place.directory, "levels", "empty");
  await mkdir(directory, { recursive: true });
  const { survey } = await surveyIn(place.host, directory, { targets: "linux/amd64" });
  expect(inTexts(survey.problems)).toEqual([
    `package: .: no Go files in ${directory}; name the directory of the main package in \`package\`, as in \`package: ./cmd/app\``,
  ]);
});
