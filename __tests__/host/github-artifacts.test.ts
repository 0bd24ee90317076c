import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeGithubArtifacts } from "../../src/host/github-artifacts.ts";
import { downloadArtifact } from "../support/download-artifact.ts";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { drive } from "./drive.ts";
import type { Step } from "./drive-github.ts";

let server: ResultsServer;
let directory: string;
let root: string;

beforeEach(async () => {
  server = await startResultsServer();
  directory = await mkdtemp(join(tmpdir(), "github-artifacts-"));
  root = join(directory, "dist");
  await mkdir(join(root, "sub"), { recursive: true });
  await writeFile(join(root, "tool_linux_arm64"), randomBytes(300_000));
  await chmod(join(root, "tool_linux_arm64"), 0o755);
  await writeFile(join(root, "sub", "SHA256SUMS"), "sums\n");
});

afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

function upload(
  name: string,
  files = ["tool_linux_arm64", "sub/SHA256SUMS"],
  rest: { retentionDays?: number } = {},
): Step {
  const paths = files.map((file) => (file.startsWith("/") ? file : join(root, file)));
  return { do: "upload", artifact: { name, root, files: paths, retentionDays: undefined, ...rest } };
}
const driveHere = (steps: readonly Step[], rest: Parameters<typeof drive>[1] = {}) =>
  drive(steps, { ...rest, env: { ...server.environment(), ...rest.env } });

describe("whether a run has artifacts", () => {
  const service = { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_RESULTS_URL: "https://results.example/" };
  const at = (server: string) => ({ ...service, GITHUB_SERVER_URL: server });

  it.each<[string, Record<string, string>, string | undefined]>([
    ["github.com", at("https://github.com"), undefined],
    ["a server that is not named", service, undefined],
    ["ghe.com", at("https://acme.ghe.com"), undefined],
    [
      "act",
      { ACT: "true" },
      "the run has no artifact service: ACTIONS_RUNTIME_TOKEN is not set (act has one with --artifact-server-path)",
    ],
    [
      "no address",
      { ...service, ACTIONS_RESULTS_URL: "" },
      "the run has no artifact service: ACTIONS_RESULTS_URL is not set",
    ],
    [
      "GHES",
      at("https://git.acme.example"),
      "GitHub's artifact client does not upload to GitHub Enterprise Server (https://git.acme.example)",
    ],
    [
      "Gitea",
      { ...at("http://gitea:3000"), GITEA_ACTIONS: "true" },
      "GitHub's artifact client does not upload to Gitea (http://gitea:3000)",
    ],
    [
      "Forgejo",
      { ...at("https://codeberg.org"), GITEA_ACTIONS: "true", FORGEJO_ACTIONS: "true" },
      "GitHub's artifact client does not upload to Forgejo (https://codeberg.org)",
    ],
  ])("%s", (_name, environment, reason) => {
    const { available, ...artifacts } = makeGithubArtifacts(environment, { uploadSeconds: 1 });
    expect([available, artifacts.reason]).toEqual([reason === undefined, reason]);
  });

  it.each([
    "https://github.com",
    "https://x.ghe.com",
    "http://x.localhost:1",
    "https://github.com.example",
    "https://ghe.com",
  ])("is at %s what the client itself finds", async (server) => {
    const config = "../../node_modules/@actions/artifact/lib/internal/shared/config.js";
    const { isGhes } = (await import(config)) as { isGhes: () => boolean };
    vi.stubEnv("GITHUB_SERVER_URL", server);
    const ghes = isGhes();
    vi.unstubAllEnvs();
    expect(makeGithubArtifacts(at(server), { uploadSeconds: 1 }).available).toBe(!ghes);
  });
});

