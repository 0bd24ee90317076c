import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedPackage } from "../../src/golang/list.ts";
import { describeVerdict, gravest, gravityOf } from "../../src/plan/verdicts.ts";
import { targetName } from "../../src/platforms/target.ts";
import type { Survey, TargetSurvey } from "../../src/survey/survey.ts";
import {
  analyzerFiles,
  changedPackages,
  judgePackages,
  type PackageVerdict,
  unjudged,
} from "../../src/survey/verdicts.ts";
import { goMod, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
beforeAll(async () => {
  // Modules of others are downloaded.
  place = await makePlace("rooms", { GOPROXY: process.env["GOPROXY"], GOFLAGS: "-mod=readonly" });
});
afterAll(() => place.remove());

/** The verdicts on every target of a survey, by the target's name. */
async function judge(survey: Survey, thorough: boolean): Promise<ReadonlyMap<string, readonly PackageVerdict[]>> {
  const targets = survey.targets.map(({ target, cgo }) => ({ target, lists: cgo.lists }));
  return judgePackages(place.host, { go: survey.go, targets, thorough });
}

/** A program and all that it imports. */
function contents(packages: readonly ListedPackage[], program: string): ReadonlySet<string> {
  const imports = new Map(packages.map((each) => [each.ImportPath, each.Imports ?? []]));
  const found = new Set([program]);
  for (const path of found) {
    imports.get(path)?.forEach((each) => void found.add(each));
  }
  return found;
}

describe("programs of others, pinned in needs/go.mod", () => {
  const names = ["linux/arm64", "windows/amd64", "darwin/arm64", "freebsd/amd64"];
  // What becomes of a program that uses one function of the package, decided by hand for each target.
  const rows: readonly (readonly [string, string])[] = [
    ["sqlite3", "stub stub stub stub"],
    ["gorm-sqlite", "stub stub stub stub"],
    ["karalabe-usb", "stub stub stub stub"],
    ["clipboard", "stub none stub stub"],
    ["zalando-keyring", "none none none lost"],
    ["99designs-keyring", "none none lost none"],
    ["gopsutil-v4", "none none fallback none"],
    ["gopsutil-v3", "none none stub none"],
    ["sysinfo", "none none stub none"],
    ["prometheus", "none none handled none"],
    ["gosigar", "none none needed none"],
    ["ethereum", "fallback fallback fallback fallback"],
    // It has Prometheus's client in it, in the version of that program.
    ["pebble", "fallback fallback handled fallback"],
    ["notify", "none none fallback none"],
    ["purego", "fallback none fallback fallback"],
    ["unshare", "lost none none lost"],
    ["oto", "needed none fallback needed"],
    ["gopacket", "needed none needed needed"],
    ["datadog-zstd", "needed needed needed needed"],
    ["gozstd", "needed needed needed needed"],
    ["webp", "needed needed needed needed"],
    ["blst", "needed needed needed needed"],
    ["pkcs11", "needed needed needed needed"],
    ["gousb", "needed needed needed needed"],
    ["sdjournal", "needed impossible needed needed"],
    ["nvml", "needed impossible needed needed"],
    ["cbgo", "impossible impossible needed impossible"],
    ["fsevents", "impossible impossible needed impossible"],
    ["keychain", "impossible impossible needed impossible"],
    ["serial", "none none needed none"],
    ["fsnotify", "none none none none"],
    ["dbus", "none none none none"],
  ];
  let survey: Survey;
  let verdicts: ReadonlyMap<string, readonly PackageVerdict[]>;

  beforeAll(async () => {
    const raw = { targets: names.join(" "), package: "./..." };
    ({ survey } = await surveyIn(place.host, join(import.meta.dirname, "needs"), raw));
    verdicts = await judge(survey, true);
  });

  function verdictOn(program: string, { target, cgo }: TargetSurvey): string {
    const inside = contents(cgo.lists.off ?? [], `example.com/needs/${program}`);
    const worst = gravest((verdicts.get(targetName(target)) ?? []).filter((each) => inside.has(each.package)));
    return worst === undefined ? "none" : gravityOf(worst);
  }

  it("has every program", async () => {
    const entries = await readdir(join(import.meta.dirname, "needs"), { withFileTypes: true });
    const directories = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(rows.map(([program]) => program).sort()).toEqual(directories.sort());
    expect(survey.targets.map(({ target }) => targetName(target))).toEqual(names);
  });

  it.each(rows)("%s: %s", (program, expected) => {
    expect(survey.targets.map((target) => verdictOn(program, target)).join(" ")).toBe(expected);
  });
});

describe("programs of one module, with a package that is another one without cgo", () => {
  const main = (use: string) => `package main\n\nimport "example.com/app/p"\n\nfunc main() { ${use} }\n`;
  const on = (body: string, c = "static int one(void) { return 1; }") =>
    `package p\n\n/*\n${c}\n*/\nimport "C"\n\n${body}\n`;
  const off = (body: string) => `//go:build !cgo\n\npackage p\n\n${body}\n`;
  let count = 0;

  /** The verdict on the package. */
  async function verdictOf(
    use: string,
    files: Readonly<Record<string, string>>,
    path = "example.com/app/p",
  ): Promise<PackageVerdict | undefined> {
    count += 1;
    const all = {
      "go.mod": goMod,
      "main.go": main(use),
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [join("p", name), text])),
    };
    const directory = await writeFiles(join(place.directory, `m${count}`), all);
    const { survey } = await surveyIn(place.host, directory, { targets: "linux/arm64" });
    const verdicts = (await judge(survey, false)).get("linux/arm64") ?? [];
    return verdicts.find((each) => each.package === path);
  }

  const real = on("func Get() (int, error) { return int(C.one()), nil }");

  it("a stub, with its words, the way to it, and the import's line", async () => {
    const stub = off(
      'import "errors"\n\nvar errNo = errors.New("p needs cgo")\n\nfunc Get() (int, error) { return 0, errNo }',
    );
    const verdict = await verdictOf("p.Get()", { "c.go": real, "no.go": stub });
    expect(verdict).toEqual({
      package: "example.com/app/p",
      kind: "stub",
      handled: false,
      lost: [{ name: "Get", file: expect.stringMatching(/\/p\/no\.go$/), line: 9, text: "p needs cgo" }],
      chain: ["example.com/app", "example.com/app/p"],
      import: { file: expect.stringMatching(/\/main\.go$/), line: 3 },
    });
  });

  it.each([
    [
      "fallback",
      "the same in Go",
      "p.Get()",
      { "c.go": real, "no.go": off("func Get() (int, error) { x := 1; return x, nil }") },
    ],
    ["needed", "nothing left", "p.Get()", { "c.go": real }],
    ["needed", "a name that is used is gone", "p.Get()", { "c.go": real, "doc.go": "package p\n" }],
    [
      "fallback",
      "a name is gone that nobody uses",
      "p.Other()",
      { "c.go": real, "o.go": "package p\n\nfunc Other() {}\n" },
    ],
    [
      "needed",
      "a method is gone that makes a type what it has to be",
      "var s interface{ String() string } = p.T{}; _ = s",
      {
        "c.go": on("func (T) String() string { return string(rune(C.one())) }"),
        "t.go": "package p\n\ntype T struct{}\n",
      },
    ],
    [
      "fallback",
      "what fails is not what is used",
      "p.Other()",
      {
        "c.go": real,
        "o.go": "package p\n\nfunc Other() {}\n",
        "no.go": off('import "errors"\n\nfunc Get() (int, error) { return 0, errors.New("no") }'),
      },
    ],
    [
      "fallback",
      "a function says which form it is, and one has nothing to free",
      "p.Get(); p.HasC(); p.Free()",
      {
        "c.go": `${real}\nfunc HasC() bool { return true }\nfunc Free() { C.one() }\n`,
        "no.go": off(
          "func Get() (int, error) { x := 1; return x, nil }\nfunc HasC() bool { return false }\nfunc Free() {}",
        ),
      },
    ],
    [
      "none",
      'nothing but an empty import "C"',
      "p.Other()",
      { "c.go": 'package p\n\nimport "C"\n', "o.go": "package p\n\nfunc Other() {}\n" },
    ],
    [
      "lost",
      "what C does before main",
      "p.Other()",
      {
        "c.go": 'package p\n\nimport "C"\n',
        "early.c": "__attribute__((constructor)) static void early(void) {}\n",
        "o.go": "package p\n\nfunc Other() {}\n",
      },
    ],
    [
      "lost",
      "what an init of it registers",
      "p.Other()",
      {
        "c.go": on("func init() { known = int(C.one()) }"),
        "o.go": "package p\n\nvar known int\n\nfunc Other() int { return known }\n",
      },
    ],
    [
      "lost",
      "what an init of it registers with another package, though a file takes its place",
      "",
      {
        "../main.go":
          'package main\n\nimport (\n\t_ "example.com/app/p"\n\t"example.com/app/q"\n)\n\nfunc main() { println(len(q.Drivers)) }\n',
        "../q/q.go": "package q\n\nvar Drivers = map[string]func() int{}\n",
        "c.go": on(
          'import "example.com/app/q"\n\nfunc init() { q.Drivers["p"] = Get }\n\nfunc Get() int { return int(C.one()) }',
        ),
        "no.go": off(""),
      },
    ],
    [
      "fallback",
      "an init of it only says which form it is",
      "p.Other()",
      {
        "c.go": 'package p\n\nimport "C"\n',
        "tag.go": '//go:build cgo\n\npackage p\n\nfunc init() { Tags = append(Tags, "cgo") }\n',
        "o.go": "package p\n\nvar Tags []string\n\nfunc Other() {}\n",
      },
    ],
    [
      "fallback",
      "an init of it chooses the quicker one of two",
      "p.Sum()",
      {
        "c.go": on("func quick() int { return int(C.one()) }\n\nfunc init() { isQuick = true; sum = quick }"),
        "o.go":
          "package p\n\nvar isQuick bool\nvar sum func() int\n\nfunc Sum() int {\n\tif isQuick {\n\t\treturn sum()\n\t}\n\treturn 1\n}\n",
      },
    ],
    [
      "lost",
      "what an init of it sets, and the package fails without",
      "p.Sum()",
      {
        "c.go": on("func quick() int { return int(C.one()) }\n\nfunc init() { sum = quick }"),
        "o.go":
          'package p\n\nimport "errors"\n\nvar sum func() int\n\nfunc Sum() (int, error) {\n\tif sum == nil {\n\t\treturn 0, errors.New("no cgo")\n\t}\n\treturn sum(), nil\n}\n',
      },
    ],
    [
      "stub",
      "a panic",
      "p.Run()",
      { "c.go": on("func Run() { C.one() }"), "no.go": off('func Run() { panic("no cgo") }') },
    ],
    [
      "handled",
      "an error that the package itself goes on without",
      "p.Show()",
      {
        "c.go": on("func get() (int, error) { return int(C.one()), nil }"),
        "no.go": off('import "errors"\n\nfunc get() (int, error) { return 0, errors.New("no") }'),
        "o.go": "package p\n\nfunc Show() {\n\tif n, err := get(); err == nil {\n\t\tprintln(n)\n\t}\n}\n",
      },
    ],
    [
      "stub",
      "an error that the package hands on",
      "p.Show()",
      {
        "c.go": on("func get() (int, error) { return int(C.one()), nil }"),
        "no.go": off('import "errors"\n\nfunc get() (int, error) { return 0, errors.New("no") }'),
        "o.go": "package p\n\nfunc Show() error {\n\t_, err := get()\n\treturn err\n}\n",
      },
    ],
    [
      "needed",
      "what C declares is unknown to whoever is handed it, which proves nothing",
      "var _ p.T = p.K; p.Take(p.K + 1)",
      { "c.go": on("type T C.int\n\nconst K = T(C.ONE)\n\nfunc Take(T) {}", "#define ONE 1"), "doc.go": "package p\n" },
    ],
    ["impossible", "Objective-C", "p.Get()", { "c.go": real, "x.m": "int x;\n" }],
  ] as const)("%s: %s", async (kind, _what, use, files) => {
    const verdict = await verdictOf(use, files);
    expect(verdict === undefined ? "no verdict" : gravityOf(verdict)).toBe(kind);
  });

  it("the way to it begins at a program, whatever was asked for", async () => {
    const files = { "go.mod": goMod, "main.go": main("p.Get()"), "p/c.go": real };
    const directory = await writeFiles(join(place.directory, "everything"), files);
    const { survey } = await surveyIn(place.host, directory, { targets: "linux/arm64", package: "./..." });
    const [verdict] = (await judge(survey, false)).get("linux/arm64") ?? [];
    expect(verdict?.chain).toEqual(["example.com/app", "example.com/app/p"]);
  });

  it("C that is all another system's does nothing", async () => {
    const directory = await writeFiles(join(place.directory, "c-for-linux"), {
      "go.mod": goMod,
      "main.go": main(""),
      "p/p.go": 'package p\n\nimport "C"\n',
      "p/p.c": "#if defined(__linux__) && !defined(NOT_HERE)\nvoid early(void) {}\n#endif\n",
    });
    const { survey } = await surveyIn(place.host, directory, { targets: "linux/arm64 windows/amd64" });
    expect(survey.targets.map(({ cgo }) => cgo.uses["example.com/app/p"]?.kind)).toEqual(["works", "nothing"]);
  });

  it("a type is the same for all that use it, however many packages differ", async () => {
    const off = "//go:build !cgo\n\npackage b\n\ntype T struct{}\n";
    const verdict = await verdictOf(
      "p.Get(); r.Do()",
      {
        "c.go": real,
        "no.go": "//go:build !cgo\n\npackage p\n\nfunc Get() (int, error) { x := 1; return x, nil }\n",
        "../b/c.go": 'package b\n\nimport "C"\n\ntype T struct{ n C.int }\n',
        "../b/no.go": off,
        "../q/q.go": 'package q\n\nimport "example.com/app/b"\n\nfunc Get() b.T { return b.T{} }\n',
        "../r/r.go":
          'package r\n\nimport (\n\t"example.com/app/b"\n\t"example.com/app/s"\n)\n\nfunc Do() { var _ b.T = s.Got }\n',
        "../s/s.go": 'package s\n\nimport "example.com/app/q"\n\nvar Got = q.Get()\n',
        "../main.go":
          'package main\n\nimport (\n\t"example.com/app/p"\n\t"example.com/app/r"\n\t"example.com/app/s"\n)\n\nfunc main() { p.Get(); r.Do(); _ = s.Got }\n',
      },
      "example.com/app/b",
    );
    expect(verdict?.kind).toBe("fallback");
  });

  it("no verdict where nothing differs", async () => {
    expect(await verdictOf("p.Other()", { "o.go": "package p\n\nfunc Other() {}\n" })).toBeUndefined();
  });
});

