import type { PageBlock } from "./page-blocks.ts";
import { scriptOf } from "./page-blocks.ts";

/** What becomes of a script of a page in the tests. */
export type Fate = {
  readonly page: string;
  /** How its first line begins. */
  readonly first: string;
} & (
  | {
      /** e2e/page-scripts.test.ts runs it, as it stands. */
      readonly kind: "run";
      /** What it is run in; `app`, a program with C and tests that has been built, unless it says otherwise. */
      readonly in?: "app" | "fresh" | "repository";
      /** Variables of the tests' own. */
      readonly env?: Readonly<Record<string, string>>;
      /** The exit code that it ends with where it is not 0. */
      readonly status?: number;
      /** What it prints, on either stream. */
      readonly prints: RegExp;
    }
  | { readonly kind: "not-run"; readonly reason: string }
);

const recipes = "the recipes have tests of their own";

export const fates: readonly Fate[] = [
  {
    page: "README.md",
    first: "npx cgo-cross --targets",
    kind: "not-run",
    reason: "e2e/package.test.ts runs it from the package that npm installs",
  },
  {
    page: "README.md",
    first: "npm ci",
    kind: "not-run",
    reason: "npm ci and npm test are how this very test is started",
  },
  { page: "CONTRIBUTING.md", first: "npm ci", kind: "not-run", reason: "every job of CI begins with it" },
  {
    page: "CONTRIBUTING.md",
    first: "npx node src/cli.ts",
    kind: "run",
    in: "repository",
    prints: /"path": "example\.com\/cgo-cross\/sqlite"/,
  },
  {
    page: "CONTRIBUTING.md",
    first: "npx vitest",
    kind: "not-run",
    reason: "these are the tests, in which this one is",
  },
  { page: "docs/start.md", first: "npx cgo-cross", kind: "run", prints: /app_windows_amd64[\s\S]*Usage: cgo-cross/ },
  {
    page: "docs/explain/cgo.md",
    first: "cgo-cross explain",
    kind: "run",
    prints: /linux\/arm64\n {2}built with C: C in /,
  },
  {
    page: "docs/explain/machine.md",
    first: "cgo-cross targets",
    kind: "run",
    prints: /^linux\/arm64 +aarch64-linux-gnu-gcc[\s\S]*^linux\/arm64 +\S/m,
  },
  { page: "docs/explain/machine.md", first: "cgo-cross doctor", kind: "run", prints: /ok +go[\s\S]*"works": true/ },
  {
    page: "docs/explain/machine.md",
    first: "cgo-cross cache",
    kind: "run",
    prints: /name +what +copies[\s\S]* freed, .* left\./,
  },
  {
    page: "docs/explain/testing.md",
    first: "cgo-cross test",
    kind: "run",
    prints:
      /linux\/arm\/v7 +[\d.]+ +2 passed[\s\S]*windows\/amd64 +[\d.]+ +2 passed[\s\S]*linux\/arm64 +[\d.]+ +1 passed/,
  },
  {
    page: "docs/explain/testing.md",
    first: "cgo-cross exec",
    kind: "run",
    prints: /linux\/arm\/v7 +[\d.]+ +0[\s\S]*checked for arm64/,
  },
  {
    page: "docs/explain/testing.md",
    first: "cgo-cross run",
    kind: "run",
    prints: /linux arm64[\s\S]*windows amd64[\s\S]*a line of input/,
  },
  {
    page: "docs/explain/verify.md",
    first: "cgo-cross verify",
    kind: "run",
    status: 1,
    prints: /PROBLEM +it needs GLIBC_/,
  },
  { page: "docs/reference/environment.md", first: "cgo-cross setup", kind: "run", prints: /cgo-cross-sets\/\w+\n/ },
  { page: "docs/reference/environment.md", first: "cgo-cross exec", kind: "run", prints: /linux\/arm\/v7 +[\d.]+ +0/ },
  {
    page: "docs/reference/lock.md",
    first: "cgo-cross lock",
    kind: "run",
    in: "fresh",
    prints: /cgo-cross\.lock is what debian|cgo-cross\.lock is what /,
  },
  { page: "docs/reference/manifest.md", first: "jq", kind: "run", prints: /app_linux_arm64\n/ },
  { page: "docs/reference/report.md", first: "cgo-cross --targets", kind: "run", prints: /app_linux_arm64\n/ },
  {
    page: "docs/reference/settings-per-target.md",
    first: "cgo-cross --targets",
    kind: "run",
    prints: /app_darwin_arm64/,
  },
  { page: "docs/reference/targets.md", first: "cgo-cross --targets", kind: "run", prints: /app_darwin_universal/ },
  {
    page: "examples/README.md",
    first: "cd examples/sqlite",
    kind: "run",
    in: "repository",
    // The amalgamation takes a minute to optimise.
    env: { CGO_CFLAGS: "-O0" },
    prints: /^sqlite .* sum 42$/m,
  },
  {
    page: "examples/README.md",
    first: "node dist/cli.js",
    kind: "not-run",
    reason: "e2e/libraries.test.ts builds these programs; here it would write into the repository",
  },
  {
    page: "examples/README.md",
    first: "cd examples/shared",
    kind: "not-run",
    reason: "e2e/shared-library.test.ts does the same in a copy; here it would write into the repository",
  },
];

/** Undefined of a block that nobody has thought of. */
export function fateOf(block: PageBlock): Fate | undefined {
  const script = scriptOf(block) ?? "";
  return fates.find(({ page, first }) => page === block.page && script.startsWith(first)) ?? recipeFate(block.page);
}

function recipeFate(page: string): Fate | undefined {
  return page.startsWith("docs/recipes/") ? { page, first: "", kind: "not-run", reason: recipes } : undefined;
}
