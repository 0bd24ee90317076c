import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ArtifactService, Host } from "../../src/host/types.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { describeChecksums } from "../../src/publish/checksums.ts";
import { clearOutputs } from "../../src/publish/clear.ts";
import { deliver, packTarget } from "../../src/publish/deliver.ts";
import { type Deliveries, publish } from "../../src/publish/publish.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { makeVerified, planInto } from "./made.ts";

let place: Place;
let outDir: string;
beforeEach(async () => {
  place = await makePlace("publications with spaces");
  outDir = join(place.directory, "dist");
});
afterEach(() => place.remove());

/** Delivers these targets of a plan, as if the others had failed. */
async function deliverAll(plan: Plan, names: readonly string[]): Promise<Deliveries> {
  await clearOutputs(plan);
  const deliveries = new Map();
  for (const name of names) {
    const scratch = join(place.directory, "scratch", name.replaceAll("/", "_"));
    deliveries.set(name, await deliver(await packTarget(plan, await makeVerified(plan, name, scratch), scratch)));
  }
  return deliveries;
}

const artifactsOf = () => join(place.directory, "artifacts");

describe("publish", () => {
  it("uploads an artifact for each target, with checksums of its own", async () => {
    const plan = planInto(outDir, "linux/arm64 windows/amd64 linux/s390x");
    const published = await publish(place.host, plan, await deliverAll(plan, ["linux/arm64", "windows/amd64"]));
    const archives = { app_linux_arm64: "app_linux_arm64.tar.gz", app_windows_amd64: "app_windows_amd64.zip" };
    expect(published).toEqual({
      checksums: join(outDir, "SHA256SUMS"),
      artifacts: [
        {
          name: "app_linux_arm64",
          targets: ["linux/arm64"],
          id: join(artifactsOf(), "app_linux_arm64"),
          bytes: expect.any(Number),
        },
        {
          name: "app_windows_amd64",
          targets: ["windows/amd64"],
          id: join(artifactsOf(), "app_windows_amd64"),
          bytes: expect.any(Number),
        },
      ],
      problems: [],
    });
    for (const [name, archive] of Object.entries(archives)) {
      const into = join(artifactsOf(), name);
      expect(readdirSync(into).sort()).toEqual([`${name}.sha256`, archive].sort());
      execFileSync("sha256sum", ["--check", "--strict", "--quiet", `${name}.sha256`], { cwd: into });
      expect(readFileSync(join(into, archive)).equals(readFileSync(join(outDir, archive)))).toBe(true);
    }
    expect(readdirSync(artifactsOf()).sort()).toEqual(Object.keys(archives));
  });

  it("lists every published file, sorted by name, in the format of sha256sum", async () => {
    const plan = planInto(outDir, "windows/amd64 linux/arm64", { buildmode: "c-shared" });
    await publish(place.host, plan, await deliverAll(plan, ["windows/amd64", "linux/arm64"]));
    const text = readFileSync(join(outDir, "SHA256SUMS"), "utf8");
    expect(text.split("\n").map((line) => line.slice(64))).toEqual([
      "  app_linux_arm64.h",
      "  app_linux_arm64.so",
      "  app_linux_arm64.tar.gz",
      "  app_windows_amd64.dll",
      "  app_windows_amd64.h",
      "  app_windows_amd64.zip",
      "",
    ]);
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: outDir });
  });

  it("keeps the checksums of other runs whose files are still there", async () => {
    const run = async (...names: readonly string[]) => {
      const plan = planInto(outDir, names.join(" "), { archive: "none" });
      await publish(place.host, plan, await deliverAll(plan, names));
      const lines = readFileSync(join(outDir, "SHA256SUMS"), "utf8").trimEnd().split("\n");
      execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: outDir });
      return lines.map((line) => line.slice(66));
    };
    const amd64 = "app_linux_amd64";
    const arm64 = "app_linux_arm64";
    expect(await run("linux/amd64", "linux/arm64")).toEqual([amd64, arm64]);
    expect(await run("linux/s390x", "linux/arm64")).toEqual([amd64, arm64, "app_linux_s390x"]);
    rmSync(join(outDir, amd64));
    expect(await run("linux/riscv64")).toEqual([arm64, "app_linux_riscv64", "app_linux_s390x"]);
  });

  it("puts the files themselves into an artifact where there are no archives", async () => {
    const plan = planInto(outDir, "linux/arm64 linux/s390x", { buildmode: "c-archive", archive: "none" });
    await publish(place.host, plan, await deliverAll(plan, ["linux/arm64", "linux/s390x"]));
    const into = join(artifactsOf(), "app_linux_arm64");
    const files = ["app_linux_arm64.a", "app_linux_arm64.h", "app_linux_arm64.sha256"];
    expect(readdirSync(into).sort()).toEqual(files);
    expect(readFileSync(join(into, "app_linux_arm64.sha256"), "utf8").split("\n")).toHaveLength(3);
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "app_linux_arm64.sha256"], { cwd: into });
  });

  it("puts what was delivered into one artifact, and names only those targets", async () => {
    const plan = planInto(outDir, "linux/arm64 linux/s390x windows/amd64", { artifacts: "one" });
    const { artifacts } = await publish(place.host, plan, await deliverAll(plan, ["linux/arm64", "windows/amd64"]));
    expect(artifacts).toEqual([
      {
        name: "app",
        targets: ["linux/arm64", "windows/amd64"],
        id: join(artifactsOf(), "app"),
        bytes: expect.any(Number),
      },
    ]);
    expect(readdirSync(join(artifactsOf(), "app")).sort()).toEqual(
      ["app.sha256", "app_linux_arm64.tar.gz", "app_windows_amd64.zip"].sort(),
    );
  });

  it("writes and uploads nothing where nothing was delivered", async () => {
    const plan = planInto(outDir, "linux/arm64");
    expect(await publish(place.host, plan, await deliverAll(plan, []))).toEqual({
      checksums: undefined,
      artifacts: [],
      problems: [],
    });
    expect(readdirSync(outDir)).toEqual([]);
  });

  it("uploads nothing where artifacts are off", async () => {
    const plan = planInto(outDir, "linux/arm64", { artifacts: "off" });
    const published = await publish(place.host, plan, await deliverAll(plan, ["linux/arm64"]));
    expect(published).toMatchObject({ artifacts: [], problems: [] });
    expect(readdirSync(outDir).sort()).toEqual(["SHA256SUMS", "app_linux_arm64", "app_linux_arm64.tar.gz"]);
  });

  it("says how to make a name unique that is already taken, and goes on with the others", async () => {
    const plan = planInto(outDir, "linux/arm64 windows/amd64", { "retention-days": "3" });
    const deliveries = await deliverAll(plan, ["linux/arm64", "windows/amd64"]);
    await place.host.artifacts.upload({
      name: "app_linux_arm64",
      root: outDir,
      files: [join(outDir, "app_linux_arm64")],
      retentionDays: undefined,
    });
    const published = await publish(place.host, plan, deliveries);
    expect(published.problems).toMatchObject([
      {
        message:
          'the run already has an artifact named "app_linux_arm64": a job of a matrix, or an earlier step, uploaded it. ' +
          "Make the name unique with the input artifact-name, such as {name}_{target}_go1.26; in a matrix, add a value of it",
        stack: undefined,
      },
    ]);
    expect(published.artifacts.map((artifact) => artifact.name)).toEqual(["app_windows_amd64"]);
  });

  it("passes the service's message on, and goes on with the others", async () => {
    const plan = planInto(outDir, "linux/arm64 windows/amd64");
    const deliveries = await deliverAll(plan, ["linux/arm64", "windows/amd64"]);
    const requests: (readonly [string, number | undefined])[] = [];
    const upload: ArtifactService["upload"] = async ({ name, retentionDays }) => {
      requests.push([name, retentionDays]);
      throw new Error("the storage quota has been hit");
    };
    const host: Host = { ...place.host, artifacts: { available: true, reason: undefined, upload } };
    const quiet = { ...plan, publication: { ...plan.publication, retentionDays: 5 } };
    expect((await publish(host, quiet, deliveries)).problems).toMatchObject([
      {
        message: 'the artifact "app_linux_arm64" could not be uploaded: the storage quota has been hit',
        stack: undefined,
      },
      {
        message: 'the artifact "app_windows_amd64" could not be uploaded: the storage quota has been hit',
        stack: undefined,
      },
    ]);
    expect(requests.sort()).toEqual([
      ["app_linux_arm64", 5],
      ["app_windows_amd64", 5],
    ]);
  });
});

