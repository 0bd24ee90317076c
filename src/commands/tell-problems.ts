import { codesOf, type Problem } from "../host/errors.ts";
import type { Host, Log } from "../host/types.ts";
import { describeMore, describeProblemAnnotations, type Pages } from "../report/index.ts";

/** Who is told. */
export type Listener = {
  readonly kind: Host["kind"];
  readonly log: Pick<Log, "error" | "info">;
  readonly pages: Pages;
};

/** Whoever has started a run on a host. */
export function listenerOf({ kind, log, job }: Pick<Host, "kind" | "log" | "job">): Listener {
  return { kind, log, pages: job.pages };
}

/**
 * Tells problems as errors, and after them where to read more of each kind. On a runner an error's title is its code, and there are
 * as many as it shows.
 */
export function tellProblems({ kind, log, pages }: Listener, problems: readonly Problem[]): void {
  if (kind === "local") {
    for (const { text } of problems) {
      log.error(text);
    }
  } else {
    for (const { message, title } of describeProblemAnnotations(problems)) {
      log.error(message, title);
    }
  }
  for (const line of describeMore(codesOf(problems), pages)) {
    log.info(line);
  }
}
