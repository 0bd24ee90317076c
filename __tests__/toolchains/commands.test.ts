import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeCommands } from "../../src/toolchains/commands.ts";
import { makePlace, type Place } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("commands");
});
afterAll(() => place.remove());

it("commands are written anew in each run, and nothing else is left beside them", async () => {
  const commands = [
    { name: "cc", text: "#!/bin/sh\n" },
    { name: "triple/bin/ld", text: "#!/bin/sh\n" },
  ];
  const write = () => writeCommands(place.host, { id: "test", content: "0" }, () => commands);
  const bin = await write();
  writeFileSync(join(bin, "cc"), "evil");
  writeFileSync(join(bin, "triple/bin/as"), "evil");
  symlinkSync("/bin/sh", join(bin, "as"));
  expect(await write()).toBe(bin);
  expect(readFileSync(join(bin, "cc"), "utf8")).toBe("#!/bin/sh\n");
  expect(readdirSync(bin).sort()).toEqual(["cc", "triple"]);
  expect(readdirSync(join(bin, "triple/bin"))).toEqual(["ld"]);
  expect(existsSync("/bin/sh")).toBe(true);
});
