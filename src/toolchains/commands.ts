import { randomUUID } from "node:crypto";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Host } from "../host/types.ts";
import { listTree, type WrapperText } from "../roots/index.ts";

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
  const directory = host.tools.directory(tool, version);
  await host.tools.use([directory]);
  const binDirectory = join(directory, "bin");
  await mkdir(binDirectory, { recursive: true });
  const commands = await make(binDirectory);
  for (const { name, text } of commands) {
    // In one step each, since another run may be using them.
    const partial = join(dirname(binDirectory), `.${basename(name)}.${randomUUID()}`);
    await mkdir(dirname(join(binDirectory, name)), { recursive: true });
    await writeFile(partial, text);
    await chmod(partial, 0o755);
    await rename(partial, join(binDirectory, name));
  }
  // The compiler looks there for its assembler and linker: nothing else may be found.
  const names = new Set(commands.map(({ name }) => name));
  for (const { kind, path } of await listTree(binDirectory)) {
    if (kind !== "directory" && !names.has(path)) {
      await rm(join(binDirectory, path), { force: true });
    }
  }
  await host.tools.complete(tool, version);
  return binDirectory;
}
