import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LinkedLibrary } from "../../src/report/results.ts";
import { type ResultsServer, startResultsServer } from "../support/results-server.ts";
import { type RunnerResult, runAction } from "../support/runner.ts";
import { copyExample, sharedTools } from "./examples.ts";

type Manifest = {
  readonly libraries?: readonly unknown[];
  readonly targets: readonly {
    readonly target: string;
    readonly outcome: {
      readonly kind: string;
      readonly message?: string;
      readonly binaries?: readonly {
        readonly name: string;
        readonly linkage: string;
        readonly facts: { readonly needed: readonly string[]; readonly interpreter: string | null };
        readonly run: { readonly kind: string; readonly output?: string; readonly reason?: string };
        readonly libraries: readonly LinkedLibrary[];
      }[];
    };
  }[];
};

type Made = { readonly result: RunnerResult; readonly manifest: Manifest };

async function make(server: ResultsServer, workspace: string, inputs: Readonly<Record<string, string>>): Promise<Made> {
  const result = await runAction({
    inputs: { run: "true", "artifact-name": `${Math.random().toString(36).slice(2)}_{target}`, ...inputs },
    env: server.environment(),
    workspace,
    toolCache: sharedTools,
  });
  const file = result.outputs["manifest"];
  const manifest = file === undefined ? { targets: [] } : (JSON.parse(readFileSync(file, "utf8")) as Manifest);
  return { result, manifest };
}

function errorsOf({ result }: Made): readonly string[] {
  return result.annotations.filter((each) => each.level === "error").map((each) => each.message);
}

/** What each program prints if its library works, and the libraries that it needs. */
const programs = {
  pcap: {
    says: /^libpcap version 1\.\S+ .*: a packet from \[192 0 2 1\]$/,
    needs: { "libpcap.so.0.8": /^libpcap0\.8/ },
  },
  usb: { says: /: asked libusb, \d+ devices$/, needs: { "libusb-1.0.so.0": /^libusb-1\.0-0$/ } },
  sqlite: { says: /^sqlite 3\.\S+ on .*: sum 42$/, needs: { "libsqlite3.so.0": /^libsqlite3-0$/ } },
  zlib: { says: /^zlib 1\.\S+ on .*: CRC 91c102ca$/, needs: { "libz.so.1": /^zlib1g$/ } },
  crypto: { says: /^OpenSSL 3\..* on .*: SHA-256 9ecb3656…$/, needs: { "libcrypto.so.3": /^libssl3/ } },
} as const;

const names = Object.keys(programs) as (keyof typeof programs)[];
const packages = names.map((name) => `./${name}`).join(" ");

let server: ResultsServer;
let workspace: string;

beforeAll(async () => {
  server = await startResultsServer();
  workspace = await copyExample("libraries");
});

afterAll(async () => {
  await server.close();
  rmSync(workspace, { recursive: true, force: true });
});

describe.each([
  ["gcc", ["linux/amd64", "linux/386", "linux/arm64", "linux/arm/v7"]],
  ["clang", ["linux/arm64"]],
] as const)("programs on libraries of the distribution, with nothing but targets, %s", (compiler, targets) => {
  let made: Made;

  beforeAll(async () => {
    made = await make(server, workspace, {
      targets: targets.join(" "),
      package: packages,
      tags: "libsqlite3",
      compiler,
    });
  }, 900_000);

  test("all targets are built and verified", () => {
    expect(errorsOf(made)).toEqual([]);
    expect(made.result.conclusion).toBe("success");
  });

  test.each(targets.flatMap((target) => names.map((name) => [target, name] as const)))("%s: %s", (target, name) => {
    const row = made.manifest.targets.find((each) => each.target === target);
    const binary = row?.outcome.binaries?.find((each) => each.name.startsWith(`${name}_`));
    expect(binary?.run.output?.trim(), binary?.run.reason).toMatch(programs[name].says);
    for (const [soname, installed] of Object.entries(programs[name].needs)) {
      expect(binary?.facts.needed).toContain(soname);
      const library = binary?.libraries.find(({ file }) => file === soname);
      expect(library?.install).toMatch(installed);
      expect(library?.version).toMatch(/\d/);
      expect(made.result.summary).toContain(library?.package);
    }
  });
});

