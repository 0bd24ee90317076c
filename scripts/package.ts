/**
 * Makes the directory that is published to npm: the bundle of the command line with its licences, and nothing to install
 * besides. The repository's own package.json is for those who work on it.
 *
 *     node scripts/package.ts [directory]
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const [directory = join(root, "build/package")] = process.argv.slice(2);

type Described = Readonly<Record<"name" | "version" | "description" | "license" | "repository", unknown>> & {
  readonly engines: { readonly node: string };
};
const { name, version, description, license, engines, repository } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
) as Described;

rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const bundled = globSync(["cli.js", "*.cli.js", "cli-licenses.txt", "analyzer"], { cwd: join(root, "dist") });
for (const file of bundled) {
  cpSync(join(root, "dist", file), join(directory, file), { recursive: true });
}
for (const file of ["README.md", "LICENSE"]) {
  cpSync(join(root, file), join(directory, file));
}
writeFileSync(join(directory, "start.js"), start(engines), { mode: 0o755 });
const published = {
  ...{ name, version, description, license, repository, engines },
  keywords: ["go", "golang", "cgo", "cross-compile", "cross-compiler", "toolchain", "github-actions", "release"],
  type: "module",
  bin: { "cgo-cross": "start.js" },
  files: ["*.js", "analyzer", "cli-licenses.txt"],
};
writeFileSync(join(directory, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);

/**
 * The program that npx starts. A release of Node.js that is too old ends with a stack trace in the bundle, so that it is asked for
 * its version before: npm only warns of `engines`, and the packages of Debian 12 and Ubuntu 24.04 are of Node.js 18.
 */
function start(needed: { readonly node: string }): string {
  const oldest = needed.node.replace(/^>=/, "");
  const [major, minor] = oldest.split(".");
  return `#!/usr/bin/env node
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < ${major} || (major === ${major} && minor < ${minor})) {
  console.error(\`error: cgo-cross needs Node.js ${oldest} or later, and this is \${process.versions.node}; install a later one, as from nodejs.org\`);
  process.exit(2);
}
import("./cli.js");
`;
}
