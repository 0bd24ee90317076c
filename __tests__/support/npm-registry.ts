import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./runner.ts";

export type NpmRegistry = {
  /** What `npx cgo-cross` needs to take the package from here, whoever runs it: no settings and no cache of this machine's. */
  readonly variables: Readonly<Record<string, string>>;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  close(): void;
};

/**
 * A registry of npm's that has one package: cgo-cross, as `npm run package` and `npm pack` make it of dist/. It listens on
 * 127.0.0.1.
 */
export async function startNpmRegistry(): Promise<NpmRegistry> {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-registry-"));
  const folder = join(directory, "package");
  execFileSync(process.execPath, [join(repository, "scripts/package.ts"), folder]);
  const packed = ["pack", "--silent", "--offline", "--pack-destination", directory, folder];
  execFileSync("npm", packed, { cwd: directory, stdio: ["ignore", "ignore", "inherit"] });
  const [name = ""] = globSync("*.tgz", { cwd: directory });
  const tarball = readFileSync(join(directory, name));
  const described = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version: string };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    requests.push(pathname);
    if (pathname === `/cgo-cross/-/${name}`) {
      response.end(tarball);
    } else if (pathname === "/cgo-cross") {
      const dist = { tarball: `${origin()}/cgo-cross/-/${name}` };
      const { version } = described;
      const versions = { [version]: { ...described, dist } };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ name: "cgo-cross", "dist-tags": { latest: version }, versions }));
    } else {
      response.statusCode = 404;
      response.end("{}");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an AddressInfo; the type covers pipes too.
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const variables = {
    npm_config_registry: origin(),
    npm_config_cache: join(directory, "cache"),
    npm_config_userconfig: join(directory, "npmrc"),
    npm_config_update_notifier: "false",
  };
  const close = () => {
    server.close();
    server.closeAllConnections();
    rmSync(directory, { recursive: true });
  };
  return { variables, requests, close };
}
