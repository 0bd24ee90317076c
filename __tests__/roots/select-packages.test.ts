import { describe, expect, it } from "vitest";
import type { Package } from "../../src/archives/archive.ts";
import type { PackageSelection } from "../../src/plan/root-request.ts";
import { selectPackages } from "../../src/roots/resolve.ts";
import { makePackage } from "../archives/packages.ts";

function make(name: string, depends: readonly string[] = [], more: Partial<Package> = {}): Package {
  return makePackage(name, { depends: depends.map((each) => [each]), section: "misc", ...more });
}

function select(packages: readonly string[], resolved: readonly Package[], selection: Partial<PackageSelection>) {
  const whole = { follow: "all", skip: [], take: undefined, drop: [], ...selection } as const;
  return selectPackages({ packages, selection: whole }, resolved).map(({ name }) => name);
}

const compiler = [
  make("gcc", ["cpp", "libc6"]),
  make("cpp", ["libgmp"]),
  make("libgmp", ["libc6"]),
  make("libc6", ["libgcc-s1"]),
  make("libgcc-s1"),
  make("qemu", ["libglib"]),
  make("libglib"),
];

describe("selectPackages", () => {
  it("takes everything that the requested packages depend on, and nothing else", () => {
    expect(select(["gcc"], compiler, {})).toEqual(["cpp", "gcc", "libc6", "libgcc-s1", "libgmp"]);
    expect(select(["qemu"], compiler, {})).toEqual(["libglib", "qemu"]);
    expect(select([], compiler, {})).toEqual([]);
  });

  it("does not follow what is skipped, so that what nothing else depends on stays out", () => {
    expect(select(["gcc"], compiler, { skip: ["libc*"] })).toEqual(["cpp", "gcc", "libgmp"]);
    expect(select(["gcc"], compiler, { skip: ["libgmp"] })).toEqual(["cpp", "gcc", "libc6", "libgcc-s1"]);
  });

  it("takes what is requested by name, though it is skipped otherwise", () => {
    expect(select(["libc6"], compiler, { skip: ["libc6"] })).toEqual(["libc6", "libgcc-s1"]);
  });

  it("follows what it does not take", () => {
    expect(select(["gcc"], compiler, { take: ["libg*"] })).toEqual(["libgcc-s1", "libgmp"]);
    expect(select(["gcc"], compiler, { drop: ["cpp", "libc6"] })).toEqual(["gcc", "libgcc-s1", "libgmp"]);
    expect(select(["gcc"], compiler, { take: ["libg*"], drop: ["libgmp"] })).toEqual(["libgcc-s1"]);
  });

  it("takes some with all that they depend on, but for what is skipped or dropped", () => {
    const whole = { take: ["libg*-s1"], takeWhole: ["cpp"] };
    expect(select(["gcc"], compiler, whole)).toEqual(["cpp", "libc6", "libgcc-s1", "libgmp"]);
    expect(select(["gcc"], compiler, { ...whole, skip: ["libc6"] })).toEqual(["cpp", "libgmp"]);
    expect(select(["gcc"], compiler, { ...whole, drop: ["libgmp"] })).toEqual(["cpp", "libc6", "libgcc-s1"]);
  });

  it("of libraries follows only packages that hold libraries or headers", () => {
    const libraries = [
      make("libssl-dev", ["libssl3", "debconf"], { section: "libdevel" }),
      make("libssl3", ["libc6", "perl"], { section: "libs" }),
      make("libc6", [], { section: "libs", coinstallable: true }),
      make("debconf", ["perl"], { section: "admin" }),
      make("perl", ["libperl"], { section: "perl" }),
      make("libperl", [], { section: "libs" }),
      make("tool", ["odd-dev", "libmulti"], { section: "utils" }),
      make("odd-dev", [], { section: "misc" }),
      make("libmulti", [], { section: "oldlibs", coinstallable: true }),
    ];
    expect(select(["libssl-dev"], libraries, { follow: "libraries" })).toEqual(["libc6", "libssl-dev", "libssl3"]);
    expect(select(["libssl-dev"], libraries, { follow: "libraries", skip: ["libc6"] })).toEqual([
      "libssl-dev",
      "libssl3",
    ]);
    expect(select(["libssl-dev"], libraries, {})).toEqual([
      "debconf",
      "libc6",
      "libperl",
      "libssl-dev",
      "libssl3",
      "perl",
    ]);
    // What the program names is taken, whatever it is.
    expect(select(["tool"], libraries, { follow: "libraries" })).toEqual(["libmulti", "odd-dev", "tool"]);
  });

  it("follows a name that another package provides", () => {
    const resolved = [make("clang", ["c-compiler"]), make("gcc", [], { provides: ["c-compiler"] })];
    expect(select(["clang"], resolved, {})).toEqual(["clang", "gcc"]);
  });
});
