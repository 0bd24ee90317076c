import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { targetGoVariables } from "../../src/platforms/go-variables.ts";
import { allArchitectures, knownPlatforms, variantsOf } from "../../src/platforms/table.ts";
import { type Target, targetFileSuffix, targetName, targetVariableSuffix } from "../../src/platforms/target.ts";

const every: readonly Target[] = knownPlatforms.flatMap(({ os, arch }) =>
  [undefined, ...(variantsOf(arch)?.variants ?? [])].map((variant) => ({ os, arch, variant })),
);

describe("the names of a target", () => {
  const rows: readonly (readonly [Target, string, string, string, Record<string, string>])[] = [
    [
      { os: "linux", arch: "s390x", variant: undefined },
      "linux/s390x",
      "linux_s390x",
      "linux_s390x",
      { GOOS: "linux", GOARCH: "s390x" },
    ],
    [
      { os: "linux", arch: "arm", variant: "v7" },
      "linux/arm/v7",
      "linux_armv7",
      "linux_arm_v7",
      { GOOS: "linux", GOARCH: "arm", GOARM: "7" },
    ],
    [
      { os: "linux", arch: "arm", variant: "v6-softfloat" },
      "linux/arm/v6-softfloat",
      "linux_armv6-softfloat",
      "linux_arm_v6_softfloat",
      { GOOS: "linux", GOARCH: "arm", GOARM: "6,softfloat" },
    ],
    [
      { os: "linux", arch: "arm64", variant: "v8" },
      "linux/arm64/v8",
      "linux_arm64v8",
      "linux_arm64_v8",
      { GOOS: "linux", GOARCH: "arm64", GOARM64: "v8.0" },
    ],
    [
      { os: "darwin", arch: "arm64", variant: "v9.5-lse-crypto" },
      "darwin/arm64/v9.5-lse-crypto",
      "darwin_arm64v9.5-lse-crypto",
      "darwin_arm64_v9_5_lse_crypto",
      { GOOS: "darwin", GOARCH: "arm64", GOARM64: "v9.5,lse,crypto" },
    ],
    [
      { os: "linux", arch: "mips64le", variant: "softfloat" },
      "linux/mips64le/softfloat",
      "linux_mips64lesoftfloat",
      "linux_mips64le_softfloat",
      { GOOS: "linux", GOARCH: "mips64le", GOMIPS64: "softfloat" },
    ],
    [
      { os: "windows", arch: "amd64", variant: "v3" },
      "windows/amd64/v3",
      "windows_amd64v3",
      "windows_amd64_v3",
      { GOOS: "windows", GOARCH: "amd64", GOAMD64: "v3" },
    ],
  ];
  it.each(rows)("%j", (target, name, file, variable, go) => {
    expect({
      name: targetName(target),
      file: targetFileSuffix(target),
      variable: targetVariableSuffix(target),
      go: targetGoVariables(target),
    }).toEqual({ name, file, variable, go });
  });

  it.each([
    ["names", targetName],
    ["file names", targetFileSuffix],
    ["variables", targetVariableSuffix],
  ])("no two targets have the same %s, whatever the case", (_, make) => {
    expect(new Set(every.map((target) => make(target).toLowerCase())).size).toBe(every.length);
  });

  it("all of them can be in a file's, an artifact's and a variable's name", () => {
    expect(every.filter((target) => !/^[a-z0-9_.-]+$/.test(targetFileSuffix(target)))).toEqual([]);
    expect(every.filter((target) => !/^[a-z0-9_]+$/.test(targetVariableSuffix(target)))).toEqual([]);
  });
});

describe("variants", () => {
  const directory = mkdtempSync(join(tmpdir(), "variants-"));
  writeFileSync(join(directory, "go.mod"), "module variants\n");
  writeFileSync(join(directory, "main.go"), "package main\n\nfunc main() {}\n");
  afterAll(() => rmSync(directory, { recursive: true }));

  /** The build tags that Go derives from a target's variables: they tell what it has understood. */
  function toolTags(target: Target): readonly string[] {
    const environment = { ...process.env, ...targetGoVariables(target), CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
    const args = ["list", "-f", '{{join context.ToolTags " "}}', "."];
    const printed = execFileSync("go", args, { cwd: directory, env: environment, encoding: "utf8" });
    return printed.trim().split(" ");
  }

  it.each([
    ["386", "softfloat", ["386.softfloat"]],
    ["386", "sse2", ["386.sse2"]],
    ["amd64", "v1", ["amd64.v1"]],
    ["amd64", "v4", ["amd64.v1", "amd64.v2", "amd64.v3", "amd64.v4"]],
    ["arm", "v5", ["arm.5"]],
    ["arm", "v5-hardfloat", ["arm.5"]],
    ["arm", "v6", ["arm.5", "arm.6"]],
    ["arm", "v7-softfloat", ["arm.5", "arm.6", "arm.7"]],
    ["arm64", "v8", ["arm64.v8.0"]],
    ["arm64", "v8.1-lse-crypto", ["arm64.v8.0", "arm64.v8.1"]],
    ["mips", "softfloat", ["mips.softfloat"]],
    ["mipsle", "hardfloat", ["mipsle.hardfloat"]],
    ["mips64", "softfloat", ["mips64.softfloat"]],
    ["mips64le", "hardfloat", ["mips64le.hardfloat"]],
    ["ppc64le", "power9", ["ppc64le.power8", "ppc64le.power9"]],
    ["riscv64", "rva22u64", ["riscv64.rva20u64", "riscv64.rva22u64"]],
  ])("Go understands linux/%s/%s", (arch, variant, tags) => {
    expect(toolTags({ os: "linux", arch, variant }).filter((tag) => tag.startsWith(`${arch}.`))).toEqual(tags);
  });

  it("has every variable that Go has for them", () => {
    const printed = execFileSync("go", ["help", "environment"], { encoding: "utf8" });
    const section = /Architecture-specific environment variables:\n([\s\S]*?)\n\S/.exec(printed)?.[1] ?? "";
    const names = [...section.matchAll(/^\t(GO\w+)$/gm)].map(([, name]) => name);
    // GOWASM chooses features that every WebAssembly engine has today; Go ignores its values.
    const variables = new Set(allArchitectures.flatMap(({ variants }) => variants?.variable ?? []));
    expect([...variables].sort()).toEqual(names.filter((name) => name !== "GOWASM").sort());
  });
});
