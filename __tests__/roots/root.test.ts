import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAlternatives } from "../../src/archives/apt/alternatives.ts";
import { listDebFiles, unpackDeb } from "../../src/archives/apt/deb-files.ts";
import type { Package } from "../../src/archives/archive.ts";
import { wine } from "../../src/emulators/wine.ts";
import { hashFile } from "../../src/host/hash.ts";
import type { RootSettings } from "../../src/plan/root-request.ts";
import { completeRoot } from "../../src/roots/complete.ts";
import { type RootKind, rootKind } from "../../src/roots/kind.ts";
import { readRecord } from "../../src/roots/record.ts";
import { linkHostLibraries, writeWrappers } from "../../src/roots/root.ts";
import { unpackPackages } from "../../src/roots/unpack.ts";
import { clang } from "../../src/toolchains/clang.ts";
import { gcc } from "../../src/toolchains/gcc.ts";
import { type DebFiles, makeDeb } from "../support/debs.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { requestPackages } from "./requests.ts";

let place: Place;
let count = 0;

beforeAll(async () => {
  place = await makePlace("roots with spaces");
});
afterAll(() => place.remove());

const archive = {
  unpack: (file: string, into: string) => unpackDeb(place.host, file, into),
  listFiles: (file: string) => listDebFiles(place.host, file),
  alternatives: (file: string) => readAlternatives(place.host, file),
};

/** Makes packages of these and unpacks them into a new root. */
async function unpack(
  debs: Readonly<Record<string, DebFiles>>,
  spoil: (into: string) => void = () => {},
  keepsLists = false,
) {
  count += 1;
  const at = (name: string) => join(place.directory, `${count} ${name}`);
  const packages = Object.entries(debs).map(([name, files]) =>
    makeDeb(name, files, { into: at("debs"), scratch: at("scratch") }),
  );
  spoil(at("debs"));
  await unpackPackages(place.host, at("tool"), { packages, downloads: at("debs"), archive, keepsLists });
  return { directory: at("tool"), root: join(at("tool"), "root"), packages };
}

const distribution = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };
const kindOf = (from: { readonly rootKinds: readonly RootKind[] }, name: string) => rootKind(from.rootKinds, name);
const gccSettings = {
  triple: "aarch64-linux-gnu",
  multiarch: "aarch64-linux-gnu",
  cc: "aarch64-linux-gnu-gcc-12",
  cxx: "aarch64-linux-gnu-g++-12",
  ar: "aarch64-linux-gnu-ar",
  native: "no",
};

/** Every path below a directory, links with their targets. */
function paths(directory: string, at = ""): readonly string[] {
  return readdirSync(join(directory, at))
    .sort()
    .flatMap((name) => {
      const path = join(at, name);
      const found = lstatSync(join(directory, path));
      if (found.isSymbolicLink()) {
        return [`${path} -> ${readlinkSync(join(directory, path))}`];
      }
      return found.isDirectory() ? [`${path}/`, ...paths(directory, path)] : [path];
    });
}

const merged = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

