import { goMod } from "../survey/modules.ts";

/** A module that fails, and what is said of it. */
export type Case = {
  readonly code: string;
  readonly name?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Commands that make files in the module's directory first. */
  readonly setup?: string;
  /** In the message, each. */
  readonly says: readonly (string | RegExp)[];
  /** `file:line`, the first. */
  readonly place?: string;
};

/** A program with C before its import, and a body. */
export function program(preamble: string, body = "", imports = ""): Readonly<Record<string, string>> {
  const c = preamble
    .split("\n")
    .map((line) => `// ${line}`)
    .join("\n");
  return { "go.mod": goMod, "main.go": `package main\n\n${c}\nimport "C"\n${imports}\nfunc main() { ${body} }\n` };
}

const calls = (declaration: string, call: string) => program(declaration, `C.${call}`);
const clang = { compiler: "clang" };
const amd64 = { targets: "linux/amd64" };
const windows = { targets: "windows/amd64" };
const x86 = "x86 processors";

export const cases: readonly Case[] = [
  // The C compiler and its preprocessor.
  {
    code: "processor-header",
    files: program("#include <immintrin.h>"),
    says: [x86, "main.go:3", "#if defined(__x86_64__)"],
    place: "main.go:3",
  },
  { code: "processor-header", name: "clang", files: program("#include <immintrin.h>"), inputs: clang, says: [x86] },
  {
    code: "apple-header",
    files: program("#include <CoreFoundation/CoreFoundation.h>"),
    says: ["macOS", "_darwin.c"],
    place: "main.go:3",
  },
  { code: "windows-header", files: program("#include <Windows.h>"), says: ["Windows", "_WIN32"], place: "main.go:3" },
  {
    code: "posix-header",
    files: program("#define H <sys/mman.h>\n#include H"),
    inputs: windows,
    says: ["Unix", "#ifndef _WIN32"],
  },
  {
    code: "header-in-other-case",
    files: {
      ...program("int f(void);", "C.f()"),
      "lib.c": '#include "Util.h"\nint f(void) { return 0; }\n',
      "util.h": "",
    },
    says: ["util.h", '#include "util.h"'],
    place: "lib.c:1",
  },
  {
    code: "float-abi-headers",
    files: program("#include <stdlib.h>"),
    inputs: { targets: "linux/arm/v7", "cgo-cflags": "-mfloat-abi=soft" },
    says: ["gnu/stubs-soft.h", "-mfloat-abi"],
  },
  {
    code: "c-library-headers-not-found",
    files: program("#include <stdlib.h>"),
    inputs: { "cgo-cflags": "-nostdinc" },
    says: ["-nostdinc", "remove"],
  },
  {
    code: "header-not-found",
    files: { ...program("int f(void);", "C.f()"), "lib.c": "#define H <none/such.h>\n#include H\n" },
    says: ["none/such.h", "lib.c", "no package of", "cgo-cflags"],
    place: "lib.c:1",
  },
  {
    code: "apple-flag",
    files: program("#cgo LDFLAGS: -framework CoreFoundation"),
    says: ["-framework CoreFoundation", "macOS", "#cgo darwin LDFLAGS"],
    place: "main.go:3",
  },
  {
    code: "flag-of-other-processor",
    files: program("#cgo CFLAGS: -msse4.2 -mavx2"),
    says: ["-msse4.2 and -mavx2", x86, "#cgo amd64 CFLAGS: -msse4.2 -mavx2"],
    place: "main.go:3",
  },
  {
    code: "flag-of-other-processor",
    name: "clang",
    files: program("#cgo CFLAGS: -march=haswell"),
    inputs: clang,
    says: ["-march=haswell", x86, "#cgo amd64 CFLAGS"],
  },
  {
    code: "flag-of-other-processor",
    name: "ARM's",
    files: program("#cgo CFLAGS: -mfpu=neon"),
    inputs: amd64,
    says: ["-mfpu=neon", "32-bit ARM", "#cgo arm CFLAGS"],
  },
  { code: "unknown-flag", files: program("#cgo CFLAGS: -fblocks"), says: ["-fblocks", "compiler: clang"] },
  {
    code: "inline-assembly-of-other-processor",
    files: program('static void f(void) { __asm__ volatile("cpuid" ::: "ebx", "ecx"); }', "C.f()"),
    says: [x86, "ebx", "#if defined(__x86_64__)"],
    place: "main.go:3",
  },
  {
    code: "inline-assembly-of-other-processor",
    name: "as",
    files: {
      ...program("int f(void);", "C.f()"),
      "lib.c": 'int f(void) { __asm__ volatile("cpuid"); return 0; }\n',
    },
    says: ["lib.c:1", x86],
    place: "lib.c:1",
  },
  {
    code: "inline-assembly-of-other-processor",
    name: "clang",
    files: program('static void f(void) { __asm__ volatile("cpuid"); }', "C.f()"),
    inputs: clang,
    says: [x86],
  },
  {
    code: "instruction-set-not-enabled",
    files: program(
      "#include <immintrin.h>\nstatic int f(void) { __m256i a = _mm256_set1_epi32(1); a = _mm256_add_epi32(a, a); return _mm256_extract_epi32(a, 0); }",
      "C.f()",
    ),
    inputs: amd64,
    says: ["_mm256", "#cgo amd64 CFLAGS"],
  },
  {
    code: "objective-c",
    files: { ...program("#cgo CFLAGS: -x objective-c\nint f(void);", "C.f()"), "lib.c": "int f(void) { return 0; }\n" },
    says: ["Objective-C", "_darwin.m"],
  },
  {
    code: "warning-as-error",
    files: {
      ...program("#cgo CFLAGS: -Wall -Werror\nint f(void);", "C.f()"),
      "lib.c": "static int g;\nint f(void) { return 0; }\n",
    },
    says: ["-Werror", "-Wno-error=unused-variable"],
    place: "main.go:3",
  },
  {
    code: "warning-as-error",
    name: "clang",
    files: {
      ...program("#cgo CFLAGS: -Wall -Werror\nint f(void);", "C.f()"),
      "lib.c": "static int g;\nint f(void) { return 0; }\n",
    },
    inputs: clang,
    says: ["-Wno-error=unused-variable"],
  },
  {
    code: "error-directive",
    files: program("#error no support for this"),
    says: ["no support for this"],
    place: "main.go:3",
  },
  {
    code: "c-error",
    files: { ...program("int f(void);", "C.f()"), "lib.c": "int f(void) { return missing; }\n" },
    says: ["lib.c:1", "missing"],
    place: "lib.c:1",
  },
  {
    code: "c-error",
    name: "C++ of a package in a directory, clang",
    files: {
      "go.mod": goMod,
      "main.go": 'package main\n\nimport "example.com/app/inside"\n\nfunc main() { inside.F() }\n',
      "inside/inside.go": 'package inside\n\n// int f(void);\nimport "C"\n\nfunc F() { C.f() }\n',
      "inside/lib.cc": 'extern "C" int f(void) { return missing(); }\n',
    },
    inputs: clang,
    says: ["lib.cc:1", "missing"],
    place: "inside/lib.cc:1",
  },
  // C++.
  {
    code: "cxx-in-c",
    files: { ...program('#include "shape.h"'), "shape.h": "#include <string>\nclass Shape {};\n" },
    says: ["shape.h:1", "<string> is a header of C++", ".cc file"],
    place: "shape.h:1",
  },
  {
    code: "cxx-in-c",
    name: "a class",
    files: { ...program('#include "shape.h"'), "shape.h": "class Shape {};\n" },
    says: ["shape.h:1", "class is of C++"],
  },
  {
    code: "cxx-in-c",
    name: "clang",
    files: { ...program('#include "shape.h"', "C.area()"), "shape.h": 'extern "C" int area(void);\n' },
    inputs: clang,
    says: ["shape.h", "#ifdef __cplusplus"],
  },
  {
    code: "git-lfs-source",
    files: {
      ...program('#include "v.h"'),
      "v.h": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n",
    },
    says: ["v.h is a pointer of Git LFS", "lfs: true"],
    place: "v.h:1",
  },
  {
    code: "cxx-standard",
    files: { ...program("#cgo CXXFLAGS: -std=c++98"), "lib.cc": "#include <mutex>\n" },
    says: ["lib.cc:1", "C++11", "-std=c++98 in main.go:3", "write -std=c++11 there"],
    place: "main.go:3",
  },
  {
    code: "cxx-flag-for-c",
    files: program("#cgo CFLAGS: -std=c++17"),
    inputs: clang,
    says: ["main.go:3", "#cgo CXXFLAGS: -std=c++17"],
    place: "main.go:3",
  },
  {
    code: "include-missing",
    files: { ...program("int f(void);", "C.f()"), "lib.c": "int f(void) { FILE *file = 0; return !file; }\n" },
    says: ["lib.c:1", "#include <stdio.h>"],
    place: "lib.c:1",
  },
  // Assembly.
  {
    code: "assembly-of-other-processor",
    files: { ...program("void f(void);", "C.f()"), "one.S": ".text\n.globl f\nf: movl $1,%eax\n ret\n" },
    says: ["one.S:3", x86, "one_amd64.S"],
    place: "one.S:3",
  },
  {
    code: "assembly-of-other-processor",
    name: "ARM's, clang",
    files: { ...program("void f(void);", "C.f()"), "one.S": ".text\n.globl f\nf: stp x29, x30, [sp, #-16]!\n ret\n" },
    inputs: { ...clang, ...amd64 },
    says: ["one.S:3", "ARM64", "one_arm64.S"],
  },
  {
    code: "go-assembly-of-other-processor",
    files: {
      "go.mod": goMod,
      "main.go": "package main\n\nfunc one() int\n\nfunc main() { println(one()) }\n",
      "one.s": '#include "textflag.h"\nTEXT ·one(SB),NOSPLIT,$0-8\n\tMOVQ $1, AX\n\tMOVQ AX, ret+0(FP)\n\tRET\n',
    },
    says: ["one.s:3", "one_amd64.s"],
    place: "one.s:3",
  },
  {
    code: "missing-function-body",
    files: {
      "go.mod": goMod,
      "main.go": "package main\n\nfunc one() int\n\nfunc main() { println(one()) }\n",
      "one_amd64.s": '#include "textflag.h"\nTEXT ·one(SB),NOSPLIT,$0-8\n\tRET\n',
    },
    says: ["main.go:3", "linux/arm64"],
    place: "main.go:3",
  },
  // The linker.
  {
    code: "undefined-symbol",
    files: program("#include <math.h>\nstatic double f(double x) { return pow(x, x); }", "println(float64(C.f(2.5)))"),
    says: ["pow", "libm", "#cgo LDFLAGS: -lm"],
    place: "main.go:4",
  },
  {
    code: "undefined-symbol",
    name: "lld",
    files: {
      ...program("double f(double);", "println(float64(C.f(2.5)))"),
      "lib.c": "#include <math.h>\ndouble f(double x) {\n  return pow(x, x);\n}\n",
    },
    inputs: clang,
    says: ["pow", "-lm", "lib.c:3"],
    place: "lib.c:3",
  },
  {
    code: "undefined-symbol",
    name: "of Windows",
    files: program("unsigned long timeGetTime(void);", "C.timeGetTime()"),
    inputs: windows,
    says: ["timeGetTime", "-lwinmm", "main.go:6"],
    place: "main.go:6",
  },
  {
    code: "posix-function",
    files: program("#include <unistd.h>\nstatic int f(void) { return fork(); }", "C.f()"),
    inputs: windows,
    says: ["main.go:4", "Unix", "#ifndef _WIN32"],
    place: "main.go:4",
  },
  {
    code: "undefined-symbol",
    name: "in a file for another processor",
    files: { ...program("int f(void);", "C.f()"), "f_amd64.c": "int f(void)\n{ return 0; }\n" },
    says: ["f_amd64.c", "not compiled for linux/arm64"],
  },
  {
    code: "undefined-symbol",
    name: "a function of Go",
    files: program(
      "int back(void);\nstatic int f(void) { return back(); }",
      "C.f()",
      "\nfunc back() int { return 1 }\n",
    ),
    says: ["main.go:7", "//export back"],
  },
  {
    code: "undefined-symbol",
    name: "in a directory that Go does not compile",
    files: { ...calls("int f(void);", "f()"), "src/f.c": "int f(void) { return 1; }\n" },
    says: ["src/f.c", "own directory"],
  },
  {
    code: "undefined-symbol",
    name: "order",
    setup:
      "mkdir lib && echo 'int fb(void) { return 1; }' | gcc -c -x c - -o b.o && echo 'int fb(void); int fa(void) { return fb(); }' | gcc -c -x c - -o a.o && ar rcs lib/liba.a a.o && ar rcs lib/libb.a b.o && rm a.o b.o",
    files: calls(`#cgo LDFLAGS: -L\${SRCDIR}/lib -lb -la\nint fa(void);`, "fa()"),
    inputs: amd64,
    says: ["fb", "libb.a", "before what needs it", "put -lb at the end"],
  },
  {
    code: "dll-import",
    name: "a function of Windows",
    files: calls("__declspec(dllimport) int WSACleanup(void);", "WSACleanup()"),
    inputs: windows,
    says: ["WSACleanup", "-lws2_32"],
  },
  {
    code: "newer-glibc",
    files: calls("unsigned long __isoc23_strtoul(const char *, char **, int);", "__isoc23_strtoul(nil, nil, 0)"),
    says: ["glibc 2.38", "newer"],
    place: "main.go:6",
  },
  {
    code: "dll-import",
    files: calls("__declspec(dllimport) int frob_fn(void);", "frob_fn()"),
    inputs: windows,
    says: ["frob_fn", "DLL", "-DFROB_STATIC"],
  },
  {
    code: "outline-atomics",
    files: calls("int __aarch64_ldadd16_none(void);", "__aarch64_ldadd16_none()"),
    says: ["-mno-outline-atomics"],
  },
  { code: "atomic-library", files: calls("int __atomic_none_8(void);", "__atomic_none_8()"), says: ["-latomic"] },
  { code: "sanitizer-library", files: calls("int __asan_init(void);", "__asan_init()"), says: ["-fsanitize"] },
  { code: "fortran-library", files: calls("int _gfortran_iargc(void);", "_gfortran_iargc()"), says: ["-lgfortran"] },
  {
    code: "openmp-library",
    files: calls("int omp_get_num_threads(void);", "omp_get_num_threads()"),
    says: ["-fopenmp"],
    inputs: clang,
  },
  { code: "apple-symbol", files: calls("void CFRelease(void*);", "CFRelease(nil)"), says: ["Apple", "_darwin"] },
  {
    code: "stack-protector-library",
    files: calls("void __vsprintf_none_chk(void);", "__vsprintf_none_chk()"),
    inputs: windows,
    says: ["-lssp"],
  },
  {
    code: "object-of-other-platform",
    setup: "mkdir lib && echo 'int add(void) { return 0; }' | gcc -shared -fPIC -x c - -o lib/libadd.so",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
    files: calls("#cgo LDFLAGS: -L${SRCDIR}/lib -ladd\nint add(void);", "add()"),
    says: [/libadd\.so is for linux\/amd64/, "linux/arm64", "#cgo linux,arm64"],
  },
  {
    code: "object-of-other-platform",
    name: "an archive",
    setup:
      "mkdir lib && echo 'int add(void) { return 0; }' | gcc -c -x c - -o lib/add.o && ar rcs lib/libadd.a lib/add.o",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
    files: calls("#cgo LDFLAGS: ${SRCDIR}/lib/libadd.a\nint add(void);", "add()"),
    says: [/libadd\.a .*is for linux\/amd64/, "#cgo linux,amd64"],
  },
  {
    code: "duplicate-symbol",
    files: {
      ...program("int one(void);", "C.one()"),
      "a.c": "int one(void) { return 1; }\n",
      "b.c": "int one(void) { return 1; }\n",
    },
    says: ["`one`", "a.c:1", "b.c:1", "static"],
  },
  {
    code: "duplicate-symbol",
    name: "lld",
    files: {
      ...program("int one(void);", "C.one()"),
      "a.c": "int one(void) { return 1; }\n",
      "b.c": "int one(void) { return 1; }\n",
    },
    inputs: clang,
    says: ["`one`", "a.c", "b.c", "static"],
  },
  {
    code: "duplicate-symbol",
    name: "in a preamble with //export",
    files: {
      "go.mod": goMod,
      "main.go":
        'package main\n\n// int one(void) { return 1; }\nimport "C"\n\n//export two\nfunc two() {}\n\nfunc main() { C.one() }\n',
    },
    says: ["`one`", "//export", ".c file"],
  },
  {
    code: "thread-local-mismatch",
    files: {
      ...program("int f(void);", "C.f()"),
      "a.c": "__thread int each = 1;\nint f(void) { return each; }\n",
      "b.c": "extern int each;\nint g(void) { return each; }\n",
    },
    says: ["b.c:1", "extern __thread"],
    place: "b.c:1",
  },
  {
    code: "not-position-independent",
    setup:
      "mkdir lib && echo 'int n; int *where(void) { return &n; } int add(void) { return ++*where(); }' | gcc -O1 -fno-pic -fno-pie -mcmodel=small -c -x c - -o lib/add.o && ar rcs lib/libadd.a lib/add.o",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
    files: calls("#cgo LDFLAGS: -L${SRCDIR}/lib -ladd\nint add(void);", "add()"),
    inputs: { ...amd64, buildmode: "c-shared" },
    says: ["libadd.a", "position-independent", "-fPIC"],
  },
  {
    code: "c-library-not-found",
    files: program("", "C.CString(``)"),
    inputs: { "cgo-ldflags": "--sysroot=/opt/no-such-sysroot" },
    says: ["no-such-sysroot does not exist", "remove --sysroot=/opt/no-such-sysroot"],
  },
  {
    code: "c-library-not-found",
    name: "lld",
    files: program("", "C.CString(``)"),
    inputs: { "cgo-ldflags": "--sysroot=/opt/no-such-sysroot", ...clang },
    says: ["no-such-sysroot", "remove"],
  },
  {
    code: "static-library-not-found",
    setup: "mkdir lib && echo 'int add(void) { return 0; }' | gcc -shared -fPIC -x c - -o lib/libadd.so",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
    files: calls("#cgo LDFLAGS: -L${SRCDIR}/lib -ladd\nint add(void);", "add()"),
    inputs: { ...amd64, static: "true" },
    says: ["libadd.a", "static"],
  },
  {
    code: "library-not-found",
    files: program("#cgo LDFLAGS: -lfrobnicate", "C.CString(``)"),
    says: ["-lfrobnicate", "no package of", "cgo-ldflags"],
    place: "main.go:3",
  },
  {
    code: "library-not-found",
    name: "lld",
    files: program("#cgo LDFLAGS: -lfrobnicate", "C.CString(``)"),
    inputs: clang,
    says: ["-lfrobnicate", "no package of"],
  },
  {
    code: "library-of-other-system",
    files: program("#cgo LDFLAGS: -ldl", "C.CString(``)"),
    inputs: windows,
    says: ["main.go:3", "-ldl", "#cgo linux LDFLAGS: -ldl"],
    place: "main.go:3",
  },
  {
    code: "not-an-object",
    files: {
      ...calls(`#cgo LDFLAGS: -L\${SRCDIR}/lib -lv8\nint f(void);`, "f()"),
      "lib/libv8.a": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n",
    },
    says: ["lib/libv8.a is a pointer of Git LFS", "lfs: true"],
  },
  {
    code: "file-not-found",
    files: program("", "C.CString(``)"),
    inputs: { "cgo-ldflags": "lib/none.a" },
    says: ["lib/none.a", "does not exist"],
  },
  {
    code: "linker-not-found",
    files: program("", "C.CString(``)"),
    inputs: { "cgo-ldflags": "-fuse-ld=mold" },
    says: ["mold", "take -fuse-ld=mold out"],
  },
  {
    code: "unknown-linker-flag",
    files: program("", "C.CString(``)"),
    inputs: { "cgo-ldflags": "-Wl,--frobnicate" },
    says: ["--frobnicate"],
  },
  {
    code: "unknown-linker-flag",
    name: "lld",
    files: program("", "C.CString(``)"),
    inputs: { "cgo-ldflags": "-Wl,--frobnicate", ...clang },
    says: ["--frobnicate"],
  },
  // cgo.
  {
    code: "flag-not-allowed",
    files: program("#cgo LDFLAGS: -Wl,--defsym=frob=0"),
    says: ["CGO_LDFLAGS_ALLOW='-Wl,--defsym=frob=0'", "main.go:3"],
    place: "main.go:3",
  },
  {
    code: "c-name-unknown",
    files: program("", "println(C.FROB_LEVEL)"),
    says: ["FROB_LEVEL", "main.go:6", "include"],
    place: "main.go:6",
  },
  {
    code: "c-name-unknown",
    name: "a macro with arguments",
    files: program("#define twice(x) (2*(x))", "println(C.twice(1))"),
    says: ["macro", "main.go:3"],
  },
  {
    code: "c-name-unknown",
    name: "behind an empty line",
    files: {
      "go.mod": goMod,
      "main.go": 'package main\n\n// #include <stdio.h>\n\nimport "C"\n\nfunc main() { C.puts(nil) }\n',
    },
    says: ["main.go:7", "an empty line separates", "main.go:5", "remove the empty line"],
    place: "main.go:7",
  },
  {
    code: "c-name-unknown",
    name: "of a header of the standard",
    files: program("static void f(char *s) {}", "C.free(nil)"),
    says: ["#include <stdlib.h>"],
  },
  {
    code: "c-name-unknown",
    name: "a tag",
    files: program("struct point { int x; };", "var p C.point; _ = p"),
    says: ["C.struct_point", "main.go:3"],
  },
  {
    code: "c-name-unknown",
    name: "of a preamble that does not compile",
    files: { ...program('#include "s.h"', "C.f()"), "s.h": "int f(int a b);\n" },
    says: ["s.h:1", "does not compile"],
    place: "s.h:1",
  },
  {
    code: "export-conflict",
    files: {
      "go.mod": goMod,
      "main.go":
        'package main\n\n// int back(int);\nimport "C"\n\n//export back\nfunc back(a C.long) C.int { return 1 }\n\nfunc main() {}\n',
    },
    says: ["main.go:7", "main.go:3", "has other types"],
    place: "main.go:7",
  },
  {
    code: "c-field-keyword",
    files: program("struct s { int type; };", "var p C.struct_s; p.type = 1"),
    says: ["main.go:6", "._type"],
  },
  {
    code: "variadic-function",
    files: program("#include <stdio.h>", "C.printf(nil)"),
    says: ["C.printf", "my_printf"],
    place: "main.go:6",
  },
  // Go.
  {
    code: "declared-for-other-targets",
    files: {
      "go.mod": goMod,
      "main.go": 'package main\n\nimport "example.com/app/fast"\n\nfunc main() { println(fast.One()) }\n',
      "fast/name.go": "package fast\n\nvar Name = 1\n",
      "fast/fast_linux.go": "package fast\n\nfunc One() int { return 1 }\n",
    },
    inputs: { targets: "freebsd/amd64" },
    says: ["fast.One", "fast/fast_linux.go", "only for linux", "targets"],
    place: "main.go:5",
  },
  {
    code: "declared-for-other-targets",
    name: "by its build line",
    files: {
      "go.mod": goMod,
      "main.go": "package main\n\nfunc main() { println(one()) }\n",
      "one.go": "//go:build amd64 && linux\n\npackage main\n\nfunc one() int { return 1 }\n",
    },
    says: ["one.go", "amd64 && linux"],
  },
  {
    code: "integer-too-small",
    files: { "go.mod": goMod, "main.go": "package main\n\nfunc main() { x := 1 << 40; println(x) }\n" },
    inputs: { targets: "linux/arm/v7" },
    says: ["main.go:3", "32 bits", "int64"],
    place: "main.go:3",
  },
  {
    code: "linkname-refused",
    files: {
      "go.mod": goMod,
      "main.go":
        'package main\n\nimport _ "unsafe"\n\n//go:linkname lock runtime.lockOSThread\nfunc lock()\n\nfunc main() { lock() }\n',
      "empty.s": "",
    },
    says: ["runtime.lockOSThread", "Go 1.23", "-checklinkname=0"],
    place: "main.go:5",
  },
  {
    code: "go-symbol-not-defined",
    files: {
      "go.mod": goMod,
      "main.go": "package main\n\nfunc one() int\n\nfunc main() { println(one()) }\n",
      "empty.s": "",
    },
    says: ["main.one"],
  },
  {
    code: "language-version",
    files: {
      "go.mod": "module example.com/app\n\ngo 1.21\n",
      "main.go": "package main\n\nfunc main() { for i := range 3 { println(i) } }\n",
    },
    says: ["go1.22", "go mod edit -go=1.22"],
    place: "main.go:3",
  },
  {
    code: "go-error",
    files: { "go.mod": goMod, "main.go": 'package main\n\nvar _ int = "three"\n\nfunc main() {}\n' },
    says: ["main.go:3", '"three"', "GOOS=linux GOARCH=arm64 go vet"],
    place: "main.go:3",
  },
  {
    code: "c-type-mismatch",
    files: program("static int f(int x) { return x; }", "x := 1; C.f(x)"),
    says: ["main.go:6", "convert it: `C.int(x)`"],
    place: "main.go:6",
  },
  {
    code: "c-type-mismatch",
    name: "a string",
    files: program("static void f(char *s) {}", 'C.f("hello")'),
    says: ['C.CString("hello")', "C.free"],
  },
  // Programs that run.
  {
    code: "exit-code",
    files: {
      "go.mod": goMod,
      "main.go": 'package main\n\nimport "os"\n\nfunc main() { println("no config"); os.Exit(3) }\n',
    },
    inputs: { run: "true" },
    says: ["exit code 3", "qemu-aarch64", "no config", "run-args"],
  },
  {
    code: "illegal-instruction",
    files: program('static void f(void) { __asm__ volatile("ud2"); }', "C.f()"),
    inputs: { ...amd64, run: "true" },
    says: ["SIGILL", "-march"],
  },
  {
    code: "illegal-instruction",
    name: "ARM",
    files: program('static void f(void) { __asm__ volatile(".inst 0x00000000"); }', "C.f()"),
    inputs: { run: "true" },
    says: ["SIGILL", "qemu-aarch64"],
  },
  {
    code: "go-panic",
    files: { "go.mod": goMod, "main.go": 'package main\n\nfunc main() {\n\tpanic("no luck")\n}\n' },
    inputs: { ...amd64, run: "true" },
    says: ["no luck"],
    place: "main.go:4",
  },
  {
    code: "go-pointer-to-c",
    files: program("static void f(void *p) {}", "x := new(int); p := &x; C.f(unsafe.Pointer(p))", 'import "unsafe"\n'),
    inputs: { ...amd64, run: "true" },
    says: ["runtime.Pinner"],
  },
  {
    code: "crash",
    files: program("static int f(int *p) { return *p; }", "C.f(nil)"),
    inputs: { run: "true" },
    says: ["SIGSEGV", "qemu-aarch64", "in its C"],
    place: "main.go:6",
  },
  {
    code: "library-version-at-run",
    setup:
      "mkdir new old && echo 'int frob(void) { return 0; }' > f.txt && echo 'FROB_2 { global: frob; };' > new.map && echo 'FROB_1 { global: frob; };' > old.map && for v in new old; do gcc -x c f.txt -shared -fPIC -o $v/libfrob.so -Wl,-soname,libfrob.so -Wl,--version-script=$v.map; done",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
    files: calls("#cgo LDFLAGS: -L${SRCDIR}/new -lfrob -Wl,-rpath,${SRCDIR}/old\nint frob(void);", "frob()"),
    inputs: { ...amd64, run: "true", trimpath: "false" },
    says: ["FROB_2", "libfrob.so", "newer version"],
  },
  {
    code: "library-not-found-at-run",
    setup:
      "mkdir lib && echo 'int frob(void) { return 0; }' | gcc -x c - -shared -fPIC -o lib/libfrob.so -Wl,-soname,libgone.so",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
    files: calls("#cgo LDFLAGS: -L${SRCDIR}/lib -lfrob\nint frob(void);", "frob()"),
    inputs: { ...amd64, run: "true" },
    says: ["libgone.so", "static: true"],
  },
  {
    code: "loader-not-found",
    files: program("", "C.CString(``)"),
    inputs: { ...amd64, run: "true", "cgo-ldflags": "-Wl,--dynamic-linker=/lib/ld-none.so.1" },
    says: ["/lib/ld-none.so.1", "loader", "static: true"],
  },
];
