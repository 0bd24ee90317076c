import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { clearOutputs } from "../../src/publish/clear.ts";
import { deliver, packTarget } from "../../src/publish/deliver.ts";
import { withFileErrors } from "../../src/publish/file-errors.ts";
import { problem } from "../support/problems.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { makeVerified, planInto } from "./made.ts";

let place: Place;
let outDir: string;
let scratch: string;
beforeEach(async () => {
  place = await makePlace("deliveries with spaces");
  outDir = join(place.directory, "dist");
  scratch = join(outDir, ".scratch");
});
afterEach(() => place.remove());

const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

describe("clearOutputs", () => {
  it("removes what an earlier run left under the names of this one, and nothing else", async () => {
    const plan = planInto(outDir, "linux/arm64 windows/amd64", { buildmode: "c-shared" });
    mkdirSync(outDir, { recursive: true });
    const old = [
      "app_linux_arm64.so",
      "app_linux_arm64.h",
      "app_linux_arm64.tar.gz",
      "app_windows_amd64.dll",
      "app_windows_amd64.h",
      "app_windows_amd64.zip",
      "app_linux_arm64.sha256",
      "app_windows_amd64.sha256",
      "SHA256SUMS",
    ];
    const others = ["app_linux_amd64.so", "notes.txt", "app", "cgo-cross.json"];
    for (const name of [...old, ...others]) {
      writeFileSync(join(outDir, name), "old");
    }
    await clearOutputs(plan);
    expect(readdirSync(outDir).sort()).toEqual([...others].sort());
  });

  it("makes a directory that does not exist", async () => {
    const deep = join(place.directory, "a/b/dist");
    await clearOutputs(planInto(deep, "linux/arm64"));
    expect(readdirSync(deep)).toEqual([]);
  });
});

describe("deliver", () => {
  it("puts a program and its archive in place", async () => {
    const plan = planInto(outDir, "linux/arm64");
    await clearOutputs(plan);
    const verified = await makeVerified(plan, "linux/arm64", scratch);
    const delivered = await deliver(await packTarget(plan, verified, scratch));
    const archive = join(outDir, "app_linux_arm64.tar.gz");
    expect(delivered).toEqual([
      {
        build: plan.targets[0]?.builds[0],
        file: join(outDir, "app_linux_arm64"),
        bytes: 22,
        sha256: sha256("binary app_linux_arm64"),
        header: undefined,
        headerSha256: undefined,
        archive: { file: archive, bytes: statSync(archive).size, sha256: sha256(readFileSync(archive)) },
      },
    ]);
    expect(statSync(join(outDir, "app_linux_arm64")).mode & 0o777).toBe(0o755);
    expect(execFileSync("tar", ["-tzf", archive], { encoding: "utf8" })).toBe("app\n");
    rmSync(scratch, { recursive: true });
    expect(readdirSync(outDir).sort()).toEqual(["app_linux_arm64", "app_linux_arm64.tar.gz"]);
  });

  it("puts a library in place with its header", async () => {
    const plan = planInto(outDir, "linux/arm64", { buildmode: "c-archive" });
    await clearOutputs(plan);
    const [delivered] = await deliver(
      await packTarget(plan, await makeVerified(plan, "linux/arm64", scratch), scratch),
    );
    expect(delivered).toMatchObject({
      file: join(outDir, "app_linux_arm64.a"),
      header: join(outDir, "app_linux_arm64.h"),
      headerSha256: sha256("header app_linux_arm64.h"),
    });
    expect(statSync(join(outDir, "app_linux_arm64.a")).mode & 0o777).toBe(0o644);
    const listing = execFileSync("tar", ["-tvzf", delivered?.archive?.file ?? ""], { encoding: "utf8" });
    expect(
      listing
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/ .* /, " ")),
    ).toEqual(["-rw-r--r-- app.a", "-rw-r--r-- app.h"]);
  });

  it("needs no header where Go made none, and makes no archive where none is requested", async () => {
    const plan = planInto(outDir, "linux/arm64", { buildmode: "c-shared", archive: "none" });
    await clearOutputs(plan);
    const verified = (await makeVerified(plan, "linux/arm64", scratch)).map((each) => ({
      ...each,
      built: { ...each.built, header: undefined },
    }));
    expect(await deliver(await packTarget(plan, verified, scratch))).toMatchObject([
      { header: undefined, archive: undefined },
    ]);
    rmSync(scratch, { recursive: true });
    expect(readdirSync(outDir)).toEqual(["app_linux_arm64.so"]);
  });

  it("fails where the binary is missing, and leaves nothing under a final name", async () => {
    const plan = planInto(outDir, "windows/amd64");
    await clearOutputs(plan);
    const verified = await makeVerified(plan, "windows/amd64", scratch);
    rmSync(join(scratch, "app_windows_amd64.exe"));
    await expect(packTarget(plan, verified, scratch).then(deliver)).rejects.toThrow(/ENOENT/);
    rmSync(scratch, { recursive: true });
    expect(readdirSync(outDir)).toEqual([]);
    expect(existsSync(join(outDir, "app_windows_amd64.zip"))).toBe(false);
  });

  it("throws a UserError where a file cannot be put in place, and removes those that were", async () => {
    const plan = planInto(outDir, "linux/arm64");
    await clearOutputs(plan);
    const packed = await packTarget(plan, await makeVerified(plan, "linux/arm64", scratch), scratch);
    mkdirSync(join(outDir, "app_linux_arm64.tar.gz"));
    const error = await deliver(packed).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/^UserError: the files could not be put in place: EISDIR: /);
    rmSync(scratch, { recursive: true });
    expect(readdirSync(outDir)).toEqual(["app_linux_arm64.tar.gz"]);
  });
});