describe("unpackPackages", () => {
  it("unpacks packages into one root, without what no build uses", async () => {
    const { root } = await unpack({
      one: {
        "usr/bin/one": "#!/bin/sh\n",
        "usr/bin/aarch64-linux-gnu-lto-dump-12": "big",
        "usr/share/doc/one/copyright": "c",
        "usr/share/man/man1/one.1": "m",
        "usr/share/info/one": "i",
        "usr/share/locale/de/one.mo": "l",
        "usr/share/lintian/overrides/one": "o",
        "usr/share/one/kept": "k",
      },
      two: { "usr/lib/gcc/two.o": "o", "usr/bin/two": { link: "one" } },
    });
    expect(paths(root)).toEqual([
      ...merged.map((name) => `${name} -> usr/${name}`),
      "usr/",
      "usr/bin/",
      "usr/bin/one",
      "usr/bin/two -> one",
      "usr/lib/",
      "usr/lib/gcc/",
      "usr/lib/gcc/two.o",
      "usr/lib32/",
      "usr/lib64/",
      "usr/libx32/",
      "usr/sbin/",
      "usr/share/",
      "usr/share/one/",
      "usr/share/one/kept",
    ]);
    expect(statSync(join(root, "usr/bin/one")).mode & 0o777).toBe(0o755);
  });

  it("keeps /usr merged, although packages of Debian 12 bring a /lib of their own", async () => {
    const { root } = await unpack({
      libz1: { "lib/x86_64-linux-gnu/libz.so.1": { link: "libz.so.1.2" }, "lib/x86_64-linux-gnu/libz.so.1.2": "z" },
      libgmp10: { "usr/lib/x86_64-linux-gnu/libgmp.so.10": "g" },
      "libgcc-s1": { "lib/x86_64-linux-gnu/libgcc_s.so.1": "s", "lib/udev/rules": "u" },
      libc6: {
        "lib64/ld-linux-x86-64.so.2": { link: "/lib/x86_64-linux-gnu/ld.so" },
        "sbin/ldconfig": "l",
        "bin/sh": "b",
      },
    });
    expect(paths(root)).toEqual([
      ...merged.map((name) => `${name} -> usr/${name}`),
      "usr/",
      "usr/bin/",
      "usr/bin/sh",
      "usr/lib/",
      "usr/lib/udev/",
      "usr/lib/udev/rules",
      "usr/lib/x86_64-linux-gnu/",
      "usr/lib/x86_64-linux-gnu/libgcc_s.so.1",
      "usr/lib/x86_64-linux-gnu/libgmp.so.10",
      "usr/lib/x86_64-linux-gnu/libz.so.1 -> libz.so.1.2",
      "usr/lib/x86_64-linux-gnu/libz.so.1.2",
      "usr/lib32/",
      "usr/lib64/",
      "usr/lib64/ld-linux-x86-64.so.2 -> ../../lib/x86_64-linux-gnu/ld.so",
      "usr/libx32/",
      "usr/sbin/",
      "usr/sbin/ldconfig",
    ]);
    expect(readFileSync(join(root, "lib/x86_64-linux-gnu/libz.so.1"), "utf8")).toBe("z");
  });

  it("keeps absolute links inside, wherever they are", async () => {
    const { root } = await unpack({
      one: {
        "etc/alternatives/cc": { link: "/usr/bin/gcc" },
        "usr/bin/cc": { link: "/etc/alternatives/cc" },
        "usr/bin/gcc": "#!/bin/sh\n",
      },
    });
    expect(readlinkSync(join(root, "etc/alternatives/cc"))).toBe("../../usr/bin/gcc");
    expect(readlinkSync(join(root, "usr/bin/cc"))).toBe("../../etc/alternatives/cc");
    expect(readFileSync(join(root, "usr/bin/cc"), "utf8")).toBe("#!/bin/sh\n");
  });

  it.each<[string, RootKind, RootSettings, DebFiles]>([
    ["libraries", { kind: "libraries" }, {}, { "usr/lib/x86_64-linux-gnu/libz.so.1": "z", "bin/z": "z" }],
    ["gcc", kindOf(gcc, "gcc"), gccSettings, { "usr/bin/aarch64-linux-gnu-gcc-12": "g" }],
    [
      "clang for Windows",
      kindOf(clang, "clang-target"),
      { mingw: "yes", triple: "x86_64-w64-mingw32" },
      {
        "usr/lib/gcc/x86_64-w64-mingw32/12/libgcc.a": "",
        "usr/lib/gcc/x86_64-w64-mingw32/12/libgcc_eh.a": "",
        "usr/lib/gcc/x86_64-w64-mingw32/12/libatomic.a": "",
        "usr/x86_64-w64-mingw32/lib/libz.a": "",
      },
    ],
    [
      "Wine",
      kindOf(wine, "wine"),
      {},
      {
        "usr/lib/wine/wine64": "\x7fELF",
        "usr/lib/wine/wineserver64": "\x7fELF",
        "usr/x86_64-w64-mingw32/lib/zlib1.dll": "z".repeat(100),
        "usr/lib/x86_64-linux-gnu/wine/x86_64-windows/kernel32.dll": "k",
        "usr/share/wine/nls/x.nls": "n",
      },
    ],
  ])("has the same digest with every umask: %s", async (id, kind, settings, files) => {
    const digests = new Set<string>();
    const before = process.umask();
    const request = { ...requestPackages(id, []), settings };
    try {
      for (const mask of [0o022, 0o002, 0o077, 0o000]) {
        process.umask(before);
        const { directory } = await unpack({ one: files }, () => void process.umask(mask), true);
        const root = { request, kind, distribution, locked: undefined };
        digests.add((await completeRoot(root, { directory, packages: [], arch: "amd64" })).digest);
      }
    } finally {
      process.umask(before);
    }
    expect(digests.size).toBe(1);
  });

  it("refuses a package that is not the one that the index lists, of equal size or not", async () => {
    const flip = (into: string, name: string) => {
      const file = join(into, readdirSync(into).find((each) => each.startsWith(name)) ?? "");
      const bytes = readFileSync(file);
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    };
    const refused = unpack({ good: { "usr/a": "a" }, evil: { "usr/b": "b" } }, (into) => flip(into, "evil"));
    await expect(refused).rejects.toThrow(
      /^evil_1%3a2\.3-4_amd64\.deb has the SHA-256 [0-9a-f]{64}, and the signed index lists [0-9a-f]{64}; try again, since the mirror may be changing, or use another mirror$/,
    );
  });

  it("hashes a package as the index does", async () => {
    const debs = join(place.directory, "by sha512");
    const { sha256: _, ...made } = makeDeb(
      "one",
      { "usr/a": "a" },
      { into: debs, scratch: `${debs} scratch` },
    ) as Package & {
      readonly sha256: string;
    };
    const install = (name: string, sha512: string) => {
      const packages = [{ ...made, sha512 }];
      return unpackPackages(place.host, join(place.directory, name), { packages, downloads: debs, archive });
    };
    await install("by sha512 good", await hashFile(join(debs, made.file), "sha512"));
    expect(readFileSync(join(place.directory, "by sha512 good", "root", "usr/a"), "utf8")).toBe("a");
    await expect(install("by sha512 bad", "0".repeat(128))).rejects.toThrow(
      /^one_1%3a2\.3-4_amd64\.deb has the SHA-512 [0-9a-f]{128}, and the signed index lists 0{128}; try again/,
    );
  });

  it("names a package that is no package, or is not there", async () => {
    const debs = join(place.directory, "odd");
    await mkdir(debs, { recursive: true });
    writeFileSync(join(debs, "odd.deb"), "no deb");
    const odd: Package = {
      name: "odd",
      version: "1",
      architecture: "all",
      size: 6,
      sha256: await hashFile(join(debs, "odd.deb")),
      file: "odd.deb",
      depends: [],
      provides: [],
      section: "devel",
      coinstallable: false,
    };
    await expect(
      unpackPackages(place.host, join(place.directory, "t1"), { packages: [odd], downloads: debs, archive }),
    ).rejects.toThrow(/^odd\.deb could not be unpacked: .*odd\.deb/);
    await rm(join(debs, "odd.deb"));
    await expect(
      unpackPackages(place.host, join(place.directory, "t2"), { packages: [odd], downloads: debs, archive }),
    ).rejects.toThrow(/no such file.*odd\.deb/);
  });
});

