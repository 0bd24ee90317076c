import { describe, expect, it } from "vitest";
import { describeProgress } from "../../src/build/progress.ts";

const module = { path: "example.com/app", directory: "/checkout/app" };
const tool = (name: string, ...args: string[]) => ({
  args: [`/usr/lib/go/pkg/tool/linux_amd64/${name}`, ...args],
  directory: "/elsewhere",
});
const cc1 = (directory: string) => ({ args: ["/usr/lib/gcc/x86_64-linux-gnu/12/cc1", "-quiet", "a.c"], directory });

describe("describeProgress", () => {
  it("names the package whose C is compiled, by where that is done", () => {
    const sqlite = cc1("/home/me/go/pkg/mod/github.com/!mattn/go-sqlite3@v1.14.22/sub");
    const go = tool("compile", "-o", "x.a", "-p", "net/http");
    expect(describeProgress([go, sqlite], module)).toBe("compiling github.com/Mattn/go-sqlite3/sub in C");
    expect(describeProgress([cc1("/checkout/app/codec")], module)).toBe("compiling example.com/app/codec in C");
    expect(describeProgress([cc1("/checkout/app")], module)).toBe("compiling example.com/app in C");
    expect(describeProgress([go, cc1("/usr/lib/go/src/runtime/cgo")], module)).toBe("compiling runtime/cgo in C");
    const clang = { args: ["/usr/bin/clang-14", "-cc1", "-triple", "x"], directory: "/checkout/app" };
    expect(describeProgress([clang], module)).toBe("compiling example.com/app in C");
  });

  it("names the package whose Go is compiled, and says when it links", () => {
    expect(describeProgress([tool("compile", "-p", "net/http"), tool("link", "-o", "a")], module)).toBe(
      "compiling net/http",
    );
    expect(describeProgress([tool("cgo", "-importpath", "example.com/c", "--")], module)).toBe(
      "compiling example.com/c",
    );
    expect(describeProgress([tool("link", "-o", "a.out")], module)).toBe("linking");
  });

  it("says nothing of what does not tell", () => {
    const driver = { args: ["/usr/bin/gcc", "-c", "a.c"], directory: "/checkout/app" };
    expect(describeProgress([driver, { args: ["go", "build", "-p", "2"], directory: "/" }], module)).toBeUndefined();
    expect(describeProgress([cc1("/somewhere/else"), tool("compile", "-V=full")], module)).toBeUndefined();
    expect(describeProgress([tool("compile", "-p", "main")], module)).toBeUndefined();
    expect(describeProgress([{ args: [""], directory: "/" }], module)).toBeUndefined();
  });
});
