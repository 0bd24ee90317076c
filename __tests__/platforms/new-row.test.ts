import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { sections } from "../../scripts/docs.ts";
import { emulators } from "../../src/emulators/emulators.ts";
import { parseTargets } from "../../src/inputs/targets.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { planRun } from "../../src/plan/run.ts";
import { targetGoVariables } from "../../src/platforms/go-variables.ts";
import type { PlatformRow } from "../../src/platforms/row.ts";
import { hostAbi, knownPlatforms } from "../../src/platforms/table.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { planContext } from "../plan/context.ts";
import { machine, makeInputs, makeSurvey, needs, packageContent, surveyTarget } from "../plan/questions.ts";
import { checkBinary } from "../support/clauses.ts";
import { inTexts } from "../support/problems.ts";
import { makeElf } from "../verify/formats/made-elf.ts";

/** A platform that there is not: all that is ever written for a new one. */
const { made, elfMachine } = vi.hoisted(() => {
  const elfMachine = 4242;
  const system = {
    name: "linux",
    title: "Linux",
    format: "elf",
    programExtension: "",
    sharedExtension: ".so",
    canBeStatic: true,
    aliases: [],
  } as const;
  const made: PlatformRow = {
    os: "linux",
    arch: "made64",
    system,
    architecture: {
      name: "made64",
      bits: 64,
      byteOrder: "little",
      elf: { machine: elfMachine, name: "EM_MADE" },
      variants: { variable: "GOMADE64", variants: ["m1", "m2"], toGo: (variant) => variant.replace("m", "level") },
      qemu: { kind: "program", program: "qemu-made64", oldestCpu: { level2: "second" }, otherwise: undefined },
      aliases: ["madeup", "mdx"],
      variantAliases: { m2: ["madehf"] },
    },
    cgoSupported: true,
    internalPie: false,
    externalLinker: false,
    c: {
      kind: "abis",
      abis: [
        {
          triple: "made_64-linux-gnu",
          multiarch: "made_64-linux-gnu",
          architecture: "made64el",
          libc: "glibc",
          interpreters: { glibc: "/lib/ld-made.so.1", musl: "/lib/ld-musl-made64.so.1" },
          clang: {
            flags: ["-march=made"],
            gnuLinker: { reason: "lld 16 does not know it, and 20 does", lldSince: 20 },
          },
          levels: undefined,
          staticReason: undefined,
          document: { targets: "linux/made64", note: "made up" },
        },
      ],
      otherLevels: undefined,
    },
  };
  return { made, elfMachine };
});

vi.mock("../../src/platforms/rows.ts", async (importActual) => {
  const actual = await importActual<typeof import("../../src/platforms/rows.ts")>();
  return { ...actual, platformRows: [...actual.platformRows, made] };
});

const target = (variant?: string) => ({ os: "linux", arch: "made64", variant });

