import { describe, expect, it } from "vitest";
import type { Package } from "../../src/archives/archive.ts";
import { closure } from "../../src/archives/closure.ts";
import { makePackage } from "./packages.ts";

describe("closure", () => {
  const make = (
    name: string,
    depends: readonly (readonly string[])[] = [],
    provides: readonly string[] = [],
  ): Package => makePackage(name, { depends, provides });
  const names = (
    requested: readonly string[],
    resolved: readonly Package[],
    isExcluded: (name: string) => boolean = () => false,
  ) => closure(requested, resolved, ({ name }) => isExcluded(name)).map((each) => each.name);

  it("follows dependencies, also in cycles, and takes nothing else", () => {
    const resolved = [
      make("gcc", [["cpp"], ["libc"]]),
      make("cpp", [["libgmp"], ["gcc"]]),
      make("libgmp", [["libc"]]),
      make("libc", [["libgcc"]]),
      make("libgcc", [["libc"]]),
      make("qemu", [["libc"], ["glib"]]),
      make("glib"),
    ];
    expect(names(["gcc"], resolved)).toEqual(["cpp", "gcc", "libc", "libgcc", "libgmp"]);
    expect(names(["qemu"], resolved)).toEqual(["glib", "libc", "libgcc", "qemu"]);
    expect(names(["gcc"], resolved, (name) => name === "libc")).toEqual(["cpp", "gcc", "libgmp"]);
  });

  it("takes whichever alternative was resolved, by its own name or by one that it provides", () => {
    const resolved = [
      make("app", [["mawk", "gawk"], ["awk"], ["mail-agent"]]),
      make("gawk", [], ["awk"]),
      make("postfix", [], ["mail-agent"]),
    ];
    expect(names(["app"], resolved)).toEqual(["app", "gawk", "postfix"]);
    expect(names(["mail-agent"], resolved)).toEqual(["postfix"]);
  });

  it("passes over names that nothing resolved provides", () => {
    expect(names(["none"], [make("a")])).toEqual([]);
    expect(names(["a"], [make("a", [["gone", "gone-too"], ["b"]]), make("b")])).toEqual(["a", "b"]);
  });

  it("takes each package once, however many packages depend on it", () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      make(
        `p${index}`,
        Array.from({ length: 100 }, (_other, to) => [`p${to}`]),
      ),
    );
    expect(names(["p0"], many)).toHaveLength(100);
  });
});
