import { afterAll, beforeAll, expect, test } from "vitest";
import { native } from "../../src/emulators/native.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { commandOf, environment } from "./questions.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("native");
});
afterAll(() => place.remove());

test("a program is started as it is, with the toolchain's libraries before the machine's", async () => {
  expect(await commandOf(place.host, native, { program: { libraryPath: ["/l1", "/l2"] } })).toEqual({
    name: undefined,
    words: [],
    environment: { PATH: "/usr/bin", LD_LIBRARY_PATH: "/l1:/l2:/own" },
  });
});

test("the environment is not changed where no library needs it", async () => {
  expect(await commandOf(place.host, native, {})).toEqual({ name: undefined, words: [], environment });
  const plain = { PATH: "/usr/bin" };
  const command = await commandOf(place.host, native, { program: { libraryPath: ["/l1"], environment: plain } });
  expect(command.environment).toEqual({ PATH: "/usr/bin", LD_LIBRARY_PATH: "/l1" });
});