describe("static", () => {
  let made: Made;
  const targets = ["linux/arm64", "linux/386"];

  beforeAll(async () => {
    const inputs = {
      targets: targets.join(" "),
      package: "./sqlite ./zlib",
      // The distribution's SQLite can load extensions, which this program never does.
      static: "allow-nss",
      tags: "libsqlite3",
    };
    made = await make(server, workspace, inputs);
  }, 600_000);

  test.each(targets)("%s: the libraries and their dependencies are linked in", (target) => {
    expect(errorsOf(made)).toEqual([]);
    const row = made.manifest.targets.find((each) => each.target === target);
    const binaries = row?.outcome.binaries ?? [];
    expect(binaries.map(({ linkage }) => linkage)).toEqual(["static", "static"]);
    for (const { name, run, facts, libraries } of binaries) {
      const program = programs[name.split("_")[0] as keyof typeof programs];
      expect(run.output?.trim(), run.reason).toMatch(program.says);
      expect(facts).toMatchObject({ needed: [], interpreter: null });
      // Each lists only its own, although they are built together.
      expect(libraries.map(({ file }) => file)).toEqual([name.startsWith("zlib") ? "libz.a" : "libsqlite3.a"]);
      expect(libraries.map(({ install }) => install)).toEqual(libraries.map(() => null));
    }
  });
});

test("libraries installed on the machine are used for its own target, and reported", async () => {
  // libc6-dev depends on libcrypt, so every machine with a compiler has it.
  const preamble = "#cgo LDFLAGS: -lcrypt\n#include <crypt.h>\n#include <stdlib.h>";
  const program = makeProgram(preamble, '\tprintln(C.GoString(C.crypt(C.CString("word"), C.CString("ab"))))');
  const made = await make(server, program, { targets: "linux/amd64" });
  expect(errorsOf(made)).toEqual([]);
  const [binary] = made.manifest.targets[0]?.outcome.binaries ?? [];
  expect(binary?.libraries).toEqual([expect.objectContaining({ file: "libcrypt.so.1", install: "libcrypt1" })]);
  expect(made.manifest.libraries).toEqual([]);
  rmSync(program, { recursive: true });
}, 300_000);

test("windows: the distribution's zlib for mingw-w64 is linked in", async () => {
  const made = await make(server, workspace, { targets: "windows/amd64", package: "./zlib" });
  expect(errorsOf(made)).toEqual([]);
  const [binary] = made.manifest.targets[0]?.outcome.binaries ?? [];
  expect(binary?.run.output?.trim(), binary?.run.reason).toMatch(programs.zlib.says);
  expect(binary?.linkage).toBe("Windows system DLLs only");
}, 300_000);

function makeProgram(preamble: string, body = ""): string {
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-libraries-"));
  writeFileSync(join(directory, "go.mod"), "module example.com/app\n\ngo 1.24\n");
  const lines = preamble.split("\n").map((line) => `// ${line}`);
  const text = ["package main", "", ...lines, 'import "C"', "", "func main() {", body, "}", ""].join("\n");
  writeFileSync(join(directory, "main.go"), text);
  return directory;
}

const rocks = {
  "go.mod": "module example.com/rocks\n\ngo 1.24\n\nrequire github.com/linxGnu/grocksdb v1.7.14\n",
  "go.sum": [
    "github.com/linxGnu/grocksdb v1.7.14 h1:8lMZzyWeNP5lI0BIppX05DzmQzXj/Tgu82bgWYtowLY=",
    "github.com/linxGnu/grocksdb v1.7.14/go.mod h1:pY55D0o+r8yUYLq70QmhdudxYvoDb9F+9puf4m3/W+U=",
    "",
  ].join("\n"),
  // A 32-bit program under an emulator reads no directory of this disk, whose places in one are numbers of 64 bits.
  "main.go": `package main

import (
	"fmt"
	"os"

	"github.com/linxGnu/grocksdb"
)

func main() {
	directory, _ := os.MkdirTemp("/dev/shm", "rocks")
	defer os.RemoveAll(directory)
	options := grocksdb.NewDefaultOptions()
	options.SetCreateIfMissing(true)
	database, err := grocksdb.OpenDb(options, directory)
	if err != nil {
		panic(err)
	}
	database.Put(grocksdb.NewDefaultWriteOptions(), []byte("key"), []byte("value 42"))
	value, err := database.Get(grocksdb.NewDefaultReadOptions(), []byte("key"))
	fmt.Println(string(value.Data()), err)
}
`,
};

