import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The kernel's table of programs that start what is not for this machine. Source: its admin-guide, binfmt-misc.rst. */
const table = "/proc/sys/fs/binfmt_misc";

/** The emulators that the kernel starts by itself, by their names in its table; none where there is no such table. */
export async function readBinfmt(directory = table): Promise<readonly string[]> {
  const names = (await readdir(directory).catch(() => []))
    .filter((name) => /^(qemu|wine|rosetta|box)/i.test(name))
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), "utf8").catch(() => "")));
  return names.filter((_, at) => texts[at]?.startsWith("enabled") === true);
}
