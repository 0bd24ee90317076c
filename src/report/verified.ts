import { codesOf, joinProblems, type Problem, rewordProblems } from "../host/errors.ts";
import { byteSize } from "../host/units.ts";
import type { AppleFacts, BinaryFacts, Hardening, HeaderFacts, Linkage } from "../verify/index.ts";
import { codeMark, manifestProblems, type Pages } from "./codes.ts";
import { counted, listed, markdownCode, markdownSentence, markdownText, plainText } from "./format.ts";
import { manifestFacts } from "./manifest.ts";

/** A binary that was verified, whoever built it. */
export type VerifiedFile = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Undefined where it cannot be read. */
  readonly facts: BinaryFacts | undefined;
  /** The facts in words. */
  readonly described: { readonly format: string; readonly linkage: Linkage } | undefined;
  /** Clauses without a subject: `is for linux/386, not linux/arm`. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
};

export type VerificationReport = {
  readonly files: readonly VerifiedFile[];
  /** The names of the files among them that are no binaries. */
  readonly others: readonly string[];
  /** What is wrong beside what is wrong with a file. */
  readonly problems: readonly Problem[];
};

/** Everything that was read, as lines for a terminal: a block for each file. Names from outside get no line of their own. */
export function describeFactSheets(report: VerificationReport): readonly string[] {
  return report.files.flatMap((file, index) => [...(index === 0 ? [] : [""]), ...describeSheet(file)]);
}

function describeSheet({ name, bytes, facts, described, problems, notes }: VerifiedFile): readonly string[] {
  const rows: readonly Row[] = [
    ...(facts === undefined || described === undefined ? [] : factRows(facts, described)),
    ...problems.map(({ text }) => ["PROBLEM", `it ${text}`] as const),
    ...notes.map((note) => ["note", `it ${note}`] as const),
  ];
  return [
    `${problems.length === 0 ? "✓" : "✗"} ${plainText(name)} (${byteSize(bytes)})`,
    ...rows.map(([title, text]) => `  ${title.padEnd(13)}${plainText(text)}`),
  ];
}

type Row = readonly [title: string, text: string];

function factRows(facts: BinaryFacts, { format, linkage }: NonNullable<VerifiedFile["described"]>): readonly Row[] {
  const slices = facts.slices ?? [];
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["what", `${format}, ${describeKind(facts)} for ${platformOf(facts)}, ${facts.machine}`],
    ["linked", linkage.text],
    ["interpreter", facts.format === "elf" ? facts.interpreter : undefined],
    ["needs", facts.format === "elf" || facts.needed.length === 0 ? undefined : facts.needed.join(", ")],
    ["soname", facts.soname],
    [
      "run path",
      facts.runPath.length === 0 ? undefined : `${facts.runPath.join(":")} (${facts.runPathTag ?? "LC_RPATH"})`,
    ],
    ["processor", describeProcessor(facts)],
    ["system", describeMinimum(facts)],
    ["protection", facts.hardening && describeHardening(facts.hardening, facts)],
    ["symbols", facts.stripped === undefined ? undefined : facts.stripped ? "stripped" : "not stripped"],
    ["signature", facts.apple && describeSignature(facts.apple)],
    ["Go", describeGo(facts)],
    ...slices.flatMap((slice) => [
      [
        "slice",
        `${platformOf(slice)}, ${[describeMinimum(slice), slice.apple && describeSignature(slice.apple)].filter(Boolean).join(", ")}`,
      ] as const,
    ]),
  ];
  return rows.flatMap(([title, text]) => (text === undefined ? [] : [[title, text] as const]));
}

/** What a file of each kind is. */
function describeKind({ kind, bits }: HeaderFacts): string {
  const what = kind === "unknown" ? "neither a program nor a library" : kind.replace("-", " ");
  return bits === undefined ? what : `${bits}-bit ${what}`;
}

/** `linux/arm64`; of a universal file every one that it is for. */
function platformOf({ os, arch, slices }: HeaderFacts): string {
  return slices === undefined ? `${os ?? "?"}/${arch ?? "?"}` : listed(slices.map(platformOf));
}

