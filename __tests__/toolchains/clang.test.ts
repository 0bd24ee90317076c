import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rootKind } from "../../src/roots/kind.ts";
import type { Root } from "../../src/roots/settle.ts";
import type { HostClang } from "../../src/survey/clang.ts";
import { clang } from "../../src/toolchains/clang.ts";
import { type ClangParts, type ClangSettings, makeClangCommands } from "../../src/toolchains/clang-commands.ts";
import { fromSettings } from "../../src/toolchains/settings.ts";
import { needs } from "../plan/questions.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { type Choice, chosen, rootRequest } from "./questions.ts";

const hostClang: HostClang = {
  cc: "/made up/clang",
  cxx: undefined,
  lld: "/made up/ld.lld",
  ar: "/made up/ar",
  version: 14,
  line: "clang version 14.0.6",
  own: { c: false, cxx: false },
};

const triples: Readonly<Record<string, string>> = {
  "linux/arm64": "aarch64-linux-gnu",
  "linux/mips": "mips-linux-gnu",
  "linux/s390x": "s390x-linux-gnu",
  "windows/amd64": "x86_64-w64-mingw32",
};

function choice(name: string, compiler?: HostClang): Choice {
  const need = name.startsWith("windows/") ? needs.c : needs.cxx;
  return { inputs: { compiler: "clang" }, machine: { clang: compiler }, facts: { need } };
}

function settingsFor(name: string, compiler?: HostClang): ClangSettings {
  const { toolchain } = chosen(name, choice(name, compiler)).base;
  expect(toolchain.provider).toBe("clang");
  return fromSettings<ClangSettings>(toolchain.settings);
}

/** Does with a directory what is left to do after a target's root has been unpacked there. */
async function finishTarget(name: string, directory: string): Promise<void> {
  const { kind, settings } = rootRequest(`clang-${triples[name]}`, name, choice(name));
  await rootKind(clang.rootKinds, kind).finish?.({ directory, multiarch: "x86_64-linux-gnu", settings });
}

/** Prints its words and where its libraries are, each in brackets. */
const program = `#!/bin/sh
for word in "$0" "$@"; do printf '[%s]\\n' "$word"; done
printf 'LD_LIBRARY_PATH=[%s]\\n' "$LD_LIBRARY_PATH"
`;

let place: Place;
beforeAll(async () => {
  place = await makePlace('it\'s $HOME `id` "q" \\ spaces');
});
afterAll(() => place.remove());

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

function makeRoot(name: string, sha256: string, files: Readonly<Record<string, string>>): Root {
  const directory = join(place.directory, name);
  for (const [path, text] of Object.entries(files)) {
    write(join(directory, "root/usr", path), text);
  }
  const packages = [{ name, version: "1", architecture: "all", sha256 }];
  const record = { schema: 1, request: "", resolved: "", packages } as unknown as Root["record"];
  return { directory, source: "disk", checked: "index", record, seconds: 0, bytesDownloaded: 0 };
}

function run(file: string, args: readonly string[]): readonly string[] {
  const done = spawnSync(file, args, { encoding: "utf8", env: { PATH: "/usr/bin:/bin" } });
  expect(done.stderr).toBe("");
  return done.stdout.trimEnd().split("\n");
}

