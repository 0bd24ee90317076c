import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type NpmRegistry, startNpmRegistry } from "../support/npm-registry.ts";
import { kindOf, shell, shellBlocks, startFrom } from "../support/recipe.ts";
import { repository } from "../support/runner.ts";
import { type JobRun, runWorkflow, type WorkflowOptions } from "../support/workflow.ts";
import { sharedTools } from "./examples.ts";

let registry: NpmRegistry;
/** What `npx cgo-cross` and the steps of other CI systems have here. */
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  registry = await startNpmRegistry();
  const { GOCACHE, GOMODCACHE } = JSON.parse(execFileSync("go", ["env", "-json"], { encoding: "utf8" }));
  const XDG_CACHE_HOME = join(sharedTools, "../cli");
  mkdirSync(join(XDG_CACHE_HOME, "cgo-cross"), { recursive: true });
  variables = { ...registry.variables, XDG_CACHE_HOME, GOCACHE, GOMODCACHE, CI: "true" };
});
afterAll(() => registry.close());

const kinds = {
  "linux/amd64": /^ELF 64-bit.*x86-64/,
  "linux/arm64": /^ELF 64-bit.*aarch64/,
  "linux/arm/v7": /^ELF 32-bit.*ARM, EABI5/,
  "windows/amd64": /^PE32\+.*x86-64/,
} as const;

/** The files of a `dist` for three targets, archives and sums included. */
function expectDist(directory: string): void {
  const dist = join(directory, "dist");
  expect(kindOf(dist, "app_linux_amd64")).toMatch(kinds["linux/amd64"]);
  expect(kindOf(dist, "app_linux_arm64")).toMatch(kinds["linux/arm64"]);
  expect(kindOf(dist, "app_windows_amd64.exe")).toMatch(kinds["windows/amd64"]);
  const sums = readFileSync(join(dist, "SHA256SUMS"), "utf8");
  for (const file of ["app_linux_amd64.tar.gz", "app_linux_arm64.tar.gz", "app_windows_amd64.zip"]) {
    expect(sums).toContain(`  ${file}\n`);
  }
}

test("make: all targets by the command line, or by rules of one's own with compilers that are fetched once", async () => {
  const app = startFrom("make");
  await shell("make release", app, variables);
  expectDist(app);
  await shell("make all", app, variables);
  expect(kindOf(app, "build/app-arm64")).toMatch(kinds["linux/arm64"]);
  expect(kindOf(app, "build/app.exe")).toMatch(kinds["windows/amd64"]);
  // Nothing is asked of npm again, and a changed source is built again.
  rmSync(join(app, "build/app.exe"));
  await shell("make all", app, { ...variables, npm_config_registry: "http://127.0.0.1:1", npm_config_cache: app });
  expect(existsSync(join(app, "build/app.exe"))).toBe(true);
  rmSync(app, { recursive: true });
});

const installsNode = "apt-get update && apt-get install -y --no-install-recommends nodejs npm";

describe("GitLab", () => {
  type Job = Readonly<{ script: readonly string[]; extends?: string }> & Partial<GitLabJob>;
  type GitLabJob = {
    readonly variables: Readonly<Record<string, string>>;
    readonly before_script: readonly string[];
    readonly cache: { readonly paths: readonly string[] };
    readonly artifacts: { readonly paths: readonly string[] };
  };

  test.each([
    ["build", expectDist],
    ["own-build", (app: string) => expect(kindOf(app, "dist/app.exe")).toMatch(kinds["windows/amd64"])],
  ])("job %s", async (name, expectFiles) => {
    const app = startFrom("gitlab");
    const jobs = parse(readFileSync(join(app, ".gitlab-ci.yml"), "utf8")) as Readonly<Record<string, Job>>;
    const job = { ...jobs[jobs[name]?.extends ?? ""], ...jobs[name] } as Job & GitLabJob;
    expect(job.before_script).toEqual([installsNode]);
    const own = Object.entries(job.variables).map(([key, value]) => [key, value.replace("$CI_PROJECT_DIR", app)]);
    const cached = { ...variables, ...Object.fromEntries(own), CI_PROJECT_DIR: app };
    // What an earlier run of the job has left in GitLab's cache.
    const [cache = ""] = job.cache.paths;
    mkdirSync(join(app, cache));
    symlinkSync(join(variables["XDG_CACHE_HOME"] ?? "", "cgo-cross"), join(app, cache, "cgo-cross"));
    await shell(job.script.join("\n"), app, cached);
    expectFiles(app);
    expect(job.artifacts.paths).toEqual(["dist"]);
    expect(readdirSync(join(app, cache)).sort()).toEqual(["cgo-cross", "npm"]);
    rmSync(app, { recursive: true });
  });
});

