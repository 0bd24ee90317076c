import { type GoEnvironment, goflagsValues } from "../golang/index.ts";
import { describeDisallowed, disallowedToolFlags } from "../inputs/index.ts";

/** The flags of `go build` whose values are flags of another tool. */
const tools = [
  ["ldflags", "go link"],
  ["gcflags", "go compile"],
  ["asmflags", "go asm"],
] as const;

/**
 * What GOFLAGS passes to Go's tools and through them to the C compiler that is not allowed in an input either, a sentence each.
 * A value counts even where an input has one as well: each is for packages of its own (`-ldflags=PATTERN=…`).
 */
export function goflagsProblems({ goflags }: Pick<GoEnvironment, "goflags">): readonly string[] {
  return tools.flatMap(([flag, tool]) =>
    goflagsValues(goflags, flag)
      .flatMap((value) => disallowedToolFlags(tool, value))
      .map((disallowed) => `GOFLAGS: in -${flag}, ${describeDisallowed(disallowed)}`),
  );
}
