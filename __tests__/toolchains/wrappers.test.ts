import { spawnSync } from "node:child_process";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWrappers } from "../../src/roots/root.ts";
import { quote } from "../../src/roots/wrappers.ts";
import { pkgConfigCommand } from "../../src/toolchains/pkg-config.ts";
import { compilerNames, type GccNames, gccNames, gccWrappers, plainName } from "../../src/toolchains/wrappers.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { rootRequest } from "./questions.ts";

/** Prints its words and what it was given in its environment, each in brackets. */
const program = `#!/bin/sh
for word in "$0" "$@"; do printf '[%s]\\n' "$word"; done
printf 'LD_LIBRARY_PATH=[%s]\\n' "$LD_LIBRARY_PATH"
`;

const pkgConfig = `#!/bin/sh
for word in "$@"; do printf '[%s]\\n' "$word"; done
for name in PKG_CONFIG_PATH PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR; do
  eval "printf '%s=[%s]\\n' $name \\"\\\${$name-unset}\\""
done
`;

const content = "0123456789abcdef";
let place: Place;
/** As awkward as a user's cache directory can be. */
let directory: string;

beforeAll(async () => {
  place = await makePlace('it\'s $HOME `id` "q" \\ spaces');
  directory = join(place.directory, "tool");
});
afterAll(() => place.remove());

function names(target: string, triple: string): GccNames {
  return gccNames(rootRequest(triple, target).settings);
}

/** Makes a root with these programs, and the wrappers for it. Returns the wrappers' names. */
async function makeRoot(of: GccNames, programs: readonly string[]): Promise<readonly string[]> {
  for (const name of programs) {
    await writeFiles(join(directory, "root/usr/bin"), { [name]: program });
    await chmod(join(directory, "root/usr/bin", name), 0o755);
  }
  const wrappers = gccWrappers({ directory, content, programs }, of);
  await writeWrappers(directory, wrappers);
  return wrappers.map((wrapper) => wrapper.name);
}

function runWrapper(name: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): readonly string[] {
  const done = spawnSync(join(directory, "bin", name), args, {
    encoding: "utf8",
    env: { PATH: `${join(place.directory, "bin")}:/usr/bin:/bin`, ...environment },
  });
  expect(done.stderr).toBe("");
  expect(done.status).toBe(0);
  return done.stdout.trimEnd().split("\n");
}

describe("gccWrappers", () => {
  it("start the programs where they are, with a sysroot for the compilers, and pass every word on", async () => {
    const made = await makeRoot(names("linux/arm64", "aarch64-linux-gnu"), [
      "aarch64-linux-gnu-ar",
      "aarch64-linux-gnu-g++",
      "aarch64-linux-gnu-gcc",
      "aarch64-linux-gnu-gcc-12",
      "aarch64-linux-gnu-gcc-ar",
      "c++filt",
      "x86_64-linux-gnu-gcc",
    ]);
    expect([...made].sort()).toEqual([
      "aarch64-linux-gnu-ar",
      "aarch64-linux-gnu-g++",
      `aarch64-linux-gnu-g++-${content}`,
      "aarch64-linux-gnu-gcc",
      `aarch64-linux-gnu-gcc-${content}`,
      "aarch64-linux-gnu-gcc-12",
      "aarch64-linux-gnu-gcc-ar",
      "aarch64-linux-gnu-pkg-config",
    ]);
    const root = join(directory, "root");
    const words = ["-o", "a b", "", "it's", '"$(id)"', "*", "-DX=\\"];
    const compiles = (name: string) => [
      `[${join(root, "usr/bin", name)}]`,
      `[--sysroot=${root}]`,
      `[-ffile-prefix-map=${root}=/aarch64-linux-gnu]`,
      ...words.map((word) => `[${word}]`),
      `LD_LIBRARY_PATH=[${join(directory, "host-lib")}]`,
    ];
    for (const name of ["aarch64-linux-gnu-gcc", "aarch64-linux-gnu-g++"]) {
      expect(runWrapper(name, words)).toEqual(compiles(name));
      expect(runWrapper(`${name}-${content}`, words)).toEqual(compiles(name));
    }
    expect(runWrapper("aarch64-linux-gnu-ar", ["rcs", "a b.a"], { LD_LIBRARY_PATH: "/host" })).toEqual([
      `[${join(root, "usr/bin/aarch64-linux-gnu-ar")}]`,
      "[rcs]",
      "[a b.a]",
      `LD_LIBRARY_PATH=[${join(directory, "host-lib")}]`,
    ]);
  });

  it("give mingw's programs their plain names", async () => {
    const made = await makeRoot(names("windows/amd64", "x86_64-w64-mingw32"), [
      "x86_64-w64-mingw32-gcc-posix",
      "x86_64-w64-mingw32-g++-posix",
      "x86_64-w64-mingw32-ar",
    ]);
    expect([...made].sort()).toEqual([
      "x86_64-w64-mingw32-ar",
      "x86_64-w64-mingw32-g++",
      `x86_64-w64-mingw32-g++-${content}`,
      "x86_64-w64-mingw32-gcc",
      `x86_64-w64-mingw32-gcc-${content}`,
      "x86_64-w64-mingw32-pkg-config",
    ]);
    expect(runWrapper("x86_64-w64-mingw32-gcc", ["-v"]).slice(0, 2)).toEqual([
      `[${join(directory, "root/usr/bin/x86_64-w64-mingw32-gcc-posix")}]`,
      `[--sysroot=${join(directory, "root")}]`,
    ]);
  });

  it("show pkg-config the target's libraries alone", async () => {
    await writeFiles(join(place.directory, "bin"), { "pkg-config": pkgConfig });
    await chmod(join(place.directory, "bin/pkg-config"), 0o755);
    await makeRoot(names("linux/386", "i686-linux-gnu"), []);
    const root = join(directory, "root");
    expect(runWrapper("i686-linux-gnu-pkg-config", ["--libs", "a b"], { PKG_CONFIG_PATH: "/usr/lib" })).toEqual([
      "[--libs]",
      "[a b]",
      "PKG_CONFIG_PATH=[unset]",
      `PKG_CONFIG_LIBDIR=[${[
        "usr/lib/i386-linux-gnu/pkgconfig",
        "usr/i686-linux-gnu/lib/pkgconfig",
        "usr/share/pkgconfig",
      ]
        .map((path) => join(root, path))
        .join(":")}]`,
      `PKG_CONFIG_SYSROOT_DIR=[${root}]`,
    ]);
  });
});

