import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Entry, writeArchive } from "../../src/publish/archive.ts";
import { makePlace, type Place } from "../survey/modules.ts";

let place: Place;
let directory: string;
beforeAll(async () => {
  place = await makePlace("archives with spaces");
  directory = place.directory;
});
afterAll(() => place.remove());

const formats = ["tar.gz", "zip"] as const;
type Format = (typeof formats)[number];

const at = (name: string) => join(directory, name);
const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

function put(name: string, content: string | Buffer): string {
  writeFileSync(at(name), content);
  return at(name);
}

async function write(format: Format, entries: readonly Entry[], name: string): Promise<string> {
  await writeArchive(format, entries, at(name));
  return at(name);
}

/** The archive's entries as the usual tools list them: mode, size, time, name. */
function list(format: Format, file: string): readonly string[] {
  if (format === "tar.gz") {
    const text = execFileSync("tar", ["--utc", "-tvzf", file], { encoding: "utf8" });
    return text
      .trimEnd()
      .split("\n")
      .map((line) => line.replaceAll(/ +/g, " "));
  }
  const script =
    "import sys, zipfile\nfor i in zipfile.ZipFile(sys.argv[1]).infolist(): print(oct(i.external_attr >> 16), i.file_size, i.date_time, i.filename)";
  return execFileSync("python3", ["-c", script, file], { encoding: "utf8" }).trimEnd().split("\n");
}

function extract(format: Format, file: string, into: string): void {
  mkdirSync(into, { recursive: true });
  if (format === "tar.gz") {
    execFileSync("tar", ["-xzf", file, "-C", into]);
  } else {
    execFileSync("python3", ["-m", "zipfile", "-e", file, into]);
  }
}

describe.each(formats)("%s", (format) => {
  it("holds the files under their names, with the executable bit of programs and one time for all", async () => {
    const entries = [
      { file: put("one", "program\n"), name: "app", executable: true },
      { file: put("two", "header\n"), name: "app.h", executable: false },
    ];
    const file = await write(format, entries, `plain.${format}`);
    expect(list(format, file)).toEqual(
      format === "tar.gz"
        ? ["-rwxr-xr-x root/root 8 1970-01-01 00:00 app", "-rw-r--r-- root/root 7 1970-01-01 00:00 app.h"]
        : ["0o100755 8 (1980, 1, 1, 0, 0, 0) app", "0o100644 7 (1980, 1, 1, 0, 0, 0) app.h"],
    );
    extract(format, file, at(`out ${format}`));
    expect(readFileSync(at(`out ${format}/app`), "utf8")).toBe("program\n");
  });

  it("is identical byte by byte for the same content, whatever the times, modes, paths and time zone", async () => {
    const bytes = randomBytes(200_000);
    const first = await write(format, [{ file: put("a", bytes), name: "app", executable: true }], `a.${format}`);
    put("b", bytes);
    chmodSync(at("b"), 0o600);
    utimesSync(at("b"), 1, 1_000_000_000);
    const second = await write(format, [{ file: at("b"), name: "app", executable: true }], `b.${format}`);
    expect(sha256(second)).toBe(sha256(first));
    for (const [zone, time] of [
      ["Pacific/Kiritimati", 2_000_000_000],
      ["America/St_Johns", 100_000],
    ] as const) {
      utimesSync(at("b"), time, time);
      const entries = [{ file: at("b"), name: "app", executable: true }];
      const to = at(`${time}.${format}`);
      writeElsewhere(format, entries, to, { TZ: zone });
      expect(sha256(to), zone).toBe(sha256(first));
    }
    expect(await differs(format, bytes)).toBe(true);
  });

  it("reads a large file in chunks", () => {
    const big = put("big", "");
    truncateSync(big, 192 << 20);
    const to = at(`big.${format}`);
    const peak = writeElsewhere(format, [{ file: big, name: "big", executable: true }], to);
    // Node itself takes about 60 MB.
    expect(peak / 2 ** 20).toBeLessThan(160);
    expect(hashInside(format, to, "big")).toBe(sha256(big));
    rmSync(big);
  });

  const spoiled: readonly (readonly [string, "before" | "during", (big: string, small: string) => void, RegExp])[] = [
    ["is not there", "before", (_big, small) => rmSync(small), /ENOENT.*small/],
    ["is a directory", "before", (_big, small) => makeDirectory(small), /EISDIR|not a file/],
    ["shrinks meanwhile", "during", (big) => truncateSync(big, 1000), /size mismatch|unexpected number of bytes/i],
    ["grows meanwhile", "during", (big) => appendFileSync(big, "more"), /size mismatch|unexpected number of bytes/i],
    ["vanishes meanwhile", "during", (_big, small) => rmSync(small), /ENOENT.*small/],
  ];

  it.each(spoiled)(
    "fails, and does not hang, where a file %s",
    async (_title, when, spoil, message) => {
      const big = put("spoilt big", randomBytes(16 << 20));
      const small = put("spoilt small", "small");
      const entries = [
        { file: big, name: "big", executable: true },
        { file: small, name: "small", executable: true },
      ];
      rmSync(at(`spoilt.${format}`), { force: true });
      if (when === "before") {
        spoil(big, small);
      }
      const writing = write(format, entries, `spoilt.${format}`).catch((error: Error) => error.message);
      if (when === "during") {
        await begun(at(`spoilt.${format}`));
        spoil(big, small);
      }
      expect(await writing).toMatch(message);
      rmSync(small, { recursive: true, force: true });
    },
    20_000,
  );

  it("fails where it cannot be written", async () => {
    const entries = [{ file: put("one", "x"), name: "app", executable: true }];
    const to = at("nowhere/final");
    await expect(writeArchive(format, entries, to)).rejects.toThrow(/ENOENT.*nowhere/);
  });
});

/** Writes an archive in a process of its own, and gives that one's peak of memory in bytes. */
function writeElsewhere(
  format: Format,
  entries: readonly Entry[],
  to: string,
  variables: Readonly<Record<string, string>> = {},
): number {
  const module = fileURLToPath(new URL("../../src/publish/archive.ts", import.meta.url));
  const words = [format, entries, to].map((each) => JSON.stringify(each)).join(", ");
  const script = `import { writeArchive } from ${JSON.stringify(module)};
await writeArchive(${words});
console.log(process.resourceUsage().maxRSS);`;
  const args = ["--input-type=module", "--eval", script];
  return (
    Number(execFileSync(process.execPath, args, { encoding: "utf8", env: { ...process.env, ...variables } })) * 1024
  );
}

/** The SHA-256 of a file in an archive, as the usual tools unpack it. */
function hashInside(format: Format, file: string, name: string): string {
  const kind = format === "zip" ? "zipfile.ZipFile(f).open(n)" : "tarfile.open(f).extractfile(n)";
  const script = `import sys, zipfile, tarfile, hashlib\nf, n = sys.argv[1:]\nprint(hashlib.sha256(${kind}.read()).hexdigest())`;
  return execFileSync("python3", ["-c", script, file, name], { encoding: "utf8" }).trim();
}

function makeDirectory(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

/** Waits until a file has something in it. */
async function begun(file: string): Promise<void> {
  while (!existsSync(file) || statSync(file).size === 0) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** One changed byte changes the archive: the comparisons above can tell. */
async function differs(format: Format, bytes: Buffer): Promise<boolean> {
  const changed = Buffer.from(bytes);
  changed[0] = (changed[0] ?? 0) ^ 1;
  const file = await write(format, [{ file: put("c", changed), name: "app", executable: true }], `c.${format}`);
  return sha256(file) !== sha256(at(`a.${format}`));
}
