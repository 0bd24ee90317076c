import type { Problem } from "../host/errors.ts";
import type { Possibility } from "../plan/index.ts";
import { slicesOf, type Target, targetName } from "../platforms/index.ts";
import { manifestProblems } from "./codes.ts";
import { columnsOf, wrappedAfter } from "./columns.ts";

/** What a machine can make of programs with C, for each target. */
export type TargetsReport = {
  /** Undefined where there is none. */
  readonly go: { readonly file: string; readonly version: string } | undefined;
  /** What stands in the way of every build here. */
  readonly problems: readonly Problem[];
  readonly host: { readonly os: string; readonly arch: string; readonly title: string | undefined };
  readonly targets: readonly Possibility[];
};

/**
 * The table for a person of what can be built with C, and below it the reasons, each once.
 * @param columns How wide the lines of reasons may be.
 */
export function describeTargetsReport(report: TargetsReport, columns: number): readonly string[] {
  const { host, go, problems, targets } = report;
  const notes = new Notes();
  const rows = targets.flatMap((each) => (each.c.kind === "compiler" ? [describeRow(each, notes)] : []));
  const here = `${host.title ?? host.os}, ${host.os}/${host.arch}`;
  return [
    go === undefined ? `No Go on ${here}` : `${go.version} on ${here}`,
    ...problems.flatMap(({ text }) => wrappedAfter("✗ ", text, columns)),
    ...(rows.length === 0
      ? []
      : ["", ...columnsOf(["target", "C compiler", "static", "musl", "started by"], rows), ...notes.lines(columns)]),
    ...describeWithoutC(targets, columns),
    "",
    ...wrappedAfter("", explanationOf(report), columns),
  ];
}

function explanationOf({ go, targets }: TargetsReport): string {
  const isFetched = targets.some(({ c }) => c.kind === "compiler" && c.fetched);
  return [
    ...(isFetched ? ["Compilers and emulators that this machine lacks are fetched when a build needs them."] : []),
    ...(go === undefined ? [] : ["A program without C is built for all of these by Go alone."]),
  ].join(" ");
}

/** Targets that have no compiler for the same reason stand together. */
function describeWithoutC(targets: readonly Possibility[], columns: number): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { target, c } of targets) {
    if (c.kind === "none") {
      const reason = shared(c.reason, target);
      groups.set(reason, [...(groups.get(reason) ?? []), targetName(target)]);
    }
  }
  return groups.size === 0
    ? []
    : [
        "",
        "No C compiler here:",
        ...[...groups].flatMap(([reason, names]) => [
          ...wrappedAfter("  ", names.join(", "), columns),
          ...wrappedAfter("      ", reason, columns),
        ]),
      ];
}

/** A reason as it is of several targets. */
function shared(reason: string, target: Target): string {
  const names = [target, ...slicesOf(target)].map(targetName);
  return names.reduce((text, name) => text.replaceAll(name, "it"), reason);
}

/** Reasons, each with the number that stands for it in the table. */
class Notes {
  readonly #texts: string[] = [];

  /** `no [2]` */
  mark(word: string, reason: string): string {
    const at = this.#texts.indexOf(reason);
    return `${word} [${at < 0 ? this.#texts.push(reason) : at + 1}]`;
  }

  lines(columns: number): readonly string[] {
    const width = `[${this.#texts.length}] `.length;
    return this.#texts.flatMap((text, at) => wrappedAfter(`[${at + 1}] `.padEnd(width), text, columns));
  }
}

function describeRow({ target, c, linking, run }: Possibility, notes: Notes): readonly string[] {
  const musl = linking?.musl;
  const muslReason = musl?.kind === "impossible" ? musl.reason : undefined;
  return [
    targetName(target),
    c.kind === "compiler" ? c.compiler : "none",
    linking === undefined ? "-" : { always: "always", possible: "yes", impossible: "no" }[linking.static],
    musl?.kind === "possible" ? "yes" : muslReason === undefined ? "-" : notes.mark("no", shared(muslReason, target)),
    run.kind === "run" ? starterOf(run) : notes.mark("nothing", shared(run.reason, target)),
  ];
}

function starterOf({ emulator, program }: Extract<Possibility["run"], { readonly kind: "run" }>): string {
  return emulator === "native" || emulator === "loader" ? "this machine" : (program ?? emulator);
}

/** The same as JSON; docs/explain/machine.md has its fields. */
export function describeTargetsJson({ go, problems, host, targets }: TargetsReport): string {
  const value = {
    schema: 1,
    go: go ?? null,
    problems: manifestProblems(problems, undefined),
    host: { os: host.os, arch: host.arch, distribution: host.title ?? null },
    targets: targets.map(({ target, c, linking, run }) => ({
      target: targetName(target),
      os: target.os,
      arch: target.arch,
      variant: target.variant ?? null,
      c: c.kind === "compiler" ? { ...c, libc: c.libc ?? null } : c,
      static: linking?.static ?? null,
      musl: linking === undefined ? null : { kind: linking.musl.kind, ...reasonOf(linking.musl) },
      run: run.kind === "run" ? { ...run, program: run.program ?? null } : run,
    })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function reasonOf(musl: NonNullable<Possibility["linking"]>["musl"]): { readonly reason?: string | null } {
  return musl.kind === "possible" ? {} : { reason: musl.reason ?? null };
}
