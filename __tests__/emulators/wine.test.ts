import { chmod, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wine } from "../../src/emulators/wine.ts";
import { prefixOf, provideHome } from "../../src/emulators/wine-prefix.ts";
import { UserError } from "../../src/host/errors.ts";
import { makeToolStore } from "../../src/host/tools.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { alpine, debian, offerOf } from "./questions.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("wine", { DISPLAY: ":0", WAYLAND_DISPLAY: "wayland-0" });
});
afterAll(() => place.remove());

/** A Wine of the machine's own that does what a script says. */
async function installWine(script: string): Promise<string> {
  const file = join(place.directory, "wine");
  await writeFile(file, `#!/bin/sh\n[ "$1" = --version ] && exec echo "wine-5.0.3 (Debian 5.0.3-3)"\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

const system = "drive_c/windows/system32";

describe("an installed Wine", () => {
  test("is used where there is one, with or without an archive", () => {
    for (const machine of [debian, alpine]) {
      expect(offerOf(wine, "windows/amd64", { ...machine, wine: "/usr/bin/wine" })).toEqual({
        kind: "offer",
        emulator: { id: "wine", roots: [], settings: { installed: "/usr/bin/wine" } },
        roots: [],
        settings: {},
      });
    }
  });

  test("starts programs in a prefix of the run's own, without a display", async () => {
    const script = `mkdir -p "$WINEPREFIX/${system}"; (env; echo "$@") > "$WINEPREFIX/env"`;
    const installed = await installWine(script);
    const started = await wine.start(place.host, { id: "wine", roots: [], settings: { installed } }, []);
    const home = join(place.host.scratchDirectory, "wine");
    const written = await readFile(join(home, "prefix/env"), "utf8");
    expect(written).toMatch(/^wineboot\.exe --init$/m);
    expect(written).toContain(`\nHOME=${home}\n`);
    expect(written).not.toMatch(/DISPLAY/);
    const command = started.command({
      settings: {},
      interpreter: undefined,
      sysroot: "/sysroot",
      libraryPath: ["/l1"],
      environment: { PATH: "/other" },
    });
    expect(command).toMatchObject({ name: "wine", words: [installed], environment: { WINEPREFIX: `${home}/prefix` } });
    // The libraries of a toolchain for Windows are nothing that Linux could load.
    expect(command.environment["LD_LIBRARY_PATH"]).toBe(place.host.environment["LD_LIBRARY_PATH"]);
    await started.stop();
  });

  test("gets the DLL that Go programs need and old versions lack", async () => {
    const file = join(place.host.scratchDirectory, "wine/prefix", system, "bcryptprimitives.dll");
    expect(await readBinary(file)).toMatchObject({
      format: "pe",
      os: "windows",
      arch: "amd64",
      kind: "shared-library",
    });
    await rm(file);
    const installed = await installWine(`echo its own > "$WINEPREFIX/${system}/bcryptprimitives.dll"`);
    await wine.start(place.host, { id: "wine", roots: [], settings: { installed } }, []);
    expect(await readFile(file, "utf8")).toBe("its own\n");
  });

  test("gets a directory for its server in the run's own, as Debian's asks for one where there is no /run/user/<uid>", async () => {
    // What Debian's patch fixes/temporary-directory.patch does, with the fault that Wine 10 made of it.
    const script = `
      [ -z "\${TMPDIR+set}" ] || { echo "free(): invalid pointer"; exit 134; }
      name=$WINEPREFIX/wineserver
      [ "$(stat -c %a "$name")" = 400 ] && mkdir "/tmp/$(cat "$name")/server-1" && mkdir -p "$WINEPREFIX/${system}"`;
    const fresh = await makePlace("a server's place");
    try {
      const installed = await installWine(script);
      const started = await wine.start(fresh.host, { id: "wine", roots: [], settings: { installed } }, []);
      const sockets = join(fresh.host.scratchDirectory, "wine/server");
      expect(await readdir(sockets)).toEqual(["server-1"]);
      // The server refuses one that others can enter.
      expect((await stat(sockets)).mode & 0o777).toBe(0o700);
      await started.stop();
    } finally {
      await fresh.remove();
    }
  });

  test("that lacks a function is named with its version, and nothing else that a program prints is", async () => {
    const installed = await installWine(`mkdir -p "$WINEPREFIX/${system}"`);
    const { command } = await wine.start(place.host, { id: "wine", roots: [], settings: { installed } }, []);
    const toRun = { settings: {}, interpreter: undefined, sysroot: undefined, libraryPath: [], environment: {} };
    const { inability } = command(toRun);
    const printed = "wine: Call from 0x7bc7c990 to unimplemented function kernel32.dll.WerGetFlags, aborting";
    expect(inability?.(`first\n${printed}\n`)).toBe(
      "Wine 5.0.3 has no kernel32.dll.WerGetFlags, which the program calls",
    );
    expect(inability?.("panic: unimplemented function x, aborting")).toBeUndefined();
  });

  test("that cannot make its prefix is the user's to mend", async () => {
    const installed = await installWine("echo first; echo wine: no memory; exit 1");
    const start = wine.start(place.host, { id: "wine", roots: [], settings: { installed } }, []);
    await expect(start).rejects.toThrow(UserError);
    await expect(start).rejects.toThrow("Wine could not make its prefix: first wine: no memory");
  });
});

test("a private Wine comes from the machine's archive", async () => {
  const { emulator, roots } = offerOf(wine, "windows/amd64");
  expect(emulator).toEqual({ id: "wine", roots: ["wine"], settings: {} });
  expect(roots).toMatchObject([{ id: "wine", kind: "wine", content: { kind: "packages", archive: "apt" } }]);
  await expect(wine.start(place.host, emulator, [])).rejects.toThrow("wine was planned without a root");
});

describe("the prefix of a private Wine", () => {
  /** Makes a prefix as Wine does, and adds a line to the file `made`. */
  async function installLoader(directory: string): Promise<string> {
    const loader = join(directory, "loader");
    const script = `#!/bin/sh
      echo "$WINEPREFIX" >> ${directory}/made
      sleep 0.3
      mkdir -p "$WINEPREFIX/${system}" "$WINEPREFIX/drive_c/users/me" "$WINEPREFIX/dosdevices"
      echo dll > "$WINEPREFIX/${system}/kernel32.dll"
      ln -s "$HOME" "$WINEPREFIX/drive_c/users/me/Documents"
      ln -s / "$WINEPREFIX/dosdevices/z:"`;
    await writeFile(loader, script, { mode: 0o755 });
    return loader;
  }

  test("is made once, and each run has a copy of its own", async () => {
    const shared = await makePlace("wine-shared");
    const others = await Promise.all([makePlace("wine-one"), makePlace("wine-other")]);
    const loader = await installLoader(shared.directory);
    const tools = join(shared.directory, "tools");
    const provide = async ({ host }: Place) => {
      const home = join(host.scratchDirectory, "wine");
      const environment = (at: string) => ({ ...host.environment, HOME: at, WINEPREFIX: prefixOf(at) });
      const maker = { loader, environment, stop: async () => {}, identity: loader };
      await provideHome({ ...host, toolDirectory: tools, tools: makeToolStore(tools) }, home, maker);
      return home;
    };
    const countMade = async () => (await readFile(join(shared.directory, "made"), "utf8")).trim().split("\n").length;
    const dllIn = (home: string) => join(prefixOf(home), system, "kernel32.dll");
    try {
      const homes = await Promise.all(others.map(provide));
      expect(await countMade()).toBe(1);
      for (const home of homes) {
        expect(await readFile(dllIn(home), "utf8")).toBe("dll\n");
        expect(await readlink(join(prefixOf(home), "drive_c/users/me/Documents"))).toBe(home);
        expect(await readlink(join(prefixOf(home), "dosdevices/z:"))).toBe("/");
        expect(join("/tmp/x", await readFile(join(prefixOf(home), "wineserver"), "utf8"))).toBe(join(home, "server"));
      }
      // What a program does in its prefix stays there.
      await writeFile(dllIn(homes[0] ?? ""), "changed\n");
      const [template = ""] = await makeToolStore(tools).find("cgo-cross-wine-prefix");
      expect(await readFile(dllIn(template), "utf8")).toBe("dll\n");
      await provide(shared);
      expect(await countMade()).toBe(1);
      // One that is not as it was made is made again.
      await writeFile(dllIn(template), "changed\n");
      expect(await readFile(dllIn(await provide(shared)), "utf8")).toBe("dll\n");
      expect(await countMade()).toBe(2);
    } finally {
      await Promise.all([shared, ...others].map((each) => each.remove()));
    }
  });

  test("is the run's own where none can be kept", async () => {
    const alone = await makePlace("wine-alone");
    try {
      const loader = await installLoader(alone.directory);
      const tools = join(alone.directory, "a-file");
      await writeFile(tools, "");
      const environment = (at: string) => ({ ...alone.host.environment, HOME: at, WINEPREFIX: prefixOf(at) });
      const home = join(alone.host.scratchDirectory, "wine");
      const host = { ...alone.host, toolDirectory: tools, tools: makeToolStore(tools) };
      await provideHome(host, home, { loader, environment, stop: async () => {}, identity: loader });
      expect(await readlink(join(prefixOf(home), "drive_c/users/me/Documents"))).toBe(home);
    } finally {
      await alone.remove();
    }
  });
});
