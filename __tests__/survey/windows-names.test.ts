import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goMod, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("windows names");
});
afterAll(() => place.remove());

it("finds what a program for Windows names in other letters than mingw-w64", async () => {
  const source = [
    "package main",
    "",
    "// #cgo windows LDFLAGS: -lUser32 -lws2_32 -L./lib -lGdi32 -lown",
    "// #include <Windows.h>",
    "// #include <stdio.h>",
    'import "C"',
    "",
    "func main() {}",
    "",
  ].join("\n");
  const directory = await writeFiles(join(place.directory, "app"), {
    "go.mod": goMod,
    "main.go": source,
    "deep/x.c": '#  include "ShlObj.h" // as on Windows\n',
    "lib/libGdi32.a": "",
    "lib/libown.dll.a": "",
  });
  const raw = { targets: "windows/amd64 linux/arm64", "cgo-ldflags": "-lOle32" };
  const { survey } = await surveyIn(place.host, directory, raw);
  expect(survey.targets.map(({ windowsNames }) => windowsNames)).toEqual([
    { libraries: { Ole32: "ole32", User32: "user32", own: ":libown.dll.a" }, headers: ["ShlObj.h", "Windows.h"] },
    undefined,
  ]);
  expect(survey.targets[0]?.requirements).toEqual([]);
});
