import type { Inputs } from "../inputs/inputs.ts";
import { librariesOf } from "../inputs/libraries.ts";
import { libraryPackages, pkgConfigPackages } from "../platforms/library-packages.ts";
import { targetName } from "../platforms/target.ts";
import type { LibraryRequirement } from "../survey/libraries.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import { type CgoDecision, withRelease } from "./cgo.ts";
import type { LibraryPlan, PlannedLibrary } from "./plan.ts";

export type LibraryQuestion = { readonly inputs: Inputs; readonly target: TargetSurvey };

export type LibraryDecision = { readonly libraries: LibraryPlan | undefined; readonly problems: readonly string[] };

const none: LibraryDecision = { libraries: undefined, problems: [] };

/** Decides which of the distribution's C libraries are brought for a target. */
export function planLibraries({ inputs, target }: LibraryQuestion, decision: CgoDecision): LibraryDecision {
  if (decision.kind !== "on" || decision.names === undefined) {
    return none;
  }
  const { triple, multiarch, architecture } = decision.names;
  const release = decision.toolchain.kind === "host" ? undefined : decision.toolchain.release;
  const { auto, packages: named } = librariesOf(inputs.libraries, target.target);
  // The machine's own compiler finds what is installed. If it lacks one thing, all are taken from one place.
  const installed =
    decision.toolchain.kind === "host" && target.requirements.every((requirement) => requirement.onHost);
  const asked = auto && !installed ? target.requirements : [];
  const requirements = asked.map(({ onHost: _, ...requirement }) => ({
    ...requirement,
    package: knownPackage(requirement),
  }));
  if (named.length === 0 && requirements.length === 0) {
    return none;
  }
  const mingw = architecture === undefined;
  const packages = [...new Set([...named, ...requirements.flatMap((requirement) => requirement.package ?? [])])].sort();
  const id = withRelease(`libraries-${architecture ?? triple}`, release);
  const libraries = { id, release, triple, multiarch, architecture, packages, requirements };
  return mingw ? planMingw(target, libraries) : { libraries, problems: [] };
}

function knownPackage({ kind, name }: Pick<LibraryRequirement, "kind" | "name">): string | undefined {
  switch (kind) {
    case "pkg-config":
      return pkgConfigPackages.get(name);
    case "library":
      return libraryPackages.get(name);
    case "header":
      return undefined;
  }
}

/** The libraries that Debian and Ubuntu have for mingw-w64. Source: Contents-all of Debian 12 and 13. */
const mingwPackages: ReadonlyMap<string, string> = new Map([
  ["z", "libz-mingw-w64-dev"],
  ["zlib", "libz-mingw-w64-dev"],
  ["assuan", "libassuan-mingw-w64-dev"],
  ["gcrypt", "libgcrypt-mingw-w64-dev"],
  ["gpg-error", "libgpg-error-mingw-w64-dev"],
  ["ksba", "libksba-mingw-w64-dev"],
  ["npth", "libnpth-mingw-w64-dev"],
]);

function planMingw(target: TargetSurvey, plan: LibraryPlan): LibraryDecision {
  const requirements = plan.requirements.map((requirement) => ({
    ...requirement,
    package: mingwPackages.get(requirement.name),
  }));
  const lacking = requirements.filter((requirement) => requirement.package === undefined);
  if (lacking.length > 0) {
    const all = lacking.map((requirement) => describeRequirement(requirement)).join(", ");
    const problem =
      `libraries: ${targetName(target.target)} needs ${all}, and neither mingw-w64 nor the distribution has that for ` +
      "Windows; put the library's own files into the program's sources and name their directory with -L in " +
      "`cgo-ldflags`, set `libraries: off` if the compiler finds it, or take the target out";
    return { libraries: undefined, problems: [problem] };
  }
  const named = plan.packages.filter((name) => !plan.requirements.some((requirement) => requirement.package === name));
  const packages = [...new Set([...named, ...requirements.flatMap((requirement) => requirement.package ?? [])])].sort();
  return { libraries: { ...plan, packages, requirements }, problems: [] };
}

/** `-lpcap (github.com/google/gopacket/pcap)`. */
export function describeRequirement({ kind, name, by }: Pick<PlannedLibrary, "kind" | "name" | "by">): string {
  const what = { "pkg-config": `pkg-config's ${name}`, library: `-l${name}`, header: `<${name}>` }[kind];
  return `${what} (${by})`;
}

/** Targets of one architecture share what both need. */
export function mergeLibraries(plans: readonly LibraryPlan[]): readonly LibraryPlan[] {
  const merged = new Map<string, LibraryPlan>();
  for (const plan of plans) {
    const other = merged.get(plan.id);
    const requirements = new Map(
      (other?.requirements ?? []).map((requirement) => [`${requirement.kind} ${requirement.name}`, requirement]),
    );
    for (const requirement of plan.requirements) {
      const key = `${requirement.kind} ${requirement.name}`;
      const programs = [...new Set([...(requirements.get(key)?.programs ?? []), ...requirement.programs])];
      requirements.set(key, { ...requirement, programs });
    }
    merged.set(plan.id, {
      ...plan,
      packages: [...new Set([...(other?.packages ?? []), ...plan.packages])].sort(),
      requirements: [...requirements.values()],
    });
  }
  return [...merged.values()];
}
