import { randomUUID } from "node:crypto";
import { constants, copyFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a file is to hold: a text, or the same as another file, with its mode. */
export type Content = { readonly text: string } | { readonly copyOf: string };

/**
 * Writes a file so that nobody ever reads it half written, and nothing else is written: it is made beside its place, under a
 * name that cannot be foreseen and only where nothing has that name, and then renamed. A link in its place is replaced, not
 * followed: a repository can bring links under every name that it can foresee.
 */
export async function replaceFile(file: string, content: Content): Promise<void> {
  const unfinished = join(dirname(file), `.cgo-cross-${randomUUID()}`);
  try {
    await make(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Both open the file with O_CREAT and O_EXCL, which follows no link. */
async function make(file: string, content: Content): Promise<void> {
  await ("text" in content
    ? writeFile(file, content.text, { flag: "wx" })
    : copyFile(content.copyOf, file, constants.COPYFILE_EXCL));
}
