/**
 * Draws step summaries as GitHub shows them, light and dark, in Chromium at GitHub's width: so that a change to them can be
 * looked at. `npx node scripts/render-summary.ts OUT [FILE.md…]` draws these files, or else made-up runs of every kind; for the
 * pictures in docs/ see CONTRIBUTING.md. Chromium has to be on PATH, or named by CHROMIUM.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { marked } from "marked";
import { chromium, type Page } from "playwright-core";
import { pictured } from "../__tests__/report/pictured.ts";
import { describeNothingBuilt, describeSummary } from "../src/report/index.ts";

/** Pixels of GitHub's column of a step summary. */
const width = 880;

const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

type Drawing = { readonly name: string; readonly markdown: string };

function drawings(files: readonly string[]): readonly Drawing[] {
  if (files.length > 0) {
    return files.map((file) => ({ name: basename(file, ".md"), markdown: readFileSync(file, "utf8") }));
  }
  const { runs, problems } = pictured;
  return [
    ...Object.entries(runs).map(([name, result]) => ({ name, markdown: describeSummary(result) })),
    { name: "wrong-inputs", markdown: describeNothingBuilt({ kind: "user", problems }) },
  ];
}

/** What marked has no word for, as GitHub has it: boxes such as `> [!NOTE]`. */
function withAlerts(html: string): string {
  return html.replaceAll(
    /<blockquote>\s*<p>\[!(\w+)\]\s*([\s\S]*?)<\/blockquote>/g,
    (_all, kind: string, rest: string) => {
      const name = kind.toLowerCase();
      const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return `<div class="markdown-alert markdown-alert-${name}"><p class="markdown-alert-title">${title}</p><p>${rest}</div>`;
    },
  );
}

function page(markdown: string, theme: Theme): string {
  const require = createRequire(import.meta.url);
  const css = readFileSync(require.resolve(`github-markdown-css/github-markdown-${theme}.css`), "utf8");
  const html = withAlerts(marked.parse(markdown, { async: false, gfm: true }));
  return `<!doctype html><meta charset="utf-8"><style>${css}
    body { margin: 0; padding: 16px; width: ${width}px; background: ${theme === "light" ? "#fff" : "#0d1117"}; }</style>
    <body><article class="markdown-body">${html}</article></body>`;
}

/** What is wider than the column: GitHub cuts it. */
function tooWide(shown: Page): Promise<readonly string[]> {
  type Box = { readonly tagName: string; readonly scrollWidth: number; readonly clientWidth: number };
  return shown
    .locator("table, pre")
    .evaluateAll((boxes: readonly Box[]) =>
      boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => `${box.tagName} of ${box.scrollWidth}`),
    );
}

async function draw(out: string, files: readonly string[]): Promise<void> {
  const executablePath = process.env["CHROMIUM"] ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  mkdirSync(out, { recursive: true });
  for (const { name, markdown } of drawings(files)) {
    for (const theme of themes) {
      const shown = await browser.newPage({ viewport: { width: width + 32, height: 200 } });
      for (const state of ["folded", "open"] as const) {
        await shown.setContent(
          page(state === "open" ? markdown.replaceAll("<details>", "<details open>") : markdown, theme),
        );
        await shown.screenshot({
          path: join(out, `${name}-${theme}${state === "open" ? "-open" : ""}.png`),
          fullPage: true,
        });
        const wide = await tooWide(shown);
        console.log(`${name} ${theme} ${state}: ${wide.length === 0 ? "fits" : `too wide: ${wide.join(", ")}`}`);
      }
      await shown.close();
    }
  }
  await browser.close();
}

const [out = "build/summaries", ...files] = process.argv.slice(2);
await draw(out, files);
