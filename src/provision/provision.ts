import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Host } from "../host/types.ts";
import { splitWords } from "../inputs/words.ts";
import type { CacheUse } from "../plan/cache.ts";
import type { EmulatorPackage, Plan, ToolchainPlan } from "../plan/plan.ts";
import type { Distribution, Machine } from "../survey/machine.ts";
import { type CToolchain, hostMultiarch } from "../targets/toolchains.ts";
import { type Archive, openArchive } from "./apt.ts";
import { restorePackages, savePackages } from "./package-cache.ts";
import { closure, type Package } from "./packages.ts";
import {
  hashFile,
  linkHostLibraries,
  type RootPackage,
  type RootRecord,
  readRecord,
  unpackRoot,
  writeWrappers,
} from "./root.ts";
import { qemuWrappers, toolchainWrappers, type WrapperText, wrapperVersion } from "./wrappers.ts";

/** A compiler that is ready to be used. */
export type Toolchain = {
  readonly id: string;
  /** One-word commands, or the user's own words for the host's compiler. */
  readonly cc: string;
  readonly cxx: string | undefined;
  readonly ar: string;
  readonly pkgConfig: string | undefined;
  /** To be put on PATH for a single target; undefined for the host's compiler. */
  readonly binDirectory: string | undefined;
  /** What an emulator shows the target's programs as their `/`; undefined for the host's compiler. */
  readonly libraries: string | undefined;
  /** The compiler's own version line. */
  readonly version: string;
  readonly source: RootSource;
  readonly packages: readonly RootPackage[];
  readonly seconds: number;
  readonly bytesDownloaded: number;
  readonly directory: string | undefined;
};

export type RootSource = "host" | "disk" | "cache" | "download";

/** An emulator that is ready: where its wrappers lie. */
export type Emulator = { readonly id: EmulatorPackage["id"]; readonly directory: string };

export type Outcome<Value> =
  | { readonly kind: "ready"; readonly value: Value }
  | {
      readonly kind: "failed";
      readonly message: string;
      /** It does not exist for this machine at all, rather than having failed to arrive. */
      readonly absent?: boolean;
    };

/** Every toolchain and emulator of the plan, each on its way: a target can start as soon as its own is there. */
export type Provisions = {
  readonly toolchains: ReadonlyMap<string, Promise<Outcome<Toolchain>>>;
  readonly emulators: ReadonlyMap<EmulatorPackage["id"], Promise<Outcome<Emulator>>>;
  /** Saves what was fetched for the next run, once everything has arrived. Never throws. */
  readonly save: () => Promise<void>;
};

/** A root looked up today may be used as it is for so long before the index is asked again. */
const freshDays = 7;

/** Starts to bring everything that the plan needs. Throws nothing: each outcome tells for itself. */
export function provision(host: Host, plan: Plan, options: { machine: Machine; cache: CacheUse }): Provisions {
  const requests = [...plan.toolchains.flatMap(toolchainRequest), ...plan.emulators.map(emulatorRequest)];
  const roots = provisionRoots(host, requests, options);
  const toolchains = plan.toolchains.map((each) => {
    const ready = each.kind === "host" ? hostToolchain(host, each) : aptToolchain(host, each, roots.of(each.id));
    return [each.id, ready] as const;
  });
  const emulators = plan.emulators.map((each) => [each.id, emulator(each.id, roots.of(each.id))] as const);
  return { toolchains: new Map(toolchains), emulators: new Map(emulators), save: roots.save };
}

/** What a root is to hold. */
type RootRequest = {
  readonly id: string;
  readonly packages: readonly string[];
  /** The wrappers, given the root's final place and the names in its usr/bin. */
  readonly wrappers: (directory: string, programs: readonly string[]) => readonly WrapperText[];
  /** The package whose version the root is named after. */
  readonly versionOf: RegExp;
};

function toolchainRequest(plan: ToolchainPlan): readonly RootRequest[] {
  if (plan.kind === "host") {
    return [];
  }
  const { toolchain } = plan;
  return [
    {
      id: plan.id,
      packages: plan.packages,
      wrappers: (directory, programs) => toolchainWrappers(directory, toolchain, programs),
      versionOf: /^gcc-(\d+|mingw)/,
    },
  ];
}

