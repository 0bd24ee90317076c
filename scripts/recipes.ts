/**
 * The files of recipes/, which people copy: each is shown on its recipe's page, and the versions in all of them are those below.
 * A directory of recipes/ is laid out as the repository that its files are copied into: recipes/lint/.github/workflows/lint.yml
 * becomes .github/workflows/lint.yml, and is shown on docs/recipes/lint.md.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";

/** A generated part of a page: the page that it belongs in, and how it is made. */
export type Section = { readonly file: string; readonly body: () => string };

/** What recipes and pages use of others, in the version that they use it in. A new version is written here alone. */
const versions: Readonly<Record<string, string>> = {
  "actions/attest-build-provenance": "v4",
  "actions/checkout": "v6",
  "actions/download-artifact": "v5",
  "actions/setup-go": "v6",
  "christopherhx/gitea-upload-artifact": "v4",
  "forgejo/upload-artifact": "v4",
  "goreleaser/goreleaser-action": "v6",
  "OWNER/cgo-cross": "v1",
};

const images: Readonly<Record<string, string>> = {
  debian: "12",
  golang: "1.26-trixie",
};

/** A text with the versions above wherever it names an action (`uses: NAME@v…`, not by a commit). */
export function withVersions(text: string): string {
  return text.replaceAll(
    /(\buses: *(?:https:\/\/[\w.-]+\/)?)([\w./-]+)@v[\w.-]+/g,
    (all, before: string, name: string) => (Object.hasOwn(versions, name) ? `${before}${name}@${versions[name]}` : all),
  );
}

/** The text of a recipe's file, with the versions of images as well. */
export function recipeText(text: string): string {
  return withVersions(text).replaceAll(
    /(\b(?:image|container|FROM):? *)(['"]?)([a-z]+):[\w.-]+/g,
    (all, before: string, quote: string, name: string) =>
      Object.hasOwn(images, name) ? `${before}${quote}${name}:${images[name]}` : all,
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
      const body = () => shown(path.join("/"), file, recipeText(readFileSync(join(directory, file), "utf8")));
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
