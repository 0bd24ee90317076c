import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findPrivateDirectories } from "../../src/toolchains/layers/private-directories.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "private-directories-"));
  await mkdir(join(root, "usr/lib"), { recursive: true });
  await symlink("usr/lib", join(root, "lib"));
});

afterEach(() => rm(root, { recursive: true }));

async function put(...paths: readonly string[]) {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), "");
  }
}

const find = () => findPrivateDirectories(root, ["usr/lib/t", "lib/t", "usr/lib"]);

it("finds each directory below those of libraries that holds shared libraries, once", async () => {
  await put("usr/lib/t/libpulse.so.0", "usr/lib/t/pulseaudio/libpulsecommon-16.1.so");
  await put("usr/lib/t/blas/libblas.so.3", "usr/lib/t/openmpi/lib/libmpi.so.40.30.4", "usr/lib/t/openmpi/lib/libmpi.a");
  await put("usr/lib/systemd/libsystemd-shared-252.so");
  expect(await find()).toEqual(["usr/lib/t/blas", "usr/lib/t/openmpi/lib", "usr/lib/t/pulseaudio", "usr/lib/systemd"]);
});

it("finds one that holds links alone", async () => {
  await put("usr/lib/t/libz.so.1", "usr/lib/t/private/README");
  await symlink("../libz.so.1", join(root, "usr/lib/t/private/libfoo.so.1"));
  expect(await find()).toEqual(["usr/lib/t/private"]);
});

it("passes over plugins, archives and other files", async () => {
  await put("usr/lib/t/libz.so.1", "usr/lib/t/samba/vfs/acl.so", "usr/lib/t/x/libx.a", "usr/lib/t/y/libnote.so.txt");
  expect(await find()).toEqual([]);
});
