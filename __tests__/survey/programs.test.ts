import { describe, expect, it } from "vitest";
import type { ListedPackage } from "../../src/golang/list.ts";
import { problemTexts } from "../../src/host/errors.ts";
import {
  describeCgoNeed,
  describeCryptography,
  findPrograms,
  type Program,
  packagesToPrebuild,
} from "../../src/survey/programs.ts";

describe("describeCryptography", () => {
  const boring = { ImportPath: "crypto/internal/boring", Standard: true };

  it.each<[string, readonly ListedPackage[], ReturnType<typeof describeCryptography>]>([
    ["none", [{ ImportPath: "fmt", Standard: true }], undefined],
    ["Go's own", [{ ...boring, CgoFiles: [] }], "go"],
    ["BoringCrypto", [{ ...boring, CgoFiles: ["aes.go"] }], "boring"],
    ["a package of the same name elsewhere", [{ ...boring, Standard: false, CgoFiles: ["aes.go"] }], undefined],
  ])("%s", (_, packages, cryptography) => {
    expect(describeCryptography(packages)).toBe(cryptography);
  });
});

describe("describeCgoNeed", () => {
  const rows: readonly (readonly [string, readonly ListedPackage[], ReturnType<typeof describeCgoNeed>])[] = [
    ["no C at all", [{ ImportPath: "fmt", Standard: true }], { required: [], optional: [], cxx: false }],
    [
      "C in the standard library, without runtime/cgo",
      [
        { ImportPath: "runtime/cgo", Standard: true, CgoFiles: ["cgo.go"] },
        { ImportPath: "net", Standard: true, CgoFiles: ["cgo_linux.go"] },
        { ImportPath: "os/user", Standard: true, CgoFiles: ["cgo_lookup_cgo.go"] },
      ],
      { required: [], optional: ["net", "os/user"], cxx: false },
    ],
    [
      "what -race takes in, which the flag speaks for",
      [
        { ImportPath: "runtime/cgo", Standard: true, CgoFiles: ["cgo.go"] },
        { ImportPath: "runtime/race", Standard: true, CgoFiles: ["race.go"] },
      ],
      { required: [], optional: [], cxx: false },
    ],
    [
      "plugin, which is the standard library's own",
      [
        { ImportPath: "runtime/cgo", Standard: true, CgoFiles: ["cgo.go"] },
        { ImportPath: "plugin", Standard: true, CgoFiles: ["plugin_dlopen.go"] },
      ],
      { required: [], optional: [], cxx: false },
    ],
    [
      "another package of the standard library that an experiment takes in",
      [
        { ImportPath: "crypto/internal/boring", Standard: true, CgoFiles: ["aes.go"] },
        { ImportPath: "net", Standard: true, CgoFiles: ["cgo_linux.go"] },
        { ImportPath: "runtime/cgo", Standard: true, CgoFiles: ["cgo.go"] },
      ],
      { required: [], optional: ["net"], cxx: false },
    ],
    [
      "C in a module and in the standard library",
      [
        { ImportPath: "net", Standard: true, CgoFiles: ["cgo_linux.go"] },
        { ImportPath: "example.com/c", CgoFiles: ["c.go"] },
      ],
      { required: ["example.com/c"], optional: ["net"], cxx: false },
    ],
    [
      "C++ sources",
      [{ ImportPath: "example.com/cxx", CgoFiles: ["c.go"], CXXFiles: ["c.cpp"] }],
      { required: ["example.com/cxx"], optional: [], cxx: true },
    ],
    [
      "linking the C++ library",
      [{ ImportPath: "example.com/pre", CgoFiles: ["c.go"], CgoLDFLAGS: ["-lfoo", "-lstdc++"] }],
      { required: ["example.com/pre"], optional: [], cxx: true },
    ],
    [
      "SWIG for C",
      [{ ImportPath: "example.com/swig", SwigFiles: ["a.swig"] }],
      { required: ["example.com/swig"], optional: [], cxx: false },
    ],
    [
      "SWIG for C++",
      [{ ImportPath: "example.com/swig", SwigCXXFiles: ["a.swigcxx"] }],
      { required: ["example.com/swig"], optional: [], cxx: true },
    ],
    [
      "empty lists",
      [{ ImportPath: "example.com/none", CgoFiles: [], CXXFiles: [] }],
      { required: [], optional: [], cxx: false },
    ],
  ];

  it.each(rows)("%s", (_title, packages, need) => {
    expect(describeCgoNeed(packages, ["-O2", "-g"])).toEqual(need);
  });

  it.each([
    [["-lstdc++"], true],
    [["-static", "-lsupc++"], true],
    [["-l", "c++"], true],
    [["-l:libstdc++.a"], true],
    [["-Wl,-Bstatic,-lstdc++,-Bdynamic"], true],
    [["-lc", "-lgcc", "-L/opt/stdc++", "-lstdc"], false],
    [[], false],
  ])("flags for all packages: %j", (flags, cxx) => {
    const packages = [{ ImportPath: "example.com/c", CgoFiles: ["c.go"] }];
    expect(describeCgoNeed(packages, flags).cxx).toBe(cxx);
    // In a package of its own they say the same.
    expect(describeCgoNeed([{ ...packages[0], ImportPath: "example.com/c", CgoLDFLAGS: flags }], []).cxx).toBe(cxx);
  });
});

