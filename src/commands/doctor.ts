import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findArchive } from "../archives/index.ts";
import { shownSetting, splitWords } from "../golang/index.ts";
import { type Problem, rewordProblems, UserError } from "../host/errors.ts";
import { reportPlace } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { byteSize, duration } from "../host/units.ts";
import { inputsOf, parseInputs, type RunInputs } from "../inputs/index.ts";
import { environmentProblems, planConcurrency } from "../plan/index.ts";
import { compareVersions, type Target, targetName } from "../platforms/index.ts";
import { describeFindings, describeFindingsJson, type Finding } from "../report/index.ts";
import {
  findGo,
  type Go,
  type Machine,
  readBinfmt,
  readGoPlaces,
  readJobSettings,
  runGo,
  surveyAnyProgram,
  surveyMachine,
} from "../survey/index.ts";
import { installAdvice, whereToRun } from "../toolchains/index.ts";
import { readBinary } from "../verify/index.ts";
import { resolveDirectories } from "./directories.ts";
import { outDirProblems } from "./out-dir.ts";
import { silentArchives } from "./targets.ts";

export type DoctorOptions = {
  readonly json: boolean;
  /** Nothing is asked of the network. */
  readonly offline: boolean;
  /** How wide lines may be. */
  readonly columns: number;
};

/**
 * Looks at everything of this machine that builds depend on.
 * @returns What was found, for a person or as JSON, and the exit code: 1 where a build cannot work.
 * @throws UserError where the inputs are wrong.
 */
export async function examine(
  host: Host,
  raw: Readonly<Record<string, string>>,
  { json, offline, columns }: DoctorOptions,
): Promise<{ readonly text: string; readonly exitCode: number }> {
  const patient = await meet(host, raw, offline);
  const findings = (await Promise.all(checks.map((check) => check(patient)))).flat();
  return {
    text: json ? describeFindingsJson(findings) : `${describeFindings(findings, columns).join("\n")}\n`,
    exitCode: findings.some(({ verdict }) => verdict === "problem") ? 1 : 0,
  };
}

/** What every check starts from. */
type Patient = {
  readonly host: Host;
  readonly inputs: RunInputs;
  readonly machine: Machine;
  /** The first on PATH. */
  readonly go: Go;
  /** The module's, absolute. */
  readonly directory: string;
  readonly outDir: string;
  readonly offline: boolean;
};

type Check = (patient: Patient) => Promise<readonly Finding[]>;

async function meet(host: Host, raw: Readonly<Record<string, string>>, offline: boolean): Promise<Patient> {
  const { directory, outDir } = resolveDirectories(host.workspace, raw);
  // Not in the module, whose go.mod may ask for a Go that would be downloaded.
  const go = await findGo(withLocalGo(host), host.scratchDirectory);
  const { inputs, problems } = parseInputs(raw, { platforms: go.platforms, workspace: host.workspace });
  if (problems.length > 0) {
    throw new UserError(problems);
  }
  const machine = await surveyMachine(host, {
    archives: silentArchives,
    clang: { readProgram: readBinary },
    glibc: false,
  });
  return { host, inputs, machine, go, directory, outDir, offline };
}

function withLocalGo(host: Host): Host {
  return { ...host, environment: { ...host.environment, GOTOOLCHAIN: "local" } };
}

const ok = (subject: string, text: string): Finding => ({ subject, verdict: "ok", text });
const note = (subject: string, text: string): Finding => ({ subject, verdict: "note", text });
const problem = (subject: string, found: string | Problem): Finding =>
  typeof found === "string"
    ? { subject, verdict: "problem", text: found }
    : { subject, verdict: "problem", text: found.text, code: found.code };

/** What is looked at, in the order in which it is told. */
const checks: readonly Check[] = [
  checkSystem,
  checkPackages,
  checkGo,
  checkSettings,
  checkCompiler,
  async ({ machine: { clang, archive } }) => [
    clang === undefined
      ? note(
          "clang",
          `no clang with an lld of its version${archive.kind === "found" ? "; `compiler: clang` fetches one" : ""}`,
        )
      : ok("clang", `${clang.line}, with its lld`),
  ],
  async ({ machine: { pkgConfig } }) => [
    pkgConfig === undefined
      ? note("pkg-config", "none: it is needed only for C libraries that are installed on this machine")
      : ok("pkg-config", pkgConfig),
  ],
  checkEmulators,
  async () => [
    compareVersions(process.versions.node, oldestNode) < 0
      ? problem("node", `Node.js ${process.versions.node} is too old; install ${oldestNode} or newer`)
      : ok("node", process.versions.node),
  ],
  checkPlaces,
  checkMachine,
  checkProxies,
];

async function checkSystem({ host, machine: { distribution, translated } }: Patient): Promise<readonly Finding[]> {
  const architectures = [host.arch, ...(translated ?? [])].join(" and ");
  if (distribution === undefined) {
    return [ok("system", `${host.os}/${architectures}`)];
  }
  const { title, id, version, codename } = distribution;
  const read = [id, version, codename].filter((part) => part !== "").join(" ");
  return [ok("system", `${title}, read as ${read}; ${host.os}/${architectures}`)];
}

