import { targetName } from "../../platforms/index.ts";
import type { Known, Ran } from "../evidence.ts";
import type { LogLine } from "../log.ts";
import type { Found, Row } from "../row.ts";
import { allOf, listed, targetOf } from "../words.ts";

const stages = ["run"] as const;

const nothingRan: Ran = {
  program: "the program",
  emulator: undefined,
  processor: undefined,
  level: undefined,
  interpreter: undefined,
  end: { kind: "exit", code: 1 },
};

function ranOf({ known }: { readonly known: Known }): Ran {
  return known.ran ?? nothingRan;
}

/** ` under qemu-aarch64`, or nothing. */
function under(found: Pick<Found, "known">): string {
  const { emulator } = ranOf(found);
  return emulator === undefined ? "" : ` under ${emulator}`;
}

/** ` with exit code 2`, or by which signal. */
function ended(found: Pick<Found, "known">): string {
  const { end } = ranOf(found);
  switch (end.kind) {
    case "exit":
      return `exit code ${end.code}`;
    case "signal":
      return end.signal ?? "a signal";
    case "timeout":
      return `no end within ${end.seconds} s`;
    case "not-started":
      return end.reason;
  }
}

/** What the emulated processor can do, as far as one was chosen. */
function processorOf(found: Pick<Found, "known">): string {
  const { processor, level } = ranOf(found);
  return processor === undefined
    ? ""
    : `, which emulates ${processor}${level === undefined ? "" : `, the oldest processor of ${level}`}`;
}

/** The last line that a program printed and that is no register or address of a crash. */
function lastWords(log: readonly LogLine[]): string | undefined {
  return log
    .findLast(
      ({ text }) =>
        text.trim() !== "" &&
        !/^(?:[a-z]\w{1,5}\s+0x|\s|exit status|goroutine |wine client error:|[0-9a-f]{4}:(?:fixme|warn|trace):)/.test(
          text,
        ),
    )
    ?.text.trim();
}

/** The first place of the program's own in the trace of a crash. */
function traced(found: Found) {
  const own = found.log.flatMap(({ text }) => {
    const [, file, line] = /^\s+([\w./~-]+\.go):(\d+)(?: \+0x.*)?$/.exec(text) ?? [];
    return file === undefined || file.startsWith("/") || file.startsWith("$") || file.includes("@")
      ? []
      : [{ file, line: Number(line) }];
  });
  const [first] = own.filter(({ file }) => !/^(?:runtime|internal|syscall|os|reflect)\/|^_cgo_/.test(file));
  return first === undefined ? [] : [{ ...first, column: undefined, text: found.line.text.trim() }];
}

const isEnd =
  (...kinds: readonly Ran["end"]["kind"][]) =>
  (found: Found) =>
    kinds.includes(ranOf(found).end.kind);

