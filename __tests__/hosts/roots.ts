import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { TestContext } from "vitest";
import { aptArchive } from "../../src/archives/apt/apt.ts";
import { holdDirectory } from "../../src/host/directory-lock.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import { readDistribution } from "../../src/survey/machine.ts";
import { repository } from "../support/runner.ts";

/** The releases that there are roots of: what `debian:11` or `ubuntu:24.04` have in them, and no more. */
export type Suite = DebianSuite | UbuntuSuite;
export type DebianSuite = "bullseye" | "bookworm" | "trixie" | "sid";
export type UbuntuSuite = "jammy" | "noble" | "resolute";

/** A container image's system in a directory. */
export type HostRoot = {
  readonly directory: string;
  /** Runs a command in it, and waits for it. */
  readonly run: (argv: readonly string[], options?: EnterOptions) => Promise<Ran>;
  /** Writes a file of the root. */
  readonly write: (path: string, text: string, mode?: number) => void;
  readonly remove: () => void;
};

export type EnterOptions = {
  /** A uid; root where absent. */
  readonly user?: number;
  /** `022` where absent. */
  readonly umask?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Directories on file systems of their own that start no programs. */
  readonly noexec?: readonly string[];
};

export type Ran = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** The uid of a runner's user, who has a home, and no entry in the root's list of users. */
export const runnerUser = 1001;

const enterScript = fileURLToPath(new URL("enter.sh", import.meta.url));

/** Roots are made once and kept for a week, since unstable changes daily. */
export const kept = join(repository, "node_modules/.cache/cgo-cross-tests/hosts");
export const keptDays = 7;

const ubuntuMirror = "http://archive.ubuntu.com/ubuntu";

/** Ubuntu Archive Automatic Signing Key (2018): it signs every release since 18.04. */
const ubuntuKey = "F6ECB3762474EDA9D21B7022871920D1991BC93C";

export const debianMirror = "http://deb.debian.org/debian";

/** Why no root can be entered on this machine; undefined where it can. */
export function missingReason(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    return "only root can make the roots of other hosts";
  }
  const unshared = spawnSync("unshare", ["--mount", "--", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]);
  return unshared.status === 0 ? undefined : "this machine allows no mount namespaces";
}

/**
 * The machine that a test needs; where it could not be made, the test is skipped, and counted, with the reason: most need
 * root and mount namespaces, which not every developer's machine gives.
 */
export function given<Made>(context: TestContext, made: Made | undefined, reason: string | undefined): Made {
  return made ?? context.skip(reason);
}

/** A fresh copy of a release's root, with this repository in /src (read-only), Go and Node where images have them. */
export async function openHost(suite: Suite): Promise<HostRoot> {
  const directory = mkdtempSync(join(tmpdir(), `cgo-cross-host-${suite}-`));
  await copyBase(suite, directory);
  cpSync("/etc/resolv.conf", join(directory, "etc/resolv.conf"));
  // Other users have to be able to walk through it.
  execFileSync("chmod", ["755", directory]);
  mkdirSync(join(directory, "usr/local/bin"), { recursive: true });
  cpSync(nodeBinary(), join(directory, "usr/local/bin/node"));
  mkdirSync(join(directory, "work"));
  execFileSync("chmod", ["777", join(directory, "work")]);
  mkdirSync(join(directory, "home/runner"), { recursive: true });
  execFileSync("chown", [`${runnerUser}:${runnerUser}`, join(directory, "home/runner")]);
  const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  const [modules = "", cache = ""] = execFileSync("go", ["env", "GOMODCACHE", "GOCACHE"], { encoding: "utf8" }).split(
    "\n",
  );
  const binds = [
    `${goroot}:/usr/local/go:ro`,
    `${repository.replace(/\/$/, "")}:/src:ro`,
    // Go's standard library is compiled once for all hosts. Other users have their own.
    ...[`${modules}:/go/modules:rw`, `${cache}:/go/cache:rw`],
  ];
  for (const each of [modules, cache]) {
    mkdirSync(each, { recursive: true });
  }
  const run = async (
    argv: readonly string[],
    { user = 0, umask = "022", env = {}, noexec = [] }: EnterOptions = {},
  ): Promise<Ran> => {
    const child = spawn(
      enterScript,
      [directory, [...binds, ...noexec.map((path) => `tmpfs:${path}:noexec`)].join("\n"), String(user), umask, ...argv],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: "/usr/local/go/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          HOME: "/root",
          GOTOOLCHAIN: "local",
          GOPROXY: process.env["GOPROXY"] ?? "",
          ...(user === 0 ? { GOMODCACHE: "/go/modules", GOCACHE: "/go/cache" } : {}),
          ...env,
        },
      },
    );
    const [stdout, stderr, exitCode] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number>((resolve, reject) => {
        child.once("error", reject).once("close", (code) => resolve(code ?? -1));
      }),
    ]);
    return { exitCode, stdout, stderr };
  };
  return {
    directory,
    run,
    write: (path, content, mode = 0o644) => {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content, { mode });
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function nodeBinary(): string {
  const binary = join(repository, `node_modules/node-linux-${process.arch}/bin/node`);
  return existsSync(binary) ? binary : process.execPath;
}

/** Two files of tests may want the same root at once: one makes it, and none is replaced while it is copied. */
async function copyBase(suite: Suite, directory: string): Promise<void> {
  mkdirSync(kept, { recursive: true });
  const hold = await holdDirectory({ temporaries: new Set(), log: { info: () => {} } }, kept, {
    name: "the roots of other hosts",
    code: "cache-directory",
    limitSeconds: 1800,
  });
  try {
    execFileSync("cp", ["-a", "--reflink=auto", `${await makeBase(suite)}/.`, directory]);
  } finally {
    await hold.release();
  }
}

async function makeBase(suite: Suite): Promise<string> {
  const base = join(kept, suite);
  const age = existsSync(base) ? (Date.now() - statSync(base).mtimeMs) / 86_400_000 : undefined;
  if (age !== undefined && age < keptDays) {
    return base;
  }
  const unfinished = mkdtempSync(join(kept, `.${suite}-`));
  const made = spawnSync(
    await findMmdebstrap(),
    [
      // Of apt and what every system has: no compiler, no git, no xz.
      ...["--variant=apt", "--include=ca-certificates", "--mode=root", "--format=directory"],
      // A mirror that lags behind is no reason not to have the host.
      ...['--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=Acquire::Retries "3"'],
      ...(isUbuntu(suite) ? [`--keyring=${await ubuntuKeyring()}`] : []),
      ...[suite, unfinished, ...sourcesOf(suite)],
    ],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`no root of ${suite} could be made: ${made.stderr.trim().split("\n").slice(-3).join(" ")}`);
  }
  rmSync(base, { recursive: true, force: true });
  renameSync(unfinished, base);
  return base;
}

