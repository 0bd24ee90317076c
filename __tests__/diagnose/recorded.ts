import type { FailedStage, Known } from "../../src/diagnose/index.ts";

/** What a tool printed, as it stands in the source that is named. */
export type Recorded = {
  readonly code: string;
  readonly text: string;
  /**
   * `built`: a test of this directory makes a tool fail so, which then says this, or the same with other names. `captured`: copied
   * from what a tool printed on Debian 12 when it was made to fail so, with shorter names. `written`: written from what the tool's
   * sources or documents have, and not seen here. `own`: a sentence of cgo-cross itself. Otherwise where it was read.
   */
  readonly source: "built" | "captured" | "written" | "own" | `https://${string}`;
  readonly stage?: FailedStage;
  readonly known?: Partial<Known>;
};

const target = (os: string, arch: string, variant?: string) => ({ target: { os, arch, variant } });
const arm64 = target("linux", "arm64");
const ran = (end: NonNullable<Known["ran"]>["end"], more: Partial<NonNullable<Known["ran"]>> = {}) => ({
  ...arm64,
  ran: {
    program: "app_linux_arm64",
    emulator: undefined,
    processor: undefined,
    level: undefined,
    interpreter: undefined,
    end,
    ...more,
  },
});
const exit2 = ran({ kind: "exit", code: 2 });

