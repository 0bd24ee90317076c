/**
 * The files of recipes/, which people copy: each is shown on its recipe's page, and the versions in all of them are those below.
 * A directory of recipes/ is laid out as the repository that its files are copied into: recipes/lint/.github/workflows/lint.yml
 * becomes .github/workflows/lint.yml, and is shown on docs/recipes/lint.md.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import type { Section } from "./docs.ts";

/** What recipes and pages use of others, in the version that they use it in. A new version is written here alone. */
const versions: Readonly<Record<string, string>> = {
  "actions/attest-build-provenance": "v4",
  "actions/checkout": "v6",
  "actions/download-artifact": "v5",
  "actions/setup-go": "v6",
  "actions/setup-node": "v6",
  "actions/upload-artifact": "v5",
  "goreleaser/goreleaser-action": "v6",
  "OWNER/cgo-cross": "v1",
};

const images: Readonly<Record<string, string>> = {
  debian: "12",
  golang: "1.26-bookworm",
};

/** A text with the versions above wherever it names an action (`uses: NAME@v…`, not by a commit) or an image. */
export function withVersions(text: string): string {
  return text
    .replaceAll(/(\buses: *)([\w./-]+)@v[\w.-]+/g, (all, before: string, name: string) =>
      Object.hasOwn(versions, name) ? `${before}${name}@${versions[name]}` : all,
    )
    .replaceAll(/(\b(?:image|container|FROM):? *)([a-z]+):[\w.-]+/g, (all, before: string, name: string) =>
      Object.hasOwn(images, name) ? `${before}${name}:${images[name]}` : all,
    );
}

/** The files below recipes/, by their path from the repository's root. */
export function recipeFiles(directory: string): readonly string[] {
  const root = join(directory, "recipes");
  const found = existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : [];
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => relative(directory, file).replaceAll("\\", "/")).sort();
}

/** A section for each file, in the page of its recipe: the path that it is copied to, and the file. */
export function recipeSections(directory: string): Readonly<Record<string, Section>> {
  return Object.fromEntries(
    recipeFiles(directory).map((file) => {
      const [, recipe = "", ...path] = file.split("/");
      const body = () => shown(path.join("/"), file, withVersions(readFileSync(join(directory, file), "utf8")));
      return [file, { file: `docs/recipes/${recipe}.md`, body }];
    }),
  );
}

function shown(path: string, file: string, text: string): string {
  return `[\`${path}\`](../../${file}):\n\n\`\`\`${languageOf(path)}\n${text.trimEnd()}\n\`\`\``;
}

const languages: Readonly<Record<string, string>> = {
  ".go": "go",
  ".json": "json",
  ".sh": "sh",
  ".yaml": "yaml",
  ".yml": "yaml",
  Jenkinsfile: "groovy",
  Makefile: "make",
};

/** The name that GitHub colours a file's text by. */
function languageOf(path: string): string {
  const name = basename(path);
  return name.startsWith("Dockerfile") ? "dockerfile" : (languages[name] ?? languages[extname(name)] ?? "text");
}