describe("publish, where something fails", () => {
  it("reports a fault of cgo-cross with its stack trace, and goes on with the other artifacts", async () => {
    const plan = planInto(outDir, "linux/arm64 windows/amd64");
    const deliveries = await deliverAll(plan, ["linux/arm64", "windows/amd64"]);
    const progress = (line: string) => {
      if (line.includes("arm64")) {
        throw new TypeError("a planted fault");
      }
    };
    const host: Host = { ...place.host, kind: "github", log: { ...place.host.log, progress } };
    const { artifacts, problems } = await publish(host, plan, deliveries);
    expect(problems).toEqual([
      {
        message: "a planted fault",
        stack: expect.stringMatching(/^TypeError: a planted fault\n +at (Object\.)?progress /),
      },
    ]);
    expect(artifacts.map(({ name }) => name)).toEqual(["app_windows_amd64"]);
  });

  it("says that the checksums could not be written, and uploads the artifacts", async () => {
    const plan = planInto(outDir, "linux/arm64");
    const deliveries = await deliverAll(plan, ["linux/arm64"]);
    mkdirSync(join(outDir, "SHA256SUMS"));
    const { artifacts, checksums, problems } = await publish(place.host, plan, deliveries);
    expect(checksums).toBeUndefined();
    expect(problems).toMatchObject([
      { message: expect.stringMatching(/^the checksums could not be written: EISDIR: /), stack: undefined },
    ]);
    expect(artifacts.map(({ name }) => name)).toEqual(["app_linux_arm64"]);
  });
});

describe("describeChecksums", () => {
  it("sorts by the bytes of the names, whatever the hashes", () => {
    const [build] = planInto(outDir, "linux/arm64").targets[0]?.builds ?? [];
    if (build === undefined) {
      throw new Error("nothing was planned");
    }
    const made = (name: string, letter: string) => ({
      build,
      file: join(outDir, name),
      bytes: 1,
      sha256: letter.repeat(64),
      header: undefined,
      headerSha256: undefined,
      archive: undefined,
    });
    expect(describeChecksums([made("b", "a"), made("a", "b"), made("B", "c"), made("a-1", "d")])).toBe(
      `${"c".repeat(64)}  B\n${"b".repeat(64)}  a\n${"d".repeat(64)}  a-1\n${"a".repeat(64)}  b\n`,
    );
  });
});
