import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../support/runner.ts";

const pages = globSync(["*.md", "docs/**/*.md", "examples/**/*.md"], {
  cwd: repository,
  exclude: (name) => name.includes("node_modules"),
}).sort();

/** A page without its code, where brackets mean something else. */
function prose(file: string): string {
  const text = readFileSync(join(repository, file), "utf8");
  return text.replaceAll(/^( *)(```+|~~~+).*\n[\s\S]*?^\1\2.*$/gm, "").replaceAll(/`[^`\n]*`/g, "`");
}

/** The anchors that GitHub gives a page's headings: in lower case, without punctuation, a hyphen for each space. */
function anchorsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(join(repository, file), "utf8").replaceAll(/^```.*\n[\s\S]*?^```.*$/gm, "");
  const anchors = new Set<string>();
  for (const [, heading = ""] of text.matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) {
      unique = `${anchor}-${count}`;
    }
    anchors.add(unique);
  }
  return anchors;
}

/** A link's target that is not there, as the person who mends it needs it; undefined where all is well. */
function brokenLink(page: string, link: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(link)) {
    return undefined;
  }
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (path.startsWith("/") || file.startsWith("..") || !existsSync(join(repository, file))) {
    return `${page}: ${link}: no such file`;
  }
  return anchor === undefined || anchorsOf(file).has(anchor) ? undefined : `${page}: ${link}: no such heading`;
}

/** Where inline links, images and reference definitions point to. */
function linksOf(page: string): readonly string[] {
  const inline = /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
  const reference = /^ {0,3}\[[^\]]+\]:\s+<?([^\s>]+)>?/gm;
  const text = prose(page);
  return [...text.matchAll(inline), ...text.matchAll(reference)].map(([, link = ""]) => link);
}

test("every relative link in the documents leads to a file, and its anchor to a heading", () => {
  expect(pages).toEqual(
    expect.arrayContaining(["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "docs/reference/inputs.md"]),
  );
  const broken = pages.flatMap((page) => linksOf(page).flatMap((link) => brokenLink(page, link) ?? []));
  expect(broken).toEqual([]);
});

test("every page is linked from another page", () => {
  const linked = new Set(
    pages.flatMap((page) => {
      const files = linksOf(page).map((link) => normalize(join(dirname(page), link.split("#")[0] ?? "")));
      return files.filter((file) => file !== page);
    }),
  );
  expect(pages.filter((page) => page !== "README.md" && !linked.has(page))).toEqual([]);
});

test("the index of the documentation has every page of it, once, with a line on what is in it", () => {
  const index = readFileSync(join(repository, "docs/README.md"), "utf8");
  const listed = [...index.matchAll(/^- \[[^\]]+\]\(([^)#]+)\): \S.*[.]$/gm)].map(([, link = ""]) => `docs/${link}`);
  const documentation = pages.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
  expect(listed.toSorted()).toEqual(documentation);
});
