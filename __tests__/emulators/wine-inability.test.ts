import { expect, test } from "vitest";
import { findInability } from "../../src/emulators/wine-inability.ts";

const known = { version: "Wine 5.0.3", removed: new Set(["d3d12.dll"]) };

test.each([
  [
    "wine: Call from 0x7bc7c990 to unimplemented function kernel32.dll.WerGetFlags, aborting",
    "Wine 5.0.3 has no kernel32.dll.WerGetFlags, which the program calls",
  ],
  [
    "wine: Unimplemented function user32.dll.Foo called at address 00006FFFFF3FCF77 (thread 002c), starting debugger...",
    "Wine 5.0.3 has no user32.dll.Foo, which the program calls",
  ],
  [
    '0029:err:module:__wine_process_init L"Z:\\\\tmp\\\\a.exe" not supported on this system',
    'Wine 5.0.3 cannot load the program ("not supported on this system")',
  ],
  [
    '0024:err:module:import_dll Library D3D12.dll (which is needed by L"Z:\\\\a.exe") not found',
    "the program needs D3D12.dll, which is left out of the private Wine 5.0.3; an installed Wine is used where there is one",
  ],
])("%s is Wine's", (line, reason) => {
  expect(findInability(`first\n${line}\nlast\n`, known)).toBe(reason);
});

test.each([
  "panic: call to unimplemented function x, aborting",
  '0024:err:module:import_dll Library libfoo.dll (which is needed by L"Z:\\\\a.exe") not found',
  "",
])("%j is the program's own", (output) => {
  expect(findInability(output, known)).toBeUndefined();
});