function emulatorRequest({ id, packages }: EmulatorPackage): RootRequest {
  return { id, packages, wrappers: qemuWrappers, versionOf: /^(qemu-user|wine)/ };
}

type Root = {
  readonly directory: string;
  readonly source: RootSource;
  readonly record: RootRecord;
  readonly seconds: number;
  readonly bytesDownloaded: number;
};

type Roots = {
  readonly of: (id: string) => Promise<Outcome<Root>>;
  readonly save: () => Promise<void>;
};

type RootOptions = { readonly machine: Machine; readonly cache: CacheUse };

function provisionRoots(host: Host, requests: readonly RootRequest[], options: RootOptions): Roots {
  const started = Date.now();
  const settlers = new Map<string, (outcome: Outcome<Root>) => void>();
  const outcomes = new Map(
    requests.map((request) => [request.id, new Promise<Outcome<Root>>((settle) => settlers.set(request.id, settle))]),
  );
  const settle = (id: string, outcome: Outcome<Root>) => settlers.get(id)?.(outcome);
  const work = fetchRoots(host, requests, { ...options, started, settle }).catch((error: unknown) => {
    for (const request of requests) {
      settle(request.id, { kind: "failed", message: messageOf(error) });
    }
    return undefined;
  });
  return {
    of: (id) => outcomes.get(id) ?? Promise.resolve({ kind: "failed", message: `nothing was planned for ${id}` }),
    save: async () => {
      const fetched = await work;
      if (fetched !== undefined) {
        await savePackages(host, options.cache, fetched);
      }
    },
  };
}

type FetchOptions = RootOptions & {
  readonly started: number;
  readonly settle: (id: string, outcome: Outcome<Root>) => void;
};

/** What is worth a place in the cache afterwards. */
export type Fetched = {
  readonly key: string;
  readonly packages: readonly Package[];
  readonly restored: "hit" | "partial" | "miss" | "off";
};

async function fetchRoots(
  host: Host,
  requests: readonly RootRequest[],
  options: FetchOptions,
): Promise<Fetched | undefined> {
  const { distribution } = options.machine;
  const wanted: RootRequest[] = [];
  for (const request of requests) {
    const found = distribution && (await findOnDisk(host, request, distribution));
    if (found === undefined) {
      wanted.push(request);
    } else {
      const seconds = (Date.now() - options.started) / 1000;
      options.settle(request.id, { kind: "ready", value: { ...found, source: "disk", seconds, bytesDownloaded: 0 } });
    }
  }
  if (wanted.length === 0) {
    return undefined;
  }
  const { aptMissing } = options.machine;
  if (distribution === undefined || aptMissing !== undefined) {
    const message = aptMissing ?? "this machine's distribution is unknown";
    for (const request of wanted) {
      options.settle(request.id, { kind: "failed", message, absent: true });
    }
    return undefined;
  }
  return bringRoots(host, wanted, { ...options, distribution });
}

async function bringRoots(
  host: Host,
  requests: readonly RootRequest[],
  options: FetchOptions & { readonly distribution: Distribution },
): Promise<Fetched> {
  host.log.progress("Refreshing the package index…");
  const archive = await openArchive(host, options.distribution, join(host.scratchDirectory, "apt"));
  await archive.update();
  const { packages, missing } = await archive.resolve([...new Set(requests.flatMap((each) => each.packages))]);
  const available = requests.filter((request) => {
    const lacking = request.packages.filter((name) => missing.includes(name));
    if (lacking.length > 0) {
      const message = `${options.distribution.title} has no package ${lacking.join(", ")}; build this target on a newer release`;
      options.settle(request.id, { kind: "failed", message, absent: true });
    }
    return lacking.length === 0;
  });
  const parts = available.map((request) => ({ request, packages: partOf(request, packages) }));
  const all = [...new Map(parts.flatMap((part) => part.packages).map((each) => [each.file, each])).values()];
  await mkdir(host.stagingDirectory, { recursive: true });
  const restored = await restorePackages(host, options.cache, { packages: all, distribution: options.distribution });
  const resolved = new Date().toISOString();
  const unpacking = [];
  for (const part of parts) {
    const download = await downloadPart(host, archive, part.packages);
    unpacking.push(
      unpackPart(host, part, { ...options, resolved })
        .then(
          (root): Outcome<Root> => ({
            kind: "ready",
            value: {
              ...root,
              source: download.bytes > 0 ? "download" : "cache",
              seconds: (Date.now() - options.started) / 1000,
              bytesDownloaded: download.bytes,
            },
          }),
          (error: unknown): Outcome<Root> => ({ kind: "failed", message: messageOf(error) }),
        )
        .then((outcome) => options.settle(part.request.id, outcome)),
    );
  }
  await Promise.all(unpacking);
  return { key: restored.key, packages: all, restored: restored.kind };
}

