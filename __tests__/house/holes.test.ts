import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holes } from "../../scripts/hostile/holes.ts";
import { repository } from "../support/runner.ts";

test("every hole that was found once has its tests", () => {
  expect(holes.map(({ number }) => number)).toEqual(holes.map((_, index) => index + 1));
  const gone = holes.flatMap(({ number, tests }) =>
    tests.flatMap(([file, titles]) =>
      readFileSync(join(repository, "__tests__", file), "utf8").includes(titles) ? [] : `${number}: ${file}: ${titles}`,
    ),
  );
  expect(gone).toEqual([]);
  expect(holes.filter(({ tests }) => tests.length === 0)).toEqual([]);
});