describe("artifacts on a GitHub host", () => {
  it("can be downloaded by the real client, byte for byte", async () => {
    const run = await driveHere([upload("tools")]);
    const [artifact] = server.artifacts();
    expect(artifact).toMatchObject({ name: "tools", contentType: "application/zip", expiresAt: undefined });
    expect(run.results).toEqual([{ value: { id: artifact?.id, bytes: artifact?.bytes } }]);
    expect(artifact?.digest).toBe(
      `sha256:${createHash("sha256")
        .update(await readFile(artifact?.path ?? ""))
        .digest("hex")}`,
    );
    const path = join(directory, "downloaded");
    await downloadArtifact(server, "tools", path);
    for (const file of ["tool_linux_arm64", "sub/SHA256SUMS"]) {
      expect((await readFile(join(path, file))).equals(await readFile(join(root, file)))).toBe(true);
    }
    expect(run.log).toEqual([]);
    expect(run.annotations).toEqual([]);
  });

  it("have the retention days that were asked for", async () => {
    await driveHere([upload("tools", ["sub/SHA256SUMS"], { retentionDays: 3 })]);
    const days = (Date.parse(server.artifacts()[0]?.expiresAt ?? "") - Date.now()) / 86_400_000;
    expect(Math.round(days * 10) / 10).toBe(3);
  });

  it("are not compressed again if their files are compressed already", async () => {
    await writeFile(join(root, "a.tar.gz"), Buffer.alloc(100_000));
    await writeFile(join(root, "a"), Buffer.alloc(100_000));
    await driveHere([upload("packed", ["a.tar.gz"]), upload("plain", ["a"])]);
    const [packed, plain] = server.artifacts();
    expect(packed?.bytes).toBeGreaterThan(100_000);
    expect(plain?.bytes).toBeLessThan(1000);
  });

  it("are uploaded in blocks if they are large", async () => {
    await writeFile(join(root, "large.zst"), randomBytes(20 * 2 ** 20));
    await driveHere([upload("large", ["large.zst"])]);
    expect(server.requests.filter(({ query }) => query.includes("comp=block&"))).toHaveLength(3);
    const path = join(directory, "downloaded");
    await downloadArtifact(server, "large", path);
    expect((await readFile(join(path, "large.zst"))).equals(await readFile(join(root, "large.zst")))).toBe(true);
  });

  it("fail with ArtifactNameTaken if the run has one of that name", async () => {
    const { results, annotations } = await driveHere([upload("tools"), upload("tools")]);
    expect(results[1]).toEqual({ name: "ArtifactNameTaken", error: 'the run already has an artifact named "tools"' });
    expect(annotations).toEqual([]);
    expect(server.artifacts()).toHaveLength(1);
  });

  it("fail with the message of the service for any other refusal", async () => {
    server.fault = ({ method }) =>
      method === "ArtifactService/CreateArtifact"
        ? { status: 403, body: { code: "permission_denied", msg: "storage quota exceeded" } }
        : undefined;
    const { results } = await driveHere([upload("tools")]);
    expect(results).toEqual([
      { name: "UserError", error: expect.stringMatching(/^artifact "tools" was not uploaded: .*(quota|403)/i) },
    ]);
  });

  it("fail if the response to the final request is lost", async () => {
    server.fault = ({ method }) => (method === "ArtifactService/FinalizeArtifact" ? "lost-answer" : undefined);
    const { results } = await driveHere([upload("tools")]);
    expect(results).toEqual([
      { name: "UserError", error: expect.stringMatching(/^artifact "tools" was not uploaded: .*ECONNRESET/s) },
    ]);
    expect(server.artifacts()).toHaveLength(1);
  });

  it("fail after a deadline if the service does not answer", async () => {
    server.fault = () => "hang";
    const { results, seconds } = await driveHere([upload("tools")], { deadlines: { uploadSeconds: 0.5 } });
    expect(results).toEqual([{ name: "UserError", error: 'the upload of artifact "tools" took longer than 0.5 s' }]);
    expect(seconds).toBeLessThan(60);
  });

  it("fail without the job's token", async () => {
    const { results } = await driveHere([upload("tools")], { env: { ACTIONS_RUNTIME_TOKEN: undefined } });
    expect(results).toEqual([{ name: "UserError", error: expect.stringContaining("ACTIONS_RUNTIME_TOKEN") }]);
  });

  it("contain only regular files under their root", async () => {
    const outside = join(directory, "outside");
    await writeFile(outside, "secret");
    await writeFile(join(directory, "dist-more"), "secret");
    await symlink(outside, join(root, "link"));
    await symlink(directory, join(root, "up"));
    const attempts = ["link", "up/outside", outside, join(directory, "dist-more"), "sub", "no-such-file"];
    const { results } = await driveHere([...attempts.map((file) => upload("tools", [file])), upload("tools", [])]);
    expect(results).toEqual([
      { name: "UserError", error: expect.stringContaining("is not a regular file") },
      { name: "Error", error: expect.stringContaining("lies outside of") },
      { name: "Error", error: expect.stringContaining("lies outside of") },
      { name: "Error", error: expect.stringContaining("lies outside of") },
      { name: "UserError", error: expect.stringContaining("is not a regular file") },
      { name: "Error", error: expect.stringContaining("ENOENT") },
      { name: "Error", error: "an artifact needs at least one file" },
    ]);
    expect(server.requests).toEqual([]);
  });

  it("must have a name that GitHub allows", async () => {
    const { results } = await driveHere(["linux/amd64", "a:b", "", "..", "a\nb"].map((name) => upload(name)));
    for (const result of results) {
      expect(result).toMatchObject({ error: expect.stringContaining("cannot name an artifact") });
    }
  });
});
