import type { Inputs } from "../inputs/inputs.ts";
import { librariesOf } from "../inputs/libraries.ts";
import type { LibraryWant } from "../survey/libraries.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import { libraryPackages, pkgConfigPackages } from "../targets/library-packages.ts";
import { targetName } from "../targets/target.ts";
import { type CgoDecision, withRelease } from "./cgo.ts";
import type { LibraryPlan, WantedLibrary } from "./plan.ts";

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
  const installed = decision.toolchain.kind === "host" && target.wants.every((want) => want.onHost);
  const asked = auto && !installed ? target.wants : [];
  const wants = asked.map(({ onHost: _, ...want }) => ({ ...want, package: knownPackage(want) }));
  if (named.length === 0 && wants.length === 0) {
    return none;
  }
  const mingw = architecture === undefined;
  const packages = [...new Set([...named, ...wants.flatMap((want) => want.package ?? [])])].sort();
  const id = withRelease(`libraries-${architecture ?? triple}`, release);
  const libraries = { id, release, triple, multiarch, architecture, packages, wants };
  return mingw ? planMingw(target, libraries) : { libraries, problems: [] };
}

function knownPackage({ kind, name }: Pick<LibraryWant, "kind" | "name">): string | undefined {
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
  const wants = plan.wants.map((want) => ({ ...want, package: mingwPackages.get(want.name) }));
  const lacking = wants.filter((want) => want.package === undefined);
  if (lacking.length > 0) {
    const all = lacking.map((want) => describeWant(want)).join(", ");
    const problem =
      `libraries: ${targetName(target.target)} needs ${all}, and neither mingw-w64 nor the distribution has that for ` +
      "Windows; put the library's own files into the program's sources and name their directory with -L in " +
      "`cgo-ldflags`, set `libraries: off` if the compiler finds it, or take the target out";
    return { libraries: undefined, problems: [problem] };
  }
  const named = plan.packages.filter((name) => !plan.wants.some((want) => want.package === name));
  const packages = [...new Set([...named, ...wants.flatMap((want) => want.package ?? [])])].sort();
  return { libraries: { ...plan, packages, wants }, problems: [] };
}

/** `-lpcap (github.com/google/gopacket/pcap)`. */
export function describeWant({ kind, name, by }: Pick<WantedLibrary, "kind" | "name" | "by">): string {
  const what = { "pkg-config": `pkg-config's ${name}`, library: `-l${name}`, header: `<${name}>` }[kind];
  return `${what} (${by})`;
}

/** Targets of one architecture share what both need. */
export function mergeLibraries(plans: readonly LibraryPlan[]): readonly LibraryPlan[] {
  const merged = new Map<string, LibraryPlan>();
  for (const plan of plans) {
    const other = merged.get(plan.id);
    const wants = new Map((other?.wants ?? []).map((want) => [`${want.kind} ${want.name}`, want]));
    for (const want of plan.wants) {
      const key = `${want.kind} ${want.name}`;
      const programs = [...new Set([...(wants.get(key)?.programs ?? []), ...want.programs])];
      wants.set(key, { ...want, programs });
    }
    merged.set(plan.id, {
      ...plan,
      packages: [...new Set([...(other?.packages ?? []), ...plan.packages])].sort(),
      wants: [...wants.values()],
    });
  }
  return [...merged.values()];
}