describe("the links that an installation would make", () => {
  const install = (priority: number, at: string) => `#!/bin/sh
update-alternatives --install /usr/lib/t/libblas.so libblas.so-t /usr/lib/t/${at}/libblas.so ${priority} \\
  --slave /usr/lib/t/pkgconfig/blas.pc blas.pc-t /usr/lib/t/${at}/blas.pc \\
  --slave /usr/include/t/a/b/cblas.h cblas.h-t /usr/include/${at}.h
update-alternatives --install /usr/bin/blas blas /usr/lib/t/${at}/libblas.so ${priority}
update-alternatives --install /usr/lib/../../out out /usr/lib/t/${at}/libblas.so ${priority}
exit 1
`;
  const debs = {
    netlib: {
      "DEBIAN/postinst": install(10, "blas"),
      "usr/lib/t/blas/libblas.so": "",
      "usr/lib/t/blas/blas.pc": "",
      "usr/include/blas.h": "",
    },
    openblas: {
      "DEBIAN/postinst": install(100, "open"),
      "usr/lib/t/open/libblas.so": "",
      "usr/include/open.h": "",
    },
    // What it would link to is in another package, which is not here.
    absent: { "DEBIAN/postinst": install(200, "none"), "usr/lib/t/pkgconfig/blas-own.pc": "" },
  };

  it("are made in a root of libraries, to what has the highest priority and is there", async () => {
    const { root } = await unpack(debs, () => {}, true);
    const links = paths(root).filter((path) => path.includes(" -> ") && path.startsWith("usr/"));
    expect(links).toEqual(["usr/include/t/a/b/cblas.h -> ../../../open.h", "usr/lib/t/libblas.so -> open/libblas.so"]);
    expect(statSync(join(root, "usr/include/t/a")).mode & 0o777).toBe(0o755);
  });

  it("leave what a package has itself", async () => {
    const { netlib } = debs;
    const { root } = await unpack({ netlib, own: { "usr/lib/t/pkgconfig/blas.pc": "own" } }, () => {}, true);
    expect(readFileSync(join(root, "usr/lib/t/pkgconfig/blas.pc"), "utf8")).toBe("own");
    expect(readlinkSync(join(root, "usr/lib/t/libblas.so"))).toBe("blas/libblas.so");
  });

  it("are not made in another root", async () => {
    const { root } = await unpack(debs);
    expect(paths(root).filter((path) => path.includes(" -> ") && path.startsWith("usr/"))).toEqual([]);
  });
});