describe("findPrograms", () => {
  const main = (ImportPath: string, ...Match: readonly string[]): ListedPackage => ({
    ImportPath,
    Name: "main",
    Match,
  });
  const none = "name a main package of the module, such as `.` or `./cmd/...`";

  const rows: readonly (readonly [
    string,
    readonly ListedPackage[],
    readonly string[],
    { readonly programs: readonly Program[]; readonly problems: readonly string[] },
  ])[] = [
    [
      "takes main packages, but no dependency that is one",
      [
        { ...main("example.com/dep"), DepOnly: true },
        { ImportPath: "example.com/app/lib", Name: "lib", Match: ["./..."] },
        main("example.com/app/cmd/one", "./..."),
        main("example.com/app/cmd/two", "./..."),
      ],
      ["./..."],
      {
        programs: [
          { importPath: "example.com/app/cmd/one", name: "one" },
          { importPath: "example.com/app/cmd/two", name: "two" },
        ],
        problems: [],
      },
    ],
    [
      "matches patterns that Go prints in a cleaned form",
      [main("example.com/app", ".", "./cmd/..."), main("example.com/app/cmd/one", "./cmd/one", "../app/cmd/one")],
      ["./", ".", "./cmd/one/", "./cmd/./x/../one", "../app/cmd//one", "./cmd/.../"],
      {
        programs: [
          { importPath: "example.com/app", name: "app" },
          { importPath: "example.com/app/cmd/one", name: "one" },
        ],
        problems: [],
      },
    ],
    [
      "reports what is wrong with each pattern",
      [
        { ImportPath: "example.com/app/lib", Name: "lib", Match: ["./lib", "./lib/..."] },
        { ImportPath: "example.com/app/lib/b", Name: "b", Match: ["./lib/..."] },
        { ImportPath: "example.com/app/bad", Match: ["./bad"], Error: { Err: "bad.go:3:1:\n\texpected 'package'" } },
        { ImportPath: "command-line-arguments", Name: "main", Match: ["main.go"] },
      ],
      ["./lib", "./lib/...", "./bad", "./none", "main.go"],
      {
        programs: [{ importPath: "command-line-arguments", name: "command-line-arguments" }],
        problems: [
          'package: "./lib" is package lib, not main, so it makes no binary; name the directory of a main package, ' +
            "such as `./cmd/app`, or use a pattern such as `./...`",
          'package: none of the 2 packages that "./lib/..." matches is a main package',
          "package: example.com/app/bad: bad.go:3:1: expected 'package'",
          `package: nothing matches "./none"; ${none}`,
          'package: "main.go" is a file; name the directory it lies in, such as `.` or `./cmd/app`',
        ],
      },
    ],
    [
      "leaves out packages that build constraints exclude, as `go build ./...` does",
      [
        main("example.com/app/cmd/one", "./..."),
        {
          ImportPath: "example.com/app/cmd/two",
          Match: ["./..."],
          Error: { Err: "build constraints exclude all Go files in /m/cmd/two" },
        },
      ],
      ["./..."],
      { programs: [{ importPath: "example.com/app/cmd/one", name: "one" }], problems: [] },
    ],
    [
      "reports an excluded package that is named",
      [
        {
          ImportPath: "example.com/app/cmd/two",
          Match: ["./cmd/two"],
          Error: { Err: "build constraints exclude all Go files in /m/cmd/two" },
        },
      ],
      ["./cmd/two"],
      {
        programs: [],
        problems: ["package: example.com/app/cmd/two: build constraints exclude all Go files in /m/cmd/two"],
      },
    ],
    [
      "reports what a program's dependencies lack, and where; only those of programs",
      [
        {
          ...main("example.com/app", "."),
          DepsErrors: [
            { Pos: "main.go:9:2", Err: "no required module provides package b; to add it:\n\tgo get b" },
            { Pos: "main.go:4:2", Err: "main.go:4:2: a is gone" },
            { Pos: "", Err: "import cycle not allowed", ImportStack: ["a", "b", "a"] },
          ],
        },
        { ImportPath: "example.com/app/lib", Name: "lib", Match: ["./lib"], DepsErrors: [{ Err: "not asked for" }] },
      ],
      ["."],
      {
        programs: [{ importPath: "example.com/app", name: "app" }],
        problems: [
          "package: example.com/app: import cycle not allowed (a imports b imports a)",
          "package: example.com/app: main.go:4:2: a is gone",
          "package: example.com/app: main.go:9:2: no required module provides package b; to add it: go get b",
        ],
      },
    ],
  ];

  it.each(rows)("%s", (_title, packages, patterns, found) => {
    const { programs, problems } = findPrograms(packages, patterns, true);
    expect({ programs, problems: problemTexts(problems) }).toEqual(found);
  });

  it("asks for no program where none is needed, and for packages that can be compiled all the same", () => {
    const library = { ImportPath: "example.com/app", Name: "app", Match: ["."] };
    expect(findPrograms([library], ["."], false)).toEqual({ programs: [], problems: [] });
    const broken = { ...library, DepsErrors: [{ Err: "a is gone", Pos: "app.go:4:2" }] };
    expect(findPrograms([broken], ["."], false).problems).toEqual([
      { code: "package-error", text: "package: example.com/app: app.go:4:2: a is gone" },
    ]);
  });
});

