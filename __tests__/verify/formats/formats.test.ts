import { copyFile, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/plan/expectation.ts";
import { linkageOf } from "../../../src/verify/formats/describe.ts";
import { formatOf, formats } from "../../../src/verify/formats/formats.ts";
import { readBinary } from "../../../src/verify/formats/read.ts";
import { formatOfSystem } from "../../../src/verify/formats/system-format.ts";
import { checkBinary } from "../../support/clauses.ts";
import { type Answer, type FormatSample, formatSamples, makeFormatSamples, tryRead } from "./format-samples.ts";
import { run, temporaryDirectory } from "./samples.ts";

const directory = await temporaryDirectory();
const at = (name: string) => join(directory, name);
let arch = "";

beforeAll(async () => {
  arch = (await run("go", ["env", "GOARCH"])).trim();
  await makeFormatSamples(directory);
}, 600_000);

/** First bytes of files that no sample stands for. */
const heads: Readonly<Record<string, string>> = {
  "a fat Mach-O file": "cafebabe000000020100000c00000000",
  "a big-endian Mach-O file": "feedface000000120000000000000002",
  "a thin archive": "213c7468696e3e0a2f20202020202020",
  "a Plan 9 program for arm": "00000647000a00000000000000000000",
};

/** What a target expects that is built without cgo, as Go's samples are. */
function expectationOf({ target = `linux/${arch}`, kind }: FormatSample): Expectation {
  const [os = "", goArch = ""] = target.split("/");
  const free = { levels: {}, cgo: false, static: false, portable: false, glibc: undefined, interpreter: undefined };
  return { os, arch: goArch, kind, ...free };
}

test("ids and names are unique", () => {
  for (const key of ["id", "name", "shortName"] as const) {
    expect(new Set(formats.map((format) => format[key])).size, key).toBe(formats.length);
  }
});

test.each(Object.entries(heads))("the first bytes of %s match one format", (_, head) => {
  expect(formats.filter(({ matches }) => matches(Buffer.from(head, "hex")))).toHaveLength(1);
});

describe.each(formats.map((format) => [format.shortName, format] as const))("the format %s", (_, format) => {
  const samples = formatSamples[format.id].map((sample) => [sample.name, sample] as const);

  test("has names for a sentence and for a cell", () => {
    expect(format.name).toMatch(/^an? \S/);
    expect(format.shortName).toMatch(/^\S+( \S+)*$/);
    expect(formatOf(format.id)).toBe(format);
  });

  test.each(samples)("is the only one that matches the first bytes of the sample %s", async (name) => {
    const head = (await readFile(at(name))).subarray(0, 16);
    expect(formats.filter(({ matches }) => matches(head)).map(({ id }) => id)).toEqual([format.id]);
    for (let length = 0; length < 16; length++) {
      const others = formats.filter(({ id, matches }) => id !== format.id && matches(head.subarray(0, length)));
      expect(others.map(({ id }) => id)).toEqual([]);
    }
  });

  test.each(samples)("reads the sample %s, which its target accepts", async (name, sample) => {
    const facts = await readBinary(at(name));
    const expected = expectationOf(sample);
    expect(facts).toMatchObject({ format: format.id, kind: sample.kind, os: expected.os, arch: expected.arch });
    if (sample.kind === "executable") {
      expect(formatOfSystem(expected.os)).toBe(format.id);
    }
    const isGo = sample.target !== undefined;
    if (isGo && format.hasGoBuildInfo) {
      expect(facts.go?.settings).toMatchObject({ GOOS: expected.os });
    }
    const missing = "has no Go build info; cannot verify how it was built";
    expect(checkBinary(facts, expected)).toEqual(isGo || !format.hasGoBuildInfo ? [] : [missing]);
    expect(checkBinary(facts, { ...expected, arch: "none" })).toHaveLength(isGo || !format.hasGoBuildInfo ? 1 : 2);
  });

  test.each(samples)("describes how the sample %s is linked", async (name) => {
    const { text, short } = linkageOf(await readBinary(at(name)));
    for (const words of [text, short]) {
      expect(words).toMatch(/^\S[^\n]{0,200}$/);
    }
    expect(short.length).toBeLessThanOrEqual(text.length);
    expect(short.length).toBeLessThanOrEqual(20);
  });

  test.each(samples)("notices that the sample %s was truncated, at many lengths", async (name, sample) => {
    const file = at(`${name}-truncated`);
    await copyFile(at(name), file);
    const { size } = await stat(file);
    const lengths = new Set([
      ...Array.from({ length: 300 }, (_value, index) => index),
      ...Array.from({ length: 200 }, (_value, index) => Math.floor((index * size) / 200)),
      size - 1,
    ]);
    const answers = new Map<number, Answer>();
    for (const length of [...lengths].sort((one, other) => other - one)) {
      await truncate(file, length);
      answers.set(length, await tryRead(file));
    }
    expect(answers.get(0)).toEqual({ error: "the file is empty" });
    expect(answers.get(size - 1)).toHaveProperty("error", expect.stringMatching(/past the end of the file$/));
    const read = [...answers.values()].filter((answer) => "facts" in answer && answer.facts.format !== "unknown");
    expect(read.length).toBeLessThanOrEqual(sample.readableWhenTruncated);
  });
});
