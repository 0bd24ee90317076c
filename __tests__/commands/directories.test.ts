import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { resolveDirectories } from "../../src/commands/directories.ts";
import { goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;

beforeAll(async () => {
  place = await makePlace("directories");
  await writeFiles(join(place.directory, "app"), {
    "go.mod": goMod,
    "main.go": mainFile(),
  });
});
afterAll(() => place.remove());

// As a workflow gives them with a block of text, or a shell with quotes.
const raw = { "working-directory": " app\n", "out-dir": "\tout " };

describe("working-directory and out-dir", () => {
  it.each([
    [{}, "/w", "/w/dist"],
    [raw, "/w/app", "/w/app/out"],
    [{ "working-directory": "/m", "out-dir": "../o" }, "/m", "/o"],
    [{ "working-directory": "a/..", "out-dir": " /o " }, "/w", "/o"],
    // What cannot be used is a problem of the inputs, reported there.
    [{ "working-directory": " ", "out-dir": "" }, "/w", "/w/dist"],
  ])("%j", (given, directory, outDir) => {
    expect(resolveDirectories("/w", given)).toEqual({ directory, outDir });
  });

  it("are the ones that the plan has, without the space around them", async () => {
    const ended = await crossbuild(place.host, { ...raw, "dry-run": "true", targets: "linux/amd64", cache: "off" });
    expect(ended.plan.module.directory).toBe(join(place.directory, "app"));
    expect(ended.plan.publication.outDir).toBe(join(place.directory, "app/out"));
  });

  it("hold the artifacts of the command line, too", async () => {
    const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
    const options = Object.entries(raw).map(([name, value]) => `--${name}=${value}`);
    const args = [cli, ...options, "--targets", "linux/amd64", "--cgo", "off", "--archive", "none"];
    await promisify(execFile)(process.execPath, args, { cwd: place.directory, env: place.host.environment });
    await access(join(place.directory, "app/out/app_linux_amd64"));
    await access(join(place.directory, "app/out/artifacts/app_linux_amd64"));
  });
});
