import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorHelp } from "../../src/commands/index.ts";
import { parseFlags } from "../../src/inputs/flags.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { allPages, callsIn, codeOf, scriptOf, shellWords } from "../support/page-blocks.ts";
import { fateOf, fates } from "../support/page-scripts.ts";
import { inTexts } from "../support/problems.ts";
import { repository } from "../support/runner.ts";

const code = allPages.map(codeOf);
const blocks = code.flatMap((each) => each.blocks);

/** What is wrong with a call as the command line reads it; what a target has to have is asked of a machine. */
function problemsOf(words: readonly string[]): readonly string[] {
  const [first = "", topic = ""] = words;
  if (first === "help" && errorHelp(topic) !== undefined) {
    return [];
  }
  // A command's name by itself is a mention of it.
  const flags = parseFlags(words.length === 1 && first !== "help" ? [first, "--help"] : words);
  if (flags.kind !== "inputs" || flags.problems.length > 0) {
    return flags.kind === "inputs" ? inTexts(flags.problems) : [];
  }
  const use = flags.command.kind === "verify" ? "verify" : "build";
  return inTexts(parseInputs(flags.raw, { platforms: knownPlatforms, workspace: "/workspace", use }).problems);
}

test("every block of code says what language it is in", () => {
  expect(blocks.filter(({ language }) => ["indented", "none"].includes(language))).toEqual([]);
});

test("every call of cgo-cross that a page shows is one that the command line takes", () => {
  const calls = code.flatMap(({ blocks: inPage, spans }) => [
    ...inPage
      .filter(({ language }) => language !== "text")
      .flatMap(({ page, text }) => callsIn(text).map((words) => ({ page, words }))),
    ...spans.flatMap((span) =>
      (span.startsWith("cgo-cross ") ? callsIn(span) : []).map((words) => ({ page: "", words })),
    ),
  ]);
  expect(calls.length).toBeGreaterThan(20);
  const wrong = calls.map(({ page, words }) => ({ page, words, problems: problemsOf(words) }));
  expect(wrong.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

test("every script of npm and every file that a command of a page names is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  const texts = code.flatMap(({ blocks: inPage, spans }) => [
    ...inPage.flatMap((block) => scriptOf(block) ?? []),
    ...spans,
  ]);
  const names = texts.flatMap((text) => [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name));
  expect(names.filter((name) => scripts[name] === undefined)).toEqual([]);
  const files = texts.flatMap((text) => text.match(/(?<=^|\s)(?:scripts|__tests__|src)\/[\w./-]+/g) ?? []);
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => file !== "__tests__/ROOM" && !existsSync(join(repository, file)))).toEqual([]);
});

test("every script of a page is run by a test, or there is a reason why not", () => {
  const scripts = blocks.filter((block) => scriptOf(block) !== undefined);
  expect(scripts.filter((block) => fateOf(block) === undefined).map(({ page, text }) => `${page}: ${text}`)).toEqual(
    [],
  );
  const unused = fates.filter((fate) => !scripts.some((block) => fateOf(block) === fate));
  expect(unused).toEqual([]);
});

test.each([
  ["a 'b c' \"d\"e # f", ["a", "b c", "de"]],
  ["--a='b: c' x | jq .", ["--a=b: c", "x"]],
  ["a\nb", ["a"]],
  ["", []],
])("the words of %j", (text, words) => {
  expect(shellWords(text)).toEqual(words);
});

test.each([
  ["npx cgo-cross --static", [["--static"]]],
  [
    'eval "$(cgo-cross env --run)"; cgo-cross run a',
    [
      ["env", "--run"],
      ["run", "a"],
    ],
  ],
  ["x:\n\tnpx cgo-cross --targets a \\\n  --run > $@", [["--targets", "a", "--run"]]],
  ["cgo-cross help FLAG", []],
  ["dist/cgo-cross.json and cgo-cross-go build", []],
  ["npx node src/cli.ts --dry-run", [["--dry-run"]]],
])("the calls in %j", (text, calls) => {
  expect(callsIn(text)).toEqual(calls);
});
