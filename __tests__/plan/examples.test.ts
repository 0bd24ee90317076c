import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { decide, readQuestion } from "../../src/commands/decide.ts";
import { emulators } from "../../src/emulators/emulators.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { targetName } from "../../src/platforms/target.ts";
import { describePlanJson } from "../../src/report/plan.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";
import { makePlace, type Place } from "../survey/modules.ts";

// Whatever machine the tests run on: only its Go is its own, and its C compiler.
vi.mock("../../src/survey/machine.ts", async (importActual) => {
  const { machine } = await import("./questions.ts");
  const actual = await importActual<typeof import("../../src/survey/machine.ts")>();
  return { ...actual, surveyMachine: async () => machine };
});

/** The modules of the examples are the user's own to fetch, where they are not there yet. */
const goProxy = execFileSync("go", ["env", "GOPROXY"], { cwd: tmpdir(), encoding: "utf8" }).trim();

const places: Place[] = [];
afterAll(() => Promise.all(places.map((place) => place.remove())));

const directory = fileURLToPath(new URL("../../examples", import.meta.url));

type Raw = Readonly<Record<string, string>>;

/** What `dry-run` prints of an example, and the plan that it is of. */
async function planExample(example: string, raw: Raw): Promise<{ readonly plan: Plan; readonly text: string }> {
  const place = await makePlace("dry run", { GOPROXY: goProxy });
  places.push(place);
  const host = { ...place.host, workspace: join(directory, example) };
  const question = await readQuestion(host, raw);
  const goCaches = {
    uses: { build: { kind: "kept" }, modules: { kind: "left", reason: "GOMODCACHE is set" } },
    dropModules: async () => false,
  } as const;
  const options = { goCaches, lock: "obey", makers: { providers, layers, emulators } } as const;
  const { plan } = await decide(host, question, options);
  return { plan, text: describePlanJson(plan) };
}

/** What JSON cannot hold, by its path: functions, patterns, dates, maps and the like. */
function findStrange(value: unknown, path = "plan"): readonly string[] {
  if (value === null || ["string", "boolean", "undefined"].includes(typeof value) || Number.isFinite(value)) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => findStrange(each, `${path}[${index}]`));
  }
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype
    ? Object.entries(value).flatMap(([name, each]) => findStrange(each, `${path}.${name}`))
    : [`${path}: ${String(value)}`];
}

/** A plan in a few lines: each target with its toolchain, what is on it, and who runs it; each root with its packages. */
function outline({ targets, roots }: Plan): readonly string[] {
  return [
    ...targets.map(({ target, toolchain, layers: on, run, builds }) => {
      const parts = [toolchain ?? "no C", ...on.map(({ id }) => id)].join("+");
      const emulator = run.kind === "run" ? run.emulator : run.kind;
      return `${targetName(target)}: ${parts}, ${emulator}: ${builds.map(({ file }) => file).join(" ")}`;
    }),
    ...roots.map(({ id, content }) => {
      const names = content.kind === "file" ? [content.name] : content.packages;
      const likely = content.kind === "file" ? [] : content.files.flatMap((file) => file.likely ?? file.what);
      return `${id}: ${[...names, ...likely].join(" ")}`;
    }),
  ];
}

const cross = "linux/386,linux/arm/v6,linux/arm64,linux/s390x,windows/amd64";
const crossRoots = [
  "i686-linux-gnu: gcc-i686-linux-gnu libc6-dev-i386-cross",
  "arm-linux-gnueabi: gcc-arm-linux-gnueabi libc6-dev-armel-cross",
  "aarch64-linux-gnu: gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
  "s390x-linux-gnu: gcc-s390x-linux-gnu libc6-dev-s390x-cross",
  "x86_64-w64-mingw32: gcc-mingw-w64-x86-64-posix",
];
const qemu = "qemu: qemu-user";
const wine = "wine: wine64 libz-mingw-w64";

