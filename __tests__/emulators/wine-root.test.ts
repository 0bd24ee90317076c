import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRemoved } from "../../src/emulators/wine-files.ts";
import { findWinePrograms, finishWineRoot } from "../../src/emulators/wine-root.ts";
import { UserError } from "../../src/host/errors.ts";
import { type Asked, makePe } from "./pe-files.ts";

const multiarch = "x86_64-linux-gnu";
const program = "\x7fELF of Wine";
const script = "#!/bin/sh -e\nexec /usr/lib/wine/wineserver64 -p0\n";

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "wine-root-"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const libraries = `usr/lib/${multiarch}/wine`;

/** DLLs of which a console program needs some, wherever they ask for each other. */
const dlls: Readonly<Record<string, Asked>> = {
  "ntdll.dll": {},
  "kernel32.dll": { imports: ["ntdll.dll"], forwards: ["NTDLL.RtlZeroMemory"] },
  "ole32.dll": { imports: ["kernel32.dll", "coml2.dll"] },
  // Since Wine 10: nobody knows it by name but ole32.
  "coml2.dll": { imports: ["ntdll.dll"] },
  "shell32.dll": { delayed: ["WINSPOOL.DRV"] },
  "winspool.drv": { imports: ["Compstui.dll"] },
  "compstui.dll": {},
  "user32.dll": { imports: ["zlib1.dll"] },
  "cmd.exe": { imports: ["user32.dll"] },
  "d3d12.dll": { imports: ["ntdll.dll"] },
};

const realDlls = (directory: string) =>
  Object.fromEntries(Object.entries(dlls).map(([name, asked]) => [`${directory}/${name}`, makePe(asked)]));

const unixParts = Object.fromEntries(
  ["ntdll.so", "winspool.so", "winex11.so", "winepulse.so"].map((name) => [
    `${libraries}/x86_64-unix/${name}`,
    program,
  ]),
);

const zlib = { "usr/x86_64-w64-mingw32/lib/zlib1.dll": makePe({ imports: ["kernel32.dll"] }) };

const inUsrLib = {
  "usr/lib/wine/wine64": program,
  "usr/lib/wine/wineserver64": program,
  "usr/lib/wine/wineserver": script,
};

/** Where the packages of each version have their files: from Debian 11, 12, 13 and sid; Ubuntu's are made of the same. */
const layouts: Readonly<Record<string, Readonly<Record<string, string | Buffer>>>> = {
  "5 and 6, with DLLs that are libraries of Linux": {
    ...inUsrLib,
    [`${libraries}/kernel32.dll.so`]: program,
    [`${libraries}/ntdll.so`]: program,
    [`${libraries}/fakedlls/kernel32.dll`]: makePe({}),
    "usr/share/wine/wine/l_intl.nls": "",
  },
  "8 and 9": {
    ...inUsrLib,
    ...realDlls(`${libraries}/x86_64-windows`),
    ...unixParts,
    ...zlib,
    "usr/share/wine/nls/l_intl.nls": "",
  },
  "10, with its programs beside its libraries, and DLLs for 32 bits": {
    [`${libraries}/wine`]: program,
    [`${libraries}/wineserver`]: program,
    "usr/bin/wine64-stable": script,
    ...realDlls(`${libraries}/x86_64-windows`),
    [`${libraries}/i386-windows/ntdll.dll`]: "MZ",
    ...unixParts,
    ...zlib,
    "usr/share/wine/nls/l_intl.nls": "",
  },
};

async function makeRoot(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const directory = await mkdtemp(join(place, "root-"));
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, "root", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, 0o755);
  }
  return directory;
}

describe.each(Object.entries(layouts))("the files of Wine %s", (name, files) => {
  let directory: string;
  beforeAll(async () => {
    directory = await makeRoot(files);
    await finishWineRoot(directory, multiarch);
  });

  test("have a loader that is a program, and beside it the server, which exits with its last program", async () => {
    const { loader, server } = await findWinePrograms(join(directory, "root"), multiarch);
    expect([await readFile(loader, "utf8"), await readFile(server, "utf8")]).toEqual([program, program]);
    const started = join(dirname(loader), "wineserver");
    expect(await readFile(started, "utf8")).toBe('#!/bin/sh\nexec "$(dirname "$0")/wineserver64" -p0 "$@"\n');
    expect((await stat(started)).mode & 0o777).toBe(0o755);
    expect(server).toBe(join(dirname(loader), "wineserver64"));
  });

  test("have the server's tables in the place that it looks in", async () => {
    const data = join(directory, "root/usr/share/wine");
    const tables = await readdir(join(data, "wine")).catch(() => []);
    expect(tables).toContain(name.startsWith("5") ? "l_intl.nls" : "nls");
    // A link that leads out of a root would not be accepted.
    expect(await realpath(join(data, "wine"))).toContain(await realpath(data));
  });

  test("are those that a console program needs, and what these need", async () => {
    const wine = join(directory, "root", libraries);
    const left = (await readdir(wine)).sort();
    if (name.startsWith("5")) {
      expect(left).toEqual(["fakedlls", "kernel32.dll.so", "ntdll.so"]);
      return;
    }
    const kept = ["x86_64-unix", "x86_64-windows", "x86_64-windows.removed"];
    expect(left.filter((each) => !each.startsWith("wine"))).toEqual(kept);
    expect([...(await readRemoved(wine))]).toEqual(["d3d12.dll"]);
    const needed = [...Object.keys(dlls).filter((each) => each !== "d3d12.dll"), "zlib1.dll"].sort();
    expect((await readdir(join(wine, "x86_64-windows"))).sort()).toEqual(needed);
    expect((await readdir(join(wine, "x86_64-unix"))).sort()).toEqual(["ntdll.so", "winspool.so"]);
    const marked = await readFile(join(wine, "x86_64-windows/zlib1.dll"));
    expect(marked.toString("latin1", 64, 80)).toBe("Wine builtin DLL");
  });

  test("stay as they are when they are finished twice", async () => {
    const before = await readdir(join(directory, "root"), { recursive: true });
    await finishWineRoot(directory, multiarch);
    expect(await readdir(join(directory, "root"), { recursive: true })).toEqual(before);
  });
});

test("a package without Wine's programs is the reason why it cannot be used", async () => {
  const directory = await makeRoot({ "usr/bin/wine": script });
  // The alternatives' links lead to the machine's own.
  await symlink("/bin/sh", join(directory, "root/usr/bin/wine64"));
  expect(await readlink(join(directory, "root/usr/bin/wine64"))).toBe("/bin/sh");
  const finished = finishWineRoot(directory, multiarch);
  await expect(finished).rejects.toThrow(UserError);
  await expect(finished).rejects.toThrow("Wine's packages have no program wine64 or wine in usr/lib/wine, ");
});
