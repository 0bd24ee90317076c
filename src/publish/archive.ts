import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** A file of an archive: where it is, what it is called inside, and whether it is a program. */
export type Entry = { readonly file: string; readonly name: string; readonly executable: boolean };

/** Archives with the same content are identical byte by byte: every entry has the earliest time that zip can store. */
const entryTime = new Date(1980, 0, 1);

const formats: Readonly<Record<"tar.gz" | "zip", (entries: readonly Entry[], to: string) => Promise<void>>> = {
  "tar.gz": writeTarGz,
  zip: writeZip,
};

/** Writes an archive to where nothing is yet. Throws where something is, where an entry cannot be read or the archive cannot be written; a partial one is left behind. */
export function writeArchive(format: "tar.gz" | "zip", entries: readonly Entry[], to: string): Promise<void> {
  return formats[format](entries, to);
}

async function writeTarGz(entries: readonly Entry[], to: string): Promise<void> {
  const { pack } = await import("tar-stream");
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(to, { flags: "wx" }));
  const filled = (async () => {
    for (const { file, name, executable } of entries) {
      const { size } = await stat(file);
      const header = { name, size, mode: mode(executable), mtime: new Date(0), uname: "root", gname: "root" };
      await pipeline(createReadStream(file), tar.entry(header));
    }
    tar.finalize();
  })();
  // Otherwise a file that cannot be read would leave the other pipeline waiting for ever.
  filled.catch((error: Error) => tar.destroy(error));
  await Promise.all([filled, written]);
}

async function writeZip(entries: readonly Entry[], to: string): Promise<void> {
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  // On an error yazl never ends its output.
  const cancel = new AbortController();
  zip.on("error", (error) => cancel.abort(error));
  for (const { file, name, executable } of entries) {
    zip.addFile(file, name, { mtime: entryTime, mode: 0o100000 | mode(executable), forceDosTimestamp: true });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(to, { flags: "wx" }), { signal: cancel.signal }).catch(
    (error: unknown) => {
      throw cancel.signal.aborted ? cancel.signal.reason : error;
    },
  );
}

function mode(executable: boolean): number {
  return executable ? 0o755 : 0o644;
}
