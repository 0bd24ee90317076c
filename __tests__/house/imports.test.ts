import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../support/runner.ts";
import { findImportProblems, rooms, type Sources } from "./imports.ts";

function readSources(): Sources {
  const src = join(repository, "src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return new Map(files.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(src, name), "utf8")]));
}

test("imports follow the order of the rooms, through their front doors, without circles", () => {
  expect(findImportProblems(readSources())).toEqual([]);
});

test("every room but the one that is still to come is there", () => {
  const there = new Set(
    [...readSources().keys()].filter((file) => file.includes("/")).map((file) => file.split("/")[0]),
  );
  expect(rooms.filter((room) => !there.has(room))).toEqual([]);
});

describe("each rule is enforced", () => {
  const problems = (files: Readonly<Record<string, string>>) => findImportProblems(new Map(Object.entries(files)));

  test.each<[rule: string, files: Readonly<Record<string, string>>, problem: string]>([
    [
      "a room below",
      { "plan/a.ts": 'import { b } from "../roots/index.ts";', "roots/index.ts": "" },
      "plan/a.ts: imports roots/index.ts, of a room below it",
    ],
    [
      "types of a room below",
      { "build/a.ts": 'import type { B } from "../report/index.ts";' },
      "build/a.ts: imports report/index.ts, of a room below it",
    ],
    [
      "past a front door",
      { "build/a.ts": 'import { b } from "../plan/cgo.ts";' },
      "build/a.ts: imports plan/cgo.ts, which is no front door",
    ],
    [
      "past the doors of host/",
      { "build/a.ts": 'import { b } from "../host/github.ts";' },
      "build/a.ts: imports host/github.ts, which is no front door",
    ],
    [
      "host/ knows no room",
      { "host/a.ts": 'import { b } from "../plan/index.ts";' },
      "host/a.ts: imports plan/index.ts, of a room below it",
    ],
    [
      "commands/ is for the entries",
      { "report/a.ts": 'const b = await import("../commands/index.ts");' },
      "report/a.ts: imports commands/index.ts, of a room below it",
    ],
    ["an entry", { "build/a.ts": 'import { b } from "../cli.ts";' }, "build/a.ts: imports cli.ts, which is in no room"],
    ["an unknown room", { "utils/a.ts": "" }, "utils/a.ts: utils/ is in no list of rooms"],
    [
      "a pure room, and one that is not",
      { "report/a.ts": 'import { b } from "../build/index.ts";' },
      "report/a.ts: is in a pure room and imports build/index.ts",
    ],
    [
      "a pure room, and Node's modules",
      { "plan/a.ts": 'import { readFile } from "node:fs/promises";' },
      "plan/a.ts: is in a pure room and imports node:fs/promises",
    ],
    [
      "a pure room, and a value among types",
      { "report/a.ts": 'import { type B, c } from "../build/index.ts";' },
      "report/a.ts: is in a pure room and imports build/index.ts",
    ],
    [
      "a pure room, and the clock",
      { "plan/a.ts": "const now = Date.now();" },
      "plan/a.ts: is in a pure room and uses Date",
    ],
    [
      "the runner's libraries",
      { "build/a.ts": 'const core = await import("@actions/core");' },
      "build/a.ts: only host/ imports @actions/core",
    ],
    [
      "a front door that exports everything",
      { "plan/index.ts": 'export * from "./cgo.ts";' },
      'plan/index.ts: a front door holds nothing but export { … } from "./…"',
    ],
    [
      "a room's own front door",
      { "plan/a.ts": 'import { b } from "./index.ts";' },
      "plan/a.ts: imports the front door of its own room",
    ],
    [
      "a circle of types",
      { "plan/a.ts": 'import type { B } from "./b.ts";', "plan/b.ts": 'export type { A } from "./a.ts";' },
      "circle: plan/a.ts -> plan/b.ts -> plan/a.ts",
    ],
  ])("%s", (_rule, files, problem) => {
    expect(problems(files)).toContain(problem);
  });

  test("and what follows them is let through", () => {
    expect(
      problems({
        "action.ts": 'import { run } from "./commands/index.ts";\nimport { host } from "./host/github.ts";',
        "commands/run.ts": 'import { Plan } from "../plan/index.ts";\nimport { limit } from "../host/index.ts";',
        "plan/a.ts": '// import "node:fs"\nimport { UserError } from "../host/errors.ts";\nimport { c } from "./c.ts";',
        "report/a.ts":
          'import { type B, type C } from "../build/index.ts";\nimport type { D } from "../verify/index.ts";',
        "plan/c.ts": 'import { styleText } from "node:util";\nconst text = "Date";',
        "plan/index.ts": '/** Door. */\nexport { a, type B } from "./a.ts";',
      }),
    ).toEqual([]);
  });
});
