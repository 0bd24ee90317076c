import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { allMakers, type Makers } from "../../src/commands/makers.ts";
import type { LocalHost } from "../../src/host/local.ts";
import type { Command, Host } from "../../src/host/types.ts";
import { describeFailures } from "../../src/report/annotations.ts";
import { describeManifest } from "../../src/report/manifest.ts";
import type { RunResult, TargetResult } from "../../src/report/results.ts";
import type { Provider } from "../../src/toolchains/provider.ts";
import { cFile, goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { namedCompiler } from "../toolchains/named-compiler.ts";

// A fault of cgo-cross itself, planted where one target passes: the others are built and delivered all the same, and
// whoever reads the log or the manifest can tell that it is a fault, of which target, and where it is.

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;
const request = "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.";

let place: Place;
let provider: Provider;

beforeAll(async () => {
  place = await makePlace("fault");
  const [cc = "", cxx = "", ar = ""] = await Promise.all(
    ["gcc", "g++", "ar"].map((name) => place.host.processes.find(name)),
  );
  provider = namedCompiler({ cc, cxx, ar });
  await writeFiles(join(place.directory, "pure"), { "go.mod": goMod, "main.go": mainFile() });
});
afterAll(() => place.remove());

/** Builds a module for targets of which one meets a fault. */
async function build(
  raw: Readonly<Record<string, string>>,
  { host = place.host, makers = allMakers }: { readonly host?: Host; readonly makers?: Makers },
): Promise<RunResult> {
  const ended = await crossbuild(host, { archive: "none", artifacts: "off", cache: "off", ...raw }, makers);
  await (ended.kind === "done" ? ended.hold?.release() : undefined);
  if (ended.kind === "planned") {
    throw new Error("nothing was built");
  }
  return ended.result;
}

/** The machine, but for one command. */
function hostWith(fault: (command: Command) => void): LocalHost {
  const { host } = place;
  const run: Host["processes"]["run"] = async (command) => {
    fault(command);
    return host.processes.run(command);
  };
  return { ...host, processes: { ...host.processes, run } };
}

function targetOf(result: RunResult, name: string): TargetResult {
  const [os, arch] = name.split("/");
  const found = result.targets.find(({ target }) => target.os === os && target.arch === arch);
  if (found === undefined) {
    throw new Error(`nothing is told of ${name}`);
  }
  return found;
}

/** What is said of a fault that was planted in `stage` of one target. */
function expectFault(
  result: RunResult,
  target: string,
  fault: { readonly stage: string; readonly error: string },
): void {
  const { outcome } = targetOf(result, target);
  expect(outcome).toMatchObject({ kind: "failed", stage: fault.stage });
  const stack = outcome.kind === "failed" ? (outcome.stack ?? "") : "";
  expect(stack).toContain(fault.error);
  expect(stack).toMatch(/\n {4}at .*fault\.test\.ts:/);
  const manifest: unknown = JSON.parse(describeManifest(result));
  expect(manifest).toMatchObject({
    targets: expect.arrayContaining([
      expect.objectContaining({ target, outcome: expect.objectContaining({ kind: "failed", stack }) }),
    ]),
  });
  expect(describeFailures(result)).toEqual([
    { title: expect.stringContaining(target), message: expect.stringContaining("This is a fault of cgo-cross") },
  ]);
  const log = place.shown.join("");
  const title = `${target}: FAILED (${fault.stage})`;
  expect(log).toContain(title);
  const group = log.slice(log.lastIndexOf(title));
  expect(group).toContain(fault.error);
  expect(group).toMatch(/at .*fault\.test\.ts:/);
  expect(group.replaceAll(/\s+/g, " ")).toContain(request);
}

/** A target that passed, whose file lies where later steps look for it. */
async function expectDelivered(result: RunResult, target: string): Promise<void> {
  const { outcome } = targetOf(result, target);
  expect(outcome).toMatchObject({ kind: "passed" });
  const [binary] = outcome.kind === "passed" ? outcome.binaries : [];
  const name = `app_${target.replace("/", "_")}`;
  expect(binary).toMatchObject({ name, file: join(result.outDir, name) });
  expect(await readFile(binary?.file ?? "")).toHaveLength(binary?.bytes ?? 0);
}

describe("a fault of cgo-cross", () => {
  test("in a build", async () => {
    const host = hostWith(({ args, environment }) => {
      if (args[0] === "build" && environment?.["GOARCH"] === "riscv64") {
        throw new TypeError("Cannot read properties of undefined (reading 'planted')");
      }
    });
    const result = await build({ "working-directory": "pure", targets: "linux/riscv64 linux/s390x" }, { host });
    expectFault(result, "linux/riscv64", { stage: "build", error: "TypeError: Cannot read properties of undefined" });
    await expectDelivered(result, "linux/s390x");
  });

  test("in a verification", async () => {
    const host = hostWith(({ file }) => {
      if (file.endsWith(`app_${own.replace("/", "_")}`)) {
        throw new TypeError("planted in a smoke test");
      }
    });
    // Nothing runs programs of Plan 9.
    const result = await build({ "working-directory": "pure", targets: `${own} plan9/386`, run: "true" }, { host });
    expectFault(result, own, { stage: "verify", error: "TypeError: planted in a smoke test" });
    await expectDelivered(result, "plan9/386");
  });

  test("in a provider that opens a toolchain", async () => {
    const faulty: Provider = {
      ...provider,
      open: async () => {
        throw new RangeError("planted in a provider");
      },
    };
    const makers = { ...allMakers, providers: [faulty] };
    const directory = await writeModuleWithC(own);
    const result = await build({ "working-directory": directory, targets: `${own} linux/s390x` }, { makers });
    expectFault(result, own, { stage: "toolchain", error: "RangeError: planted in a provider" });
    await expectDelivered(result, "linux/s390x");
  });
});

/** A module with C in it for one target alone. */
async function writeModuleWithC(target: string): Promise<string> {
  const [os = "", arch = ""] = target.split("/");
  const files = { "go.mod": goMod, "main.go": mainFile(), [`c_${os}_${arch}.go`]: cFile() };
  return writeFiles(join(place.directory, "C for one"), files);
}