function describeProcessor({ arm, mipsFloat, mipsLevel, go, arch = "" }: HeaderFacts): string | undefined {
  const variable = Object.keys(go?.settings ?? {}).find((name) =>
    /^GO(386|AMD64|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64|WASM)$/.test(name),
  );
  const parts = [
    arm?.level && `ARM ${arm.level}`,
    mipsLevel,
    (arm?.floatAbi ?? mipsFloat) && `${arm?.floatAbi ?? mipsFloat}-float`,
    variable && `${variable}=${go?.settings[variable]}`,
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 || arch === "" ? undefined : parts.join(", ");
}

const systemNames: Readonly<Record<string, string>> = { freebsd: "FreeBSD", android: "Android API level" };

function describeMinimum({ os = "", minimumOs, apple }: HeaderFacts): string | undefined {
  if (minimumOs !== undefined) {
    return `${systemNames[os] ?? os} ${minimumOs} or later`;
  }
  const all = (apple?.platforms ?? []).map(({ platform, minimumOs }) => `${platform} ${minimumOs} or later`);
  return all.length === 0 ? undefined : all.join(", ");
}

/** `PIE, full RELRO, no executable stack`; of Windows `ASLR, DEP, no CFG`. */
function describeHardening(hardening: Hardening, { format, kind, positionIndependent }: BinaryFacts): string {
  const { relro, executableStack, textRelocations, controlFlowGuard } = hardening;
  const isPe = format === "pe";
  const has = (name: string, value: boolean | undefined) => (value === undefined ? [] : [value ? name : `no ${name}`]);
  return [
    ...(isPe ? has("ASLR", positionIndependent) : kind === "executable" ? has("PIE", positionIndependent) : []),
    ...(relro === undefined ? [] : [relro === "none" ? "no RELRO" : `${relro} RELRO`]),
    ...(isPe
      ? has("DEP", executableStack === undefined ? undefined : !executableStack)
      : has("executable stack", executableStack)),
    ...(textRelocations === true ? ["text relocations"] : []),
    ...has("CFG", controlFlowGuard),
  ].join(", ");
}

function describeSignature({ signed, signature }: AppleFacts): string {
  if (signature === undefined) {
    return signed ? "signed, in an unknown form" : "not signed";
  }
  const { adHoc, pages, brokenPages, hash } = signature;
  const state = brokenPages === 0 ? `all ${pages} pages match` : `${brokenPages} of ${pages} pages do not match`;
  return `${adHoc ? "ad hoc" : "with a certificate"} (${hash}), ${state}`;
}

function describeGo({ go }: HeaderFacts): string | undefined {
  if (go === undefined) {
    return undefined;
  }
  const cgo = go.settings["CGO_ENABLED"];
  return [go.version, go.path, cgo && (cgo === "1" ? "with cgo" : "without cgo")].filter(Boolean).join(", ");
}

/** Whether anything is wrong. */
function hasProblems({ files, problems }: VerificationReport): boolean {
  return problems.length > 0 || files.some((file) => file.problems.length > 0);
}

/** The end of it: what is wrong, and how much was looked at. */
export function describeVerificationVerdict(report: VerificationReport): {
  readonly errors: readonly Problem[];
  readonly sentence: string;
  readonly passed: boolean;
} {
  const { files, others, problems } = report;
  const wrong = files.filter((file) => file.problems.length > 0);
  const passed = !hasProblems(report);
  const shown = others.slice(0, 3).map(plainText);
  const rest = others.length > 3 ? [...shown, `${others.length - 3} more`] : shown;
  const beside = others.length === 0 ? "" : `; skipped ${counted(others.length, "other file")} (${listed(rest)})`;
  return {
    errors: [
      ...wrong.flatMap(({ name, problems: [first, ...more] }) =>
        first === undefined
          ? []
          : rewordProblems([joinProblems([first, ...more], "; it ")], (text) => plainText(`${name} ${text}`)),
      ),
      ...rewordProblems(problems, plainText),
    ],
    sentence: `${
      wrong.length === 0
        ? `Verified ${counted(files.length, "binary", "binaries")}`
        : `${wrong.length} of ${counted(files.length, "binary", "binaries")} ${wrong.length === 1 ? "has" : "have"} problems`
    }${problems.length === 0 ? "" : `; ${counted(problems.length, "problem")} besides`}${beside}.`,
    passed,
  };
}

/** Everything that was read, as JSON: the facts have the keys of the manifest. */
export function describeVerificationJson(report: VerificationReport): string {
  const { files, others, problems } = report;
  const json = {
    schema: 1,
    passed: !hasProblems(report),
    files: files.map(({ name, bytes, sha256, facts, described, problems, notes }) => ({
      name,
      bytes,
      sha256,
      linkage: described?.linkage.text,
      problems: manifestProblems(problems, undefined),
      notes,
      facts: facts && manifestFacts(facts),
    })),
    others,
    problems: manifestProblems(problems, undefined),
  };
  return `${JSON.stringify(json, (_, value: unknown) => value ?? null, 2)}\n`;
}

/** Of a summary that GitHub shows; it drops what is above 1 MiB. */
const mostRows = 500;

/** The same as GitHub-flavoured Markdown: a sentence, what is wrong, and a table. */
export function describeVerificationSummary(report: VerificationReport, pages: Pages): string {
  const { errors, sentence, passed } = describeVerificationVerdict(report);
  const rows = report.files.slice(0, mostRows).map(summaryRow);
  const more = report.files.length - rows.length;
  const lines = [
    `${passed ? "✅" : "❌"} ${markdownText(sentence)}`,
    "",
    ...errors
      .slice(0, mostRows)
      .map((error) => `- ${markdownSentence(error.text)}${codeMark(codesOf([error]), pages)}`),
    ...(errors.length === 0 ? [] : [""]),
    ...(rows.length === 0 ? [] : ["| | File | For | Linked | Protection | Go |", "|---|---|---|---|---|---|", ...rows]),
    ...(more > 0 ? ["", `${more} more files are not listed.`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function summaryRow({ name, facts, described, problems }: VerifiedFile): string {
  const cells = [
    problems.length === 0 ? "✓" : "✗",
    markdownCode(plainText(name)),
    facts === undefined ? "–" : markdownText(platformOf(facts)),
    markdownText(described?.linkage.text ?? "–"),
    markdownText(facts?.hardening === undefined ? "–" : describeHardening(facts.hardening, facts)),
    markdownText((facts && describeGo(facts)) ?? "–"),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** What a manifest says of a file. */
export type Recorded = { readonly bytes: unknown; readonly sha256: unknown; readonly facts?: unknown };

/**
 * How a file differs from what a manifest says of it, as clauses without a subject. Of the facts those are compared that the
 * manifest has: one of an older version has fewer.
 */
export function compareWithRecord(
  { bytes, sha256, facts }: Pick<VerifiedFile, "bytes" | "sha256" | "facts">,
  recorded: Recorded,
): readonly string[] {
  const same = [recorded.bytes === bytes, recorded.sha256 === sha256];
  const differing =
    facts === undefined || recorded.facts === undefined ? [] : differences(manifestFacts(facts), recorded.facts, "");
  return [
    ...(same[0] ? [] : [`has ${bytes} bytes, not ${String(recorded.bytes)} as the manifest says`]),
    ...(same[1] ? [] : [`has the SHA-256 ${sha256}, not ${String(recorded.sha256)} as the manifest says`]),
    ...differing.slice(0, 5).map(([key, found, said]) => `has ${key} ${found}, not ${said} as the manifest says`),
  ];
}

type Difference = readonly [key: string, found: string, said: string];

function differences(found: unknown, said: unknown, key: string): readonly Difference[] {
  const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null;
  if (isRecord(found) && isRecord(said)) {
    return Object.keys(said).flatMap((name) =>
      differences(found[name], said[name], key === "" ? name : `${key}.${name}`),
    );
  }
  const [one, other] = [found, said].map((value) => JSON.stringify(value ?? null) ?? "null") as [string, string];
  return one === other ? [] : [[key, one, other]];
}
