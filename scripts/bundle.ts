/**
 * Makes dist/ from the compiled JavaScript in build/: one bundle for the runner and one for the terminal, each with chunks
 * of its own for what is loaded when it is first used. The bundler gets JavaScript because it cannot read TypeScript with
 * the installed compiler.
 *
 *     node scripts/bundle.ts [dist directory]
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describeLicences, packagesOf } from "./licences.ts";

type Bundle = {
  readonly code: string;
  /** A source map. */
  readonly map: string;
  /** The chunks and their maps. */
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
};

// The package has no types of its own.
const bundle = createRequire(import.meta.url)("@vercel/ncc") as (
  entry: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<Bundle>;

const entries = { "action.js": "index.js", "cli.js": "cli.js" };
const root = join(import.meta.dirname, "..");
const [dist = join(root, "dist")] = process.argv.slice(2);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
// Go's own language: the user's Go compiles it.
cpSync(join(root, "src/survey/analyzer"), join(dist, "analyzer"), { recursive: true });
for (const [entry, filename] of Object.entries(entries)) {
  // The maps tell which packages are in the bundle; they are not part of it.
  const options = { filename, sourceMap: true, sourceMapRegister: false, target: "es2023", cache: false, quiet: true };
  const { code, map, assets } = await bundle(join(root, "build", entry), options);
  writeFileSync(join(dist, filename), withoutMap(code), { mode: code.startsWith("#!") ? 0o755 : 0o644 });
  const maps = [map];
  for (const [name, { source }] of Object.entries(assets)) {
    if (name.endsWith(".map")) {
      maps.push(source.toString());
    } else {
      writeFileSync(join(dist, name), name.endsWith(".js") ? withoutMap(source.toString()) : source);
    }
  }
  const licences = describeLicences(join(root, "node_modules"), packagesOf(maps));
  writeFileSync(join(dist, filename.replace(/\.js$/, "-licenses.txt")), licences);
}

function withoutMap(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "");
}
