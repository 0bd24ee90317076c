import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readSourceFiles } from "../../../src/archives/apt/host-sources.ts";

it("source files that cannot be read are left out, and named", async () => {
  const directory = mkdtempSync(join(tmpdir(), "sources-"));
  const parts = join(directory, "sources.list.d");
  expect(await readSourceFiles(directory)).toEqual({ files: [], unreadable: [] });
  mkdirSync(parts);
  writeFileSync(join(directory, "sources.list"), "one");
  writeFileSync(join(parts, "b.sources"), "two");
  writeFileSync(join(parts, "a.list.save"), "no source");
  // As a file that only another user may read is; the super-user could read that.
  mkdirSync(join(parts, "private.list"));
  expect(await readSourceFiles(directory)).toEqual({
    files: [
      { name: "sources.list", text: "one" },
      { name: "b.sources", text: "two" },
    ],
    unreadable: [join(parts, "private.list")],
  });
  rmSync(directory, { recursive: true });
});