describe("packagesToPrebuild", () => {
  const dependency = (ImportPath: string, Imports: readonly string[], more: Partial<ListedPackage> = {}) => ({
    ImportPath,
    Imports,
    DepOnly: true,
    ...more,
  });

  it("finds the pure Go packages that packages with C, and the ones above them, import", () => {
    const packages: readonly ListedPackage[] = [
      dependency("unsafe", []),
      dependency("errors", ["unsafe"]),
      dependency("syscall", ["errors"]),
      dependency("fmt", ["errors"]),
      dependency("deep", ["errors"]),
      dependency("runtime/cgo", ["C", "unsafe"], { CgoFiles: ["cgo.go"] }),
      dependency("example.com/c", ["C", "deep", "runtime/cgo"], { CgoFiles: ["c.go"] }),
      dependency("example.com/swig", ["errors"], { SwigFiles: ["s.swig"] }),
      dependency("example.com/over", ["example.com/c", "fmt"]),
      dependency("broken", ["errors"], { Error: { Err: "is gone" } }),
      { ImportPath: "example.com/app", Imports: ["broken", "example.com/over", "flag"] },
    ];
    // No package names syscall, which the code that cgo generates imports; flag is not listed.
    expect(packagesToPrebuild(packages)).toEqual(["deep", "errors", "fmt", "syscall"]);
  });

  it("finds the imports of a program without C", () => {
    expect(packagesToPrebuild([dependency("fmt", []), { ImportPath: "example.com/app", Imports: ["fmt"] }])).toEqual([
      "fmt",
    ]);
    expect(packagesToPrebuild([])).toEqual([]);
  });
});