describe("linkHostLibraries", () => {
  it("gathers shared libraries, and leaves glibc's to the machine", async () => {
    const { directory } = await unpack({
      libs: Object.fromEntries(
        [
          "libisl.so.23",
          "libz.so.1",
          "libc.so.6",
          "libm.so.6",
          "libmpc.so.3",
          "libpthread.so.0",
          "ld-linux-x86-64.so.2",
          "libbfd.a",
        ].map((name) => [`usr/lib/x86_64-linux-gnu/${name}`, name]),
      ),
    });
    await linkHostLibraries(directory, "x86_64-linux-gnu");
    expect(paths(join(directory, "host-lib"))).toEqual(
      ["libisl.so.23", "libmpc.so.3", "libz.so.1"].map(
        (name) => `${name} -> ${join("..", "root", "usr/lib/x86_64-linux-gnu", name)}`,
      ),
    );
    expect(readFileSync(join(directory, "host-lib/libz.so.1"), "utf8")).toBe("libz.so.1");
  });

  it("makes an empty place where there are none", async () => {
    const { directory } = await unpack({ none: { "usr/share/a": "a" } });
    await linkHostLibraries(directory, "x86_64-linux-gnu");
    expect(readdirSync(join(directory, "host-lib"))).toEqual([]);
  });
});

describe("the other files of a root", () => {
  it("writeWrappers makes programs", async () => {
    const directory = join(place.directory, "wrappers");
    await writeWrappers(directory, [{ name: "a-gcc", text: "#!/bin/sh\n" }]);
    expect(readFileSync(join(directory, "bin/a-gcc"), "utf8")).toBe("#!/bin/sh\n");
    expect(statSync(join(directory, "bin/a-gcc")).mode & 0o777).toBe(0o755);
  });

  it("readRecord reads its own record, and nothing else", async () => {
    const directory = join(place.directory, "records");
    await mkdir(directory);
    const write = (text: string) => writeFileSync(join(directory, "root.json"), text);
    expect(existsSync(join(directory, "root.json"))).toBe(false);
    expect(await readRecord(directory)).toBe(undefined);
    const sha256 = "a".repeat(64);
    const packages = [{ name: "a", version: "1", architecture: "all", size: 1, sha256 }];
    const record = {
      schema: 2,
      request: "r",
      resolved: "2026-01-01T00:00:00Z",
      packages,
      digest: "d",
      fingerprint: "s",
    };
    write(JSON.stringify(record));
    expect(await readRecord(directory)).toEqual(record);
    const sha512 = "b".repeat(128);
    const bySha512 = { ...record, packages: [{ name: "a", version: "1", architecture: "all", size: 1, sha512 }] };
    write(JSON.stringify(bySha512));
    expect(await readRecord(directory)).toEqual(bySha512);
    const others = [
      { ...record, schema: 1 },
      { ...record, digest: undefined },
      { ...record, packages: [{ ...packages[0], sha256: "../.." }] },
      { ...record, packages: [{ ...packages[0], sha256: undefined }] },
      { ...record, packages: [{ ...packages[0], sha256: undefined, sha512: sha256 }] },
      { ...record, packages: [{ ...packages[0], size: "1" }] },
      { ...record, packages: [null] },
    ];
    for (const text of ["", "{", "null", "[]", ...others.map((other) => JSON.stringify(other))]) {
      write(text);
      expect(await readRecord(directory), text).toBe(undefined);
    }
  });
});