describe("a row that is added to the table of platforms is known to", () => {
  it("the list of platforms and Go's variables", () => {
    expect(knownPlatforms.at(-1)).toEqual({ os: "linux", arch: "made64", cgoSupported: true });
    expect(targetGoVariables(target("m2"))).toEqual({ GOOS: "linux", GOARCH: "made64", GOMADE64: "level2" });
    expect(hostAbi("made64").triple).toBe("made_64-linux-gnu");
  });

  it("the documents", () => {
    expect(sections["targets"]?.body().split("\n")).toContain("| `linux/made64` | `gcc-made-64-linux-gnu` | made up |");
  });

  it("the grammar of targets: its name, its variants, patterns", () => {
    const parse = (text: string) => {
      const { targets, problems } = parseTargets(text, knownPlatforms);
      return { targets, problems: inTexts(problems) };
    };
    expect(parse("linux/made64, linux/made64/m2")).toEqual({ targets: [target(), target("m2")], problems: [] });
    expect(parse("linux/made*")).toEqual({ targets: [target()], problems: [] });
    expect(parse("linux/m* !linux/mips*")).toEqual({ targets: [target()], problems: [] });
    expect(parse("all").targets).toContainEqual(target());
    expect(parse("linux/made64/m3").problems).toEqual([
      'targets: unknown target "linux/made64/m3"; the variants of made64 are m1 and m2',
    ]);
  });

  it.each([
    ["linux/madeup", "linux/made64"],
    ["linux/mdx", "linux/made64"],
    ["linux/madehf", "linux/made64/m2"],
    ["linux/made46", "linux/made64"],
  ])("the suggestions for what nobody knows: %s", (text, meant) => {
    expect(inTexts(parseTargets(text, knownPlatforms).problems)).toEqual([
      expect.stringContaining(`unknown target "${text}"; did you mean "${meant}"?`),
    ]);
  });

  it("the emulators, on the oldest processor of the level", () => {
    const inputs = makeInputs({ targets: "linux/made64", run: "true" });
    const runAt = (level: string) => {
      const survey = surveyTarget("linux/made64", { environment: { levels: { GOMADE64: level } } });
      return planRun({ inputs, survey, machine }, emulators).run;
    };
    const run = (flags: readonly string[]) => ({
      kind: "run",
      emulator: "qemu",
      settings: { program: "qemu-made64", flags },
      args: [],
    });
    expect(runAt("level1")).toEqual(run([]));
    expect(runAt("level2")).toEqual(run(["-cpu", "second"]));
  });

  const planWith = (raw: Readonly<Record<string, string>> = {}) => {
    const inputs = makeInputs({ targets: "linux/made64", ...raw });
    const requirement = { kind: "library", name: "z", by: "x", programs: [], onHost: false } as const;
    const targets = [surveyTarget("linux/made64", { need: needs.cxx, requirements: [requirement] })];
    const { plan, problems } = makePlan(inputs, makeSurvey(targets), planContext("/proj/dist"));
    expect(problems).toEqual([]);
    return plan;
  };
  const rootsOf = (plan: ReturnType<typeof planWith>) =>
    plan.roots.map((root) => [root.id, ...packageContent(root).packages]);

  it("gcc, and the libraries of its distribution", () => {
    const plan = planWith();
    expect(plan.toolchains).toMatchObject([
      { id: "made_64-linux-gnu", provider: "gcc", triple: "made_64-linux-gnu", compiler: "made_64-linux-gnu-gcc" },
    ]);
    expect(rootsOf(plan)).toEqual([
      ["made_64-linux-gnu", "gcc-made-64-linux-gnu", "libc6-dev-made64el-cross", "g++-made-64-linux-gnu"],
      ["libraries-made64el"],
    ]);
    const libraries = plan.roots.map(packageContent).at(-1);
    expect(libraries).toMatchObject({ architecture: "made64el" });
    expect(libraries?.files[0]?.paths[0]).toBe("usr/lib/made_64-linux-gnu/libz.so");
    expect(plan.targets[0]?.builds[0]?.expectation).toMatchObject({ arch: "made64", interpreter: "/lib/ld-made.so.1" });
  });

  it("clang", () => {
    const plan = planWith({ compiler: "clang" });
    expect(plan.toolchains).toMatchObject([
      {
        id: "clang-made_64-linux-gnu",
        provider: "clang",
        settings: { triple: "made_64-linux-gnu", flags: ["-march=made"], linker: "gnu" },
      },
    ]);
    expect(rootsOf(plan)[1]).toEqual([
      "clang-made_64-linux-gnu",
      "gcc-made-64-linux-gnu",
      "libc6-dev-made64el-cross",
      "g++-made-64-linux-gnu",
      "binutils-made-64-linux-gnu",
    ]);
  });
});

describe("a row that is added is known to the verifier", () => {
  const directory = mkdtemp(join(tmpdir(), "new-row-"));
  afterAll(async () => rm(await directory, { recursive: true }));
  const read = async (bits: 32 | 64) => {
    const file = join(await directory, `made${bits}`);
    await writeFile(file, makeElf({ bits, type: 2, machine: elfMachine, parts: [] }));
    return readBinary(file);
  };

  it("which reads its binaries", async () => {
    expect(await read(64)).toMatchObject({
      format: "elf",
      os: "linux",
      arch: "made64",
      machine: `EM_MADE (${elfMachine})`,
      bits: 64,
    });
    expect(await read(32)).toMatchObject({ arch: undefined, machine: `EM_MADE (${elfMachine})`, bits: 32 });
  });

  it("which expects its word size and byte order", async () => {
    const [planned] = makePlan(
      makeInputs({ targets: "linux/made64" }),
      makeSurvey([surveyTarget("linux/made64")]),
      planContext("/proj/dist"),
    ).plan.targets;
    const expected = planned?.builds[0]?.expectation;
    const facts = await read(64);
    const problemsOf = (changes: Partial<typeof facts>) => expected && checkBinary({ ...facts, ...changes }, expected);
    const go = { version: "go1.26.0", path: "x", settings: { GOOS: "linux", GOARCH: "made64", CGO_ENABLED: "0" } };
    expect(problemsOf({ go })).toEqual([]);
    expect(problemsOf({ go, bits: 32 })).toEqual(["is 32-bit, but made64 is 64-bit"]);
    expect(problemsOf({ go, byteOrder: "big" })).toEqual(["is big-endian, but made64 is little-endian"]);
    const amd64 = { ...facts, arch: "amd64", machine: "EM_X86_64 (62)" };
    expect(expected && checkBinary(amd64, expected)[0]).toBe("is for linux/amd64 (EM_X86_64), not linux/made64");
  });
});
