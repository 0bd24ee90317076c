import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeRatio, timeCommand } from "./measure.ts";

const repository = join(import.meta.dirname, "..");
const packages = ["gcc-aarch64-linux-gnu", "g++-aarch64-linux-gnu", "libc6-dev-arm64-cross"];

/**
 * A cold private root (gcc and g++ for arm64) against `apt-get update && apt-get install` of the same packages. Both
 * download into empty directories. apt-get installs into an overlay over this machine's own root, which is thrown away,
 * so it meets the system a runner would have, and leaves it as it was. Needs root for the overlay.
 */
export async function benchRoots(runs: number): Promise<readonly string[]> {
  const ours: number[] = [];
  const again: number[] = [];
  const apt: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const home = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
    const words = [process.execPath, "dist/cli.js", "--build=false", "--targets", "linux/arm64"];
    const env = { ...process.env, XDG_CACHE_HOME: home };
    const options = { env, cwd: repository };
    ours.push(timeCommand([...words, "--working-directory", "examples/cxx"], options));
    again.push(timeCommand([...words, "--working-directory", "examples/cxx"], options));
    rmSync(home, { recursive: true });
    apt.push(timeApt());
  }
  return [
    describeRatio("cold root, gcc and g++ for arm64, against apt-get", ours, apt),
    describeRatio("the same root already on the disk, against apt-get", again, apt),
  ];
}

/** Seconds of apt-get alone: the overlay is made before the clock starts. */
function timeApt(): number {
  const base = mkdtempSync(join(tmpdir(), "cgo-cross-overlay-"));
  for (const name of ["upper", "work", "root"]) {
    mkdirSync(join(base, name));
  }
  const root = join(base, "root");
  const seconds = join(base, "seconds");
  const apt = `chroot ${root} apt-get -q -y -o Dir::Cache=/empty`;
  const script = [
    "set -e",
    `mount -t overlay overlay -o lowerdir=/,upperdir=${base}/upper,workdir=${base}/work ${root}`,
    `mount --bind /proc ${root}/proc`,
    `mount --bind /dev ${root}/dev`,
    `rm -rf ${root}/var/lib/apt/lists/*`,
    `mkdir -p ${root}/var/lib/apt/lists/partial ${root}/empty/archives/partial`,
    "start=$(date +%s.%N)",
    `${apt} update`,
    `${apt} install --no-install-recommends ${packages.join(" ")}`,
    `awk "BEGIN { print $(date +%s.%N) - $start }" > ${seconds}`,
  ];
  writeFileSync(join(base, "run.sh"), script.join("\n"));
  try {
    timeCommand(["unshare", "--mount", "sh", join(base, "run.sh")], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return Number(readFileSync(seconds, "utf8"));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
