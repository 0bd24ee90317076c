import { afterAll, beforeAll, expect, test } from "vitest";
import { loader } from "../../src/emulators/loader.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { commandOf, environment } from "./questions.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("loader");
});
afterAll(() => place.remove());

test("a dynamic program is started by the toolchain's loader, with the toolchain's libraries only", async () => {
  const program = { interpreter: "/lib/ld-linux.so.2", libraryPath: ["/l1"] };
  expect(await commandOf(place.host, loader, { program })).toEqual({
    name: undefined,
    words: ["/sysroot/lib/ld-linux.so.2", "--library-path", "/sysroot/lib:/l1"],
    environment,
  });
});

test.each([
  ["a static program", { interpreter: undefined }],
  ["a program without a toolchain", { sysroot: undefined }],
])("%s is started as it is", async (_, program) => {
  expect(await commandOf(place.host, loader, { program })).toEqual({ name: undefined, words: [], environment });
});
