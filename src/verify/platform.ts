import { readObject } from "./formats/read.ts";

/**
 * The platform that an object, an archive or a library is for, `linux/amd64`: of an ELF file that names no system, Linux's.
 * Undefined where it cannot be read, or says nothing.
 */
export async function platformOfFile(file: string): Promise<string | undefined> {
  const facts = await readObject(file).catch(() => undefined);
  const one = facts?.slices?.[0] ?? facts;
  return one?.arch === undefined ? undefined : `${one.os ?? "linux"}/${one.arch}`;
}
