import { describe, expect, it } from "vitest";
import {
  chooseOwners,
  lookUpNamesakes,
  lookUpOwners,
  lookUpProvided,
  type OwnersLookup,
} from "../../src/archives/requirements.ts";
import { UserError } from "../../src/host/errors.ts";
import type { RequiredFile } from "../../src/plan/root-request.ts";
import { problem } from "../support/problems.ts";
import { makePackage } from "./packages.ts";

const curl: RequiredFile = {
  what: "-lcurl (example.com/a)",
  paths: ["a/libcurl.so", "a/libcurl.a"],
  likely: undefined,
  ifMissing: "fail",
  ifSeveral: "fail",
};
const header: RequiredFile = { ...curl, what: "<curl.h> (example.com/a)", ifMissing: "note", ifSeveral: "note" };
const naming = {
  isDevelopment: (name: string) => name.endsWith("-dev"),
  isOfToolchains: (name: string) => name === "libc6-dev",
};

function choose(packages: readonly string[], lookup: OwnersLookup, requirements: readonly RequiredFile[] = [curl]) {
  return chooseOwners({ packages, requirements, lookup, naming, title: "Debian 12" });
}

const owners = (...names: readonly string[]): OwnersLookup => ({
  kind: "found",
  owners: new Map([["a/libcurl.so", names]]),
});
const failed: OwnersLookup = { kind: "failed", cause: new UserError(problem("no answer")) };

describe("chooseOwners", () => {
  it("takes the one package that has a file, and prefers development packages", () => {
    const lookups = [{ path: "a/libcurl.so", packages: ["libcurl-dev"] }];
    expect(choose([], owners("libcurl-dev"))).toEqual({ packages: ["libcurl-dev"], lookups });
    expect(choose([], owners("libcurl-dev", "libcurl-dbg"))).toEqual({ packages: ["libcurl-dev"], lookups });
  });

  it("adds nothing for a file of a toolchain or of a package that was named", () => {
    expect(choose([], owners("libc6-dev", "x-dev")).packages).toEqual([]);
    expect(choose(["b-dev"], owners("a-dev", "b-dev")).packages).toEqual([]);
  });

  it("throws where several packages match or none does, naming them", () => {
    expect(() => choose([], owners("a-dev", "b-dev"))).toThrow(
      new UserError(
        problem(
          "several packages have -lcurl (example.com/a): a-dev, b-dev; say which, as in `libraries: a-dev`",
          "several-packages",
        ),
      ),
    );
    expect(() => choose([], { kind: "found", owners: new Map() })).toThrow(
      "no package of Debian 12 has -lcurl (example.com/a): ",
    );
  });

  it("notes what the compiler may find elsewhere, and refuses nothing for it", () => {
    const path = "a/libcurl.so";
    expect(choose([], { kind: "found", owners: new Map() }, [header])).toEqual({
      packages: [],
      lookups: [{ path, packages: [] }],
    });
    expect(choose([], owners("a-dev", "b-dev"), [header])).toEqual({
      packages: [],
      lookups: [{ path, packages: ["a-dev", "b-dev"] }],
    });
    expect(choose([], failed, [header])).toEqual({
      packages: [],
      lookups: [{ path, packages: [], problem: "no answer" }],
    });
    expect(() => choose([], failed, [header, curl])).toThrow("which package has -lcurl (example.com/a) could not be");
    expect(() => choose([], owners("a-dev", "b-dev"), [{ ...curl, ifMissing: "note" }])).toThrow("several packages");
  });

  it("takes for all that it has what is taken for one of several things", () => {
    const high = { ...curl, what: "-lhigh", paths: ["a/libhigh.so"] };
    const lookup: OwnersLookup = {
      kind: "found",
      owners: new Map([
        ["a/libhigh.so", ["serial-dev", "parallel-dev"]],
        ["a/libcurl.so", ["serial-dev"]],
      ]),
    };
    expect([...new Set(choose([], lookup, [high, curl]).packages)]).toEqual(["serial-dev"]);
  });

  it("takes what lies where the program's own flags look before what lies elsewhere", () => {
    const solver = { ...curl, first: ["usr/lib/lp_solve/libcurl.so"] };
    const lookup: OwnersLookup = {
      kind: "found",
      owners: new Map([
        ["usr/lib/lp_solve/libcurl.so", ["lp-solve"]],
        ["a/libcurl.so", ["curl-dev", "other-dev"]],
      ]),
    };
    expect(choose([], lookup, [solver]).packages).toEqual(["lp-solve"]);
    expect(choose([], owners("curl-dev"), [solver]).packages).toEqual(["curl-dev"]);
  });

  it("takes no replacement of a package where the package itself is to be had", () => {
    const provided = new Map([
      ["vector-dev", ["hyper-dev"]],
      ["hyper-dev", []],
    ]);
    const question = { packages: [], requirements: [curl], naming, title: "Debian 12", provided };
    expect(chooseOwners({ ...question, lookup: owners("hyper-dev", "vector-dev") }).packages).toEqual(["hyper-dev"]);
    expect(chooseOwners({ ...question, lookup: owners("vector-dev") }).packages).toEqual(["vector-dev"]);
    const each = new Map([...provided, ["hyper-dev", ["vector-dev"]]]);
    expect(() => chooseOwners({ ...question, provided: each, lookup: owners("hyper-dev", "vector-dev") })).toThrow(
      "several packages",
    );
  });

  it("takes what has the file in a directory below where no package has it in its place, if it is for development", () => {
    const paths = ["a/libblas.so", "a//libblas.so"];
    const blas = { ...curl, what: "-lblas", paths, namesake: "libblas-dev" };
    const chosen = (...packages: readonly string[]) => ({
      packages,
      lookups: packages.length === 0 ? [] : [{ path: "a/libblas.so", packages }],
    });
    const below = (...names: readonly string[]) => ({
      kind: "found" as const,
      owners: new Map([["a//libblas.so", names]]),
    });
    expect(choose([], below("one-dev", "plugins"), [blas])).toEqual(chosen("one-dev"));
    expect(() => choose([], below("plugins"), [blas])).toThrow("no package of Debian 12 has -lblas");
    const inPlace = new Map([...below("two-dev").owners, ["a/libblas.so", ["runtime"]]]);
    expect(choose([], { kind: "found", owners: inPlace }, [blas])).toEqual(chosen("runtime"));
    // Named by the user, though others have it too.
    expect(choose(["two-dev"], below("one-dev", "two-dev"), [blas])).toEqual(chosen());
    expect(() => choose([], below("one-dev", "two-dev"), [blas])).toThrow(
      "several packages have -lblas: one-dev, two-dev;",
    );

    const brings = (...names: readonly string[]) => new Map([["libblas-dev", names]]);
    const withNamesake = (lookup: OwnersLookup, namesakes: ReadonlyMap<string, readonly string[]>) =>
      chooseOwners({ packages: [], requirements: [blas], lookup, naming, title: "Debian 12", namesakes });
    const several = below("one-dev", "two-dev");
    expect(withNamesake(several, brings("libblas-dev", "two-dev"))).toEqual(chosen("libblas-dev"));
    expect(() => withNamesake(several, brings("libblas-dev", "three-dev"))).toThrow("several packages");
    expect(() => withNamesake(several, brings())).toThrow("several packages");
    // The index does not list links that an installation makes.
    expect(withNamesake(below(), brings("libblas-dev"))).toEqual(chosen("libblas-dev"));
  });

  it("needs no index where nothing has to be looked up", () => {
    expect(choose(["a-dev"], failed, [])).toEqual({ packages: [], lookups: [] });
    expect(() => choose([], failed)).toThrow(
      new UserError(
        problem(
          "which package has -lcurl (example.com/a) could not be looked up: no answer; " +
            "or name the packages yourself, as in `libraries: off libfoo-dev`",
          "package-index",
        ),
      ),
    );
  });
});

