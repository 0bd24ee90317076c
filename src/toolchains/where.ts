import { distributionFacts } from "../platforms/index.ts";
import type { Machine } from "../survey/index.ts";

/** An image with Go in which every toolchain can be had. */
const image = "golang:1.26-bookworm";

/** What to do where packages are needed and this machine has none: the end of a sentence. */
export function whereToRun({ os, arch, place }: Pick<Machine, "os" | "arch" | "place">): string {
  if (place === "terminal") {
    return `run on Debian or Ubuntu, for example in a container of the image ${image}`;
  }
  const runner = `\`runs-on: ${arch === "arm64" && os === "linux" ? "ubuntu-24.04-arm" : "ubuntu-latest"}\``;
  return os === "linux"
    ? `run on Debian or Ubuntu: set \`container: ${image}\` for the job, or leave its container out and have ${runner}`
    : `build it in a job with ${runner}`;
}

/** How a C compiler for the machine itself is installed: a clause, such as "install one (`apk add build-base`)". */
export function installAdvice(
  { os, distribution }: Pick<Machine, "os" | "distribution">,
  language: "C" | "C++",
): string {
  if (os === "darwin") {
    return "install Xcode's command line tools (`xcode-select --install`)";
  }
  if (os === "windows") {
    return "install mingw-w64 (`choco install mingw`, or MSYS2's mingw-w64-ucrt-x86_64-gcc) and have its `bin` on PATH";
  }
  const facts = distribution === undefined ? undefined : distributionFacts(distribution.id, distribution.like);
  return facts === undefined
    ? "install gcc and the C library's headers"
    : `install one with the C library's headers (\`${language === "C" ? facts.installC : facts.installCxx}\`)`;
}
