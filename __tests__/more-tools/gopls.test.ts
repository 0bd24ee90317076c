import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goMod, install, type Prepared, prepare } from "./prepare.ts";

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepare();
}, 600_000);
afterAll(() => prepared.remove());

describe("gopls", () => {
  test("goes to the definition of a C function in a file for another platform", () => {
    const file = `package mini

// static int two(void) { return 2; }
import "C"

func Two() int { return int(C.two()) }
`;
    const cwd = prepared.write("gopls", {
      "go.mod": goMod,
      "doc.go": "package mini\n",
      "f_linux_arm64.go": file,
    });
    const gopls = install("golang.org/x/tools/gopls", "v0.21.0");
    const definition = (env: NodeJS.ProcessEnv) =>
      execFileSync(gopls, ["definition", "f_linux_arm64.go:6:31"], { cwd, env, encoding: "utf8" });
    expect(definition(prepared.environment)).toMatch(/defined here as func .*two\(\) /);
    // With the machine's compiler alone there is nothing to go to.
    expect(() => definition({ ...process.env, CC: "gcc", CGO_ENABLED: "1" })).toThrow();
  }, 900_000);
});