/**
 * The packages of one root. The C library of the machine itself stays out, since the machine has it, unless the root is
 * to compile for that very machine; so do the sanitizers' libraries, which are large and which no plain build links.
 */
function partOf(request: RootRequest, packages: readonly Package[]): readonly Package[] {
  const keepsLibc = request.packages.includes("libc6-dev");
  const leaveOut = (name: string) =>
    (!keepsLibc && ["libc6", "libcrypt1"].includes(name)) || /^lib(asan|hwasan|lsan|tsan|ubsan)\d/.test(name);
  return closure(request.packages, packages, leaveOut);
}

/** Fetches what is not there yet, or is not what the index lists. */
async function downloadPart(
  host: Host,
  archive: Archive,
  packages: readonly Package[],
): Promise<{ readonly bytes: number }> {
  const have = new Set(await readdir(host.stagingDirectory));
  const lacking: Package[] = [];
  for (const each of packages) {
    const file = join(host.stagingDirectory, each.file);
    if (!have.has(each.file) || (await hashFile(file)) !== each.sha256) {
      await rm(file, { force: true });
      lacking.push(each);
    }
  }
  const bytes = lacking.reduce((sum, each) => sum + each.size, 0);
  if (lacking.length > 0) {
    host.log.progress(`Fetching ${lacking.length} packages, ${Math.round(bytes / 1e6)} MB…`);
    await archive.download(lacking, host.stagingDirectory);
  }
  return { bytes };
}

type Part = { readonly request: RootRequest; readonly packages: readonly Package[] };

async function unpackPart(
  host: Host,
  { request, packages }: Part,
  options: { readonly machine: Machine; readonly distribution: Distribution; readonly resolved: string },
): Promise<{ readonly directory: string; readonly record: RootRecord }> {
  const tool = toolName(request);
  const version = rootVersion(request, packages);
  const directory = host.tools.directory(tool, version);
  const record: RootRecord = {
    schema: 1,
    request: requestHash(request, options.distribution),
    resolved: options.resolved,
    packages: packages.map(({ name, version: of, architecture, sha256 }) => ({
      name,
      version: of,
      architecture,
      sha256,
    })),
  };
  const complete = host.tools.find(tool).includes(directory);
  if (!complete) {
    // Made beside its final place, so that a run that is cut off leaves nothing that looks whole.
    const partial = `${directory}.${process.pid}.partial`;
    host.temporaries.add(partial);
    await mkdir(partial, { recursive: true });
    await unpackRoot(host, partial, { packages, debs: host.stagingDirectory });
    await linkHostLibraries(partial, hostMultiarch(options.machine.arch));
    await writeWrappers(partial, request.wrappers(directory, await readdir(join(partial, "root/usr/bin"))));
    await rm(directory, { recursive: true, force: true });
    await rename(partial, directory);
    host.temporaries.delete(partial);
  }
  await writeFile(join(directory, "root.json"), `${JSON.stringify(record, undefined, 2)}\n`);
  await host.tools.complete(tool, version);
  return { directory, record };
}

function toolName(request: RootRequest): string {
  return `cgo-cross-${request.id}`;
}

/**
 * A root's version: its main package's version for people, and a hash of all that is in it. Go's build cache tells
 * compilers apart by their path and version line alone, so another content must have another path.
 */
function rootVersion(request: RootRequest, packages: readonly Package[]): string {
  const main = packages.find((each) => request.versionOf.test(each.name))?.version ?? "";
  const [, major = "0", minor = "0", patch = "0"] =
    /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(main.replace(/^\d+:/, "")) ?? [];
  const content = packages.map((each) => `${each.name} ${each.sha256}`).join("\n");
  const hash = createHash("sha256").update(`${wrapperVersion}\n${content}`).digest("hex").slice(0, 16);
  return `${Number(major)}.${Number(minor)}.${Number(patch)}-h${hash}`;
}

