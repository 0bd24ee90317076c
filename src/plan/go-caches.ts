import { targetName } from "../platforms/index.ts";
import type { GoCacheUse } from "./cache.ts";
import type { TargetPlan } from "./plan.ts";

/** One of Go's own caches as a run finds it, before it has asked Go to build or to list anything. */
export type GoCacheSeen = {
  /** What `go env` says. Absolute, or `off`. */
  readonly directory: string;
  /** Where it is unless someone set it; undefined where that cannot be told. */
  readonly usual: string | undefined;
  /** The variable stands in the job's environment. */
  readonly set: boolean;
  /** The directory holds nothing, or is not there. */
  readonly empty: boolean;
};

export type GoCachesSeen = {
  /** Where `go` was found on PATH. */
  readonly go: string;
  /** Where actions/setup-go installs Go. */
  readonly setupGo: string;
  /** GOCACHEPROG: a program that is the build cache. Empty where there is none. */
  readonly program: string;
  readonly build: GoCacheSeen;
  readonly modules: GoCacheSeen;
};

/**
 * Decides which of Go's caches a run keeps. What the job keeps already, or a disk does, is left alone: it would be kept
 * twice, and what comes out of an archive must not mix with what is there.
 * @param asked `cache: on` was given. actions/setup-go keeps both caches unless it is told not to, which cannot be seen
 * here; whoever asks by name knows.
 */
export function decideGoCaches(
  seen: GoCachesSeen,
  asked: boolean,
): { readonly build: GoCacheUse; readonly modules: GoCacheUse } {
  if (!asked && seen.go.startsWith(`${seen.setupGo}/`)) {
    const reason = "actions/setup-go installed this Go and caches these files itself";
    return { build: { kind: "left", reason }, modules: { kind: "left", reason } };
  }
  const build =
    seen.program === ""
      ? decideOne("GOCACHE", seen.build)
      : ({ kind: "left", reason: "GOCACHEPROG is set, so the job keeps it itself" } as const);
  return { build, modules: decideOne("GOMODCACHE", seen.modules) };
}

function decideOne(name: string, { directory, usual, set, empty }: GoCacheSeen): GoCacheUse {
  if (set || directory !== usual) {
    return { kind: "left", reason: `${name} is set, so the job keeps it itself` };
  }
  return empty ? { kind: "kept" } : { kind: "left", reason: `there is something in ${directory} already` };
}

/** Something that goes into the key of Go's caches. The name is for people. */
export type KeyPart = { readonly name: string; readonly text: string };

export type GoCacheKey = {
  readonly key: string;
  /** What an earlier run's key may begin with instead, the best first. */
  readonly prefixes: readonly string[];
};

/** Raise it when what is in an entry changes. */
const schema = 2;

/** What is known before anything is built: a run is looked for by this. */
export type GoCacheQuestion = {
  /** `linux`, `amd64`, and the distribution's id and version where it is known. */
  readonly system: readonly string[];
  readonly goVersion: string;
  readonly targets: readonly string[];
  /** Names and hashes of the go.mod, go.sum and the like. */
  readonly modules: readonly string[];
};

/** The parts by which a run is looked for, in the order in which they stand in the key. */
export function lookupParts(question: GoCacheQuestion): readonly KeyPart[] {
  return [
    { name: "system", text: question.system.join(" ") },
    { name: "Go", text: question.goVersion },
    { name: "targets", text: [...question.targets].sort().join(" ") },
    { name: "modules", text: question.modules.length === 0 ? "none" : question.modules.join(", ") },
  ];
}

/**
 * The part that is known only once the compilers are there: for every target its compiler, by the name that carries the
 * hash of its content, and the flags that Go's objects depend on. Not -ldflags, which often name the commit.
 */
export function buildPart(target: TargetPlan, compiler: string | undefined): KeyPart {
  const { cgoFlags, goVariables } = target;
  const variables = { ...goVariables, ...(target.cgo.enabled ? cgoFlags : { CGO_ENABLED: "0" }) };
  const words = [
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    ...target.flags.filter((flag) => !/^--?ldflags=/.test(flag)),
  ];
  return { name: `build of ${targetName(target.target)}`, text: [compiler ?? "no C compiler", ...words].join(" ") };
}

/**
 * The key of a run's entry, and the prefixes by which it is looked for.
 * @param builds Undefined while the compilers are not known: the key is then one that no entry has.
 * @param hash Some hex digits for a text.
 */
export function makeGoCacheKey(
  parts: { readonly lookup: readonly KeyPart[]; readonly builds: readonly KeyPart[] | undefined },
  hash: (text: string) => string,
): GoCacheKey {
  const [system = "", go = "", targets = "", modules = ""] = parts.lookup.map(({ text }) => text);
  const sameTargets = `cgo-cross-go-${schema}-${plain(system)}-${plain(go)}-${hash(targets)}-`;
  const sameModules = `${sameTargets}${hash(modules)}-`;
  const builds = parts.builds?.map(({ name, text }) => `${name}: ${text}`).sort();
  return {
    key: `${sameModules}${builds === undefined ? "?" : hash(builds.join("\n"))}`,
    prefixes: [sameModules, sameTargets],
  };
}

/** A development version of Go has spaces in its name, and a key has no commas. */
function plain(text: string): string {
  return text.replaceAll(/[^\w.+]+/g, "-");
}
