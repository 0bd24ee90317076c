import { describe, expect, it } from "vitest";
import { platformRows } from "../../src/platforms/rows.ts";
import { knownPlatforms, platformRow } from "../../src/platforms/table.ts";
import { type GoFacts, goVersion, readGoFacts } from "./go-facts.ts";

const facts = readGoFacts();
const isTablesGo = /^go1\.26(\D|$)/.test(goVersion);

const listed = facts.map(({ os, arch, cgoSupported }) => ({ os, arch, cgoSupported }));

describe("the known platforms", () => {
  it("are those of Go 1.26, in its order", () => {
    if (isTablesGo) {
      expect(knownPlatforms).toEqual(listed);
      return;
    }
    // Go drops and gains a port now and then: with another Go here, most must still be the same.
    const names = new Set(listed.map(({ os, arch }) => `${os}/${arch}`));
    const missing = knownPlatforms.filter(({ os, arch }) => !names.has(`${os}/${arch}`));
    expect(missing.length, `${goVersion} lacks ${JSON.stringify(missing)}`).toBeLessThan(4);
  });

  it("are each there once", () => {
    expect(new Set(knownPlatforms.map(({ os, arch }) => `${os}/${arch}`)).size).toBe(knownPlatforms.length);
  });

  it("are named by their row, their system and their architecture alike", () => {
    const odd = platformRows.filter(
      ({ os, arch, system, architecture }) => system.name !== os || architecture.name !== arch,
    );
    expect(odd.map(({ os, arch }) => `${os}/${arch}`)).toEqual([]);
  });
});

const byName = facts.map((each) => [`${each.os}/${each.arch}`, each] as const);

describe("a platform is as Go itself knows it", () => {
  const hasElf = ({ os, arch }: GoFacts) => platformRow({ os, arch })?.architecture.elf !== undefined;

  it.each(byName)("%s: word size and byte order", (_, { os, arch, bits, bigEndian }) => {
    const architecture = platformRow({ os, arch })?.architecture;
    // No header of a WebAssembly module tells a word size.
    expect(architecture?.bits).toBe(arch === "wasm" ? undefined : bits);
    expect(architecture?.byteOrder).toBe(bigEndian ? "big" : "little");
  });

  it.each(byName)("%s: the machine in ELF files", (_, { os, arch, elf }) => {
    expect(platformRow({ os, arch })?.architecture.elf).toEqual(elf);
  });

  // Which links Go does itself changes from version to version: the table has those of Go 1.26.
  it.runIf(isTablesGo).each(byName)("%s: what Go links itself", (_, { os, arch, internalPie, externalLinker }) => {
    const row = platformRow({ os, arch });
    expect({ internalPie: row?.internalPie, externalLinker: row?.externalLinker }).toEqual({
      internalPie,
      externalLinker,
    });
  });

  it("ELF machines are told for all but WebAssembly", () => {
    expect(new Set(facts.filter((each) => !hasElf(each)).map(({ arch }) => arch))).toEqual(new Set(["wasm"]));
  });
});

describe("Go's rules of external linking", () => {
  it("hold for few platforms", () => {
    const found = platformRows.filter(({ externalLinker }) => externalLinker);
    expect(found.map(({ os, arch }) => `${os}/${arch}`)).toEqual([
      "android/386",
      "android/amd64",
      "android/arm",
      "ios/arm64",
    ]);
  });
});
