import { describe, expect, it } from "vitest";
import {
  type EarlierManifest,
  keepFiles,
  manifestFiles,
  parseManifest,
  takenFileProblems,
} from "../../src/report/earlier.ts";
import { describeManifest } from "../../src/report/manifest.ts";
import { planInto } from "../publish/made.ts";
import { inTexts } from "../support/problems.ts";
import { arm64Toolchain, binary, failed, passed, run, target } from "./sample.ts";

const one = "/proj/dist/sqlite_linux_arm64";
const two = "/proj/dist/sqlite_linux_amd64";

function earlier(...targets: Parameters<typeof target>[0][]): EarlierManifest {
  const parsed = parseManifest(describeManifest(run({ targets: targets.map((each) => target(each)) })));
  if (parsed === undefined) {
    throw new Error("a manifest of our own cannot be read");
  }
  return parsed;
}

function summary(text: string) {
  const { targets, toolchains } = JSON.parse(text) as EarlierManifest;
  return [targets.map((each) => [each.target, each.outcome["kind"]]), toolchains.map(({ id }) => id)];
}

describe("a manifest beside an earlier one", () => {
  it("has the binaries of both, and the toolchains that they were built with", () => {
    const kept = earlier({ target: "linux/arm64" });
    const own = { target: "linux/amd64", toolchain: "host", outcome: passed(binary({ file: two })) };
    const host = { ...arm64Toolchain, id: "host" };
    const text = describeManifest(run({ targets: [target(own)], toolchains: [host] }), kept);
    expect(summary(text)).toEqual([
      [
        ["linux/amd64", "passed"],
        ["linux/arm64", "passed"],
      ],
      ["host", "aarch64-linux-gnu"],
    ]);
  });

  it("names a toolchain of both once", () => {
    const text = describeManifest(run({ targets: [target({ outcome: failed() })] }), earlier({}));
    expect(summary(text)).toEqual([
      [
        ["linux/arm64", "failed"],
        ["linux/arm64", "passed"],
      ],
      ["aarch64-linux-gnu"],
    ]);
  });
});

describe("keepFiles", () => {
  const both = earlier({}, { target: "linux/amd64", outcome: passed(binary({ file: two })) }, { outcome: failed() });

  it("keeps the binaries that are there, and no target without any", () => {
    expect(manifestFiles(both)).toEqual([one, two]);
    expect(keepFiles(both, new Set([two]))?.targets.map((each) => each.target)).toEqual(["linux/amd64"]);
    expect(keepFiles(both, new Set())).toBeUndefined();
  });
});

describe("parseManifest", () => {
  it.each(["", "{}", "null", "[]", '{"schema":2,"targets":[],"toolchains":[],"libraries":[],"artifacts":[]}', "{"])(
    "%s is none",
    (text) => {
      expect(parseManifest(text)).toBeUndefined();
    },
  );
});

describe("takenFileProblems", () => {
  it("a binary of another program is not overwritten, one of the same program is", () => {
    const plan = planInto("/proj/dist", "linux/arm64");
    const file = "/proj/dist/app_linux_arm64";
    const of = (path: string) => {
      const { facts } = binary();
      const go = facts.go && { ...facts.go, path };
      return earlier({ outcome: passed(binary({ file, facts: { ...facts, go } })) });
    };
    expect(takenFileProblems(plan, of("example.com/app"))).toEqual([]);
    expect(inTexts(takenFileProblems(plan, of("example.com/other/app")))).toEqual([
      "out-dir: app_linux_arm64 there is example.com/other/app from an earlier run, not example.com/app for linux/arm64; " +
        "give each a `name` or an `out-dir` of its own, or remove the file",
    ]);
  });
});
