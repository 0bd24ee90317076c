import { byteSize } from "../host/units.ts";
import { duration, plainText, shortened } from "./format.ts";
import { binariesOf, describeStage, isSetupOnly, programName, type Stage, shownName, toolchainOf } from "./outcomes.ts";
import type { BinaryResult, RunOutcome, RunResult, TargetResult, ToolchainResult } from "./results.ts";

/** One line of a cell. A mark always comes with words, so that a report can be read without symbols. */
export type CellLine = {
  readonly mark: "good" | "bad" | "none" | undefined;
  readonly text: string;
  /** The same in fewer words, where there is little room. */
  readonly short: string;
};

/** What one column says about one target: one line, or one line per binary where the binaries differ. Plain text. */
export type Cell = readonly CellLine[];

export type ColumnName =
  | "target"
  | "binary"
  | "cgo"
  | "compiler"
  | "linkage"
  | "size"
  | "time"
  | "verify"
  | "run"
  | "toolchain";

export type TableRow = {
  readonly cells: Readonly<Record<ColumnName, Cell>>;
  readonly failed: boolean;
  readonly seconds: number;
};

/** The table that the summary and the terminal show. */
export type Table = { readonly columns: readonly ColumnName[]; readonly rows: readonly TableRow[] };

/** Longer explanations make a table unreadable; the manifest has them whole. */
const longestText = 100;

/** One row per target, without the columns that would be empty in every row. */
export function describeTable(result: RunResult): Table {
  const rows = result.targets.map((target) => describeRow(result, target));
  if (isSetupOnly(result)) {
    return { columns: ["target", "compiler", "toolchain", "cgo"], rows };
  }
  const several = result.targets.some((target) => binariesOf(target).length > 1);
  const binary: readonly ColumnName[] = several ? ["binary"] : [];
  // First what a narrow screen should show.
  const rest: readonly ColumnName[] = ["verify", "run", "size", "time", "linkage", "compiler", "toolchain", "cgo"];
  return { columns: ["target", ...binary, ...rest], rows };
}

function describeRow(result: RunResult, target: TargetResult): TableRow {
  const toolchain = toolchainOf(result, target);
  const binaries = binariesOf(target);
  const each = (describe: (binary: BinaryResult) => CellLine): Cell => eachBinary(binaries, describe);
  return {
    failed: target.outcome.kind === "failed",
    seconds: target.seconds,
    cells: {
      target: targetCell(target),
      binary: binaries.length === 0 ? [nothing("none")] : binaries.map((b) => words(programName(target.target, b))),
      cgo: [cgoLine(target)],
      compiler: compilerCell(target, toolchain),
      linkage: each(({ described: { linkage } }) => words(linkage.text, linkage.short)),
      size: each(({ bytes }) => words(byteSize(bytes))),
      // A target whose toolchain could not be installed was never started.
      time: [target.seconds > 0 ? words(duration(target.seconds)) : nothing("none")],
      verify: verifiedCell(target),
      run: runCell(target),
      toolchain: toolchainCell(target, toolchain),
    },
  };
}

function line(mark: CellLine["mark"], text: string, short: string = text): CellLine {
  return { mark, text: shortened(plainText(text), longestText), short: shortened(plainText(short), longestText) };
}

function words(text: string, short?: string): CellLine {
  return line(undefined, text, short);
}

function good(text: string, short?: string): CellLine {
  return line("good", text, short);
}

function bad(text: string, short?: string): CellLine {
  return line("bad", text, short);
}

function nothing(text: string, short?: string): CellLine {
  return line("none", text, short);
}

/** One line per binary; a single one where all say the same. */
function eachBinary(binaries: readonly BinaryResult[], describe: (binary: BinaryResult) => CellLine): Cell {
  const lines = binaries.map(describe);
  const [first = nothing("none")] = lines;
  return lines.every(({ mark, text }) => mark === first.mark && text === first.text) ? [first] : lines;
}

function targetCell({ target, outcome }: TargetResult): Cell {
  const name = shownName(target);
  return [outcome.kind === "failed" ? bad(`${name}: ${describeStage(outcome)}`, name) : good(name)];
}

/** It was not even begun. */
function isRefused(outcome: TargetResult["outcome"]): boolean {
  return outcome.kind === "failed" && outcome.stage === "plan";
}