function isUbuntu(suite: Suite): suite is UbuntuSuite {
  return suite === "jammy" || suite === "noble" || suite === "resolute";
}

/** The lines of sources.list; of the oldest release, whose updates have left the mirrors, the release itself. */
function sourcesOf(suite: Suite): readonly string[] {
  if (isUbuntu(suite)) {
    const pockets = [suite, `${suite}-updates`, `${suite}-security`];
    return pockets.map((pocket) => `deb ${ubuntuMirror} ${pocket} main universe`);
  }
  return suite === "bullseye" ? [`deb ${debianMirror} bullseye main`] : [debianMirror];
}

/** Why no root of Ubuntu can be made here; undefined where one can. */
export async function ubuntuMissingReason(): Promise<string | undefined> {
  const answer = await fetch(`${ubuntuMirror}/dists/noble/InRelease`, { signal: AbortSignal.timeout(20_000) }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  return answer?.ok === true ? undefined : "Ubuntu's archive is not in reach";
}

/** A keyring with the archive's key, known by its fingerprint: of the machine, or out of Ubuntu's own package. */
async function ubuntuKeyring(): Promise<string> {
  const keyring = join(kept, "ubuntu-key.gpg");
  if (existsSync(keyring)) {
    return keyring;
  }
  const scratch = mkdtempSync(join(tmpdir(), "cgo-cross-ubuntu-key-"));
  try {
    const gpg = (...args: readonly string[]) =>
      execFileSync("gpg", ["--homedir", scratch, "--batch", ...args], { stdio: "pipe" });
    const installed = "/usr/share/keyrings/ubuntu-archive-keyring.gpg";
    gpg("--import", existsSync(installed) ? installed : await fetchUbuntuKeyring(scratch));
    const key = gpg("--export", ubuntuKey);
    if (key.length === 0) {
      throw new Error("Ubuntu's keyring does not have the key of its archive");
    }
    mkdirSync(kept, { recursive: true });
    writeFileSync(keyring, key);
    return keyring;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function fetchUbuntuKeyring(scratch: string): Promise<string> {
  const load = async (path: string) => Buffer.from(await (await fetch(`${ubuntuMirror}/${path}`)).arrayBuffer());
  const index = gunzipSync(await load("dists/noble/main/binary-amd64/Packages.gz")).toString("utf8");
  const path = /^Package: ubuntu-keyring\n(?:.+\n)*?Filename: (\S+)$/m.exec(index)?.[1] ?? "";
  const file = join(scratch, "ubuntu-keyring.deb");
  writeFileSync(file, await load(path));
  execFileSync("dpkg-deb", ["-x", file, scratch]);
  return join(scratch, "usr/share/keyrings/ubuntu-archive-keyring.gpg");
}

/** The machine's mmdebstrap, or the one of its distribution, unpacked into the directory of the roots. */
async function findMmdebstrap(): Promise<string> {
  const found = spawnSync("sh", ["-c", "command -v mmdebstrap"], { encoding: "utf8" }).stdout.trim();
  const program = join(kept, "mmdebstrap/usr/bin/mmdebstrap");
  if (found !== "" || existsSync(program)) {
    return found === "" ? program : found;
  }
  const distribution = await readDistribution();
  if (distribution === undefined) {
    throw new Error("mmdebstrap is not installed, and this machine is of no distribution that has it");
  }
  const scratch = mkdtempSync(join(tmpdir(), "cgo-cross-mmdebstrap-"));
  const host = await makeLocalHost({ ...process.env }, { artifactDirectory: scratch, cacheDirectory: scratch });
  try {
    const archive = await aptArchive.open(host, distribution, { directory: scratch });
    await archive.update();
    const { packages } = await archive.resolve(["mmdebstrap"]);
    const own = packages.filter(({ name }) => name === "mmdebstrap");
    await archive.download(own, scratch, { onPackage: () => {}, onProgress: () => {} });
    for (const { file } of own) {
      mkdirSync(join(kept, "mmdebstrap"), { recursive: true });
      await archive.unpack(join(scratch, file), join(kept, "mmdebstrap"));
    }
    return program;
  } finally {
    for (const each of [scratch, host.scratchDirectory]) {
      rmSync(each, { recursive: true, force: true });
    }
  }
}
