import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { gunzipSync, gzipSync } from "node:zlib";
import { type DebianSuite, debianMirror, type HostRoot, kept, openHost } from "./roots.ts";

/** Ubuntu's releases, and the release of Debian whose packages and system stand in for each. */
const releases = {
  "20.04": { codename: "focal", standIn: "bullseye" },
  "22.04": { codename: "jammy", standIn: "bookworm" },
  "24.04": { codename: "noble", standIn: "trixie" },
  "26.04": { codename: "resolute", standIn: "sid" },
} as const satisfies Record<string, { readonly codename: string; readonly standIn: DebianSuite }>;

export type UbuntuVersion = keyof typeof releases;

/** GitHub's mirror, the two others of its list, and the archive of other architectures. */
export const mirrors = {
  azure: { name: "azure.archive.ubuntu.com", address: "127.0.11.1", directory: "ubuntu" },
  archive: { name: "archive.ubuntu.com", address: "127.0.11.2", directory: "ubuntu" },
  security: { name: "security.ubuntu.com", address: "127.0.11.3", directory: "ubuntu" },
  ports: { name: "ports.ubuntu.com", address: "127.0.11.4", directory: "ubuntu-ports" },
} as const;

export type MirrorName = keyof typeof mirrors;

/** What a mirror does with a request. `silent` takes it and says nothing; `dripping` sends a byte a second. */
export type Behaviour = "well" | "silent" | "dripping" | "half, then silent" | "corrupt" | 404 | 503;

export type Faults = {
  readonly [Name in MirrorName]?: { readonly does: Behaviour; readonly of?: "indexes" | "packages" };
};

export type UbuntuRequest = { readonly mirror: MirrorName; readonly path: string; bytes: number };

/** A machine like GitHub's, whose mirrors are this machine. */
export type Ubuntu = {
  readonly host: HostRoot;
  /** What the mirrors do from now on, and forgets the requests so far. */
  readonly behave: (faults: Faults) => void;
  readonly requests: readonly UbuntuRequest[];
  readonly close: () => Promise<void>;
};

/**
 * Makes a runner of an Ubuntu release: its os-release, its sources, its list of mirrors, and the mirrors themselves, with an
 * archive that a key of this test signs. The packages are Debian's, since Ubuntu's need not be in reach.
 * Source of the files: actions/runner-images, images/ubuntu/scripts/build/configure-apt-sources.sh.
 */
