import { describe, expect, it } from "vitest";
import { evaluate, hasReachedCode, isReached, type Preprocessing, readCText } from "../../src/golang/includes.ts";

/** Knows these macros, and that every other one in capitals is not defined. */
function knowing(values: Readonly<Record<string, number>>): Preprocessing {
  const isDefined = (name: string) => (name in values ? true : /^[A-Z]/.test(name) ? false : undefined);
  return {
    isDefined,
    valueOf: (name) => values[name] ?? (isDefined(name) === false ? 0 : undefined),
    hasInclude: (name) => (name === "there.h" ? true : name === "absent.h" ? false : undefined),
  };
}

const known = knowing({ __linux__: 1, LEVEL: 3 });

describe("readCText", () => {
  it("reads includes in brackets and quotes, with what must hold for each", () => {
    const text = [
      "#include <a.h>",
      '  #  include "b/b.h" // why',
      "#ifdef X",
      "#include <c.h>",
      "#elif Y > 1",
      "#include <d.h>",
      "#else",
      "#include <e.h>",
      "#endif",
      "#include MACRO",
      "#import <f.h>",
    ].join("\n");
    expect(readCText(text).includes.map((each) => [each.name, each.quoted, ...each.conditions])).toEqual([
      ["a.h", false],
      ["b/b.h", true],
      ["c.h", false, "defined(X)"],
      ["d.h", false, "Y > 1", "!(defined(X))"],
      ["e.h", false, "1", "!(defined(X))", "!(Y > 1)"],
      ["f.h", false],
    ]);
  });

  it("takes nothing of comments and strings, and reads directives across lines", () => {
    const text = [
      "/* usage:",
      "#include <comment.h>",
      "*/ // #include <line.h>",
      'const char *x = "/*";',
      "#define A 1 /* more",
      "#include <inner.h>",
      "*/",
      "#if defined(A) && \\",
      "    defined(B)",
      "#include <b.h>",
      "#endif",
      "char c = '\"';",
      "#include <last.h>",
    ].join("\n");
    const { includes, defines } = readCText(text);
    expect(includes.map(({ name }) => name)).toEqual(["b.h", "last.h"]);
    expect(includes[0]?.conditions[0]?.replaceAll(/\s+/g, " ")).toBe("defined(A) && defined(B)");
    expect(defines).toEqual(["A"]);
  });

  it.each(["#ifndef FOO_H", "#if !defined(FOO_H)", "#if !defined FOO_H"])("sees through a guard: %s", (guard) => {
    const { includes } = readCText(`${guard}\n#define FOO_H\n#include <a.h>\n#endif\n`);
    expect(includes.map((each) => isReached(each, knowing({})))).toEqual([true]);
  });
});

describe("evaluate", () => {
  it.each([
    ["1", 1],
    ["0x10 == 16", 1],
    ["defined(__linux__)", 1],
    ["defined __linux__ && !defined(_WIN32)", undefined],
    ["defined(ABSENT) && defined(_X)", 0],
    ["defined(LEVEL) || defined(_X)", 1],
    ["LEVEL >= 3 && LEVEL < 5L", 1],
    ["LEVEL - 1 == 2 * 1", 1],
    ["-LEVEL == 3", 0],
    ["ABSENT", 0],
    ["_X > 3", undefined],
    ["ABSENT(3, (4))", 0],
    ["__GNUC_PREREQ(3, 4) || 1", 1],
    ["!(LEVEL)", 0],
    ["__has_include(<there.h>)", 1],
    ['__has_include("absent.h") || 0', 0],
    ["", undefined],
    ["1 ? 2 : 3", undefined],
  ])("%s", (expression, value) => {
    expect(evaluate(expression, known)).toBe(value);
  });
});

describe("hasReachedCode", () => {
  it.each([
    ["", false],
    ["// int x;\n/* int y; */\n#include <stdio.h>\n#pragma once\n", false],
    ["int x;\n", true],
    ["#if !defined(SKIP) && defined(__linux__)\nint x;\n#endif\n", false],
    ["#ifdef __linux__\nint x;\n#else\nint y;\n#endif\n", true],
    ["#ifdef UNKNOWN\nint x;\n#endif\n", true],
    ['#ifndef __linux__\n#else\nchar *s = "#endif";\n#endif\n', false],
  ])("%j: %s", (text, expected) => {
    const known = {
      isDefined: (macro: string) => (macro === "__linux__" ? false : undefined),
      valueOf: () => undefined,
      hasInclude: () => undefined,
    };
    expect(hasReachedCode(text, known)).toBe(expected);
  });
});
