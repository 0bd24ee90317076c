import { describe, expect, test } from "vitest";
import { byteSize } from "../../src/host/units.ts";

describe("byteSize", () => {
  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [1_400_000, "1.4 MB"],
    [99_949, "99.9 kB"],
    [99_950, "100 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [512_000_000, "512 MB"],
    [2_500_000_000, "2.5 GB"],
    [3_200_000_000_000, "3.2 TB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(byteSize(bytes)).toBe(text);
  });
});
