import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allPages, codeOf, scriptOf } from "../support/page-blocks.ts";
import { fateOf } from "../support/page-scripts.ts";
import { repository } from "../support/runner.ts";
import { sharedTools } from "./examples.ts";

/** What a reader of the pages is taken to have: a program with C, a package beside it, tests of both, a Makefile. */
const app = {
  "go.mod": "module example.com/app\n\ngo 1.24\n",
  "c.go": `package main

// static int three(void) { return 3; }
import "C"

func three() int { return int(C.three()) }
`,
  "pure.go": `//go:build !cgo

package main

func three() int { return 3 }
`,
  "main.go": `package main

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"example.com/app/db"
)

func main() {
	fmt.Println(runtime.GOOS, runtime.GOARCH, three(), db.Open())
	if len(os.Args) == 1 {
		io.Copy(os.Stdout, os.Stdin)
	}
}
`,
  "main_test.go": `package main

import "testing"

func TestThree(t *testing.T) {
	if three() != 3 {
		t.Fatal("C is wrong")
	}
}

func BenchmarkThree(b *testing.B) { three() }
`,
  "db/db.go": 'package db\n\nfunc Open() string { return "open" }\n',
  "db/db_test.go":
    'package db\n\nimport "testing"\n\nfunc TestOpen(t *testing.T) {\n\tif Open() != "open" {\n\t\tt.Fatal()\n\t}\n}\n',
  Makefile: "check:\n\t@$(CC) --version >/dev/null && echo checked for $(GOARCH)\n",
  "input.txt": "a line of input\n",
};

const directory = mkdtempSync(join(tmpdir(), "page-scripts-"));
const [bin, built] = [join(directory, "bin"), join(directory, "app")];
afterAll(() => rmSync(directory, { recursive: true }));

function write(to: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), text);
  }
  return to;
}

/** Runs a script as a reader does who has installed cgo-cross: both of its names are what is in dist/. */
function run(cwd: string, script: string, env: Readonly<Record<string, string>> = {}) {
  const done = spawnSync("bash", ["-e", "-o", "pipefail", "-c", `exec 2>&1\n${script}`], {
    cwd,
    env: {
      ...process.env,
      // What other tests of the command line have fetched.
      XDG_CACHE_HOME: join(sharedTools, "..", "cli"),
      PATH: [bin, join(repository, "node_modules/.bin"), dirname(process.execPath), process.env["PATH"]].join(
        delimiter,
      ),
      ...env,
    },
    encoding: "utf8",
  });
  return { status: done.status, printed: done.stdout };
}

beforeAll(() => {
  const cli = `exec ${process.execPath} ${join(repository, "dist/cli.js")} "$@"`;
  write(bin, {
    "cgo-cross": `#!/bin/sh\n${cli}\n`,
    npx: `#!/bin/sh\nif [ "$1" = cgo-cross ]; then shift; ${cli}; fi\nexec "$@"\n`,
  });
  for (const name of ["cgo-cross", "npx"]) {
    chmodSync(join(bin, name), 0o755);
  }
  write(built, app);
  const done = run(built, "cgo-cross --targets linux/arm64,windows/amd64");
  expect(done.printed).toContain("app_linux_arm64");
  for (const [from, to] of [
    ["dist/app_linux_arm64", "app_linux_arm64"],
    ["dist/app_linux_arm64", "dist/tool"],
  ] as const) {
    cpSync(join(built, from), join(built, to));
  }
});

const places = {
  app: () => built,
  fresh: () => write(mkdtempSync(join(directory, "fresh-")), app),
  repository: () => repository,
};

const scripts = allPages.flatMap((page) =>
  codeOf(page).blocks.flatMap((block) => {
    const [script, fate] = [scriptOf(block), fateOf(block)];
    return script !== undefined && fate?.kind === "run" ? [{ page, script, fate }] : [];
  }),
);

test.each(scripts)("$page: $script", ({ script, fate: { in: place = "app", env, status = 0, prints } }) => {
  const done = run(places[place](), script, env);
  expect(done.printed).toMatch(prints);
  expect(done.status).toBe(status);
});
