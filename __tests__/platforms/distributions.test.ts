import { describe, expect, it } from "vitest";
import { distributionFacts } from "../../src/platforms/distributions.ts";

describe("distributionFacts", () => {
  it.each([
    ["debian", [], true, "glibc", "apt-get install gcc libc6-dev"],
    ["kali", ["debian"], true, "glibc", "apt-get install gcc libc6-dev"],
    ["linuxmint", ["ubuntu", "debian"], true, "glibc", "apt-get install gcc libc6-dev"],
    ["alpine", [], false, "musl", "apk add build-base"],
    ["fedora", [], false, "glibc", "dnf install gcc glibc-devel"],
    ["rocky", ["rhel", "centos", "fedora"], false, "glibc", "dnf install gcc glibc-devel"],
    ["nobara", ["fedora"], false, "glibc", "dnf install gcc glibc-devel"],
    ["manjaro", ["arch"], false, "glibc", "pacman -S gcc"],
    ["opensuse-leap", ["suse", "opensuse"], false, "glibc", "zypper install gcc glibc-devel"],
    ["nixos", [], false, "glibc", "nix-shell -p gcc"],
    ["wolfi", [], false, "glibc", "apk add build-base"],
  ] as const)("%s like %o", (id, like, isDebian, libc, installC) => {
    expect(distributionFacts(id, like)).toMatchObject({ isDebian, libc, installC });
  });

  it("knows nothing of what it does not know", () => {
    expect(distributionFacts("linux")).toBeUndefined();
    expect(distributionFacts("own", ["other"])).toBeUndefined();
  });
});
