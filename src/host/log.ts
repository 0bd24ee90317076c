import { randomUUID } from "node:crypto";
import { stripVTControlCharacters, styleText } from "node:util";
import { describeLiveTable } from "./live-table.ts";
import { helpCommand } from "./problem.ts";
import { type Clock, lineTick, makeStepLines, makeSteps, realClock } from "./steps.ts";
import { type Terminal, terminalSize, terminalStyle } from "./terminal.ts";
import { cutText, inertLine, visibleLines } from "./text.ts";
import type { Environment, Log, LogWarning, SourceLine } from "./types.ts";
import { describeCommand } from "./workflow-command.ts";

/** The runner truncates an annotation's message to so many characters (ExecutionContext, `_maxIssueMessageLength`). */
export const annotationLimit = 4096;

/** Seconds between two progress lines where a line cannot be redrawn. */
const progressSeconds = 5;

/**
 * The log of a step on a runner, written as workflow commands to standard output. Nothing that is passed in can act as a
 * command: lines are made inert, and a group's lines are printed between `::stop-commands::` and a random token. A message
 * that is too long for an annotation is cut there and printed whole in a group.
 */
export function makeGithubLog(clock: Clock = realClock): Log {
  const due = makeThrottle(clock.now);

  function group(title: string, lines: readonly string[]): void {
    print(describeCommand("group", inertLine(visibleLines(title).join(" "))));
    const token = randomUUID();
    print(`::stop-commands::${token}`);
    const shown = lines.flatMap(visibleLines).map(inertLine);
    if (shown.length > 0) {
      print(shown.join("\n"));
    }
    print(`::${token}::`);
    print(describeCommand("endgroup", ""));
  }

  function annotate(level: "notice" | "warning" | "error", message: string, properties: Properties = {}): void {
    const lines = visibleLines(message);
    const whole = lines.join("\n");
    print(describeCommand(level, cutText(whole, annotationLimit), properties));
    if (whole.length > annotationLimit) {
      group("The whole message", lines);
    }
  }

  const info = (text: string) => {
    for (const line of visibleLines(text)) {
      print(inertLine(line));
    }
  };

  return {
    ...makeLineSteps(clock, info),
    info,
    notice: (message) => annotate("notice", message),
    ...rememberWarnings(({ code, text }, place) =>
      annotate("warning", text, { title: code, ...placeProperties(place) }),
    ),
    error: (message, title, place) =>
      annotate("error", message, { title: title && visibleLines(title).join(" "), ...placeProperties(place) }),
    group,
    progress(line) {
      if (due()) {
        info(line);
      }
    },
  };
}

type Properties = NonNullable<Parameters<typeof describeCommand>[2]>;

