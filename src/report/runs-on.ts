import { systemOf, type Target } from "../platforms/index.ts";
import { listed, plainText, shortened } from "./format.ts";
import { shownName } from "./outcomes.ts";
import type { BinaryResult, RunOutcome } from "./results.ts";

/** More libraries than this are counted. */
const mostLibraries = 2;

/**
 * What a binary needs of the system that it is to run on, in a few plain words: `glibc ≥ 2.34`, `any Linux (static)`,
 * `Windows, no extra DLL`, `macOS 12.0 or later`.
 */
export function describeRunsOn(target: Target, binary: BinaryResult): string {
  const { kind } = binary.facts;
  return plainText(
    kind === "archive" || kind === "object" ? "C programs that link it" : describeSystem(target, binary),
  );
}

function describeSystem(target: Target, { facts, described }: BinaryResult): string {
  const { foreign } = described.linkage;
  const title = systemOf(target.os)?.title ?? target.os;
  switch (target.os) {
    case "linux":
      return describeLinux({ facts, described });
    case "windows":
      return foreign.length === 0 ? `${title}, no extra DLL` : withLibraries(title, foreign);
    case "darwin":
    case "ios": {
      const oldest = facts.apple?.minimumOs === undefined ? "" : ` ${facts.apple.minimumOs} or later`;
      return withLibraries(`${title}${oldest}`, foreign);
    }
    default:
      return title;
  }
}

function describeLinux({ facts, described }: Pick<BinaryResult, "facts" | "described">): string {
  if (facts.static === true) {
    return "any Linux (static)";
  }
  return withLibraries(describeLibc(facts), described.linkage.foreign);
}

function describeLibc({ interpreter, needed, minimumGlibc }: BinaryResult["facts"]): string {
  if (minimumGlibc !== undefined) {
    return `glibc ≥ ${minimumGlibc}`;
  }
  if (interpreter?.includes("/ld-musl-") || needed.some((name) => name.startsWith("libc.musl"))) {
    return "Linux with musl";
  }
  return needed.length === 0 ? "any Linux" : "Linux with glibc";
}

/** `glibc ≥ 2.34 and libpcap.so.0.8`. */
function withLibraries(system: string, names: readonly string[]): string {
  const more = names.length - mostLibraries;
  return listed(more > 1 ? [system, ...names.slice(0, mostLibraries), `${more} more`] : [system, ...names]);
}

/** Whether a binary was started, and by what. */
export type Started = {
  readonly mark: "good" | "none";
  readonly text: string;
  /** Why it was not, in full, where `text` leaves some of it out. */
  readonly reason: string | undefined;
};

/** A longer reason widens the table more than it explains. */
const longestReason = 60;

/** `this machine`, `qemu`, `Wine`, or `not run: no emulator here`. */
export function describeStarted(target: Target, run: RunOutcome): Started {
  switch (run.kind) {
    case "not-asked":
      return { mark: "none", text: "not run", reason: undefined };
    case "passed":
      return {
        mark: "good",
        text: run.emulator === undefined ? "this machine" : emulatorTitle(run.emulator),
        reason: undefined,
      };
    case "not-run": {
      const reason = plainText(run.reason);
      // The row names the target already.
      const own = reason.replaceAll(` for ${shownName(target)}`, "").replace(/^there is no /, "no ");
      const short = shortened(own.split(/[;:]/, 1).join(""), longestReason);
      return { mark: "none", text: `not run: ${short}`, reason: short === own ? undefined : reason };
    }
  }
}

/** What people call it: the program's own name tells what the row already does. */
function emulatorTitle(name: string): string {
  const plain = plainText(name);
  if (/^qemu-\w+$/.test(plain)) {
    return "qemu";
  }
  return plain === "wine" ? "Wine" : plain;
}
