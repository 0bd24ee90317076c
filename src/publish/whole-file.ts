import { rename, writeFile } from "node:fs/promises";

/** Writes a file so that nobody ever reads it half written. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.partial`, text);
  await rename(`${file}.partial`, file);
}
