import { readFile } from "node:fs/promises";
import type { Host } from "../host/types.ts";
import { findReleaseRow, type SearchPathVariable, searchPathVariables } from "../platforms/index.ts";
import { findClang, type HostClang } from "./clang.ts";
import type { ReadProgram } from "./own-compiler.ts";

/** The machine that builds, as far as toolchains are concerned. */
export type Machine = {
  readonly os: string;
  readonly arch: string;
  /** A workflow's job, or a terminal: what can be advised differs. */
  readonly place: "job" | "terminal";
  /** Other architectures whose programs the system runs by itself: `amd64` by Rosetta on a Mac; absent where none. */
  readonly translated?: readonly string[] | undefined;
  readonly cpus: number;
  /** What programs may still take. */
  readonly memoryBytes: number;
  /** The Linux distribution, from /etc/os-release; undefined elsewhere. */
  readonly distribution: Distribution | undefined;
  /** The machine's own Wine; undefined where it has none. */
  readonly wine: string | undefined;
  /** The machine's own pkg-config; undefined where it has none. */
  readonly pkgConfig: string | undefined;
  readonly swig: string | undefined;
  /** Variables of the job with which other tools choose what is decided here. */
  readonly overruled: Readonly<Partial<Record<OverruledVariable, string>>>;
  /** The machine's own clang; undefined where it has none that would do, or where it was not looked for. */
  readonly clang: HostClang | undefined;
  /** The job's own search paths for headers, libraries and .pc files, by the variable's name; those that are set. */
  readonly searchPaths: Readonly<Partial<Record<SearchPathVariable, string>>>;
  /** Where packages come from here, or why from nowhere. */
  readonly archive: MachineArchive;
  /** What the archive says of the distribution's release; absent where the table of releases knows it, or nothing depends on it. */
  readonly asked?: ReleaseFacts | undefined;
};

/** What of a release decides how something is built; undefined where it could not be found out. */
export type ReleaseFacts = {
  readonly glibc: string | undefined;
  /** The major version of the clang that can be fetched. */
  readonly clang: number | undefined;
};

export type MachineArchive =
  /** `family`: how its packages are named; see archives/. */
  | { readonly kind: "found"; readonly id: string; readonly family: string }
  | { readonly kind: "missing"; readonly reason: string };

/** Somewhere packages may come from, as far as a look at the machine is concerned. */
export type ArchiveProbe = {
  readonly id: string;
  /** How the packages of a distribution are named; of those that nobody knows, as its own are. */
  readonly family: (distribution: Distribution | undefined) => string;
  /** Why it cannot be used on this machine; undefined where it can. */
  readonly missingReason: (host: Host, distribution: Distribution | undefined) => Promise<string | undefined>;
  /** The machine's own release, where its packages tell that better than os-release. */
  readonly ownRelease: (distribution: Distribution) => Promise<Distribution>;
  /** What a release has that no table knows. */
  readonly askRelease: (host: Host, distribution: Distribution) => Promise<ReleaseFacts>;
};

const overruledVariables = ["CGO_ENABLED", "CC", "CXX"] as const;
export type OverruledVariable = (typeof overruledVariables)[number];

export type Distribution = {
  /** `debian`, `ubuntu`. */
  readonly id: string;
  /** `12`, `24.04`; empty in rolling releases. */
  readonly version: string;
  /** `bookworm`, `noble`. */
  readonly codename: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly title: string;
  /** The distributions that it is made like, the closest first; absent where it names none. */
  readonly like?: readonly string[];
  /** The codename by which the machine's sources go, where this is another release than the machine's own. */
  readonly sourcesOf?: string;
};

export type MachineQuestion = {
  /** The first that can be used here counts. */
  readonly archives: readonly ArchiveProbe[];
  /** Whether to look for clang too. */
  readonly clang: false | { readonly readProgram: ReadProgram };
  /** Whether something depends on the distribution's glibc; false where left out. */
  readonly glibc?: boolean;
};

