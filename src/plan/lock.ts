import { type Problem, UserError } from "../host/errors.ts";
import { compareHashes } from "../host/hashes.ts";
import type { Distribution } from "../survey/index.ts";
import { findDuplicateKey } from "./duplicate-keys.ts";
import type { LockPlan } from "./plan.ts";
import {
  describePackage,
  isRootPackage,
  type LockedRoot,
  type RootPackage,
  type RootRequest,
  requestedNames,
} from "./root-request.ts";

/** The file's name, beside the program's go.mod. */
export const lockFile = "cgo-cross.lock";

/**
 * What every toolchain and emulator is made of, to the byte, for each release of the machines that build. Written by
 * `cgo-cross lock`, read and reviewed by people, kept with the program.
 */
export type Lock = {
  readonly schema: 1;
  /** By name, such as `debian-12-amd64`; see releaseName. */
  readonly releases: Readonly<Record<string, LockedRelease>>;
};

/** By the root's id, such as `aarch64-linux-gnu` or `qemu`. */
export type LockedRelease = Readonly<Record<string, LockedRoot>>;

/** The release of a machine that builds, as the lock names it. */
export function releaseName({ id, version, codename }: Distribution, arch: string): string {
  return `${id}-${version === "" ? codename : version}-${arch}`;
}

/** Reads a lock file's text. Throws where it is none of this version, with what to do. */
export function parseLock(text: string): Lock {
  const again = "remove it and write it anew with `cgo-cross lock`";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // It quotes the text, with its line breaks.
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
    throw new UserError(
      { code: "lock-unreadable", text: `${lockFile} is not JSON (${reason}); ${again}` },
      { cause: error },
    );
  }
  const twice = findDuplicateKey(text);
  if (twice !== undefined) {
    throw new UserError({
      code: "lock-unreadable",
      text: `${lockFile} has ${JSON.stringify(twice)} twice in one place; ${again}`,
    });
  }
  const lock = value as Lock | null;
  if (lock?.schema !== 1 || typeof lock.releases !== "object" || lock.releases === null) {
    throw new UserError({ code: "lock-unreadable", text: `${lockFile} is not of this version of cgo-cross; ${again}` });
  }
  for (const [release, roots] of Object.entries(lock.releases)) {
    if (typeof roots !== "object" || roots === null) {
      throw new UserError({
        code: "lock-unreadable",
        text: `${lockFile}: ${release} has no list of toolchains; ${again}`,
      });
    }
    for (const [id, root] of Object.entries(roots)) {
      const unverifiable = packagesWithoutHash(root);
      if (unverifiable.length > 0) {
        const more = unverifiable.length > 3 ? ` and ${unverifiable.length - 3} more` : "";
        throw new UserError({
          code: "lock-unreadable",
          text: `${lockFile}: ${id} of ${release} has neither the SHA-256 nor the SHA-512 of ${unverifiable.slice(0, 3).join(", ")}${more}; ${again}`,
        });
      }
      if (!isLockedRoot(root)) {
        throw new UserError({
          code: "lock-unreadable",
          text: `${lockFile}: ${id} of ${release} is incomplete; ${again}`,
        });
      }
    }
  }
  return lock;
}

/** The names of packages of which nothing says what their bytes are. */
function packagesWithoutHash(root: LockedRoot | null): readonly string[] {
  const packages: readonly unknown[] = Array.isArray(root?.packages) ? root.packages : [];
  return packages.flatMap((each) => {
    const { name, sha256, sha512 } = (each ?? {}) as Partial<Record<string, unknown>>;
    return typeof name === "string" && sha256 === undefined && sha512 === undefined ? [name] : [];
  });
}

function isLockedRoot(root: LockedRoot | null): boolean {
  const isHash = (word: unknown) => typeof word === "string" && /^[0-9a-f]{64}$/.test(word);
  const areWords = (words: unknown) => Array.isArray(words) && words.every((word) => typeof word === "string");
  return (
    isHash(root?.digest) &&
    areWords(root?.targets) &&
    areWords(root?.requested) &&
    (root?.added === undefined || areWords(root.added)) &&
    Array.isArray(root?.packages) &&
    root.packages.every((each: unknown) => isRootPackage(each) && (each.path === undefined || isRelative(each.path)))
  );
}

/** Below the top of any mirror: a lock names no host, and nothing above. */
function isRelative(path: unknown): boolean {
  return typeof path === "string" && path.split("/").every((part) => /^[\w.+~%:-]+$/.test(part) && !/^\.+$/.test(part));
}

