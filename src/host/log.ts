import { randomUUID } from "node:crypto";
import { styleText } from "node:util";
import { cutText, inertLine, visibleLines } from "./text.ts";
import type { Environment, Log, SourceLine } from "./types.ts";
import { describeCommand } from "./workflow-command.ts";

/** The runner truncates an annotation's message to so many characters (ExecutionContext, `_maxIssueMessageLength`). */
export const annotationLimit = 4096;

/** Seconds between two progress lines where a line cannot be redrawn. */
const progressSeconds = 5;

/** A clock in milliseconds that never goes back. */
type Clock = () => number;

/**
 * The log of a step on a runner, written as workflow commands to standard output. Nothing that is passed in can act as a
 * command: lines are made inert, and a group's lines are printed between `::stop-commands::` and a random token. A message
 * that is too long for an annotation is cut there and printed whole in a group.
 */
export function makeGithubLog(clock: Clock = () => performance.now()): Log {
  const due = makeThrottle(clock);

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
    info,
    notice: (message) => annotate("notice", message),
    warning: (message, place) => annotate("warning", message, placeProperties(place)),
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

/** What the log needs of standard error. */
export type Terminal = {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/**
 * The log of a run at a terminal: plain text, coloured only on a terminal and without NO_COLOR (no-color.org), with a
 * progress line that is redrawn in place. Standard output is left to the command's results.
 */
export function makeTerminalLog(terminal: Terminal, environment: Environment, clock?: Clock): Log {
  const due = makeThrottle(clock ?? (() => performance.now()));
  const interactive = terminal.isTTY === true && environment["TERM"] !== "dumb";
  const coloured = interactive && (environment["NO_COLOR"] ?? "") === "";
  // Without validateStream, since styleText would look at this process's own streams and environment.
  const paint = (style: Style, text: string) => (coloured ? styleText(style, text, { validateStream: false }) : text);
  let drawn = false;

  function print(lines: readonly string[]): void {
    terminal.write(`${drawn ? clearLine : ""}${lines.map((line) => `${line}\n`).join("")}`);
    drawn = false;
  }

  function annotate(kind: string, style: Style, message: string, title?: string): void {
    const [first = "", ...rest] = visibleLines(message);
    const head = title === undefined ? "" : `${visibleLines(title).join(" ")}: `;
    print([`${paint(style, `${kind}:`)} ${head}${first}`, ...rest.map((line) => `  ${line}`)]);
  }

  return {
    info: (text) => print(visibleLines(text)),
    notice: (message) => annotate("notice", "cyan", message),
    warning: (message, place) => annotate("warning", "yellow", message, placeName(place)),
    error: (message, title, place) => {
      const head = [placeName(place), title].filter((part) => part !== undefined);
      annotate("error", "red", message, head.length === 0 ? undefined : head.join(": "));
    },
    group(title, lines) {
      const head = paint("bold", visibleLines(title).join(" "));
      print([head, ...lines.flatMap(visibleLines).map((line) => `  ${line}`)]);
    },
    progress(text) {
      const line = visibleLines(text).join(" ");
      if (!interactive) {
        if (due()) {
          print([line]);
        }
        return;
      }
      terminal.write(`${clearLine}${line.slice(0, (terminal.columns ?? 80) - 1)}`);
      drawn = line !== "";
    },
  };
}

/** As compilers write it: `main.c:3:10`. */
function placeName(place: SourceLine | undefined): string | undefined {
  return place && [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

const clearLine = "\r\u001b[2K";

type Style = "bold" | "red" | "yellow" | "cyan";

/** The same log, whose messages are put into other words; lines of children stay as they are. */
export function reworded(log: Log, words: (message: string) => string): Log {
  return {
    info: (line) => log.info(words(line)),
    notice: (message) => log.notice(words(message)),
    warning: (message, place) => log.warning(words(message), place),
    error: (message, title) => log.error(words(message), title),
    group: (title, lines) => log.group(words(title), lines),
    progress: (line) => log.progress(line),
  };
}

/** A function that returns true at its first call, and then at most once every progressSeconds. */
function makeThrottle(clock: Clock): () => boolean {
  let next = Number.NEGATIVE_INFINITY;
  return () => {
    if (clock() < next) {
      return false;
    }
    next = clock() + progressSeconds * 1000;
    return true;
  };
}