/** A directory in memory, which is another file system than that of temporary files on most machines. */
const otherFileSystem = "/dev/shm";
const isOther = existsSync(otherFileSystem) && statSync(otherFileSystem).dev !== statSync(tmpdir()).dev;

describe.runIf(isOther)("deliver, from one file system to another", () => {
  it("writes through no link, whatever its name, and leaves nothing beside", async () => {
    const plan = planInto(outDir, "linux/arm64", { archive: "none" });
    await clearOutputs(plan);
    const victim = join(place.directory, "victim");
    writeFileSync(victim, "precious");
    symlinkSync(victim, join(outDir, "app_linux_arm64"));
    symlinkSync(victim, join(outDir, "app_linux_arm64.partial"));
    const there = mkdtempSync(join(otherFileSystem, "deliver-"));
    try {
      await deliver(await packTarget(plan, await makeVerified(plan, "linux/arm64", there), there));
    } finally {
      rmSync(there, { recursive: true });
    }
    expect(readFileSync(victim, "utf8")).toBe("precious");
    const binary = lstatSync(join(outDir, "app_linux_arm64"));
    expect([binary.isFile(), binary.mode & 0o777]).toEqual([true, 0o755]);
    expect(readdirSync(outDir).sort()).toEqual(["app_linux_arm64", "app_linux_arm64.partial"]);
  });
});

describe("clearOutputs, where the directory cannot be made", () => {
  it("throws a UserError that names the input", async () => {
    writeFileSync(outDir, "a file");
    await expect(clearOutputs(planInto(outDir, "linux/arm64"))).rejects.toThrow(
      new UserError(
        problem(
          `out-dir: ${outDir} cannot be a directory, since a file is in its place; remove it, or set \`out-dir\` to another ` +
            "directory",
          "out-dir-unusable",
        ),
      ),
    );
  });
});

describe("withFileErrors", () => {
  it("says what to do where the disk is full", async () => {
    const full = withFileErrors("the files could not be packed", () => writeFile("/dev/full", "text"));
    await expect(full).rejects.toThrow(
      new UserError(problem("the files could not be packed: ENOSPC: no space left on device, write", "disk-full")),
    );
  });

  it("passes a fault of ours on as it is", async () => {
    const fault = new TypeError("a planted fault");
    await expect(withFileErrors("the files could not be packed", () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
