import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/diagnose/catalogue.ts";
import {
  describeDiagnosis,
  diagnose,
  type Evidence,
  type Lookups,
  noLookups,
  nothingKnown,
  type SourceFile,
} from "../../src/diagnose/index.ts";
import { cases } from "./cases.ts";
import { clean, type Recorded, recorded } from "./recorded.ts";
import { refused } from "./refused.ts";

const source = (name: string, built: boolean, text: string): SourceFile => ({ name, file: name, built, text });

/** Packages that say what two rows ask of the sources. */
const sources: Readonly<Record<string, readonly SourceFile[]>> = {
  "m/case": [source("util.h", true, ""), source("lib.c", true, '#include "Util.h"')],
  "m/other": [source("one_windows.go", false, "package other\n\nfunc one() {}\n"), source("main.go", true, "")],
};
const lookups: Lookups = { ...noLookups, sourcesOf: async (path) => sources[path] ?? [] };

function evidenceOf({ text, stage = "build", known = {} }: Pick<Recorded, "text" | "stage" | "known">): Evidence {
  const target = { os: "linux", arch: "arm64", variant: undefined };
  return { stage, lines: text.split("\n"), known: { ...nothingKnown, target, ...known }, lookups };
}

describe("the catalogue", () => {
  it("has every code once, in words that stay", () => {
    const codes = catalogue.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it.each(catalogue)(
    "$code has a heading, a page's paragraph and a reference",
    ({ title, about, reference, signs }) => {
      expect(title).toMatch(/^[A-Za-z/].*[^.]$/);
      expect(about).toMatch(/\.$/);
      expect(reference).toMatch(/^(https:\/\/|docs\/)/);
      expect(signs.length).toBeGreaterThan(0);
    },
  );

  it("has special cases before what they are cases of", () => {
    const order = catalogue.map(({ code }) => code);
    const ranks = ["first", undefined, "last"];
    const late = catalogue.flatMap(({ code, rank, after = [] }) =>
      after.filter((each) => {
        const other = catalogue.find((row) => row.code === each);
        const isEarlier = order.indexOf(each) < order.indexOf(code) && order.includes(each);
        return !isEarlier && ranks.indexOf(other?.rank) >= ranks.indexOf(rank);
      }),
    );
    expect(late).toEqual([]);
  });

  it("is written for every Node that it runs on: no name of a group stands twice in a pattern", () => {
    const twice = catalogue.flatMap(({ signs }) =>
      signs.filter(({ source: pattern }) => {
        const names = [...pattern.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
        return new Set(names).size !== names.length;
      }),
    );
    expect(twice).toEqual([]);
  });

  it("has for every row a text that a tool has printed", () => {
    const shown = new Set([...recorded, ...cases, ...refused].map(({ code }) => code));
    expect(catalogue.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
    expect([...shown].filter((code) => !catalogue.some((row) => row.code === code))).toEqual([]);
  });
});

it("a text that is labelled as built is of a kind that a test builds", () => {
  const built = new Set([...cases, ...refused].map(({ code }) => code));
  expect(recorded.filter(({ code, source: from }) => from === "built" && !built.has(code))).toEqual([]);
});

describe("a text is of one row, and of no other", () => {
  it.each(recorded.map((each) => ({ ...each, title: `${each.code}: ${each.text.slice(0, 70)}` })))(
    "$title",
    async (each) => {
      const diagnosis = await diagnose(evidenceOf(each));
      expect(diagnosis.code).toBe(each.code);
      expect(diagnosis.cause).not.toMatch(
        /undefined(?! (?:reference|symbol|version|hidden|\(type))(?!: )|\[object|NaN|: :/,
      );
      expect(diagnosis.fix).not.toMatch(/undefined|\[object|NaN/);
      expect(diagnosis.cause).not.toMatch(/[.;:]$/);
      expect(describeDiagnosis(diagnosis)).not.toMatch(/collect2: error|\/tmp\/|;;/);
    },
  );

  it("also with what a build prints beside it", async () => {
    const beside = [...clean, "collect2: error: ld returned 1 exit status", "exit status 1"];
    for (const each of recorded.filter(({ stage = "build" }) => stage === "build")) {
      const text = [...beside.slice(0, 3), each.text, ...beside.slice(3)].join("\n");
      const { code } = await diagnose(evidenceOf({ ...each, text }));
      expect({ text: each.text, code }).toEqual({ text: each.text, code: each.code });
    }
  });

  it("no row has the signs of another's text, but those that any such failure ends with", async () => {
    const crossings: string[] = [];
    for (const each of recorded) {
      for (const row of catalogue.filter(({ code, rank }) => code !== each.code && rank !== "last")) {
        if (row.after?.some((code) => code === each.code) === true) {
          continue;
        }
        const evidence = evidenceOf(each);
        const found = await diagnose(evidence, [row]);
        if (found.code !== "unknown") {
          crossings.push(`${row.code} in ${each.text} (${each.code})`);
        }
      }
    }
    expect(crossings).toEqual([]);
  });
});

describe("what no row knows", () => {
  it.each(clean)("a clean log: %s", async (text) => {
    expect(await diagnose(evidenceOf({ text }))).toMatchObject({ code: "unknown" });
  });

  it("has the first line of the tool that failed for its headline, and says that this is all", async () => {
    const text = [...clean, "frobtool: cannot frob the nix", "collect2: error: ld returned 1 exit status"].join("\n");
    expect(describeDiagnosis(await diagnose(evidenceOf({ text })))).toBe(
      "frobtool: cannot frob the nix: cgo-cross has no explanation for this; read what was said before and after it in the log",
    );
    expect(await diagnose(evidenceOf({ text: "" }))).toMatchObject({ cause: "nothing was said of why it failed" });
  });
});
