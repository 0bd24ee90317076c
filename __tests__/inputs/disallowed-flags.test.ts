import { describe, expect, it } from "vitest";
import { disallowedFlags } from "../../src/inputs/disallowed-flags.ts";

const isAllowed = (...words: string[]) => disallowedFlags("C compiler", words).length === 0;

const oneOrTwoHyphens = (name: string) => [`-${name}`, `--${name}`];

/** Options with a value in each spelling that a parser takes: joined, with `=`, or the next word. */
const valued = (names: string) =>
  names.split(" ").flatMap((name) => [...oneOrTwoHyphens(name), ...oneOrTwoHyphens(`${name}=x`)]);

const words = (text: string) => text.trim().split(/\s+/);

const ofCompiler = [
  ...valued(
    "fplugin fpass-plugin hipspv-pass-plugin iplugindir plugin add-plugin load fmodule-mapper fthinlto-distributor mllvm wrapper " +
      "specs prefix ld-path gcc-toolchain gcc-install-dir config cuda-path ptxas-path for-linker for-assembler ivfsoverlay " +
      "MF MJ dependency-file dependency-dot dumpdir dumpbase dumpbase-ext auxbase-strip aux-info save-temps save-stats " +
      "fdump-tree-original fdump-ada-spec fdump-go-spec foptimization-record-file fdiagnostics-add-output " +
      "fcrash-diagnostics-dir serialize-diagnostics fmodule-output fmodules-cache-path coverage ftest-coverage fprofile-arcs " +
      "fprofile-dir fprofile-note fprofile-generate fprofile-instr-generate fcs-profile-generate output",
  ),
  ...words(`
    -B -Bx -B/x -ccc-gcc-name -fplugin-arg-x-y=1 -mllvm=-load=x.so -MFx -MJx -dumpbase-ext -save-temps=cwd -fopt-info=x
    -fopt-info-vec-all=x -ftime-trace=x -time=x -fproc-stat-report=x -fdiagnostics-format=sarif-file
    -fdiagnostics-format=json-file -fuse-ld=/x/ld -o -ox @x -I@x --sysroot=@x
  `),
];

const ofPreprocessor = words("-MD -MMD -MD=x -MDx");

const ofAssembler = words("-a=x --a=x -aln=x -aghlmns=x -MD --MD -o -ox --output=x -mllvm -mllvm=-load=x @x -plugin=x");

const ofLinker = [
  ...valued(
    "plugin plugin-opt load load-pass-plugin lto_library thinlto-distributor mllvm error-handling-script Map map " +
      "dependency-file output-def out-implib base-file pdb reproduce print-symbol-counts print-archive-stats " +
      "print-symbol-order why-extract time-trace time-trace-file opt-remarks-filename save-temps dwodir lto-obj-path " +
      "thinlto-cache-dir thinlto-index-only separate-debug-file dependency_info object_path_lto cache_path_lto output Xlink",
  ),
  ...words(`
    -mllvm=-load=x.so --mllvm=-load=x.so --stats=x -o -ofoo -o/x @x -L@x -plugin-opt=-load=x
    --dependency-f=x -dependency-f=x --Ma=x -Ma=x --outp=x --output-d=x -out-impli=x --error-h=/x --plug=x
  `),
];

describe("what is not passed to a compiler, linker or assembler", () => {
  it.each([...new Set(ofCompiler)])("an option of the compiler: %s", (option) => {
    for (const spelled of [
      [option],
      ["-O2", option, "value"],
      ["-Xclang", option],
      ["-Xpreprocessor", option],
      [`-Xclang=${option}`],
      ["-Xarch_arm64", option],
      [`-Wp,${option}`],
      [`-Wp,-DX,${option},value`],
    ]) {
      expect(isAllowed(...spelled), spelled.join(" ")).toBe(false);
    }
  });

  it.each(ofPreprocessor)("an option that only the preprocessor has with a value: %s", (option) => {
    expect(isAllowed(`-Wp,${option},x`)).toBe(false);
    expect(isAllowed("-Xpreprocessor", option)).toBe(false);
    expect(isAllowed(`-Xpreprocessor=${option}`)).toBe(false);
  });

  it.each(ofAssembler)("an option of the assembler: %s", (option) => {
    expect(isAllowed(`-Wa,${option}`)).toBe(false);
    expect(isAllowed(`-Wa,--noexecstack,${option},x`)).toBe(false);
    expect(isAllowed("-Xassembler", option)).toBe(false);
  });

  it.each([...new Set(ofLinker)])("an option of the linker: %s", (option) => {
    for (const spelled of [
      [`-Wl,${option}`],
      [`-Wl,-z,now,${option},value`],
      ["-Xlinker", option, "-Xlinker", "value"],
      [`-Xlinker=${option}`],
    ]) {
      expect(isAllowed(...spelled), spelled.join(" ")).toBe(false);
      const nested = disallowedFlags("go link", ["-s", `-extldflags='${spelled.join("' '")}'`]);
      const separate = disallowedFlags("go link", ["-extldflags", spelled.join(" ")]);
      expect([nested.length > 0, separate.length > 0], spelled.join(" ")).toEqual([true, true]);
    }
  });

  it("says why, and what to do", () => {
    const reasons = (word: string) =>
      disallowedFlags("C compiler", [word]).map(({ reason, remedy }) => [reason, remedy]);
    expect(reasons("-Wl,-Map=x")).toEqual([["it writes a file outside the output directory", "remove it"]]);
    expect(reasons("-Wl,--mllvm=-load=x.so")).toEqual([
      ["it can make the compiler load code or run another program", "remove it"],
    ]);
    expect(reasons("-Wl,--error-handling-script=x")).toEqual([
      ["it can make the build run another program", "remove it"],
    ]);
    expect(reasons("-ivfsoverlay=x")).toEqual([["it replaces source files in the build", "remove it"]]);
  });
});

