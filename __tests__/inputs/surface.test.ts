import { expect, it } from "vitest";
import { inFlags } from "../../src/inputs/surface.ts";

it.each([
  ["set `run: true` or `static: false`", "set `--run` or `--no-static`"],
  ["`cgo: off` and `libraries: auto libpcap-dev`", "`--cgo off` and `--libraries 'auto libpcap-dev'`"],
  ["`cgo-ldflags: -lstdc++` saves that", "`--cgo-ldflags=-lstdc++` saves that"],
  ["`static: allow-nss`", "`--static allow-nss`"],
  ["name its directory in `cgo-cflags`", "name its directory in `--cgo-cflags`"],
  ["cgo-cflags: unterminated quote", "--cgo-cflags: unterminated quote"],
  ["a\nrun-args: b", "a\n--run-args: b"],
  ["`run: |`", "`--run '|'`"],
  ["`cgo-ldflags: '-L a'`", "`--cgo-ldflags '-L a'`"],
  // What is no input stays.
  ["`go mod init`, `CGO_ENABLED: 0`, `tool: x`, lock: y", "`go mod init`, `CGO_ENABLED: 0`, `tool: x`, lock: y"],
  ["linux/arm64: the target", "linux/arm64: the target"],
])("%s", (given, shown) => {
  expect(inFlags(given)).toBe(shown);
});
