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

type Described = Readonly<Record<"name" | "version" | "description" | "license" | "engines" | "repository", unknown>>;
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
const published = {
  ...{ name, version, description, license, repository, engines },
  keywords: ["go", "golang", "cgo", "cross-compile", "cross-compiler", "toolchain", "github-actions", "release"],
  type: "module",
  bin: { "cgo-cross": "cli.js" },
  files: ["*.js", "analyzer", "cli-licenses.txt"],
};
writeFileSync(join(directory, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
