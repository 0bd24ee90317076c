import { accessSync, constants } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archives } from "../../src/archives/archives.ts";
import { buildTarget } from "../../src/build/build.ts";
import { buildVariables } from "../../src/build/environment.ts";
import { splitWords } from "../../src/golang/words.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import type { Host } from "../../src/host/types.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { LayerQuestion, ToolchainQuestion } from "../../src/plan/offers.ts";
import type { LayerPlan, Plan, TargetPlan, ToolchainPlan } from "../../src/plan/plan.ts";
import type { RootRequest } from "../../src/plan/root-request.ts";
import { readyValue } from "../../src/roots/outcome.ts";
import { ensureRoots } from "../../src/roots/roots.ts";
import { findGo } from "../../src/survey/go.ts";
import { type Survey, surveyProgram } from "../../src/survey/survey.ts";
import type { Layer, Provider } from "../../src/toolchains/provider.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { openToolchains } from "../../src/toolchains/toolchains.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { sharedTools } from "../e2e/examples.ts";
import { planContext } from "../plan/context.ts";
import { checkBinary } from "../support/clauses.ts";
import { goMod, makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { namedCompiler } from "./named-compiler.ts";

// What the plan and the builds rely on, of every provider and of every layer: a new one needs a row in providers.ts and a
// sample here. What samples need is fetched from the archive of the machine's own distribution, and kept between test runs.

type Sample = {
  /** Made by this provider. */
  readonly provider: string;
  /** With these layers on it. */
  readonly layers: readonly string[];
  readonly target: string;
  readonly language: Language;
  readonly inputs: Readonly<Record<string, string>>;
};

type Language = "C" | "C++" | "C with zlib" | "C for Windows" | "C with Fortran" | "C through swig";

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;
const foreign = process.arch === "arm64" ? "linux/amd64" : "linux/arm64";
const gccs = { provider: "gcc", target: foreign, inputs: {} };

const samples: readonly Sample[] = [
  { provider: "host", layers: [], target: own, language: "C++", inputs: {} },
  { provider: "named", layers: [], target: own, language: "C++", inputs: {} },
  { ...gccs, layers: [], language: "C++" },
  { provider: "clang", layers: [], target: foreign, language: "C++", inputs: { compiler: "clang" } },
  { ...gccs, layers: ["musl"], language: "C", inputs: { libc: "musl" } },
  { ...gccs, layers: ["libraries"], language: "C with zlib" },
  { ...gccs, layers: [], language: "C with Fortran" },
  { ...gccs, layers: ["swig"], language: "C through swig" },
  { ...gccs, target: "windows/amd64", layers: ["windows-names"], language: "C for Windows" },
  { ...gccs, layers: ["musl", "libraries"], language: "C with zlib", inputs: { libc: "musl" } },
];

const cSource = '#include <stdio.h>\nint main(void) { return puts("C") == EOF; }\n';
const cxxSource =
  '#include <iostream>\n#include <string>\nint main() { std::cout << std::string("C++") << std::endl; }\n';

const modules: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  C: {
    "main.go": 'package main\n\n// int seven(void);\nimport "C"\n\nfunc main() { println(C.seven()) }\n',
    "seven.c": '#include <string.h>\nint seven(void) { return (int)strlen("1234567"); }\n',
  },
  "C++": {
    "main.go": 'package main\n\n// int seven(void);\nimport "C"\n\nfunc main() { println(C.seven()) }\n',
    "seven.cpp":
      '#include <string>\n#include <stdexcept>\nextern "C" int seven(void) {\n' +
      '  try { throw std::runtime_error("1234567"); } catch (const std::exception &e) { return std::string(e.what()).size(); }\n}\n',
  },
  "C for Windows": {
    "main.go":
      'package main\n\n// #cgo LDFLAGS: -lUser32\n// #include <Windows.h>\nimport "C"\n\nfunc main() { println(C.GetSystemMetrics(0)) }\n',
  },
  "C with Fortran": {
    "main.go":
      'package main\n\n// #cgo LDFLAGS: -lgfortran\n// int triple_(int *n);\nimport "C"\n\n' +
      "func main() {\n\tn := C.int(7)\n\tprintln(C.triple_(&n))\n}\n",
    "triple.f90": "integer(4) function triple(n)\n  integer(4) :: n\n  triple = n * 3\nend function\n",
  },
  "C through swig": {
    "main.go": 'package main\n\nimport "example.com/app/calc"\n\nfunc main() { println(calc.Twice(21)) }\n',
    "calc/calc.go": "package calc\n",
    "calc/calc.swig": '%module calc\n%{\n#include "calc.h"\n%}\n%include "calc.h"\n',
    "calc/calc.h": "int twice(int n);\n",
    "calc/calc.c": '#include "calc.h"\nint twice(int n) { return 2 * n; }\n',
  },
  "C with zlib": {
    "main.go":
      'package main\n\n// #cgo LDFLAGS: -lz\n// #include <zlib.h>\nimport "C"\n\nfunc main() { println(C.GoString(C.zlibVersion())) }\n',
  },
};

