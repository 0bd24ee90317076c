import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findOutwardLink } from "../../src/roots/links.ts";
import type { TreeEntry } from "../../src/roots/tree.ts";

const find = (links: Readonly<Record<string, string>>) =>
  findOutwardLink([
    { kind: "directory", path: "root", mode: 0o755 },
    ...Object.entries(links).map(([path, target]): TreeEntry => ({ kind: "link", path, target })),
  ]);

describe("findOutwardLink", () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ["to a sibling", { "root/a": "b" }],
    ["up and down again", { "root/usr/bin/cc": "../../usr/lib/cc" }],
    ["up to the tree itself", { "root/usr/top": "../.." }],
    ["from one part of a root to another", { "host-lib/libz.so": join("..", "root", "usr/lib/libz.so") }],
    ["to nothing", { "root/a": "none/./at//all" }],
    ["by way of a link that leads up", { "root/lib": "usr/lib", "root/usr/lib/up": "..", "root/x": "lib/up/bin" }],
    ["to itself", { "root/a": "a" }],
    ["in a circle", { "root/a": "b", "root/b": "a" }],
  ])("accepts a link %s", (_what, links) => {
    expect(find(links)).toBe(undefined);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["to an absolute path", { "root/a": "/etc/passwd" }, "root/a"],
    ["to the system's root", { "root/a": "/" }, "root/a"],
    ["with too many `..`", { "root/usr/a": "../../../etc" }, "root/usr/a"],
    ["that comes back", { "root/a": join("../../other/root", "b") }, "root/a"],
    [
      "which is inside by its text, and outside by way of another link",
      { "root/deep/er/top": "../../..", "root/x": "deep/er/top/../etc" },
      "root/x",
    ],
    ["by way of a link that is listed after it", { "root/a": "z/x", "root/z": "../../b" }, "root/a"],
  ])("finds a link %s", (_what, links, path) => {
    expect(find(links)).toEqual({ path, target: links[path] });
  });
});
