import { splitWords } from "../golang/index.ts";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import {
  declined,
  indifferent,
  type ToolchainOffer,
  type ToolchainPlan,
  type ToolchainQuestion,
} from "../plan/index.ts";
import { type CAbi, ownCompilerFlags } from "../platforms/index.ts";
import { quote } from "../roots/index.ts";
import { writeCommands } from "./commands.ts";
import { isLeftToHost, isNative } from "./native.ts";
import type { Provider } from "./provider.ts";
import { chooseRelease } from "./release.ts";
import { fromSettings, toSettings } from "./settings.ts";
import type { Toolchain } from "./toolchain.ts";
import { compilerVersion } from "./version.ts";
import { installAdvice, whereToRun } from "./where.ts";

/** As `go env` gives them: words, perhaps with flags. */
type HostPrograms = { readonly cc: string; readonly cxx: string; readonly ar: string };

/** The machine's own compiler, for the machine's own target. */
export const hostCompiler: Provider = {
  id: "host",
  offer: (question) => {
    const { survey, abi } = question;
    const release = chooseRelease(question);
    if (!isNative(question)) {
      return indifferent;
    }
    if (release.kind === "declined") {
      return isLeftToHost(question) ? release : indifferent;
    }
    const programs = findPrograms(question);
    // Only the distribution's own packages can be older than what the machine has.
    if (programs === undefined || release.release !== undefined) {
      return isLeftToHost(question) ? declined(describeAbsence(question)) : indifferent;
    }
    const known = abi.kind === "abi" ? abi.abi : undefined;
    const made = linkedWith(question, known);
    return {
      kind: "offer",
      toolchain: {
        id: isOther(question) ? `host-${survey.target.arch}` : "host",
        provider: "host",
        cxx: survey.need.cxx,
        libc: made.libc,
        triple: undefined,
        compiler: `this machine's ${programs.cc}`,
        roots: [],
        settings: toSettings(programs),
      },
      roots: [],
      abi: known,
      interpreter: made.interpreter,
      findsInstalled: true,
      lld: false,
      release: undefined,
      staticReason: undefined,
      notes: made.notes,
    };
  },
  rootKinds: [],
  open: async (host, plan) => {
    const { cc, cxx, ar } = fromSettings<HostPrograms>(plan.settings);
    const { names, binDirectories } = await makeOneWord(host, { cc, cxx });
    return {
      id: plan.id,
      triple: undefined,
      cc,
      cxx,
      ar,
      pkgConfig: undefined,
      names,
      binDirectories,
      sysroot: undefined,
      libraryPath: [],
      linked: undefined,
      version: await compilerVersion(host, splitWords(cc).words),
      source: "host",
      checked: undefined,
      packages: [],
      seconds: 0,
      bytesDownloaded: 0,
      directory: undefined,
    };
  },
};

/**
 * Commands of one word for those of several (`ccache gcc`). cmd/link asks only the first word of CC which flags it takes:
 * it would ask ccache, and leave out `-no-pie` where it needs it.
 */
async function makeOneWord(
  host: Host,
  commands: Pick<HostPrograms, "cc" | "cxx">,
): Promise<Pick<Toolchain, "names" | "binDirectories">> {
  const texts = Object.entries(commands).flatMap(([name, value]) => {
    const { words } = splitWords(value);
    const text = `#!/bin/sh\nexec ${words.map(quote).join(" ")} "$@"\n`;
    return words.length < 2 ? [] : [[name, { name: `own-${name}-${shortHash(text)}`, text }] as const];
  });
  // Windows runs no shell scripts.
  if (texts.length === 0 || host.os === "windows") {
    return { names: commands, binDirectories: [] };
  }
  const content = shortHash(texts.map(([, { text }]) => text).join("\n"));
  const directory = await writeCommands(host, { id: "own", content }, () => texts.map(([, command]) => command));
  const { cc = commands.cc, cxx = commands.cxx } = Object.fromEntries(texts.map(([key, { name }]) => [key, name]));
  return { names: { cc, cxx }, binDirectories: [directory] };
}