function requestHash(request: RootRequest, distribution: Distribution): string {
  const words = [wrapperVersion, distribution.id, distribution.version, distribution.codename, ...request.packages];
  return createHash("sha256").update(words.join("\n")).digest("hex");
}

/** A root of this request that an earlier run made on this disk, lately enough. */
async function findOnDisk(
  host: Host,
  request: RootRequest,
  distribution: Distribution,
): Promise<{ readonly directory: string; readonly record: RootRecord } | undefined> {
  const hash = requestHash(request, distribution);
  const oldest = Date.now() - freshDays * 24 * 3600 * 1000;
  const found: { directory: string; record: RootRecord }[] = [];
  for (const directory of host.tools.find(toolName(request))) {
    const record = await readRecord(directory);
    if (record?.request === hash && Date.parse(record.resolved) > oldest) {
      found.push({ directory, record });
    }
  }
  return found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1))[0];
}

async function hostToolchain(host: Host, plan: Extract<ToolchainPlan, { kind: "host" }>): Promise<Outcome<Toolchain>> {
  const { cc, cxx, ar } = plan.programs;
  const version = await compilerVersion(host, splitWords(cc).words);
  if (version.kind === "failed") {
    return version;
  }
  return {
    kind: "ready",
    value: {
      id: plan.id,
      cc,
      cxx,
      ar,
      pkgConfig: undefined,
      binDirectory: undefined,
      libraries: undefined,
      version: version.value,
      source: "host",
      packages: [],
      seconds: 0,
      bytesDownloaded: 0,
      directory: undefined,
    },
  };
}

async function aptToolchain(
  host: Host,
  plan: Extract<ToolchainPlan, { kind: "apt" }>,
  arriving: Promise<Outcome<Root>>,
): Promise<Outcome<Toolchain>> {
  const outcome = await arriving;
  if (outcome.kind === "failed") {
    return outcome;
  }
  const root = outcome.value;
  const command = (name: string) => join(root.directory, "bin", name);
  const names = commandNames(plan.toolchain);
  const version = await compilerVersion(host, [command(names.cc)]);
  if (version.kind === "failed") {
    return version;
  }
  return {
    kind: "ready",
    value: {
      id: plan.id,
      cc: command(names.cc),
      cxx: plan.cxx ? command(names.cxx) : undefined,
      ar: command(names.ar),
      pkgConfig: command(`${plan.toolchain.triple}-pkg-config`),
      binDirectory: join(root.directory, "bin"),
      libraries: join(root.directory, "root", plan.toolchain.libraries),
      version: version.value,
      source: root.source,
      packages: root.record.packages,
      seconds: root.seconds,
      bytesDownloaded: root.bytesDownloaded,
      directory: root.directory,
    },
  };
}

/** The wrappers carry plain names; the threads model is only part of the packaged program's. */
function commandNames({ programs }: CToolchain): CToolchain["programs"] {
  const plain = (name: string) => name.replace(/-posix$/, "");
  return { cc: plain(programs.cc), cxx: plain(programs.cxx), ar: plain(programs.ar) };
}

/** Starts the compiler once: a toolchain that cannot start here is found out before anything is built with it. */
async function compilerVersion(host: Host, words: readonly string[]): Promise<Outcome<string>> {
  const done = await host.processes
    .run({ file: words[0] ?? "", args: [...words.slice(1), "--version"], timeoutSeconds: 60 })
    .catch((error: unknown) => messageOf(error));
  if (typeof done === "string" || done.exitCode !== 0) {
    const reason = typeof done === "string" ? done : done.output.trim();
    return { kind: "failed", message: `the compiler ${words[0] ?? ""} does not start: ${reason}` };
  }
  return { kind: "ready", value: done.stdout.split("\n")[0] ?? "" };
}

async function emulator(id: EmulatorPackage["id"], arriving: Promise<Outcome<Root>>): Promise<Outcome<Emulator>> {
  const outcome = await arriving;
  return outcome.kind === "failed" ? outcome : { kind: "ready", value: { id, directory: outcome.value.directory } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
