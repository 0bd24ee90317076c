import type { Environment, Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetVariableSuffix } from "../platforms/index.ts";
import type { Toolchain } from "../toolchains/index.ts";

/** Variables by name. */
export type Variables = Readonly<Record<string, string>>;

/** The environment of every Go command that compiles for a target, as far as it is the same with any toolchain. */
export function goBuildEnvironment(host: Host, plan: Plan, target: TargetPlan): Environment {
  return {
    GIT_TERMINAL_PROMPT: "0",
    ...collectorVariables(plan),
    ...host.environment,
    ...target.goVariables,
  };
}

/**
 * Go's compiler and linker live for seconds, and garbage collection takes 10 to 15 % of their time: none until they have
 * filled their share of the memory. What they write is the same. The job's own settings come after these.
 */
function collectorVariables({ concurrency }: Plan): Variables {
  const { compilerMemoryMiB } = concurrency;
  return compilerMemoryMiB === undefined ? {} : { GOGC: "off", GOMEMLIMIT: `${compilerMemoryMiB}MiB` };
}

/** The -p of a Go command for a target; none where the user's own flags have one. */
export function parallelFlags({ concurrency }: Plan, { flags }: Pick<TargetPlan, "flags">): readonly string[] {
  return flags.some((flag) => /^--?p(=|$)/.test(flag)) ? [] : [`-p=${concurrency.compilesPerJob}`];
}

/**
 * What makes `go build` use a toolchain, beside the target's own GOOS and GOARCH.
 * @param toolchain Undefined where the target is built without cgo.
 * @param path The PATH to build with; the toolchain's own directory is put before it.
 */
export function buildVariables(target: TargetPlan, toolchain: Toolchain | undefined, path: string): Variables {
  if (toolchain === undefined) {
    return { CGO_ENABLED: "0" };
  }
  const { names, binDirectories } = toolchain;
  return {
    ...toolVariables(target, toolchain),
    CC: names.cc,
    ...(names.cxx === undefined ? {} : { CXX: names.cxx }),
    ...(binDirectories.length === 0 ? {} : { PATH: [...binDirectories, path].join(":") }),
  };
}

/** The same with absolute commands, and without PATH. */
export function toolVariables(target: TargetPlan, toolchain: Toolchain): Variables {
  return {
    CGO_ENABLED: "1",
    CC: toolchain.cc,
    ...(toolchain.cxx === undefined ? {} : { CXX: toolchain.cxx }),
    AR: toolchain.ar,
    ...(toolchain.fc === undefined ? {} : { FC: toolchain.fc }),
    ...(toolchain.pkgConfig === undefined ? {} : { PKG_CONFIG: toolchain.pkgConfig }),
    ...target.cgoFlags,
    ...target.searchPaths,
  };
}

/**
 * What later steps get: the same with absolute commands, and LDFLAGS for other tools. A later `go build` knows nothing of this target's
 * -extldflags, so what they say is in CGO_LDFLAGS here.
 */
export function exportedVariables(target: TargetPlan, toolchain: Toolchain | undefined): Variables {
  if (toolchain === undefined) {
    return { CGO_ENABLED: "0" };
  }
  const variables = toolVariables(target, toolchain);
  const linksAll = target.static || target.target.os === "windows";
  const cgoLdflags = [target.cgoFlags.CGO_LDFLAGS, linksAll ? "-static" : ""].filter((part) => part !== "").join(" ");
  const goFlags = tagFlags(target);
  return {
    ...variables,
    CGO_LDFLAGS: cgoLdflags,
    LDFLAGS: linksAll ? "-static" : "",
    ...(goFlags === "" ? {} : { GOFLAGS: goFlags }),
  };
}

/** The tags that the target is built with, as GOFLAGS and a `go` command take them; empty where it has none. */
export function tagFlags({ flags }: Pick<TargetPlan, "flags">): string {
  return flags.findLast((flag) => flag.startsWith("-tags=")) ?? "";
}

/** The same under names that tell targets apart: `CC_linux_arm_v7`. */
export function perTargetVariables({ target }: Pick<TargetPlan, "target">, variables: Variables): Variables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [`${name}_${targetVariableSuffix(target)}`, value]),
  );
}