const examples: readonly (readonly [example: string, raw: Raw, outline: readonly string[]])[] = [
  [
    "sqlite",
    { targets: cross, run: "true" },
    [
      "linux/386: i686-linux-gnu, loader: sqlite_linux_386",
      "linux/arm/v6: arm-linux-gnueabi, qemu: sqlite_linux_armv6",
      "linux/arm64: aarch64-linux-gnu, qemu: sqlite_linux_arm64",
      "linux/s390x: s390x-linux-gnu, qemu: sqlite_linux_s390x",
      "windows/amd64: x86_64-w64-mingw32+names-x86_64-w64-mingw32, wine: sqlite_windows_amd64.exe",
      "i686-linux-gnu: gcc-i686-linux-gnu libc6-dev-i386-cross",
      "arm-linux-gnueabi: gcc-arm-linux-gnueabi libc6-dev-armel-cross",
      qemu,
      "aarch64-linux-gnu: gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
      "s390x-linux-gnu: gcc-s390x-linux-gnu libc6-dev-s390x-cross",
      "x86_64-w64-mingw32: gcc-mingw-w64-x86-64-posix",
      wine,
    ],
  ],
  [
    "sqlite",
    { targets: "linux/arm64,linux/riscv64", libc: "musl", compiler: "clang" },
    [
      "linux/arm64: clang-aarch64-linux-gnu+musl-arm64, off: sqlite_linux_arm64",
      "linux/riscv64: clang-riscv64-linux-gnu+musl-riscv64, off: sqlite_linux_riscv64",
      "clang: clang lld binutils",
      "clang-aarch64-linux-gnu: gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
      "musl-arm64: musl-dev",
      "clang-riscv64-linux-gnu: gcc-riscv64-linux-gnu libc6-dev-riscv64-cross binutils-riscv64-linux-gnu",
      "musl-riscv64: musl-dev",
    ],
  ],
  [
    "zstd",
    { targets: cross, static: "true" },
    [
      "linux/386: i686-linux-gnu, off: zstd_linux_386",
      "linux/arm/v6: arm-linux-gnueabi, off: zstd_linux_armv6",
      "linux/arm64: aarch64-linux-gnu, off: zstd_linux_arm64",
      "linux/s390x: s390x-linux-gnu, off: zstd_linux_s390x",
      "windows/amd64: x86_64-w64-mingw32, off: zstd_windows_amd64.exe",
      ...crossRoots,
    ],
  ],
  [
    "cxx",
    { targets: "linux/arm64,linux/arm/v7,windows/386", glibc: "2.31" },
    [
      "linux/arm64: aarch64-linux-gnu-bullseye, off: cxx_linux_arm64",
      "linux/arm/v7: arm-linux-gnueabihf-bullseye, off: cxx_linux_armv7",
      "windows/386: i686-w64-mingw32, off: cxx_windows_386.exe",
      "aarch64-linux-gnu-bullseye: gcc-aarch64-linux-gnu libc6-dev-arm64-cross g++-aarch64-linux-gnu",
      "arm-linux-gnueabihf-bullseye: gcc-arm-linux-gnueabihf libc6-dev-armhf-cross g++-arm-linux-gnueabihf",
      "i686-w64-mingw32: gcc-mingw-w64-i686-posix g++-mingw-w64-i686-posix",
    ],
  ],
  [
    "pure",
    { targets: "linux/arm64,js/wasm,darwin/arm64,plan9/386", run: "true" },
    [
      "linux/arm64: no C, qemu: pure_linux_arm64",
      "js/wasm: no C, none: pure_js_wasm.wasm",
      "darwin/arm64: no C, none: pure_darwin_arm64",
      "plan9/386: no C, none: pure_plan9_386",
      qemu,
    ],
  ],
  [
    "shared",
    { targets: cross, buildmode: "c-shared" },
    [
      "linux/386: i686-linux-gnu, off: shared_linux_386.so",
      "linux/arm/v6: arm-linux-gnueabi, off: shared_linux_armv6.so",
      "linux/arm64: aarch64-linux-gnu, off: shared_linux_arm64.so",
      "linux/s390x: s390x-linux-gnu, off: shared_linux_s390x.so",
      "windows/amd64: x86_64-w64-mingw32, off: shared_windows_amd64.dll",
      ...crossRoots,
    ],
  ],
  [
    "libraries",
    { targets: "linux/386,linux/arm64", package: "./...", build: "false" },
    [
      "linux/386: i686-linux-gnu+libraries-i386, off: ",
      "linux/arm64: aarch64-linux-gnu+libraries-arm64, off: ",
      "i686-linux-gnu: gcc-i686-linux-gnu libc6-dev-i386-cross",
      "libraries-i386: libssl-dev libpcap0.8-dev libusb-1.0-0-dev zlib1g-dev",
      "aarch64-linux-gnu: gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
      "libraries-arm64: libssl-dev libpcap0.8-dev libusb-1.0-0-dev zlib1g-dev",
    ],
  ],
];

