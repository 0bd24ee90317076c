/** A test, or a package as a whole, that failed. */
export type TestFailure = {
  /** Empty where Go failed before it came to a package. */
  readonly package: string;
  /** Undefined of a package that failed otherwise than by a test: it does not compile, or its program ended early. */
  readonly test: string | undefined;
  /** What was printed meanwhile. */
  readonly output: readonly string[];
};

export type TestReport = {
  /** Tests and their subtests. */
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Packages without a test. */
  readonly untested: number;
  readonly failures: readonly TestFailure[];
};

/** One line of `go test -json`. Source: `go doc test2json`, and `go help buildjson` for what comes before the tests. */
type TestEvent = {
  readonly Action?: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
  /** Of build events: the package, with the test that it is compiled for: `p [p.test]`. */
  readonly ImportPath?: string;
  readonly FailedBuild?: string;
};

/** Reads what `go test -json` prints, on both streams: what is no event is what Go or a compiler says of the whole. */
export function parseTestEvents(text: string): TestReport {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const events = lines.flatMap((line) => readEvent(line) ?? []);
  const loose = lines.filter((line) => readEvent(line) === undefined);
  const output = collectOutput(events);
  const ofTests = (action: string) => events.filter((each) => each.Action === action && each.Test !== undefined);
  const failed = ofTests("fail");
  const isOuter = ({ Package, Test }: TestEvent) =>
    failed.some((other) => other.Package === Package && other.Test?.startsWith(`${Test}/`));
  const tests = failed
    .filter((each) => !isOuter(each))
    .map((each): TestFailure => {
      return { package: each.Package ?? "", test: each.Test, output: output.get(keyOf(each)) ?? [] };
    });
  const packages = events
    .filter((each) => each.Action === "fail" && each.Test === undefined && each.Package !== undefined)
    .filter(({ Package }) => !failed.some((each) => each.Package === Package))
    .map((each): TestFailure => {
      const built = each.FailedBuild === undefined ? [] : (output.get(`build ${each.FailedBuild}`) ?? []);
      const own = [...built, ...(output.get(keyOf(each)) ?? [])];
      // Go before 1.24 prints what a compiler says beside the events.
      return { package: each.Package ?? "", test: undefined, output: built.length > 0 ? own : [...loose, ...own] };
    });
  return {
    passed: ofTests("pass").length,
    failed: failed.length,
    skipped: ofTests("skip").length,
    untested: events.filter(({ Action, Test }) => Action === "skip" && Test === undefined).length,
    failures: [...tests, ...packages],
  };
}

/** What of the text is no event. */
export function looseLines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.trim() !== "" && readEvent(line) === undefined);
}

function readEvent(line: string): TestEvent | undefined {
  if (!line.startsWith("{")) {
    return undefined;
  }
  try {
    const value = JSON.parse(line) as TestEvent | null;
    return typeof value?.Action === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function keyOf({ Package = "", Test = "" }: TestEvent): string {
  return `${Package} ${Test}`;
}

/** What was printed, in lines, by test, by package, and by what was built. A line may come in several events. */
function collectOutput(events: readonly TestEvent[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const event of events.filter(({ Output }) => Output !== undefined)) {
    const key = event.Action === "build-output" ? `build ${event.ImportPath}` : keyOf(event);
    const parts = texts.get(key) ?? [];
    parts.push(event.Output ?? "");
    texts.set(key, parts);
  }
  return new Map(
    [...texts].map(([key, parts]) => {
      const lines = parts.join("").split("\n");
      return [key, lines.filter((line) => line.trim() !== "" && !/^=== (RUN|PAUSE|CONT|NAME) /.test(line))] as const;
    }),
  );
}
