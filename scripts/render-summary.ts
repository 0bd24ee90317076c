/**
 * Draws step summaries as GitHub shows them, light and dark, in Chromium at GitHub's width, so that a change to them can be
 * looked at, and says what does not fit.
 *
 *     node scripts/render-summary.ts OUT [FILE.md…]   draws these files, or else made-up runs of every kind
 *     node scripts/render-summary.ts --docs           builds an example as a runner would, and makes the pictures in docs/
 *
 * Chromium has to be on PATH, or be named by CHROMIUM. `--docs` runs what is in dist/, and leaves the summary in build/.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { marked } from "marked";
import { chromium, type Page } from "playwright-core";
import { copyExample, sharedTools } from "../__tests__/e2e/examples.ts";
import { pictured } from "../__tests__/report/pictured.ts";
import { startResultsServer } from "../__tests__/support/results-server.ts";
import { runAction } from "../__tests__/support/runner.ts";
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
  const { pages } = runs["two-causes"];
  return [
    ...Object.entries(runs).map(([name, result]) => ({ name, markdown: describeSummary(result) })),
    { name: "wrong-inputs", markdown: describeNothingBuilt({ kind: "user", problems }, pages) },
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

/** The folded parts opened, too: what is in them has to fit as well. */
const states = {
  "": (markdown: string) => markdown,
  "-open": (markdown: string) => markdown.replaceAll("<details>", "<details open>"),
};

async function draw(
  out: string,
  all: readonly Drawing[],
  shownStates: readonly (keyof typeof states)[],
): Promise<void> {
  const executablePath = process.env["CHROMIUM"] ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  mkdirSync(out, { recursive: true });
  const shown = await browser.newPage({ viewport: { width: width + 32, height: 100 } });
  for (const { name, markdown } of all) {
    for (const theme of themes) {
      for (const state of shownStates) {
        await shown.setContent(page(states[state](markdown), theme));
        await shown.screenshot({ path: join(out, `${name}-${theme}${state}.png`), fullPage: true });
        const wide = await tooWide(shown);
        console.log(`${name}-${theme}${state}: ${wide.length === 0 ? "fits" : `too wide: ${wide.join(", ")}`}`);
      }
    }
  }
  await browser.close();
}

/** The summary of a real run, as the runner would get it. */
async function exampleSummary(): Promise<string> {
  const server = await startResultsServer();
  const targets = "linux/amd64, linux/arm64, linux/arm/v6, linux/riscv64, windows/amd64";
  const inputs = { targets, run: "true" };
  const workspace = await copyExample("cxx");
  const { summary, stdout } = await runAction({ inputs, env: server.environment(), workspace, toolCache: sharedTools });
  await server.close();
  if (!summary.startsWith("### ✅")) {
    throw new Error(`the example failed: ${stdout}`);
  }
  // For a look at what is folded in the pictures.
  mkdirSync("build", { recursive: true });
  writeFileSync("build/summary.md", summary);
  return summary;
}

const [out = "build/summaries", ...files] = process.argv.slice(2);
if (out === "--docs") {
  await draw("docs/images", [{ name: "summary", markdown: await exampleSummary() }], [""]);
} else {
  await draw(out, drawings(files), ["", "-open"]);
}
