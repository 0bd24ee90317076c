import type { Found, Row } from "../row.ts";
import { findInSources, literal, placed, placeOf, shownPlace, somePlaces, sourcesOf, targetOf } from "../words.ts";

/** C++'s own headers, which have no suffix, by the standard that brought them. Source: ISO C++, "Headers". */
const cxxHeaders: readonly (readonly [RegExp, string | undefined])[] = [
  [/^(?:expected|flat_map|flat_set|generator|mdspan|print|spanstream|stacktrace|stdfloat)$/, "23"],
  [
    /^(?:barrier|bit|compare|concepts|coroutine|format|latch|numbers|ranges|semaphore|source_location|span|stop_token|syncstream|version)$/,
    "20",
  ],
  [/^(?:any|charconv|execution|filesystem|memory_resource|optional|string_view|variant)$/, "17"],
  [/^shared_mutex$/, "14"],
  [
    /^(?:array|atomic|chrono|codecvt|condition_variable|forward_list|future|initializer_list|mutex|random|ratio|regex|scoped_allocator|system_error|thread|tuple|type_traits|typeindex|unordered_(?:map|set))$/,
    "11",
  ],
  [
    /^(?:algorithm|bitset|complex|deque|exception|fstream|functional|iomanip|ios|iosfwd|iostream|istream|iterator|limits|list|locale|map|memory|new|numeric|ostream|queue|set|sstream|stack|stdexcept|streambuf|string|typeinfo|utility|valarray|vector|c(?:assert|ctype|errno|fenv|float|inttypes|limits|locale|math|setjmp|signal|stdarg|stddef|stdint|stdio|stdlib|string|time|uchar|wchar|wctype))$/,
    undefined,
  ],
];

const standardOf = (header: string) => cxxHeaders.find(([names]) => names.test(header));

const headerNotFound = [
  /fatal error: (?<header>[a-z_]+): No such file or directory/,
  /fatal error: '(?<header>[a-z_]+)' file not found/,
];

/** The file that is compiled: the one that a line is in, or the first of those that include it. */
function compiledFile({ line, log }: Pick<Found, "line" | "log">): string {
  const before = log.slice(0, log.indexOf(line)).toReversed();
  const end = before.findIndex(({ text }) => !/^\s+from |^In file included/.test(text));
  const chain = end < 0 ? before : before.slice(0, end);
  const from = chain.flatMap(({ text }) => /(?:included from|^\s+from) (\S+?):\d/.exec(text)?.[1] ?? []).at(0);
  return from === undefined ? (/^(\S+?):\d/.exec(line.text)?.[1] ?? "") : from;
}

const isC = (found: Pick<Found, "line" | "log">) => /\.(?:go|c)$|^cgo-gcc-|^_cgo_/.test(compiledFile(found));

