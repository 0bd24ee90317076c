import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listTree } from "../../src/roots/tree.ts";
import { DamagedArchive, openTreeArchive, writeTreeArchive } from "../../src/roots/tree-archive.ts";
import { type Area, makeRandom, type Random, Tally } from "./area.ts";
import { makeDirectory } from "./program.ts";

const count = 240;

/** A pack of the toolchain cache with a byte changed, a piece cut, doubled or swapped. */
export const packs: Area = {
  what: "damaged cache packs",
  seconds: 60,
  run: async (seconds) => {
    const home = makeDirectory("packs");
    const file = join(home, "pack");
    const tree = makeTree(join(home, "tree"));
    await writeTreeArchive(file, [{ name: "root", directory: tree, entries: await listTree(tree), about: {} }]);
    const whole = readFileSync(file);
    const expected = await digestOf(tree);
    const random = makeRandom(3);
    const tally = new Tally();
    const wrong: string[] = [];
    let tried = 0;
    for (const ends = performance.now() + seconds * 1000; tried < count && performance.now() < ends; tried += 1) {
      writeFileSync(file, damage(whole, random));
      const into = join(home, `into-${tried}`);
      const outcome = await unpack(file, into, expected);
      tally.add(outcome.startsWith("wrong") ? "wrong" : outcome);
      wrong.push(...(outcome.startsWith("wrong") ? [`number ${tried}: ${outcome}`] : []));
      rmSync(into, { recursive: true, force: true });
    }
    rmSync(home, { recursive: true });
    return { tried, result: tally.toString(), wrong };
  },
};

async function unpack(file: string, into: string, expected: string): Promise<string> {
  try {
    await (await openTreeArchive(file)).unpack("root", { directory: into });
    return (await digestOf(into)) === expected ? "harmless" : "wrong: other files were unpacked";
  } catch (error) {
    return error instanceof DamagedArchive ? "refused" : `wrong: ${error instanceof Error ? error.stack : error}`;
  }
}

async function digestOf(directory: string): Promise<string> {
  return createHash("sha256")
    .update(JSON.stringify(await listTree(directory)))
    .digest("hex");
}

function makeTree(directory: string): string {
  mkdirSync(join(directory, "usr/bin"), { recursive: true });
  writeFileSync(join(directory, "usr/bin/as"), "assembles\n".repeat(2000));
  chmodSync(join(directory, "usr/bin/as"), 0o755);
  writeFileSync(join(directory, "usr/large"), Buffer.alloc(300_000, "ab"));
  symlinkSync("usr/bin", join(directory, "bin"));
  return directory;
}

function damage(whole: Buffer, random: Random): Buffer {
  const at = random(whole.length);
  const to = at + random(whole.length - at);
  const bytes = Buffer.from(whole);
  switch (random(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to + 1)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 3:
      return bytes.fill(random(256), at, to + 1);
    default:
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 + random(255)), at);
      return bytes;
  }
}
