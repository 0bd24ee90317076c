import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../support/runner.ts";

/** The part of package-lock.json that is read here. */
type LockFile = {
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
};

/** True if a range of package.json's `engines` has a version of Node 20. */
function allowsNode20(range: string): boolean {
  return range.split("||").some((part) => {
    const [, operator, major] = /^\s*(>=|\^|)\s*(\d+)/.exec(part) ?? [];
    return operator === ">=" ? Number(major) <= 20 : Number(major) === 20;
  });
}

test("every dependency runs on Node 20, so that npm ci does not warn", () => {
  const { packages } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as LockFile;
  const ranges = Object.entries(packages).map(([name, { engines }]) => [name, engines?.node ?? ">=0"] as const);
  expect(ranges.length).toBeGreaterThan(100);
  expect(ranges.filter(([, range]) => !allowsNode20(range))).toEqual([]);
});
