import { describe, expect, it } from "vitest";
import { makeTerminalLog } from "../../src/host/log.ts";
import { cutText, inertLine, visibleLines } from "../../src/host/text.ts";
import { parseCommand } from "../support/workflow-commands.ts";
import { drive } from "./drive.ts";

/** Output of a child that the runner would run as commands. */
const hostileLines = [
  "::error::x",
  "  ::error file=a.go::x",
  "\u00a0::warning::x",
  "text ##[error]x",
  "##[set-output name=a]b",
  "::set-output name=a::b",
  "::add-mask::a",
  "::stop-commands::pwned",
  "::endgroup::",
  "##[endgroup]",
  "::save-state name=isPost::true",
  "::set-env name=PATH::/tmp",
  "fine\r::error::after a carriage return",
  "fine\n::error::after a line feed",
  "\u001b[31m::error::coloured",
  "\u200b::error::zero width",
  "##\u200b[error]x",
  ":\u00ad:error::soft hyphen",
  "\u0085::error::next line",
  "\u2028::error::line separator",
  "\ufeff::error::byte order mark",
  "\u0000::error::nul",
  "#\u001b[0m#[error]x",
  "::00000000-0000-0000-0000-000000000000::",
  "::pause-logging::",
];

const nothingWrong = { failures: [], annotations: [], outputs: {}, state: {}, conclusion: "success" };

describe("the log on a GitHub host", () => {
  it("prints no commands inside a group, whatever a child prints", async () => {
    const run = await drive([
      { do: "log", title: "linux/arm64\n::error::x", lines: hostileLines },
      { do: "info", text: "after" },
    ]);
    expect(run).toMatchObject(nothingWrong);
    expect(run.commands.map(({ name }) => name)).toEqual(["group", "stop-commands", "endgroup"]);
    expect(run.log[0]).toBe("##[group]linux/arm64 ::error::x");
    expect(run.log.slice(-2)).toEqual(["##[endgroup]", "after"]);
  });

  it("prints no commands in plain lines, whatever a child prints", async () => {
    const run = await drive(
      hostileLines.flatMap((text) => [{ do: "info", text } as const, { do: "progress", text } as const]),
    );
    expect(run).toMatchObject({ ...nothingWrong, commands: [] });
  });

  it("uses a new stop token for each group", async () => {
    const first = await drive([{ do: "log", title: "one", lines: ["a"] }]);
    const token = first.commands.find(({ name }) => name === "stop-commands")?.data;
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    const run = await drive([{ do: "log", title: "two", lines: [`::${token}::`, "::error::x"] }]);
    expect(run).toMatchObject(nothingWrong);
  });

  it("prints the lines of a group unchanged but for control characters", async () => {
    const lines = ["a.c:1:2: error: 100% wrong", "", "\ttab \u001b[1mbold\u001b[0m", "grün", "bell\u0007", "50%\r100%"];
    const run = await drive([{ do: "log", title: "T", lines }]);
    expect(run.log.slice(2, -2)).toEqual([
      "a.c:1:2: error: 100% wrong",
      "",
      "\ttab bold",
      "grün",
      "bell\\u0007",
      "50%",
      "100%",
    ]);
  });

  it("makes annotations", async () => {
    const run = await drive([
      { do: "notice", text: "n" },
      { do: "warning", text: "two\r\nlines, 100%: ::error::x" },
      { do: "error", text: "##[error]e" },
    ]);
    expect(run.annotations.map(({ level, message }) => [level, message])).toEqual([
      ["notice", "n"],
      ["warning", "two\nlines, 100%: ::error::x"],
      ["error", "##[error]e"],
    ]);
  });

  it("puts an error beside the line that it is about", async () => {
    const place = { file: "c/simd.c", line: 3, column: 10 };
    const run = await drive([{ do: "error-at", text: "no header", title: "linux/arm64: build, failed", place }]);
    expect(run.commands).toContainEqual({
      name: "error",
      properties: { title: "linux/arm64: build, failed", file: "c/simd.c", line: "3", col: "10" },
      data: "no header",
    });
  });

  it("truncates a message that is too long for an annotation, and prints it whole in a group", async () => {
    const text = `${"x".repeat(5000)}\nlast line`;
    const run = await drive([{ do: "error", text }]);
    const [annotation] = run.annotations;
    expect(annotation?.message).toMatch(/^x{4000}x*… \(\d+ more characters; the log has the whole text\)$/);
    expect(annotation?.message.length).toBeLessThanOrEqual(4096);
    expect(run.log).toContain("x".repeat(5000));
    expect(run.log).toContain("last line");
  });

  it("prints progress at most once in five seconds", async () => {
    const run = await drive(["a", "b", "c"].map((text) => ({ do: "progress", text }) as const));
    expect(run.log).toEqual(["a"]);
  });
});

