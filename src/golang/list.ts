import { UserError } from "../host/errors.ts";

/** One package as `go list -deps -json` prints it, reduced to the fields that are asked for. Source: `go help list`. */
export type ListedPackage = {
  readonly ImportPath: string;
  readonly Name?: string;
  readonly Dir?: string;
  readonly Standard?: boolean;
  /** It is listed only as a dependency: no pattern matched it. */
  readonly DepOnly?: boolean;
  readonly Match?: readonly string[];
  readonly Imports?: readonly string[];
  /** What a path in the source stands for, where that is another one: vendored packages of the standard library. */
  readonly ImportMap?: Readonly<Record<string, string>>;
  readonly GoFiles?: readonly string[];
  readonly IgnoredGoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly CFiles?: readonly string[];
  readonly CXXFiles?: readonly string[];
  readonly MFiles?: readonly string[];
  readonly FFiles?: readonly string[];
  /** Assembly, `.s` and `.S`. */
  readonly SFiles?: readonly string[];
  readonly SwigFiles?: readonly string[];
  readonly SwigCXXFiles?: readonly string[];
  readonly CgoCPPFLAGS?: readonly string[];
  readonly CgoCFLAGS?: readonly string[];
  readonly CgoCXXFLAGS?: readonly string[];
  readonly CgoLDFLAGS?: readonly string[];
  readonly CgoPkgConfig?: readonly string[];
  readonly CgoFFLAGS?: readonly string[];
  readonly SysoFiles?: readonly string[];
  readonly EmbedPatterns?: readonly string[];
  readonly Module?: {
    readonly Path?: string;
    readonly Version?: string;
    readonly Main?: boolean;
    readonly Dir?: string;
  };
  readonly Error?: ListedError;
  /** What is wrong with the packages it imports. */
  readonly DepsErrors?: readonly ListedError[];
};

/** What is wrong with a package: Go's own sentence, and where. */
export type ListedError = { readonly Err: string; readonly Pos?: string; readonly ImportStack?: readonly string[] };

/** Each field of ListedPackage, so that one which is read and not asked for does not compile. */
const fields: Readonly<Record<keyof ListedPackage, true>> = {
  ImportPath: true,
  Name: true,
  Dir: true,
  Standard: true,
  DepOnly: true,
  Match: true,
  Imports: true,
  ImportMap: true,
  GoFiles: true,
  IgnoredGoFiles: true,
  CgoFiles: true,
  CFiles: true,
  CXXFiles: true,
  MFiles: true,
  FFiles: true,
  SFiles: true,
  SwigFiles: true,
  SwigCXXFiles: true,
  CgoCPPFLAGS: true,
  CgoCFLAGS: true,
  CgoCXXFLAGS: true,
  CgoLDFLAGS: true,
  CgoPkgConfig: true,
  CgoFFLAGS: true,
  SysoFiles: true,
  EmbedPatterns: true,
  Module: true,
  Error: true,
  DepsErrors: true,
};

/** The fields of ListedPackage as `go list -json=` takes them. */
export const listedFields = Object.keys(fields).join(",");

/**
 * Splits the stream of JSON values that `go list -json` prints.
 * @throws UserError where it is not one of packages, as where a value is cut off.
 */
export function parseListed(text: string): readonly ListedPackage[] {
  const packages: ListedPackage[] = [];
  let start = 0;
  // Each value ends with a brace at the start of a line; nested ones are indented.
  for (let end = text.indexOf("\n}\n"); end >= 0; end = text.indexOf("\n}\n", start)) {
    packages.push(parsePackage(text.slice(start, end + 2)));
    start = end + 3;
  }
  const rest = text.slice(start).trim();
  if (rest !== "") {
    packages.push(parsePackage(rest));
  }
  return packages;
}

function parsePackage(text: string): ListedPackage {
  try {
    const value = JSON.parse(text) as Partial<ListedPackage> | null;
    if (typeof value?.ImportPath === "string") {
      return value as ListedPackage;
    }
  } catch {
    // Node's message is about JSON, not about where it comes from.
  }
  throw new UserError({
    code: "go-failed",
    text: "`go list -json` printed something that is not a list of packages; run it in the module's directory to see what, and whether `go` is Go itself",
  });
}

/**
 * The packages of `go list -test` by their own names, each once. Go lists a package again for each test that it is compiled
 * anew for, `p [q.test]`, and the program of each test, `q.test`. Source: `go help list`, -test.
 */
export function withoutTestVariants(packages: readonly ListedPackage[]): readonly ListedPackage[] {
  const plain = (path: string) => path.replace(/ \[.*\]$/, "");
  const named = new Map<string, ListedPackage>();
  const paths = new Set(packages.map(({ ImportPath }) => ImportPath));
  const isProgram = ({ ImportPath, Name }: ListedPackage) =>
    Name === "main" && ImportPath.endsWith(".test") && paths.has(ImportPath.slice(0, -".test".length));
  for (const each of packages.filter((one) => !isProgram(one))) {
    const path = plain(each.ImportPath);
    const isVariant = path !== each.ImportPath;
    if (!named.has(path)) {
      const { Imports } = each;
      named.set(path, {
        ...each,
        ImportPath: path,
        ...(isVariant ? { DepOnly: true } : {}),
        ...(Imports === undefined ? {} : { Imports: Imports.map(plain) }),
      });
    }
  }
  return [...named.values()];
}

/** Whether all that is wrong with the package is that it has no Go file at all. */
export function isWithoutFiles(listed: ListedPackage): boolean {
  return /^no Go files in /.test(listed.Error?.Err ?? "");
}

/** Whether all that is wrong with the package is that it has no file for this target. */
export function isExcludedByConstraints(listed: ListedPackage): boolean {
  return listed.Error?.Err.includes("build constraints exclude all Go files") ?? false;
}
