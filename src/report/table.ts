import { byteSize } from "../host/units.ts";
import { duration, plainText, shortened } from "./format.ts";
import { binariesOf, describeStage, shownName, toolchainOf } from "./outcomes.ts";
import type { BinaryResult, RunResult, TargetResult, ToolchainResult } from "./results.ts";

/** What one column says about one target, plain text: a line, one for each binary where the binaries differ, or none. */
export type Cell = readonly string[];

/** What was made of a target, with what and in which time. */
export type TimesRow = {
  readonly target: Cell;
  readonly time: Cell;
  readonly compiler: Cell;
  readonly verify: Cell;
  readonly linkage: Cell;
  readonly cgo: Cell;
};

/** Longer explanations make a table unreadable; the manifest has them whole. */
const longestText = 100;
const longestReason = 60;

/** One row per target. */
export function describeTimes(result: RunResult): readonly TimesRow[] {
  return result.targets.map((target) => {
    const binaries = binariesOf(target);
    return {
      target: [targetText(target)],
      // A target whose toolchain could not be installed was never started.
      time: target.seconds > 0 ? [duration(target.seconds)] : [],
      compiler: compilerCell(target, toolchainOf(result, target)),
      verify: eachBinary(binaries, describeIdentity),
      linkage: eachBinary(binaries, ({ described: { linkage } }) => linkage.text),
      cgo: isRefused(target) ? [] : [describeCgo(target)],
    };
  });
}

/** One line per binary; a single one where all say the same. */
function eachBinary(binaries: readonly BinaryResult[], describe: (binary: BinaryResult) => string): Cell {
  return [...new Set(binaries.map((binary) => shortened(plainText(describe(binary)), longestText)))];
}

function targetText({ target, outcome }: TargetResult): string {
  const name = plainText(shownName(target));
  return outcome.kind === "failed" ? `${name}: ${describeStage(outcome)}` : name;
}

/** It was not even begun. */
function isRefused({ outcome }: TargetResult): boolean {
  return outcome.kind === "failed" && outcome.stage === "plan";
}

function describeCgo({ cgo: { enabled, reason } }: TargetResult): string {
  return `${enabled ? "on" : "off"}: ${shortened(plainText(reason), longestReason)}`;
}

/**
 * `gcc 12.2.0` of the version line `aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0`: the triple is the target's, and the
 * list of toolchains has the whole line.
 */
function compilerCell(target: TargetResult, toolchain: ToolchainResult | undefined): Cell {
  if (toolchain === undefined) {
    return isRefused(target) || target.cgo.enabled || target.toolchain !== undefined ? [] : ["Go alone"];
  }
  const { triple, compiler } = toolchain;
  const line = compiler.replaceAll(/(?<! ) *\([^()]*\)/g, "");
  return [
    shortened(
      plainText(triple !== undefined && line.startsWith(`${triple}-`) ? line.slice(triple.length + 1) : line),
      longestText,
    ),
  ];
}

/** What the headers say the file is: `ELF arm64`, `ELF arm v7`, `Mach-O amd64 + arm64`. */
function describeIdentity({ described, facts }: BinaryResult): string {
  if (facts.slices !== undefined) {
    return `${described.format} ${facts.slices.map(({ arch, machine }) => arch ?? machine).join(" + ")}`;
  }
  const parts = [described.format, facts.arch ?? facts.machine, facts.arm?.level];
  return parts.filter((part) => part !== undefined).join(" ");
}

const sources: Readonly<Record<ToolchainResult["source"], string>> = {
  host: "this machine's",
  disk: "on disk",
  cache: "from cache",
  download: "downloaded",
};

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