/** The commands of a CI system's file, those that install Node.js excepted. */
const commands: Readonly<Record<string, (text: string) => readonly unknown[]>> = {
  "woodpecker/.woodpecker.yaml": (text) => parse(text).steps[0].commands,
  "other-ci/.circleci/config.yml": (text) => parse(text).jobs.build.steps.map(({ run }: { run?: string }) => run),
  "other-ci/azure-pipelines.yml": (text) => parse(text).steps.map(({ script }: { script?: string }) => script),
  "other-ci/.buildkite/pipeline.yml": (text) => parse(text).steps.map(({ command }: { command?: string }) => command),
  "other-ci/Jenkinsfile": (text) => [...text.matchAll(/\bsh '(.*)'/g)].map(([, script]) => script),
};

test("Woodpecker, CircleCI, Azure Pipelines, Buildkite and Jenkins run one command, which builds", async () => {
  const found = Object.entries(commands).flatMap(([file, read]) =>
    read(readFileSync(join(repository, "recipes", file), "utf8")).filter((command) => command !== undefined),
  );
  const [command, ...others] = new Set(found.filter((each) => each !== installsNode));
  expect(others).toEqual([]);
  const app = startFrom("woodpecker");
  await shell(String(command), app, variables);
  expectDist(app);
  rmSync(app, { recursive: true });
});

async function workflow(recipe: string, file: string, options: Partial<WorkflowOptions> = {}) {
  const project = startFrom(recipe);
  const path = `.github/workflows/${file}.yml`;
  const run = await runWorkflow({ project, file: path, toolCache: sharedTools, ...options });
  return {
    jobs: run.jobs,
    remove() {
      run.remove();
      rmSync(project, { recursive: true });
    },
  };
}

/** A job's conclusion, and what of it was not run. */
function told({ id, conclusion, steps }: JobRun) {
  return [id, conclusion, steps.filter((step) => step.conclusion !== "success").map(({ what, log }) => what + log)];
}

