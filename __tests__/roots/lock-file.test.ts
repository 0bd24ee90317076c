import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
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

it.each<[string, (path: string) => unknown, RegExp]>([
  [
    "a pipe",
    (path) => execFileSync("mkfifo", [path]),
    /^\S+\/cgo-cross\.lock is not a file; remove it and write it anew/,
  ],
  ["a directory", (path) => mkdir(path), /^\S+\/cgo-cross\.lock is not a file; remove it and write it anew/],
  [
    "a link to nothing",
    (path) => symlink("gone", path),
    /^\S+\/cgo-cross\.lock cannot be read: ENOENT[^\n]*; remove it and write it anew/,
  ],
  [
    "a device",
    (path) => symlink("/dev/zero", path),
    /^\S+\/cgo-cross\.lock is not a file; remove it and write it anew/,
  ],
  [
    "not JSON",
    (path) => writeFile(path, '{\n"a"\n}'),
    /^cgo-cross\.lock is not JSON \([^\n]*\); remove it and write it anew/,
  ],
  [
    "JSON with a name twice",
    (path) => writeFile(path, '{"schema":1,"releases":{"debian-12-amd64":{},"\\u0064ebian-12-amd64" :{}}}'),
    /^cgo-cross\.lock has "debian-12-amd64" twice in one place; remove it and write it anew/,
  ],
])("a lock that is %s is refused in a sentence", async (_, make, message) => {
  const top = await mkdtemp(join(tmpdir(), "lock-"));
  try {
    await make(join(top, "cgo-cross.lock"));
    expect(await findLockPath(top)).toBe(join(top, "cgo-cross.lock"));
    const reading = readLock(join(top, "cgo-cross.lock"));
    await expect(reading).rejects.toThrow(UserError);
    await expect(reading).rejects.toThrow(message);
  } finally {
    await rm(top, { recursive: true });
  }
});
