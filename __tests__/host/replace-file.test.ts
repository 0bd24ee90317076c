import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFile } from "../../src/host/replace-file.ts";

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "replace-"));
  file = join(directory, "file");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe("replaceFile", () => {
  it("replaces a file in one step and leaves no other file", async () => {
    await writeFile(file, "old");
    await replaceFile(file, { text: "new" });
    expect(await readFile(file, "utf8")).toBe("new");
    expect(await readdir(directory)).toEqual(["file"]);
  });

  it("copies with the mode", async () => {
    const from = join(directory, "from");
    await writeFile(from, "program", { mode: 0o755 });
    await replaceFile(file, { copyOf: from });
    expect([await readFile(file, "utf8"), (await lstat(file)).mode & 0o777]).toEqual(["program", 0o755]);
  });

  it("replaces a link and does not follow it", async () => {
    const victim = join(directory, "victim");
    await writeFile(victim, "precious");
    await symlink(victim, file);
    await replaceFile(file, { text: "new" });
    expect(await readFile(victim, "utf8")).toBe("precious");
    expect((await lstat(file)).isFile()).toBe(true);
  });

  it("leaves nothing where it fails", async () => {
    await mkdir(file);
    await expect(replaceFile(file, { text: "new" })).rejects.toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
    await expect(replaceFile(file, { copyOf: join(directory, "none") })).rejects.toThrow("ENOENT");
    expect(await readdir(directory)).toEqual(["file"]);
  });
});
