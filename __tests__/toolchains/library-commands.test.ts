import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeLocalHost } from "../../src/host/local.ts";
import type { Root } from "../../src/roots/settle.ts";
import { type LibrariesSettings, putLibrariesOn } from "../../src/toolchains/layers/library-commands.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("library commands");
});
afterAll(() => place.remove());

const settings: LibrariesSettings = {
  triple: "t",
  mingw: false,
  directories: { pkgConfig: [], libraries: ["usr/lib/t", "usr/lib"], headers: [] },
  requirements: [],
  static: false,
  given: [],
};

const compiler: Toolchain = {
  id: "gcc",
  triple: "t",
  cc: "t-gcc",
  cxx: undefined,
  ar: "t-ar",
  pkgConfig: undefined,
  names: { cc: "t-gcc", cxx: undefined },
  binDirectories: [],
  sysroot: undefined,
  libraryPath: [],
  linked: undefined,
  version: "gcc 1",
  source: "host",
  checked: undefined,
  packages: [],
  seconds: 0,
  bytesDownloaded: 0,
  directory: undefined,
};

async function put(directory: string) {
  const host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, "artifacts"),
    cacheDirectory: join(place.directory, "cache"),
  });
  const root = { directory, record: { packages: [] } } as unknown as Root;
  return putLibrariesOn(host, { id: "libraries", settings, toolchain: compiler, root, pkgConfig: "pkg-config" });
}

it("the linker and the target's programs look where the root's libraries find others", async () => {
  const directory = join(place.directory, "root of libraries");
  const files = join(directory, "root");
  await writeFiles(files, { "usr/lib/t/libpulse.so.0": "", "usr/lib/t/pulseaudio/libpulsecommon-16.1.so": "" });
  const { cc, libraryPath } = await put(directory);
  expect(libraryPath).toEqual(["usr/lib/t", "usr/lib", "usr/lib/t/pulseaudio"].map((at) => join(files, at)));
  const script = await readFile(cc, "utf8");
  expect(script).toContain(`-Wl,-rpath-link,${join(files, "usr/lib/t/pulseaudio")}`);
  expect(script).not.toContain(`-L${join(files, "usr/lib/t/pulseaudio")}`);
});