describe("workflows of GitHub's", () => {
  test("matrix: a job for each target that the first job has found", async () => {
    const targets = "linux/arm*, windows/amd64";
    const project = startFrom("matrix");
    const path = join(project, ".github/workflows/build.yml");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/targets: linux\/.*/, `targets: "${targets}"`));
    const run = await runWorkflow({ project, file: ".github/workflows/build.yml", toolCache: sharedTools });
    expect(run.jobs.map(told)).toEqual([
      ["plan", "success", []],
      ["build", "success", []],
      ["build", "success", []],
      ["build", "success", []],
    ]);
    const built = run.jobs.slice(1);
    expect(built.map(({ matrix }) => matrix)).toEqual([
      { target: "linux/arm", os: "linux", arch: "arm", variant: "" },
      { target: "linux/arm64", os: "linux", arch: "arm64", variant: "" },
      { target: "windows/amd64", os: "windows", arch: "amd64", variant: "" },
    ]);
    expect(built.map(({ workspace }) => readdirSync(join(workspace, "dist")).includes("SHA256SUMS"))).not.toContain(
      false,
    );
    run.remove();
    rmSync(project, { recursive: true });
  });

  test("release: what Linux builds is gathered with one list of sums; a Mac's and Windows' jobs are not for this machine", async () => {
    const skip = (script: string) => script.startsWith("gh ");
    const builds = await workflow("release", "release", { github: { ref_name: "v1.0.0" } });
    expect(builds.jobs.map(told)).toEqual([
      ["build", "success", ["actions/setup-go"]],
      ["build", "not run", []],
      ["build", "not run", []],
      ["publish", "not run", []],
    ]);
    const dist = join(builds.jobs[0]?.workspace ?? "", "dist");
    expect(await shell("./app_linux_amd64", dist, {})).toBe("app v1.0.0 3\n");
    // As if the others had built as well: the job that gathers, alone.
    const project = startFrom("release");
    const file = ".github/workflows/release.yml";
    const all = parse(readFileSync(join(project, file), "utf8"));
    writeFileSync(
      join(project, file),
      JSON.stringify({ ...all, jobs: { publish: { ...all.jobs.publish, needs: [] } } }),
    );
    const download = (inputs: Readonly<Record<string, string>>, workspace: string) =>
      cpSync(dist, join(workspace, inputs["path"] ?? ""), { recursive: true });
    const actions = { "actions/download-artifact": download };
    const gathered = await runWorkflow({ project, file, toolCache: sharedTools, actions, skip });
    expect(gathered.jobs.map(({ steps }) => steps.map(({ conclusion }) => conclusion))).toEqual([
      ["success", "success", "not run", "not run"],
    ]);
    const release = join(gathered.jobs[0]?.workspace ?? "", "release");
    const sums = readFileSync(join(release, "SHA256SUMS"), "utf8");
    expect(sums.trim().split("\n")).toHaveLength(4);
    await shell("sha256sum --check SHA256SUMS", release, {});
    gathered.remove();
    builds.remove();
    rmSync(project, { recursive: true });
  });

  test("test: go test for each target", async () => {
    const { jobs, remove } = await workflow("test", "test");
    expect(jobs.map(told)).toEqual([["test", "success", ["actions/setup-go"]]]);
    expect(jobs[0]?.steps.at(-1)?.log).toMatch(/linux\/arm\/v7.*1 passed/);
    remove();
  });

  test("containers: what the Dockerfile copies is there for each platform, static, with certificates", async () => {
    const { jobs, remove } = await workflow("containers", "image", { skip: (script) => script.startsWith("docker ") });
    const dist = join(jobs[0]?.workspace ?? "", "dist");
    expect(jobs.map(({ conclusion }) => conclusion)).toEqual(["success"]);
    expect(readFileSync(join(dist, "ca-certificates.crt"), "utf8")).toContain("BEGIN CERTIFICATE");
    for (const name of ["Dockerfile", "Dockerfile.distroless"]) {
      const dockerfile = readFileSync(join(jobs[0]?.workspace ?? "", name), "utf8");
      for (const platform of ["linux/amd64", "linux/arm64", "linux/arm/v7"] as const) {
        const [source = ""] = copiedFor(dockerfile, platform);
        expect(kindOf(jobs[0]?.workspace ?? "", source)).toMatch(kinds[platform]);
        expect(kindOf(jobs[0]?.workspace ?? "", source)).toContain("statically linked");
      }
    }
    // The time zones are in it.
    expect(readFileSync(join(dist, "app_linux_amd64")).includes("Europe/Paris")).toBe(true);
    remove();
  });

  test("lint: go vet for each platform, with the linters in its environment", async () => {
    // Those are large: __tests__/more-tools has the real ones.
    const { jobs, remove } = await workflow("lint", "lint", { skip: (script) => script.includes("go install") });
    const [, , , , vet] = jobs[0]?.steps ?? [];
    // golangci-lint is what comes after vet, and is not here.
    expect(vet).toMatchObject({
      conclusion: "failure",
      log: expect.stringMatching(/golangci-lint: (command )?not found/),
    });
    remove();
  });
});

/** What `COPY` takes for a platform. Source: Docker's page on multi-platform builds, TARGETOS and the like. */
function copiedFor(dockerfile: string, platform: string): readonly string[] {
  const [os = "", arch = "", variant = ""] = platform.split("/");
  const values: Readonly<Record<string, string>> = { TARGETOS: os, TARGETARCH: arch, TARGETVARIANT: variant };
  return [...dockerfile.matchAll(/^COPY (?:--\S+ )*(\S+) \S+$/gm)].map(([, source = ""]) =>
    source.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? ""),
  );
}

test("the commands that the pages show run", async () => {
  const app = startFrom("test");
  const [test = ""] = shellBlocks("test");
  expect(await shell(test, app, variables)).toMatch(/linux\/arm64 .*1 passed/);
  const [vet = ""] = shellBlocks("lint");
  await shell(vet, app, variables);
  const [printed = "", evaluated = ""] = shellBlocks("editors");
  const settings = JSON.parse(await shell(`${printed.trim()} 2>/dev/null`, app, variables));
  expect(settings["go.toolsEnvVars"]).toMatchObject({ CGO_ENABLED: "1", CC: expect.stringMatching(/cgo-cross-cc$/) });
  expect(await shell(`${evaluated}echo "$CC"`, app, variables)).toContain("cgo-cross-cc");
  rmSync(app, { recursive: true });
});
