import { describe, expect, it } from "vitest";
import { parseAssignments, parsePaths } from "./command-files.ts";

describe("parseAssignments", () => {
  it.each([
    ["a plain assignment", "A=1\n", [{ name: "A", value: "1" }]],
    ["an empty value", "A=\n", [{ name: "A", value: "" }]],
    ["a value with = and << after the =", "A=b=c<<d\n", [{ name: "A", value: "b=c<<d" }]],
    ["no line end at the end", "A=1", [{ name: "A", value: "1" }]],
    [
      "empty lines between",
      "\n\nA=1\n\nB=2\n",
      [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
    ],
    ["a heredoc", "A<<EOF\none\ntwo\nEOF\n", [{ name: "A", value: "one\ntwo" }]],
    ["an empty heredoc", "A<<EOF\nEOF\n", [{ name: "A", value: "" }]],
    ["a heredoc of one empty line", "A<<EOF\n\n\nEOF\n", [{ name: "A", value: "\n" }]],
    ["assignments inside of a heredoc", "A<<EOF\nB=2\nC<<X\nEOF\n", [{ name: "A", value: "B=2\nC<<X" }]],
    ["a delimiter with spaces", "A<< x \n1\n x \n", [{ name: "A", value: "1" }]],
    ["a carriage return, which is part of the value", "A=1\r\n", [{ name: "A", value: "1\r" }]],
    ["a name with spaces", "A B=1\n", [{ name: "A B", value: "1" }]],
  ])("reads %s", (_, text, assignments) => {
    expect(parseAssignments(text)).toEqual(assignments);
  });

  it.each([
    ["a heredoc without its end", "A<<EOF\none\n", "Matching delimiter not found 'EOF'"],
    ["a delimiter that only begins a line", "A<<EOF\nEOFX\n EOF\n", "Matching delimiter not found 'EOF'"],
    ["a line that is neither", "nothing\n", "Invalid format 'nothing'"],
    ["an assignment without a name", "=1\n", "Name must not be empty"],
    ["a heredoc without a name", "<<EOF\nEOF\n", "Name must not be empty"],
    ["a heredoc without a delimiter", "A<<\n\n", "delimiter must not be empty"],
  ])("rejects %s", (_, text, message) => {
    expect(() => parseAssignments(text)).toThrow(message);
  });
});

describe("parsePaths", () => {
  it("reads every line as a directory, so that a line break in one makes two", () => {
    expect(parsePaths("/a\n\n/b c\r\n/d\r/e\n")).toEqual(["/a", "/b c", "/d", "/e"]);
  });

  it("keeps the last of duplicates", () => {
    expect(parsePaths("/a\n/b\n/a\n")).toEqual(["/b", "/a"]);
  });
});
