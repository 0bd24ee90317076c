/** What llms.txt says, in the form of llmstxt.org: a title, a quote, and lists of links with what is behind each. */

/** The index of the documentation, from the repository's root. */
export const docsIndex = "docs/README.md";

const head = `# cgo-cross

> Cross-builds Go programs that use cgo, as a GitHub Action and as a command line: private C toolchains from the distribution's
> own archive, without root or containers, and every binary verified before it is published.

- In a workflow it is \`uses: OWNER/cgo-cross@v1\` with inputs; on a terminal \`npx cgo-cross\` with flags of the same names.
- Compilers are fetched on Debian and Ubuntu. C for macOS takes a macOS runner.
- Nothing is guessed: \`cgo-cross explain\` says what a program needs, \`--dry-run\` prints the plan as JSON, \`--json\` the result.
`;

const optional = `## Optional

- [Examples](examples/README.md): small Go modules with C in them, which the tests build.
- [Contributing](CONTRIBUTING.md): how to work on cgo-cross.
- [Architecture](ARCHITECTURE.md): where things are in its sources, and which rules hold.
- [Changelog](CHANGELOG.md): what users notice, newest first.
`;

/** The text of llms.txt, made of the index, whose sections and lines it takes. */
export function llmsText(index: string): string {
  const sections = index.slice(index.indexOf("\n## ") + 1).trimEnd();
  return `${head}\n${sections.replaceAll("](", "](docs/")}\n\n${optional}`;
}