describe("inertLine", () => {
  it("leaves no command", () => {
    const lines = hostileLines.flatMap((line) => visibleLines(line)).map(inertLine);
    expect(lines.map((line) => parseCommand(line, "00000000-0000-0000-0000-000000000000"))).toEqual(
      lines.map(() => undefined),
    );
  });

  it("leaves other lines unchanged", () => {
    for (const line of ["std::string::npos", "a ::b", "# include <x>", "#[derive]", ""]) {
      expect(inertLine(line)).toBe(line);
    }
  });
});

describe("cutText", () => {
  it("keeps to the limit and tells how much is left out", () => {
    expect(cutText("x".repeat(100), 100)).toBe("x".repeat(100));
    const cut = cutText("x".repeat(200), 100);
    const [, kept = "", left] = /^(x+)… \((\d+) more/.exec(cut) ?? [];
    expect(kept.length + Number(left)).toBe(200);
    expect(cut.length).toBeLessThanOrEqual(100);
  });

  it("does not split a character", () => {
    for (const limit of [100, 101]) {
      expect(cutText("😀".repeat(100), limit)).not.toMatch(/\p{Cs}/u);
    }
  });
});

describe("the log on a terminal", () => {
  function record(options: { isTTY?: boolean; columns?: number; environment?: Record<string, string> } = {}) {
    let text = "";
    let now = 0;
    const terminal = { ...options, write: (part: string) => (text += part) };
    const log = makeTerminalLog(terminal, options.environment ?? {}, () => now);
    return { log, text: () => text, wait: (seconds: number) => (now += seconds * 1000) };
  }

  it("is plain text if standard error is not a terminal", () => {
    const { log, text } = record();
    log.info("one\u001b[31m line");
    log.notice("n");
    log.warning("two\nlines");
    log.error("broken", "linux/arm64");
    log.error("no header", "linux/arm64", { file: "simd.c", line: 3, column: 10 });
    log.group("Build", ["a", "::error::x", "b\rc"]);
    expect(text()).toBe(
      "one line\nnotice: n\nwarning: two\n  lines\nerror: linux/arm64: broken\n" +
        "error: simd.c:3:10: linux/arm64: no header\nBuild\n  a\n  ::error::x\n  b\n  c\n",
    );
  });

  it("prints progress at most once in five seconds if it cannot redraw the line", () => {
    const { log, text, wait } = record();
    for (const line of ["a", "b"]) {
      log.progress(line);
    }
    wait(4.9);
    log.progress("c");
    wait(0.1);
    log.progress("d");
    expect(text()).toBe("a\nd\n");
  });

  it("redraws the progress line and clears it before the next line", () => {
    const { log, text } = record({ isTTY: true, columns: 10 });
    log.progress("first");
    log.progress("a line that is too long");
    log.info("done");
    log.info("more");
    expect(text()).toBe("\r\u001b[2Kfirst\r\u001b[2Ka line th\r\u001b[2Kdone\nmore\n");
  });

  it("is coloured on a terminal, unless NO_COLOR or TERM=dumb is set", () => {
    const shown = (options: Parameters<typeof record>[0]) => {
      const { log, text } = record(options);
      log.error("x");
      return text();
    };
    expect(shown({ isTTY: true })).toBe("\u001b[31merror:\u001b[39m x\n");
    expect(shown({ isTTY: true, environment: { NO_COLOR: "" } })).toBe("\u001b[31merror:\u001b[39m x\n");
    for (const environment of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      expect(shown({ isTTY: true, environment })).toBe("error: x\n");
    }
    expect(shown({})).toBe("error: x\n");
  });
});