export const run: readonly Row[] = [
  {
    code: "illegal-instruction",
    tool: "run",
    title: "The program has an instruction that the processor does not have",
    about:
      "SIGILL: code was compiled for a newer processor than the one that runs it. Emulators run a target's programs on the oldest processor of its level, so that this shows before it does on somebody's machine. Take `-march`, `-mcpu` and `-m…` flags out, use libraries that are compiled for the level, or raise it (`linux/arm/v7`, `linux/amd64/v3`).",
    reference: "docs/explain/running.md",
    stages,
    rank: "first",
    signs: [/SIGILL|[Ii]llegal instruction|0xc000001d|EXCEPTION_ILLEGAL_INSTRUCTION|priviledged instruction/i],
    explain: (found) => ({
      headline: "SIGILL: illegal instruction",
      cause: `${ranOf(found).program} was stopped by an illegal instruction (SIGILL)${under(found)}${processorOf(found)}: it has code for a newer processor than ${ranOf(found).level ?? (ranOf(found).emulator === undefined ? "this machine's" : "that")}`,
      fix: "take -march, -mcpu and -m flags out of the #cgo lines and `cgo-cflags`, use libraries that are compiled for the target's level (its baseline), or raise the level, as in linux/amd64/v3 (GOAMD64) or linux/arm/v7",
      places: traced(found),
    }),
  },
  {
    code: "library-version-at-run",
    tool: "run",
    title: "A library is older than the one that the program was linked with",
    about:
      "The program was built against a newer version of a library (or of glibc) than the one where it runs. Build against the same or an older one (`glibc:`), ship the library with the program, or link it static.",
    reference: "docs/explain/static-and-glibc.md",
    stages,
    rank: "first",
    signs: [
      /(?<library>(?<![^\s:])[^\s:]+\.so[.\d]*): version '(?<version>[^']+)' not found \(required by (?<by>\S+?)\)/,
      /symbol lookup error: (?<by>[^\s:]+): undefined symbol: (?<symbol>[^\s,]+)(?:, version (?<version>\S+))?/,
      /Error relocating (?<by>[^\s:]+): (?<symbol>\S+): symbol not found/,
    ],
    explain: ({ groups, ...found }) => {
      const { library, version, symbol, by } = groups;
      const isGlibc = /^GLIBC_/.test(version ?? "");
      return {
        headline: `${library === undefined ? (symbol ?? "") : `${library}: version '${version}' not found`}`,
        cause: `${by?.split("/").at(-1) ?? "the program"} was built with a newer version of ${library?.split("/").at(-1) ?? "a library"} than the one that is loaded${under(found)}, which has no ${version ?? symbol}${library === undefined ? "" : ` (${library})`}`,
        fix: isGlibc
          ? `build for an older glibc (\`glibc: …\`), or link it in with \`static: true\``
          : "run it with the same or a newer version of the library: correct the directory that -rpath names, or link the library static",
      };
    },
  },
  {
    code: "library-not-found-at-run",
    tool: "run",
    title: "A shared library or DLL is not found when the program starts",
    about:
      "The program needs a shared library that is not where it is looked for. Link it static (`static: true`), or hand the library on with the program and link with `-Wl,-rpath,$ORIGIN`; a DLL goes into the program's own directory.",
    reference: "docs/explain/running.md",
    stages,
    rank: "first",
    signs: [
      /error while loading shared libraries: (?<library>[^\s:]+):/,
      /Error loading shared library (?<library>[^\s:]+):/,
      /Library (?<library>\S+) \(which is needed by .*\) not found/,
      /[Tt]he code execution cannot proceed because (?<library>\S+) was not found/,
      /(?<status>0xc0000135)|STATUS_DLL_NOT_FOUND/i,
    ],
    explain: (found) => {
      const names = allOf(found, /(?:shared libraries: |shared library |^.*Library )([^\s:]+)/);
      const library = names.length === 0 ? (found.groups["library"] ?? "a DLL") : listed(names);
      const isDll = /\.dll/i.test(library) || library === "a DLL";
      return {
        cause: `${ranOf(found).program} needs ${library}, which is not there${under(found)}`,
        fix: isDll
          ? "put it into the program's directory, or link it in: `cgo-ldflags: -static`"
          : "link it in with `static: true`, or hand it on with the program and link with -Wl,-rpath,$ORIGIN",
      };
    },
  },
  {
    code: "loader-not-found",
    tool: "run",
    title: "The dynamic loader that the program asks for is not there",
    about:
      "A dynamic program names its loader (`/lib/ld-linux-aarch64.so.1`, musl's `/lib/ld-musl-x86_64.so.1`), and this system has none of that name: the program is for another C library or ABI. Link it static (`static: true`), choose `libc:`, or take `-Wl,--dynamic-linker` out.",
    reference: "https://man7.org/linux/man-pages/man8/ld.so.8.html",
    stages,
    rank: "first",
    signs: [
      /Could not open '(?<loader>[^']*\/ld[^']*)'/,
      /(?:could not|cannot) (?:be started|start|open).*(?:No such file or directory|ENOENT)/i,
      /cannot execute: required file not found/,
    ],
    when: ({ known, groups }) => groups["loader"] !== undefined || known.ran?.interpreter !== undefined,
    explain: (found) => {
      const loader = found.groups["loader"] ?? ranOf(found).interpreter ?? "";
      return {
        headline: `${ranOf(found).program} cannot be started: No such file or directory`,
        cause: `it asks for the dynamic loader (interpreter) ${loader}, which is not there${under(found)}${/musl/.test(loader) ? ": that is musl's, which only Alpine and its like have" : ""}`,
        fix: /musl/.test(loader)
          ? "link it static with `static: true`, or for this system's C library: leave --dynamic-linker and `libc: musl` out"
          : "link it static with `static: true`, or leave --dynamic-linker out of the flags",
      };
    },
  },
  {
    code: "wrong-program-format",
    tool: "run",
    title: "The program is not for this machine",
    about:
      "`Exec format error`: what is to be started is for another processor, or a script without its first line. Set `run: auto` to have it run by an emulator.",
    reference: "docs/explain/running.md",
    stages,
    rank: "first",
    signs: [/[Ee]xec format error|ENOEXEC|[Bb]ad EXE format|Invalid ELF image for this architecture/],
    explain: (found) => ({
      cause: `${ranOf(found).program}, or something that it starts, is for another processor or system than the one that ran it${under(found)}`,
      fix:
        ranOf(found).emulator === undefined
          ? "run it under an emulator with `run: auto`, or on a machine of its own with `run: false` here"
          : "the emulator starts what is for this target alone: have the program start nothing else (`run-args`), or set `run: false`",
    }),
  },
  {
    code: "cgo-stub",
    tool: "run",
    title: "A package that needs cgo was built without",
    about: "The package compiles without cgo and does nothing but fail. Set `cgo: auto`.",
    reference: "docs/explain/cgo.md",
    stages,
    rank: "first",
    signs: [
      /compiled with 'CGO_ENABLED=0', (?<package>\S+) requires cgo|requires cgo to work|built without cgo|cgo (?:is )?(?:disabled|required)/i,
    ],
    when: ({ known }) => !known.cgo,
    explain: (found) => ({
      cause: `${found.groups["package"] ?? "a package"} does nothing without cgo but say so, and cgo is off`,
      fix: "set `cgo: auto` or `cgo: on`",
    }),
  },
  {
    code: "thread-not-created",
    tool: "run",
    title: "A thread cannot be created",
    about:
      "`pthread_create failed: Operation not permitted` is what an old Docker or libseccomp makes of clone3, which glibc calls since 2.34; `Resource temporarily unavailable` is a limit of processes. Update Docker, raise the limit (`ulimit -u`), or link static with musl.",
    reference: "https://github.com/docker-library/golang/issues/467",
    stages,
    rank: "first",
    signs: [
      /runtime\/cgo: pthread_create failed: (?<reason>.+)|pthread_create failed: (?<other>.+)|failed to create new OS thread/,
    ],
    explain: (found) => ({
      cause: `no thread can be created here: ${found.groups["reason"] ?? found.groups["other"] ?? "a limit of the system"}`,
      fix: "update Docker or libseccomp (glibc since 2.34 calls clone3), raise `ulimit -u`, or build with `libc: musl`",
    }),
  },
  {
    code: "thread-sanitizer",
    tool: "run",
    title: "ThreadSanitizer does not run here",
    about:
      "A program with `-race` lays claim to addresses that qemu uses itself, and that kernels with much randomisation give away. It runs on a machine of its own; set `run: false`, or take `-race` out.",
    reference: "https://github.com/google/sanitizers/issues/1716",
    stages,
    rank: "first",
    signs: [/ThreadSanitizer(?: failed to|: (?:unsupported|unexpected|failed)).*|FATAL: ThreadSanitizer/],
    explain: (found) => ({
      cause: `a program with -race needs addresses that it does not get here${under(found)}`,
      fix: "set `run: false` for this target and run it on a machine of its own, or take -race out of `go-flags`",
    }),
  },
  {
    code: "data-race",
    tool: "run",
    title: "The race detector found a data race",
    about:
      "The program ran, and the race detector of `-race` found two goroutines that use one variable without order.",
    reference: "https://go.dev/doc/articles/race_detector",
    stages,
    rank: "first",
    signs: [/WARNING: DATA RACE|Found \d+ data race/],
    explain: (found) => ({
      cause: "the race detector (-race) found a data race in the program",
      fix: "correct it, as the trace in the log says, or take -race out of `go-flags`",
      places: traced(found),
    }),
  },
  {
    code: "go-pointer-to-c",
    tool: "run",
    title: "A pointer of Go is handed to C with more of them behind it",
    about:
      "C may be given a pointer to memory of Go, and not to memory in which other such pointers are, as Go may move or free what those point to. Pin what they point to (`runtime.Pinner`), or allocate the memory in C (`C.malloc`, `C.CString`).",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Passing_pointers",
    stages,
    rank: "first",
    signs: [
      /(?<text>(?:argument of cgo function|cgo argument|cgo result) (?:has|is) (?:Go pointer to )?unpinned Go pointer|cgo argument has Go pointer to Go pointer)/,
    ],
    explain: (found) => ({
      cause: `${ranOf(found).program} stopped: a function of C is given memory of Go in which there are other pointers of Go (${found.groups["text"]})`,
      fix: "pin what they point to before the call, `var p runtime.Pinner; p.Pin(x); defer p.Unpin()`, or allocate that memory in C (`C.malloc`, `C.CString`); to C a `cgo.Handle` can stand for a value of Go",
      places: traced(found),
    }),
  },
  {
    code: "go-panic",
    tool: "run",
    title: "The program panicked",
    about:
      "A Go program ended with a panic or a fatal error of Go's runtime. The first line says which, and the trace where.",
    reference: "https://go.dev/ref/spec#Handling_panics",
    stages,
    after: ["go-pointer-to-c"],
    signs: [/^(?<text>(?:panic|fatal error): .+)/],
    when: ({ log }) => !log.some(({ text }) => /^(?:SIG[A-Z]+: |\[signal SIG)|signal arrived during cgo/.test(text)),
    explain: (found) => ({
      cause: `${ranOf(found).program} panicked${under(found)}: ${found.groups["text"]}`,
      fix: "correct it where the trace says; a program that needs files, devices or a network can be given arguments with which it does nothing (`run-args: --version`), or not be run (`run: false`)",
      places: traced(found),
    }),
  },
  {
    code: "crash",
    tool: "run",
    title: "The program crashed",
    about:
      "A signal or a Windows exception ended the program: SIGSEGV and SIGBUS are wrong addresses, often in C; SIGABRT is the program's own check. What works on one processor may crash on another: sizes of types, alignment, the sign of `char`.",
    reference: "https://man7.org/linux/man-pages/man7/signal.7.html",
    stages,
    after: ["illegal-instruction", "thread-not-created"],
    signs: [
      /(?<signal>SIG(?:SEGV|BUS|ABRT|FPE|TRAP|SYS)): (?<text>[^\n]+)|\[signal (?<inGo>SIG\w+): (?<why>[^\]]*?)(?: code=.*)?\]/,
      /uncaught target signal \d+ \((?<text>[^)]+)\)/,
      /Unhandled exception: (?<text>.+)|(?<code>0xc0000(?:005|0fd|094|409|374))\b/i,
      /(?<text>[Ss]egmentation (?:fault|violation)|[Bb]us error|Aborted \(core dumped\)|stack smashing detected|double free or corruption|[Ff]loating point exception)/,
    ],
    explain: (found) => {
      const { signal, inGo, text, why, code } = found.groups;
      const inC = found.log.some((line) => /signal arrived during cgo|_Cfunc_|\.cgo\d\./.test(line.raw));
      const name = signal ?? inGo ?? code;
      const reason = abortMessage(found);
      return {
        headline: [name, text ?? why].filter((each) => each !== undefined).join(": "),
        cause: `${ranOf(found).program} crashed${under(found)}: ${[name, text ?? why].filter((each) => each !== undefined).join(", ")}${inC ? ", in its C" : ""} (${ended(found)})${reason === undefined ? "" : `; it said: ${reason}`}`,
        fix:
          reason !== undefined
            ? "correct what it says there; `run: false` builds without running it"
            : "correct it where the trace says; what works on one processor may crash on another (sizes of types, alignment, the sign of char). `run: false` builds without running it",
        places: traced(found),
      };
    },
  },
  {
    code: "does-not-exit",
    tool: "run",
    title: "The program does not exit",
    about:
      "A program that is run to be tested has to exit by itself within a minute: give it arguments with which it does (`run-args: --version`), or do not run it (`run: false`).",
    reference: "docs/explain/running.md",
    stages,
    rank: "last",
    signs: [/^/],
    when: isEnd("timeout"),
    explain: (found) => ({
      headline: "",
      cause: `the program did not exit (${ended(found)})${under(found)}${said(found)}`,
      fix: "set run-args so that it exits, for example --version, or set `run: false`",
    }),
  },
  {
    code: "ended-by-signal",
    tool: "run",
    title: "The program was ended by a signal",
    about:
      "A signal ended the program, and it said nothing of it. SIGKILL may be the machine's memory; SIGSEGV a crash in C.",
    reference: "https://man7.org/linux/man-pages/man7/signal.7.html",
    stages,
    rank: "last",
    signs: [/^/],
    when: isEnd("signal"),
    explain: (found) => ({
      headline: "",
      cause: `the program crashed${under(found)}: it was ended by ${ended(found)}${said(found)}`,
      fix: "run it on a machine of its own to find out where; `run: false` builds without running it",
    }),
  },
  {
    code: "not-started",
    tool: "run",
    title: "The program could not be started",
    about: "The system refused to start the program; the reason is the system's own.",
    reference: "https://man7.org/linux/man-pages/man2/execve.2.html",
    stages,
    rank: "last",
    signs: [/^/],
    when: isEnd("not-started"),
    explain: (found) => ({
      headline: "",
      cause: `the program could not be started: ${ended(found)}`,
      fix: "set `run: false` to build without running it",
    }),
  },
  {
    code: "exit-code",
    tool: "run",
    title: "The program exits with an error",
    about:
      "The program ran and exited with another code than 0. Give it arguments with which it succeeds (`run-args: --version`), or do not run it (`run: false`).",
    reference: "docs/explain/running.md",
    stages,
    rank: "last",
    signs: [/^/],
    explain: (found) => ({
      headline: "",
      cause: `the program ended with ${ended(found)}${under(found)}${said(found)}${exceptionOf(found)}`,
      fix: `set run-args to arguments with which it succeeds for ${found.known.target === undefined ? targetOf(found) : targetName(found.known.target)}, for example --version, or set \`run: false\``,
    }),
  },
];

