import { randomUUID } from "node:crypto";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Host } from "../host/types.ts";
import type { WrapperText } from "../roots/index.ts";

/**
 * Writes commands that bring several roots together, into a tool directory that is named by the content of all of them:
 * what is there already is what would be written. Gives the directory for PATH. Throws where it cannot be written.
 * @param make The commands, given the directory that they will be in.
 */
export async function writeCommands(
  host: Host,
  { id, content }: { readonly id: string; readonly content: string },
  make: (binDirectory: string) => Promise<readonly WrapperText[]> | readonly WrapperText[],
): Promise<string> {
  const [tool, version] = [`cgo-cross-commands-${id}`, `0.0.0-h${content}`];
  const binDirectory = join(host.tools.directory(tool, version), "bin");
  await mkdir(binDirectory, { recursive: true });
  for (const { name, text } of await make(binDirectory)) {
    // In one step each, since another run may be using them.
    const partial = join(dirname(binDirectory), `.${basename(name)}.${randomUUID()}`);
    await mkdir(dirname(join(binDirectory, name)), { recursive: true });
    await writeFile(partial, text);
    await chmod(partial, 0o755);
    await rename(partial, join(binDirectory, name));
  }
  await host.tools.complete(tool, version);
  return binDirectory;
}
