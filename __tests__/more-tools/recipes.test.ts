import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { libraryRecipes } from "../../scripts/library-recipes.ts";
import { sharedTools } from "../e2e/examples.ts";
import { type NpmRegistry, startNpmRegistry } from "../support/npm-registry.ts";
import { type Files, kindOf, program, shell, startFrom } from "../support/recipe.ts";
import { runWorkflow } from "../support/workflow.ts";
import { install } from "./prepare.ts";

let registry: NpmRegistry;
let variables: Files;
beforeAll(async () => {
  registry = await startNpmRegistry();
  const { GOCACHE, GOMODCACHE } = JSON.parse(execFileSync("go", ["env", "-json"], { encoding: "utf8" }));
  variables = { ...registry.variables, XDG_CACHE_HOME: join(sharedTools, "../cli"), GOCACHE, GOMODCACHE, CI: "true" };
});
afterAll(() => registry.close());

/** The environment with programs of those modules first on PATH. */
function withPrograms(...programs: readonly string[]): Files {
  return { ...variables, PATH: [...programs.map((file) => dirname(file)), process.env["PATH"]].join(":") };
}

function expectOwnBuild(app: string): void {
  expect(kindOf(app, "build/app-arm64")).toMatch(/^ELF 64-bit.*aarch64/);
  expect(kindOf(app, "build/app.exe")).toMatch(/^PE32\+.*x86-64/);
}

describe("Make, Task and mage", () => {
  test("Task", async () => {
    const app = startFrom("make");
    const task = withPrograms(install("github.com/go-task/task/v3/cmd/task", "v3.39.2"));
    await shell("task release", app, task);
    expect(readdirSync(join(app, "dist"))).toContain("SHA256SUMS");
    await shell("task all", app, task);
    expectOwnBuild(app);
    // The compilers are fetched once.
    expect(await shell("task all", app, task)).toContain('Task "compilers" is up to date');
    rmSync(app, { recursive: true });
  });

  test("mage", async () => {
    const app = startFrom("make");
    const mage = withPrograms(install("github.com/magefile/mage", "v1.17.2"));
    await shell("cd magefiles && go mod init magefiles && go get github.com/magefile/mage@v1.17.2", app, mage);
    await shell("mage release", app, mage);
    expect(readdirSync(join(app, "dist"))).toContain("SHA256SUMS");
    await shell("mage all", app, mage);
    expectOwnBuild(app);
    rmSync(app, { recursive: true });
  });
});

describe("C libraries", () => {
  test.each(libraryRecipes)("$name", async ({ cgo, header, call, inputs, install, static: inside }) => {
    const main = `package main\n\n// ${cgo}\n// #include <${header}>\nimport "C"\n\nfunc main() { C.${call} }\n`;
    const app = startFrom("make", { "go.mod": program["go.mod"], "main.go": main });
    const flags = Object.entries(inputs).map(([name, value]) => `--${name} ${value}`);
    const build = `npx cgo-cross --targets linux/arm64 --artifacts off ${flags.join(" ")}`;
    await shell(build, app, variables);
    const { targets } = JSON.parse(readFileSync(join(app, "dist/cgo-cross.json"), "utf8"));
    const [{ libraries }] = targets[0].outcome.binaries;
    const packages = libraries.map((library: { readonly install: string }) => library.install);
    expect([...new Set(packages)]).toEqual([install]);
    const linkedIn = shell(
      `${build} --static=${"input" in inside ? inside.input.replace(/.* /, "") : "true"}`,
      app,
      variables,
    );
    await ("input" in inside ? linkedIn : expect(linkedIn).rejects.toThrow());
    rmSync(app, { recursive: true });
  });
});

