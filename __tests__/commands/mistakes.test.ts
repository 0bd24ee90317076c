import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { devNull } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runOn } from "../../src/commands/run.ts";
import type { Environment } from "../../src/host/types.ts";
import { goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
/** The module's directory. */
let workspace: string;

beforeEach(() => open());
afterEach(() => place.remove());

async function open(variables: Environment = {}): Promise<void> {
  place = await makePlace("mistakes", variables);
  workspace = join(place.directory, "app");
  await writeFiles(workspace, { "go.mod": goMod, "main.go": mainFile() });
}

type Raw = Readonly<Record<string, string>>;

/** What a dry run says is wrong, a line each. Nothing is left in the module. */
async function problemsOf(raw: Raw): Promise<readonly string[]> {
  const code = await runOn(
    { ...place.host, workspace },
    { targets: "linux/amd64", cache: "off", "dry-run": "true", ...raw },
    () => {},
  );
  expect(code).toBe(2);
  const lines = place.shown.join("").split("\n");
  expect(lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
  return lines
    .filter((line) => line.startsWith("error: "))
    .map((line) => line.slice("error: ".length).replaceAll(workspace, "@"));
}

const elsewhere = "set `out-dir` to another directory";
const options = (tool: string) => `\`go tool ${tool} -help\` lists the options`;
const flags = "`go help build` lists the flags and their values";

describe("what can be known is said in one sentence at planning", () => {
  it.each<readonly [Raw, string]>([
    [
      { "out-dir": "main.go" },
      `out-dir: @/main.go cannot be a directory, since a file is in its place; remove it, or ${elsewhere}`,
    ],
    [
      { "out-dir": "main.go/x" },
      `out-dir: @/main.go/x cannot be a directory, since a file is in its place; remove it, or ${elsewhere}`,
    ],
    [{ "go-flags": "-unknownflag" }, `go-flags: flag provided but not defined: -unknownflag; ${flags}`],
    [{ "go-flags": "-vettool=x" }, `go-flags: flag provided but not defined: -vettool; ${flags}`],
    [{ "go-flags": "-p=0" }, `go-flags: -p must be a positive integer: 0; ${flags}`],
    [
      { "go-flags": "-buildvcs=x" },
      expect.stringMatching(/^go-flags: invalid boolean value "x" for -buildvcs: [^;\n]*; `go help build` lists/),
    ],
    [{ ldflags: "-s -strip" }, `ldflags: flag provided but not defined: -strip; ${options("link")}`],
    [{ ldflags: "-s -w x" }, `ldflags: a word in it belongs to no option; ${options("link")}`],
    [
      { ldflags: "-X version=1" },
      `ldflags: -X flag requires argument of the form importpath.name=value; ${options("link")}`,
    ],
    [{ gcflags: "all=-N -d=x" }, `gcflags: invalid value "x" for flag -d: unknown debug key x; ${options("compile")}`],
    [{ ldflags: "-s --" }, `ldflags: a word in it belongs to no option; ${options("link")}`],
    [{ gcflags: "--" }, `gcflags: a word in it belongs to no option; ${options("compile")}`],
    [{ gcflags: "-N main.go" }, `gcflags: a word in it belongs to no option; ${options("compile")}`],
    [{ ldflags: "linux/*: -none" }, `ldflags: flag provided but not defined: -none; ${options("link")}`],
  ])("%j", async (raw, sentence) => {
    expect(await problemsOf(raw)).toEqual([sentence]);
    expect((await readdir(workspace)).sort()).toEqual(["go.mod", "main.go"]);
    // Go's tools remove what they were to write where they fail; the super-user can do so everywhere.
    expect(statSync(devNull).isFile()).toBe(false);
  });

  it.skipIf(process.platform !== "linux").each([
    ["/proc/x", `out-dir: the file system of /proc takes no files; ${elsewhere}`],
    ["/dev/null", `out-dir: /dev/null cannot be a directory, since a file is in its place; ${elsewhere}`],
  ])("out-dir %s", async (outDir, sentence) => {
    expect(await problemsOf({ "out-dir": outDir })).toEqual([sentence]);
  });

  it("a directory where a file is to be written, and a pipe where one is read", async () => {
    await mkdir(join(workspace, "dist/app_linux_amd64"), { recursive: true });
    execFileSync("mkfifo", [join(workspace, "dist/cgo-cross.json")]);
    const sentence = (name: string) =>
      `out-dir: @/dist/${name} is not a file, and a file of this name is to be written; remove it, or ${elsewhere}`;
    expect(await problemsOf({})).toEqual([sentence("app_linux_amd64"), sentence("cgo-cross.json")]);
  });
});

it.each(["", "-v"])("a build cache that Go does not use, whatever the flags: %j", async (flags) => {
  await place.remove();
  await open({ GOCACHE: "relative" });
  const sentence =
    "`go build` fails whatever it builds: build cache is required, but could not be located: GOCACHE is not an absolute path";
  expect(await problemsOf({ "go-flags": flags })).toEqual([sentence]);
});

describe("TMPDIR", () => {
  it.each(["/nonexistent-x/tmp", "relative", "/proc"])("%s does not stop a run", async (directory) => {
    await place.remove();
    await open({ TMPDIR: directory });
    const raw = { targets: "linux/amd64", cache: "off", cgo: "off", archive: "none" };
    expect(await runOn({ ...place.host, workspace }, raw, () => {})).toBe(0);
    await rm("relative", { recursive: true, force: true });
  });
});
