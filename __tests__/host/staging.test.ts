import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeStaging } from "../../src/host/staging.ts";

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "staging-"));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

describe("makeStaging", () => {
  it("makes an empty directory that no other user can read, whatever a killed run left there", async () => {
    mkdirSync(join(temporary, "cgo-cross-staging"), { mode: 0o777 });
    writeFileSync(join(temporary, "cgo-cross-staging/roots.tar.zst"), "of another run");
    const made = await makeStaging(temporary, temporary);
    expect([made, readdirSync(made), statSync(made).mode & 0o777]).toEqual([
      join(temporary, "cgo-cross-staging"),
      [],
      0o700,
    ]);
  });

  it("takes a link out of the way and leaves what it leads to", async () => {
    const elsewhere = join(temporary, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "file"), "");
    symlinkSync(elsewhere, join(temporary, "cgo-cross-staging"));
    const made = await makeStaging(temporary, temporary);
    writeFileSync(join(made, "roots.tar.zst"), "");
    expect(readdirSync(elsewhere)).toEqual(["file"]);
  });

  it("makes one among the run's own files where another user's cannot be removed", ({ skip }) => {
    skip(process.getuid?.() !== 0, "becoming another user takes the super-user");
    chmodSync(temporary, 0o1777);
    mkdirSync(join(temporary, "cgo-cross-staging"), { mode: 0o777 });
    const code = fileURLToPath(new URL("../../src/host/staging.ts", import.meta.url));
    const script = `
      const { mkdtempSync } = await import("node:fs");
      const { makeStaging } = await import(${JSON.stringify(code)});
      const scratch = mkdtempSync("${temporary}/cgo-cross-");
      console.log(JSON.stringify({ scratch, made: await makeStaging("${temporary}", scratch) }));`;
    const words = ["--reuid", "61234", "--regid", "61234", "--clear-groups", process.execPath];
    const said = execFileSync("setpriv", [...words, "--input-type=module", "-e", script], {
      cwd: "/",
      encoding: "utf8",
    });
    const { made, scratch } = JSON.parse(said);
    expect(made).toBe(join(scratch, "staging"));
    expect(existsSync(made)).toBe(true);
  });
});
