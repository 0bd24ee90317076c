import {
  effectiveLdflags,
  type GoEnvironment,
  goflagsValues,
  lastSwitch,
  linkMode,
  parseLdflags,
  splitWords,
  switchedOn,
} from "../golang/index.ts";
import type { Inputs } from "../inputs/index.ts";

/** What was asked for, and by what: a flag of an input replaces that of GOFLAGS. */
export type Asked<Value> = { readonly value: Value; readonly origin: "input" | "GOFLAGS" };

/** What flags are read from. */
export type FlagSources = {
  readonly inputs: Inputs;
  readonly environment: Pick<GoEnvironment, "goflags" | "cgoLdflags">;
};

/** The build tags. */
export function askedTags({ inputs, environment }: FlagSources): Asked<readonly string[]> {
  if (inputs.tags.length > 0) {
    return { value: inputs.tags, origin: "input" };
  }
  const text = goflagsValues(environment.goflags, "tags").at(-1) ?? "";
  return { value: text.split(/[,\s]+/).filter((tag) => tag !== ""), origin: "GOFLAGS" };
}

/** -ldflags, as one text. */
export function askedLdflags({ inputs, environment }: FlagSources): Asked<string> {
  const value = effectiveLdflags(inputs.ldflags, environment.goflags);
  return { value, origin: inputs.ldflags === "" ? "GOFLAGS" : "input" };
}

/** `-race`, `-msan` or `-asan` as it was written, and where that is not in go-flags; undefined without one. */
export function askedInstrumentation({ inputs, environment }: FlagSources): string | undefined {
  const ofJob = splitWords(environment.goflags).words;
  const found = ["race", "msan", "asan"].map((flag) => {
    const inherited = switchedOn(ofJob, flag);
    return lastSwitch(inputs.goFlags, flag) === undefined && inherited !== undefined
      ? `${inherited} in GOFLAGS`
      : switchedOn(inputs.goFlags, flag);
  });
  return found.find((each) => each !== undefined);
}

/** The tag netcgo, which chooses C for names of hosts and services, and where it was set; undefined without it. */
export function askedNetcgo(sources: FlagSources): string | undefined {
  const { value, origin } = askedTags(sources);
  return value.includes("netcgo") ? withOrigin("tag netcgo", origin, "tags") : undefined;
}

/** `-linkmode=external`, and where it was set; undefined without it. */
export function askedExternalLinking(sources: FlagSources): string | undefined {
  const { value, origin } = askedLdflags(sources);
  return linkMode(value) === "external" ? withOrigin("-linkmode=external", origin, "ldflags") : undefined;
}

/** `-static` for the C linker, and where it was set; undefined without it. */
export function askedStatic(sources: FlagSources): string | undefined {
  const { inputs, environment } = sources;
  const { value, origin } = askedLdflags(sources);
  const places = [
    { words: splitWords(parseLdflags(value).extldflags ?? "").words, place: origin === "input" ? "ldflags" : origin },
    { words: inputs.cgoLdflags, place: "cgo-ldflags" },
    { words: splitWords(environment.cgoLdflags).words, place: "CGO_LDFLAGS" },
  ];
  const found = places.find(({ words }) => words.some((word) => /^--?static(-pie)?$/.test(word)));
  return found && `-static in ${found.place}`;
}

function withOrigin(what: string, origin: Asked<unknown>["origin"], input: string): string {
  return `${what} in ${origin === "input" ? input : origin}`;
}
