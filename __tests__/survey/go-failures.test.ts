import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainGoFailure, runGo } from "../../src/survey/go.ts";
import { goMod, mainFile, makePlace, type Place, writeFiles } from "./modules.ts";

let place: Place;
const go = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();

beforeAll(async () => {
  place = await makePlace();
});
afterAll(() => place.remove());

/** What a Go command that fails is explained as. */
async function explain(name: string, files: Readonly<Record<string, string>>, args: readonly string[], variables = {}) {
  const directory = await writeFiles(join(place.directory, name), files);
  const done = await runGo(place.host, "go", { args, directory, variables });
  expect(done.exitCode).not.toBe(0);
  return (await explainGoFailure(done)).text.replaceAll(go, "GOROOT");
}

describe("explainGoFailure explains", () => {
  const list = ["list", "-e", "-deps", "-json", "--", "."];

  it("a directory without go.mod", async () => {
    expect(await explain("nomod", { "main.go": mainFile() }, list)).toContain(
      "there is no go.mod here or above; set working-directory to the module's directory, or run `go mod init`",
    );
  });

  it("a go.mod that requires a newer Go than GOTOOLCHAIN allows", async () => {
    const files = { "go.mod": "module x\n\ngo 1.99\n", "main.go": mainFile() };
    expect(await explain("newer", files, list)).toContain(
      `the module needs Go 1.99 and this is Go ${version.slice(2)} with GOTOOLCHAIN=local; install Go 1.99 ` +
        "(actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto",
    );
  });

  it("a go.work that requires a newer Go", async () => {
    const files = { "go.work": "go 1.99\n", "go.mod": goMod };
    expect(await explain("newer-work", files, list)).toContain("the module needs Go 1.99 and this is Go ");
  });

  it("a toolchain that cannot be downloaded", async () => {
    const files = { "go.mod": "module x\n\ngo 1.99\n", "main.go": mainFile() };
    expect(await explain("unfetchable", files, list, { GOTOOLCHAIN: "auto" })).toMatch(
      /the module needs Go 1\.99\.0, which is not here; install the Go/,
    );
  });

  it("a go.mod with a syntax error", async () => {
    expect(await explain("broken", { "go.mod": "module x\nfoo bar\n" }, list)).toBe(
      "go.mod:2: unknown directive: foo; correct that line, as `go help mod edit` and the reference of go.mod have it",
    );
  });

  it("a go.work with a missing module", async () => {
    const files = { "go.work": "go 1.24\n\nuse ./gone\n", "go.mod": goMod };
    expect(await explain("work", files, list)).toMatch(
      /gone, which a replace line of go\.mod or go\.work names, does not exist here; check that directory out/,
    );
  });

  it("a checksum mismatch", async () => {
    // What Go 1.26 prints for a zip; that Go prints it is tested with Go's caches.
    const stderr =
      "verifying example.com/m@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\nSECURITY ERROR\n" +
      "This download does NOT match an earlier download recorded in go.sum.\n";
    expect((await explainGoFailure({ exitCode: 1, stderr })).text).toMatch(
      /^verifying .*: example\.com\/m@v1\.0\.0 is not what go\.sum says \(checksum mismatch\); find out why before you build/,
    );
  });

  it("a checkout that belongs to another user", async () => {
    const stderr = "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.\n";
    expect((await explainGoFailure({ exitCode: 1, stderr })).text).toMatch(
      /error obtaining VCS status: exit status 128.*; add `-buildvcs=false` to go-flags, or mark the checkout as safe/,
    );
  });

  it("a failure without any output", async () => {
    expect(await explainGoFailure({ exitCode: 3, stderr: "\n" })).toEqual({
      code: "go-failed",
      text: "go ended with exit code 3",
    });
    expect((await explainGoFailure({ exitCode: undefined, stderr: "" })).text).toBe("go was killed");
  });
});
