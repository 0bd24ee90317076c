import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { checkCodenames } from "../../src/archives/apt/codenames.ts";
import { findOwners } from "../../src/archives/apt/contents.ts";
import { parsePackages } from "../../src/archives/apt/paragraphs.ts";
import { findListed } from "../../src/archives/apt/seeds.ts";
import { parseListed } from "../../src/golang/list.ts";
import { UserError } from "../../src/host/errors.ts";
import { describeLock, parseLock } from "../../src/plan/lock.ts";
import { ContainerError, containerKind, unpackContainer } from "../../src/verify/any/containers.ts";
import { readSymbolVersions } from "../../src/verify/formats/elf/symbols.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { MalformedBinaryError } from "../../src/verify/formats/reader.ts";
import { formatSampleNames, makeFormatSamples } from "../verify/formats/format-samples.ts";
import { makeMutator } from "./mutate.ts";

/** Another one each day; a failure names the one that repeats it. */
const seed = Number(process.env["FUZZ_SEED"] ?? new Date().toISOString().slice(0, 10).replaceAll("-", ""));

/** For all readers together. */
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 9);

/** CPU that one input may take, however slow the machine. */
const cpuLimitMs = 1000;

/** What may be kept of all inputs together, after a collection that nobody can force: a leak of each input is far more. */
const memoryLimit = 512 * 2 ** 20;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "fuzz-"));
  await makeFormatSamples(directory);
}, 600_000);
afterAll(() => rm(directory, { recursive: true }));

const hash = "a".repeat(64);
const described = {
  name: "gcc-12",
  version: "1:12.2.0-14",
  architecture: "amd64",
  sha256: hash,
  path: "pool/main/g/gcc_1.deb",
};

const lock = describeLock({
  releases: {
    "debian 12 amd64": {
      gcc: { targets: ["linux/arm64"], requested: ["gcc-12"], digest: hash, packages: [described] },
    },
  },
} as unknown as Parameters<typeof describeLock>[0]);

const packages = `Package: libc6-dev
Version: 2.36-9
Architecture: arm64
Multi-Arch: same
Provides: libc-dev (= 2.36), a | b
Depends: libc6 (= 2.36-9), linux-libc-dev:any | x [amd64],
 libcrypt-dev
Size: 1430
SHA256: ${hash}
Filename: ./pool/main/g/glibc/libc6-dev_2.36-9_arm64.deb

Package: zlib1g
SHA256: ${hash}
`;

const contents = `usr/include/zlib.h     libdevel/zlib1g-dev,x/y
usr/include/aarch64-linux-gnu/zconf.h \t libdevel/zlib1g-dev
usr/share/doc/a b/zlib.h doc/z
`;

const listing = `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

Origin: Debian
Suite: oldstable
Codename: bookworm-updates
Date: Sat, 11 Jan 2025 11:08:11 UTC
SHA256:
 ${hash} 48456126 main/binary-arm64/Packages
 ${hash}  8693392 main/binary-arm64/Packages.xz
-----BEGIN PGP SIGNATURE-----

iQIzBAEBCAAdFiEE
-----END PGP SIGNATURE-----
`;

const bookworm = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" } as Parameters<
  typeof checkCodenames
>[2];
const itsSources = [{ suites: ["bookworm"] }] as unknown as Parameters<typeof checkCodenames>[1];

const listed = `${JSON.stringify({ ImportPath: "example.com/a", GoFiles: ["a.go"], Module: { Path: "x" } }, undefined, "\t")}
${JSON.stringify({ ImportPath: "C", CgoLDFLAGS: ["-lz"], Error: { Err: "x" } }, undefined, "\t")}
`;

type Reader = {
  readonly name: string;
  readonly samples: () => Promise<readonly Buffer[]>;
  readonly read: (input: Buffer) => unknown;
};

const ofText = (text: string) => async () => [Buffer.from(text)];