describe("the commands", () => {
  const clangRoot = () => makeRoot("clang", "a", { "bin/clang": program, "bin/ar": program });

  it("join the compiler's root and the target's, and pass every word on", async () => {
    const parts: ClangParts = { clang: clangRoot(), target: makeRoot("arm64", "b", {}) };
    const { binDirectory, names } = await makeClangCommands(place.host, settingsFor("linux/arm64"), parts);
    expect(readdirSync(binDirectory).sort()).toEqual(
      [
        "aarch64-linux-gnu-ar",
        "aarch64-linux-gnu-clang",
        "aarch64-linux-gnu-clang++",
        names.cc,
        names.cxx,
        "aarch64-linux-gnu-pkg-config",
      ].sort(),
    );
    expect(names.cc).toMatch(/^aarch64-linux-gnu-clang-[0-9a-f]{16}$/);
    const [clang, target] = [join(place.directory, "clang", "root"), join(place.directory, "arm64", "root")];
    const flags = [
      "[--target=aarch64-linux-gnu]",
      `[--sysroot=${target}]`,
      `[--gcc-toolchain=${target}/usr]`,
      `[-B${binDirectory}]`,
      "[-fuse-ld=lld]",
      `[--ld-path=${clang}/usr/bin/ld.lld]`,
      `[-ffile-prefix-map=${target}=/aarch64-linux-gnu]`,
      `[-ffile-prefix-map=${clang}=/clang]`,
      "[-Wno-unused-command-line-argument]",
      "[-march=armv8-a]",
    ];
    const rest = ["[-o]", "[a b]", "[]", "[*]", `LD_LIBRARY_PATH=[${join(place.directory, "clang", "host-lib")}]`];
    for (const [name, mode] of [
      [names.cc, []],
      ["aarch64-linux-gnu-clang", []],
      [names.cxx, ["[--driver-mode=g++]"]],
      ["aarch64-linux-gnu-clang++", ["[--driver-mode=g++]"]],
    ] as const) {
      const said = run(join(binDirectory, name), ["-o", "a b", "", "*"]);
      expect(said).toEqual([`[${clang}/usr/bin/clang]`, ...mode, ...flags, ...rest]);
    }
    expect(run(join(binDirectory, "aarch64-linux-gnu-ar"), ["rcs", "x.a"])).toEqual([
      `[${clang}/usr/bin/ar]`,
      "[rcs]",
      "[x.a]",
      `LD_LIBRARY_PATH=[${join(place.directory, "clang", "host-lib")}]`,
    ]);
  });

  it("start the machine's own compiler as it is, and GNU ld with the libraries it came with", async () => {
    const cc = write(join(place.directory, "own clang"), program);
    const target = makeRoot("s390x", "c", { "bin/s390x-linux-gnu-ld.bfd": program });
    const plan = settingsFor("linux/s390x", { ...hostClang, cc });
    const { binDirectory } = await makeClangCommands(place.host, plan, { clang: undefined, target });
    const said = run(join(binDirectory, "s390x-linux-gnu-clang"), ["x.c"]);
    expect(said).toContain(`[--ld-path=${join(binDirectory, "s390x-linux-gnu-ld")}]`);
    expect(said).not.toContain("[-fuse-ld=lld]");
    expect([said[0], ...said.slice(-3)]).toEqual([`[${cc}]`, "[-march=z196]", "[x.c]", "LD_LIBRARY_PATH=[]"]);
    expect(run(join(binDirectory, "s390x-linux-gnu-ld"), ["x.o"])).toEqual([
      `[${join(target.directory, "root", "usr/bin/s390x-linux-gnu-ld.bfd")}]`,
      "[x.o]",
      `LD_LIBRARY_PATH=[${target.directory}/host-lib]`,
    ]);
  });

  it("are named by the content of both roots and by what they do, and by nothing else", async () => {
    const nameOf = async (parts: ClangParts, clang?: HostClang) =>
      (await makeClangCommands(place.host, settingsFor("linux/arm64", clang), parts)).names.cc;
    const both = { clang: clangRoot(), target: makeRoot("arm64", "b", {}) };
    const first = await nameOf(both);
    expect(await nameOf({ ...both, target: { ...both.target, directory: "/elsewhere" } })).toBe(first);
    const onHost = await nameOf({ ...both, clang: undefined }, hostClang);
    expect(await nameOf({ ...both, clang: undefined }, { ...hostClang, cc: "/bin/clang" })).toBe(onHost);
    const others = [
      await nameOf({ ...both, target: makeRoot("arm64", "other", {}) }),
      await nameOf({ ...both, clang: makeRoot("clang", "other", {}) }),
      onHost,
      await nameOf({ ...both, clang: undefined }, { ...hostClang, line: "clang version 14.0.7" }),
      (await makeClangCommands(place.host, { ...settingsFor("linux/arm64"), flags: ["-march=armv8.1-a"] }, both)).names
        .cc,
    ];
    expect(new Set([first, ...others]).size).toBe(6);
  });
});

describe("a target's root, when it is unpacked", () => {
  it("loses gcc's own headers", async () => {
    const { directory } = makeRoot("mips", "d", {
      "lib/gcc-cross/mips-linux-gnu/12/include/stdatomic.h": "",
      "lib/gcc-cross/mips-linux-gnu/12/libgcc.a": "",
    });
    await finishTarget("linux/mips", directory);
    expect(readdirSync(join(directory, "root/usr/lib/gcc-cross/mips-linux-gnu/12"))).toEqual(["libgcc.a"]);
  });

  it("of Windows keeps libgcc where clang looks for it, and nothing that runs", async () => {
    const triple = "x86_64-w64-mingw32";
    const gcc = `lib/gcc/${triple}/12-posix`;
    const { directory } = makeRoot("mingw", "e", {
      [`${gcc}/cc1`]: "",
      [`${gcc}/libgcc.a`]: "gcc",
      [`${gcc}/libgcc_eh.a`]: "",
      [`${gcc}/libatomic.a`]: "",
      [`bin/${triple}-gcc-posix`]: "",
      [`${triple}/lib/libm.a`]: "",
    });
    await finishTarget("windows/amd64", directory);
    const usr = join(directory, "root/usr");
    expect(readdirSync(join(usr, triple, "lib")).sort()).toEqual(["libatomic.a", "libgcc.a", "libgcc_eh.a", "libm.a"]);
    expect([existsSync(join(usr, "lib/gcc")), readdirSync(join(usr, "bin"))]).toEqual([false, []]);
  });
});
