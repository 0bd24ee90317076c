import { describe, expect, it } from "vitest";
import { makeListener, parseCommand } from "./workflow-commands.ts";

function listenTo(...lines: readonly string[]) {
  const listener = makeListener();
  for (const line of lines) {
    listener.onLine(line);
  }
  return listener;
}

describe("parseCommand", () => {
  it.each([
    ["a plain command", "::error::x", { name: "error", properties: {}, data: "x" }],
    ["leading white space and capitals", "  ::Error::x", { name: "error", properties: {}, data: "x" }],
    [
      "properties and escapes",
      "::error file=a.go,line=3,title=a%3Ab%2Cc::x%0Ay%25z",
      {
        name: "error",
        properties: { file: "a.go", line: "3", title: "a:b,c" },
        data: "x\ny%z",
      },
    ],
    ["the older syntax anywhere in a line", "text ##[warning]x", { name: "warning", properties: {}, data: "x" }],
    [
      "the older syntax with escapes",
      "##[set-output name=a%3Bb;c=d]1%5D",
      { name: "set-output", properties: { name: "a;b", c: "d" }, data: "1]" },
    ],
    ["an invisible character before it", "\u200b::error::x", { name: "error", properties: {}, data: "x" }],
    ["an escaped percent sign", "::error::%250A", { name: "error", properties: {}, data: "%0A" }],
  ])("finds a command: %s", (_, line, command) => {
    expect(parseCommand(line)).toEqual(command);
  });

  it.each([
    ["text before it", "text ::error::x"],
    ["no end", "::error"],
    ["an unknown name", "::unknown::x"],
    ["an unknown name in the older syntax", "##[unknown]x"],
    ["no end in the older syntax", "##[error"],
    ["a space between its colons", ": :error::x"],
    ["a backslash before it", "\\::error::x"],
    ["a backslash in the older syntax", "##\\[error]x"],
  ])("finds no command in a line with %s", (_, line) => {
    expect(parseCommand(line)).toBeUndefined();
  });
});

describe("makeListener", () => {
  it("shows groups and annotations as the log does", () => {
    const listener = listenTo("::group::Build", "a", "::endgroup::", "::error title=T::broken", "::notice::n");
    expect(listener.log).toEqual(["##[group]Build", "a", "##[endgroup]", "##[error]broken", "##[notice]n"]);
    expect(listener.annotations).toEqual([
      { level: "error", message: "broken", title: "T", kept: true },
      { level: "notice", message: "n", title: undefined, kept: true },
    ]);
  });

  it("runs no command between stop-commands and its token", () => {
    const listener = listenTo(
      "::stop-commands::Token-1",
      "::error::x",
      "##[error]x",
      "::other::",
      "::token-1::",
      "::error::y",
    );
    expect(listener.annotations.map(({ message }) => message)).toEqual(["y"]);
    expect(listener.commands.map(({ name }) => name)).toEqual(["stop-commands", "error"]);
  });

  it("rejects a token that is the name of a command, or empty", () => {
    expect(listenTo("::stop-commands::error", "::error::x").failures).toHaveLength(1);
    expect(listenTo("::stop-commands::").failures).toHaveLength(1);
  });

  it("keeps ten annotations of a level and 4096 characters of a message", () => {
    const listener = listenTo(
      ...Array.from({ length: 12 }, (_, index) => `::warning::${index}`),
      `::error::${"x".repeat(5000)}`,
    );
    expect(listener.annotations.filter(({ kept }) => kept)).toHaveLength(11);
    expect(listener.annotations.at(-1)?.message).toHaveLength(4096);
  });

  it("masks values of add-mask", () => {
    expect(listenTo("::add-mask::secret", "the secret is out").log).toEqual(["the *** is out"]);
  });

  it("fails the step for a disabled command", () => {
    expect(listenTo("::set-env name=A::1").failures).toEqual(["The `set-env` command is disabled."]);
    expect(listenTo("::add-path::/x").failures).toHaveLength(1);
  });

  it("accepts outputs and state by command, the old way", () => {
    const listener = listenTo("::set-output name=a::1", "::save-state name=b::2");
    expect(listener.outputs).toEqual(new Map([["a", "1"]]));
    expect(listener.state).toEqual(new Map([["b", "2"]]));
  });
});