test("a library in C++, with the libraries that it needs itself", async (context) => {
  if (!readFileSync("/etc/os-release", "utf8").includes("VERSION_CODENAME=bookworm")) {
    context.skip("this version of the module is made for the RocksDB of Debian 12");
  }
  const directory = mkdtempSync(join(tmpdir(), "cgo-cross-rocks-"));
  for (const [name, text] of Object.entries(rocks)) {
    writeFileSync(join(directory, name), text);
  }
  const targets = ["linux/arm64", "linux/arm/v7"];
  const made = await make(server, directory, { targets: targets.join(" ") });
  expect(errorsOf(made)).toEqual([]);
  expect(made.manifest.targets).toHaveLength(targets.length);
  for (const { outcome } of made.manifest.targets) {
    const [binary] = outcome.binaries ?? [];
    expect(binary?.run.output?.trim(), binary?.run.reason).toBe("value 42 <nil>");
    expect(binary?.libraries.map(({ file }) => file)).toContain("librocksdb.so.7.8");
  }
  rmSync(directory, { recursive: true });
}, 600_000);

describe("libraries that are not in the table are looked up in the distribution's index", () => {
  test("a library by its header alone, and one for pkg-config", async () => {
    const both = makeProgram(
      [
        "#cgo pkg-config: libconfig",
        "#include <libconfig.h>",
        "static void f(void) { config_t c; config_init(&c); }",
      ].join("\n"),
      "\tC.f()",
    );
    mkdirSync(join(both, "queue"));
    writeFileSync(
      join(both, "queue/queue.go"),
      'package queue\n\n// #include <uthash.h>\n// static int g(void) { return sizeof(UT_hash_handle) > 0; }\nimport "C"\n\nfunc Version() int { return int(C.g()) }\n',
    );
    const main = readFileSync(join(both, "main.go"), "utf8");
    writeFileSync(
      join(both, "main.go"),
      main
        .replace("package main\n", "package main\n")
        .replace('import "C"\n', 'import "C"\n\nimport "example.com/app/queue"\n')
        .replace("\tC.f()", "\tC.f()\n\tprintln(queue.Version())"),
    );
    const made = await make(server, both, { targets: "linux/arm64" });
    expect(errorsOf(made)).toEqual([]);
    const [binary] = made.manifest.targets[0]?.outcome.binaries ?? [];
    expect(binary?.libraries.map(({ file, package: from }) => `${file} ${from}`)).toEqual([
      "libconfig.so.9 libconfig9",
    ]);
    expect(binary?.run.kind).toBe("passed");
    rmSync(both, { recursive: true });
  }, 300_000);

  test("if several packages match, the target fails with their names and the input that chooses one", async () => {
    const program = makeProgram("#cgo pkg-config: libcurl\n#include <curl/curl.h>", "\tC.curl_version()");
    const ambiguous = await make(server, program, { targets: "linux/arm64" });
    // Debian 12 and before have one for NSS too.
    expect(ambiguous.manifest.targets[0]?.outcome.message).toMatch(
      /^its C libraries: several packages have pkg-config's libcurl \(example\.com\/app\): libcurl4-gnutls-dev, (libcurl4-nss-dev, )?libcurl4-openssl-dev; say which, as in `libraries: libcurl4-gnutls-dev`$/,
    );
    const chosen = await make(server, program, {
      targets: "linux/arm64",
      libraries: "linux/arm64: libcurl4-openssl-dev",
    });
    expect(errorsOf(chosen)).toEqual([]);
    const [binary] = chosen.manifest.targets[0]?.outcome.binaries ?? [];
    expect(binary?.libraries).toEqual([expect.objectContaining({ file: "libcurl.so.4", install: "libcurl4" })]);
    rmSync(program, { recursive: true });
  }, 300_000);

  test("a library that no package has, and one that an architecture lacks, are a sentence each", async () => {
    const program = makeProgram("#cgo LDFLAGS: -lnosuchthing");
    const { manifest } = await make(server, program, { targets: "linux/arm64 linux/mips" });
    expect(manifest.targets.map(({ outcome }) => outcome.message)).toEqual([
      // Not before the linker has looked for it: it may be where nobody else looks.
      expect.stringMatching(/: cannot find -lnosuchthing.*, and no package of \w+ .* has it; put the library's own/),
      expect.stringMatching(/^its C libraries: .*(has no packages for mips$|the package index could not be refreshed)/),
    ]);
    rmSync(program, { recursive: true });
  }, 300_000);
});
