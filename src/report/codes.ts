import { documentOf } from "../diagnose/index.ts";
import { helpCommand, type Warning } from "../host/errors.ts";
import type { RunPages } from "../host/types.ts";
import { markdownCode } from "./format.ts";
import type { ManifestProblem } from "./manifest-types.ts";
import { markdownLink } from "./markdown.ts";

/** Where the documents are; undefined on a terminal. */
export type Pages = Pick<RunPages, "action"> | undefined;

/**
 * Where a code is explained: an address, or the path of the page among the sources where nothing says which version runs. Undefined
 * of what the documents do not have.
 */
export function codePage(code: string, pages: Pages): string | undefined {
  const page = documentOf(code)?.page;
  return page === undefined || pages?.action === undefined ? page : `${pages.action}/${page}`;
}

/** Codes in brackets after a reason, as links to their headings; empty of what the documents do not have. */
export function codeMark(codes: readonly string[], pages: Pages): string {
  const links = codes.flatMap((code) => {
    const page = codePage(code, pages);
    const name = markdownCode(code);
    return page === undefined ? [] : [pages?.action === undefined ? name : markdownLink(name, page)];
  });
  return links.length === 0 ? "" : ` (${links.join(", ")})`;
}

/**
 * Where to read more of what went wrong, each code once: on a terminal a line with the commands that print it, in a workflow a line
 * with the page of each. None where neither can be reached.
 */
export function describeMore(codes: readonly (string | undefined)[], pages: Pages): readonly string[] {
  const known = [...new Set(codes)].filter((code) => code !== undefined && documentOf(code) !== undefined);
  if (pages === undefined) {
    const commands = known.map((code) => helpCommand(code ?? ""));
    return commands.length === 0 ? [] : [`More: ${commands.join(", ")}`];
  }
  return pages.action === undefined ? [] : known.map((code) => `More on ${code}: ${codePage(code ?? "", pages)}`);
}

/** Problems and warnings as JSON has them. */
export function manifestProblems(problems: readonly Warning[], pages: Pages): readonly ManifestProblem[] {
  return problems.map(({ code, text }) => ({ code, text, link: codePage(code, pages) ?? null }));
}
