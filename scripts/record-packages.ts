/**
 * Writes scripts/recorded-packages.json: which of the packages that toolchains and emulators are made of each release has,
 * by the architecture of the machine, asked of its signed index. docs/explain/where-it-runs.md is generated from it.
 *
 *     node scripts/record-packages.ts        on Debian for Debian's releases, on Ubuntu for Ubuntu's
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { findArchive } from "../src/archives/archives.ts";
import { debian } from "../src/archives/families/debian.ts";
import { makeLocalHost } from "../src/host/local.ts";
import { platformRows } from "../src/platforms/rows.ts";
import { readDistribution } from "../src/survey/machine.ts";

/** The releases that are asked, each by a machine with its distribution, which has the keys. */
const releases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { "11": "bullseye", "12": "bookworm", "13": "trixie", "14": "forky" },
  ubuntu: { "22.04": "jammy", "24.04": "noble", "26.04": "resolute" },
};
const architectures = ["amd64", "arm64"];

const abis = platformRows.flatMap(({ c }) => (c.kind === "abis" ? c.abis : []));
const options = { cxx: true, sanitizers: false, fortran: false };
const names = [
  ...abis.flatMap((abi) => debian.gcc(abi, { ...options, native: false }).packages),
  ...["gcc", "g++", "libc6-dev", ...debian.musl().packages, ...debian.clang().packages],
  ...[...debian.qemu().packages, ...debian.wine().packages],
];

const own = await readDistribution();
const codenames = Object.entries(releases[own?.id ?? ""] ?? {});
if (own === undefined || codenames.length === 0) {
  throw new Error("run this on Debian or Ubuntu");
}
const output = fileURLToPath(new URL("recorded-packages.json", import.meta.url));
const host = await makeLocalHost({ ...env }, { artifactDirectory: tmpdir() });
const recorded = JSON.parse(readFileSync(output, "utf8")) as Record<string, readonly string[]>;
for (const [version, codename] of codenames) {
  for (const architecture of architectures) {
    const name = `${own.id}-${version}`;
    const directory = join(host.scratchDirectory, `${name}-${architecture}`);
    const distribution = { id: own.id, version, codename, title: name, sourcesOf: own.codename };
    const archive = await findArchive("apt").open(host, distribution, { directory, architecture });
    try {
      await archive.update();
    } catch (error) {
      console.log(`${name} ${architecture}: left as it was: ${String(error)}`);
      continue;
    }
    const found: string[] = [];
    for (const each of new Set(names)) {
      const { missing } = await archive.resolve([each]);
      found.push(...(missing.length === 0 ? [each] : []));
    }
    recorded[`${name} ${architecture}`] = found.sort();
    console.log(`${name} ${architecture}: ${found.length} of ${new Set(names).size}`);
  }
}
writeFileSync(output, `${JSON.stringify(recorded, undefined, 2)}\n`);
rmSync(host.scratchDirectory, { recursive: true, force: true });
