import { createHash } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runOn } from "../../src/commands/run.ts";
import type { Command } from "../../src/host/types.ts";
import { goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
/** The repository's directory. */
let workspace: string;
/** Outside of the repository, with a file `victim` in it. */
let elsewhere: string;

beforeEach(async () => {
  place = await makePlace("links");
  workspace = join(place.directory, "repository");
  elsewhere = join(place.directory, "elsewhere");
  await writeFiles(workspace, { "go.mod": goMod, "main.go": mainFile() });
  await writeFiles(elsewhere, { victim: "precious", "app_linux_amd64/kept": "precious" });
});
afterEach(() => place.remove());

/** Runs a build without C, which downloads nothing. */
function run(raw: Readonly<Record<string, string>> = {}, given = place.host): Promise<number> {
  const host = { ...given, workspace };
  return runOn(host, { targets: "linux/amd64", cgo: "off", archive: "none", cache: "off", ...raw }, () => {});
}

async function expectUntouched(): Promise<void> {
  expect((await readdir(elsewhere)).sort()).toEqual(["app_linux_amd64", "victim"]);
  expect(await readFile(join(elsewhere, "victim"), "utf8")).toBe("precious");
  expect(await readdir(join(elsewhere, "app_linux_amd64"))).toEqual(["kept"]);
}

describe("links in out-dir", () => {
  it("are replaced where a file is to be written, and never followed", async () => {
    const dist = join(workspace, "dist");
    const published = ["SHA256SUMS", "app_linux_amd64", "app_linux_amd64.sha256", "cgo-cross.json"];
    await mkdir(dist);
    for (const name of published) {
      await symlink(join(elsewhere, "victim"), join(dist, name));
      await symlink(join(elsewhere, "victim"), join(dist, `${name}.partial`));
    }
    expect(await run()).toBe(0);
    await expectUntouched();
    const links = published.map((name) => `${name}.partial`);
    expect((await readdir(dist)).sort()).toEqual([...published, ...links].sort());
    for (const name of published) {
      expect((await lstat(join(dist, name))).isFile()).toBe(true);
    }
  });
});

it("is named in one sentence where it is removed while the program is built", async () => {
  const dist = join(workspace, "dist");
  const { processes } = place.host;
  const host = {
    ...place.host,
    processes: {
      ...processes,
      run: async (command: Command) => {
        const done = await processes.run(command);
        if (command.args.includes("-o")) {
          await rm(dist, { recursive: true });
        }
        return done;
      },
    },
  };
  expect(await run({}, host)).not.toBe(0);
  const errors = place.shown
    .join("")
    .split("\n")
    .filter((line) => /error:|ENOENT|^\s+at /.test(line));
  expect(errors).toEqual([
    `error: out-dir: ${dist} was removed while the program was built, and nothing was published; run again`,
  ]);
});

describe("an out-dir within the repository that a link makes another place", () => {
  const leads = (path: string, root: string, to: string, way = "to where it leads") =>
    `out-dir: ${path} is a link, or lies in one, that leads out of ${root} to ${to}, where nothing is written; remove the ` +
    `link, or set \`out-dir\` ${way}`;

  it.each([
    ["itself", "dist", "", "dist"],
    ["to what does not exist yet", "dist", "/new", "dist"],
    ["above it", "build", "", "build/release"],
  ])("is refused before anything is done: the link is %s", async (_, link, to, name) => {
    await symlink(elsewhere + to, join(workspace, link));
    expect(await run({ "out-dir": name })).toBe(2);
    await expectUntouched();
    const outDir = join(workspace, name);
    expect(place.shown.join("")).toContain(
      leads(outDir, workspace, outDir.replace(join(workspace, link), elsewhere + to)),
    );
  });

  it("is refused where it is only that of artifacts", async () => {
    await mkdir(join(workspace, "dist"));
    const artifacts = join(workspace, "dist/artifacts");
    await symlink(elsewhere, artifacts);
    expect(await run()).toBe(2);
    await expectUntouched();
    const sentence = leads(artifacts, join(workspace, "dist"), elsewhere, "to another directory");
    expect(place.shown.join("")).toContain(sentence);
  });

  it("is refused where links lead in a circle", async () => {
    await symlink("dist", join(workspace, "dist"));
    expect(await run()).toBe(2);
    expect(place.shown.join("")).toMatch(
      /out-dir: \S+ cannot be used \(ELOOP: .*\); set `out-dir` to another directory/,
    );
  });

  it("is refused in the work tree that a module of a workspace lies in", async () => {
    await mkdir(join(workspace, ".git"));
    await writeFiles(join(workspace, "app"), { "go.mod": goMod, "main.go": mainFile() });
    await symlink(elsewhere, join(workspace, "dist"));
    const repository = workspace;
    workspace = join(workspace, "app");
    expect(await run({ "out-dir": "../dist" })).toBe(2);
    await expectUntouched();
    expect(place.shown.join("")).toContain(leads(join(repository, "dist"), repository, elsewhere));
  });

  it("can be used by its real name", async () => {
    await symlink(elsewhere, join(workspace, "dist"));
    expect(await run({ "out-dir": join(elsewhere, "new") })).toBe(0);
    expect(await readdir(join(elsewhere, "new"))).toContain("SHA256SUMS");
  });

  it("can be a link that stays in the repository", async () => {
    await mkdir(join(workspace, "release"));
    await symlink("release", join(workspace, "dist"));
    expect(await run()).toBe(0);
    expect(await readdir(join(workspace, "release"))).toContain("SHA256SUMS");
  });

  it("is not looked at where nothing is built", async () => {
    await symlink(elsewhere, join(workspace, "dist"));
    expect(await run({ build: "false" })).not.toBe(2);
    await expectUntouched();
  });
});

it("is written to by one run after the other, and the manifest has what is there", async () => {
  const other = await makePlace("beside");
  const runs = [place.host, other.host].map((host, at) =>
    runOn(
      { ...host, workspace },
      { targets: "linux/amd64", cgo: "off", archive: "none", cache: "off", ldflags: `-X main.v=${at}` },
      () => {},
    ),
  );
  expect(await Promise.all(runs)).toEqual([0, 0]);
  const dist = join(workspace, "dist");
  const published = ["SHA256SUMS", "app_linux_amd64", "app_linux_amd64.sha256", "cgo-cross.json"];
  expect((await readdir(dist)).sort()).toEqual(published);
  const { targets } = JSON.parse(await readFile(join(dist, "cgo-cross.json"), "utf8"));
  const sha256 = createHash("sha256")
    .update(await readFile(join(dist, "app_linux_amd64")))
    .digest("hex");
  expect(
    targets.map(({ outcome }: { outcome: { binaries: readonly { sha256: string }[] } }) => outcome.binaries),
  ).toEqual([[expect.objectContaining({ sha256 })]]);
  await other.remove();
});
