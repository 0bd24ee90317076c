import { expect, test } from "vitest";
import { forwardingDll } from "../../src/emulators/forwarding-dll.ts";
import { peDependencies } from "../../src/emulators/pe-dependencies.ts";
import { makePe } from "./pe-files.ts";

test("a DLL asks for what it imports, now and on first use, and for what its exports are forwarded to, each once", () => {
  const file = makePe({
    imports: ["KERNEL32.dll", "coml2.dll"],
    delayed: ["winspool.drv", "coml2.dll"],
    forwards: ["NTDLL.RtlZeroMemory", "api-ms-win-core.v1.Sleep"],
  });
  expect(peDependencies(file)).toEqual(["KERNEL32.dll", "coml2.dll", "winspool.drv", "NTDLL", "api-ms-win-core.v1"]);
});

test("the DLL of one forward asks for that one", () => {
  const file = forwardingDll({ dll: "bcryptprimitives.dll", name: "ProcessPrng", to: "advapi32.SystemFunction036" });
  expect(peDependencies(file)).toEqual(["advapi32"]);
});

test("what is no 64-bit PE file, or is cut off, asks for nothing", () => {
  const whole = makePe({ imports: ["KERNEL32.dll"] });
  for (const file of [
    Buffer.alloc(0),
    Buffer.from("MZ"),
    Buffer.from("\x7fELF".padEnd(100, "\0")),
    whole.subarray(0, 0x210),
  ]) {
    expect(peDependencies(file)).toEqual([]);
  }
});
