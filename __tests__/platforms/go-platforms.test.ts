import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { knownPlatforms } from "../../src/platforms/table.ts";

type Row = { readonly GOOS: string; readonly GOARCH: string; readonly CgoSupported: boolean };

const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
const rows: readonly Row[] = JSON.parse(execFileSync("go", ["tool", "dist", "list", "-json"], { encoding: "utf8" }));
const listed = rows.map(({ GOOS, GOARCH, CgoSupported }) => ({ os: GOOS, arch: GOARCH, cgoSupported: CgoSupported }));

describe("the known platforms", () => {
  it("are those of Go 1.26, in its order", () => {
    if (/^go1\.26(\D|$)/.test(version)) {
      expect(knownPlatforms).toEqual(listed);
      return;
    }
    // Go drops and gains a port now and then: with another Go here, most must still be the same.
    const names = new Set(listed.map(({ os, arch }) => `${os}/${arch}`));
    const missing = knownPlatforms.filter(({ os, arch }) => !names.has(`${os}/${arch}`));
    expect(missing.length, `${version} lacks ${JSON.stringify(missing)}`).toBeLessThan(4);
  });

  it("are each there once", () => {
    expect(new Set(knownPlatforms.map(({ os, arch }) => `${os}/${arch}`)).size).toBe(knownPlatforms.length);
  });
});