/** As `engines` of package.json has it. */
const oldestNode = "20.19.0";

/** How long an index may take; a slow mirror takes longer and works all the same. */
const indexSeconds = 30;

/** One attempt, since the question is how things are now. */
const askOnce = { stallSeconds: 8, switchSeconds: 5, attempts: 1, pauseSeconds: 0 };

/** Where compilers come from: its index is fetched, of which the archive's client verifies the signature. */
async function checkPackages({ host, machine, offline }: Patient): Promise<readonly Finding[]> {
  const { archive, distribution } = machine;
  if (archive.kind === "missing" || distribution === undefined) {
    const reason = archive.kind === "missing" ? archive.reason : "this machine's distribution is unknown";
    return [note("packages", `no compiler can be fetched: ${reason}; ${whereToRun(machine)}`)];
  }
  if (offline) {
    return [note("packages", `${archive.id}, not asked (--offline)`)];
  }
  const started = performance.now();
  try {
    const directory = await mkdtemp(join(host.scratchDirectory, `${archive.id}-doctor-`));
    const opened = await findArchive(archive.id).open(host, distribution, { directory, retryPolicy: askOnce });
    const asked = opened.update().then(() => "read" as const);
    const done = await Promise.race([asked, sleep(indexSeconds * 1000, undefined, { ref: false })]);
    asked.catch(() => {});
    const seconds = (performance.now() - started) / 1000;
    return done === undefined
      ? [note("packages", `${archive.id}: the index was not fetched within ${indexSeconds} s; the mirror is slow`)]
      : [ok("packages", `${archive.id}, signed index of ${distribution.codename} read in ${duration(seconds)}`)];
  } catch (error) {
    if (error instanceof UserError) {
      return error.problems.map((each) => problem("packages", each));
    }
    throw error;
  }
}

