/**
 * Makes dist/ from the compiled JavaScript in build/: one bundle for the runner and one for the terminal. The bundler
 * gets JavaScript because it cannot read TypeScript with the installed compiler.
 *
 *     node scripts/bundle.ts [dist directory]
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const entries = { "action.js": "index.js", "cli.js": "cli.js" };
const root = join(import.meta.dirname, "..");
const [dist = join(root, "dist")] = process.argv.slice(2);

rmSync(dist, { recursive: true, force: true });
for (const [entry, output] of Object.entries(entries)) {
  const out = mkdtempSync(join(tmpdir(), "cgo-cross-bundle-"));
  const ncc = join(root, "node_modules/@vercel/ncc/dist/ncc/cli.js");
  const args = [
    ncc,
    "build",
    join(root, "build", entry),
    "--out",
    out,
    "--target",
    "es2023",
    "--license",
    "licenses.txt",
  ];
  const done = spawnSync(process.execPath, [...args, "--quiet"], { stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) {
    process.exit(done.status ?? 1);
  }
  const prefix = output.replace(/\.js$/, "");
  for (const name of readdirSync(out)) {
    const renamed = name === "index.js" ? output : name === "licenses.txt" ? `${prefix}-${name}` : name;
    cpSync(join(out, name), join(dist, renamed), { recursive: true });
  }
  rmSync(out, { recursive: true });
}