describe("changedPackages", () => {
  const a: ListedPackage = { ImportPath: "example.com/a", GoFiles: ["a.go"], CgoFiles: ["c.go"] };
  const std: ListedPackage = { ImportPath: "net", Standard: true, GoFiles: ["net.go"], CgoFiles: ["cgo.go"] };
  it("are those outside the standard library of which other files are compiled, and that are listed both ways", () => {
    const b: ListedPackage = { ImportPath: "example.com/b", GoFiles: ["b.go"] };
    const other = { ...a, ImportPath: "example.com/only-with-cgo" };
    expect(
      changedPackages({ on: [std, a, b, other], off: [{ ...std, CgoFiles: [] }, { ...a, CgoFiles: [] }, b] }),
    ).toEqual(["example.com/a"]);
    expect(changedPackages({ on: [a], off: undefined })).toEqual([]);
  });
});

it("unjudged: each package that differs may lose something", () => {
  const a: ListedPackage = { ImportPath: "example.com/a", GoFiles: ["a.go"], CgoFiles: ["c.go"] };
  const found = unjudged({ on: [a], off: [{ ...a, CgoFiles: [] }] });
  expect(found.map((each) => describeVerdict(each))).toEqual([
    "may lose something without cgo: it could not be looked into",
  ]);
  expect(found.map(gravityOf)).toEqual(["lost"]);
});

it("the analyzer is all of its directory, and as gofmt writes it", async () => {
  const directory = join(import.meta.dirname, "../../src/survey/analyzer");
  expect([...analyzerFiles].sort()).toEqual((await readdir(directory)).sort());
  const formatted = await place.host.processes.run({ file: "gofmt", args: ["-l", directory] });
  expect([formatted.exitCode, formatted.stdout]).toEqual([0, ""]);
});
