import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joinWords, splitWords } from "../../src/golang/words.ts";

const texts = [
  "",
  " ",
  "a",
  " a",
  "a ",
  "a b",
  "a  b",
  "a\tb",
  "a\nb",
  "a\r\nb",
  "a\u000bb",
  "a\u00a0b",
  "'a b'",
  '"a b"',
  `'a '"b "`,
  `'a "'"'b"`,
  "\\'",
  "'a",
  'a "b',
  "''",
  `'' ""`,
  "a'b c'd",
  `-DX="a b"`,
  `-DX='"1.0"'`,
  "-s -w -X main.version=1.2.3",
  "-X 'main.title=My program' -s",
  `-extldflags '-static -Wl,-z,now'`,
  `-extldflags "-Wl,-rpath,'$ORIGIN'"`,
  "'a'b",
  "$(rm -rf /) `id` ; | & < > * ? ~ # !",
  "é ü 漢字 🙂",
];

describe("splitWords", () => {
  it.each([
    ["-s -w", ["-s", "-w"]],
    ["  a\t\r\n b ", ["a", "b"]],
    [`'a b' "c d"`, ["a b", "c d"]],
    [`'a '"b "`, ["a ", "b "]],
    [`'a "'"'b"`, [`a "`, "'b"]],
    ["\\'", ["\\'"]],
    [`-DX="a b"`, [`-DX="a`, `b"`]],
    ["''", [""]],
    ["a\u00a0b", ["a\u00a0b"]],
  ])("%j", (text, words) => {
    expect(splitWords(text)).toEqual({ words, problem: undefined });
  });

  it.each([
    ["-s 'a b", "unterminated ' string"],
    ['"', 'unterminated " string'],
  ])("%j", (text, problem) => {
    expect(splitWords(text)).toEqual({ words: [], problem });
  });
});

describe("joinWords", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a b"],
    [["a ", "b"], "'a ' b"],
    [["a\n", "b"], "'a\n' b"],
    [["'a ", "b"], `"'a " b`],
    [["a'b"], `"a'b"`],
    [[`-DX='"1"'`], `-DX='"1"'`],
    [[""], "''"],
  ])("%j", (words, text) => {
    expect(joinWords(words)).toBe(text);
    expect(splitWords(text)).toEqual({ words, problem: undefined });
  });

  it.each([[`'"`], [`a'b "c`]])("throws on %j, which no quotes can hold", (word) => {
    expect(() => joinWords(["a", word])).toThrow(
      `a word with both ' and " in it cannot be quoted as Go reads quotes: ${JSON.stringify(word)}`,
    );
  });

  it.each(texts)("joins again what was split: %j", (text) => {
    const { words } = splitWords(text);
    expect(splitWords(joinWords(words))).toEqual({ words, problem: undefined });
  });
});

/** Go's own package, taken from the Go that is here, so that it can be asked from outside of Go's source tree. */
describe("as Go does it", () => {
  const directory = mkdtempSync(join(tmpdir(), "quoted-"));
  afterAll(() => rmSync(directory, { recursive: true }));

  type Answer = { readonly Words: readonly string[] | null; readonly Failed: boolean };
  let answers: readonly Answer[] = [];

  beforeAll(() => {
    const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
    mkdirSync(join(directory, "quoted"));
    copyFileSync(join(goroot, "src/cmd/internal/quoted/quoted.go"), join(directory, "quoted/quoted.go"));
    writeFileSync(join(directory, "go.mod"), "module oracle\n\ngo 1.21\n");
    writeFileSync(
      join(directory, "main.go"),
      `package main

import (
	"encoding/json"
	"oracle/quoted"
	"os"
)

type answer struct {
	Words  []string
	Failed bool
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	var answers []answer
	for _, text := range texts {
		words, err := quoted.Split(text)
		answers = append(answers, answer{words, err != nil})
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}
`,
    );
    const joined = texts.map((text) => joinWords(splitWords(text).words));
    const environment = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
    const printed = execFileSync("go", ["run", "."], {
      cwd: directory,
      env: environment,
      input: JSON.stringify([...texts, ...joined]),
      encoding: "utf8",
    });
    answers = JSON.parse(printed);
  });

  it.each(texts.map((text, index) => [text, index] as const))("splits %j", (text, index) => {
    const { words, problem } = splitWords(text);
    expect({ Words: words, Failed: problem !== undefined }).toEqual({
      Words: answers[index]?.Words ?? [],
      Failed: answers[index]?.Failed,
    });
  });

  it.each(texts.map((text, index) => [text, index] as const))("splits again what was joined from %j", (text, index) => {
    expect(answers[texts.length + index]?.Words ?? []).toEqual(splitWords(text).words);
  });
});
