import type { Environment } from "./types.ts";

/** What the log and the report need of standard error. */
export type Terminal = {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

export type TerminalStyle = {
  /** Lines can be redrawn in place. */
  readonly interactive: boolean;
  readonly coloured: boolean;
};

/** A terminal that does not say how large it is has the size that most have had; it says 0 then. */
export function terminalSize(terminal: Terminal): { readonly columns: number; readonly rows: number } {
  return { columns: terminal.columns || (terminal.isTTY === true ? 80 : 120), rows: terminal.rows || 24 };
}

/**
 * Decided here for everything that is written there. FORCE_COLOR gives colours through a pipe too, and takes them away where
 * it is `0` or `false`, before all others, as Node has it (tty, `getColorDepth`); NO_COLOR and TERM=dumb take them away
 * (no-color.org, terminfo(5)). A variable that is empty counts as absent.
 */
export function terminalStyle(terminal: Pick<Terminal, "isTTY">, environment: Environment): TerminalStyle {
  const interactive = terminal.isTTY === true && environment["TERM"] !== "dumb";
  const forced = environment["FORCE_COLOR"] ?? "";
  const refused = (environment["NO_COLOR"] ?? "") !== "";
  return {
    interactive,
    coloured: forced === "" ? interactive && !refused : forced !== "0" && forced !== "false",
  };
}
