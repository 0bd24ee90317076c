import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { describeLock } from "../../src/plan/lock.ts";
import { findLockPath, readLock } from "../../src/roots/lock-file.ts";

const lock = { schema: 1, releases: {} } as const;

it("a lock lies beside go.mod, or nearer to what is built", async () => {
  const top = await mkdtemp(join(tmpdir(), "lock-"));
  try {
    const deep = join(top, "cmd/app");
    await mkdir(deep, { recursive: true });
    await writeFile(join(top, "go.mod"), "module x\n");
    expect(await findLockPath(deep)).toBe(join(top, "cgo-cross.lock"));
    expect(await readLock(join(top, "cgo-cross.lock"))).toBe(undefined);
    await writeFile(join(top, "cmd/cgo-cross.lock"), describeLock(lock));
    expect(await findLockPath(deep)).toBe(join(top, "cmd/cgo-cross.lock"));
    expect((await readLock(join(top, "cmd/cgo-cross.lock")))?.schema).toBe(1);
    await writeFile(join(top, "cmd/cgo-cross.lock"), "no lock");
    await expect(readLock(join(top, "cmd/cgo-cross.lock"))).rejects.toThrow(UserError);
    await rm(join(top, "go.mod"));
    await rm(join(top, "cmd/cgo-cross.lock"));
    expect(await findLockPath(deep)).toBe(join(deep, "cgo-cross.lock"));
  } finally {
    await rm(top, { recursive: true });
  }
});
