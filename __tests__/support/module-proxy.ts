import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

/** Puts a version of a module where `GOPROXY=file://<proxy>` finds it. Source: `go help goproxy`. */
export async function addModule(
  proxy: string,
  module: { readonly path: string; readonly version: string; readonly files: Readonly<Record<string, string>> },
): Promise<void> {
  const { path, version, files } = module;
  // In the paths of a proxy a capital letter is `!` and the small one.
  const directory = join(
    proxy,
    path.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`),
    "@v",
  );
  const goMod = `module ${path}\n\ngo 1.24\n`;
  await mkdir(directory, { recursive: true });
  await writeFile(
    join(directory, `${version}.info`),
    JSON.stringify({ Version: version, Time: "2024-01-01T00:00:00Z" }),
  );
  await writeFile(join(directory, `${version}.mod`), goMod);
  await writeModuleZip(join(directory, `${version}.zip`), `${path}@${version}`, { "go.mod": goMod, ...files });
}

/** @param prefix What every name in a module's zip begins with: `example.com/m@v1.0.0`. */
export async function writeModuleZip(
  file: string,
  prefix: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(text), `${prefix}/${name}`);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}