/** What C and C++ say before they abort: a failed assertion, an exception that nothing catches, a damaged heap. */
function abortMessage({ log }: Pick<Found, "log">): string | undefined {
  const said = log.findIndex(({ text }) =>
    /: Assertion .* failed\.?$|^Assertion failed: |^terminate called |^libc\+\+abi: |^(?:free|malloc|realloc|munmap_chunk|double free|corrupted|malloc_consolidate)\b.*|^\*\*\* .* \*\*\*/.test(
      text,
    ),
  );
  const what = /^\s*what\(\):\s+(.+)/.exec(log[said + 1]?.text ?? "")?.[1];
  const text = log[said]?.text
    .replace(/^\S+: (?=\S+:\d+: )/, "")
    .replace(/\.$/, "")
    .trim();
  return text === undefined || what === undefined
    ? text?.slice(0, longestLine)
    : `${text}: ${what}`.slice(0, longestLine);
}

/** Exceptions of Windows by the last byte of their numbers. Source: ntstatus.h. */
const exceptions: Readonly<Record<number, string>> = {
  5: "0xc0000005 (access violation)",
  29: "0xc000001d (illegal instruction)",
  53: "0xc0000135 (a DLL is not found)",
  148: "0xc0000094 (division by zero)",
  253: "0xc00000fd (stack overflow)",
};

/** Wine hands on the last byte of an exit code, which may be an exception's. */
function exceptionOf(found: Found): string {
  const { emulator, end } = ranOf(found);
  const name = emulator === "wine" && end.kind === "exit" ? exceptions[end.code] : undefined;
  return name === undefined || lastWords(found.log) !== undefined
    ? ""
    : `, so that it may be the exception ${name}, of whose number Wine hands on the last byte`;
}

const longestLine = 300;

function said(found: Found): string {
  const last = lastWords(found.log);
  return last === undefined ? "; it printed nothing" : `; last line of its output: ${last.slice(0, longestLine)}`;
}
