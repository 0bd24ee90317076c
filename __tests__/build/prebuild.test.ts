import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTarget } from "../../src/build/build.ts";
import { prebuild } from "../../src/build/prebuild.ts";
import type { LocalHost } from "../../src/host/local.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan, TargetPlan } from "../../src/plan/plan.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { planContext } from "../plan/context.ts";
import { goMod, makePlace, type Place, surveyIn, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("ahead of compilers");
});
afterAll(() => place.remove());

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;
const files = {
  "go.mod": goMod,
  "main.go":
    'package main\n\nimport (\n\t"example.com/app/c"\n\t"example.com/app/plain"\n)\n\nfunc main() { println(c.Seven()) }\n\n//export Six\nfunc Six() int { return plain.Six }\n',
  "plain/plain.go": 'package plain\n\nimport "strconv"\n\nvar Six, _ = strconv.Atoi("6")\n',
  "c/c.go":
    'package c\n\n// static int seven(void) { return 7; }\nimport "C"\nimport "unicode"\n\nfunc Seven() (int, bool) { return int(C.seven()), unicode.IsUpper(7) }\n',
};

/** The machine's own compiler, as it is once it has been found. */
const toolchain: Toolchain = {
  id: "host",
  triple: undefined,
  cc: "gcc",
  cxx: "g++",
  ar: "ar",
  names: { cc: "gcc", cxx: "g++" },
  pkgConfig: undefined,
  binDirectories: [],
  sysroot: undefined,
  libraryPath: [],
  linked: undefined,
  version: "gcc",
  source: "host",
  checked: undefined,
  packages: [],
  seconds: 0,
  bytesDownloaded: 0,
  directory: undefined,
};

async function prepare(
  host: LocalHost,
  name: string,
  raw: Readonly<Record<string, string>> = {},
): Promise<{ readonly plan: Plan; readonly target: TargetPlan; readonly into: string }> {
  const directory = await writeFiles(join(place.directory, name), files);
  const { survey, inputs } = await surveyIn(host, directory, { targets: own, ...raw });
  const { plan, problems } = makePlan(inputs, survey, planContext(join(directory, "dist")));
  expect([...survey.problems, ...problems]).toEqual([]);
  const [target] = plan.targets;
  if (target === undefined) {
    throw new Error("nothing was planned");
  }
  return { plan, target, into: join(place.directory, `${name} out`) };
}

/** A host with an empty build cache. */
async function emptyHost(cache: string, variables: Readonly<Record<string, string>> = {}): Promise<Place> {
  return makePlace("ahead", { GOCACHE: join(place.directory, cache), ...variables });
}

const withC = ["example.com/app", "example.com/app/c", "runtime/cgo"];

/** What a build compiles, as `go build -v` names it. */
async function compiled(host: LocalHost, prepared: Awaited<ReturnType<typeof prepare>>): Promise<readonly string[]> {
  const target = { ...prepared.target, flags: ["-v", ...prepared.target.flags] };
  const built = await buildTarget(host, { ...prepared, target, toolchain });
  expect(built).toMatchObject({ kind: "built" });
  return built.log.slice(1).sort();
}

// Each of these compiles some of the standard library from nothing.
describe("prebuild", { timeout: 300_000 }, () => {
  it("compiles without a compiler what the build then does not compile again, to the same binary", async () => {
    const [without, later, fresh] = [
      await emptyHost("cache", { CC: "no-compiler", PATH: join(process.env["GOROOT"] ?? "/usr/local/go", "bin") }),
      await emptyHost("cache"),
      await emptyHost("other cache"),
    ];
    const prepared = await prepare(place.host, "same");
    expect(prepared.target.prebuild).toEqual(
      expect.arrayContaining(["example.com/app/plain", "unicode", "internal/runtime/sys"]),
    );
    await prebuild(without.host, prepared);
    expect(await compiled(later.host, prepared)).toEqual(withC);
    const file = prepared.target.builds[0]?.file ?? "";
    const again = { ...prepared, into: `${prepared.into} again` };
    expect((await compiled(fresh.host, again)).length).toBeGreaterThan(withC.length + 10);
    const [one, other] = [await readFile(join(prepared.into, file)), await readFile(join(again.into, file))];
    expect(one.equals(other)).toBe(true);
    await Promise.all([without, later, fresh].map((each) => each.remove()));
  });

  it("does so under the flags of the build, which may be one for a C library", async () => {
    const host = await emptyHost("flags cache");
    const raw = { buildmode: "c-shared", tags: "x", gcflags: "all=-l", ldflags: "-s -w" };
    const prepared = await prepare(host.host, "flags", raw);
    await prebuild(host.host, prepared);
    expect(await compiled(host.host, prepared)).toEqual(withC);
    await host.remove();
  });

  it("leaves a failure to the build", async () => {
    const prepared = await prepare(place.host, "broken");
    await writeFiles(join(place.directory, "broken"), { "plain/plain.go": "package plain\n\nvar Six int = nothing\n" });
    await prebuild(place.host, prepared);
    await prebuild(place.host, { ...prepared, plan: { ...prepared.plan, go: { file: "/no/go", version: "go1" } } });
    expect(await buildTarget(place.host, { ...prepared, toolchain })).toMatchObject({
      kind: "failed",
      log: expect.arrayContaining([expect.stringContaining("undefined: nothing")]),
    });
  });
});