type Made = Pick<ToolchainOffer, "interpreter" | "notes"> & Pick<ToolchainPlan, "libc">;

/** musl's loader on every architecture. Source: musl's ldso, and each arch/<arch>/reloc.h. */
const muslLoader = /\/ld-musl-[^/]+\.so\.\d+$/;

/** The C library that the compiler's programs ask for, which it was asked for: only it knows. */
function linkedWith(question: ToolchainQuestion, known: CAbi | undefined): Made {
  const { inputs, machine, survey } = question;
  const usual = known?.interpreters[known.libc];
  const asked = takesClang(question) ? machine.clang?.own : survey.hostCompilers.own;
  const said = takesClang(question) ? [] : (survey.hostCompilers.own?.notes ?? []);
  const interpreter = asked === undefined ? usual : asked.interpreter;
  // Elsewhere the loader is the system's, and there is no other.
  if (survey.target.os !== "linux" || interpreter === undefined || interpreter === usual) {
    return { libc: known?.libc, interpreter: survey.target.os === "linux" ? interpreter : usual, notes: said };
  }
  const isMusl = muslLoader.test(interpreter);
  const what = isMusl ? `musl (${interpreter}), as on Alpine` : `the loader ${interpreter} of this machine`;
  const elsewhere = `linked with ${what}: it does not run on other distributions unless it is static (\`static: true\`)`;
  const notes = inputs.static || inputs.libc === "musl" ? [] : [elsewhere];
  return { libc: isMusl ? "musl" : known?.libc, interpreter, notes: [...said, ...notes] };
}

/** Where nothing can be fetched, what is to be installed. */
function describeAbsence(question: ToolchainQuestion): string {
  const { machine, survey } = question;
  const { hostCompilers, languages, need } = survey;
  const elsewhere = machine.os === "linux" ? `, or ${whereToRun(machine)}` : "";
  if (languages.fortran && !hostCompilers.fc) {
    return `this machine has no Fortran compiler; install gfortran, or name one in FC${elsewhere}`;
  }
  if (takesClang(question)) {
    return `this machine has no clang with an lld of its version; install both, or set \`compiler: gcc\`${elsewhere}`;
  }
  const language = hostCompilers.cc ? "C++" : "C";
  const advice = installAdvice(machine, need.cxx ? "C++" : "C");
  const absence = hostCompilers.own?.failure ?? `this machine has no ${language} compiler`;
  return `${absence}; ${advice}${elsewhere}`;
}

/** Elsewhere than on Linux the compiler that Go names is the system's own, and there is no other. */
function takesClang({ inputs, survey, machine }: ToolchainQuestion): boolean {
  return inputs.compiler === "clang" && machine.os === "linux" && !survey.languages.fortran;
}

/** Another architecture than the machine's, which its compiler has to be told. */
function isOther({ machine, survey }: ToolchainQuestion): boolean {
  return survey.target.arch !== machine.arch;
}

/** Undefined where the machine has no compiler that would do. */
function findPrograms(question: ToolchainQuestion): HostPrograms | undefined {
  const { survey, machine } = question;
  const { environment, hostCompilers, need, languages } = survey;
  if (languages.fortran && !hostCompilers.fc) {
    return undefined;
  }
  if (takesClang(question)) {
    const { clang } = machine;
    const works = clang !== undefined && (need.cxx ? clang.own.cxx : clang.own.c);
    return works ? { cc: clang.cc, cxx: clang.cxx ?? "clang++", ar: clang.ar } : undefined;
  }
  const { cc = environment.cc, cxx = environment.cxx } = hostCompilers.own ?? {};
  if (!hostCompilers.cc || (need.cxx && !hostCompilers.cxx)) {
    return undefined;
  }
  // Go says it by itself; what else builds C with these words has to be told.
  const flags = isOther(question)
    ? ownCompilerFlags(survey.target)
        .map((flag) => ` ${flag}`)
        .join("")
    : "";
  return { cc: cc + flags, cxx: cxx + flags, ar: environment.ar };
}
