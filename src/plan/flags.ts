import { joinWords, parseLdflags, splitWords } from "../golang/index.ts";
import type { Inputs } from "../inputs/index.ts";
import type { TargetSurvey } from "../survey/index.ts";
import { askedLdflags, askedTags } from "./asked-flags.ts";

/**
 * What makes lld tell what it takes from archives, and for whom: it takes no notice of the marks by which GNU ld tells what
 * glibc cannot link in; see verify/nss.ts.
 */
const lldTellsWhy = "-Wl,--why-extract=-";

/** How a target's binary is linked. */
export type Linking = {
  readonly cgo: boolean;
  /** Everything linked in. */
  readonly static: boolean;
  /** The C library is musl, which has no modules to load. */
  readonly musl: boolean;
  /** lld links it. */
  readonly lld: boolean;
};

/** The flags of `go build` for one target, and what was added to the user's own. */
export type BuildFlags = { readonly flags: readonly string[]; readonly notes: readonly string[] };

/** Makes the flags of `go build`, without -o and -p. What GOFLAGS holds is kept: a flag given here would replace it. */
export function makeBuildFlags(inputs: Inputs, survey: TargetSurvey, linking: Linking): BuildFlags {
  const { cgo, musl } = linking;
  const tagged = cgo && linking.static && survey.target.os === "linux";
  const sqliteTags =
    tagged && survey.need.required.some((path) => sqlite.test(path)) ? ["sqlite_omit_load_extension"] : [];
  const asked = askedTags({ inputs, environment: survey.environment }).value;
  const pureTags = tagged && !musl ? tagsForStatic(survey, asked) : [];
  const muslTags = musl ? tagsForMusl(survey) : [];
  const tags = [...new Set([...asked, ...pureTags, ...sqliteTags, ...muslTags])];
  const ldflags = makeLdflags(inputs, survey, linking);
  const flags = [
    ...(inputs.trimpath ? ["-trimpath"] : []),
    ...(tags.length > 0 ? [`-tags=${tags.join(",")}`] : []),
    ...(ldflags === "" ? [] : [`-ldflags=${ldflags}`]),
    ...(inputs.gcflags === "" ? [] : [`-gcflags=${inputs.gcflags}`]),
    ...(inputs.buildmode === "default" ? [] : [`-buildmode=${inputs.buildmode}`]),
    ...inputs.goFlags,
  ];
  const notes = [
    ...(pureTags.length > 0
      ? [`tags ${pureTags.join(" and ")} added: glibc's own resolver and user lookup do not work linked in`]
      : []),
    ...(sqliteTags.length > 0
      ? ["tag sqlite_omit_load_extension added: a static program cannot load SQLite's extensions"]
      : []),
    ...(muslTags.length > 0 ? ["tag musl added: a module of the program has other C code for musl under it"] : []),
  ];
  return { flags, notes };
}

/**
 * A static glibc loads its NSS modules at run time, from a system that may have another glibc. golang/go#30310
 * net does not compile with both netgo and netcgo. Source: net/netgo_netcgo.go.
 */
function tagsForStatic({ need }: TargetSurvey, asked: readonly string[]): readonly string[] {
  const { optional } = need;
  const netgo = optional.includes("net") && !asked.includes("netcgo");
  return [...(netgo ? ["netgo"] : []), ...(optional.includes("os/user") ? ["osusergo"] : [])];
}

/** Modules that load SQLite's extensions with dlopen unless they are told not to. Source: their build constraints. */
const sqlite = /^github\.com\/(mattn\/go-sqlite3|mutecomm\/go-sqlcipher)(\/|$)/;

/** Modules that bring libraries built for glibc, and others for musl under a tag. Source: their build constraints. */
const taggedForMusl = /^github\.com\/(confluentinc\/confluent-kafka-go|valyala\/gozstd)(\/|$)/;

function tagsForMusl({ need }: TargetSurvey): readonly string[] {
  return need.required.some((path) => taggedForMusl.test(path)) ? ["musl"] : [];
}

/** -ldflags: the user's, with ours for the external linker joined to the user's -extldflags, since only the last counts. */
function makeLdflags(inputs: Inputs, survey: TargetSurvey, linking: Linking): string {
  const external = externalLinkerFlags(inputs, survey, linking);
  if (external === undefined) {
    return inputs.ldflags;
  }
  const asked = askedLdflags({ inputs, environment: survey.environment }).value;
  const { pattern, rest, extldflags } = parseLdflags(asked);
  // First, so that a -linkmode of the user's counts, and since Go takes no text that begins with a quote.
  const given = splitWords(extldflags ?? "").words;
  const added = external
    .split(" ")
    .filter((word) => !given.includes(word) && !(word === "-static" && given.includes("-static-pie")));
  const linker = [extldflags ?? "", ...added].filter((part) => part !== "").join(" ");
  const words = ["-linkmode=external", ...rest, `-extldflags=${linker}`];
  return pattern + joinWords(words);
}

/**
 * What links objects that were compiled with -fstack-protector or _FORTIFY_SOURCE for Windows, as #cgo lines and Go's
 * security-minded defaults ask: where the functions that they call are in a library of gcc's own (libssp), its driver
 * links that if it is told so again, and Go, which runs it as a linker, does not. clang's roots hold no libssp.
 */
const linksStackProtector = "-fstack-protector";

/** What the C linker must be told; undefined where nothing. Windows: without -static the binary asks for mingw's DLLs. */
function externalLinkerFlags(inputs: Inputs, survey: TargetSurvey, linking: Linking): string | undefined {
  if (!linking.cgo || inputs.buildmode === "c-archive") {
    return undefined;
  }
  if (survey.target.os === "windows") {
    return linking.lld ? "-static" : `-static ${linksStackProtector}`;
  }
  if (!linking.static) {
    return undefined;
  }
  const flag = inputs.buildmode === "pie" ? "-static-pie" : "-static";
  return linking.lld && !linking.musl ? `${flag} ${lldTellsWhy}` : flag;
}
