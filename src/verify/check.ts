import { type Problem, problemsOf, rewordProblems } from "../host/errors.ts";
import { architectureOf } from "../platforms/index.ts";
import { formatName } from "./formats/describe.ts";
import { laterMipsLevel } from "./formats/elf/attributes.ts";
import type { BinaryFacts } from "./formats/facts.ts";
import type { Format, Requirement } from "./formats/format.ts";
import { formatOf } from "./formats/formats.ts";
import type { HeaderFacts } from "./formats/header-facts.ts";
import { formatOfSystem } from "./formats/system-format.ts";

/**
 * Compares a binary with its target. Returns what is wrong with it, each with its code and as one clause, without subject or full stop, so
 * that the file's name can stand in front: `is for linux/amd64 (EM_X86_64), not linux/arm64`. Empty where all is right.
 */
export function checkBinary(facts: BinaryFacts, expected: Requirement): readonly Problem[] {
  const format = formatOf(expected.kind === "archive" ? "archive" : formatOfSystem(expected.os));
  if (facts.format !== format.id) {
    return problemsOf("wrong-platform", [describeWrongFormat(facts, format, expected)]);
  }
  if (expected.slices !== undefined) {
    return checkSlices(facts, expected.slices);
  }
  const wrongPlatform = checkPlatform(facts, expected);
  return [
    ...problemsOf("wrong-platform", [...wrongPlatform, ...checkKind(facts, expected)]),
    ...problemsOf("processor-level", [...checkArm(facts, expected), ...checkMips(facts, expected)]),
    ...checkLoading(facts, expected),
    ...format.checkLinkage(facts, expected),
    ...problemsOf(
      "built-otherwise",
      checkGo(facts, expected, {
        required: format.hasGoBuildInfo && expected.cgo !== undefined,
        platformAgrees: wrongPlatform.length === 0,
      }),
    ),
  ];
}

/** A universal file has what was built for each of its platforms, and nothing else. */
function checkSlices({ format, slices = [] }: BinaryFacts, expected: readonly Requirement[]): readonly Problem[] {
  const isFor = (facts: HeaderFacts, { os, arch }: Requirement) => facts.os === os && facts.arch === arch;
  const foreign = slices.filter((facts) => !expected.some((each) => isFor(facts, each)));
  return [
    ...problemsOf(
      "wrong-platform",
      foreign.map((facts) => `has a slice for ${platformName(facts)}, which does not belong in it`),
    ),
    ...expected.flatMap((each) => {
      const found = slices.filter((facts) => isFor(facts, each));
      const name = `${each.os}/${each.arch}`;
      return found.length === 1
        ? rewordProblems(
            found.flatMap((facts) => checkBinary({ format, ...facts }, each)),
            (text) => `${text} (its slice for ${name})`,
          )
        : problemsOf("wrong-platform", [
            found.length === 0 ? `has no slice for ${name}` : `has ${found.length} slices for ${name}`,
          ]);
    }),
  ];
}

function describeWrongFormat(facts: BinaryFacts, format: Format, { os, arch }: Requirement): string {
  const isNamed = facts.format !== "unknown" && facts.kind !== "archive";
  const platform = isNamed ? ` for ${platformName(facts)}` : "";
  return `is ${formatName(facts.format)}${platform}, not ${format.name} for ${os}/${arch}`;
}

/** `linux/amd64 (EM_X86_64)`. */
export function platformName({ os = "unknown", arch = "unknown", machine }: HeaderFacts): string {
  return `${os}/${arch} (${machine.replaceAll(/ \([^)]*\)/g, "")})`;
}

function checkPlatform(facts: BinaryFacts, { os, arch }: Requirement): readonly string[] {
  if (facts.format === "archive" && facts.os === undefined && facts.arch === undefined) {
    return ["contains no readable object file"];
  }
  if (facts.arch !== arch || (facts.os !== undefined && facts.os !== os)) {
    return [`is for ${platformName(facts)}, not ${os}/${arch}`];
  }
  const { bits = facts.bits, byteOrder = facts.byteOrder } = architectureOf(arch) ?? {};
  return [
    ...(facts.bits === bits ? [] : [`is ${facts.bits ?? "?"}-bit, but ${arch} is ${bits}-bit`]),
    ...(facts.byteOrder === byteOrder
      ? []
      : [`is ${facts.byteOrder ?? "unknown"}-endian, but ${arch} is ${byteOrder}-endian`]),
  ];
}

/** What a file of each kind is, for sentences. */
export const kindNames: Readonly<Record<BinaryFacts["kind"], string>> = {
  executable: "an executable",
  "shared-library": "a shared library",
  object: "an unlinked object file",
  archive: "an archive",
  unknown: "neither a program nor a library",
};

function checkKind(facts: BinaryFacts, { kind }: Requirement): readonly string[] {
  return facts.kind === kind ? [] : [`is ${kindNames[facts.kind]}, not ${kindNames[kind]}`];
}

/** From the oldest; v6T2 has instructions that the ARM11 processors of v6 (the first Raspberry Pi) lack. */
const armLevels: readonly string[] = ["v4", "v5", "v6", "v6t2", "v7", "v8", "v9"];