describe("images, in a registry on this machine", () => {
  let server: { readonly address: string; close(): void };
  let crane: string;
  beforeAll(async () => {
    crane = install("github.com/google/go-containerregistry/cmd/crane", "v0.22.1");
    server = await serveImages(crane);
  }, 900_000);
  afterAll(() => server.close());

  /** What an image has for a platform: its files and how it starts. */
  async function imageFor(image: string, platform: string) {
    const layout = mkdtempSync(join(tmpdir(), "image-"));
    await shell(`${crane} export --platform ${platform} ${image} - | tar -xC ${layout}`, layout, variables);
    const config = JSON.parse(await shell(`${crane} config --platform ${platform} ${image}`, layout, variables));
    return { layout, config: config.config as { readonly Entrypoint: readonly string[]; readonly User?: string } };
  }

  const platforms = {
    "linux/amd64": /^ELF 64-bit.*x86-64.*statically linked/,
    "linux/arm64": /^ELF 64-bit.*aarch64.*statically linked/,
    "linux/arm/v7": /^ELF 32-bit.*ARM, EABI5.*statically linked/,
  } as const;

  test("crane makes one of dist/, with the program of each platform in it", async () => {
    const app = startFrom("containers");
    const image = `${server.address}/app:v1`;
    await shell("npx cgo-cross --targets linux/amd64,linux/arm64,linux/arm/v7 --name app --libc musl", app, variables);
    await shell(`./image.sh ${image}`, app, withPrograms(crane));
    const index = JSON.parse(await shell(`${crane} manifest ${image}`, app, variables)) as Index;
    const named = index.manifests.map(({ platform: { os, architecture, variant } }) =>
      [os, architecture, variant].filter((part) => part !== undefined).join("/"),
    );
    expect(named.sort()).toEqual(Object.keys(platforms).sort());
    for (const [platform, kind] of Object.entries(platforms)) {
      const { layout, config } = await imageFor(image, platform);
      expect(readdirSync(layout).sort()).toEqual(["app", "etc"]);
      expect(kindOf(layout, "app")).toMatch(kind);
      expect(statSync(join(layout, "app")).mode & 0o777).toBe(0o755);
      expect(readFileSync(join(layout, "etc/ssl/certs/ca-certificates.crt"), "utf8")).toContain("BEGIN CERTIFICATE");
      expect(config).toMatchObject({ Entrypoint: ["/app"], User: "65532:65532" });
      rmSync(layout, { recursive: true });
    }
    rmSync(app, { recursive: true });
  });

  test("ko builds one with C", async () => {
    const ko = install("github.com/google/ko", "v0.19.1");
    const project = startFrom("ko");
    const base = await emptyBase(crane, server.address);
    const run = await runWorkflow({
      ...{ project, file: ".github/workflows/image.yml", toolCache: sharedTools },
      github: { repository: "app", ref_name: "v1", actor: "me", token: "" },
      skip: (script) => script.startsWith("go install") || script.startsWith("ko "),
    });
    const [job] = run.jobs;
    const [build = ""] = job?.steps.map(({ what }) => what).filter((what) => what.startsWith("ko build")) ?? [];
    const own = { KO_DOCKER_REPO: `${server.address}/ko`, KO_DEFAULTBASEIMAGE: base, TAG: "v1" };
    await shell(build, job?.workspace ?? "", {
      ...withPrograms(ko),
      ...job?.variables,
      PATH: withJob(ko, job?.paths),
      ...own,
    });
    for (const platform of ["linux/amd64", "linux/arm64"] as const) {
      const { layout, config } = await imageFor(`${server.address}/ko:v1`, platform);
      expect(config.Entrypoint).toEqual(["/ko-app/app"]);
      expect(kindOf(layout, "ko-app/app")).toMatch(platforms[platform]);
      rmSync(layout, { recursive: true });
    }
    run.remove();
    rmSync(project, { recursive: true });
  });
});

type Index = {
  readonly manifests: readonly {
    readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string };
  }[];
};

/** A registry for images, at a port of its own. */
async function serveImages(crane: string) {
  const child = spawn(crane, ["registry", "serve", "--address", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      const port = /(?:port|:)\s*(\d{4,5})\b/.exec(String(chunk))?.[1];
      if (port !== undefined) {
        resolve(`127.0.0.1:${port}`);
      }
    });
    child.on("exit", (code) => reject(new Error(`crane registry serve: ${code}`)));
  });
  return { address, close: () => void child.kill() };
}

/** In place of distroless, which is not on this machine: nothing, for the two platforms. */
async function emptyBase(crane: string, address: string): Promise<string> {
  const base = `${address}/base:v1`;
  const each = ["amd64", "arm64"].map(
    (arch) => `tar -cf ${arch}.tar --files-from /dev/null
      ${crane} append --oci-empty-base --new_layer ${arch}.tar --new_tag ${base}-${arch}
      ${crane} mutate --set-platform linux/${arch} --tag ${base}-${arch} ${base}-${arch}`,
  );
  const directory = mkdtempSync(join(tmpdir(), "base-"));
  const index = `${crane} index append --manifest ${base}-amd64 --manifest ${base}-arm64 --tag ${base}`;
  await shell([...each, index].join("\n"), directory, variables);
  rmSync(directory, { recursive: true });
  return base;
}

function withJob(program: string, paths: readonly string[] = []): string {
  return [dirname(program), ...paths, process.env["PATH"]].join(":");
}