export async function openUbuntu(version: UbuntuVersion): Promise<Ubuntu> {
  const { standIn } = releases[version];
  const host = await openHost(standIn);
  const scratch = mkdtempSync(join(tmpdir(), "cgo-cross-ubuntu-"));
  const keys = makeKey(scratch);
  const older = Object.values(releases).slice(0, Object.keys(releases).indexOf(version) + 1);
  const files = new Map<string, Buffer>();
  for (const release of older) {
    await addRelease(files, release, keys);
  }
  describeSystem(host, version, keys.publicKey);

  let faults: Faults = {};
  const requests: UbuntuRequest[] = [];
  const names = Object.keys(mirrors) as MirrorName[];
  const servers = await Promise.all(
    names.map((mirror) =>
      listen(mirrors[mirror].address, (request, response) => {
        const path = decodeURIComponent(request.url ?? "").replace(/^\/ubuntu(-ports)?\//, "");
        const record = { mirror, path, bytes: 0 };
        requests.push(record);
        const fault = faults[mirror];
        const kind = path.startsWith("pool/") ? "packages" : "indexes";
        const does = fault === undefined || (fault.of !== undefined && fault.of !== kind) ? "well" : fault.does;
        void findFile(files, path, mirror).then((file) => answer({ request, response, file, does, record }));
      }),
    ),
  );
  return {
    host,
    behave: (next) => {
      faults = next;
      requests.length = 0;
    },
    requests,
    close: async () => {
      await Promise.all(servers.map(stop));
      host.remove();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function describeSystem(host: HostRoot, version: UbuntuVersion, publicKey: Buffer): void {
  const { codename } = releases[version];
  rmSync(join(host.directory, "etc/os-release"));
  host.write(
    "etc/os-release",
    `PRETTY_NAME="Ubuntu ${version} LTS"\nNAME="Ubuntu"\nVERSION_ID="${version}"\nVERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=${codename}\n`,
  );
  const names = Object.values(mirrors).map(({ name, address }) => `${address} ${name}\n`);
  host.write("etc/hosts", `127.0.0.1 localhost\n${names.join("")}`);
  const keyring = "/usr/share/keyrings/ubuntu-archive-keyring.gpg";
  mkdirSync(join(host.directory, dirname(keyring)), { recursive: true });
  writeFileSync(join(host.directory, keyring), publicKey);
  rmSync(join(host.directory, "etc/apt/sources.list"), { force: true });
  const list = "mirror+file:/etc/apt/apt-mirrors.txt";
  const components = "main universe restricted multiverse";
  if (version === "22.04") {
    const suites = [codename, `${codename}-updates`, `${codename}-backports`, `${codename}-security`];
    writeFileSync(join(host.directory, "etc/apt/trusted.gpg.d/ubuntu.gpg"), publicKey);
    host.write("etc/apt/sources.list", suites.map((suite) => `deb ${list} ${suite} ${components}\n`).join(""));
  } else {
    const stanza = (suites: string) =>
      `Types: deb\nURIs: ${list}\nSuites: ${suites}\nComponents: ${components}\nSigned-By: ${keyring}\n`;
    const main = `${codename} ${codename}-updates ${codename}-backports`;
    host.write("etc/apt/sources.list.d/ubuntu.sources", `${stanza(main)}\n${stanza(`${codename}-security`)}`);
  }
  const listed = [mirrors.azure, mirrors.archive, mirrors.security];
  const line = ({ name }: { readonly name: string }, index: number) =>
    `http://${name}/ubuntu/\tpriority:${index + 1}\n`;
  host.write("etc/apt/apt-mirrors.txt", listed.map(line).join(""));
  // What the images set since the mirror was silent for days: actions/runner-images#14643.
  host.write(
    "etc/apt/apt.conf.d/80-retries",
    'Acquire::Retries "1";\nAcquire::http::Timeout "15";\nAcquire::https::Timeout "15";\n',
  );
}

type Keys = { readonly home: string; readonly publicKey: Buffer };

function makeKey(scratch: string): Keys {
  const home = join(scratch, "gnupg");
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...args: readonly string[]) =>
    execFileSync("gpg", ["--homedir", home, "--batch", "--quiet", ...args], { stdio: "pipe" });
  gpg("--passphrase", "", "--quick-generate-key", "Archive of a test <archive@example.com>", "rsa3072", "sign");
  return { home, publicKey: gpg("--export") };
}

/** Adds the signed indexes of a release and its pockets, by their paths below the archive's directory. */
async function addRelease(
  files: Map<string, Buffer>,
  { codename, standIn }: { readonly codename: string; readonly standIn: DebianSuite },
  keys: Keys,
): Promise<void> {
  const packages = {
    amd64: await fetchPackages(standIn, "amd64"),
    arm64: await fetchPackages(standIn, "arm64"),
  };
  const none = gzipSync("");
  for (const suite of ["", "-updates", "-security", "-backports"].map((pocket) => codename + pocket)) {
    const sums: string[] = [];
    for (const component of ["main", "universe", "restricted", "multiverse"]) {
      for (const architecture of ["amd64", "arm64"] as const) {
        const zipped = component === "main" && suite === codename ? packages[architecture] : none;
        const path = `${component}/binary-${architecture}/Packages`;
        files.set(`dists/${suite}/${path}.gz`, zipped);
        sums.push(sum(gunzipSync(zipped), path), sum(zipped, `${path}.gz`));
      }
    }
    const release = [
      ...["Origin: Ubuntu", "Label: Ubuntu", `Suite: ${suite}`, `Codename: ${codename}`],
      ...[`Date: ${new Date().toUTCString()}`, "Architectures: amd64 arm64"],
      ...["Components: main restricted universe multiverse", "SHA256:", ...sums, ""],
    ].join("\n");
    const signed = execFileSync("gpg", ["--homedir", keys.home, "--batch", "--clearsign"], {
      input: release,
      stdio: "pipe",
    });
    files.set(`dists/${suite}/InRelease`, signed);
  }
}

function sum(bytes: Buffer, path: string): string {
  return ` ${createHash("sha256").update(bytes).digest("hex")} ${bytes.length} ${path}`;
}

async function fetchPackages(suite: DebianSuite, architecture: string): Promise<Buffer> {
  const response = await fetch(`${debianMirror}/dists/${suite}/main/binary-${architecture}/Packages.gz`);
  if (!response.ok) {
    throw new Error(`no index of ${suite}: HTTP ${response.status}`);
  }
  return Buffer.from(await response.arrayBuffer());
}

/** Indexes are made here; packages are Debian's, and kept. Other architectures are in the ports alone. */
async function findFile(
  files: ReadonlyMap<string, Buffer>,
  path: string,
  mirror: MirrorName,
): Promise<Buffer | undefined> {
  if (!path.startsWith("pool/")) {
    const isOfPorts = path.includes("binary-arm64/");
    return path.endsWith("InRelease") || isOfPorts === (mirror === "ports") ? files.get(path) : undefined;
  }
  const file = join(kept, "pool", path.replaceAll("/", "_"));
  if (existsSync(file)) {
    return readFileSync(file);
  }
  const response = await fetch(`${debianMirror}/${path}`);
  if (!response.ok) {
    return undefined;
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${randomUUID()}`;
  writeFileSync(partial, bytes);
  renameSync(partial, file);
  return bytes;
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly file: Buffer | undefined;
  readonly does: Behaviour;
  readonly record: UbuntuRequest;
};

const modified = new Date(Date.now() - 3_600_000).toUTCString();

async function answer({ request, response, file, does, record }: Exchange): Promise<void> {
  if (does === "silent") {
    return;
  }
  if (typeof does === "number" || file === undefined) {
    response.writeHead(typeof does === "number" ? does : 404).end();
    return;
  }
  if (request.headers["if-modified-since"] === modified) {
    response.writeHead(304).end();
    return;
  }
  const size = file.length;
  response.writeHead(200, { "content-length": size, "last-modified": modified });
  response.flushHeaders();
  if (does === "dripping") {
    const timer = setInterval(() => response.write("x"), 1000);
    response.once("close", () => clearInterval(timer));
    return;
  }
  const halved = does === "half, then silent";
  const sent = does === "corrupt" ? Buffer.alloc(size) : halved ? file.subarray(0, size >> 1) : file;
  response.write(sent);
  record.bytes = sent.length;
  if (!halved) {
    response.end();
  }
}

async function listen(
  address: string,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer(onRequest);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(80, address, resolve));
  return server;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
