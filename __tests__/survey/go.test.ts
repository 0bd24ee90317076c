import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Completed } from "../../src/host/types.ts";
import { knownPlatforms } from "../../src/platforms/go-platforms.ts";
import { explainGoFailure, findGo, readGoEnvironment, readGoPlaces, runGo } from "../../src/survey/go.ts";
import { goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
const go = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();

beforeAll(async () => {
  place = await makePlace();
});
afterAll(() => place.remove());

/** What a Go command that fails is explained as. */
async function explain(name: string, files: Readonly<Record<string, string>>, args: readonly string[], variables = {}) {
  const directory = await writeFiles(join(place.directory, name), files);
  const done = await runGo(place.host, "go", { args, directory, variables });
  expect(done.exitCode).not.toBe(0);
  return explainGoFailure(done).replaceAll(go, "GOROOT");
}

describe("explainGoFailure, by what the real Go says", () => {
  const list = ["list", "-e", "-deps", "-json", "--", "."];

  it("there is no go.mod", async () => {
    expect(await explain("nomod", { "main.go": mainFile() }, list)).toBe(
      "there is no go.mod here or above: set working-directory to the module's directory, or run `go mod init`",
    );
  });

  it("go.mod asks for a newer Go than there may be", async () => {
    const files = { "go.mod": "module x\n\ngo 1.99\n", "main.go": mainFile() };
    expect(await explain("newer", files, list)).toBe(
      `the module needs Go 1.99 and this is Go ${version.slice(2)} with GOTOOLCHAIN=local: install Go 1.99 ` +
        "(actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto",
    );
  });

  it("so does go.work", async () => {
    const files = { "go.work": "go 1.99\n", "go.mod": goMod };
    expect(await explain("newer-work", files, list)).toContain("the module needs Go 1.99 and this is Go ");
  });

  it("the Go that go.mod asks for cannot be fetched", async () => {
    const files = { "go.mod": "module x\n\ngo 1.99\n", "main.go": mainFile() };
    expect(await explain("unfetchable", files, list, { GOTOOLCHAIN: "auto" })).toMatch(/toolchain not available$/);
  });

  it("go.mod is broken", async () => {
    expect(await explain("broken", { "go.mod": "module x\nfoo bar\n" }, list)).toBe(
      "go: errors parsing go.mod: go.mod:2: unknown directive: foo",
    );
  });

  it("go.work names a module that is not there", async () => {
    const files = { "go.work": "go 1.24\n\nuse ./gone\n", "go.mod": goMod };
    expect(await explain("work", files, list)).toMatch(
      /^go: cannot load module gone listed in go\.work file: open .*gone\/go\.mod: no such file or directory$/,
    );
  });

  it("a module is not what go.sum says", () => {
    // As Go 1.26 prints it of a zip; its own checks are tested with the caches.
    const stderr =
      "verifying example.com/m@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\nSECURITY ERROR\n" +
      "This download does NOT match an earlier download recorded in go.sum.\n";
    expect(explainGoFailure(ended(1, stderr))).toBe(
      "example.com/m@v1.0.0 is not what go.sum says (checksum mismatch): find out why before you build with it, see `go help module-auth`",
    );
  });

  it("the checkout belongs to someone else", () => {
    const stderr = "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.\n";
    expect(explainGoFailure(ended(1, stderr))).toBe(
      "error obtaining VCS status: exit status 128 \tUse -buildvcs=false to disable VCS stamping.: add " +
        "`-buildvcs=false` to go-flags, or mark the checkout as safe with `git config --global --add safe.directory`",
    );
  });

  it("nothing was said", () => {
    expect(explainGoFailure(ended(3, "\n"))).toBe("go ended with exit code 3");
  });
});

function ended(exitCode: number, stderr: string): Completed {
  return { ending: "exit", exitCode, stdout: "", stderr, output: stderr, seconds: 0 };
}

describe("findGo", () => {
  it("finds the Go on PATH and all that it builds for", async () => {
    const directory = await writeFiles(join(place.directory, "found"), { "go.mod": goMod });
    const found = await findGo(place.host, directory);
    expect(found).toMatchObject({ kind: "found", version, file: expect.stringMatching(/\/bin\/go$/) });
    expect(found.platforms).toContainEqual({ os: "linux", arch: "riscv64", cgoSupported: true });
    expect(found.platforms).toContainEqual({ os: "js", arch: "wasm", cgoSupported: false });
  });

  it("says that there is none, and knows the usual platforms all the same", async () => {
    const bare = await makePlace("rooms", { PATH: "/nowhere" });
    expect(await findGo(bare.host, place.directory)).toEqual({
      kind: "missing",
      problem:
        "there is no `go` on PATH: add a step with actions/setup-go before this one, or install Go and open a new terminal",
      platforms: knownPlatforms,
    });
    await bare.remove();
  });

  it("says that the directory is not there, or is a file", async () => {
    await writeFiles(place.directory, { "a file": "" });
    for (const name of ["not there", "a file"]) {
      expect(await findGo(place.host, join(place.directory, name))).toMatchObject({
        kind: "missing",
        problem: `working-directory: there is no directory ${join(place.directory, name)}`,
      });
    }
  });

  it("says what Go says where it does not work at all", async () => {
    const bin = await writeFiles(join(place.directory, "bin"), { go: "#!/bin/sh\necho 'broken Go' >&2\nexit 2\n" });
    await chmod(join(bin, "go"), 0o755);
    const odd = await makePlace("rooms", { PATH: `${bin}:/bin` });
    expect(await findGo(odd.host, place.directory)).toMatchObject({ kind: "missing", problem: "broken Go" });
    await odd.remove();
    await rm(bin, { recursive: true });
  });
});

describe("readGoEnvironment", () => {
  it("gives the level of the target's own architecture, whatever the job has set for others", async () => {
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

  it("gives the job's compilers and flags, and Go's own where there are none", async () => {
    const directory = await writeFiles(join(place.directory, "variables"), { "go.mod": goMod });
    const variables = { GOOS: "linux", GOARCH: "s390x" };
    expect(await readGoEnvironment(place.host, "go", { directory, variables })).toEqual({
      levels: {},
      goflags: "-buildvcs=false",
      cc: "gcc",
      cxx: "g++",
      ar: "ar",
      cgoCflags: "-O2 -g",
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

  it("gives the directory with the module's own files", async () => {
    const module = await writeFiles(join(place.directory, "places"), { "go.mod": goMod, "below/main.go": mainFile() });
    expect(await readGoPlaces(place.host, "go", join(module, "below"))).toEqual({
      ...cache,
      gopath: expect.stringMatching(/^\//),
      moduleDirectories: [module],
    });
  });

  it("gives the workspace's and all of its modules', and fetches nothing for that", async () => {
    const files = {
      "go.work": "go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n",
      "app/go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/absent v1.0.0\n",
      "lib/go.mod": "module example.com/lib\n\ngo 1.24\n",
    };
    const workspace = await writeFiles(join(place.directory, "workspace"), files);
    const { moduleDirectories } = await readGoPlaces(place.host, "go", join(workspace, "app"));
    expect(moduleDirectories).toEqual([join(workspace, "app"), workspace, join(workspace, "lib")]);
  });

  it("gives none where there is no module", async () => {
    const directory = await writeFiles(join(place.directory, "no module"), { "main.go": mainFile() });
    expect((await readGoPlaces(place.host, "go", directory)).moduleDirectories).toEqual([]);
  });
});

it("a directory without Go files is a sentence too", async () => {
  const directory = join(place.directory, "levels", "empty");
  await mkdir(directory, { recursive: true });
  const { survey } = await surveyIn(place.host, directory, { targets: "linux/amd64" });
  expect(survey.problems).toEqual([`package: .: no Go files in ${directory}`]);
});
