import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putProgram } from "./builds.ts";
import { describeHost, nobody, ran } from "./describe-host.ts";
import { given, type HostRoot, missingReason, openHost } from "./roots.ts";

describeHost("sid", [
  {
    name: "gcc",
    program: "tiny",
    flags: [],
    fates: { "linux/amd64": ran, "linux/386": ran, "linux/arm64": ran, "linux/loong64": ran },
  },
  { name: "gcc for Windows", program: "tiny", flags: [], fates: { "windows/amd64": ran } },
  {
    name: "clang",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: { "linux/amd64": ran, "linux/arm64": ran, "linux/riscv64": ran, "linux/s390x": ran, "windows/amd64": ran },
  },
  { name: "static C++", program: "cxx", flags: ["--static"], fates: { "linux/arm64": ran } },
  { name: "musl", program: "tiny", flags: ["--libc", "musl"], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  {
    name: "the glibc of Debian 11, although the sources say sid",
    program: "tiny",
    flags: ["--glibc", "2.31"],
    fates: { "linux/arm64": ran },
  },
  { name: "a library", program: "libraries/zlib", flags: [], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  { name: "another user", program: "tiny", flags: [], fates: { "linux/arm64": ran }, as: { ...nobody, umask: "077" } },
]);

let host: HostRoot | undefined;
beforeAll(async () => {
  host = missingReason() === undefined ? await openHost("sid") : undefined;
});
afterAll(() => host?.remove());

test("a lock that sid writes for Debian 12 and 13 has their packages", async (context) => {
  const opened = given(context, host, missingReason());
  const directory = await putProgram(opened, "tiny");
  const words = ["--release", "debian-12,debian-13", "--targets", "linux/arm64", "--working-directory", directory];
  const done = await opened.run(["node", "/src/dist/cli.js", "lock", ...words]);
  expect(done.exitCode, done.stderr).toBe(0);
  const lock = JSON.parse(readFileSync(join(opened.directory, directory, "cgo-cross.lock"), "utf8")) as {
    readonly releases: Readonly<Record<string, Readonly<Record<string, { readonly packages: readonly Locked[] }>>>>;
  };
  const glibcs = Object.entries(lock.releases).map(([name, roots]) => [
    name,
    Object.values(roots)
      .flatMap(({ packages }) => packages)
      .find((each) => each.name === "libc6-arm64-cross")
      ?.version.slice(0, 4),
  ]);
  expect(Object.fromEntries(glibcs)).toEqual({ "debian-12-amd64": "2.36", "debian-13-amd64": "2.41" });
});

type Locked = { readonly name: string; readonly version: string };
