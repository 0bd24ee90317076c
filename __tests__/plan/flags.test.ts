import { describe, expect, it } from "vitest";
import { splitWords } from "../../src/golang/words.ts";
import { type Linking, makeBuildFlags } from "../../src/plan/flags.ts";
import type { CgoNeed } from "../../src/survey/programs.ts";
import { makeInputs, needs, surveyTarget } from "./questions.ts";

type Question = {
  readonly target?: string;
  readonly raw?: Readonly<Record<string, string>>;
  readonly goflags?: string;
  readonly need?: CgoNeed;
  readonly cgo?: boolean;
  readonly static?: boolean;
};

function flagsOf(question: Question): readonly string[] {
  return build(question).flags;
}

function build({ target = "linux/arm64", raw = {}, goflags = "", need = needs.c, cgo = true, ...rest }: Question) {
  const survey = surveyTarget(target, { need, environment: { goflags } });
  const inputs = makeInputs({ targets: target, trimpath: "false", ...raw });
  return makeBuildFlags(inputs, survey, { cgo, static: rest.static ?? false, musl: false, lld: false });
}

describe("makeBuildFlags", () => {
  it("passes on what was asked for, and nothing else", () => {
    expect(flagsOf({})).toEqual([]);
    expect(flagsOf({ raw: { trimpath: "true" } })).toEqual(["-trimpath"]);
    const raw = {
      trimpath: "true",
      tags: "b a,c a",
      ldflags: "-s -w -X 'main.version=1 2'",
      gcflags: "all=-N -l",
      buildmode: "pie",
      "go-flags": "-mod=mod -p 2 '-asmflags=all=-S -V'",
    };
    expect(flagsOf({ raw })).toEqual([
      "-trimpath",
      "-tags=b,a,c",
      "-ldflags=-s -w -X 'main.version=1 2'",
      "-gcflags=all=-N -l",
      "-buildmode=pie",
      "-mod=mod",
      "-p=2",
      "-asmflags=all=-S -V",
    ]);
  });

  it("leaves GOFLAGS alone where nothing is to be added", () => {
    expect(flagsOf({ goflags: "-ldflags=-s -tags=x" })).toEqual(["-tags=x"]);
    expect(flagsOf({ goflags: "-ldflags=-s", raw: { ldflags: "-w" } })).toEqual(["-ldflags=-w"]);
    expect(flagsOf({ goflags: "-trimpath -mod=vendor" })).toEqual([]);
  });

  it("tags of an input replace those of GOFLAGS, as they do for Go", () => {
    expect(flagsOf({ goflags: "-tags=x,y" })).toEqual(["-tags=x,y"]);
    expect(flagsOf({ goflags: "-tags=x,y", raw: { tags: "z" } })).toEqual(["-tags=z"]);
  });

  it("of several -tags in GOFLAGS the last counts, as it does for Go", () => {
    expect(flagsOf({ goflags: "-tags=x '-tags=y z'" })).toEqual(["-tags=y,z"]);
  });

  it("netgo is not added beside netcgo, with which net does not compile", () => {
    const flags = flagsOf({ static: true, need: needs.net, raw: { tags: "netcgo" } });
    expect(flags[0]).toBe("-tags=netcgo,osusergo");
  });
});

describe("static", () => {
  it.each<readonly [string, Question, readonly string[]]>([
    ["Linux with C", {}, ["-ldflags=-linkmode=external -extldflags=-static"]],
    ["pie", { raw: { buildmode: "pie" } }, ["-ldflags=-linkmode=external -extldflags=-static-pie", "-buildmode=pie"]],
    ["c-archive, which is linked later", { raw: { buildmode: "c-archive" } }, ["-buildmode=c-archive"]],
    ["without C, where Go is static by itself", { cgo: false }, []],
    ["Windows", { target: "windows/amd64" }, ["-ldflags=-linkmode=external '-extldflags=-static -fstack-protector'"]],
    ["Windows without C", { target: "windows/amd64", cgo: false }, []],
  ])("%s", (_title, question, flags) => {
    expect(flagsOf({ need: { required: ["c"], optional: [], cxx: false }, static: true, ...question })).toEqual(flags);
  });

  it("Windows links its C runtime in, asked or not", () => {
    expect(flagsOf({ target: "windows/386" })).toEqual([
      "-ldflags=-linkmode=external '-extldflags=-static -fstack-protector'",
    ]);
    expect(flagsOf({ target: "windows/386", raw: { buildmode: "c-shared" } })).toEqual([
      "-ldflags=-linkmode=external '-extldflags=-static -fstack-protector'",
      "-buildmode=c-shared",
    ]);
  });

  it("takes Go's own resolver and user lookup, where the program has them at all", () => {
    const added = (optional: readonly string[], raw = {}) =>
      build({ static: true, need: { required: ["c"], optional, cxx: false }, raw });
    const note = (tags: string) => `tags ${tags} added: glibc's own resolver and user lookup do not work linked in`;
    const ldflags = "-ldflags=-linkmode=external -extldflags=-static";
    expect(added([])).toEqual({ flags: [ldflags], notes: [] });
    expect(added(["net"])).toEqual({ flags: ["-tags=netgo", ldflags], notes: [note("netgo")] });
    expect(added(["os/user"])).toEqual({ flags: ["-tags=osusergo", ldflags], notes: [note("osusergo")] });
    expect(added(["net", "os/user"], { tags: "x,netgo" })).toEqual({
      flags: ["-tags=x,netgo,osusergo", ldflags],
      notes: [note("netgo and osusergo")],
    });
    expect(build({ static: true, need: needs.net, target: "windows/amd64" }).notes).toEqual([]);
    expect(build({ static: false, need: needs.net }).flags).toEqual([]);
  });

  it("keeps the tags of GOFLAGS beside them", () => {
    expect(flagsOf({ static: true, need: needs.net, goflags: "-tags=x,y" })[0]).toBe("-tags=x,y,netgo,osusergo");
  });
});

