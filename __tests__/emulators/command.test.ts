import { expect, test } from "vitest";
import { type EmulatorCommandQuestion, makeEmulatorCommand } from "../../src/emulators/command.ts";

const environment = { PATH: "/usr/bin", LD_LIBRARY_PATH: "/own" };
const interpreter = "/lib/ld-linux-aarch64.so.1";
const qemu = { kind: "qemu", program: "qemu-aarch64", flags: ["-cpu", "max"] } as const;

const rows: readonly [string, Partial<EmulatorCommandQuestion>, object][] = [
  [
    "on this machine, the program itself with the libraries in front",
    { run: { kind: "native" }, libraryPath: ["/l1", "/l2"] },
    { name: undefined, words: [], environment: { PATH: "/usr/bin", LD_LIBRARY_PATH: "/l1:/l2:/own" } },
  ],
  [
    "by the loader of the toolchain",
    { run: { kind: "loader" }, libraryPath: ["/l1"] },
    {
      name: undefined,
      words: ["/sysroot/lib/ld-linux-aarch64.so.1", "--library-path", "/sysroot/lib:/l1"],
      environment,
    },
  ],
  [
    "a static program without the loader",
    { run: { kind: "loader" }, interpreter: undefined },
    { name: undefined, words: [], environment },
  ],
  [
    "under qemu, which gets the libraries for the program only",
    { run: qemu, emulator: { id: "qemu", directory: "/qemu" }, libraryPath: ["/l1"] },
    {
      name: "qemu-aarch64",
      words: ["/qemu/bin/qemu-aarch64", "-cpu", "max", "-L", "/sysroot", "-E", "LD_LIBRARY_PATH=/l1"],
      environment,
    },
  ],
  [
    "under the machine's qemu, without a sysroot",
    { run: qemu, sysroot: undefined },
    { name: "qemu-aarch64", words: ["qemu-aarch64", "-cpu", "max"], environment },
  ],
  ["under the machine's wine", { run: { kind: "wine" } }, { name: "wine", words: ["wine"], environment }],
];

test.each(rows)("a program is started %s", (_, question, command) => {
  const common = { emulator: undefined, interpreter, sysroot: "/sysroot", libraryPath: [], environment };
  expect(makeEmulatorCommand({ run: { kind: "native" }, ...common, ...question })).toEqual(command);
});
