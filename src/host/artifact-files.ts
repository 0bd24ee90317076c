import { lstat, realpath } from "node:fs/promises";
import { relative, sep } from "node:path";
import { UserError } from "./errors.ts";

/** The files of an artifact, checked: real absolute paths, and the same relative to their root. */
export type ArtifactFiles = {
  readonly root: string;
  readonly files: readonly { readonly path: string; readonly name: string }[];
};

/** Throws for a name that GitHub does not allow (actions/upload-artifact, README, "name") or that cannot name a directory. */
export function checkArtifactName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are not allowed
  if (name === "" || name === "." || name === ".." || /[":<>|*?\\/\u0000-\u001f]/.test(name)) {
    throw new UserError({
      code: "file-name",
      text: `"${name}" cannot name an artifact: it must not be empty or contain one of " : < > | * ? \\ /`,
    });
  }
}

/**
 * Throws unless every file is a regular file that really lies under the root. Links are not allowed: the clients follow
 * them, wherever they lead.
 */
export async function checkArtifactFiles(root: string, files: readonly string[]): Promise<ArtifactFiles> {
  if (files.length === 0) {
    throw new Error("an artifact needs at least one file");
  }
  const realRoot = await realpath(root);
  const checked = await Promise.all(
    files.map(async (file) => {
      if (!(await lstat(file)).isFile()) {
        throw new UserError({
          code: "artifact-upload",
          text: `${file} is not a regular file and cannot be in an artifact`,
        });
      }
      const path = await realpath(file);
      if (!path.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
        throw new Error(`${file} lies outside of ${root} and cannot be in an artifact`);
      }
      return { path, name: relative(realRoot, path) };
    }),
  );
  return { root: realRoot, files: checked };
}
