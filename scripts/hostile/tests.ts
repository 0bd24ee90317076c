import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import type { Area } from "./area.ts";
import { makeDirectory, repository } from "./program.ts";

/** The part of Vitest's JSON report that is read here. */
type Report = {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

/** What the tests themselves do, run again: they have the servers, file systems and roots that it takes. */
function ofTests(what: string, seconds: number, files: readonly string[]): Area {
  const run = async () => {
    const directory = makeDirectory("tests");
    const out = join(directory, "report.json");
    const words = ["run", "--project", "rooms", "--reporter=json", `--outputFile=${out}`];
    const vitest = join(repository, "node_modules/vitest/vitest.mjs");
    const paths = files.map((file) => `__tests__/${file}`);
    spawnSync(execPath, [vitest, ...words, ...paths], { cwd: repository, stdio: "ignore" });
    const { testResults } = JSON.parse(readFileSync(out, "utf8")) as Report;
    rmSync(directory, { recursive: true });
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const passed = tests.filter(({ status }) => status === "passed");
    const failed = tests.filter(({ status }) => status === "failed");
    return {
      tried: passed.length + failed.length,
      result: `${passed.length} as they should be, ${tests.length - passed.length - failed.length} not possible here`,
      wrong: failed.map(({ fullName }) => fullName),
    };
  };
  return { what, seconds, run };
}

export const handMade = ofTests("hand-made hostile binaries", 120, [
  "verify/formats/hostile.test.ts",
  "verify/formats/hostile-tables.test.ts",
]);

export const network = ofTests("network faults, by mirrors on the loopback", 240, [
  "archives/apt/downloads.test.ts",
  "archives/apt/mirrors.test.ts",
  "archives/apt/hashes.test.ts",
]);

export const disks = ofTests("disks that are full, read-only or noexec; links in out-dir", 120, [
  "commands/full-disk.test.ts",
  "commands/out-dir.test.ts",
  "host/places.test.ts",
]);

export const roots = ofTests("tampered roots, with and without a lock", 60, [
  "roots/place.test.ts",
  "roots/tree-archive.test.ts",
  "roots/lock-file.test.ts",
]);
