import { describe, expect, it } from "vitest";
import { type CacheUse, decideCache } from "../../src/plan/cache.ts";

const on: CacheUse = { kind: "on" };
const off = (reason: string): CacheUse => ({ kind: "off", reason });
const tag = off("a tag is built, whose binaries are published");

describe("decideCache", () => {
  const rows: readonly (readonly ["auto" | "on" | "off", string, string, CacheUse])[] = [
    ["auto", "push", "refs/heads/main", on],
    ["auto", "push", "refs/heads/tags/x", on],
    ["auto", "push", "refs/tags/v1", tag],
    ["auto", "workflow_dispatch", "refs/tags/v1", tag],
    ["auto", "pull_request", "refs/pull/1/merge", on],
    ["auto", "merge_group", "refs/heads/gh-readonly-queue/main", on],
    ["auto", "schedule", "refs/heads/main", on],
    ["auto", "release", "refs/heads/main", off("the event is release")],
    ["auto", "release", "refs/tags/v1", tag],
    ["auto", "pull_request_target", "refs/heads/main", off("the event is pull_request_target")],
    ["auto", "workflow_run", "refs/heads/main", off("the event is workflow_run")],
    ["on", "release", "refs/tags/v1", on],
    ["off", "push", "refs/heads/main", off("cache: off")],
  ];
  it.each(rows)("%s for %s of %s", (input, name, ref, use) => {
    expect(decideCache(input, { name, ref })).toEqual(use);
  });

  it("on a terminal is on unless it is off", () => {
    expect(decideCache("auto", undefined)).toEqual(on);
    expect(decideCache("on", undefined)).toEqual(on);
    expect(decideCache("off", undefined)).toEqual(off("cache: off"));
  });
});
