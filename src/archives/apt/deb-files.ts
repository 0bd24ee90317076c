import { basename } from "node:path";
import { UserError } from "../../host/errors.ts";
import type { Host } from "../../host/types.ts";

/** Unpacks a .deb into a directory. Runs none of its scripts. Throws where dpkg-deb cannot read or write something. */
export async function unpackDeb(host: Host, file: string, into: string): Promise<void> {
  const done = await host.processes.run({ file: "dpkg-deb", args: ["--extract", file, into] });
  if (done.exitCode !== 0) {
    throw new UserError({
      code: "package-not-unpacked",
      text: `${basename(file)} could not be unpacked: ${done.stderr.trim()}`,
    });
  }
}

/**
 * The paths of the regular files in a .deb, without a leading slash, from its list of checksums, which takes a hundredth
 * of the time that listing the archive would take. Source: deb-md5sums(5).
 */
export async function listDebFiles(host: Host, file: string): Promise<readonly string[]> {
  // A package need not have the list: dpkg-deb then prints nothing and fails.
  const listed = await host.processes.run({ file: "dpkg-deb", args: ["--info", file, "md5sums"] });
  return listed.stdout.split("\n").flatMap((line) => {
    const path = line.replace(/^\S+\s+/, "");
    return path === "" ? [] : [path];
  });
}
