import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { qemu, qemuWrappers } from "../../src/emulators/qemu.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { commandOf, environment, offerOf, rootIn } from "./questions.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("qemu");
});
afterAll(() => place.remove());

const settings = { program: "qemu-aarch64", flags: ["-cpu", "max"] };
const roots = [rootIn("/qemu")];

describe("the command", () => {
  test("has the toolchain's sysroot, and the libraries for the program only", async () => {
    expect(await commandOf(place.host, qemu, { settings, roots, program: { libraryPath: ["/l1", "/l2"] } })).toEqual({
      name: "qemu-aarch64",
      words: ["/qemu/bin/qemu-aarch64", "-cpu", "max", "-L", "/sysroot", "-E", "LD_LIBRARY_PATH=/l1:/l2"],
      environment,
      processor: "max",
    });
  });

  test("has no sysroot for a program that was built without a toolchain", async () => {
    expect(await commandOf(place.host, qemu, { settings, roots, program: { sysroot: undefined } })).toEqual({
      name: "qemu-aarch64",
      words: ["/qemu/bin/qemu-aarch64", "-cpu", "max"],
      environment,
      processor: "max",
    });
  });

  test("cannot be made without qemu's root, or from the settings of another emulator", async () => {
    await expect(commandOf(place.host, qemu, { settings, roots: [] })).rejects.toThrow(
      "qemu was planned without a root",
    );
    await expect(commandOf(place.host, qemu, { settings: {}, roots })).rejects.toThrow("invalid settings for qemu");
  });
});

test("one root serves all targets", () => {
  const [one, other] = [offerOf(qemu, "linux/arm64"), offerOf(qemu, "linux/s390x")];
  expect(one.emulator).toEqual({ id: "qemu", roots: ["qemu"], settings: {} });
  expect(other.emulator).toEqual(one.emulator);
  expect(other.roots).toEqual(one.roots);
  expect(one.roots).toMatchObject([
    { id: "qemu", kind: "qemu", content: { kind: "packages", archive: "apt", packages: ["qemu-user"] } },
  ]);
});

test("wrappers are made for qemu's programs alone, and let the program write no core", () => {
  const place = { directory: "/a b", content: "0", programs: ["qemu-arm", "qemu-arm-static", "ls"] };
  expect(qemuWrappers(place)).toEqual([
    {
      name: "qemu-arm",
      text:
        "#!/bin/sh\nulimit -c 0\n" +
        `LD_LIBRARY_PATH='/a b/host-lib' exec '${join("/a b", "root", "usr/bin/qemu-arm")}' '-U' 'LD_LIBRARY_PATH' "$@"\n`,
    },
  ]);
});
