import { mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { finishWineRoot, startWine, type Wine, type WineSource, winePackages } from "../emulators/wine.ts";
import { splitWords } from "../golang/words.ts";
import { messageOf } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { EmulatorPackage, LibraryPlan, MuslPlan, Plan, TargetPlan, ToolchainPlan } from "../plan/plan.ts";
import type { CToolchain } from "../platforms/toolchains.ts";
import type { Outcome } from "../roots/outcome.ts";
import { contentHash } from "../roots/place.ts";
import type { RootPackage, RootRequest } from "../roots/root.ts";
import {
  ensureRoots,
  type Root,
  type RootCheck,
  type RootOptions,
  type RootSource,
  type Roots,
} from "../roots/roots.ts";
import { type ClangPlan, clangRequest, clangTargetRequest, makeClangCommands } from "./clang.ts";
import { joinLibraries, type Linked, librariesRequest, pkgConfigRequest } from "./layers/libraries.ts";
import { joinMusl, muslRequest } from "./layers/musl.ts";
import { archiverLink, compilerNames, plainName, qemuWrappers, toolchainWrappers } from "./wrappers.ts";

/** A compiler that is ready to be used. */
export type Toolchain = {
  readonly id: string;
  /** One-word commands, absolute; or the user's own words for the host's compiler. */
  readonly cc: string;
  readonly cxx: string | undefined;
  readonly ar: string;
  readonly pkgConfig: string | undefined;
  /** What `go build` gets for CC and CXX: names in `binDirectories`, or the same words as above. */
  readonly names: { readonly cc: string; readonly cxx: string | undefined };
  /** Where the commands lie, for PATH; none for the host's compiler. */
  readonly binDirectories: readonly string[];
  /** What an emulator shows the target's programs as their `/`; undefined for the host's compiler. */
  readonly libraries: string | undefined;
  /** Where the target's programs find the distribution's libraries that they were linked with. */
  readonly libraryPath: readonly string[];
  /** The root of those libraries; undefined where there is none. */
  readonly linked: Linked | undefined;
  /** The compiler's own version line. */
  readonly version: string;
  readonly source: RootSource;
  /** Undefined for the host's compiler. */
  readonly checked: RootCheck | undefined;
  readonly packages: readonly RootPackage[];
  readonly seconds: number;
  readonly bytesDownloaded: number;
  readonly directory: string | undefined;
};

const withoutLibraries = { libraryPath: [], linked: undefined } as const;

/** An emulator that is ready. */
export type Emulator =
  /** Its wrappers lie in bin/ of the directory. */
  { readonly id: "qemu"; readonly directory: string } | { readonly id: "wine"; readonly wine: Wine };

/** Every toolchain and emulator of the plan, each on its way: a target can start as soon as its own is there. */
export type Provisions = {
  readonly toolchains: ReadonlyMap<string, Promise<Outcome<Toolchain>>>;
  /** A target's toolchain, with the libraries that it is to be linked with; undefined where the target needs none. */
  readonly toolchainOf: (target: TargetPlan) => Promise<Outcome<Toolchain>> | undefined;
  /** The roots of C libraries and of musl, by id. */
  readonly libraries: ReadonlyMap<string, Promise<Outcome<Root>>>;
  readonly emulators: ReadonlyMap<EmulatorPackage["id"], Promise<Outcome<Emulator>>>;
  /** Saves what was fetched for the next run, once everything has arrived. Never throws. */
  readonly save: () => Promise<void>;
  /** Ends what was started for the emulators. */
  readonly close: () => Promise<void>;
};

/** Starts to bring everything that the plan needs. Throws nothing: each outcome tells for itself. */
export function provision(host: Host, plan: Plan, options: RootOptions): Provisions {
  const roots = ensureRoots(host, rootRequests(plan), options);
  const toolchains = new Map(plan.toolchains.map((each) => [each.id, startToolchain(host, each, roots)] as const));
  const pkgConfig = plan.pkgConfig === undefined ? roots.of(pkgConfigRequest.id) : plan.pkgConfig;
  const joined = new Map<string, Promise<Outcome<Toolchain>> | undefined>();
  for (const target of plan.targets) {
    const toolchain = target.toolchain === undefined ? undefined : toolchains.get(target.toolchain);
    const libraries = plan.libraries.find(({ id }) => id === target.libraries);
    const musl = plan.musl.find(({ id }) => id === target.musl);
    const withLibc =
      toolchain === undefined || musl === undefined
        ? toolchain
        : withMusl(host, { plan: musl, toolchain, root: roots.of(musl.id) });
    joined.set(
      target.target,
      withLibc === undefined || libraries === undefined
        ? withLibc
        : withLibraries(host, {
            plan: libraries,
            target,
            toolchain: withLibc,
            root: roots.of(libraries.id),
            pkgConfig,
          }),
    );
  }
  const emulators = new Map(
    plan.emulators.map((each) => [each.id, startEmulator(host, each, roots.of(each.id))] as const),
  );
  const close = async () => {
    const wine = await emulators.get("wine");
    if (wine?.kind === "ready" && wine.value.id === "wine") {
      await wine.value.wine.stop();
    }
  };
  const toolchainOf = ({ target }: TargetPlan) => joined.get(target);
  const libraries = new Map([...plan.musl, ...plan.libraries].map(({ id }) => [id, roots.of(id)]));
  return { toolchains, toolchainOf, libraries, emulators, save: roots.save, close };
}

/** The roots that a plan needs. */
export function rootRequests(
  plan: Pick<Plan, "host" | "toolchains" | "musl" | "libraries" | "pkgConfig" | "emulators">,
): readonly RootRequest[] {
  const requests = [
    ...plan.toolchains.flatMap(toolchainRequests),
    ...plan.musl.map((each) => muslRequest(each, plan.host.arch)),
    ...plan.libraries.map((each) => librariesRequest(each, plan.host.arch)),
    ...(plan.libraries.length > 0 && plan.pkgConfig === undefined ? [pkgConfigRequest] : []),
    ...plan.emulators.flatMap(emulatorRequest),
  ];
  return [...new Map(requests.map((each) => [each.id, each])).values()];
}

/** The targets of a plan that a root serves. */
export function targetsOfRoot(plan: Plan, id: string): readonly string[] {
  const toolchains = plan.toolchains.filter((each) => toolchainRequests(each).some((request) => request.id === id));
  return plan.targets
    .filter(({ toolchain, musl, libraries, run }) => {
      const emulator = run.kind === "run" ? run.emulator.kind : undefined;
      const ofLibraries = libraries === id || (libraries !== undefined && id === pkgConfigRequest.id);
      return emulator === id || musl === id || ofLibraries || toolchains.some((each) => each.id === toolchain);
    })
    .map(({ target }) => target);
}

function startToolchain(host: Host, plan: ToolchainPlan, roots: Roots): Promise<Outcome<Toolchain>> {
  switch (plan.kind) {
    case "host":
      return hostToolchain(host, plan);
    case "apt":
      return aptToolchain(host, plan, roots.of(plan.id));
    case "clang": {
      const clang = plan.compiler === undefined ? roots.of(clangRequest.id) : undefined;
      return clangToolchain(host, plan, { clang, target: roots.of(plan.id) });
    }
  }
}

function toolchainRequests(plan: ToolchainPlan): readonly RootRequest[] {
  if (plan.kind === "host") {
    return [];
  }
  if (plan.kind === "clang") {
    return [...(plan.compiler === undefined ? [clangRequest] : []), clangTargetRequest(plan)];
  }
  const { toolchain } = plan;
  return [
    {
      id: plan.id,
      release: plan.release,
      packages: plan.packages,
      sanitizers: plan.sanitizers,
      wrappers: (place) => toolchainWrappers(place, toolchain),
      finish: (directory) => linkArchiver(directory, toolchain),
      versionOf: /^gcc-(\d+|mingw)/,
    },
  ];
}

/** Go asks the compiler where its archiver is, and starts that by itself for a c-archive: it has to find the wrapper. */
async function linkArchiver(directory: string, toolchain: CToolchain): Promise<void> {
  const { link, to } = archiverLink(toolchain);
  await mkdir(join(directory, dirname(link)), { recursive: true });
  await rm(join(directory, link), { force: true });
  await symlink(to, join(directory, link));
}

function emulatorRequest(emulator: EmulatorPackage): readonly RootRequest[] {
  switch (emulator.id) {
    case "qemu":
      return [{ id: "qemu", packages: emulator.packages, wrappers: qemuWrappers, versionOf: /^qemu-user/ }];
    case "wine":
      return emulator.installed === undefined
        ? [
            {
              id: "wine",
              packages: emulator.packages,
              only: (each) => winePackages.includes(each.name),
              finish: finishWineRoot,
              wrappers: () => [],
              versionOf: /^wine/,
            },
          ]
        : [];
  }
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
      names: { cc, cxx },
      binDirectories: [],
      libraries: undefined,
      ...withoutLibraries,
      version: version.value,
      source: "host",
      checked: undefined,
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
  const { cc, cxx, ar } = plan.toolchain.programs;
  const names = compilerNames(plan.toolchain, contentHash(root.record.packages));
  const version = await compilerVersion(host, [command(plainName(cc))]);
  if (version.kind === "failed") {
    return version;
  }
  return {
    kind: "ready",
    value: {
      id: plan.id,
      cc: command(plainName(cc)),
      cxx: plan.cxx ? command(plainName(cxx)) : undefined,
      ar: command(ar),
      names: { cc: names.cc, cxx: plan.cxx ? names.cxx : undefined },
      pkgConfig: command(`${plan.toolchain.triple}-pkg-config`),
      binDirectories: [join(root.directory, "bin")],
      libraries: join(root.directory, "root", plan.toolchain.libraries),
      ...withoutLibraries,
      version: version.value,
      source: root.source,
      checked: root.checked,
      packages: root.record.packages,
      seconds: root.seconds,
      bytesDownloaded: root.bytesDownloaded,
      directory: root.directory,
    },
  };
}

async function clangToolchain(
  host: Host,
  plan: ClangPlan,
  arriving: { readonly clang: Promise<Outcome<Root>> | undefined; readonly target: Promise<Outcome<Root>> },
): Promise<Outcome<Toolchain>> {
  const [clang, target] = await Promise.all([arriving.clang, arriving.target]);
  if (clang?.kind === "failed") {
    return clang;
  }
  if (target.kind === "failed") {
    return target;
  }
  const roots = { clang: clang?.value, target: target.value };
  const commands = await makeClangCommands(host, plan, roots).catch(messageOf);
  if (typeof commands === "string") {
    return { kind: "failed", message: commands };
  }
  const command = (name: string) => join(commands.binDirectory, name);
  const { cc, cxx, ar } = plan.toolchain.programs;
  const version = await compilerVersion(host, [command(cc)]);
  if (version.kind === "failed") {
    return version;
  }
  const both = [target.value, ...(clang === undefined ? [] : [clang.value])];
  const bytes = both.reduce((sum, root) => sum + root.bytesDownloaded, 0);
  return {
    kind: "ready",
    value: {
      id: plan.id,
      cc: command(cc),
      cxx: plan.cxx ? command(cxx) : undefined,
      ar: command(ar),
      names: { cc: commands.names.cc, cxx: plan.cxx ? commands.names.cxx : undefined },
      pkgConfig: command(`${plan.toolchain.triple}-pkg-config`),
      binDirectories: [commands.binDirectory],
      libraries: join(target.value.directory, "root", plan.toolchain.libraries),
      ...withoutLibraries,
      version: version.value,
      source: both.find((root) => root.source === "download")?.source ?? target.value.source,
      checked: both.find((root) => root.checked === "record")?.checked ?? target.value.checked,
      packages: both.flatMap((root) => root.record.packages),
      seconds: Math.max(...both.map((root) => root.seconds)),
      bytesDownloaded: bytes,
      directory: target.value.directory,
    },
  };
}

async function withMusl(
  host: Host,
  {
    plan,
    ...arriving
  }: {
    readonly plan: MuslPlan;
    readonly toolchain: Promise<Outcome<Toolchain>>;
    readonly root: Promise<Outcome<Root>>;
  },
): Promise<Outcome<Toolchain>> {
  const [toolchain, root] = await Promise.all([arriving.toolchain, arriving.root]);
  if (toolchain.kind === "failed") {
    return toolchain;
  }
  if (root.kind === "failed") {
    return { ...root, message: `musl: ${root.message}` };
  }
  return joinMusl(host, { plan, toolchain: toolchain.value, root: root.value }).catch((error: unknown) => ({
    kind: "failed",
    message: `musl: ${messageOf(error)}`,
  }));
}

type Joining = {
  readonly plan: LibraryPlan;
  readonly target: TargetPlan;
  readonly toolchain: Promise<Outcome<Toolchain>>;
  readonly root: Promise<Outcome<Root>>;
  /** The machine's own, or the root of one. */
  readonly pkgConfig: string | Promise<Outcome<Root>>;
};

async function withLibraries(host: Host, { plan, target, ...arriving }: Joining): Promise<Outcome<Toolchain>> {
  const [toolchain, root, pkgConfig] = await Promise.all([arriving.toolchain, arriving.root, arriving.pkgConfig]);
  if (toolchain.kind === "failed") {
    return toolchain;
  }
  if (root.kind === "failed") {
    return { ...root, message: `its C libraries: ${root.message}` };
  }
  if (typeof pkgConfig !== "string" && pkgConfig.kind === "failed") {
    return { ...pkgConfig, message: `pkg-config for its C libraries: ${pkgConfig.message}` };
  }
  const program = typeof pkgConfig === "string" ? pkgConfig : join(pkgConfig.value.directory, "bin/pkg-config");
  const parts = { plan, target, toolchain: toolchain.value, root: root.value, pkgConfig: program };
  return joinLibraries(host, parts).catch((error: unknown) => ({ kind: "failed", message: messageOf(error) }));
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

async function startEmulator(
  host: Host,
  { id, installed }: EmulatorPackage,
  arriving: Promise<Outcome<Root>>,
): Promise<Outcome<Emulator>> {
  if (installed !== undefined) {
    return readyWine(host, { kind: "installed", command: installed });
  }
  const outcome = await arriving;
  if (outcome.kind === "failed") {
    return outcome;
  }
  const { directory } = outcome.value;
  return id === "wine"
    ? readyWine(host, { kind: "root", directory })
    : { kind: "ready", value: { id: "qemu", directory } };
}

async function readyWine(host: Host, source: WineSource): Promise<Outcome<Emulator>> {
  try {
    return { kind: "ready", value: { id: "wine", wine: await startWine(host, source) } };
  } catch (error) {
    return { kind: "failed", message: messageOf(error) };
  }
}
