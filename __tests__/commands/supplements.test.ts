import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { describeFound } from "../../src/commands/supplements.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import type { TargetResult } from "../../src/report/results.ts";
import { sharedTools } from "../e2e/examples.ts";
import { goMod, makePlace, type Place, writeFiles } from "../survey/modules.ts";

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;

let place: Place;
beforeAll(async () => {
  place = await makePlace("second builds");
});
afterAll(() => place.remove());

/** Builds a program whose C comes from a file of its own. */
async function build(name: string, c: string): Promise<TargetResult | undefined> {
  const host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, "artifacts"),
    cacheDirectory: dirname(sharedTools),
    workspace: place.directory,
    terminal: { write: () => true },
  });
  const main = 'package main\n\n// int count(void);\nimport "C"\n\nfunc main() { println(C.count()) }\n';
  await writeFiles(join(place.directory, name), { "go.mod": goMod, "main.go": main, "count.c": c });
  const ended = await crossbuild(host, { "working-directory": name, targets: own });
  if (ended.kind === "planned") {
    throw new Error("nothing was built");
  }
  expect(ended.result.libraries.map(({ packages }) => packages.map((each) => each.split(" ")[0]))).toEqual(
    name === "one" ? [["uthash-dev"]] : [],
  );
  return ended.result.targets[0];
}

/** What no scan of the sources sees: the preprocessor alone knows which header this is. */
const hidden = (name: string) => `#define HEADER <${name}>\n#include HEADER\nint count(void) { return 1; }\n`;

describe("describeFound", () => {
  it("names all rounds' packages in one line to write", () => {
    const found = [
      { file: { kind: "header", name: "a/b.h" }, package: "liba-dev" },
      { file: { kind: "library", name: "b" }, package: "libb-dev" },
      { file: { kind: "header", name: "a.h" }, package: "liba-dev" },
    ] as const;
    expect(describeFound(found)).toEqual([
      "the build did not find <a/b.h>, -lb, <a.h>, so liba-dev and libb-dev were fetched and it was built again; " +
        "`libraries: auto liba-dev libb-dev` saves that",
    ]);
    expect(describeFound([])).toEqual([]);
  });
});

describe("a header that the compiler did not find", () => {
  it("is fetched where one package has it, and the target is built again, which the report says", async () => {
    const target = await build("one", hidden("uthash.h"));
    expect(target).toMatchObject({ outcome: { kind: "passed" }, toolchain: expect.stringContaining("+libraries-") });
    expect(target?.notes).toEqual([
      "the build did not find <uthash.h>, so uthash-dev was fetched and it was built again; " +
        "`libraries: auto uthash-dev` saves that",
    ]);
  });

  it("fails with the names of all packages that have it", async () => {
    const target = await build("several", hidden("curl/curl.h"));
    expect(target?.outcome).toMatchObject({
      kind: "failed",
      stage: "build",
      message: expect.stringMatching(
        /curl\/curl\.h: No such file or directory; several packages have <curl\/curl\.h>: libcurl4-[a-z]+-dev, .*; say which, as in `libraries: auto libcurl4-[a-z]+-dev`$/,
      ),
    });
  });

  it("fails saying that no package has it", async () => {
    const target = await build("none", hidden("none/such.h"));
    expect(target?.outcome).toMatchObject({
      message: expect.stringMatching(/no package of .+ has <none\/such\.h>; put it into the program's sources, or /),
    });
  });
});
