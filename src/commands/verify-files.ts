import { readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join, posix, resolve, win32 } from "node:path";
import { splitWords } from "../golang/index.ts";
import { distinctProblems, type Problem, problemsOf, UserError } from "../host/errors.ts";
import { exists, hashFile } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { inputsOf, parseInputs, parseTargets, withoutDefaults } from "../inputs/index.ts";
import { knownPlatforms, type Target } from "../platforms/index.ts";
import {
  compareWithRecord,
  describeFactSheets,
  describeVerificationJson,
  describeVerificationSummary,
  describeVerificationVerdict,
  parseManifest,
  type VerificationReport,
  type VerifiedFile,
} from "../report/index.ts";
import {
  type Asked,
  ContainerError,
  containerKind,
  describeNoBinary,
  type FoundBinary,
  findBinaries,
  judge,
  linkageOf,
  MalformedBinaryError,
  readBinary,
  shortFormatName,
  unpackContainer,
} from "../verify/index.ts";
import { resolveDirectories } from "./directories.ts";
import { listenerOf, tellProblems } from "./tell-problems.ts";

type Raw = Readonly<Record<string, string>>;

type VerifyOptions = {
  readonly words: readonly string[];
  readonly target: readonly string[];
  readonly manifest: string | undefined;
};

/** What binaries are compared with. */
type Standard = {
  readonly targets: readonly Target[];
  readonly askedOf: (target: Target) => Asked;
};

type Outcome = { readonly report: VerificationReport; readonly mistakes: readonly Problem[] };

/**
 * Verifies binaries for whoever sits at a terminal.
 * @returns The exit code: 0, 1 where something is wrong with one, 2 where what was named cannot be verified.
 */
export async function verifyCommand(
  host: Host,
  raw: Raw,
  options: VerifyOptions & { readonly json: boolean },
  print: (text: string) => void,
): Promise<number> {
  const outcome = await verifyFiles(host, raw, options);
  print(
    options.json
      ? describeVerificationJson(outcome.report)
      : describeFactSheets(outcome.report)
          .map((line) => `${line}\n`)
          .join(""),
  );
  return conclude(host, outcome);
}

/** The same for the input `verify`: in a job, where the summary shows it. */
export async function verifyStep(host: Host, raw: Raw): Promise<number> {
  const given = host.kind === "github" ? withoutDefaults(raw) : raw;
  const { words, problem } = splitWords(given["verify"] ?? "");
  if (problem !== undefined) {
    throw new UserError({ code: "unclosed-quote", text: `verify: ${problem}` });
  }
  const outcome = await verifyFiles(host, given, { words, target: [], manifest: undefined });
  host.log.group("Verification", describeFactSheets(outcome.report));
  await host.job.writeSummary(describeVerificationSummary(outcome.report, host.job.pages));
  return conclude(host, outcome);
}

function conclude(host: Host, { report, mistakes }: Outcome): number {
  const { errors, sentence, passed } = describeVerificationVerdict(report);
  tellProblems(listenerOf(host), [...errors, ...mistakes]);
  host.log.info(sentence);
  return mistakes.length > 0 ? 2 : passed ? 0 : 1;
}

