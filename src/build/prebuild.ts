import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { goBuildEnvironment, parallelFlags } from "./environment.ts";

/**
 * Compiles, into Go's build cache, what needs no C compiler, while the C compiler is still on its way: the build that
 * follows then finds it there. Go keys its cache by compiler for packages with C files alone, so what is compiled here
 * under the same flags and variables is what that build would compile. Never throws: what goes wrong here, the build
 * meets again and tells.
 */
export async function prebuild(
  host: Host,
  { plan, target }: { readonly plan: Plan; readonly target: TargetPlan },
): Promise<void> {
  // With -a the build would compile it all again.
  if (target.prebuild.length === 0 || target.flags.some((flag) => /^--?a(=|$)/.test(flag))) {
    return;
  }
  // Not `go build`, which takes main packages alone where the build mode is one of C's.
  const list = ["list", "-e", "-export", "-f={{.ImportPath}}"];
  await host.processes
    .run({
      file: plan.go.file,
      args: [...list, ...parallelFlags(plan, target), ...target.flags, "--", ...target.prebuild],
      directory: plan.module.directory,
      environment: { ...goBuildEnvironment(host, plan, target), CGO_ENABLED: "1", ...target.cgoFlags },
    })
    .catch(() => undefined);
}