/** What of C++ stands in a line of a source that a compiler for C does not take. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/\bextern "C"/, 'extern "C"'],
  [/\btemplate\s*</, "template"],
  [/\|\s*(?:public|private|protected):/, "class"],
  [/\b\w+::\w+/, "`::`"],
  [/[(,]\s*(?:const\s+)?\w+\s*&\s*\w+\s*[,)]/, "a reference (`&`)"],
  [/[(,]\s*[\w\s*]+\s\*?\w+\s*=\s*[^,()]+[,)]/, "an argument's default value"],
];

const markOf = (code: string) => marks.find(([mark]) => mark.test(code))?.[1];

export const cxx: readonly Row[] = [
  {
    code: "cxx-in-c",
    tool: "compiler",
    title: "C++ in what is compiled as C",
    about:
      'The comment above `import "C"`, and every header that it includes, are compiled as C. Put the C++ behind functions of C: declare them in a header of their own, with `extern "C"` between `#ifdef __cplusplus` and `#endif`, and define them in a `.cc` file of the package, which includes the header with the C++.',
    reference: "https://pkg.go.dev/cmd/cgo",
    rank: "first",
    inSources: true,
    signs: [
      ...headerNotFound,
      /error: unknown type name '(?<word>class|namespace|template|using|typename|constexpr|virtual)'/,
      /error: (?<text>expected .*)/,
      /error: must use '(?<word>class|struct|enum)' tag/,
    ],
    when: (found) => {
      const { header, text } = found.groups;
      // What stands below an error is the line of the source.
      const code = found.log[found.log.indexOf(found.line) + 1]?.text ?? "";
      return (
        isC(found) &&
        (header === undefined || standardOf(header) !== undefined) &&
        (text === undefined || markOf(code) !== undefined)
      );
    },
    explain: (found) => {
      const { header, word } = found.groups;
      const mark = word ?? markOf(found.log[found.log.indexOf(found.line) + 1]?.text ?? "") ?? 'extern "C"';
      const what = header === undefined ? `${mark} is` : `<${header}> is a header`;
      const file = placeOf(found)?.replace(/:\d+$/, "");
      const compiled = compiledFile(found);
      if (compiled.endsWith(".c")) {
        const name = compiled.replace(/^\.\//, "");
        return {
          cause: `${placed(found)}${what} of C++, and ${name} is compiled as C`,
          fix: `name the file ${name.replace(/^.*\//, "").replace(/c$/, "cc")} if it is C++, with \`extern "C"\` in front of what Go calls; otherwise put what is C++ in that header between \`#ifdef __cplusplus\` and \`#endif\``,
        };
      }
      return {
        cause: `${placed(found)}${what} of C++, and the comment above \`import "C"\` and the headers that it includes are compiled as C`,
        fix:
          header === undefined && mark === 'extern "C"'
            ? `put \`extern "C" {\` and its brace in ${file ?? "the header"} between \`#ifdef __cplusplus\` and \`#endif\``
            : 'include from Go a header with functions of C alone, `extern "C"` between `#ifdef __cplusplus` and `#endif`, and define those in a .cc file of the package that includes the header of C++',
      };
    },
  },
  {
    code: "git-lfs-source",
    tool: "compiler",
    title: "A source or header that is a pointer of Git LFS",
    about:
      "In place of the file's content there is the small text by which Git LFS finds it. Check it out with `lfs: true` of actions/checkout, or `git lfs pull`.",
    reference: "https://github.com/actions/checkout#usage",
    rank: "first",
    signs: [/error: unknown type name '(?<word>version)'/, /error: '(?<cxx>version)' does not name a type/],
    explain: async (found) => {
      const pointer = (await sourcesOf(found)).find(
        ({ file, text }) => file === found.line.place?.file && text.startsWith("version https://git-lfs."),
      );
      return pointer === undefined
        ? undefined
        : {
            cause: `${placed(found)}${pointer.file} is a pointer of Git LFS, a text in place of the file, whose content was not downloaded`,
            fix: "check it out with `lfs: true` of actions/checkout, or run `git lfs pull` before this step",
          };
    },
  },
  {
    code: "cxx-standard",
    tool: "compiler",
    title: "Code for a newer standard of C++",
    about:
      "The compiler compiles C++ by an older standard than the code needs: its own default (C++17 of GCC 11 and later, C++14 of those before), or what a `-std=` flag says. Set the standard in `#cgo CXXFLAGS: -std=c++20`; a header that the release's compiler does not have at all needs a newer release.",
    reference: "https://gcc.gnu.org/projects/cxx-status.html",
    inSources: true,
    signs: [
      /#error "?This file requires compiler and library support for the ISO C\+\+ 20(?<year>\d\d) standard/,
      /note: '(?<name>std::[\w:]+)' is only available from C\+\+(?<since>\d\d) onwards/,
      /error: no (?:member|type|template) named '(?<member>\w+)' in namespace 'std'/,
      /error: use of undeclared identifier '(?<space>std)'/,
      ...headerNotFound,
    ],
    when: (found) => {
      const { header, member, space } = found.groups;
      if (member !== undefined || space !== undefined) {
        return true;
      }
      return header === undefined || (!isC(found) && standardOf(header)?.[1] !== undefined);
    },
    explain: async (found) => {
      const { year, since, header } = found.groups;
      const member = await memberOf(found);
      if (
        header === undefined &&
        year === undefined &&
        since === undefined &&
        standardOf(member ?? "")?.[1] === undefined
      ) {
        return undefined;
      }
      const name = found.groups["name"] ?? (member === undefined ? undefined : `std::${member}`);
      const standard = year ?? since ?? standardOf(header ?? member ?? "")?.[1] ?? "17";
      const line = findInSources(await sourcesOf(found), /#cgo\b.*-std=(?:gnu|c)\+\+\w+/);
      const flag = /-std=\S+/.exec(line?.text ?? "")?.[0];
      const place = /^\/|^\$/.test(placeOf(found) ?? "/") ? placeOfUse(found) : placeOf(found);
      const what = header !== undefined ? `<${header}>` : (name ?? "a header that it includes");
      return {
        cause: `${place === undefined ? "" : `${place}: `}${what} needs C++${standard}, ${header === undefined ? "and it is compiled by an older standard" : `and the compiler for ${targetOf(found)} does not have it`}${line === undefined ? "" : ` (${flag} in ${shownPlace(line)})`}`,
        fix:
          header !== undefined
            ? "build on a newer release of the distribution, whose compiler has it, or use another library in its place"
            : line === undefined
              ? `add \`#cgo CXXFLAGS: -std=c++${standard}\`, or \`-std=c++${standard}\` to CGO_CXXFLAGS`
              : `write -std=c++${standard} there`,
        places: somePlaces(line),
      };
    },
  },
  {
    code: "cxx-flag-for-c",
    tool: "compiler",
    title: "A standard of C++ for C",
    about:
      "`-std=c++17` stands in CFLAGS, with which C is compiled, too. It belongs to `#cgo CXXFLAGS`; `cgo-cflags` is for both, so that CGO_CXXFLAGS has to have it.",
    reference: "https://pkg.go.dev/cmd/cgo",
    inSources: true,
    signs: [/error: invalid argument '(?<flag>-std=[^']+)' not allowed with '(?<language>C(?:\+\+)?)'/],
    explain: async (found) => {
      const { flag = "", language = "C" } = found.groups;
      const line = findInSources(await sourcesOf(found), new RegExp(`#cgo\\b.*${literal(flag)}`));
      const [own, other] = language === "C" ? ["CXXFLAGS", "C++"] : ["CFLAGS", "C"];
      return {
        cause: `${line === undefined ? "" : `${shownPlace(line)}: `}${flag} is a standard of ${other}, and ${language} is compiled with it, too`,
        fix: `write it as \`#cgo ${own}: ${flag}\`${line === undefined ? `, or set it in CGO_${own} in place of \`cgo-cflags\`` : ""}`,
        places: somePlaces(line),
      };
    },
  },
  {
    code: "include-missing",
    tool: "compiler",
    title: "A standard header is not included",
    about:
      "The code uses a name of the standard library without the header that declares it, which another release or compiler happened to include. Add the `#include` that the compiler names in front of what needs it; for a library's header, in your own file above the line that includes it.",
    reference: "https://gcc.gnu.org/gcc-13/porting_to.html#header-dep-changes",
    inSources: true,
    signs: [
      /error: (?:unknown type name|use of undeclared identifier|call to undeclared (?:library )?function) '(?<name>[\w:]+)'/,
      /error: '(?<name>[\w:]+)' (?:undeclared|was not declared|has not been declared|does not name a type|is not a member|in namespace)/,
      /error: '(?<member>[\w:]+)' in namespace '(?<space>std)'/,
    ],
    when: (found) => hintOf(found) !== undefined,
    explain: (found) => {
      const hint = hintOf(found);
      const name = found.groups["name"] ?? found.groups["member"];
      const place = placeOf(found);
      const use = placeOfUse(found);
      const isForeign = found.line.place === undefined && use !== undefined;
      return {
        cause: `${isForeign ? `${use}: ${place?.split("/").at(-1)?.replace(/:\d+$/, "")} uses ${name}` : `${placed(found)}${name} is used`}, and <${hint}>, which declares it, is not included before`,
        fix: `add \`#include <${hint}>\` ${isForeign ? `above the #include in ${use}` : `at the top of ${place?.replace(/:\d+$/, "") ?? "the file"}`}`,
      };
    },
  },
];

/** The name of the standard library that a line, or the source in its place, has: clang's way to say that it is too new. */
async function memberOf(found: Found): Promise<string | undefined> {
  const { member, space } = found.groups;
  const { place } = found.line;
  const source = space === undefined ? undefined : (await sourcesOf(found)).find(({ file }) => file === place?.file);
  const code = source?.text.split("\n")[(place?.line ?? 0) - 1] ?? "";
  return member ?? /\bstd::(\w+)/.exec(code.slice(Math.max(0, (place?.column ?? 1) - 1)))?.[1];
}

/** The header that the compiler's note on a name recommends. */
function hintOf({ groups, log }: Pick<Found, "groups" | "log">): string | undefined {
  const name = literal((groups["name"] ?? groups["member"] ?? "").replace(/^std::/, ""));
  const note = new RegExp(
    `note: (?:'(?:std::)?${name}' is (?:defined|declared) in header '<([^>]+)>'|include the header <([^>]+)> .*'${name}')`,
  );
  const match = log.map(({ text }) => note.exec(text)).find((each) => each !== null);
  return match?.[1] ?? match?.[2];
}

/** The line of the program's own that comes to include what a line is about. */
function placeOfUse({ line, log }: Pick<Found, "line" | "log">): string | undefined {
  const before = log.slice(Math.max(0, log.indexOf(line) - 12), log.indexOf(line));
  const own = before.flatMap(
    ({ text }) => /(?:included from|^\s+from) (?:\.\/)?([^\s/$][^\s:]*:\d+)/.exec(text)?.[1] ?? [],
  );
  return own.at(-1);
}