describe("dry-run of the examples", () => {
  it.each(examples)("%s with %o is the same text each time, and all there is to know", async (example, raw, lines) => {
    const { plan, text } = await planExample(example, raw);
    const again = await planExample(example, raw);
    expect(again.text).toBe(text);
    expect(findStrange(plan)).toEqual([]);
    expect(JSON.parse(text)).toEqual(plan);
    expect(outline(JSON.parse(text) as Plan)).toEqual(lines);
  });

  it("holds every decision", async () => {
    const { text } = await planExample("sqlite", {
      targets: "linux/arm64",
      run: "true",
      "run-args": "a b",
      libc: "musl",
    });
    const plan = JSON.parse(text) as Plan;
    expect(Object.keys(plan)).toEqual([
      "schema",
      "mode",
      "go",
      "module",
      "host",
      "environment",
      "concurrency",
      "caches",
      "lock",
      "exportEnvironment",
      "roots",
      "toolchains",
      "emulators",
      "targets",
      "leftOut",
      "publication",
      "refused",
      "warnings",
    ]);
    const selection = { follow: "all", skip: expect.any(Array), drop: [] };
    const packages = { kind: "packages", archive: "apt", files: [], keepsLists: false };
    expect(plan).toMatchObject({
      mode: "build",
      host: { os: "linux", arch: "amd64", distribution: { id: "debian", version: "12", codename: "bookworm" } },
      caches: {
        roots: { kind: "on" },
        goBuild: { kind: "kept" },
        goModules: { kind: "left", reason: "GOMODCACHE is set" },
      },
      lock: { kind: "none" },
      exportEnvironment: "per-target",
      roots: [
        {
          id: "aarch64-linux-gnu",
          kind: "gcc",
          settings: { triple: "aarch64-linux-gnu", native: "no" },
          content: { ...packages, packages: ["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"], selection },
        },
        {
          id: "musl-arm64",
          kind: "musl",
          content: { ...packages, architecture: "arm64", packages: ["musl-dev"], selection: { take: ["musl-dev"] } },
        },
        { id: "qemu", kind: "qemu", content: { ...packages, packages: ["qemu-user"], selection } },
      ],
      toolchains: [
        {
          id: "aarch64-linux-gnu",
          provider: "gcc",
          cxx: false,
          libc: "glibc",
          triple: "aarch64-linux-gnu",
          compiler: "aarch64-linux-gnu-gcc",
          roots: ["aarch64-linux-gnu"],
          settings: { sysroot: "usr/aarch64-linux-gnu" },
        },
      ],
      emulators: [{ id: "qemu", roots: ["qemu"], settings: {} }],
      targets: [
        {
          target: { os: "linux", arch: "arm64" },
          toolchain: "aarch64-linux-gnu",
          layers: [{ layer: "musl", id: "musl-arm64", roots: ["musl-arm64"] }],
          static: true,
          run: { kind: "run", emulator: "qemu", settings: { program: "qemu-aarch64" }, args: ["a", "b"] },
        },
      ],
    });
  });

  it("sets up where nothing is built", async () => {
    const { text } = await planExample("sqlite", { targets: "linux/arm64", build: "false" });
    expect(JSON.parse(text)).toMatchObject({ mode: "set-up", exportEnvironment: "set", targets: [{ builds: [] }] });
  });

  it("tells no value of -X", async () => {
    const { text } = await planExample("pure", { targets: "linux/arm64", ldflags: "-s -X main.token=hunter2" });
    expect(text).toContain("-X main.token=***");
    expect(text).not.toContain("hunter2");
  });
});