function cgoLine({ cgo, outcome }: TargetResult): CellLine {
  if (isRefused(outcome)) {
    return nothing("none");
  }
  const state = cgo.enabled ? "on" : "off";
  return words(`${state} (${cgo.reason})`, state);
}

/**
 * `gcc 12.2.0` of the version line `aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0`: the triple is the target's, and the
 * list of toolchains has the whole line.
 */
function compilerCell(target: TargetResult, toolchain: ToolchainResult | undefined): Cell {
  if (toolchain === undefined) {
    return [
      isRefused(target.outcome) || target.cgo.enabled || target.toolchain !== undefined
        ? nothing("none")
        : nothing("Go alone"),
    ];
  }
  const { triple, compiler } = toolchain;
  const line = compiler.replaceAll(/(?<! ) *\([^()]*\)/g, "");
  return [words(triple !== undefined && line.startsWith(`${triple}-`) ? line.slice(triple.length + 1) : line)];
}

const sources: Readonly<Record<ToolchainResult["source"], string>> = {
  host: "this machine's",
  disk: "on disk",
  cache: "from cache",
  download: "downloaded",
};

function toolchainCell(target: TargetResult, toolchain: ToolchainResult | undefined): Cell {
  if (toolchain !== undefined) {
    return [words(sources[toolchain.source])];
  }
  if (target.outcome.kind === "failed" && target.outcome.stage === "toolchain") {
    return [bad("failed")];
  }
  return [nothing(target.toolchain === undefined && !isRefused(target.outcome) ? "none needed" : "none")];
}

const checks: Readonly<Record<Exclude<ToolchainResult["checked"], undefined>, string>> = {
  index: ", checked by the signed index",
  lock: ", checked by the lock",
  hash: ", checked by its hash",
  record: ", checked by its record",
};

/** Where a toolchain came from, what that cost and what it was verified against: `downloaded: 61.2 MB in 5.1 s, checked by…`. */
export function describeSource({
  source,
  checked,
  seconds,
  bytesDownloaded,
}: Pick<ToolchainResult, "source" | "checked" | "seconds" | "bytesDownloaded">): string {
  const check = checked === undefined ? "" : checks[checked];
  switch (source) {
    case "host":
    case "disk":
      return `${sources[source]}${check}`;
    case "cache":
      return `${sources[source]} in ${duration(seconds)}${check}`;
    case "download":
      return `${sources[source]}: ${byteSize(bytesDownloaded)} in ${duration(seconds)}${check}`;
  }
}

const stages: readonly Stage[] = ["plan", "toolchain", "build", "verify", "run", "test", "publish"];

/**
 * The cell of a target that failed in one stage, in the column of another. A stage before the one that failed may have
 * passed or been skipped (without its emulator a run fails before anything is verified), so no success is claimed for it.
 */
function stageCell(failedIn: Stage, column: Stage): Cell {
  if (failedIn === column) {
    return [bad("failed")];
  }
  return [nothing(stages.indexOf(failedIn) < stages.indexOf(column) ? "not reached" : "not recorded")];
}

function verifiedCell(target: TargetResult): Cell {
  if (target.outcome.kind === "failed") {
    return stageCell(target.outcome.stage, "verify");
  }
  return eachBinary(target.outcome.binaries, (binary) => good(describeIdentity(binary)));
}

function runCell(target: TargetResult): Cell {
  if (target.outcome.kind === "failed") {
    return stageCell(target.outcome.stage, "run");
  }
  return eachBinary(target.outcome.binaries, ({ run }) => describeRun(run));
}

function describeRun(run: RunOutcome): CellLine {
  switch (run.kind) {
    case "not-asked":
      return nothing("not run");
    case "not-run":
      return nothing(`not run: ${run.reason}`, "not run");
    case "passed": {
      const time = duration(run.seconds);
      return good(run.emulator === undefined ? time : `${time} (${run.emulator})`, time);
    }
  }
}

/** What the headers say the file is: `ELF arm64`, `ELF arm v7`, `Mach-O amd64 + arm64`. */
function describeIdentity({ described, facts }: BinaryResult): string {
  if (facts.slices !== undefined) {
    return `${described.format} ${facts.slices.map(({ arch, machine }) => arch ?? machine).join(" + ")}`;
  }
  const parts = [described.format, facts.arch ?? facts.machine, facts.arm?.level];
  return parts.filter((part) => part !== undefined).join(" ");
}
