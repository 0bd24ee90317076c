import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OwnCompilers } from "../../src/survey/own-compiler.ts";
import { cFile, goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
let bin: string;

beforeEach(async () => {
  place = await makePlace("own-compiler");
  bin = join(place.directory, "bin");
  await mkdir(bin);
});

afterEach(async () => place.remove());

/** Shell scripts that stand before all others on PATH. */
async function addCommands(commands: Readonly<Record<string, string>>): Promise<void> {
  await writeFiles(
    bin,
    Object.fromEntries(Object.entries(commands).map(([name, text]) => [name, `#!/bin/sh\n${text}\n`])),
  );
  for (const name of await readdir(bin)) {
    await chmod(join(bin, name), 0o755);
  }
}

const own = `linux/${process.arch === "arm64" ? "arm64" : "amd64"}`;
const foreign = own === "linux/amd64" ? "arm64" : "amd64";
const foreignTriple = foreign === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";

/** What is found out about the compilers of a program with C in it. */
async function compilersOf(
  variables: Readonly<Record<string, string | undefined>> = {},
  raw: Readonly<Record<string, string>> = {},
): Promise<OwnCompilers | undefined> {
  const host = {
    ...place.host,
    environment: { ...place.host.environment, PATH: `${bin}:${process.env["PATH"]}`, ...variables },
  };
  // The host's own processes have the PATH that it was made with.
  const made = await makePlace("own-compiler", host.environment);
  const directory = await writeFiles(join(made.directory, "m"), {
    "go.mod": goMod,
    "main.go": mainFile(),
    "c.go": cFile(),
  });
  const { survey } = await surveyIn(made.host, directory, { targets: own, ...raw });
  expect((await readdir(made.host.scratchDirectory)).filter((name) => name.startsWith("own-"))).toEqual([]);
  await made.remove();
  return survey.targets[0]?.hostCompilers.own;
}

const glibc = own === "linux/amd64" ? "/lib64/ld-linux-x86-64.so.2" : "/lib/ld-linux-aarch64.so.1";
const plain = {
  cc: "gcc",
  cxx: undefined,
  interpreter: glibc,
  unstarted: [],
  mistakes: [],
  notes: [],
  failure: undefined,
};

describe("the machine's own compiler", () => {
  it("is asked for the loader that its programs ask for", async () => {
    expect(await compilersOf()).toEqual(plain);
    await addCommands({ gcc: 'exec /usr/bin/gcc "$@" -Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1' });
    expect(await compilersOf()).toEqual({ ...plain, interpreter: "/lib/ld-musl-x86_64.so.1" });
  });

  it("is asked with the program's own flags, and without those that fail for it alone", async () => {
    const flags = "-L/nowhere -Wl,--dynamic-linker=/lib/mine.so";
    expect(await compilersOf({ CGO_LDFLAGS: flags })).toEqual({ ...plain, interpreter: "/lib/mine.so" });
    expect(await compilersOf({ CGO_LDFLAGS: "-lno-such-library" })).toEqual(plain);
    expect(await compilersOf({ CGO_CFLAGS: "-O2" }, { "cgo-ldflags": "-static" })).toEqual({
      ...plain,
      interpreter: undefined,
    });
  });

  it("that cannot link, as one without the C library's headers, is none", async () => {
    await addCommands({
      gcc: 'case "$*" in *-dumpmachine*) exec /usr/bin/gcc "$@";; esac; echo "ld: cannot find crt1.o"; exit 1',
    });
    expect(await compilersOf()).toEqual({
      ...plain,
      cc: undefined,
      interpreter: undefined,
      failure: "this machine's gcc cannot link a program of one line: ld: cannot find crt1.o",
    });
  });

  it("is not asked where no C is compiled", async () => {
    expect(await compilersOf({ CC: "nothing" }, { cgo: "off" })).toBeUndefined();
    expect(await compilersOf({ CC: "nothing" }, { targets: `linux/${foreign}` })).toBeUndefined();
  });
});

describe("CC", () => {
  it("may be a path, and have flags", async () => {
    await addCommands({ "my gcc": 'exec /usr/bin/gcc "$@"', ccache: 'exec "$@"' });
    for (const CC of ["/usr/bin/gcc", "ccache gcc", "gcc -O1", `"${join(bin, "my gcc")}" -O1`]) {
      expect(await compilersOf({ CC })).toEqual({ ...plain, cc: CC });
    }
  });

  it("may be set by go env -w", async () => {
    await writeFiles(place.directory, { goenv: "CC=/usr/bin/gcc\n", wrong: "CC=/nowhere/gcc\n" });
    expect(await compilersOf({ GOENV: join(place.directory, "goenv") })).toEqual({ ...plain, cc: "/usr/bin/gcc" });
    expect((await compilersOf({ GOENV: join(place.directory, "wrong") }))?.mistakes).toEqual([
      "CC=/nowhere/gcc: there is no executable file /nowhere/gcc; correct CC, or unset it to have a compiler chosen",
    ]);
  });

  it("has to be there, and to make programs", async () => {
    const way = "correct CC, or unset it to have a compiler chosen";
    const mistakes: Readonly<Record<string, string>> = {
      "no-such-gcc": `CC=no-such-gcc: there is no no-such-gcc on PATH; ${way}`,
      failing: `CC=failing cannot link a program of one line: failing: error: not today; ${way}`,
    };
    await addCommands({ failing: "echo failing: error: not today >&2; exit 1" });
    for (const [CC, mistake] of Object.entries(mistakes)) {
      expect(await compilersOf({ CC })).toEqual({
        ...plain,
        cc: undefined,
        interpreter: undefined,
        mistakes: [mistake],
      });
    }
  });

  it("for another target leaves this one to the compiler that Go would take without it", async () => {
    const CC = `${foreignTriple}-gcc`;
    await addCommands({ [CC]: `case "$*" in *-dumpmachine*) echo ${foreignTriple}; exit;; esac; echo no; exit 1` });
    const notes = [`CC=${CC} of the job is not used for ${own}: it makes programs for ${foreignTriple}`];
    expect(await compilersOf({ CC })).toEqual({ ...plain, notes });
    await addCommands({ gcc: "exit 1" });
    expect(await compilersOf({ CC })).toMatchObject({ cc: undefined, mistakes: [], notes });
  });
});

describe("a Mac", () => {
  /** Programs as Apple's linker would leave them, by the name that -arch has for their processor. */
  async function makePrograms(directory: string): Promise<void> {
    await writeFiles(join(directory, "p"), { "go.mod": goMod, "main.go": mainFile() });
    for (const [arch, name] of [
      ["amd64", "x86_64"],
      ["arm64", "arm64"],
    ] as const) {
      const env = { ...process.env, GOOS: "darwin", GOARCH: arch, CGO_ENABLED: "0", GOFLAGS: "" };
      execFileSync("go", ["build", "-o", join(directory, name), "."], { cwd: join(directory, "p"), env });
    }
  }

  const clang = (programs: string) => `#!/bin/sh
arch=$(uname -m)
while [ $# -gt 0 ]; do
  case $1 in
    -arch) arch=$2; shift;;
    -o) out=$2; shift;;
  esac
  shift
done
cat > /dev/null
cp "${programs}/$arch" "$out"
`;

  async function machineOf(host: Place["host"], targets: string) {
    const directory = await writeFiles(join(place.directory, "m"), {
      "go.mod": goMod,
      "main.go": mainFile(),
      "c.go": cFile(),
    });
    const mac = { ...host, os: "darwin", arch: "arm64" } as const;
    return (await surveyIn(mac, directory, { targets })).survey;
  }

  it("compiles for both processors of Macs, and says which it runs", async () => {
    await makePrograms(place.directory);
    await addCommands({ arch: 'test "$1" = -x86_64' });
    await writeFiles(bin, { clang: clang(place.directory) });
    await chmod(join(bin, "clang"), 0o755);
    const { host, remove } = await makePlace("mac", { PATH: `${bin}:${process.env["PATH"]}` });
    const { targets, machine } = await machineOf(host, "darwin/amd64,darwin/arm64,linux/amd64");
    const loader = "/usr/lib/dyld";
    expect(targets.map(({ hostCompilers }) => hostCompilers.own)).toEqual([
      { ...plain, cc: "clang", interpreter: loader },
      { ...plain, cc: "clang", interpreter: loader },
      undefined,
    ]);
    expect([machine.os, machine.translated]).toEqual(["darwin", ["amd64"]]);
    await remove();
  });

  it("without Xcode's tools has a clang that does not compile", async () => {
    const said = "xcode-select: note: No developer tools were found, requesting install.";
    await addCommands({ clang: `echo '${said}' >&2; exit 1`, arch: "exit 1" });
    const { host, remove } = await makePlace("mac", { PATH: `${bin}:${process.env["PATH"]}` });
    const { targets, machine } = await machineOf(host, "darwin/arm64");
    expect(targets[0]?.hostCompilers).toMatchObject({
      cc: false,
      own: { cc: undefined, failure: `this machine's clang cannot link a program of one line: ${said}` },
    });
    expect(machine.translated).toBeUndefined();
    await remove();
  });
});

describe("a Windows machine", () => {
  it("is asked for what its gcc makes: a clang for another C runtime cannot link, a gcc for Linux is another's", async () => {
    const program = join(place.directory, "p.exe");
    await writeFiles(join(place.directory, "p"), { "go.mod": goMod, "main.go": mainFile() });
    const env = { ...process.env, GOOS: "windows", GOARCH: "amd64", CGO_ENABLED: "0", GOFLAGS: "" };
    execFileSync("go", ["build", "-o", program, "."], { cwd: join(place.directory, "p"), env });
    const out = 'while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done; cat > /dev/null';
    await addCommands({
      gcc: `${out}; cp '${program}' "$out"`,
      "msvc-clang": "printf 'clang: error: no linker\\r\\n'; exit 1",
    });
    const ask = async (variables: Readonly<Record<string, string>>) => {
      const { host, remove } = await makePlace("win", { PATH: `${bin}:${process.env["PATH"]}`, ...variables });
      const files = { "go.mod": goMod, "main.go": mainFile(), "c.go": cFile() };
      const directory = await writeFiles(join(place.directory, "m"), files);
      const windows = { ...host, os: "windows", arch: "amd64" } as const;
      const { survey } = await surveyIn(windows, directory, { targets: "windows/amd64" });
      await remove();
      return survey.targets[0]?.hostCompilers.own;
    };
    expect(await ask({})).toEqual({ ...plain, interpreter: undefined });
    expect((await ask({ CC: "msvc-clang" }))?.mistakes).toEqual([
      "CC=msvc-clang cannot link a program of one line: clang: error: no linker; correct CC, or unset it to have a compiler chosen",
    ]);
    expect(await ask({ CC: "/usr/bin/gcc" })).toMatchObject({
      cc: "gcc",
      notes: [
        expect.stringMatching(
          /^CC=\/usr\/bin\/gcc of the job is not used for windows\/amd64: it makes programs for linux\//,
        ),
      ],
    });
  });
});
