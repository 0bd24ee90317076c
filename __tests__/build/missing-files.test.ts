import { describe, expect, it } from "vitest";
import { findMissingFiles } from "../../src/build/missing-files.ts";

const find = (text: string) =>
  findMissingFiles(text.split("\n"), "example.com/app").map(({ kind, name, by }) => `${kind} ${name} by ${by}`);

describe("findMissingFiles", () => {
  it("reads gcc's words and clang's, with the package that they are about", () => {
    expect(find("pantry.c:2:10: fatal error: uthash.h: No such file or directory")).toEqual([
      "header uthash.h by example.com/app",
    ]);
    expect(
      find(
        "# example.com/a\n./a.go:4:11: fatal error: 'pcap/pcap.h' file not found\n" +
          "# example.com/b\n../b.c:1:10: fatal error: pcap/pcap.h: No such file or directory\n" +
          "x.cc:1:10: fatal error: zmq.hpp: No such file or directory",
      ),
    ).toEqual(["header pcap/pcap.h by example.com/a", "header zmq.hpp by example.com/b"]);
  });

  it("reads GNU ld's words and lld's", () => {
    const text = [
      "/usr/bin/ld: cannot find -lfoo: No such file or directory",
      "/usr/bin/aarch64-linux-gnu-ld: cannot find -lbar",
      "/usr/bin/ld: cannot find -l:libbaz.a: No such file or directory",
      "ld.lld: error: unable to find library -lqux",
      "collect2: error: ld returned 1 exit status",
    ].join("\n");
    expect(find(text)).toEqual(["foo", "bar", "baz", "qux"].map((name) => `library ${name} by example.com/app`));
  });

  it("knows the C++ library by its names, in GNU ld's words and lld's", () => {
    const text = [
      "ld: libsnappy.a(snappy.o): in function `f': (.text+0x2dc): undefined reference to `operator new(unsigned long)'",
      "ld.lld: error: undefined symbol: std::terminate()",
      "ld: x.o: undefined reference to `plain_c'",
    ].join("\n");
    expect(find(text)).toEqual(["library stdc++ by example.com/app"]);
    expect(find("ld: x.o: undefined reference to `plain_c'")).toEqual([]);
  });

  it("leaves out what no package could have, and what is another failure", () => {
    expect(find("a.c:1:10: fatal error: ../own.h: No such file or directory")).toEqual([]);
    expect(find("a.c:1:10: fatal error: /opt/own.h: No such file or directory")).toEqual([]);
    expect(find("a.c:3:2: error: #error no")).toEqual([]);
    expect(find("ld: cannot find crt1.o: No such file or directory")).toEqual([]);
  });
});
