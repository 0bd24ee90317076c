// biome-ignore-all lint/suspicious/noTemplateCurlyInString: users write ${workspace}
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type RunnerResult, runAction } from "../support/runner.ts";
import { type BinaryOutput, sharedTools } from "./examples.ts";

let server: ResultsServer;
let workspace: string;

beforeAll(async () => {
  server = await startResultsServer();
  workspace = mkdtempSync(join(tmpdir(), "cgo-cross-per-target-"));
  mkdirSync(join(workspace, "deps/include"), { recursive: true });
  mkdirSync(join(workspace, "deps/arm64"));
  const files = {
    "go.mod": "module example.com/app\n\ngo 1.24\n",
    "main.go": 'package main\n\nvar version = "none"\n\nfunc main() { print(who(), " ", version, "\\n") }\n',
    "cgo.go":
      'package main\n\n// #cgo pkg-config: who\n// #include <who.h>\n// const char *who = WHO;\nimport "C"\n\n' +
      "func who() string { return C.GoString(C.who) }\n",
    "pure.go": '//go:build !cgo && !plan9\n\npackage main\n\nfunc who() string { return "Go" }\n',
    "deps/include/who.h": "",
    "deps/who.pc": 'Name: who\nDescription: x\nVersion: 1\nCflags: -DWHO=\\"all\\" -I${pcfiledir}/include\n',
    "deps/arm64/who.pc": 'Name: who\nDescription: x\nVersion: 1\nCflags: -DWHO=\\"arm64\\" -I${pcfiledir}/../include\n',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(workspace, name), text);
  }
});

afterAll(async () => {
  await server.close();
  rmSync(workspace, { recursive: true, force: true });
});

function make(inputs: Readonly<Record<string, string>>): Promise<RunnerResult> {
  return runAction({ inputs, env: server.environment(), workspace, toolCache: sharedTools });
}

test("each target is built with what its lines say, and what cannot be built of a pattern is left out", async () => {
  const result = await make({
    targets: "linux/amd64, linux/arm64, darwin/arm64, plan9/*",
    cgo: "darwin/*: off",
    static: "linux/amd64: true",
    ldflags: "-s\nlinux/arm64: -X main.version=two\nlinux/amd64: -X main.version=one",
    "pkg-config-path": "${workspace}/deps\nlinux/arm64: deps/arm64",
    run: "true",
    artifacts: "off",
  });
  expect(result.conclusion).toBe("success");
  const binaries = JSON.parse(result.outputs["binaries"] ?? "[]") as BinaryOutput[];
  expect(binaries.map(({ target, cgo, linkage }) => [target, cgo, linkage.split(":")[0]])).toEqual([
    ["linux/amd64", true, "static"],
    ["linux/arm64", true, "dynamic"],
    ["darwin/arm64", false, expect.any(String)],
  ]);
  const manifest = JSON.parse(readFileSync(result.outputs["manifest"] ?? "", "utf8"));
  expect(manifest.leftOut.map(({ targets }: { readonly targets: readonly string[] }) => targets)).toEqual([
    ["plan9/386", "plan9/amd64", "plan9/arm"],
  ]);
  const text = JSON.stringify(manifest);
  expect([text.includes("all one"), text.includes("arm64 two")]).toEqual([true, true]);
});

test("every wrong line is an error, before anything is fetched", async () => {
  const result = await make({
    targets: "linux/amd64, linux/arm64",
    cgo: "linux/amd64: maybe\nlinux/arm65: on",
    "cgo-ldflags": "linux/arm: -L${workspace}/deps\n-lx",
  });
  expect(result.exitCode).toBe(2);
  const errors = result.annotations.filter(({ level }) => level === "error").map(({ message }) => message);
  expect(errors.map((message) => message.split(/[;,]/)[0])).toEqual([
    "cgo: linux/amd64: expected auto",
    'cgo: unknown target "linux/arm65"',
    'cgo-ldflags: "linux/arm" is for none of the targets',
  ]);
});