const readers: readonly Reader[] = [
  {
    name: "binaries",
    samples: () => Promise.all(formatSampleNames.map((name) => readFile(join(directory, name)))),
    read: (input) => inFile("binary", input, readBinary),
  },
  { name: "archives", samples: makeContainers, read: (input) => inFile("container", input, openContainer) },
  {
    name: "versions of symbols",
    samples: async () => [await readFile(join(directory, "elf"))],
    read: (input) => inFile("binary", input, readSymbolVersions),
  },
  { name: "locks", samples: ofText(lock), read: (input) => parseLock(input.toString()) },
  { name: "Packages", samples: ofText(packages), read: (input) => parsePackages(input.toString()) },
  {
    name: "InRelease",
    samples: ofText(listing),
    read: async (input) => {
      findListed(input.toString(), "main/binary-arm64/Packages");
      await mkdir(join(directory, "lists"), { recursive: true });
      return inFile("lists/x_dists_bookworm_InRelease", input, () =>
        checkCodenames(join(directory, "lists"), itsSources, bookworm),
      );
    },
  },
  {
    name: "Contents",
    samples: ofText(contents),
    read: (input) =>
      inFile("x_Contents-arm64", input, () => findOwners(directory, ["usr/include/zlib.h", "usr//zconf.h"])),
  },
  {
    name: "what go list prints",
    samples: ofText(listed),
    read: (input) => parseListed(input.toString()).map(({ ImportPath }) => ImportPath.length),
  },
];

/** The same two files in each kind of archive that is opened by this program itself. */
async function makeContainers(): Promise<readonly Buffer[]> {
  const files = [
    ["bin/tool", await readFile(join(directory, "elf"))],
    ["README", Buffer.from("text")],
  ] as const;
  const tar = pack();
  const zip = new ZipFile();
  for (const [name, content] of files) {
    tar.entry({ name }, content);
    zip.addBuffer(content, name);
  }
  tar.finalize();
  zip.end();
  const [inTar, inZip] = await Promise.all([bytesOf(tar), bytesOf(zip.outputStream)]);
  return [inTar, inZip, gzipSync(inTar), gzipSync(files[0][1])];
}

async function bytesOf(stream: unknown): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function openContainer(file: string): Promise<void> {
  const kind = await containerKind(file);
  const unpacked = join(directory, "unpacked");
  try {
    if (kind !== undefined && kind !== "deb") {
      const processes = { find: async () => undefined, run: () => expect.fail("starts a program") };
      await unpackContainer({ processes } as unknown as Parameters<typeof unpackContainer>[0], {
        file,
        kind,
        directory: unpacked,
      });
    }
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function inFile(name: string, input: Buffer, read: (file: string) => unknown): Promise<unknown> {
  const file = join(directory, name);
  // A file that is written over goes to the disk at once on ext4 (auto_da_alloc), and takes most of the time.
  await rm(file, { force: true });
  await writeFile(file, input);
  return read(file);
}

/** What is wrong with how an input is read; undefined where nothing is. */
async function fault(read: Reader["read"], input: Buffer): Promise<string | undefined> {
  const before = process.cpuUsage();
  try {
    await read(input);
  } catch (error) {
    if (![UserError, MalformedBinaryError, ContainerError].some((kind) => error instanceof kind)) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }
  const { user, system } = process.cpuUsage(before);
  return user + system > cpuLimitMs * 1000 ? `it took ${(user + system) / 1000} ms of CPU` : undefined;
}

describe(`readers of what others have written, with FUZZ_SEED=${seed}`, () => {
  it.each(readers)(
    "$name",
    async ({ name, samples, read }) => {
      const mutate = makeMutator(seed, await samples());
      const kept = process.memoryUsage().rss;
      const end = performance.now() + (seconds * 1000) / readers.length;
      let round = 0;
      for (; performance.now() < end; round++) {
        const input = mutate();
        const found = await fault(read, input);
        if (found !== undefined) {
          const file = join(tmpdir(), `fuzz-${seed}-${round}`);
          await writeFile(file, input);
          expect.fail(`${name}: input ${round} with FUZZ_SEED=${seed}, which is kept in ${file}: ${found}`);
        }
      }
      expect(process.memoryUsage().rss - kept, `FUZZ_SEED=${seed}: memory after ${round} inputs`).toBeLessThan(
        memoryLimit,
      );
      expect(round).toBeGreaterThan(10);
    },
    (seconds + 120) * 1000,
  );
});