export const recorded: readonly Recorded[] = [
  // The machine.
  {
    code: "out-of-memory",
    text: "gcc: fatal error: Killed signal terminated program cc1plus\ncompilation terminated.",
    source: "captured",
  },
  {
    code: "out-of-memory",
    text: "/usr/lib/go/pkg/tool/linux_amd64/link: signal: killed",
    source: "https://github.com/golang/go/issues/26186",
  },
  {
    code: "out-of-memory",
    text: "collect2: fatal error: ld terminated with signal 9 [Killed]",
    source: "captured",
  },
  { code: "out-of-memory", text: "clang: error: unable to execute command: Killed", source: "captured" },
  { code: "out-of-memory", text: "virtual memory exhausted: Cannot allocate memory", source: "written" },
  {
    code: "out-of-memory",
    text: "runtime: out of memory: cannot allocate 268435456-byte block (544964608 in use)\nfatal error: out of memory",
    source: "captured",
  },
  { code: "disk-full", text: "/usr/bin/ld: final link failed: No space left on device", source: "written" },
  { code: "disk-full", text: "write $WORK/b001/_pkg_.a: disk quota exceeded", source: "written" },
  {
    code: "not-executable",
    text: "go: fork/exec /noexec/go-build1/b001/exe/main: permission denied",
    source: "written",
  },
  { code: "too-many-open-files", text: "open /src/main.go: too many open files", source: "written" },
  // cgo.
  {
    code: "compiler-not-found",
    text: '# runtime/cgo\ncgo: C compiler "aarch64-linux-gnu-gcc" not found: exec: "aarch64-linux-gnu-gcc": executable file not found in $PATH',
    source: "built",
  },
  {
    code: "compiler-not-found",
    text: '# app\nexec: "x86_64-linux-gnu-g++": executable file not found in $PATH',
    source: "built",
  },
  { code: "compiler-not-found", text: '# app\nexec: "swig": executable file not found in $PATH', source: "built" },
  {
    code: "flag-not-allowed",
    text: "example.com/app: invalid flag in #cgo LDFLAGS: -Wl,--defsym=a=0 (see https://go.dev/s/invalidflag)",
    source: "built",
  },
  {
    code: "flag-not-allowed",
    text: "app: invalid flag in pkg-config --libs: -Wl,-export-dynamic",
    source: "https://github.com/golang/go/issues/23737",
  },
  { code: "malformed-cgo-line", text: "main.go:3:1: invalid #cgo line: #cgo LDFLAGS -lm", source: "built" },
  { code: "malformed-cgo-line", text: "main.go:3:1: malformed #cgo argument: $(shell)", source: "built" },
  { code: "c-name-unknown", text: "./main.go:6:23: could not determine what C.FROB_LEVEL refers to", source: "built" },
  {
    code: "c-name-unknown",
    text: "./main.go:6:23: could not determine kind of name for C.AI_MASK",
    source: "https://github.com/golang/go/issues/22510",
  },
  {
    code: "c-files-without-cgo",
    text: "package app: C source files not allowed when not using cgo or SWIG: x.c",
    source: "built",
  },
  {
    code: "cgo-cannot-read-object",
    text: "cgo: cannot parse $WORK/b001/_cgo_.o as ELF, Mach-O, PE, XCOFF object",
    source: "https://github.com/golang/go/issues/43505",
  },
  // pkg-config.
  {
    code: "pkg-config-not-installed",
    text: 'pkg-config: exec: "pkg-config": executable file not found in $PATH',
    source: "built",
  },
  {
    code: "pkg-config-not-installed",
    text: '# app\nexec: "aarch64-linux-gnu-pkg-config": executable file not found in $PATH',
    source: "built",
  },
  { code: "pkg-config-version", text: "Requested 'libgpiod >= 2' but version of libgpiod is 1.6.3", source: "written" },
  {
    code: "pkg-config-version",
    text: "Package dependency requirement 'libgpiod >= 2' could not be satisfied.\nPackage 'libgpiod' has version '1.6.3', required version is '>= 2'",
    source: "written",
  },
  {
    code: "pkg-config-package-not-found",
    text: "# [pkg-config --cflags  -- frob]\nPackage frob was not found in the pkg-config search path.\nPerhaps you should add the directory containing `frob.pc'\nto the PKG_CONFIG_PATH environment variable\nPackage 'frob', required by 'virtual:world', not found",
    source: "written",
  },
  { code: "pkg-config-package-not-found", text: "No package 'frob' found", source: "written" },
  // Headers.
  { code: "header-not-found", text: "main.go:4:10: fatal error: pcap.h: No such file or directory", source: "built" },
  { code: "header-not-found", text: "./main.go:4:10: fatal error: 'pcap.h' file not found", source: "built" },
  {
    code: "header-not-found",
    text: "Fatal Error: Cannot open module file 'netcdf.mod' for reading at (1): No such file or directory",
    source: "built",
  },
  {
    code: "header-in-other-case",
    text: "# m/case\nlib.c:1:10: fatal error: Util.h: No such file or directory",
    source: "built",
  },
  {
    code: "float-abi-headers",
    text: "/usr/arm-linux-gnueabihf/include/gnu/stubs.h:7:11: fatal error: gnu/stubs-soft.h: No such file or directory",
    source: "https://github.com/golang/go/issues/13377",
  },
  {
    code: "processor-header",
    text: "main.go:3:10: fatal error: immintrin.h: No such file or directory",
    source: "built",
  },
  {
    code: "processor-header",
    text: '/usr/lib/llvm-14/lib/clang/14.0.6/include/immintrin.h:14:2: error: "This header is only meant to be used on x86 and x64 architecture"',
    source: "built",
  },
  {
    code: "processor-header",
    text: "main.go:3:10: fatal error: arm_neon.h: No such file or directory",
    source: "built",
    known: target("linux", "amd64"),
  },
  {
    code: "apple-header",
    text: "keychain.go:8:10: fatal error: CoreFoundation/CoreFoundation.h: No such file or directory",
    source: "https://github.com/99designs/keyring/issues/23",
  },
  { code: "windows-header", text: "main.go:3:10: fatal error: windows.h: No such file or directory", source: "built" },
  {
    code: "posix-header",
    text: "main.go:3:10: fatal error: sys/mman.h: No such file or directory",
    source: "built",
    known: target("windows", "amd64"),
  },
  {
    code: "c-library-headers-not-found",
    text: "_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory",
    source: "https://github.com/NVIDIA/dcgm-exporter/issues/232",
  },
  {
    code: "c-library-headers-not-found",
    text: "/usr/include/linux/errno.h:1:10: fatal error: 'asm/errno.h' file not found",
    source: "built",
  },
  // Assembly.
  {
    code: "assembly-of-other-processor",
    text: "one.S: Assembler messages:\none.S:3: Error: unknown mnemonic `movl' -- `movl $1,%eax'",
    source: "built",
  },
  {
    code: "assembly-of-other-processor",
    text: "one.S:3:4: error: unrecognized instruction mnemonic, did you mean: mov, mul?\nf: movl $1,%eax",
    source: "built",
  },
  {
    code: "go-assembly-of-other-processor",
    text: './one.s:3: unrecognized instruction "MOVQ"\nasm: assembly of ./one.s failed',
    source: "built",
  },
  { code: "missing-function-body", text: "./main.go:3:6: missing function body", source: "built" },
  // The compiler.
  {
    code: "apple-flag",
    text: "aarch64-linux-gnu-gcc: error: unrecognized command-line option ‘-framework’",
    source: "built",
  },
  { code: "apple-flag", text: "ld.lld: error: unknown argument '-framework'", source: "built" },
  {
    code: "flag-of-other-processor",
    text: "aarch64-linux-gnu-gcc: error: unrecognized command-line option '-msse4.2'",
    source: "built",
    known: { ...arm64, cgoFlags: ["-msse4.2"] },
  },
  {
    code: "flag-of-other-processor",
    text: "clang: error: the clang compiler does not support '-march=haswell'",
    source: "built",
  },
  {
    code: "flag-of-other-processor",
    text: "cc1: error: bad value ('haswell') for '-march=' switch",
    source: "built",
    known: arm64,
  },
  {
    code: "flag-of-other-processor",
    text: "clang: error: unsupported option '-mavx512f' for target 'aarch64-unknown-linux-gnu'",
    source: "built",
  },
  {
    code: "wrong-compiler",
    text: "gcc: error: unrecognized command-line option '-marm'",
    source: "https://github.com/golang/go/issues/16801",
    known: target("linux", "arm"),
  },
  {
    code: "wrong-compiler",
    text: "# runtime/cgo\ngcc_arm64.S:30: Error: no such instruction: `stp x29,x30,[sp,'",
    source: "https://github.com/golang/go/issues/28966",
  },
  {
    code: "wrong-compiler",
    text: "# runtime/cgo\n_cgo_export.c:23:14: error: size of array '_check_for_64_bit_pointer_matching_GoInt' is negative",
    source: "written",
  },
  {
    code: "wrong-compiler",
    text: "gcc: error: unrecognized command-line option '-m64'",
    source: "https://github.com/golang/go/issues/23288",
    known: arm64,
  },
  {
    code: "unknown-flag",
    text: "aarch64-linux-gnu-gcc: error: unrecognized command-line option '-fblocks'",
    source: "built",
  },
  { code: "unknown-flag", text: "clang: error: unknown argument: '-fno-frob'", source: "built" },
  {
    code: "inline-assembly-of-other-processor",
    text: "./main.go:3:47: error: unknown register name ‘ebx’ in ‘asm’",
    source: "built",
  },
  {
    code: "inline-assembly-of-other-processor",
    text: "./main.go:3:47: error: unknown register name 'ebx' in asm",
    source: "built",
  },
  {
    code: "inline-assembly-of-other-processor",
    text: "/tmp/ccaB1cD2.s: Assembler messages:\n/tmp/ccaB1cD2.s:18: Error: unknown mnemonic `cpuid' -- `cpuid'",
    source: "built",
  },
  {
    code: "inline-assembly-of-other-processor",
    text: "./main.go:3:47: error: unrecognized instruction mnemonic\n<inline asm>:1:2: note: instantiated into assembly here\n        cpuid",
    source: "built",
  },
  {
    code: "inline-assembly-of-other-processor",
    text: "lib.c:3:3: error: impossible constraint in 'asm'",
    source: "built",
  },
  {
    code: "instruction-set-not-enabled",
    text: "/usr/lib/gcc/x86_64-linux-gnu/12/include/avx2intrin.h:119:1: error: inlining failed in call to ‘always_inline’ ‘_mm256_add_epi32’: target specific option mismatch",
    source: "built",
    known: target("linux", "amd64"),
  },
  {
    code: "instruction-set-not-enabled",
    text: "lib.c:3:10: error: always_inline function '_mm256_add_epi32' requires target feature 'avx2', but would be inlined into function 'f' that is compiled without support for 'avx2'",
    source: "built",
    known: target("linux", "amd64"),
  },
  {
    code: "objective-c",
    text: "aarch64-linux-gnu-gcc: fatal error: cannot execute ‘cc1obj’: execvp: No such file or directory",
    source: "built",
  },
  {
    code: "musl-without-64-bit-names",
    text: "sqlite3-binding.c:35901:42: error: 'pread64' undeclared here (not in a function); did you mean 'pread'?",
    source: "https://github.com/mattn/go-sqlite3/issues/1164",
    known: { ...arm64, libc: "musl" },
  },
  {
    code: "musl-without-64-bit-names",
    text: "lib.c:3:1: error: unknown type name 'off64_t'",
    source: "https://github.com/mattn/go-sqlite3/issues/1164",
    known: { ...arm64, libc: "musl" },
  },
  {
    code: "warning-as-error",
    text: "lib.c:1:12: error: 'g' defined but not used [-Werror=unused-variable]\ncc1: all warnings being treated as errors",
    source: "built",
  },
  {
    code: "warning-as-error",
    text: "lib.c:1:12: error: unused variable 'g' [-Werror,-Wunused-variable]",
    source: "built",
  },
  {
    code: "compiler-crash",
    text: "lib.c:9:1: internal compiler error: Segmentation fault\nPlease submit a full bug report, with preprocessed source (by using -freport-bug).",
    source: "written",
  },
  {
    code: "compiler-crash",
    text: "PLEASE submit a bug report to https://github.com/llvm/llvm-project/issues/ and include the crash backtrace",
    source: "written",
  },
  {
    code: "c-type-mismatch",
    text: "./main.go:6:29: cannot use x (variable of type int) as _Ctype_int value in argument to (_Cfunc_f)",
    source: "built",
  },
  {
    code: "c-type-mismatch",
    text: "./main.go:7:29: cannot use (_Cfunc_f)() (value of int64 type _Ctype_long) as int64 value in variable declaration",
    source: "captured",
  },
  {
    code: "c-type-mismatch",
    text: "./main.go:8:12: invalid operation: n == c (mismatched types int and _Ctype_int)",
    source: "written",
  },
  {
    code: "c-name-unknown",
    text: "./main.go:7:15: could not determine what C.f refers to\ncgo: \naarch64-linux-gnu-gcc-4c1f3368c42b77b2 errors for preamble:\nIn file included from ./main.go:3:\n./s.h:1:7: error: expected ';' before 'b'\n    1 | int a b;",
    source: "captured",
  },
  {
    code: "c-field-keyword",
    text: "./main.go:7:35: expected selector or type assertion, found 'type'",
    source: "built",
  },
  {
    code: "cxx-in-c",
    text: "./main.go:7:15: could not determine what C.f refers to\ncgo: \naarch64-linux-gnu-gcc-4c1f3368c42b77b2 errors for preamble:\nIn file included from ./main.go:3:\n./s.h:1:11: error: expected ';', ',' or ')' before '&' token\n    1 | int f(int &a);",
    source: "captured",
  },
  {
    code: "cxx-standard",
    text: "f.cc:2:22: error: no member named 'string_view' in namespace 'std'",
    source: "written",
  },
  {
    code: "flag-of-other-processor",
    text: "cc1: error: unknown value 'rv64gcv' for '-march'\nnote: did you mean '-march=armv8-a'?",
    source: "captured",
  },
  {
    code: "export-conflict",
    text: "In file included from _cgo_export.c:4:\ncgo-gcc-export-header-prolog:55:12: error: conflicting types for ‘goCall’; have ‘int(long int)’\nmain.go:3:6: note: previous declaration of ‘goCall’ with type ‘int(int)’",
    source: "built",
  },
  {
    code: "c-type-mismatch",
    text: "./main.go:7:39: cannot use _cgo0 (variable of type *int) as unsafe.Pointer value in argument to (_Cfunc_f)",
    source: "captured",
  },
  {
    code: "cxx-in-c",
    text: "f.c:1:10: fatal error: vector: No such file or directory\n    1 | #include <vector>",
    source: "captured",
  },
  { code: "variadic-function", text: "cgo: ./main.go:7:15: unexpected type: ...", source: "built" },
  {
    code: "cxx-in-c",
    text: "In file included from ./main.go:3:\n./shape.h:1:10: fatal error: string: No such file or directory\n    1 | #include <string>\n      |          ^~~~~~~~",
    source: "built",
  },
  {
    code: "cxx-in-c",
    text: "In file included from ./main.go:3:\n./shape.h:1:8: error: expected identifier or '(' before string constant\n    1 | extern \"C\" int area();",
    source: "captured",
  },
  {
    code: "cxx-standard",
    text: "In file included from /usr/include/c++/12/mutex:35,\n                 from f.cc:1:\n/usr/include/c++/12/bits/c++0x_warning.h:32:2: error: #error This file requires compiler and library support for the ISO C++ 2011 standard. This support must be enabled with the -std=c++11 or -std=gnu++11 compiler options.",
    source: "built",
  },
  {
    code: "cxx-standard",
    text: "f.cc:2:10: fatal error: format: No such file or directory\n    2 | #include <format>",
    source: "captured",
  },
  { code: "cxx-flag-for-c", text: "error: invalid argument '-std=c++17' not allowed with 'C'", source: "built" },
  {
    code: "include-missing",
    text: "In file included from ./main.go:3:\n/usr/include/jpeglib.h:916:52: error: unknown type name ‘FILE’\n  916 | EXTERN(void) jpeg_stdio_dest(j_compress_ptr cinfo, FILE *outfile);\n/usr/include/jpeglib.h:32:1: note: ‘FILE’ is defined in header ‘<stdio.h>’; did you forget to ‘#include <stdio.h>’?",
    source: "captured",
  },
  {
    code: "glibc-header",
    text: "./main.go:3:11: fatal error: execinfo.h: No such file or directory",
    source: "captured",
    known: { ...arm64, libc: "musl" },
  },
  { code: "error-directive", text: "./main.go:6:3: error: #error OpenSSL 4 is needed", source: "built" },
  { code: "c-error", text: "lib.c:1:22: error: 'missing' undeclared (first use in this function)", source: "built" },
  { code: "c-error", text: "lib.cc:1:29: error: use of undeclared identifier 'missing'", source: "built" },
  {
    code: "c-error",
    text: "one.f90:3:9:\n\n    3 |   x = y +\n      |         1\nError: Syntax error in expression at (1)",
    source: "built",
  },
  // Symbols.
  {
    code: "dll-import",
    text: "/tmp/go-build/main.cgo2.c:54: undefined reference to `__imp_frob_fn'",
    source: "built",
    known: target("windows", "amd64"),
  },
  {
    code: "dll-import",
    text: "ld.lld: error: undefined symbol: __imp_frob_fn",
    source: "built",
    known: target("windows", "amd64"),
  },
  {
    code: "glibc-object-with-musl",
    text: "rdkafka.c:(.text+0x10): undefined reference to `__strdup'",
    source: "https://github.com/confluentinc/confluent-kafka-go/issues/119",
    known: { ...arm64, libc: "musl" },
  },
  {
    code: "newer-glibc",
    text: "/tmp/go-build/main.cgo2.c:57: undefined reference to `__isoc23_strtoul'",
    source: "built",
  },
  { code: "newer-glibc", text: "ld.lld: error: undefined symbol: __isoc23_strtol", source: "built" },
  {
    code: "newer-glibc-version",
    text: "/usr/bin/ld: lib/libfrob.so: undefined reference to `strlcpy@GLIBC_2.38'",
    source: "written",
  },
  {
    code: "cxx-library-not-linked",
    text: "total.cc:(.text+0x1f): undefined reference to `operator new(unsigned long)'",
    source: "written",
  },
  {
    code: "cxx-library-not-linked",
    text: "ld.lld: error: undefined symbol: std::__cxx11::basic_string<char>::~basic_string()",
    source: "written",
  },
  {
    code: "outline-atomics",
    text: "rdkafka.c:(.text+0x1f): undefined reference to `__aarch64_ldadd4_acq_rel'",
    source: "https://github.com/confluentinc/confluent-kafka-go/issues/1176",
  },
  {
    code: "atomic-library",
    text: "lib.c:3: undefined reference to `__atomic_fetch_add_8'",
    source: "built",
    known: target("linux", "mips"),
  },
  { code: "sanitizer-library", text: "lib.c:3: undefined reference to `__asan_report_load4'", source: "built" },
  { code: "fortran-library", text: "one.f90:3: undefined reference to `_gfortran_st_write'", source: "built" },
  { code: "openmp-library", text: "lib.c:3: undefined reference to `GOMP_parallel'", source: "built" },
  {
    code: "stack-protector-library",
    text: "lib.c:3: undefined reference to `__stack_chk_fail'",
    source: "built",
    known: target("windows", "amd64"),
  },
  { code: "apple-symbol", text: "main.cgo2.c:3: undefined reference to `CFRelease'", source: "built" },
  {
    code: "library-not-named",
    text: "/usr/bin/ld: 000001.o: undefined reference to symbol 'pow@@GLIBC_2.29'\n/usr/bin/ld: /lib/x86_64-linux-gnu/libm.so.6: error adding symbols: DSO missing from command line",
    source: "written",
  },
  { code: "undefined-symbol", text: "/_/example.com/app/main.go:4: undefined reference to `pow'", source: "built" },
  {
    code: "undefined-symbol",
    text: "ld.lld: error: undefined symbol: pow\n>>> referenced by lib.c:3 (/_/example.com/app/lib.c:3)",
    source: "built",
  },
  // The linker.
  {
    code: "lto-bytecode",
    text: "lto1: fatal error: bytecode stream in file 'lib/libfrob.a' generated with LTO version 9.2 instead of the expected 12.0\ncompilation terminated.\nlto-wrapper: fatal error: aarch64-linux-gnu-gcc returned 1 exit status\ncompilation terminated.\n/usr/bin/ld: error: lto-wrapper failed",
    source: "captured",
  },
  {
    code: "lto-bytecode",
    text: "/usr/bin/ld: lib/libfrob.a(f.o): plugin needed to handle lto object",
    source: "captured",
  },
  {
    code: "lto-bytecode",
    text: "ld.lld: error: lib/libfrob.a(f.o at 68): Unknown attribute kind (86) (Producer: 'LLVM17.0.6' Reader: 'LLVM 14.0.6')",
    source: "written",
  },
  {
    code: "object-of-other-platform",
    text: "/usr/bin/ld: /src/lib/libadd.so: error adding symbols: file in wrong format",
    source: "built",
  },
  {
    code: "object-of-other-platform",
    text: "ld.lld: error: lib/libadd.a(add.o) is incompatible with aarch64linux",
    source: "built",
  },
  {
    code: "object-of-other-platform",
    text: "/usr/bin/ld: skipping incompatible lib/libadd.a when searching for -ladd\n/usr/bin/ld: cannot find -ladd: No such file or directory",
    source: "built",
  },
  {
    code: "object-of-other-platform",
    text: "/usr/bin/ld: lib/add.o: Relocations in generic ELF (EM: 62)\nlib/add.o: file not recognized: file format not recognized",
    source: "https://github.com/confluentinc/confluent-kafka-go/issues/749",
  },
  {
    code: "object-of-other-platform",
    text: "/usr/bin/ld: i386:x86-64 architecture of input file `lib/add.o' is incompatible with i386 output",
    source: "built",
  },
  {
    code: "float-abi-mismatch",
    text: "/usr/bin/ld: error: a.out uses VFP register arguments, lib/f.o does not\n/usr/bin/ld: failed to merge target specific data of file lib/f.o",
    source: "captured",
    known: target("linux", "arm"),
  },
  {
    code: "float-abi-mismatch",
    text: "/usr/bin/ld: lib/f.o: ABI version 2 is not compatible with ABI version 1 output",
    source: "written",
    known: target("linux", "ppc64"),
  },
  {
    code: "duplicate-symbol",
    text: "/usr/bin/ld: 000003.o: in function `one':\n/_/example.com/app/b.c:1: multiple definition of `one'; 000002.o:/_/example.com/app/a.c:1: first defined here",
    source: "built",
  },
  {
    code: "duplicate-symbol",
    text: "ld.lld: error: duplicate symbol: one\n>>> defined at a.c:1 (/_/example.com/app/a.c:1)\n>>>            000001.o:(one)\n>>> defined at b.c:1 (/_/example.com/app/b.c:1)",
    source: "built",
  },
  {
    code: "duplicate-symbol",
    text: "/usr/bin/ld: 000003.o: in function `main':\n/_/example.com/app/demo.c:1: multiple definition of `main'; /tmp/go-link-1/go.o:(.text+0x6ff60): first defined here",
    source: "captured",
  },
  {
    code: "duplicate-symbol",
    text: "/usr/bin/ld: 000002.o:/_/example.com/app/v.h:1: multiple definition of `level'; 000001.o:/_/example.com/app/v.h:1: first defined here",
    source: "captured",
  },
  {
    code: "not-an-object",
    text: "/usr/bin/ld:lib/libv8.a: file format not recognized; treating as linker script\n/usr/bin/ld:lib/libv8.a:1: syntax error",
    source: "built",
  },
  { code: "not-an-object", text: "/usr/bin/ld: error: lib/libadd.a: file too short", source: "captured" },
  { code: "not-an-object", text: "ld.lld: error: lib/libv8.a:1: unknown directive: version", source: "captured" },
  {
    code: "library-of-other-system",
    text: "/usr/bin/ld: cannot find -lws2_32: No such file or directory",
    source: "written",
  },
  { code: "library-of-other-system", text: "ld.lld: error: unable to find library -llog", source: "written" },
  {
    code: "library-of-other-system",
    text: "/usr/bin/ld: cannot find -ldl: No such file or directory",
    source: "built",
    known: target("windows", "amd64"),
  },
  {
    code: "thread-local-mismatch",
    text: "/usr/bin/ld: tls_x: TLS definition in /tmp/go-link-1/000002.o section .tdata mismatches non-TLS reference in /tmp/go-link-1/000003.o\n/usr/bin/ld: /tmp/go-link-1/000003.o: error adding symbols: bad value",
    source: "built",
  },
  {
    code: "not-position-independent",
    text: "/usr/bin/ld: lib/libadd.a(add.o): relocation R_X86_64_32 against symbol `n' can not be used when making a shared object; recompile with -fPIC",
    source: "built",
    known: target("linux", "amd64"),
  },
  {
    code: "not-position-independent",
    text: "ld.lld: error: relocation R_X86_64_32 cannot be used against symbol 'n'; recompile with -fPIC\n>>> defined in lib/libadd.a(add.o)",
    source: "built",
    known: target("linux", "amd64"),
  },
  {
    code: "relocation-out-of-range",
    text: "000001.o:(.text+0x10): relocation truncated to fit: R_ARM_CALL against `runtime.duffcopy'",
    source: "https://github.com/golang/go/issues/58425",
  },
  {
    code: "c-library-not-found",
    text: "/usr/bin/ld: cannot find Scrt1.o: No such file or directory\n/usr/bin/ld: cannot find crti.o: No such file or directory",
    source: "built",
  },
  {
    code: "c-library-not-found",
    text: "ld.lld: error: cannot open Scrt1.o: No such file or directory\nld.lld: error: unable to find library -lgcc",
    source: "built",
  },
  {
    code: "static-library-not-found",
    text: "/usr/bin/ld: cannot find -ladd: No such file or directory: have you installed the static version of the add library ?",
    source: "built",
    known: { ...arm64, static: true },
  },
  {
    code: "library-not-found",
    text: "/usr/bin/ld: cannot find -lfrobnicate: No such file or directory",
    source: "built",
  },
  { code: "library-not-found", text: "/usr/bin/ld: cannot find -lfrobnicate", source: "built" },
  { code: "library-not-found", text: "ld.lld: error: unable to find library -lfrobnicate", source: "built" },
  {
    code: "library-not-found",
    text: "/usr/bin/x86_64-w64-mingw32-ld: cannot find -lWs2_32: No such file or directory",
    source: "built",
    known: target("windows", "amd64"),
  },
  {
    code: "file-not-found",
    text: "aarch64-linux-gnu-gcc: error: lib/libfrob.a: No such file or directory",
    source: "built",
  },
  { code: "file-not-found", text: "clang: error: no such file or directory: 'lib/libfrob.a'", source: "built" },
  {
    code: "linker-not-found",
    text: "collect2: fatal error: cannot find 'ld'\ncompilation terminated.",
    source: "https://github.com/golang/go/issues/22040",
  },
  { code: "linker-not-found", text: "clang: error: invalid linker name in argument '-fuse-ld=gold'", source: "built" },
  {
    code: "unknown-linker-flag",
    text: "/usr/bin/ld: unrecognized option '--frobnicate'\n/usr/bin/ld: use the --help option for usage information",
    source: "built",
  },
  { code: "unknown-linker-flag", text: "ld.lld: error: unknown argument '--frobnicate'", source: "built" },
  {
    code: "unknown-linker-flag",
    text: "error: unsupported linker arg: --no-gc-sections",
    source: "https://github.com/ziglang/zig/issues/15499",
  },
  // Modules.
  {
    code: "go-version",
    text: "go: module . requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)",
    source: "built",
    stage: "survey",
  },
  {
    code: "checksum-mismatch",
    text: "verifying example.com/m@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\nSECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum.",
    source: "written",
    stage: "survey",
  },
  {
    code: "go-sum-entry-missing",
    text: "main.go:3:8: missing go.sum entry for module providing package github.com/mattn/go-isatty; to add:\n\tgo get example.com/app",
    source: "built",
    stage: "survey",
  },
  {
    code: "go-sum-entry-missing",
    text: "main.go:3:8: no required module provides package example.com/gone; to add it:\n\tgo get example.com/gone",
    source: "built",
    stage: "survey",
  },
  {
    code: "vendor-mismatch",
    text: "go: inconsistent vendoring in /src:\n\tgolang.org/x/text@v0.20.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.",
    source: "built",
    stage: "survey",
  },
  {
    code: "private-module",
    text: "main.go:3:8: reading github.com/corp/secret/go.mod at revision v1.0.0: git ls-remote -q --end-of-options origin in /go/pkg/mod/cache/vcs/1: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled\nConfirm the import path was entered correctly.\nIf this is a private repository, see https://golang.org/doc/faq#git_https for additional information.",
    source: "captured",
    stage: "survey",
  },
  {
    code: "private-module",
    text: "main.go:3:8: github.com/corp/secret@v1.0.0: reading https://proxy.golang.org/github.com/corp/secret/@v/v1.0.0.zip: 404 Not Found",
    source: "captured",
    stage: "survey",
  },
  {
    code: "module-proxy",
    text: 'go: github.com/a/b@v1.0.0: Get "https://proxy.golang.org/github.com/a/b/@v/v1.0.0.mod": dial tcp: lookup proxy.golang.org: no such host',
    source: "built",
    stage: "survey",
  },
  {
    code: "module-proxy",
    text: "go: github.com/a/b@v1.0.0: module lookup disabled by GOPROXY=off",
    source: "built",
    stage: "survey",
  },
  {
    code: "unknown-revision",
    text: "go: github.com/mattn/go-isatty@v0.9.99: invalid version: unknown revision v0.9.99",
    source: "written",
    stage: "survey",
  },
  {
    code: "replace-directory-missing",
    text: "go: example.com/x@v0.0.0 (replaced by ../x): reading ../x/go.mod: open /src/x/go.mod: no such file or directory",
    source: "built",
    stage: "survey",
  },
  {
    code: "no-go-mod",
    text: "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
    source: "built",
    stage: "survey",
  },
  {
    code: "vcs-status",
    text: "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.",
    source: "written",
    stage: "survey",
  },
  {
    code: "vcs-status",
    text: "fatal: detected dubious ownership in repository at '/src'",
    source: "written",
    stage: "survey",
  },
  {
    code: "relative-compiler",
    text: "go: CC environment variable is relative; must be absolute path: ./cc",
    source: "built",
    stage: "survey",
  },
  {
    code: "package-not-found",
    text: "main.go:3:8: package frob/nix is not in std (/usr/local/go/src/frob/nix)",
    source: "built",
    stage: "survey",
  },
  {
    code: "package-not-found",
    text: "main.go:3:8: use of internal package example.com/x/internal/y not allowed",
    source: "built",
    stage: "survey",
  },
  {
    code: "module-proxy",
    text: "main.go:3:8: reading example.com/secret/go.mod at revision v1.0.0: git ls-remote -q --end-of-options https://example.com/secret in /go/pkg/mod/cache/vcs/0523: exit status 128:\n\tfatal: unable to access 'https://example.com/secret/': Could not resolve host: example.com",
    source: "captured",
    stage: "survey",
  },
  {
    code: "import-cycle",
    text: "package example.com/app\n\timports example.com/app/a\n\timports example.com/app/b\n\timports example.com/app/a: import cycle not allowed",
    source: "built",
    stage: "survey",
  },
  { code: "no-go-files", text: "package example.com/app: no Go files in /src/app", source: "built", stage: "survey" },
  {
    code: "two-packages",
    text: "found packages foo (b.go) and main (main.go) in /src/app",
    source: "built",
    stage: "survey",
  },
  {
    code: "module-path",
    text: "main.go:3:8: github.com/Sirupsen/logrus@v1.9.3: parsing go.mod: module declares its path as: github.com/sirupsen/logrus but was required as: github.com/Sirupsen/logrus",
    source: "captured",
    stage: "survey",
  },
  {
    code: "go-mod-syntax",
    text: 'go: errors parsing go.mod:\ngo.mod:5: require github.com/mattn/go-isatty: version "v9.9.9" invalid: should be v0 or v1, not v9',
    source: "built",
    stage: "survey",
  },
  { code: "goflags", text: "go: parsing $GOFLAGS: unknown flag -frobnicate", source: "built", stage: "survey" },
  // Go.
  {
    code: "integer-too-small",
    text: "./main.go:3:20: cannot use 1 << 40 (untyped int constant 1099511627776) as int value in variable declaration (overflows)",
    source: "built",
    known: target("linux", "arm"),
  },
  { code: "linkname-refused", text: "link: main: invalid reference to runtime.lockOSThread", source: "built" },
  {
    code: "not-a-program",
    text: "runtime.main_main·f: function main is undeclared in the main package",
    source: "built",
  },
  {
    code: "files-excluded",
    text: "package example.com/app\n\timports example.com/app/fast: build constraints exclude all Go files in /src/fast",
    source: "built",
  },
  {
    code: "external-linking-needs-cgo",
    text: "-buildmode=c-shared requires external (cgo) linking, but cgo is not enabled",
    source: "built",
  },
  {
    code: "external-linking-needs-cgo",
    text: "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1",
    source: "built",
  },
  {
    code: "external-linking-needs-cgo",
    text: "loadinternal: cannot find runtime/cgo",
    source: "https://github.com/golang/go/issues/31544",
  },
  {
    code: "internal-linking-impossible",
    text: "/usr/local/go/pkg/tool/linux_amd64/link: internal linking requested but external linking required: dynimport",
    source: "written",
  },
  {
    code: "internal-linking-impossible",
    text: "runtime/cgo(.text): relocation target pthread_create not defined",
    source: "https://github.com/golang/go/issues/44695",
  },
  { code: "go-symbol-not-defined", text: "main.main: relocation target main.one not defined", source: "built" },
  { code: "buildmode-not-supported", text: "-buildmode=c-shared not supported on linux/mips", source: "built" },
  { code: "buildmode-not-supported", text: "go: -race is not supported on linux/arm", source: "built" },
  { code: "unknown-platform", text: "go: unsupported GOOS/GOARCH pair linux/foo", source: "built" },
  { code: "embed-pattern", text: "main.go:5:12: pattern web/dist/*: no matching files found", source: "built" },
  {
    code: "language-version",
    text: "./main.go:3:33: cannot range over 3 (untyped int constant): requires go1.22 or later (-lang was set to go1.21; check go.mod)",
    source: "built",
  },
  {
    code: "go-error",
    text: './main.go:4:14: cannot use "three" (untyped string constant) as int value in variable declaration',
    source: "built",
  },
  { code: "declared-for-other-targets", text: "# m/other\n./main.go:5:39: undefined: one", source: "built" },
  // Programs that run.
  {
    code: "illegal-instruction",
    text: "SIGILL: illegal instruction\nPC=0x402300 m=0 sigcode=2\nsignal arrived during cgo execution\n\nrip    0x402300\ngs     0x0",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "illegal-instruction",
    text: "qemu: uncaught target signal 4 (Illegal instruction) - core dumped",
    source: "built",
    stage: "run",
    known: ran({ kind: "signal", signal: undefined }, { emulator: "qemu-arm", processor: "arm1176", level: "GOARM=6" }),
  },
  {
    code: "library-version-at-run",
    text: "./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by ./app)",
    source: "https://github.com/actions/runner-images/issues/6647",
    stage: "run",
    known: exit2,
  },
  {
    code: "library-version-at-run",
    text: "./app: symbol lookup error: ./app: undefined symbol: frob, version FROB_2",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "library-version-at-run",
    text: "Error relocating ./app: fcntl64: symbol not found",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "library-not-found-at-run",
    text: "./app: error while loading shared libraries: librdkafka.so.1: cannot open shared object file: No such file or directory",
    source: "https://github.com/confluentinc/confluent-kafka-go/issues/791",
    stage: "run",
    known: exit2,
  },
  {
    code: "library-not-found-at-run",
    text: "Error loading shared library libfoo.so.1: No such file or directory (needed by ./app)",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "library-not-found-at-run",
    text: '0024:err:module:import_dll Library libwinpthread-1.dll (which is needed by L"Z:\\\\app.exe") not found',
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "loader-not-found",
    text: "qemu-aarch64: Could not open '/lib/ld-linux-aarch64.so.1': No such file or directory",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "wrong-program-format",
    text: "exec ./app: exec format error",
    source: "https://github.com/golang/go/issues/57108",
    stage: "run",
    known: exit2,
  },
  {
    code: "cgo-stub",
    text: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub",
    source: "https://github.com/mattn/go-sqlite3",
    stage: "run",
    known: { ...exit2, cgo: false },
  },
  {
    code: "thread-not-created",
    text: "runtime/cgo: pthread_create failed: Operation not permitted\nSIGABRT: abort",
    source: "https://github.com/docker-library/golang/issues/467",
    stage: "run",
    known: exit2,
  },
  {
    code: "thread-sanitizer",
    text: "FATAL: ThreadSanitizer: unsupported VMA range\nFATAL: Found 39 - Supported 48",
    source: "captured",
    stage: "run",
    known: exit2,
  },
  {
    code: "data-race",
    text: "==================\nWARNING: DATA RACE\nRead at 0x00c0000a\nFound 1 data race(s)\nexit status 66",
    source: "written",
    stage: "run",
    known: ran({ kind: "exit", code: 66 }),
  },
  {
    code: "go-panic",
    text: "panic: no luck\n\ngoroutine 1 [running]:\nmain.main()\n\texample.com/app/main.go:4 +0x25",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "crash",
    text: "SIGSEGV: segmentation violation\nPC=0x402300 m=0 sigcode=1\nsignal arrived during cgo execution",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "go-pointer-to-c",
    text: "panic: runtime error: argument of cgo function has Go pointer to unpinned Go pointer",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "crash",
    text: "terminate called after throwing an instance of 'std::runtime_error'\n  what():  no model file\nSIGABRT: abort\nPC=0x402300 m=0 sigcode=1\nsignal arrived during cgo execution",
    source: "captured",
    stage: "run",
    known: exit2,
  },
  {
    code: "crash",
    text: "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47a]",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "crash",
    text: "qemu: uncaught target signal 11 (Segmentation fault) - core dumped",
    source: "built",
    stage: "run",
    known: ran({ kind: "signal", signal: undefined }),
  },
  {
    code: "crash",
    text: "wine: Unhandled page fault on read access to 0000000000000000 at address 0000000140001000 (thread 0024)\nUnhandled exception: page fault on read access",
    source: "built",
    stage: "run",
    known: exit2,
  },
  {
    code: "does-not-exit",
    text: "listening on :8080",
    source: "written",
    stage: "run",
    known: ran({ kind: "timeout", seconds: 60 }),
  },
  {
    code: "ended-by-signal",
    text: "",
    source: "written",
    stage: "run",
    known: ran({ kind: "signal", signal: "SIGKILL" }),
  },
  {
    code: "not-started",
    text: "cannot start it",
    source: "written",
    stage: "run",
    known: ran({ kind: "not-started", reason: "cannot start it" }),
  },
  {
    code: "exit-code",
    text: "config file is missing",
    source: "built",
    stage: "run",
    known: ran({ kind: "exit", code: 3 }),
  },
];

/** What is printed where nothing is wrong, or is not what is wrong. */
export const clean: readonly string[] = [
  "go: downloading github.com/mattn/go-sqlite3 v1.14.24",
  "# github.com/mattn/go-sqlite3\nsqlite3-binding.c: In function 'sqlite3SelectNew':\nsqlite3-binding.c:129019:10: warning: function may return address of local variable [-Wreturn-local-addr]",
  "/usr/bin/ld: /tmp/go-link-1/000004.o: in function `_cgo_f_C2func_getaddrinfo':\n/tmp/go-build/cgo-gcc-prolog:60: warning: Using 'getaddrinfo' in statically linked applications requires at runtime the shared libraries from the glibc version used for linking",
  "ld: warning: -no_pie is deprecated when targeting new OS versions",
  "lib.c:3:2: note: #pragma message: built without errors",
  "lib.c:3:9: warning: #warning this is old [-Wcpp]",
  "clang: warning: argument unused during compilation: '-no-pie' [-Wunused-command-line-argument]",
];
