import { describe, expect, it } from "vitest";
import { emulators } from "../../src/emulators/emulators.ts";
import {
  buildPart,
  decideGoCaches,
  type GoCacheSeen,
  type GoCachesSeen,
  lookupParts,
  makeGoCacheKey,
} from "../../src/plan/go-caches.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";
import { machine, makeInputs, makeSurvey, needs, surveyTarget } from "./questions.ts";

const build: GoCacheSeen = {
  directory: "/home/me/.cache/go-build",
  usual: "/home/me/.cache/go-build",
  set: false,
  empty: true,
};
const modules: GoCacheSeen = {
  directory: "/home/me/go/pkg/mod",
  usual: "/home/me/go/pkg/mod",
  set: false,
  empty: true,
};
const seen: GoCachesSeen = { go: "/usr/bin/go", setupGo: "/opt/tools/go", program: "", build, modules };
const archive = { kind: "found", id: "apt", family: "debian" } as const;
const kept = { kind: "kept" } as const;
const left = (reason: string) => ({ kind: "left", reason }) as const;

describe("decideGoCaches", () => {
  const setup = left("actions/setup-go installed this Go and caches these files itself");
  const goCache = left("GOCACHE is set, so the job keeps it itself");
  const moduleCache = left("GOMODCACHE is set, so the job keeps it itself");
  const rows: readonly (readonly [string, Partial<GoCachesSeen>, ReturnType<typeof decideGoCaches>])[] = [
    ["nobody else keeps them", {}, { build: kept, modules: kept }],
    ["GOCACHE is set to the usual place", { build: { ...build, set: true } }, { build: goCache, modules: kept }],
    ["go env says another place", { build: { ...build, directory: "/mnt/cache" } }, { build: goCache, modules: kept }],
    ["the usual place cannot be told", { build: { ...build, usual: undefined } }, { build: goCache, modules: kept }],
    [
      "the build cache is in use",
      { build: { ...build, empty: false } },
      { build: left("there is something in /home/me/.cache/go-build already"), modules: kept },
    ],
    ["GOMODCACHE is set", { modules: { ...modules, set: true } }, { build: kept, modules: moduleCache }],
    [
      "modules are there",
      { modules: { ...modules, empty: false } },
      { build: kept, modules: left("there is something in /home/me/go/pkg/mod already") },
    ],
    [
      "a program is the build cache",
      { program: "/usr/bin/shared-cache" },
      { build: left("GOCACHEPROG is set, so the job keeps it itself"), modules: kept },
    ],
    ["setup-go installed Go", { go: "/opt/tools/go/1.26.8/x64/bin/go" }, { build: setup, modules: setup }],
    ["a directory only begins like setup-go's", { go: "/opt/tools/go-2/bin/go" }, { build: kept, modules: kept }],
  ];
  it.each(rows)("where %s", (_name, change, decided) => {
    expect(decideGoCaches({ ...seen, ...change }, false)).toEqual(decided);
  });

  it("keeps them beside setup-go where that is asked for, unless something is there", () => {
    const withSetup = { ...seen, go: "/opt/tools/go/1.26.8/x64/bin/go" };
    expect(decideGoCaches(withSetup, true)).toEqual({ build: kept, modules: kept });
    expect(decideGoCaches({ ...withSetup, build: { ...build, empty: false } }, true).build.kind).toBe("left");
  });
});

const question = {
  system: ["linux", "debian", "12", "amd64"],
  goVersion: "devel go1.27-abc, Mon",
  targets: ["linux/arm64", "linux/amd64"],
  modules: ["go.mod 1", "go.sum 2"],
};
/** Plain enough to read in a key. */
const hash = (text: string) => text.replaceAll(/\W+/g, "_");

describe("the key of Go's caches", () => {
  it("is made of its parts, whatever the order of the targets", () => {
    const lookup = lookupParts(question);
    expect(lookup).toEqual([
      { name: "system", text: "linux debian 12 amd64" },
      { name: "Go", text: "devel go1.27-abc, Mon" },
      { name: "targets", text: "linux/amd64 linux/arm64" },
      { name: "modules", text: "go.mod 1, go.sum 2" },
    ]);
    const builds = [{ name: "build of linux/arm64", text: "gcc" }];
    const sameTargets = "cgo-cross-go-2-linux-debian-12-amd64-devel-go1.27-abc-Mon-linux_amd64_linux_arm64-";
    expect(makeGoCacheKey({ lookup, builds }, hash)).toEqual({
      key: `${sameTargets}go_mod_1_go_sum_2-build_of_linux_arm64_gcc`,
      prefixes: [`${sameTargets}go_mod_1_go_sum_2-`, sameTargets],
    });
    const other = lookupParts({ ...question, targets: ["linux/amd64", "linux/arm64"] });
    expect(makeGoCacheKey({ lookup: other, builds }, hash)).toEqual(makeGoCacheKey({ lookup, builds }, hash));
  });

  it("is no entry's while the compilers are not known", () => {
    const { key, prefixes } = makeGoCacheKey({ lookup: lookupParts(question), builds: undefined }, hash);
    expect(key).toBe(`${prefixes[0]}?`);
  });

  it.each([
    ["system", { system: ["linux", "debian", "13", "amd64"] }],
    ["Go", { goVersion: "go1.27" }],
    ["targets", { targets: ["linux/amd64"] }],
    ["modules", { modules: ["go.mod 1", "go.sum 3"] }],
  ])("tells runs of another %s apart", (_name, change) => {
    const keyOf = (of: typeof question) => makeGoCacheKey({ lookup: lookupParts(of), builds: [] }, hash).key;
    expect(keyOf({ ...question, ...change })).not.toBe(keyOf(question));
  });

  it("holds each target's compiler and flags, without the linker's, in which the commit often is", () => {
    const raw = { targets: "linux/arm/v6 linux/amd64", tags: "a", ldflags: "-X main.version=1", "cgo-cflags": "-DA" };
    const inputs = makeInputs(raw);
    const targets = ["linux/arm/v6", "linux/amd64"].map((name) => surveyTarget(name, { need: needs.c }));
    const { plan } = makePlan(inputs, makeSurvey(targets, { machine: { ...machine, archive } }), {
      providers,
      layers,
      emulators,
      outDir: "/out",
      settings: [],
      lock: { file: "/module/cgo-cross.lock", lock: undefined },
      event: undefined,
      artifacts: { available: true, reason: undefined },
      goCaches: { build: kept, modules: kept },
    });
    const [arm] = plan.targets;
    expect(arm && buildPart(arm, "arm-linux-gnueabi-gcc-12ab")).toEqual({
      name: "build of linux/arm/v6",
      text: expect.stringMatching(
        /^arm-linux-gnueabi-gcc-12ab GOOS=linux GOARCH=arm GOARM=6 CGO_CFLAGS=\S.* -DA CGO_CXXFLAGS=.* -trimpath -tags=a,netgo$/,
      ),
    });
    expect(arm && buildPart(arm, undefined).text).toMatch(/^no C compiler /);
  });
});
