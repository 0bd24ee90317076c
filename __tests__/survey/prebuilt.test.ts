import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goMod, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;
beforeAll(async () => {
  // Go looks at these flags only when it compiles.
  place = await makePlace("prebuilt", { CGO_CXXFLAGS: "-O2 -mcpu=native" });
});
afterAll(() => place.remove());

it("finds objects, directories of libraries, and flags for this machine's processor, where they are set", async () => {
  const source = [
    "package main",
    "",
    "// #cgo CFLAGS: -O3 -march=native",
    `// #cgo linux LDFLAGS: -L\${SRCDIR}/lib/linux -lone \${SRCDIR}/lib/two.a`,
    'import "C"',
    "",
    "func main() {}",
    "",
  ].join("\n");
  const directory = await writeFiles(join(place.directory, "app"), {
    "go.mod": goMod,
    "main.go": source,
    "r.syso": "",
  });
  const raw = { targets: "linux/arm64 windows/amd64", "cgo-ldflags": "-Lmore" };
  const { survey } = await surveyIn(place.host, directory, raw);
  const by = "example.com/app";
  const syso = { file: join(directory, "r.syso"), by, syso: true };
  const nativeFlags = [
    { flag: "-march=native", place: "main.go:3" },
    { flag: "-mcpu=native", place: "CGO_CXXFLAGS" },
  ];
  expect(survey.targets.map(({ prebuilt }) => prebuilt)).toEqual([
    {
      objects: [syso, { file: join(directory, "lib/two.a"), by, syso: false }],
      libraryDirectories: [join(directory, "lib/linux"), join(directory, "more")],
      nativeFlags,
    },
    { objects: [syso], libraryDirectories: [join(directory, "more")], nativeFlags },
  ]);
});