describe("pkgConfigCommand", () => {
  const module = "Name: x\nDescription: x\nVersion: 1\n";

  it("gives the job's own modules as they are, before the root's, and none of the machine's", async () => {
    const at = join(place.directory, "bin");
    const [job, root] = [join(place.directory, "job"), join(place.directory, "root")];
    await writeFiles(job, {
      "a.pc": `${module}Requires: z\nCflags: -I/opt/a/include -I/usr/include/a\nLibs: -L/opt/a/lib -la\n`,
    });
    await writeFiles(root, { "z.pc": `${module}Cflags: -I/usr/include/z\nLibs: -L/usr/lib/z -lz\n` });
    const parts = { program: "/usr/bin/pkg-config", searchPath: [root], sysroot: "/stand.in", static: false };
    await writeFiles(at, { "job-pkg-config": pkgConfigCommand(parts) });
    const run = (path: string | undefined, ...args: readonly string[]) => {
      const env = path === undefined ? {} : { PKG_CONFIG_PATH: path };
      const done = spawnSync("/bin/sh", [join(at, "job-pkg-config"), ...args], { encoding: "utf8", env });
      return { status: done.status, words: done.stdout.trim() };
    };
    const path = `/usr/lib/x86_64-linux-gnu/pkgconfig::/lib:${job}`;
    expect(run(path, "--cflags", "a")).toEqual({
      status: 0,
      words: "-I/opt/a/include -I/stand.in/usr/include/a -I/stand.in/usr/include/z",
    });
    expect(run(path, "--libs", "a")).toEqual({ status: 0, words: "-L/opt/a/lib -la -L/stand.in/usr/lib/z -lz" });
    expect(run(path, "--exists", "z")).toEqual({ status: 0, words: "" });
    expect(run(path, "--exists", "none").status).not.toBe(0);
    expect(run(undefined, "--cflags", "z")).toEqual({ status: 0, words: "-I/stand.in/usr/include/z" });
    expect(run("/usr/lib/pkgconfig", "--exists", "a").status).not.toBe(0);
  });
});

describe("names", () => {
  it("plainName drops the threads model alone", () => {
    expect(
      ["x86_64-w64-mingw32-gcc-posix", "x86_64-w64-mingw32-gcc-win32", "aarch64-linux-gnu-gcc-12", "a-posix-b"].map(
        plainName,
      ),
    ).toEqual(["x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-gcc", "aarch64-linux-gnu-gcc-12", "a-posix-b"]);
  });

  it("compilerNames carry the content", () => {
    expect(compilerNames(names("windows/386", "i686-w64-mingw32"), "abc")).toEqual({
      cc: "i686-w64-mingw32-gcc-abc",
      cxx: "i686-w64-mingw32-g++-abc",
    });
  });

  it("quote makes one word of anything", () => {
    for (const text of ["", "a b", "it's", "''", "'", '"', "$HOME`id`\\", "a\nb", "-n", "*"]) {
      expect(spawnSync("/bin/sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" }).stdout).toBe(text);
    }
  });
});