/** Looks at the machine: its distribution, its own programs, and where packages can be had from. Changes nothing. */
export async function surveyMachine(host: Host, question: MachineQuestion): Promise<Machine> {
  const { archives } = question;
  const described = await readDistribution();
  const clang = question.clang === false ? undefined : await findClang(host, question.clang.readProgram);
  const archive = await findArchive(host, described, archives);
  const probe = archives.find(({ id }) => archive.kind === "found" && id === archive.id);
  const distribution = described && probe !== undefined ? await probe.ownRelease(described) : described;
  const isAsked = question.glibc === true || (question.clang !== false && clang === undefined);
  return {
    os: host.os,
    arch: host.arch,
    place: host.kind === "github" ? "job" : "terminal",
    translated: await findTranslated(host),
    cpus: host.cpus,
    memoryBytes: host.memoryBytes,
    distribution,
    wine: (await host.processes.find("wine")) ?? (await host.processes.find("wine64")),
    pkgConfig: await host.processes.find("pkg-config"),
    swig: await host.processes.find("swig"),
    overruled: Object.fromEntries(
      overruledVariables.flatMap((name) => {
        const value = host.environment[name] ?? "";
        return value === "" ? [] : [[name, value]];
      }),
    ),
    clang,
    searchPaths: Object.fromEntries(
      searchPathVariables.flatMap((name) => {
        const value = host.environment[name] ?? "";
        return value === "" ? [] : [[name, value]];
      }),
    ),
    archive,
    asked: isAsked ? await askUnknown(host, distribution, probe) : undefined,
  };
}

/** Rosetta is installed on demand; what is asked is the system, not for its files. */
async function findTranslated(host: Host): Promise<readonly string[] | undefined> {
  if (host.os !== "darwin" || host.arch !== "arm64") {
    return undefined;
  }
  const command = { file: "arch", args: ["-x86_64", "/usr/bin/true"], timeoutSeconds: 30 };
  const done = await host.processes.run(command).catch(() => undefined);
  return done?.exitCode === 0 ? ["amd64"] : undefined;
}

async function askUnknown(
  host: Host,
  distribution: Distribution | undefined,
  archive: ArchiveProbe | undefined,
): Promise<ReleaseFacts | undefined> {
  return distribution === undefined || findReleaseRow(distribution) !== undefined
    ? undefined
    : archive?.askRelease(host, distribution);
}

async function findArchive(
  host: Host,
  distribution: Distribution | undefined,
  archives: readonly ArchiveProbe[],
): Promise<MachineArchive> {
  const reasons: string[] = [];
  for (const { id, family, missingReason } of archives) {
    const reason = await missingReason(host, distribution);
    if (reason === undefined) {
      return { kind: "found", id, family: family(distribution) };
    }
    reasons.push(reason);
  }
  return { kind: "missing", reason: reasons.join("; ") };
}

/** The Linux distribution that this is, from its os-release file; undefined elsewhere. */
export async function readDistribution(): Promise<Distribution | undefined> {
  for (const file of ["/etc/os-release", "/usr/lib/os-release"]) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) {
      return parseOsRelease(text);
    }
  }
  return undefined;
}

/** Reads the text of an os-release file. Source: os-release(5). */
export function parseOsRelease(text: string): Distribution {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    if (match?.[1] !== undefined) {
      values.set(match[1], match[2] ?? match[3] ?? match[4] ?? "");
    }
  }
  const value = (name: string) => values.get(name) ?? "";
  const like = value("ID_LIKE")
    .split(/\s+/)
    .filter((each) => each !== "");
  const own: Distribution = {
    id: value("ID") || "linux",
    version: value("VERSION_ID"),
    codename: value("VERSION_CODENAME") || value("UBUNTU_CODENAME"),
    title: value("PRETTY_NAME") || value("NAME") || "Linux",
    ...(like.length === 0 ? {} : { like }),
  };
  return baseOf(own, { ubuntu: value("UBUNTU_CODENAME"), debian: value("DEBIAN_CODENAME") }) ?? own;
}

/**
 * The distribution that a derivative's compilers come from: Linux Mint, Pop!_OS and the like add a few packages to a release
 * of Ubuntu's or Debian's archive, which they name. Undefined where nothing is named, as by Kali, whose archive is whole.
 */
function baseOf(own: Distribution, codenames: Readonly<Record<"ubuntu" | "debian", string>>): Distribution | undefined {
  const base = (["ubuntu", "debian"] as const).find((id) => codenames[id] !== "" && own.like?.includes(id) === true);
  if (base === undefined || own.id === base || own.codename === codenames[base]) {
    return undefined;
  }
  const codename = codenames[base];
  return { ...own, id: base, version: "", codename, title: `${own.title} (${base} ${codename})` };
}
