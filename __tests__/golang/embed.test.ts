import { describe, expect, it } from "vitest";
import { isEmbedded } from "../../src/golang/embed.ts";

describe("isEmbedded", () => {
  it.each([
    ["dist", "dist/app_linux_arm64", true],
    ["dist", "dist/sub/app", true],
    ["dist", "dist2/app", false],
    ["dist", "web/dist/app", false],
    ["web", "web/dist/app", true],
    ["all:dist", "dist/app", true],
    ["*", "dist/app", true],
    ["d?st", "dist/app", true],
    ["[a-d]ist", "dist/app", true],
    ["[^a-d]ist", "dist/app", false],
    ["d\\ist", "dist/app", true],
    ["dist/*", "dist/app", true],
    ["dist/*", "dist/sub/app", true],
    ["dist/*.html", "dist/app", false],
    ["dist/*.exe", "dist/app_windows_amd64.exe", true],
    ["di.t", "dist/app", false],
    ["web", "web/_dist/app", false],
    ["web", "web/.dist/app", false],
    ["all:web", "web/_dist/app", true],
    ["_dist", "_dist/app", true],
    ["a+b/c", "a+b/c/app", true],
  ])("%s takes %s: %s", (pattern, path, taken) => {
    expect(isEmbedded(pattern, path)).toBe(taken);
  });
});