function placeProperties(place: SourceLine | undefined): Properties {
  return place === undefined ? {} : { file: place.file, line: place.line, col: place.column };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** @param warn `isNew`: nothing of that kind was warned of before. */
function rememberWarnings(
  warn: (...given: [...Parameters<Log["warning"]>, isNew: boolean]) => void,
): Pick<Log, "warning" | "warnings"> {
  const all: LogWarning[] = [];
  return {
    warning(warning, place) {
      const isNew = all.every(({ code }) => code !== warning.code);
      all.push({ ...warning, place });
      warn(warning, place, isNew);
    },
    warnings: () => [...all],
  };
}

/** Steps where lines cannot be redrawn: of their details only what the line of a long step says. */
function makeLineSteps(clock: Clock, print: (line: string) => void): Pick<Log, "step" | "steps"> {
  const linesOf = makeStepLines();
  const tick = () => {
    for (const line of linesOf(steps.all())) {
      print(line);
    }
  };
  const steps = makeSteps(clock, { milliseconds: lineTick, tick });
  return {
    step: (name, step) => void steps.set(name, step),
    steps: () => steps.all(),
  };
}

/**
 * The log of a run at a terminal: plain text, coloured as terminalStyle has it, with what is under way below it, redrawn in
 * place. Standard output is left to the command's results.
 */
export function makeTerminalLog(terminal: Terminal, environment: Environment, clock: Clock = realClock): Log {
  const { interactive, coloured } = terminalStyle(terminal, environment);
  // Without validateStream, since styleText would look at this process's own streams and environment.
  const paint = (style: Style, text: string) => (coloured ? styleText(style, text, { validateStream: false }) : text);
  const lines = (texts: readonly string[]) => texts.map((line) => `${line}\n`).join("");
  const { print, ...below } = interactive
    ? makeLiveRegion(terminal, { paint, clock })
    : makeLines((texts) => void terminal.write(lines(texts)), clock);

  function annotate(kind: string, style: Style, message: string, title?: string): void {
    const [first = "", ...rest] = visibleLines(message);
    const head = title === undefined ? "" : `${visibleLines(title).join(" ")}: `;
    print([`${paint(style, `${kind}:`)} ${head}${first}`, ...rest.map((line) => `  ${line}`)]);
  }

  return {
    ...below,
    info: (text) => print(visibleLines(text)),
    notice: (message) => annotate("notice", "cyan", message),
    ...rememberWarnings(({ code, text }, place, isNew) =>
      annotate("warning", "yellow", isNew ? `${text} (${helpCommand(code)})` : text, placeName(place)),
    ),
    error: (message, title, place) => {
      const head = [placeName(place), title].filter((part) => part !== undefined);
      annotate("error", "red", message, head.length === 0 ? undefined : head.join(": "));
    },
    group(title, texts) {
      const head = paint("bold", visibleLines(title).join(" "));
      print([head, ...texts.flatMap(visibleLines).map((line) => `  ${line}`)]);
    },
  };
}

/** Where lines stay, and what is printed as what is under way differs. */
type Printing = Pick<Log, "progress" | "step" | "steps"> & { print(lines: readonly string[]): void };

function makeLines(print: Printing["print"], clock: Clock): Printing {
  const due = makeThrottle(clock.now);
  return {
    ...makeLineSteps(clock, (line) => print([line])),
    print,
    progress(text) {
      if (due()) {
        print([visibleLines(text).join(" ")]);
      }
    },
  };
}

/** Milliseconds between two drawings of the table as long as nothing else than times and sizes differs. */
const liveTick = 1000;
const detailTick = 200;

/** Lines that stay, and below them a table of what is under way, with a line for progress apart from that, redrawn in place. */
function makeLiveRegion(
  terminal: Terminal,
  { paint, clock }: { readonly paint: Paint; readonly clock: Clock },
): Printing {
  let drawn: readonly number[] = [];
  let drawnAt = Number.NEGATIVE_INFINITY;
  let progress = "";

  /** Where the terminal was made narrower, it has broken what was drawn into more lines. */
  function erase(): string {
    const { columns } = terminalSize(terminal);
    const up = drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return up === 0 ? "" : `\r\u001b[${up}A\u001b[0J`;
  }

  function draw(above: readonly string[] = []): void {
    const { columns, rows: all } = terminalSize(terminal);
    // What scrolls out of the screen can no longer be erased.
    const rows = Math.max(1, all - 3);
    const table = describeLiveTable(steps.all(), { columns, rows, paint });
    const below = [...table, ...(progress === "" ? [] : [progress.slice(0, columns - 1)])];
    const text = [...above, ...below].map((line) => `${line}\n`).join("");
    terminal.write(`${erase()}${text}`);
    drawn = below.map((line) => stripVTControlCharacters(line).length);
    drawnAt = clock.now();
  }

  const steps = makeSteps(clock, { milliseconds: liveTick, tick: () => draw() });
  return {
    print(lines) {
      progress = "";
      draw(lines);
    },
    progress(text) {
      progress = visibleLines(text).join(" ");
      draw();
    },
    step(name, step) {
      const change = steps.set(name, step);
      if (change === "step" || (change === "detail" && clock.now() - drawnAt >= detailTick)) {
        progress = "";
        draw();
      }
    },
    steps: () => steps.all(),
  };
}

/** As compilers write it: `main.c:3:10`. */
function placeName(place: SourceLine | undefined): string | undefined {
  return place && [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

type Style = "bold" | "red" | "yellow" | "cyan" | "green" | "dim";
type Paint = (style: Style, text: string) => string;

/** The same log, whose messages are put into other words; lines of children stay as they are. */
export function reworded(log: Log, words: (message: string) => string): Log {
  return {
    info: (line) => log.info(words(line)),
    notice: (message) => log.notice(words(message)),
    ...rememberWarnings((warning, place) => log.warning({ ...warning, text: words(warning.text) }, place)),
    error: (message, title, place) => log.error(words(message), title, place),
    group: (title, lines) => log.group(words(title), lines),
    progress: (line) => log.progress(line),
    step: (name, step) => log.step(name, step),
    steps: () => log.steps(),
  };
}

/** A function that returns true at its first call, and then at most once every progressSeconds. */
function makeThrottle(now: () => number): () => boolean {
  let next = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() < next) {
      return false;
    }
    next = now() + progressSeconds * 1000;
    return true;
  };
}
