import { describe, expect, it } from "vitest";
import type { Distribution } from "../../src/survey/machine.ts";
import { findRelease } from "../../src/survey/releases.ts";

const sid: Distribution = { id: "debian", version: "", codename: "sid", title: "Debian GNU/Linux forky/sid" };

describe("findRelease", () => {
  it("knows the machine's own, with a version or without, and others of its distribution", () => {
    expect(findRelease("debian-sid", sid)).toEqual({ kind: "found", distribution: sid });
    const debian12 = { id: "debian", version: "12", codename: "bookworm", title: "debian-12", sourcesOf: "sid" };
    expect(findRelease("debian-12", sid)).toEqual({ kind: "found", distribution: debian12 });
    // The sources are the machine's, whichever release is looked at from another one.
    const debian11 = { ...debian12, version: "11", codename: "bullseye", title: "debian-11" };
    expect(findRelease("debian-11", debian12)).toEqual({ kind: "found", distribution: debian11 });
    expect(findRelease("debian-14", sid)).toMatchObject({ distribution: { codename: "forky", sourcesOf: "sid" } });
  });

  it("names those that there are", () => {
    expect(findRelease("debian-10", sid)).toEqual({
      kind: "unknown",
      reason:
        'release: unknown release "debian-10"; expected one of debian-sid, debian-11, debian-12, debian-13, debian-14',
    });
    expect(findRelease("ubuntu-24.04", sid).kind).toBe("unknown");
  });
});