async function checkGo({ host, go, directory }: Patient): Promise<readonly Finding[]> {
  if (go.kind === "missing") {
    return [problem("go", go.problem)];
  }
  const here = `${go.version}, ${go.file}`;
  // What would be downloaded is so by a build, not by this question.
  const question = { args: ["env", "GOVERSION"], directory, variables: { GOPROXY: "off" } };
  const asked = await runGo(host, go.file, question).catch(() => undefined);
  const chosen = asked?.stdout.trim() ?? "";
  if (asked?.exitCode === 0 && chosen !== go.version) {
    return [ok("go", `${chosen}, by GOTOOLCHAIN or the go.mod of ${directory}; on PATH ${here}`)];
  }
  return asked?.exitCode === 0
    ? [ok("go", here)]
    : [note("go", `${here}; in ${directory} it does not answer without a download: ${lastLine(asked?.stderr ?? "")}`)];
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** What the job has set that changes builds, and what of it is not allowed. Values are shown as the plan shows them. */
async function checkSettings({ host, go, inputs }: Patient): Promise<readonly Finding[]> {
  if (go.kind === "missing") {
    return [];
  }
  const settings = await readJobSettings(withLocalGo(host), go.file, host.scratchDirectory);
  const refused = environmentProblems(settings, inputs);
  const { GOTOOLCHAIN = "" } = host.environment;
  const named = settings
    .flatMap((each) =>
      each.name !== "GOTOOLCHAIN" ? [each] : GOTOOLCHAIN === "" ? [] : [{ ...each, value: GOTOOLCHAIN }],
    )
    .map(shownSetting)
    .map(({ name, value, from }) => {
      const shown = value === undefined ? name : `${name}=${value}`;
      return from === "environment" ? shown : `${shown} (${from})`;
    });
  return [
    ...refused.map((each) => problem("settings", each)),
    named.length === 0
      ? ok("settings", "none that changes builds")
      : note("settings", `these change builds: ${named.join(", ")}`),
  ];
}

async function checkCompiler({ host, go, inputs, machine }: Patient): Promise<readonly Finding[]> {
  const target: Target = { os: host.os, arch: host.arch, variant: undefined };
  const platform = go.platforms.find(({ os, arch }) => os === target.os && arch === target.arch);
  if (platform === undefined) {
    return [note("C compiler", `Go does not build for this machine, ${targetName(target)}`)];
  }
  const question = { target, platform, inputs: inputsOf(inputs, target), go, directory: host.scratchDirectory };
  const { hostCompilers } = await surveyAnyProgram(withLocalGo(host), { ...question, readProgram: readBinary });
  const { own } = hostCompilers;
  const mistakes = (own?.mistakes ?? []).map((each) => problem("C compiler", each));
  const notes = [...(own?.notes ?? []), ...(own?.unstarted ?? [])].map((each) => note("C compiler", each));
  if (own?.cc !== undefined) {
    const loader = own.interpreter === undefined ? "" : `, loader ${own.interpreter}`;
    return [
      ...mistakes,
      ok("C compiler", `${splitWords(own.cc).words.join(" ")}, for ${targetName(target)}${loader}`),
      ...notes,
    ];
  }
  const instead = machine.archive.kind === "found" ? "one is fetched" : installAdvice(machine, "C");
  return [
    ...mistakes,
    ...notes,
    ...(mistakes.length > 0 ? [] : [note("C compiler", `${own?.failure ?? "none"}; ${instead}`)]),
  ];
}

async function checkEmulators({ host, machine: { wine, archive } }: Patient): Promise<readonly Finding[]> {
  const registered = await readBinfmt();
  const fetched = archive.kind === "found" && host.os === "linux";
  return [
    fetched
      ? ok(
          "emulators",
          `qemu is fetched when it is needed; Wine ${wine === undefined ? "too, on amd64" : `is ${wine}`}`,
        )
      : note(
          "emulators",
          wine === undefined ? "none: programs for other platforms are not started" : `Wine is ${wine}; no others`,
        ),
    ...(registered.length === 0
      ? []
      : [note("emulators", `the kernel starts others' programs by itself: ${registered.join(", ")}`)]),
  ];
}

/** What a toolchain takes on the disk, with its packages; and what a run with several takes. */
const [leastRoom, usualRoom] = [400e6, 2e9];

async function checkPlaces(patient: Patient): Promise<readonly Finding[]> {
  const { host, go, outDir, directory, inputs } = patient;
  const caches =
    go.kind === "missing"
      ? undefined
      : await readGoPlaces(withLocalGo(host), go.file, host.scratchDirectory).catch(() => undefined);
  const places = [
    { subject: "cache", directory: host.toolDirectory, variable: host.places.tools.variable, starts: true },
    {
      subject: "temporary",
      directory: host.places.temporary.directory,
      variable: host.places.temporary.variable,
      starts: true,
    },
    ...(caches === undefined
      ? []
      : [
          { subject: "go cache", directory: caches.buildCache, variable: "GOCACHE", starts: true },
          { subject: "go modules", directory: caches.moduleCache, variable: "GOMODCACHE", starts: false },
        ]),
  ];
  const all = await Promise.all(places.map(checkPlace));
  const outProblems = await outDirProblems(host, { inputs, directory, outDir });
  const out =
    outProblems.length > 0
      ? rewordProblems(outProblems, (text) => text.replace(/^out-dir: /, "")).map((each) => problem("out-dir", each))
      : [await checkPlace({ subject: "out-dir", directory: outDir, variable: "`out-dir`", starts: false })];
  return [...all, ...out];
}

type Place = {
  readonly subject: string;
  readonly directory: string;
  readonly variable: string;
  /** Programs are started from it. */
  readonly starts: boolean;
};

async function checkPlace({ subject, directory, variable, starts }: Place): Promise<Finding> {
  const { unwritable, noexec, free } = await reportPlace(directory);
  const room = free === undefined ? "" : `, ${byteSize(free)} free`;
  const elsewhere = `set ${variable} to a directory on another disk`;
  if (unwritable !== undefined) {
    return problem(subject, `${directory}: ${unwritable}; set ${variable} to another directory`);
  }
  if (noexec && starts) {
    return problem(
      subject,
      `${directory}: no program can be started from it, as on a file system mounted noexec; ${elsewhere}`,
    );
  }
  if (free !== undefined && free < leastRoom) {
    return problem(
      subject,
      `${directory}${room}, too little to build with; free some (cgo-cross cache prune), or ${elsewhere}`,
    );
  }
  return free !== undefined && free < usualRoom
    ? note(subject, `${directory}${room}; several targets may take more`)
    : ok(subject, `${directory}${room}`);
}

async function checkMachine({ host, inputs }: Patient): Promise<readonly Finding[]> {
  const several = 100;
  const { jobs, cpus } = planConcurrency({ machine: host, targets: several, withC: several, jobs: inputs.jobs });
  const memory = `${byteSize(host.memoryBytes)} of memory available, ${cpus} ${cpus === 1 ? "CPU" : "CPUs"}`;
  return [
    host.memoryBytes < 2 ** 30
      ? note("machine", `${memory}: one compiler may take half of that; builds may end for want of memory`)
      : ok("machine", `${memory}: up to ${jobs} targets at the same time`),
  ];
}

/** Names of hosts alone: their values may hold passwords. Source: curl(1), "ENVIRONMENT", whose names Go and Node share. */
async function checkProxies({ host }: Patient): Promise<readonly Finding[]> {
  const names = ["http_proxy", "https_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  const set = names.flatMap((name): readonly Finding[] => {
    const value = host.environment[name] ?? "";
    if (value === "") {
      return [];
    }
    const url = [value, `http://${value}`]
      .filter((each) => URL.canParse(each))
      .map((each) => new URL(each))
      .find((each) => each.host !== "");
    return url === undefined
      ? [
          problem(
            "proxy",
            `${name} is not the address of a proxy; set it to one, for example http://proxy:3128, or unset it`,
          ),
        ]
      : [note("proxy", `${name} is ${url.host}`)];
  });
  const without = ["no_proxy", "NO_PROXY"].some((name) => (host.environment[name] ?? "") !== "");
  return set.length === 0 ? [ok("proxy", "none")] : [...set, ...(without ? [note("proxy", "no_proxy is set")] : [])];
}
