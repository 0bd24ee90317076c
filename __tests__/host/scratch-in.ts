import { makeScratch } from "../../src/host/scratch.ts";

/** Makes a scratch directory in the given one, prints its path, and lives until it is killed; see scratch.test.ts. */
process.stdout.write(`${await makeScratch(process.argv[2] ?? "")}\n`);
setInterval(() => {}, 1000);
