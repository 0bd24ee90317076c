import { describe, expect, it } from "vitest";
import { describeProgress, trackDownloads } from "../../src/archives/pending-downloads.ts";
import { makePackage } from "./packages.ts";

describe("trackDownloads", () => {
  it("lets each package be awaited by itself, whatever becomes of the others", async () => {
    const [large, small] = [makePackage("large"), makePackage("small")];
    let fail = (_: Error) => {};
    const downloads = trackDownloads([large, small], (onPackage) => {
      onPackage(small);
      return new Promise((_, reject) => {
        fail = reject;
      });
    });
    await downloads.ready(small);
    fail(new Error("no large"));
    await expect(downloads.ready(large)).rejects.toThrow("no large");
    await downloads.ready(small);
    await expect(downloads.all).rejects.toThrow("no large");
  });
});

describe("describeProgress", () => {
  it("gives bytes in the unit of the total", () => {
    expect(describeProgress({ bytes: 12_345_678, total: 61_900_000, left: 8 })).toBe(
      "Fetching packages: 12.3 of 61.9 MB, 8 left…",
    );
    expect(describeProgress({ bytes: 0, total: 950_000, left: 1 })).toBe("Fetching packages: 0 of 950 kB, 1 left…");
  });
});
