import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Package } from "../../src/archives/apt/packages.ts";

/** What a test's package holds: texts of files and targets of links, by path. */
export type DebFiles = Readonly<Record<string, string | { readonly link: string }>>;

/** Makes a real .deb in `into`, and what the index would say of it. Its parts are gathered under `scratch`. */
export function makeDeb(
  name: string,
  files: DebFiles,
  at: { readonly into: string; readonly scratch: string },
): Package {
  const tree = join(at.scratch, name);
  const put = (path: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    return join(tree, path);
  };
  const control = `Package: ${name}\nVersion: 1:2.3-4\nArchitecture: amd64\nMaintainer: a <a@example.com>\nDescription: ${name}\n`;
  writeFileSync(put("DEBIAN/control"), control);
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === "string") {
      writeFileSync(put(path), content, { mode: path.includes("/bin/") ? 0o755 : 0o644 });
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
    depends: [],
    provides: [],
    section: "devel",
    coinstallable: false,
  };
}
