import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../src/diagnose/document.ts";
import { startResultsServer } from "../support/results-server.ts";
import { type RunnerOptions, repository, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";

function makeModule(files: Readonly<Record<string, string>>, go = "1.24"): string {
  const workspace = mkdtempSync(join(tmpdir(), "cgo-cross-problems-"));
  const all = { "go.mod": `module example.com/app\n\ngo ${go}\n`, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(join(workspace, name, ".."), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  return workspace;
}

const main = "package main\n\nfunc main() {}\n";

/** Runs the action and returns its error annotations. Such a run downloads and builds nothing. */
async function problemsOf(options: RunnerOptions): Promise<readonly string[]> {
  const server = await startResultsServer();
  const toolCache = mkdtempSync(join(tmpdir(), "cgo-cross-tools-"));
  const result = await runAction({ ...options, toolCache, env: { ...server.environment(), ...options.env } });
  expect(result.conclusion).toBe("failure");
  expect(result.exitCode).toBe(2);
  expect(server.requests).toEqual([]);
  expect(readdirSync(toolCache)).toEqual([]);
  expect(existsSync(join(options.workspace ?? "", "dist"))).toBe(false);
  await server.close();
  const errors = result.annotations.filter((each) => each.level === "error");
  expect(result.summary).toMatch(/^### ❌ Nothing was built\n/);
  expect(result.summary.match(/^- /gm)).toHaveLength(errors.length);
  // Each has a code with a heading in the documents, and the summary has it behind the sentence.
  const codes = errors.map(({ title }) => title ?? "");
  expect(codes.filter((code) => documentOf(code) === undefined)).toEqual([]);
  expect([...result.summary.matchAll(/ \(`([a-z-]+)`\)$/gm)].map(([, code]) => code)).toEqual(codes);
  return errors.map(({ message }) => message);
}

describe("all problems are reported at once, before anything is downloaded", () => {
  test("several invalid inputs, a sentence each", async () => {
    const problems = await problemsOf({
      workspace: makeModule({ "main.go": main }),
      inputs: { targets: "linux/arm46 darwin/arm64", static: "true", cgo: "maybe", "go-flags": "-toolexec=/bin/evil" },
    });
    expect(problems).toHaveLength(4);
    expect(problems.join("\n")).toContain("linux/arm64");
    expect(problems.join("\n")).toContain("darwin");
    expect(problems.join("\n")).toContain("-toolexec");
    expect(problems.join("\n")).toContain("maybe");
  });

  test.each([
    ["cgo-cflags", "-fplugin=/tmp/x.so"],
    ["cgo-cflags", "@/tmp/flags"],
    ["cgo-cflags", "-wrapper /bin/sh"],
    ["cgo-cflags", "-specs=/tmp/x"],
    ["cgo-ldflags", "-B/tmp"],
    ["ldflags", "-extld=/bin/evil"],
    ["go-flags", "-overlay=/tmp/x.json"],
  ])("%s %s could run code and is not allowed", async (name, value) => {
    const problems = await problemsOf({ workspace: makeModule({ "main.go": main }), inputs: { [name]: value } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  test("a package that is not main", async () => {
    const workspace = makeModule({ "main.go": main, "lib/lib.go": "package lib\n" });
    const [problem, ...more] = await problemsOf({ workspace, inputs: { package: "./lib" } });
    expect(more).toEqual([]);
    expect(problem).toContain('"./lib" is package lib, not main');
  });

  test("a Go that is too old for go.mod", async () => {
    const workspace = makeModule({ "main.go": main }, "1.99");
    const problems = await problemsOf({ workspace, env: { GOTOOLCHAIN: "local" } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/needs Go 1\.99.*GOTOOLCHAIN=local.*go-version-file/);
  });

  test("no Go at all", async () => {
    const problems = await problemsOf({
      workspace: makeModule({ "main.go": main }),
      env: { PATH: mkdtempSync(join(tmpdir(), "no-go-")) },
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("there is no `go` on PATH");
  });

  test("C for targets without a toolchain, with the reason and the next step", async () => {
    const workspace = await copyExample("cxx");
    const targets = "darwin/arm64 windows/arm64 freebsd/amd64 js/wasm linux/mips/softfloat linux/ppc64";
    const problems = await problemsOf({ workspace, inputs: { targets } });
    expect(problems).toHaveLength(6);
    expect(problems[0]).toMatch(/^darwin\/arm64 needs C .*macOS runner/);
    expect(problems[1]).toMatch(/^windows\/arm64 needs C .*windows-11-arm/);
    expect(problems[3]).toMatch(/^js\/wasm: this Go has no cgo for it/);
    expect(problems[4]).toMatch(/hard-float/);
  });

  test("a build mode that Go does not support for a target", async () => {
    const workspace = await copyExample("shared");
    const problems = await problemsOf({ workspace, inputs: { targets: "linux/mips64", buildmode: "c-shared" } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("-buildmode=c-shared not supported on linux/mips64");
  });

  test("one name for two programs", async () => {
    const workspace = makeModule({ "a/app/main.go": main, "b/app/main.go": main });
    const inputs = { package: "./...", targets: "linux/arm64", name: "app" };
    const problems = await problemsOf({ workspace, inputs });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("one name cannot serve 2 programs");
  });
});

test("a dry run prints the plan as JSON and downloads nothing", async () => {
  const server = await startResultsServer();
  const workspace = await copyExample("sqlite");
  const toolCache = mkdtempSync(join(tmpdir(), "cgo-cross-tools-"));
  const inputs = { targets: "linux/arm64, linux/arm/v6", "dry-run": "true", ldflags: "-s -w -X main.token=secret" };
  const result = await runAction({ inputs, workspace, toolCache, env: server.environment() });
  expect(result.conclusion).toBe("success");
  const plan = JSON.parse(result.stdout.slice(result.stdout.indexOf("{"))) as {
    targets: { target: object; toolchain: string; static: boolean; flags: string[] }[];
  };
  expect(
    plan.targets.map(({ target, toolchain, static: linked, flags }) => ({ target, toolchain, linked, flags })),
  ).toEqual([
    {
      target: { os: "linux", arch: "arm64" },
      toolchain: "aarch64-linux-gnu",
      linked: false,
      flags: ["-trimpath", "-ldflags=-s -w -X main.token=***"],
    },
    {
      target: { os: "linux", arch: "arm", variant: "v6" },
      toolchain: "arm-linux-gnueabi",
      linked: true,
      flags: [
        "-trimpath",
        "-tags=sqlite_omit_load_extension",
        "-ldflags=-linkmode=external -s -w -X main.token=*** -extldflags=-static",
      ],
    },
  ]);
  expect(JSON.parse(result.outputs["matrix"] ?? "")).toMatchObject({
    include: [{ os: "linux", arch: "arm64" }, { variant: "v6" }],
  });
  expect(result.stdout).not.toContain("secret");
  expect(server.requests).toEqual([]);
  expect(readdirSync(toolCache)).toEqual([]);
  await server.close();
});

test("all output is written, however slowly it is read", async () => {
  const workspace = await copyExample("pure");
  // More than the 64 KiB that a pipe holds.
  const words = ["--targets", "linux/*, freebsd/*, openbsd/*", "--tags", "x".repeat(5000), "--dry-run"];
  const script = 'node=$1; shift; "$node" "$@" | { sleep 3; cat; }';
  const args = ["-c", script, "sh", process.execPath, join(repository, "dist/cli.js"), ...words];
  const text = execFileSync("sh", args, { cwd: workspace, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  expect(text.length).toBeGreaterThan(2 * 2 ** 16);
  expect((JSON.parse(text) as { targets: unknown[] }).targets.length).toBeGreaterThan(20);
  rmSync(workspace, { recursive: true });
});

test("a binary for another platform than its target fails verification and is not uploaded", async () => {
  const server = await startResultsServer();
  const workspace = makeModule({ "main.go": main });
  // A real Go that gets another architecture than it was given, as from a broken wrapper or a stray variable.
  const bin = mkdtempSync(join(tmpdir(), "cgo-cross-go-"));
  const real = process.env["PATH"]?.split(":").find((directory) => existsSync(join(directory, "go")));
  writeFileSync(join(bin, "go"), `#!/bin/sh\n[ "$1" = build ] && GOARCH=386\nexport GOARCH\nexec ${real}/go "$@"\n`);
  chmodSync(join(bin, "go"), 0o755);
  const env = { ...server.environment(), PATH: `${bin}:${process.env["PATH"]}` };
  const result = await runAction({ inputs: { targets: "linux/arm64 linux/386" }, workspace, env });
  expect(result.conclusion).toBe("failure");
  const errors = result.annotations.filter((each) => each.level === "error");
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain("linux/386");
  expect(errors[0]?.title).toContain("linux/arm64");
  expect(server.artifacts().map((each) => each.name)).toEqual(["app_linux_386"]);
  expect(existsSync(join(workspace, "dist/app_linux_arm64"))).toBe(false);
  expect(existsSync(join(workspace, "dist/app_linux_386"))).toBe(true);
  await server.close();
});

test("a program that fails its smoke test fails its target, with the last line of its output", async () => {
  const server = await startResultsServer();
  // A line that takes time with the square of its length to clean by what Node 24 has for it: minutes.
  const hostile = 'os.Stdout.WriteString(strings.Repeat("\\x1b]", 400000) + "\\n")';
  const source = `package main\n\nimport ("os"; "strings")\n\nfunc main() {\n\t${hostile}\n\tprintln("no such database")\n\tos.Exit(3)\n}\n`;
  const workspace = makeModule({ "main.go": source });
  const inputs = { targets: "linux/amd64, darwin/arm64", run: "true" };
  const result = await runAction({ inputs, workspace, env: server.environment() });
  expect(result.conclusion).toBe("failure");
  expect(result.seconds).toBeLessThan(60);
  expect(result.log.join("\n")).toMatch(/… \(537856 more characters\)/);
  const errors = result.annotations.filter((each) => each.level === "error");
  expect(errors.map((each) => each.title)).toEqual([expect.stringContaining("linux/amd64")]);
  expect(errors[0]?.message).toContain("ended with exit code 3; last line of its output: no such database");
  expect(server.artifacts().map((each) => each.name)).toEqual(["app_darwin_arm64"]);
  expect(result.summary.replaceAll("\u00A0", " ")).toContain("not run: no emulator here");
  await server.close();
});

test("building does not mark the binaries of a clean repository as modified", async () => {
  const workspace = makeModule({ "main.go": main });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: workspace });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
  const inputs = {
    targets: "linux/amd64 linux/386 linux/arm64",
    jobs: "1",
    artifacts: "off",
    "go-flags": "-buildvcs=true",
  };
  const result = await runAction({ inputs, workspace });
  expect(result.conclusion).toBe("success");
  for (const target of ["linux_amd64", "linux_386", "linux_arm64"]) {
    const words = ["version", "-m", join(workspace, "dist", `app_${target}`)];
    expect(execFileSync("go", words, { encoding: "utf8" })).toContain("vcs.modified=false");
  }
});

describe("without an artifact service", () => {
  test.each([
    ["act", { ACT: "true" }, "ACTIONS_RUNTIME_TOKEN is not set"],
    ["Gitea", { GITEA_ACTIONS: "true", GITHUB_SERVER_URL: "https://git.example" }, "to Gitea (https://git.example)"],
  ])("of %s the files are kept, and the run says so and is well", async (_name, own, reason) => {
    const server = await startResultsServer();
    const workspace = makeModule({ "main.go": main });
    const env = { ...("ACT" in own ? {} : server.environment()), ...own };
    const result = await runAction({ inputs: { targets: "linux/arm64" }, workspace, env });
    expect(result.conclusion).toBe("success");
    expect(existsSync(join(workspace, "dist/app_linux_arm64"))).toBe(true);
    const notices = result.annotations.filter((each) => each.level === "notice").map((each) => each.message);
    expect(notices).toEqual([expect.stringContaining(`the files stay in ${join(workspace, "dist")}`)]);
    expect(notices[0]).toContain(reason);
    expect(result.summary).toContain("No artifacts are uploaded");
    expect(server.requests).toEqual([]);
    await server.close();
  });

  test("artifacts that are asked for are an error before anything is built", async () => {
    const problems = await problemsOf({
      workspace: makeModule({ "main.go": main }),
      inputs: { targets: "linux/arm64", artifacts: "one" },
      env: { GITHUB_SERVER_URL: "https://git.example" },
    });
    expect(problems).toEqual([expect.stringMatching(/^artifacts: one is not possible, .*`artifacts: auto`/)]);
  });
});

test("an artifact name that the run already has is an error with the next step, and the files are kept", async () => {
  const server = await startResultsServer();
  const workspace = makeModule({ "main.go": main });
  const options = { inputs: { targets: "linux/arm64" }, workspace, env: server.environment() };
  expect((await runAction(options)).conclusion).toBe("success");
  const again = await runAction(options);
  expect(again.conclusion).toBe("failure");
  const errors = again.annotations.filter((each) => each.level === "error");
  expect(errors.map((each) => each.message).join("\n")).toMatch(
    /already has an artifact named "app_linux_arm64".*artifact-name/,
  );
  expect(existsSync(join(workspace, "dist/app_linux_arm64"))).toBe(true);
  const { failures } = JSON.parse(readFileSync(join(workspace, "dist/cgo-cross.json"), "utf8"));
  const code = "artifact-names-collide";
  expect(failures).toEqual([
    { code, text: expect.stringContaining("already has an artifact"), link: documentOf(code)?.page },
  ]);
  expect(again.summary).toMatch(/^- ❌ the run already has an artifact .* \(`artifact-names-collide`\)$/m);
  await server.close();
});

test("a C compiler that this release does not have fails only its target, and the error says where it is", async () => {
  const release = readFileSync("/etc/os-release", "utf8");
  const workspace = await copyExample("cxx");
  const inputs = { targets: "linux/loong64, linux/amd64", artifacts: "off" };
  const result = await runAction({ inputs, workspace, toolCache: sharedTools });
  const errors = result.annotations.filter((each) => each.level === "error").map((each) => each.message);
  // Debian 12 does not have it.
  if (/VERSION_ID="12"/.test(release)) {
    expect(result.conclusion).toBe("failure");
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /there is no C compiler for it in Debian.* build it on a release that has one, such as Debian 13/,
    );
    expect(existsSync(join(workspace, "dist/cxx_linux_amd64"))).toBe(true);
  } else {
    expect(errors).toEqual([]);
  }
});

test("a target that fails does not stop the others, and the run fails with one error that names it", async () => {
  const workspace = makeModule({ "main.go": main, "arm64.go": "package main\n\nvar x int = true\n", "x_arm64.go": "" });
  writeFileSync(join(workspace, "x_arm64.go"), "package main\n\nvar broken int = true\n");
  writeFileSync(join(workspace, "arm64.go"), "package main\n");
  const inputs = { targets: "linux/386 linux/arm64 linux/s390x", artifacts: "off" };
  const result = await runAction({ inputs, workspace });
  expect(result.conclusion).toBe("failure");
  expect(result.exitCode).toBe(1);
  const binaries = JSON.parse(result.outputs["binaries"] ?? "[]") as { target: string }[];
  expect(binaries.map((each) => each.target)).toEqual(["linux/386", "linux/s390x"]);
  expect(result.annotations.filter((each) => each.level === "error")).toHaveLength(1);
  expect(result.summary).toContain("x_arm64.go:3");
});

test("what a child process prints is not run as a workflow command", async () => {
  const source = [
    "package main",
    "",
    '// #warning "x"',
    "// #define F(x) x",
    'import "C"',
    "",
    "func main() {}",
    "",
  ].join("\n");
  const workspace = makeModule({ "main.go": source });
  const evil = [
    "package main",
    "//line ::error::x.go:1",
    "var a int = true",
    "//line ::add-mask::secret.go:1",
    "var b int = true",
    "//line ##[set-output name=owned]yes.go:1",
    "var c int = true",
    "",
  ].join("\n");
  writeFileSync(join(workspace, "evil.go"), evil);
  const result = await runAction({ inputs: { targets: "linux/amd64", artifacts: "off" }, workspace });
  expect(result.conclusion).toBe("failure");
  expect(result.log.join("\n")).toContain("::add-mask::secret.go");
  expect(result.outputs["owned"]).toBeUndefined();
  expect(result.commands.map((command) => command.name)).not.toContain("add-mask");
  expect(result.annotations.filter((each) => each.level === "error").map((each) => each.message)).not.toContain(
    "x.go:1",
  );
});

test("the input verify reads what other steps have built: in a job without Go or a module, and builds nothing", async () => {
  const workspace = mkdtempSync(join(tmpdir(), "cgo-cross-problems-"));
  mkdirSync(join(workspace, "dist"));
  copyFileSync("/bin/ls", join(workspace, "dist/tool"));
  writeFileSync(join(workspace, "dist/checksums.txt"), "\n");
  const options = { workspace, env: { PATH: "/bin" }, toolCache: mkdtempSync(join(tmpdir(), "cgo-cross-tools-")) };
  const passed = await runAction({ ...options, inputs: { verify: "dist/**" } });
  expect(passed.log.join("\n")).toContain("dist/tool (");
  expect(passed.conclusion).toBe("success");
  expect(passed.summary).toMatch(/^✅ Verified 1 binary; skipped 1 other file \(dist\/checksums\.txt\)\.\n/);
  const failed = await runAction({ ...options, inputs: { verify: "dist/**\n!**/*.txt", static: "true" } });
  expect([failed.conclusion, failed.exitCode]).toEqual(["failure", 1]);
  expect(failed.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^dist\/tool is not static: it requests the interpreter /),
  ]);
  expect(failed.summary).toContain("| ✗ | `dist/tool` | linux/");
  expect(readdirSync(join(workspace, "dist"))).toEqual(["checksums.txt", "tool"]);
});
