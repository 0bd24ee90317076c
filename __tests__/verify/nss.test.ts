import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { describeNssUse, findNssUse, nssSymbols, withoutExtractions } from "../../src/verify/nss.ts";

describe("findNssUse", () => {
  it("reads GNU ld's warnings, each symbol once, with its caller", () => {
    const log = [
      "# example.com/nss",
      "/r/bin/aarch64-linux-gnu-ld: /tmp/go-link-1/000001.o: in function `_cgo_dce8fc9b9ba0_Cfunc_getpwnam':",
      "/tmp/go-build/cgo-gcc-prolog:66: warning: Using 'getpwnam' in statically linked applications requires at runtime the shared libraries from the glibc version used for linking",
      "/r/bin/aarch64-linux-gnu-ld: /r/lib/libfoo.a(bar.o): in function `foo_connect':",
      "(.text+0x1c): warning: Using 'getaddrinfo' in statically linked applications requires at runtime the shared libraries from the glibc version used for linking",
      "(.text+0x2c): warning: Using 'getaddrinfo' in statically linked applications requires at runtime the shared libraries from the glibc version used for linking",
    ];
    expect(findNssUse(log)).toEqual([
      { symbol: "getpwnam", origin: "called from Go as C.getpwnam" },
      { symbol: "getaddrinfo", origin: "foo_connect in libfoo.a(bar.o)" },
    ]);
  });

  it("reads lld's table of extracted members, which is removed from the log", () => {
    const log = [
      "# example.com/nss",
      "reference\textracted\tsymbol",
      "/r/usr/lib/crt1.o\t/r/usr/lib/libc.a(libc-start.o)\t__libc_start_main",
      "/tmp/go-link-1/000001.o\t/r/usr/lib/libc.a(getaddrinfo.o)\tgetaddrinfo",
      "/r/usr/lib/libc.a(x.o)\t/r/usr/lib/libc.a(getaddrinfoxx.o)\tgetaddrinfo_a",
    ];
    expect(findNssUse(log)).toEqual([{ symbol: "getaddrinfo", origin: "the program's own C" }]);
    expect(withoutExtractions(log)).toEqual(["# example.com/nss"]);
  });

  it("finds nothing in other output", () => {
    expect(findNssUse(["# a", "warning: unused variable 'getpwnam'", "getaddrinfo failed"])).toEqual([]);
  });

  it("lists five at most", () => {
    const uses = ["a", "b", "c", "d", "e", "f", "g"].map((symbol) => ({
      symbol,
      origin: symbol === "a" ? "x in y" : "",
    }));
    expect(describeNssUse(uses)).toBe("a (x in y), b, c, d, e and 2 more");
  });
});

it("the list of NSS functions has every one that this machine's libc.a marks", () => {
  const library = execFileSync("gcc", ["-print-file-name=libc.a"], { encoding: "utf8" }).trim();
  const text = execFileSync("strings", ["-a", library], { encoding: "utf8", maxBuffer: 1 << 28 });
  const marked = [...text.matchAll(/Using '(\w+)' in statically linked applications/g)].map(([, name = ""]) => name);
  expect(marked.length).toBeGreaterThan(70);
  expect(marked.filter((name) => !nssSymbols.test(name))).toEqual([]);
  for (const harmless of ["getaddrinfo_a", "getpid", "endutent", "getenv", "dlclose", "gethostname", "setpriority"]) {
    expect(nssSymbols.test(harmless), harmless).toBe(false);
  }
});