let place: Place;
let host: Host;
let made: readonly Provider[];

beforeAll(async () => {
  place = await makePlace("toolchains with spaces");
  host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, "artifacts"),
    cacheDirectory: dirname(sharedTools),
    workspace: place.directory,
    terminal: { write: () => true },
  });
  const [cc = "", cxx = "", ar = ""] = await Promise.all(["gcc", "g++", "ar"].map((name) => host.processes.find(name)));
  made = [...providers, namedCompiler({ cc, cxx, ar })];
});
afterAll(() => place.remove());

it("there is a sample of every provider and of every layer", () => {
  expect(new Set(samples.map(({ provider }) => provider))).toEqual(new Set(made.map(({ id }) => id)));
  expect(new Set(samples.flatMap((sample) => sample.layers))).toEqual(new Set(layers.map(({ id }) => id)));
});

describe.each(samples)("$provider with [$layers] compiles $language for $target", (sample) => {
  const questions: { provider: ToolchainQuestion[]; layers: LayerQuestion[] } = { provider: [], layers: [] };
  let provider: Provider;
  let put: readonly Layer[];
  let plan: Plan;
  let target: TargetPlan;
  let toolchain: Toolchain;

  beforeAll(async () => {
    provider = memberOf(made, sample.provider);
    put = sample.layers.map((id) => memberOf(layers, id));
    const directory = join(place.directory, [sample.provider, ...sample.layers, sample.language].join(" "));
    await writeFiles(directory, { "go.mod": goMod, ...modules[sample.language] });
    const planned = await planFor(directory, sample, {
      providers: [{ ...provider, offer: (question) => provider.offer(kept(questions.provider, question)) }],
      layers: put.map((layer) => ({ ...layer, offer: (question) => layer.offer(kept(questions.layers, question)) })),
    });
    ({ plan, target } = planned);
    const roots = ensureRoots(host, plan.roots, {
      machine: planned.survey.machine,
      kinds: [provider, ...put].flatMap(({ rootKinds }) => rootKinds),
      cache: { kind: "off", reason: "a test" },
      lock: undefined,
    });
    const opened = await openToolchains(host, plan, { roots, providers: [provider], layers: put }).of(target);
    if (opened === undefined) {
      throw new Error("no toolchain was planned");
    }
    toolchain = readyValue(opened);
  });

  it("by an offer that is JSON, the same each time, and changes nothing of the question", () => {
    const [question] = questions.provider;
    const offers = [question, question].map((each) => (each === undefined ? undefined : provider.offer(each)));
    expect(offers[0]).toEqual(offers[1]);
    expect(plan.toolchains).toHaveLength(1);
    const [toolchainPlan] = plan.toolchains;
    expect(offers[0]).toMatchObject({ kind: "offer", toolchain: toolchainPlan });
    expect(JSON.parse(JSON.stringify(offers[0]))).toEqual(withoutUndefined(offers[0]));
    for (const layer of put) {
      const answers = questions.layers.map((each) => layer.offer(each)).filter(({ kind }) => kind === "offer");
      expect(answers).toEqual(questions.layers.map((each) => layer.offer(each)).filter(({ kind }) => kind === "offer"));
      expect(JSON.parse(JSON.stringify(answers))).toEqual(withoutUndefined(answers));
    }
    expect(JSON.parse(JSON.stringify(plan))).toEqual(withoutUndefined(plan));
  });

  it("which names its provider and its layers, and roots of its own of kinds that it has", () => {
    const [toolchainPlan] = plan.toolchains;
    expect(toolchainPlan?.provider).toBe(provider.id);
    expect(target.toolchain).toBe(toolchainPlan?.id);
    expect(target.layers.map(({ layer }) => layer)).toEqual(sample.layers);
    const parts: readonly (readonly [ToolchainPlan | LayerPlan | undefined, Provider | Layer | undefined])[] = [
      [toolchainPlan, provider],
      ...target.layers.map((layer, index) => [layer, put[index]] as const),
    ];
    const used = parts.flatMap(([part, maker]) => {
      const requests = rootsOf(plan, part);
      expect(maker?.rootKinds.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(requests.map(({ kind }) => kind)),
      );
      return requests;
    });
    expect(new Set(used)).toEqual(new Set(plan.roots));
  });

  it("which opens to commands that are there", async () => {
    expect(toolchain.id).toBe([target.toolchain, ...target.layers.map(({ id }) => id)].join("+"));
    // mingw-w64's is `12-posix`.
    expect(toolchain.version).toMatch(/\d+[.-]/);
    expect(toolchain.cxx === undefined).toBe(toolchain.names.cxx === undefined);
    expect(toolchain.binDirectories.every((directory) => isAbsolute(directory))).toBe(true);
    const commands = [toolchain.names.cc, toolchain.names.cxx, toolchain.cc, toolchain.cxx, toolchain.ar];
    for (const command of [...commands, toolchain.pkgConfig].filter((each) => each !== undefined)) {
      expect(await find(command), command).toBeDefined();
    }
  });

  it("which compile and link by themselves", async () => {
    const sources = [
      [toolchain.cc, "hello.c", cSource],
      ...(toolchain.cxx === undefined ? [] : [[toolchain.cxx, "hello.cpp", cxxSource]]),
    ] as const;
    expect(sources).toHaveLength(sample.language === "C++" ? 2 : 1);
    for (const [compiler = "", name = "", text = ""] of sources) {
      const directory = await writeFiles(join(place.directory, "by itself", toolchain.id), { [name]: text });
      const program = join(directory, `${name}.out`);
      const [file = "", ...words] = splitWords(compiler).words;
      const linking = target.static ? ["-static"] : [];
      const args = [...words, ...linking, join(directory, name), "-o", program];
      const done = await host.processes.run({ file, args });
      expect(done.exitCode, done.output).toBe(0);
      const { os, arch, kind } = expectationOf(target);
      expect(await readBinary(program)).toMatchObject({
        arch,
        kind,
        static: os === "windows" ? undefined : target.static,
      });
      expect([os, "undefined"]).toContain(String((await readBinary(program)).os));
    }
  });

  it("which `go build` makes a binary with that is what the plan expects", async () => {
    const into = join(place.directory, "built", toolchain.id);
    const built = await buildTarget(host, { plan, target, toolchain, into });
    expect(built.kind, built.log.join("\n")).toBe("built");
    const [binary] = built.kind === "built" ? built.binaries : [];
    const facts = await readBinary(binary?.file ?? "");
    expect(checkBinary(facts, expectationOf(target))).toEqual([]);
    expect(facts.needed.some((name) => name.startsWith("libz."))).toBe(
      sample.language === "C with zlib" && !target.static,
    );
  });

  /** Where `go build` would find a command. */
  async function find(command: string): Promise<string | undefined> {
    const [file = ""] = splitWords(command).words;
    if (isAbsolute(file)) {
      accessSync(file, constants.X_OK);
      return file;
    }
    const { PATH = "" } = buildVariables(target, toolchain, host.environment["PATH"] ?? "");
    const beside = toolchain.binDirectories.map((directory) => join(directory, file));
    return beside.find(isExecutable) ?? (PATH === "" || beside.length === 0 ? host.processes.find(file) : undefined);
  }
});