async function verifyFiles(host: Host, raw: Raw, { words, target, manifest }: VerifyOptions): Promise<Outcome> {
  if (words.length === 0 && manifest === undefined) {
    throw new UserError({
      code: "missing-argument",
      text: "cgo-cross verify needs files, for example cgo-cross verify 'dist/**', or --manifest",
    });
  }
  const standard = readStandard(host, raw, target);
  const { directory } = resolveDirectories(host.workspace, raw);
  const scratch = join(host.scratchDirectory, "verify");
  try {
    const found = await findBinaries(host, words, { directory, scratch: join(scratch, "found") });
    const files: VerifiedFile[] = [];
    const others = [...found.others];
    const mistakes = [...found.mistakes];
    for (const binary of found.binaries) {
      const verified = await verifyOne(binary, standard);
      if (verified.facts?.format === "unknown") {
        if (binary.named) {
          mistakes.push(describeNoBinary(binary.name));
        } else {
          others.push(binary.name);
        }
      } else {
        files.push(verified);
      }
    }
    const listed =
      manifest === undefined
        ? { files: [], problems: [] }
        : await verifyManifest(host, resolve(directory, manifest), { standard, scratch: join(scratch, "listed") });
    const report = { files: [...files, ...listed.files], others, problems: [...found.problems, ...listed.problems] };
    return { report, mistakes };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The inputs that say what a binary has to be. */
const standards = ["static", "libc", "glibc", "expect"];

function readStandard(host: Host, raw: Raw, target: readonly string[]): Standard {
  const asked = [...target, raw["targets"] ?? ""].join(" ").trim();
  const known = asked === "" ? { targets: [], problems: [] } : parseTargets(asked, knownPlatforms);
  const own = Object.fromEntries(Object.entries(raw).filter(([name]) => standards.includes(name)));
  const { inputs, problems } = parseInputs(
    { ...own, targets: asked === "" ? "all" : asked },
    { platforms: knownPlatforms, workspace: host.workspace, use: "verify" },
  );
  const all = distinctProblems([...known.problems, ...problems]);
  if (all.length > 0) {
    throw new UserError(all);
  }
  return {
    targets: known.targets,
    askedOf: (each) => {
      const { static: isStatic, libc, glibc, expect } = inputsOf(inputs, each);
      return {
        static: isStatic,
        libc: own["libc"] === undefined ? undefined : libc,
        glibc,
        portable: expect === "portable",
      };
    },
  };
}

async function verifyOne({ name, file, beside }: FoundBinary, standard: Standard): Promise<VerifiedFile> {
  const { size } = await stat(file);
  const common = { name, bytes: size, sha256: await hashFile(file) };
  try {
    const facts = await readBinary(file);
    const judged =
      facts.format === "unknown" ? { problems: [], notes: [] } : await judge({ file, facts, beside, ...standard });
    return {
      ...common,
      facts,
      described: { format: shortFormatName(facts.format), linkage: linkageOf(facts) },
      ...judged,
    };
  } catch (error) {
    if (!(error instanceof MalformedBinaryError)) {
      throw error;
    }
    return {
      ...common,
      facts: undefined,
      described: undefined,
      problems: [{ code: "binary-unreadable", text: `cannot be read: ${error.message}` }],
      notes: [],
    };
  }
}

/** What a manifest says of a file. */
type Recorded = { readonly file: string; readonly bytes: unknown; readonly sha256: unknown; readonly facts?: unknown };

/** A binary of a manifest, and what belongs to it. */
type Listed = {
  readonly target: string;
  readonly binary: Recorded;
  readonly archive: Recorded | undefined;
  readonly header: string | undefined;
};

type ManifestWork = {
  readonly standard: Standard;
  readonly scratch: string;
  /** Where a file of the manifest is. */
  readonly here: (file: string) => string;
};

/** Far more than any; a manifest of fifty targets has 1 MB. */
const largestManifest = 64 * 2 ** 20;

/**
 * Verifies every file that a manifest lists. The files lie where they lay for the run that wrote it, seen from the
 * manifest: a directory of releases can be moved, or downloaded.
 */
async function verifyManifest(
  host: Host,
  manifest: string,
  options: Omit<ManifestWork, "here">,
): Promise<Pick<VerificationReport, "files" | "problems">> {
  const { listed, outDir } = await readManifest(manifest);
  const work = { ...options, here: (file: string) => join(dirname(manifest), relativeTo(outDir, file)) };
  const files: VerifiedFile[] = [];
  const problems: Problem[] = [];
  for (const each of listed) {
    const verified = await verifyListed(host, each, work);
    files.push(...verified.files);
    problems.push(...verified.problems, ...(await checkBeside(each, work)));
  }
  return {
    files,
    problems: listed.length === 0 ? [{ code: "no-binary", text: `${manifest} lists no binary` }] : problems,
  };
}

/** @throws UserError where it is none. */
async function readManifest(file: string): Promise<{ readonly listed: readonly Listed[]; readonly outDir: string }> {
  if (!(await exists(file))) {
    throw new UserError({ code: "no-such-file", text: `no such file: ${file}` });
  }
  const manifest = (await stat(file)).size > largestManifest ? undefined : parseManifest(await readFile(file, "utf8"));
  const outDir = manifest?.["outDir"];
  if (manifest === undefined || typeof outDir !== "string") {
    throw new UserError({
      code: "no-manifest",
      text: `${file} is not a manifest of cgo-cross, or one of a version that this one does not know`,
    });
  }
  const listed = manifest.targets.flatMap(({ target, outcome }) =>
    (Array.isArray(outcome?.binaries) ? outcome.binaries : []).flatMap((binary) => readListed(target, binary)),
  );
  return { listed, outDir };
}

/** Nothing of what no version has written. */
function readListed(target: string, binary: Readonly<Record<string, unknown>>): readonly Listed[] {
  const recorded = readRecorded(binary);
  if (recorded === undefined) {
    return [];
  }
  const { archive, header } = binary;
  const ownHeader = typeof header === "string" ? header : undefined;
  return [{ target, binary: recorded, archive: readRecorded(archive), header: ownHeader }];
}

function readRecorded(value: unknown): Recorded | undefined {
  const { file, bytes, sha256, facts } = (value ?? {}) as Partial<Recorded>;
  return typeof file === "string" ? { file, bytes, sha256, facts } : undefined;
}

/** A path of the machine that wrote it, whose system may be another than this one's. */
function relativeTo(directory: string, file: string): string {
  const own = directory.startsWith("/") ? posix : win32;
  const inside = own.relative(directory, file);
  return inside.startsWith("..") || own.isAbsolute(inside) ? own.basename(file) : inside.replaceAll("\\", "/");
}

/** Compares the archive of a binary, where it was kept, and looks whether a library's header is there or in it. */
async function checkBeside({ archive, header }: Listed, { here }: ManifestWork): Promise<readonly Problem[]> {
  const packed = archive === undefined ? undefined : here(archive.file);
  if (archive !== undefined && packed !== undefined && (await exists(packed))) {
    const { size } = await stat(packed);
    const found = { bytes: size, sha256: await hashFile(packed), facts: undefined };
    return compareWithRecord(found, { bytes: archive.bytes, sha256: archive.sha256 }).map((problem) => ({
      code: "not-as-recorded",
      text: `${packed} ${problem}`,
    }));
  }
  return header === undefined || (await exists(here(header))) ? [] : [describeMissing(here(header))];
}

function describeMissing(file: string): Problem {
  return { code: "not-as-recorded", text: `${file}, which the manifest lists, does not exist` };
}

/** Looks at a binary where it lies, or in its archive where only that was kept. */
async function verifyListed(
  host: Host,
  listed: Listed,
  { here, standard, scratch }: ManifestWork,
): Promise<Pick<VerificationReport, "files" | "problems">> {
  const { binary, archive, target } = listed;
  const file = here(binary.file);
  const packed = archive && here(archive.file);
  try {
    const found = (await exists(file))
      ? { name: file, file }
      : packed !== undefined && (await exists(packed))
        ? await findPacked(host, packed, { name: basename(file), directory: join(scratch, basename(file)) })
        : undefined;
    if (found === undefined) {
      return { files: [], problems: [describeMissing(file)] };
    }
    const own = { ...standard, targets: parseTargets(target, knownPlatforms).targets };
    const verified = await verifyOne({ ...found, beside: new Set(), named: true }, own);
    return {
      files: [
        {
          ...verified,
          problems: [...problemsOf("not-as-recorded", compareWithRecord(verified, binary)), ...verified.problems],
        },
      ],
      problems: [],
    };
  } catch (error) {
    if (error instanceof ContainerError) {
      return { files: [], problems: [{ code: "archive-unreadable", text: `${packed} ${error.message}` }] };
    }
    throw error;
  }
}

async function findPacked(
  host: Host,
  packed: string,
  { name, directory }: { readonly name: string; readonly directory: string },
): Promise<{ readonly name: string; readonly file: string } | undefined> {
  const kind = await containerKind(packed);
  if (kind === undefined) {
    return undefined;
  }
  const { members } = await unpackContainer(host, { file: packed, kind, directory });
  const member =
    members.find((each) => basename(each.name) === name) ?? (members.length === 1 ? members[0] : undefined);
  return member && { name: `${packed}: ${member.name}`, file: member.file };
}
