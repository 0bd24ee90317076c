import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeLicences, packagesOf } from "../../scripts/licences.ts";
import { repository } from "../support/runner.ts";

describe("the licences of what is bundled", () => {
  test("packages are those whose files are in a bundle, nested ones too", () => {
    const map = (...sources: string[]) => JSON.stringify({ sources });
    expect(
      packagesOf([
        map("../node_modules/@actions/core/lib/core.js", "../build/cli.js", "../webpack/runtime"),
        map("../node_modules/@actions/core/lib/summary.js", "../node_modules/a/node_modules/@b/c/index.js"),
      ]),
    ).toEqual(["@actions/core", "a/node_modules/@b/c"]);
  });

  test("a licence has its text, and the package's notice; one without says so", () => {
    const modules = mkdtempSync(join(tmpdir(), "cgo-cross-licences-"));
    const write = (name: string, files: Readonly<Record<string, string>>) => {
      mkdirSync(join(modules, name), { recursive: true });
      for (const [file, text] of Object.entries(files)) {
        writeFileSync(join(modules, name, file), text);
      }
    };
    write("a", {
      "package.json": '{"name":"a","version":"1.0.0","license":"Apache-2.0"}',
      "LICENSE.md": "Apache\r\ntext\n",
      NOTICE: "by a\n",
    });
    write("b", { "package.json": '{"name":"b","version":"2.0.0","author":{"name":"Someone"}}' });
    expect(describeLicences(modules, ["a", "b"])).toBe(
      "a 1.0.0\nApache-2.0\nApache\ntext\n\nby a\n\nb 2.0.0\nunstated\n" +
        "The package does not state its licence, by Someone; it has no text of it.\n",
    );
  });

  test("every dependency of this project is in dist/'s files", () => {
    const { dependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const licences = readFileSync(join(repository, "dist/index-licenses.txt"), "utf8");
    const all = licences + readFileSync(join(repository, "dist/cli-licenses.txt"), "utf8");
    const missing = Object.keys(dependencies).filter((name) => !new RegExp(`^${name} \\d`, "m").test(all));
    expect(missing).toEqual([]);
  });

  test("dist/'s files have packages that this project is made of, in the versions of the lock file, and nothing else", () => {
    const { packages } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
    };
    const paths = Object.entries(packages).flatMap(([path, { dev }]) =>
      path.startsWith("node_modules/") && dev !== true ? [path.slice("node_modules/".length)] : [],
    );
    // The bundler writes code of its own into what it makes.
    const there = [...paths, "@vercel/ncc"].filter((path) => existsSync(join(repository, "node_modules", path)));
    const entries = there.map((path) => describeLicences(join(repository, "node_modules"), [path]));
    for (const bundle of ["index", "cli"]) {
      let rest = readFileSync(join(repository, `dist/${bundle}-licenses.txt`), "utf8");
      while (rest !== "") {
        const entry = entries.find((each) => rest.startsWith(each));
        expect(entry, `${bundle}: no package of this project: ${rest.slice(0, 60)}`).toBeDefined();
        rest = rest.slice((entry?.length ?? 0) + "\n".length);
      }
    }
  });
});