describe("lookUpNamesakes", () => {
  it("asks only for what the index does not tell, and once", async () => {
    const asked: string[] = [];
    const resolve = async ([name = ""]: readonly string[]) => {
      asked.push(name);
      if (name === "libbroken-dev") {
        throw new UserError(problem("apt cannot resolve libbroken-dev"));
      }
      return name === "libno-dev" ? { packages: [], missing: [name] } : { packages: [makePackage(name)], missing: [] };
    };
    const files = ["blas", "blas", "one", "exact", "no", "broken"].map((name) => ({
      what: name,
      paths: [`a/${name}`, `a//${name}`],
      likely: undefined,
      namesake: `lib${name}-dev`,
    }));
    const owners = new Map([
      ["a//blas", ["x-dev", "y-dev"]],
      ["a//one", ["x-dev"]],
      ["a/exact", ["x-dev", "y-dev"]],
    ]);
    const archive = { resolve, naming };
    expect([...(await lookUpNamesakes(archive, files, { kind: "found", owners }))]).toEqual([
      ["libblas-dev", ["libblas-dev"]],
      ["libno-dev", []],
      ["libbroken-dev", []],
    ]);
    expect(asked).toEqual(["libblas-dev", "libno-dev", "libbroken-dev"]);
  });
});

describe("lookUpProvided", () => {
  it("asks only for packages that share a file", async () => {
    const resolve = async ([name = ""]: readonly string[]) => {
      const provides = name === "vector-dev" ? ["hyper-dev"] : [];
      return { packages: [makePackage("other", { provides: ["x"] }), makePackage(name, { provides })], missing: [] };
    };
    const files = ["hs", "hs", "one"].map((name) => ({ paths: [`a/${name}`] }));
    const found = new Map([
      ["a/hs", ["hyper-dev", "vector-dev"]],
      ["a/one", ["x-dev"]],
    ]);
    const archive = { resolve, naming };
    expect([...(await lookUpProvided(archive, files, { kind: "found", owners: found }))]).toEqual([
      ["hyper-dev", []],
      ["vector-dev", ["hyper-dev"]],
    ]);
    expect((await lookUpProvided(archive, files, failed)).size).toBe(0);
  });
});

describe("lookUpOwners", () => {
  it("returns the archive's failure, and throws a fault of the program", async () => {
    const failing = (error: Error) => ({ owners: () => Promise.reject(error) });
    const silent = new UserError(problem("no answer"));
    expect(await lookUpOwners(failing(silent), ["a"])).toEqual({ kind: "failed", cause: silent });
    await expect(lookUpOwners(failing(new TypeError("a fault")), ["a"])).rejects.toThrow(TypeError);
  });

  it("asks for nothing where there are no paths", async () => {
    const never = { owners: () => Promise.reject(new Error("asked")) };
    expect(await lookUpOwners(never, [])).toEqual({ kind: "found", owners: new Map() });
  });
});
