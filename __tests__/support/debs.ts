import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Package } from "../../src/archives/archive.ts";

/** What a test's package holds: texts of files and targets of links, by path; `DEBIAN/postinst` is its script. */
export type DebFiles = Readonly<Record<string, string | { readonly link: string }>>;

export type DebPlace = {
  readonly into: string;
  /** Where the package's files are gathered. */
  readonly scratch: string;
  /** Names of the packages that it depends on. */
  readonly depends?: readonly string[];
};

/** Makes a real .deb in `into`, with a list of checksums. Gives what an index says of it. */
export function makeDeb(name: string, files: DebFiles, at: DebPlace): Package {
  const { depends = [] } = at;
  const tree = join(at.scratch, name);
  const put = (path: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    return join(tree, path);
  };
  const control = [
    `Package: ${name}`,
    "Version: 1:2.3-4",
    "Architecture: amd64",
    "Maintainer: a <a@example.com>",
    ...(depends.length > 0 ? [`Depends: ${depends.join(", ")}`] : []),
    `Description: ${name}`,
    "",
  ];
  writeFileSync(put("DEBIAN/control"), control.join("\n"));
  const texts = Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const inside = texts.filter(([path]) => !path.startsWith("DEBIAN/"));
  const sums = inside.map(([path, text]) => `${createHash("md5").update(text).digest("hex")}  ${path}\n`);
  writeFileSync(put("DEBIAN/md5sums"), sums.join(""));
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === "string") {
      writeFileSync(put(path), content, { mode: /\/bin\/|^DEBIAN\//.test(path) ? 0o755 : 0o644 });
    } else {
      symlinkSync(content.link, put(path));
    }
  }
  mkdirSync(at.into, { recursive: true });
  const file = `${name}_1%3a2.3-4_amd64.deb`;
  execFileSync("dpkg-deb", ["--root-owner-group", "-Zgzip", "--build", tree, join(at.into, file)]);
  const bytes = readFileSync(join(at.into, file));
  return {
    name,
    version: "1:2.3-4",
    architecture: "amd64",
    size: statSync(join(at.into, file)).size,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    file,
    path: file,
    depends: depends.map((each) => [each]),
    provides: [],
    section: "devel",
    coinstallable: false,
  };
}