/**
 * Compares GOARM with what the C compiler recorded. A pure Go binary carries no ARM facts but e_flags, and passes.
 * Source: `go help environment`: GOARM 5 is soft-float, 6 and 7 hard-float unless `,softfloat` is said.
 */
function checkArm({ arm, ...facts }: BinaryFacts, { levels, cgo, ...expected }: Requirement): readonly string[] {
  const setting = levels["GOARM"];
  if (arm === undefined || setting === undefined) {
    return [];
  }
  const [version = "", float = version === "5" ? "softfloat" : "hardfloat"] = setting.split(",");
  const problems: string[] = [];
  if (arm.level !== undefined && armLevels.indexOf(arm.level) > armLevels.indexOf(`v${version}`)) {
    problems.push(
      `contains code for ARM ${arm.level} (from its build attributes), which an ARM v${version} processor cannot run`,
    );
  }
  if (arm.floatAbi === "hard" && (version === "5" || float === "softfloat")) {
    problems.push(`uses the hard-float ABI, but GOARM=${setting} must run without a floating-point unit`);
  }
  const dynamic = facts.kind !== "archive" && facts.needed.length > 0;
  if (arm.floatAbi === "soft" && version === "7" && float === "hardfloat" && cgo && dynamic && !expected.static) {
    problems.push(
      `is dynamic and uses the soft-float ABI, but the libraries of GOARM=${setting} systems are hard-float`,
    );
  }
  return problems;
}

/**
 * Go's own code runs on Release 1, but no C library of a distribution does: Debian's is of Release 2, and so is every
 * program that starts with its crt1.o. What only needs that is a hazard (see hazards.ts); anything later is wrong.
 */
const newestMipsLevel = "mips64r2";

function checkMips({ mipsFloat, mipsLevel, arch }: BinaryFacts, { levels }: Requirement): readonly string[] {
  const variable = levels["GOMIPS"] === undefined ? "GOMIPS64" : "GOMIPS";
  const setting = levels[variable];
  return [
    ...(mipsFloat === undefined || setting === undefined || `${mipsFloat}float` === setting
      ? []
      : [`uses the ${mipsFloat}-float ABI (from its ABI flags), not that of ${variable}=${setting}`]),
    ...(mipsLevel === undefined || laterMipsLevel(newestMipsLevel, mipsLevel) === newestMipsLevel
      ? []
      : [`contains code for ${mipsLevel} (from its ABI flags), which processors that Go's ${arch} is for cannot run`]),
  ];
}

/**
 * What loaders refuse. Android: code that is changed when it is loaded, since API level 23. glibc, since 2.41: a library that
 * asks for an executable stack in a program that has none; on MIPS every program has one.
 */
function checkLoading({ kind, hardening, arch = "" }: BinaryFacts, { os }: Requirement): readonly Problem[] {
  const refusesStack = os === "linux" && kind === "shared-library" && !arch.startsWith("mips");
  return [
    ...(os === "android" && hardening?.textRelocations === true
      ? problemsOf("text-relocations", [
          "has text relocations, with which Android loads nothing; compile its C and assembly with -fPIC",
        ])
      : []),
    ...(refusesStack && hardening?.executableStack === true
      ? problemsOf("executable-stack", [
          "asks for an executable stack, with which glibc 2.41 and later does not load a library; add " +
            '`.section .note.GNU-stack,"",%progbits` to its assembly, or link with -Wl,-z,noexecstack',
        ])
      : []),
  ];
}

/**
 * Compares Go's build info with the target. `required`: whether its absence is a problem. `platformAgrees`: where the
 * headers disagree already, what Go says of the platform adds nothing.
 */
function checkGo(
  { go }: BinaryFacts,
  { os, arch, cgo, levels }: Requirement,
  { required, platformAgrees }: { readonly required: boolean; readonly platformAgrees: boolean },
): readonly string[] {
  if (go === undefined) {
    return required ? ["has no Go build info; cannot verify how it was built"] : [];
  }
  const settings: Readonly<Record<string, string>> = {
    ...(platformAgrees ? { GOOS: os, GOARCH: arch } : {}),
    ...(cgo === undefined ? {} : { CGO_ENABLED: cgo ? "1" : "0" }),
    ...levels,
  };
  return Object.entries(settings).flatMap(([name, value]) => {
    const found = go.settings[name];
    const same = found === undefined || canonicalLevel(name, found) === canonicalLevel(name, value);
    return same ? [] : [`was built with ${name}=${found} (from its Go build info), not ${name}=${value}`];
  });
}

/** One spelling for settings that mean the same to Go: `7` and `7,hardfloat`, `v8.0,lse,crypto` and `v8.0,crypto,lse`. */
function canonicalLevel(name: string, value: string): string {
  const [level = "", ...options] = value.split(",");
  if (name === "GOARM" && options.length === 0) {
    return `${level},${level === "5" ? "softfloat" : "hardfloat"}`;
  }
  return [level, ...options.sort()].join(",");
}