function memberOf<Member extends { readonly id: string }>(list: readonly Member[], id: string): Member {
  const found = list.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`nothing is named ${id}`);
  }
  return found;
}

/** The question as it is: nothing of it can be changed. */
function kept<Question>(questions: Question[], question: Question): Question {
  questions.push(deepFreeze(question));
  return question;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** What JSON can tell of a value, so that anything else in it (a function, a Map, a date) makes a difference. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutUndefined);
  }
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(entries.map(([name, each]) => [name, withoutUndefined(each)]));
  }
  return value;
}

function rootsOf(plan: Plan, part: ToolchainPlan | LayerPlan | undefined): readonly RootRequest[] {
  return (part?.roots ?? []).map((id) => memberOf(plan.roots, id));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function expectationOf({ builds }: TargetPlan) {
  const [build] = builds;
  if (build === undefined) {
    throw new Error("nothing was planned");
  }
  return build.expectation;
}

type Planned = { readonly survey: Survey; readonly plan: Plan; readonly target: TargetPlan };

/** Surveys and plans a module as a run does. */
async function planFor(
  directory: string,
  { target: name, inputs: raw }: Sample,
  offerings: Parameters<typeof planContext>[1],
): Promise<Planned> {
  const go = await findGo(host, directory);
  if (go.kind === "missing") {
    throw new Error(go.problem.text);
  }
  const { inputs, problems } = parseInputs(
    { ...raw, targets: name },
    { platforms: go.platforms, workspace: directory },
  );
  const survey = await surveyProgram(host, { go, inputs, directory, archives, readProgram: readBinary });
  const planned = makePlan(inputs, survey, planContext(join(directory, "dist"), offerings));
  expect([...problems, ...survey.problems, ...planned.problems]).toEqual([]);
  const [target] = planned.plan.targets;
  if (target === undefined) {
    throw new Error("nothing was planned");
  }
  return { survey, plan: planned.plan, target };
}
