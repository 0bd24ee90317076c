import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EnterOptions, HostRoot, Ran } from "./roots.ts";

/** What became of a target, in one or two words, with the reason of what did not run or was not built. */
export type TargetFate = string;

export type HostBuild = Ran & {
  /** By target: `ran`, `not run: …`, `failed: …`, `refused: …`; empty where the run ended before it built. */
  readonly fates: Readonly<Record<string, TargetFate>>;
  readonly warnings: readonly string[];
};

/** A program of one C call, which costs a compiler next to nothing. */
const tiny = {
  "go.mod": "module example.com/tiny\n\ngo 1.21\n",
  "main.go": `package main

// #include <stdio.h>
// #include <stdlib.h>
// static int twice(const char *text, char *into, int size) { return snprintf(into, size, "%d", 2 * atoi(text)); }
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"
)

func main() {
	text := C.CString("21")
	defer C.free(unsafe.Pointer(text))
	var into [16]C.char
	C.twice(text, &into[0], 16)
	fmt.Printf("%s on %s/%s\\n", C.GoString(&into[0]), runtime.GOOS, runtime.GOARCH)
}
`,
};

/** The same without C: what only an emulator, and no compiler, can spoil. */
const plain = {
  "go.mod": "module example.com/plain\n\ngo 1.21\n",
  "main.go": `package main

import (
	"fmt"
	"runtime"
)

func main() { fmt.Printf("42 on %s/%s\\n", runtime.GOOS, runtime.GOARCH) }
`,
};

/** The programs that hosts build: two of these, and examples of this repository by their path below examples/. */
export type HostProgram = "tiny" | "plain" | "cxx" | "libraries/zlib" | "libraries/usb" | "libraries/pcap";

/** Puts a program into a fresh directory of the host, which belongs to the user. Gives its path there. */
export async function putProgram(host: HostRoot, program: HostProgram, user = 0): Promise<string> {
  const made = await host.run(["mktemp", "-d", "-p", "/work"], { user });
  const directory = made.stdout.trim();
  const written = program === "tiny" ? tiny : program === "plain" ? plain : undefined;
  if (written === undefined) {
    const [module = "", ...rest] = program.split("/");
    await host.run(["cp", "-r", `/src/examples/${module}/.`, directory], { user });
    return [directory, ...rest].join("/");
  }
  for (const [name, content] of Object.entries(written)) {
    host.write(join(directory, name), content);
  }
  return directory;
}

/** Runs the shipped command line in a host, and reads what it says of each target in its manifest. */
export async function build(
  host: HostRoot,
  directory: string,
  flags: readonly string[],
  options: EnterOptions = {},
): Promise<HostBuild> {
  const argv = ["node", "/src/dist/cli.js", "--working-directory", directory, ...flags];
  const ran = await host.run(argv, options);
  const manifest = join(host.directory, directory, "dist/cgo-cross.json");
  if (!existsSync(manifest)) {
    return { ...ran, fates: {}, warnings: [] };
  }
  const { targets, warnings } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  return {
    ...ran,
    warnings: warnings.map(({ text }) => text),
    fates: Object.fromEntries(targets.map((each) => [each.target, describeFate(each.outcome)])),
  };
}

type Manifest = {
  readonly targets: readonly { readonly target: string; readonly outcome: Outcome }[];
  readonly warnings: readonly { readonly text: string }[];
};

type Outcome = {
  readonly kind: string;
  readonly message?: string;
  readonly reason?: string;
  readonly binaries?: readonly {
    readonly run: { readonly kind: string; readonly output?: string; readonly reason?: string };
  }[];
};

function describeFate({ kind, message, reason, binaries = [] }: Outcome): TargetFate {
  if (kind !== "passed") {
    return `${kind}: ${message ?? reason ?? ""}`;
  }
  return binaries.map(({ run }) => (run.kind === "passed" ? "ran" : `not run: ${run.reason ?? run.kind}`)).join(", ");
}
