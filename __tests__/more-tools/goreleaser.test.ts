import { execFileSync } from "node:child_process";
import { globSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { startNpmRegistry } from "../support/npm-registry.ts";
import { program, shell, shellBlocks, startFrom } from "../support/recipe.ts";
import { repository } from "../support/runner.ts";
import { goMod, install, main, type Prepared, prepare, targets } from "./prepare.ts";

const goreleaser = () => install("github.com/goreleaser/goreleaser/v2", "v2.15.4");

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepare();
}, 600_000);
afterAll(() => prepared.remove());

/** The `env:` of a build, for the same set of targets. */
function printedEnvironment(): object {
  const cli = [join(repository, "dist/cli.js"), "env", "--format", "goreleaser", "--targets", targets];
  return parse(execFileSync(process.execPath, cli, { cwd: prepared.write("setup", {}), encoding: "utf8" })) as object;
}

describe("GoReleaser", () => {
  /** Six targets, and no line for any of them. */
  const build = {
    id: "mini",
    targets: ["linux_amd64", "linux_arm64", "linux_arm_6", "linux_arm_7", "linux_s390x", "windows_amd64"],
  };
  const kinds: Readonly<Record<string, RegExp>> = {
    linux_amd64: /^ELF 64-bit.*x86-64/,
    linux_arm64: /^ELF 64-bit.*aarch64/,
    linux_arm_6: /^ELF 32-bit.*ARM, EABI5.*statically linked/,
    linux_arm_7: /^ELF 32-bit.*ARM, EABI5.*ld-linux-armhf/,
    linux_s390x: /^ELF 64-bit MSB.*S\/390/,
    windows_amd64: /^PE32\+.*x86-64/,
  };

  test.each<readonly [string, () => object]>([
    ["a compiler of the environment", () => ({ env: ["CGO_ENABLED=1"] })],
    ["a go command", () => ({ tool: "cgo-cross-go" })],
    ["what `cgo-cross env --format goreleaser` prints", printedEnvironment],
  ])(
    "makes a snapshot of a release with %s",
    (name, setting) => {
      const archives = [{ formats: ["tar.gz"] }];
      const config = { version: 2, project_name: "mini", builds: [{ ...build, ...setting() }], archives };
      const files = {
        "go.mod": goMod,
        "main.go": main,
        ".goreleaser.yaml": stringify(config),
      };
      const cwd = prepared.write(name, { ...files, ".gitignore": "dist/\n" });
      const git = (...args: readonly string[]) =>
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });
      git("init", "-q");
      git("remote", "add", "origin", "https://github.com/example/mini.git");
      git("add", ".");
      git("commit", "-qm", "first");
      git("tag", "v1.0.0");
      execFileSync(goreleaser(), ["release", "--snapshot", "--clean"], {
        cwd,
        env: prepared.environment,
        stdio: ["ignore", "ignore", "inherit"],
      });
      const dist = join(cwd, "dist");
      const artifacts = JSON.parse(readFileSync(join(dist, "artifacts.json"), "utf8")) as readonly Artifact[];
      const binaries = artifacts.filter(({ type }) => type === "Binary");
      expect(binaries).toHaveLength(6);
      for (const { path, goos, goarch, goarm } of binaries) {
        const platform = [goos, goarch, ...(goarch === "arm" ? [goarm] : [])].join("_");
        expect(execFileSync("file", ["-b", path], { cwd, encoding: "utf8" }), platform).toMatch(
          kinds[platform] ?? /^$/,
        );
        const info = execFileSync("go", ["version", "-m", path], { cwd, encoding: "utf8" });
        expect(info, platform).toContain("CGO_ENABLED=1");
      }
      expect(readdirSync(dist).filter((file) => file.endsWith(".tar.gz"))).toHaveLength(6);
      expect(readdirSync(dist).filter((file) => file.endsWith("_checksums.txt"))).toHaveLength(1);
    },
    1_800_000,
  );
});

/** A program that links a library of the distribution's on Linux, and none on Windows. */
const withLibrary = {
  "go.mod": program["go.mod"],
  "main.go": program["main.go"],
  "capture_linux.go": `package main

// #cgo LDFLAGS: -lpcap
// #include <pcap.h>
import "C"

func init() { println(C.GoString(C.pcap_lib_version())) }
`,
};

test("the recipe: a snapshot with Debian packages, whose dependencies are those that the manifest names", async () => {
  const app = startFrom("goreleaser", withLibrary);
  const registry = await startNpmRegistry();
  const PATH = `${dirname(goreleaser())}:${process.env["PATH"]}`;
  const variables = { ...registry.variables, PATH };
  const [dependencies = "", release = ""] = shellBlocks("goreleaser");
  const config = parse(readFileSync(join(app, ".goreleaser.yaml"), "utf8"));
  const written: readonly string[] = config.nfpms[0].dependencies;
  const printed = await shell(`{ ${dependencies}} 2>/dev/null`, app, variables);
  for (const target of ["linux/amd64", "linux/arm64", "linux/arm/v7"]) {
    expect(printed).toContain(`${target}: ${written.join(", ")}\n`);
  }
  rmSync(join(app, "dist"), { recursive: true });
  await shell(release, app, variables);
  const packages = globSync("dist/*.deb", { cwd: app }).sort();
  expect(packages.map((file) => /_linux_(\w+)\.deb$/.exec(file)?.[1])).toEqual(["amd64", "arm64", "armv7"]);
  for (const file of packages) {
    const depends = execFileSync("dpkg-deb", ["--field", file, "Depends"], { cwd: app, encoding: "utf8" });
    expect(depends.trim()).toBe(written.join(", "));
  }
  expect(globSync("dist/*.{tar.gz,zip}", { cwd: app })).toHaveLength(4);
  registry.close();
  rmSync(app, { recursive: true });
}, 1_800_000);

type Artifact = {
  readonly type: string;
  readonly path: string;
  readonly goos: string;
  readonly goarch: string;
  readonly goarm?: string;
};
