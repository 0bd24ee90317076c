import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { makeTerminalLog } from "../../src/host/log.ts";
import type { Clock } from "../../src/host/steps.ts";
import { terminalStyle } from "../../src/host/terminal.ts";
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
    expect(run.annotations.map(({ level, message, title }) => [level, message, title])).toEqual([
      ["notice", "n", undefined],
      ["warning", "two\nlines, 100%: ::error::x", "no-cache"],
      ["error", "##[error]e", undefined],
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
  type Options = { isTTY?: boolean; columns?: number; rows?: number; environment?: Record<string, string> };

  function record(options: Options = {}) {
    let text = "";
    const { clock, wait } = fakeClock();
    const terminal = { ...options, write: (part: string) => (text += part) };
    const log = makeTerminalLog(terminal, options.environment ?? {}, clock);
    return { log, text: () => text, screen: () => rendered(text), wait };
  }

  it("is plain text if standard error is not a terminal", () => {
    const { log, text } = record();
    log.info("one\u001b[31m line");
    log.notice("n");
    log.warning({ code: "cache-not-read", text: "two\nlines" }, { file: "main.go", line: 7 });
    log.warning({ code: "cache-not-read", text: "again" });
    log.warning({ code: "no-cache", text: "another" });
    log.error("broken", "linux/arm64");
    log.error("no header", "linux/arm64", { file: "simd.c", line: 3, column: 10 });
    log.group("Build", ["a", "::error::x", "b\rc"]);
    expect(text()).toBe(
      "one line\nnotice: n\nwarning: main.go:7: two\n  lines (cgo-cross help cache-not-read)\n" +
        "warning: again\nwarning: another (cgo-cross help no-cache)\nerror: linux/arm64: broken\n" +
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
    const { log, screen } = record({ isTTY: true, columns: 10 });
    log.progress("first");
    expect(screen()).toBe("first\n");
    log.progress("a line that is too long");
    expect(screen()).toBe("a line th\n");
    log.info("done");
    log.info("more");
    expect(screen()).toBe("done\nmore\n");
  });

  it("has a table of what is under way below what is printed, and redraws it each second", () => {
    const { log, screen, wait } = record({ isTTY: true, columns: 60 });
    log.step("linux/amd64", { kind: "working", text: "building" });
    log.step("linux/s390x", { kind: "waiting", text: "waiting for its compiler" });
    log.step("linux/s390x", { kind: "waiting", text: "waiting for its compiler", detail: "fetching 12.3 of 42.0 MB" });
    log.info("a line");
    wait(41);
    expect(screen()).toBe("a line\n▸ linux/amd64  building, 41 s\n· linux/s390x  fetching 12.3 of 42.0 MB, 41 s\n");
    log.step("linux/amd64", { kind: "done", text: "done in 41 s" });
    log.step("linux/s390x", { kind: "failed", text: "failed (toolchain) after 41 s" });
    log.group("linux/s390x: FAILED", ["why"]);
    wait(10);
    expect(screen()).toBe(
      "a line\nlinux/s390x: FAILED\n  why\n✓ linux/amd64  done in 41 s\n✗ linux/s390x  failed (toolchain) after 41 s\n",
    );
    log.step("linux/amd64", undefined);
    log.step("linux/s390x", undefined);
    expect(screen()).toBe("a line\nlinux/s390x: FAILED\n  why\n");
  });

  it("shows as many steps as there is room for, what is worked on first, none wider than the terminal", () => {
    const { log, screen } = record({ isTTY: true, columns: 30, rows: 7 });
    for (const at of [1, 2, 3, 4]) {
      log.step(`linux/done${at}`, { kind: "done", text: "done in 1 s" });
    }
    log.step("linux/w", { kind: "waiting", text: "waiting for the targets it is joined from" });
    log.step("linux/a", { kind: "working", text: "building" });
    log.step("linux/b", { kind: "failed", text: "failed" });
    expect(screen()).toBe(
      "· linux/w  waiting for the t…\n▸ linux/a  building\n✗ linux/b  failed\n  and 4 more: 4 done\n",
    );
  });

  it("says every half a minute what is worked on if it cannot redraw lines", () => {
    const { log, text, wait } = record();
    log.step("linux/arm64", { kind: "working", text: "building" });
    log.step("linux/s390x", { kind: "waiting", text: "waiting for its turn" });
    wait(25);
    expect(text()).toBe("");
    wait(45);
    expect(text()).toBe("linux/arm64: building, 30 s\nlinux/arm64: building, 1 min\n");
    log.step("linux/arm64", { kind: "done", text: "done in 1 min 10 s" });
    log.step("linux/s390x", undefined);
    wait(100);
    expect(text().split("\n")).toHaveLength(3);
  });

  it("says what is fetched in the line of a long step alone if it cannot redraw lines", () => {
    const { log, text, wait } = record();
    const fetch = (name: string, detail?: string) =>
      log.step(name, { kind: "waiting", text: "waiting for its compiler", detail });
    fetch("linux/arm64");
    fetch("linux/s390x");
    for (const megabytes of [1, 2, 3]) {
      fetch("linux/arm64", `fetching ${megabytes}.0 of 4.0 MB`);
      fetch("linux/s390x", `fetching ${megabytes}.0 of 4.0 MB`);
      wait(10);
    }
    expect(text()).toBe("linux/arm64, linux/s390x: waiting for its compiler (fetching 3.0 of 4.0 MB), 30 s\n");
  });

  it("says what is waited for where nothing is worked on, once for all that wait for the same", () => {
    const { log, text, wait } = record();
    for (const at of [1, 2, 3, 4, 5]) {
      const detail = "fetching 12.3 of 42.0 MB";
      log.step(`linux/t${at}`, { kind: "waiting", text: "waiting for its compiler", detail });
    }
    wait(30);
    expect(text()).toBe(
      "linux/t1, linux/t2, linux/t3 and 2 more: waiting for its compiler (fetching 12.3 of 42.0 MB), 30 s\n",
    );
  });

  it.each<[string, Options, boolean]>([
    ["a terminal", { isTTY: true }, true],
    ["a pipe", {}, false],
    ["an empty NO_COLOR", { isTTY: true, environment: { NO_COLOR: "" } }, true],
    ["NO_COLOR", { isTTY: true, environment: { NO_COLOR: "1" } }, false],
    ["TERM=dumb", { isTTY: true, environment: { TERM: "dumb" } }, false],
    ["FORCE_COLOR through a pipe", { environment: { FORCE_COLOR: "1" } }, true],
    ["an empty FORCE_COLOR", { environment: { FORCE_COLOR: "" } }, false],
    ["FORCE_COLOR=0", { isTTY: true, environment: { FORCE_COLOR: "0" } }, false],
    ["FORCE_COLOR and NO_COLOR", { environment: { FORCE_COLOR: "3", NO_COLOR: "1" } }, true],
  ])("has colours or not: %s", (_, options, coloured) => {
    const { log, text } = record(options);
    log.error("x");
    expect(text()).toBe(coloured ? "\u001b[31merror:\u001b[39m x\n" : "error: x\n");
    expect(terminalStyle(options, options.environment ?? {}).coloured).toBe(coloured);
  });
});

/** A clock that goes on when it is told to. */
function fakeClock(): { readonly clock: Clock; readonly wait: (seconds: number) => void } {
  let now = 0;
  const timers = new Set<{ readonly milliseconds: number; readonly tick: () => void; next: number }>();
  return {
    clock: {
      now: () => now,
      every(milliseconds, tick) {
        const timer = { milliseconds, tick, next: now + milliseconds };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    wait(seconds) {
      const end = now + seconds * 1000;
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.next <= end).sort((one, other) => one.next - other.next);
        if (next === undefined) {
          break;
        }
        now = next.next;
        next.next += next.milliseconds;
        next.tick();
      }
      now = end;
    },
  };
}

/** What is on the screen after all that was written: what was gone up to and erased is not. */
function rendered(text: string): string {
  const up = new RegExp(String.raw`\r${"\u001b"}\[(\d+)A${"\u001b"}\[0J`, "g");
  const parts = text.split(up);
  let screen = "";
  for (let at = 0; at < parts.length; at += 2) {
    screen += parts[at] ?? "";
    const lines = Number(parts[at + 1] ?? 0);
    screen =
      lines === 0
        ? screen
        : screen
            .split("\n")
            .slice(0, -1 - lines)
            .concat("")
            .join("\n");
  }
  return stripVTControlCharacters(screen);
}