/** The text of a lock file: sorted, so that two of them can be compared line by line. */
export function describeLock(lock: Lock): string {
  const sorted = <Value>(values: Readonly<Record<string, Value>>) =>
    Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
  const releases = sorted(lock.releases).map(([release, roots]) => {
    const parts = sorted(roots).map(([id, { targets, requested, added = [], digest, packages }]) => {
      const byName = [...packages].sort((left, right) => (left.name < right.name ? -1 : 1));
      const names = {
        requested: [...requested].sort(),
        ...(added.length === 0 ? {} : { added: [...added].sort() }),
      };
      return [id, { targets: [...targets].sort(), ...names, digest, packages: byName.map(describePackage) }] as const;
    });
    return [release, Object.fromEntries(parts)] as const;
  });
  return `${JSON.stringify({ schema: 1, releases: Object.fromEntries(releases) }, undefined, 2)}\n`;
}

export type LockQuestion = {
  /** Undefined where the program has none. */
  readonly lock: Lock | undefined;
  /** Where it lies. */
  readonly file: string;
  readonly requests: readonly RootRequest[];
  /** See releaseName; undefined where the machine's distribution is unknown. */
  readonly release: string | undefined;
};

/** Takes from a lock what these requests need, and says why it cannot serve them. */
export function planLock({ lock, file, requests, release }: LockQuestion): {
  readonly lock: LockPlan;
  readonly problems: readonly Problem[];
} {
  if (lock === undefined || release === undefined) {
    return { lock: { kind: "none" }, problems: [] };
  }
  const locked = lock.releases[release];
  if (locked === undefined) {
    const known = Object.keys(lock.releases).sort().join(", ") || "no release at all";
    const text = `${lockFile} is for ${known} and this machine is ${release}; run \`cgo-cross lock\` on one like it, which adds it, and commit the file`;
    return {
      lock: { kind: "locked", file, release, roots: {} },
      problems: requests.length === 0 ? [] : [{ code: "lock-release", text }],
    };
  }
  const problems = requests.flatMap((request) => describeLacking(request, locked[request.id], release));
  const roots = requests.flatMap(({ id }) => {
    const root = locked[id];
    return root === undefined ? [] : [[id, root] as const];
  });
  return { lock: { kind: "locked", file, release, roots: Object.fromEntries(roots) }, problems };
}

function describeLacking(request: RootRequest, root: LockedRoot | undefined, release: string): readonly Problem[] {
  const lacking = requestedNames(request).filter((name) => root?.requested.includes(name) !== true);
  if (root !== undefined && lacking.length === 0) {
    return [];
  }
  const what = root === undefined ? request.id : `${lacking.join(", ")} for ${request.id}`;
  const text = `${lockFile} has no ${what} on ${release}; run \`cgo-cross lock\` with these targets and commit the file`;
  return [{ code: "lock-incomplete", text }];
}

/** What differs between a lock and what the archive has today, a line each; empty where nothing does. */
export function compareLocks(locked: LockedRelease, today: LockedRelease): readonly string[] {
  const ids = [...new Set([...Object.keys(locked), ...Object.keys(today)])].sort();
  return ids.flatMap((id) => {
    const [before, now] = [locked[id], today[id]];
    if (before === undefined || now === undefined) {
      return [before === undefined ? `${id}: not in the lock` : `${id}: in the lock, and no target asks for it`];
    }
    const packages = comparePackages(before.packages, now.packages).map((line) => `${id}: ${line}`);
    const bytes = `${id}: the same packages, unpacked in another way (digest ${before.digest.slice(0, 12)}… in the lock, now ${now.digest.slice(0, 12)}…)`;
    return packages.length === 0 && before.digest !== now.digest ? [bytes] : packages;
  });
}

function comparePackages(before: readonly RootPackage[], now: readonly RootPackage[]): readonly string[] {
  const names = [...new Set([...before, ...now].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [old, fresh] = [before.find((each) => each.name === name), now.find((each) => each.name === name)];
    if (old === undefined || fresh === undefined) {
      return [old === undefined ? `${name} ${fresh?.version ?? ""} is new` : `${name} ${old.version} is gone`];
    }
    // Where the index lists another algorithm's hashes than before, the root's digest tells whether the bytes are others.
    if (compareHashes(old, fresh) !== "other" && old.version === fresh.version) {
      return [];
    }
    const same = old.version === fresh.version ? " (same version, other bytes)" : "";
    return [`${name} ${old.version} is now ${fresh.version}${same}`];
  });
}
