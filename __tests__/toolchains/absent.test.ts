import { describe, expect, it } from "vitest";
import recorded from "../../scripts/recorded-packages.json" with { type: "json" };
import { debian } from "../../src/archives/families/debian.ts";
import { platformRows } from "../../src/platforms/rows.ts";
import { absenceOf } from "../../src/toolchains/release.ts";

const abis = platformRows.flatMap(({ c }) => (c.kind === "abis" ? c.abis : []));
const abiOf = (triple: string) => abis.find((each) => each.triple === triple) ?? abis[0];

const release = (id: string, version: string, codename = "") => ({ id, version, codename, title: `${id} ${version}` });

const lacking = (triple: string, ...of: Parameters<typeof release>) => {
  const abi = abiOf(triple);
  return abi && absenceOf(abi, release(...of));
};

describe.each(Object.entries(recorded))("of %s", (name, packages) => {
  const [, id = "", version = ""] = /^(\w+)-(\S+) /.exec(name) ?? [];

  it.each(abis.map((abi) => [abi.triple, abi] as const))(
    "the compiler for %s is in its index, or known not to be",
    (_, abi) => {
      const options = { cxx: true, native: false, sanitizers: false, fortran: false };
      const isThere = debian.gcc(abi, options).packages.every((each) => packages.includes(each));
      expect(absenceOf(abi, release(id, version)) === undefined).toBe(isThere);
    },
  );
});

describe("a release without a compiler", () => {
  it.each([
    ["loongarch64-linux-gnu", "debian", "11", "", "Debian 13"],
    ["loongarch64-linux-gnu", "ubuntu", "22.04", "", "Ubuntu 26.04"],
    ["mips-linux-gnu", "debian", "14", "", "Debian 13"],
    ["mips-linux-gnu", "debian", "", "forky", "Debian 13"],
    ["mips-linux-gnu", "debian", "15", "", "Debian 13"],
    ["mips64el-linux-gnuabi64", "ubuntu", "26.04", "", "Ubuntu 24.04"],
  ])("for %s, %s %s%s, is told which has one", (triple, id, version, codename, other) => {
    expect(lacking(triple, id, version, codename)).toBe(
      `there is no C compiler for it in ${id} ${version}; build it on a release that has one, such as ${other}`,
    );
  });

  it.each([
    ["sid, which may have what testing has lost", "mips-linux-gnu", "debian", "", "sid"],
    ["one between two that are known", "mips-linux-gnu", "ubuntu", "25.10", ""],
    ["another distribution", "mips-linux-gnu", "mint", "26", ""],
  ])("is not %s", (_, triple, id, version, codename) => {
    expect(lacking(triple, id, version, codename)).toBeUndefined();
  });
});