describe("what is passed on", () => {
  it.each(
    words(`
      -lfoo -lplugin -lMap -lo -lout -L/usr/lib/x -L. -lload-balancer -Iinclude -isystem/x -DFOO= -DFOO=1 -DX=@x -UFOO -O0 -O2 -Ofast -Os -g -g3 -ggdb
      -gsplit-dwarf -std=c11 -std=gnu++20 -Wall -Wextra -Werror=format -Wno-unused -Wp,-D_FORTIFY_SOURCE=2 -Wp,-MP
      -fPIC -fno-plt -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fvisibility=hidden -flto
      -flto=auto -fopenmp -fsanitize=address -ffile-prefix-map=a=b -fdebug-prefix-map=a=b -ffunction-sections
      -fdata-sections -fuse-ld=lld -fuse-ld=bfd -fprofile-use=x -fprofile-instr-use=x -fprofile-update=atomic
      -fprofile-partial-training -fopt-info -ftime-trace -fdiagnostics-color=always -fdiagnostics-format=text
      -fmodule-file=x -fcoverage-prefix-map=a=b -dumpmachine -dumpversion -MD -MMD -MP -MTx -M -march=armv8-a -march=native -mcpu=cortex-a53
      -mtune=generic -mfloat-abi=hard -mfpu=neon -mabi=lp64d -m32 -marm -mthumb -pthread -pie -no-pie -static
      -static-libgcc -static-libstdc++ -shared-libgcc -rdynamic -s -nostdlib -framework -F/x -isysroot --sysroot=/x
      --target=aarch64-linux-gnu -target -stdlib=libc++ -rtlib=compiler-rt -mmacosx-version-min=11.0 -x -include
      -Wl,-rpath -Wl,-rpath,/x -Wl,-rpath=$ORIGIN/lib -Wl,-z,relro -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--as-needed
      -Wl,--gc-sections -Wl,--build-id=none -Wl,-Bstatic,-lfoo,-Bdynamic -Wl,-Bsymbolic -Wl,--wrap=malloc -Wl,-M -Wl,--print-map -Wl,--cref
      -Wl,--start-group,-lfoo,--end-group -Wl,--whole-archive -Wl,--export-dynamic -Wl,-E -Wl,-soname,libx.so
      -Wl,--version-script=x -Wl,--dynamic-list=x -Wl,-T,x.ld -Wl,-T -Wl,--defsym=a=b -Wl,--allow-multiple-definition
      -Wl,--oformat=elf64 -Wl,-oformat,x -Wl,--orphan-handling=warn -Wl,--stats -Wl,-O1 -Wl,--icf=all -Wl,--threads=2
      -Wl,--thinlto-jobs=2 -Wl,--lto-O3 -Wl,--push-state -Wl,--pop-state -Wl,-dead_strip -Wl,-order_file,x
      -Wl,-exported_symbols_list,x -Wl,-headerpad_max_install_names -Wl,-install_name,x -Wl,-no_pie -Wl,-e,main -Wl,-u,x
      -Wl,--subsystem,windows -Wl,--dynamicbase -Wl,--large-address-aware -Wl,-m,elf_i386 -Wl,--hash-style=gnu
      -Wl,--dynamic-linker=/lib/ld.so -Wl,--no-undefined -Wl,--error-unresolved-symbols -Wl,-lplugin -Wl,--emit-relocs -Wl,-l:x.a
      -Wa,--noexecstack -Wa,-march=armv7-a -Wa,--defsym,X=1 -Wa,-alh -Wa,--fatal-warnings -Wa,-mbig-obj foo.o /x/libfoo.a
    `),
  )("%s", (option) => {
    expect(disallowedFlags("C compiler", [option])).toEqual([]);
  });

  it.each([
    "-Xlinker -rpath -Xlinker /x",
    "-Xlinker --as-needed",
    "-Xlinker -z -Xlinker relro",
    "-Xassembler --noexecstack",
    "-Xclang -fno-validate-pch",
    "-framework Metal -arch arm64",
    "-z now -T x.ld -u main",
  ])("%s", (text) => {
    expect(disallowedFlags("C compiler", words(text))).toEqual([]);
    expect(disallowedFlags("go link", ["-s", "-w", `-extldflags=${text}`])).toEqual([]);
  });
});
