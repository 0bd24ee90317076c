import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diagnose, noLookups, nothingKnown } from "../../src/diagnose/index.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { refused } from "./refused.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("go-words");
});
afterAll(() => place.remove());

describe("Go's own refusals are known, in the words of the Go that is here", () => {
  it.each(refused.map((each) => ({ ...each, title: [each.code, each.name].filter(Boolean).join(", ") })))(
    "$title",
    async ({ title, code, files, args, environment, stage = "build" }) => {
      const directory = join(place.directory, title.replaceAll(/\W+/g, "-"));
      mkdirSync(directory, { recursive: true });
      await writeFiles(directory, files);
      const variables = {
        GOTOOLCHAIN: "local",
        GOFLAGS: "",
        GOPROXY: "off",
        GONOSUMDB: "*",
        GOWORK: "off",
        ...environment,
      };
      const done = spawnSync("go", args, {
        cwd: directory,
        encoding: "utf8",
        env: { ...place.host.environment, ...variables },
      });
      const lines = `${done.stdout}${done.stderr}`.split("\n");
      const diagnosis = await diagnose({ stage, lines, known: { ...nothingKnown, cgo: false }, lookups: noLookups });
      expect({ code: diagnosis.code, lines, status: done.status }).toMatchObject({ code, status: expect.any(Number) });
      expect(done.status).not.toBe(0);
    },
  );
});
