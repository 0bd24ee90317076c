import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { arch, availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { makeGithubHost } from "../../src/host/github.ts";
import { goArch } from "../../src/host/machine.ts";
import { drive } from "./drive.ts";

describe("makeGithubHost", () => {
  it("describes the job and the machine", async () => {
    const { results } = await drive([{ do: "describe" }]);
    expect(results).toEqual([
      {
        value: {
          kind: "github",
          os: "linux",
          arch: goArch(arch(), "LE"),
          cpus: availableParallelism(),
          workspace: expect.stringMatching(/\/work\/repository\/repository$/),
          toolDirectory: expect.stringMatching(/\/tools$/),
          stagingDirectory: expect.stringMatching(/\/work\/_temp\/cgo-cross-staging$/),
          scratchDirectory: expect.stringMatching(/\/work\/_temp\/cgo-cross-\w{6}$/),
          event: { name: "push", ref: "refs/heads/main" },
          available: false,
          reason: "the job has no cache: ACTIONS_RUNTIME_TOKEN is not set",
        },
      },
    ]);
  });

  it("takes other directories where the runner names none, and says so", async () => {
    const home = await mkdtemp(join(tmpdir(), "github-"));
    const unset = { GITHUB_WORKSPACE: undefined, RUNNER_TEMP: undefined, RUNNER_TOOL_CACHE: undefined };
    const env = { ...unset, HOME: home, XDG_CACHE_HOME: undefined, TMPDIR: home };
    const { results, annotations } = await drive([{ do: "describe" }], { env });
    const toolDirectory = join(home, ".cache/cgo-cross/tools");
    expect(results).toMatchObject([
      {
        value: {
          workspace: expect.stringMatching(/\/work\/repository\/repository$/),
          toolDirectory,
          scratchDirectory: expect.stringMatching(new RegExp(`^${home}/cgo-cross-\\w{6}$`)),
        },
      },
    ]);
    expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      `notice: Temporary files are kept in ${home}, since RUNNER_TEMP is not set; set RUNNER_TEMP to move them`,
      `notice: Toolchains are kept in ${toolDirectory}, since RUNNER_TOOL_CACHE is not set; set RUNNER_TOOL_CACHE to move them`,
    ]);
    await rm(home, { recursive: true });
  });

  it("says in one sentence which command files cannot be written", async () => {
    const directory = await mkdtemp(join(tmpdir(), "github-"));
    await writeFile(join(directory, "file"), "");
    const environment = {
      GITHUB_OUTPUT: join(directory, "none"),
      GITHUB_ENV: join(directory, "file"),
      GITHUB_PATH: directory,
      GITHUB_STEP_SUMMARY: join(directory, "file", "x"),
    };
    await expect(makeGithubHost(environment)).rejects.toThrow(
      `the runner could not be told of the result: GITHUB_OUTPUT is ${directory}/none, but it does not exist; ` +
        `GITHUB_PATH is ${directory}, but it cannot be read and written (a directory is in its place); ` +
        `GITHUB_STEP_SUMMARY is ${directory}/file/x, but it cannot be read and written (a file is in its place). Leave ` +
        "these variables as the runner sets them, and in a container of your own mount the directory of these files",
    );
    await expect(makeGithubHost(environment)).rejects.toThrow(UserError);
    await rm(directory, { recursive: true });
  });
});

it("leaves no process running when the job is cancelled", async () => {
  const command = { file: "sh", args: ["-c", "(setsid sleep 1000 &) ; setsid sleep 1000 & sleep 1000"] };
  const run = await drive(
    [
      { do: "info", text: "started" },
      { do: "run", command },
    ],
    { cancelOn: (line) => line.includes("started"), cancelAfter: 2 },
  );
  expect(run).toMatchObject({ conclusion: "cancelled", exitCode: 130, orphans: [] });
  // It exited before the runner sent SIGTERM.
  expect(run.signals.map(({ name }) => name)).toEqual(["SIGINT"]);
});

describe("the job on a GitHub host", () => {
  it("passes on variables, paths, outputs and a summary", async () => {
    const run = await drive([
      { do: "export", name: "CC_linux_arm64", value: "/opt/a b/cc=x<<y" },
      { do: "path", text: "/opt/a b/bin" },
      { do: "output", name: "cache-hit", value: "true" },
      { do: "output", name: "binaries", value: '[\n{"a":"ghadelimiter_x"}\n]' },
      { do: "summary", text: "# Old\n" },
      { do: "summary", text: "# New\n" },
    ]);
    expect(run.exported).toEqual({ CC_linux_arm64: "/opt/a b/cc=x<<y" });
    expect(run.paths).toEqual(["/opt/a b/bin"]);
    expect(run.outputs).toEqual({ "cache-hit": "true", binaries: '[\n{"a":"ghadelimiter_x"}\n]' });
    expect(run.summary).toBe("# New\n");
    expect(run.commands).toEqual([]);
    expect(run.conclusion).toBe("success");
  });

  it("rejects values that the runner would read as something else", async () => {
    const values = ["a\nNODE_OPTIONS=--require=/x", "a\rb", "a\0b"];
    const names = ["A=B", "A<<X", "1A", "", "A-B", "A\nB", "NODE_OPTIONS"];
    const run = await drive([
      ...values.map((value) => ({ do: "export", name: "CC", value }) as const),
      ...names.map((name) => ({ do: "export", name, value: "x" }) as const),
      ...[...values, "", "/a:/b"].map((text) => ({ do: "path", text }) as const),
      ...["a=b", "a<<b", "-a", "a b"].map((name) => ({ do: "output", name, value: "x" }) as const),
      { do: "output", name: "a", value: "x\0" },
    ]);
    expect(run.results.map((result) => "error" in result)).toEqual(run.results.map(() => true));
    expect(run).toMatchObject({ exported: {}, paths: [], outputs: {}, conclusion: "success" });
  });

  it("writes no summary on a server that has none", async () => {
    const run = await drive([{ do: "summary", text: "x" }], { env: { GITHUB_STEP_SUMMARY: undefined } });
    expect(run.results).toEqual([{}]);
  });
});

describe("goArch", () => {
  it.each([
    ["x64", "LE", "amd64"],
    ["ia32", "LE", "386"],
    ["arm", "LE", "arm"],
    ["arm64", "LE", "arm64"],
    ["ppc64", "LE", "ppc64le"],
    ["ppc64", "BE", "ppc64"],
    ["mips", "BE", "mips"],
    ["mipsel", "LE", "mipsle"],
    ["s390x", "BE", "s390x"],
    ["riscv64", "LE", "riscv64"],
    ["loong64", "LE", "loong64"],
  ] as const)("names %s (%s) %s", (name, order, expected) => {
    expect(goArch(name, order)).toBe(expected);
  });
});
