import { type GoEnvironment, goflagsValues } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import type { Inputs } from "../inputs/index.ts";

/**
 * Why Go could not record the commit that it builds, which it finds out only at the end of a build: git takes no notice of a
 * checkout that belongs to another user, as it often does in a container. Undefined where nothing stands in the way, or the
 * commit is not to be recorded (`-buildvcs=false`).
 */
export async function findVcsProblem(
  host: Host,
  directory: string,
  { goFlags, goflags }: Pick<Inputs, "goFlags"> & Pick<GoEnvironment, "goflags">,
): Promise<string | undefined> {
  const asked = goflagsValues(goFlags.filter((flag) => flag.includes("buildvcs")).join(" "), "buildvcs").at(-1);
  const wanted = asked ?? goflagsValues(goflags, "buildvcs").at(-1) ?? "auto";
  const git = wanted === "false" ? undefined : await host.processes.find("git");
  if (git === undefined) {
    return undefined;
  }
  const args = ["-C", directory, "rev-parse", "--show-toplevel"];
  const done = await host.processes.run({ file: git, args, timeoutSeconds: 20 }).catch(() => undefined);
  const [, checkout] = /dubious ownership in repository at '(.*)'/.exec(done?.stderr ?? "") ?? [];
  return checkout === undefined
    ? undefined
    : `${checkout} belongs to another user, so git does not read it and Go cannot record the commit: run ` +
        `\`git config --global --add safe.directory ${checkout}\` before, or set \`go-flags: -buildvcs=false\``;
}
