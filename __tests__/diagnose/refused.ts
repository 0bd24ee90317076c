import type { FailedStage } from "../../src/diagnose/index.ts";

/** A module that Go itself refuses without a network, and what is typed. */
export type Refused = {
  readonly code: string;
  readonly name?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly stage?: FailedStage;
};

const mod = "module example.com/app\n\ngo 1.21\n";
const main = "package main\n\nfunc main() {}\n";
const cgo = (line: string) => `package main\n\n// ${line}\nimport "C"\n\nfunc main() {}\n`;
const importing = (path: string) => `package main\n\nimport _ "${path}"\n\nfunc main() {}\n`;
const build = ["build", "-o", "app", "."];
const list = ["list", "-deps", "."];
const cgoOn = { CGO_ENABLED: "1" };
const arm64 = { GOOS: "linux", GOARCH: "arm64", CGO_ENABLED: "0" };

export const refused: readonly Refused[] = [
  {
    code: "go-version",
    files: { "go.mod": mod.replace("1.21", "1.99"), "main.go": main },
    args: list,
    stage: "survey",
  },
  {
    code: "import-cycle",
    files: {
      "go.mod": mod,
      "main.go": importing("example.com/app/a"),
      "a/a.go": 'package a\n\nimport _ "example.com/app/b"\n',
      "b/b.go": 'package b\n\nimport _ "example.com/app/a"\n',
    },
    args: list,
    stage: "survey",
  },
  { code: "no-go-files", files: { "go.mod": mod, "README.md": "" }, args: list, stage: "survey" },
  {
    code: "two-packages",
    files: { "go.mod": mod, "main.go": main, "other.go": "package other\n" },
    args: list,
    stage: "survey",
  },
  {
    code: "go-mod-syntax",
    files: { "go.mod": `${mod}\nfrob 1\n`, "main.go": main },
    args: list,
    stage: "survey",
  },
  {
    code: "go-mod-syntax",
    name: "a version of another path",
    files: { "go.mod": `${mod}\nrequire example.com/x v9.9.9\n`, "main.go": main },
    args: list,
    stage: "survey",
  },
  {
    code: "goflags",
    files: { "go.mod": mod, "main.go": main },
    args: list,
    environment: { GOFLAGS: "-frobnicate" },
    stage: "survey",
  },
  {
    code: "malformed-cgo-line",
    name: "no colon",
    files: { "go.mod": mod, "main.go": cgo("#cgo LDFLAGS -lm") },
    args: list,
    environment: cgoOn,
    stage: "survey",
  },
  { code: "no-go-mod", files: { "main.go": main }, args: list, stage: "survey" },
  {
    code: "go-sum-entry-missing",
    files: { "go.mod": mod, "main.go": importing("example.com/gone") },
    args: list,
    stage: "survey",
  },
  {
    code: "module-proxy",
    name: "off",
    files: { "go.mod": `${mod}\nrequire example.com/gone v1.0.0\n`, "main.go": importing("example.com/gone") },
    args: build,
    environment: { GOPROXY: "off", GOFLAGS: "-mod=mod" },
  },
  {
    code: "module-proxy",
    name: "refused",
    files: { "go.mod": `${mod}\nrequire example.com/gone v1.0.0\n`, "main.go": importing("example.com/gone") },
    args: build,
    environment: { GOPROXY: "http://127.0.0.1:9", GOFLAGS: "-mod=mod" },
  },
  {
    code: "vendor-mismatch",
    files: {
      "go.mod": `${mod}\nrequire example.com/x v1.0.0\n`,
      "main.go": main,
      "vendor/modules.txt": "# example.com/y v1.0.0\n",
    },
    args: build,
    stage: "survey",
  },
  {
    code: "replace-directory-missing",
    files: {
      "go.mod": `${mod}\nrequire example.com/x v0.0.0\n\nreplace example.com/x => ../absent\n`,
      "main.go": importing("example.com/x"),
    },
    args: list,
    stage: "survey",
  },
  {
    code: "package-not-found",
    files: { "go.mod": mod, "main.go": importing("frob/nix") },
    args: build,
    stage: "survey",
  },
  {
    code: "package-not-found",
    name: "internal",
    files: { "go.mod": mod, "main.go": importing("crypto/internal/fips140") },
    args: build,
    stage: "survey",
  },
  {
    code: "relative-compiler",
    files: { "go.mod": mod, "main.go": cgo("int f;") },
    args: build,
    environment: { ...cgoOn, CC: "./cc" },
  },
  {
    code: "compiler-not-found",
    files: { "go.mod": mod, "main.go": cgo("int f;") },
    args: build,
    environment: { ...cgoOn, CC: "none-such-gcc" },
  },
  {
    code: "pkg-config-not-installed",
    files: { "go.mod": mod, "main.go": cgo("#cgo pkg-config: zlib") },
    args: build,
    environment: { ...cgoOn, PKG_CONFIG: "none-such-pkg-config" },
  },
  {
    code: "malformed-cgo-line",
    files: { "go.mod": mod, "main.go": cgo("#cgo FROB: -a") },
    args: build,
    environment: cgoOn,
  },
  {
    code: "c-files-without-cgo",
    files: { "go.mod": mod, "main.go": main, "a.c": "" },
    args: build,
    environment: cgoOn,
  },
  {
    code: "files-excluded",
    files: {
      "go.mod": mod,
      "main.go": importing("example.com/app/fast"),
      "fast/fast.go": "//go:build windows\n\npackage fast\n",
    },
    args: build,
    environment: arm64,
  },
  { code: "not-a-program", files: { "go.mod": mod, "main.go": "package main\n" }, args: build, environment: arm64 },
  {
    code: "external-linking-needs-cgo",
    name: "-race",
    files: { "go.mod": mod, "main.go": main },
    args: ["build", "-race", "."],
    environment: { ...arm64, GOARCH: "amd64" },
  },
  {
    code: "external-linking-needs-cgo",
    files: { "go.mod": mod, "main.go": main },
    args: ["build", "-buildmode=c-shared", "."],
    environment: arm64,
  },
  {
    code: "buildmode-not-supported",
    files: { "go.mod": mod, "main.go": main },
    args: ["build", "-buildmode=c-shared", "."],
    environment: { ...arm64, GOARCH: "mips" },
  },
  {
    code: "buildmode-not-supported",
    name: "-race",
    files: { "go.mod": mod, "main.go": main },
    args: ["build", "-race", "."],
    environment: { ...cgoOn, GOOS: "linux", GOARCH: "arm" },
  },
  {
    code: "unknown-platform",
    files: { "go.mod": mod, "main.go": main },
    args: build,
    environment: { ...arm64, GOARCH: "foo" },
  },
  {
    code: "embed-pattern",
    files: {
      "go.mod": mod,
      "main.go": 'package main\n\nimport _ "embed"\n\n//go:embed web/*\nvar s string\n\nfunc main() {}\n',
    },
    args: build,
    environment: arm64,
  },
];