describe("-static joined to the user's own -ldflags", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["-s -w", "-linkmode=external -s -w -extldflags=-static"],
    ["-X main.v=1", "-linkmode=external -X main.v=1 -extldflags=-static"],
    ["-X 'main.v=a b' -s", "-linkmode=external -X 'main.v=a b' -s -extldflags=-static"],
    [`-X "main.v=it's" -s`, `-linkmode=external -X "main.v=it's" -s -extldflags=-static`],
    ["-extldflags=-Wl,-z,now", "-linkmode=external '-extldflags=-Wl,-z,now -static'"],
    ["-extldflags -Wl,-z,now -s", "-linkmode=external -s '-extldflags=-Wl,-z,now -static'"],
    ["--extldflags=-lm -s", "-linkmode=external -s '-extldflags=-lm -static'"],
    ["-extldflags '-lm -lz'", "-linkmode=external '-extldflags=-lm -lz -static'"],
    ['-s "-extldflags=-lm -lz"', "-linkmode=external -s '-extldflags=-lm -lz -static'"],
    [`-extldflags "-Wl,-rpath,'a b'"`, `-linkmode=external "-extldflags=-Wl,-rpath,'a b' -static"`],
    // Only the last counts for Go, too.
    ["-extldflags=-la -extldflags=-lb", "-linkmode=external '-extldflags=-lb -static'"],
    ["-extldflags=-static", "-linkmode=external -extldflags=-static"],
    ["-extldflags '-static -lm'", "-linkmode=external '-extldflags=-static -lm'"],
    ["-extldflags=-static-pie", "-linkmode=external -extldflags=-static-pie"],
    ["-linkmode external -s", "-linkmode=external -linkmode external -s -extldflags=-static"],
    ["-linkmode=internal", "-linkmode=external -linkmode=internal -extldflags=-static"],
    ["all=-s -extldflags=-lm", "all=-linkmode=external -s '-extldflags=-lm -static'"],
    ["all=-extldflags=-lm", "all=-linkmode=external '-extldflags=-lm -static'"],
    // Go takes no text that begins with a quote.
    ["-extldflags=-lm '-X=main.v=a b'", "-linkmode=external '-X=main.v=a b' '-extldflags=-lm -static'"],
  ];

  it.each(rows)("%s", (ldflags, merged) => {
    const [flag = ""] = flagsOf({
      static: true,
      need: { required: ["c"], optional: [], cxx: false },
      raw: { ldflags },
    });
    expect(flag).toBe(`-ldflags=${merged}`);
    expect(splitWords(merged.replace(/^all=/, "")).problem).toBe(undefined);
  });

  it("keeps the -ldflags of GOFLAGS, which this flag replaces", () => {
    const need = needs.cxx;
    expect(flagsOf({ static: true, need, goflags: "-ldflags=-s '-ldflags=-w -extldflags=-lm'" })).toEqual([
      "-ldflags=-linkmode=external -w '-extldflags=-lm -static'",
    ]);
    expect(flagsOf({ static: true, need, goflags: "-ldflags=-s", raw: { ldflags: "-w" } })).toEqual([
      "-ldflags=-linkmode=external -w -extldflags=-static",
    ]);
  });
});

describe("what is added for a static binary", () => {
  const sqlite = { required: ["github.com/mattn/go-sqlite3"], optional: [], cxx: false };
  const kafka = { required: ["github.com/confluentinc/confluent-kafka-go/v2/kafka"], optional: ["net"], cxx: false };
  const made = (need: CgoNeed, linking: Partial<Linking>, target = "linux/arm64") =>
    makeBuildFlags(makeInputs({ targets: target, trimpath: "false" }), surveyTarget(target, { need }), {
      cgo: true,
      static: true,
      musl: false,
      lld: false,
      ...linking,
    });

  it("SQLite is told not to load extensions, and the report says so", () => {
    const { flags, notes } = made(sqlite, {});
    expect(flags).toContain("-tags=sqlite_omit_load_extension");
    expect(notes).toEqual(["tag sqlite_omit_load_extension added: a static program cannot load SQLite's extensions"]);
    expect(made(sqlite, { static: false }).flags).toEqual([]);
    expect(made(sqlite, {}, "windows/amd64").flags.join()).not.toContain("tags");
  });

  it("lld tells whom it takes parts of the C library for; musl has nothing to tell", () => {
    const external = "-ldflags=-linkmode=external ";
    expect(made(kafka, { lld: true }).flags).toContain(`${external}'-extldflags=-static -Wl,--why-extract=-'`);
    expect(made(sqlite, { lld: true, musl: true }).flags).toContain(`${external}-extldflags=-static`);
  });

  it("musl looks names up itself, and modules have a tag for it", () => {
    expect(made(kafka, {}).flags).toContain("-tags=netgo");
    const { flags, notes } = made(kafka, { musl: true });
    expect(flags).toContain("-tags=musl");
    expect(notes).toEqual(["tag musl added: a module of the program has other C code for musl under it"]);
  });
});
