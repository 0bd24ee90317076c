import { access, constants, readFile } from "node:fs/promises";
import type { Host } from "../host/types.ts";
import { findClang, type HostClang } from "./clang.ts";

/** The machine that builds, as far as toolchains are concerned. */
export type Machine = {
  readonly os: string;
  readonly arch: string;
  readonly cpus: number;
  /** How much memory programs can still use. */
  readonly memoryBytes: number;
  /** The Linux distribution, from /etc/os-release; undefined elsewhere. */
  readonly distribution: Distribution | undefined;
  /** The machine's own Wine; undefined where it has none. */
  readonly wine: string | undefined;
  /** The machine's own pkg-config; undefined where it has none. */
  readonly pkgConfig: string | undefined;
  /** The machine's own clang; undefined where it has none that is usable, or where it was not looked for. */
  readonly clang: HostClang | undefined;
  /** The reason why toolchains cannot be fetched from apt here; undefined where they can. */
  readonly aptMissing: string | undefined;
};

export type Distribution = {
  /** `debian`, `ubuntu`. */
  readonly id: string;
  /** `12`, `24.04`; empty in rolling releases. */
  readonly version: string;
  /** `bookworm`, `noble`. */
  readonly codename: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly title: string;
  /** The codename in the machine's own apt sources, where this is another release than the machine's. */
  readonly sourcesOf?: string;
};

/**
 * Looks at the machine: its distribution, what it has of programs that a plan can use, and whether apt works. Changes
 * nothing.
 * @param look.clang Whether to look for clang too.
 */
export async function surveyMachine(host: Host, look = { clang: false }): Promise<Machine> {
  const distribution = await readDistribution();
  return {
    os: host.os,
    arch: host.arch,
    cpus: host.cpus,
    memoryBytes: host.memoryBytes,
    distribution,
    wine: (await host.processes.find("wine")) ?? (await host.processes.find("wine64")),
    pkgConfig: await host.processes.find("pkg-config"),
    clang: look.clang ? await findClang(host) : undefined,
    aptMissing: await aptMissingReason(host, distribution),
  };
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
  return {
    id: values.get("ID") ?? "linux",
    version: values.get("VERSION_ID") ?? "",
    codename: values.get("VERSION_CODENAME") ?? values.get("UBUNTU_CODENAME") ?? "",
    title: values.get("PRETTY_NAME") ?? values.get("NAME") ?? "Linux",
  };
}

/** A sentence; undefined where nothing is missing. */
async function aptMissingReason(host: Host, distribution: Distribution | undefined): Promise<string | undefined> {
  const here = distribution?.title ?? host.os;
  if (host.os !== "linux") {
    return `toolchains come from apt, which exists on Debian and Ubuntu only, and this machine runs ${host.os}`;
  }
  for (const program of ["apt-get", "apt-cache", "apt-config", "dpkg-deb"]) {
    if ((await host.processes.find(program)) === undefined) {
      return `toolchains come from apt, and ${here} has no \`${program}\``;
    }
  }
  const readable = await access("/etc/apt", constants.R_OK).then(
    () => true,
    () => false,
  );
  return readable ? undefined : `toolchains come from apt, and /etc/apt of ${here} cannot be read`;
}
