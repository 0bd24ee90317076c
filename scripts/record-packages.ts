/**
 * Writes scripts/recorded-packages.json: which of the packages that toolchains and emulators are made of each release of
 * Debian has, by the architecture of the machine, asked of its signed index. docs/where-it-runs.md is generated from it.
 *
 *     node scripts/record-packages.ts        on a machine with Debian
 */
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { findArchive } from "../src/archives/archives.ts";
import { debian } from "../src/archives/families/debian.ts";
import { makeLocalHost } from "../src/host/local.ts";
import { platformRows } from "../src/platforms/rows.ts";
import { readDistribution } from "../src/survey/machine.ts";

/** The releases, with the codenames by which the archive has them. */
const releases = { "debian-11": "bullseye", "debian-12": "bookworm", "debian-13": "trixie", "debian-14": "forky" };
const architectures = ["amd64", "arm64"];

const abis = platformRows.flatMap(({ c }) => (c.kind === "abis" ? c.abis : []));
const options = { cxx: true, sanitizers: false, fortran: false };
const names = [
  ...abis.flatMap((abi) => debian.gcc(abi, { ...options, native: false }).packages),
  ...["gcc", "g++", "libc6-dev", ...debian.musl().packages, ...debian.clang().packages],
  ...[...debian.qemu().packages, ...debian.wine().packages],
];

const own = await readDistribution();
if (own?.id !== "debian") {
  throw new Error("the releases of Debian are asked by a machine with Debian, which has their keys");
}
const host = await makeLocalHost({ ...env }, { artifactDirectory: tmpdir() });
const recorded: Record<string, readonly string[]> = {};
for (const [name, codename] of Object.entries(releases)) {
  for (const architecture of architectures) {
    const directory = join(host.scratchDirectory, `${name}-${architecture}`);
    const distribution = { id: "debian", version: name.slice(7), codename, title: name, sourcesOf: own.codename };
    const archive = await findArchive("apt").open(host, distribution, { directory, architecture });
    await archive.update();
    const found: string[] = [];
    for (const each of new Set(names)) {
      const { missing } = await archive.resolve([each]);
      found.push(...(missing.length === 0 ? [each] : []));
    }
    recorded[`${name} ${architecture}`] = found.sort();
    console.log(`${name} ${architecture}: ${found.length} of ${new Set(names).size}`);
  }
}
writeFileSync(
  fileURLToPath(new URL("recorded-packages.json", import.meta.url)),
  `${JSON.stringify(recorded, undefined, 2)}\n`,
);
rmSync(host.scratchDirectory, { recursive: true, force: true });
