import type { FailedStage } from "../evidence.ts";
import type { Row } from "../row.ts";
import { allOf, placed } from "../words.ts";

const stages: readonly FailedStage[] = ["survey", "build"];

export const modules: readonly Row[] = [
  {
    code: "go-version",
    tool: "modules",
    title: "The module needs a newer Go",
    about:
      "The `go` or `toolchain` line of go.mod asks for a newer Go than is installed, and GOTOOLCHAIN=local keeps Go from downloading it. Install that Go (actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto.",
    reference: "https://go.dev/doc/toolchain",
    stages,
    signs: [
      /requires go >= (?<wanted>\S+) \(running go (?<have>\S+?)(?:; GOTOOLCHAIN=local)?\)/,
      /invalid go version '(?<invalid>[^']+)'|unknown directive: (?<directive>toolchain|tool|godebug|ignore)/,
      /module requires Go (?<wanted>[\d.]+)/,
      /toolchain not available|download go(?<wanted>[\d.]+) for \S+: toolchain/,
    ],
    explain: ({ groups }) => {
      const { wanted, have, invalid, directive } = groups;
      if (wanted === undefined || have === undefined) {
        return {
          cause: `the module needs ${wanted === undefined ? "a newer Go" : `Go ${wanted}`}${directive === undefined && invalid === undefined ? "" : ` (go.mod has ${directive ?? `go ${invalid}`})`}, which is not here`,
          fix: "install the Go that go.mod names (actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto",
        };
      }
      return {
        cause: `the module needs Go ${wanted} and this is Go ${have} with GOTOOLCHAIN=local`,
        fix: `install Go ${wanted} (actions/setup-go with \`go-version-file: go.mod\`), or set GOTOOLCHAIN=auto`,
      };
    },
  },
  {
    code: "checksum-mismatch",
    tool: "modules",
    title: "A module is not what go.sum says",
    about:
      "The downloaded module differs from what go.sum recorded: its tag was moved, a proxy or mirror gives something else, or somebody changed it. Find out which before you build with it: `go help module-auth`.",
    reference: "https://go.dev/ref/mod#authenticating",
    stages,
    rank: "first",
    signs: [/(?:verifying (?:go\.mod )?|^)(?<module>[^\s:]+@[^\s:/]+)\S*: checksum mismatch/, /SECURITY ERROR/],
    explain: (found) => {
      const module = found.groups["module"] ?? allOf(found, /verifying ([^\s:]+@[^\s:]+)/)[0] ?? "a module";
      return {
        headline: `verifying ${module}: checksum mismatch`,
        cause: `${module} is not what go.sum says (checksum mismatch)`,
        fix: "find out why before you build with it, see `go help module-auth`; if its author moved the tag, `go mod tidy` after removing its lines from go.sum takes the new one",
      };
    },
  },
  {
    code: "go-sum-entry-missing",
    tool: "modules",
    title: "go.sum or go.mod lacks a module",
    about:
      "A package is imported whose module go.mod or go.sum does not have. Run `go mod tidy` and commit both files.",
    reference: "https://go.dev/ref/mod#go-mod-tidy",
    stages,
    signs: [
      /missing go\.sum entry(?: for (?:module providing package (?<package>[^\s;]+)|go\.mod file))?/,
      /no required module provides package (?<package>[^\s;:]+)/,
      /updates to go\.mod needed|go: updating go\.mod: existing contents have changed|missing go\.sum entry/,
      /cannot find module providing package (?<package>[^\s;:]+)/,
    ],
    explain: (found) => ({
      cause: `${placed(found)}${found.groups["package"] === undefined ? "go.mod and go.sum do not have all modules that are imported" : `go.mod or go.sum does not have the module of ${found.groups["package"]}`}`,
      fix: "run `go mod tidy` (or `go get` of that package) and commit go.mod and go.sum",
    }),
  },
  {
    code: "vendor-mismatch",
    tool: "modules",
    title: "The vendor directory is not what go.mod says",
    about:
      "`vendor/modules.txt` and go.mod name other versions. Run `go mod vendor` and commit it, or remove the directory.",
    reference: "https://go.dev/ref/mod#vendoring",
    stages,
    rank: "first",
    signs: [
      /inconsistent vendoring/,
      /cannot find package "?(?<package>\S+?)"? in:?.*vendor|is explicitly required in go\.mod, but not marked as explicit in vendor/,
      /cannot find module providing package (?<package>\S+): import lookup disabled by -mod=vendor/,
    ],
    explain: (found) => {
      const modules = allOf(found, /^\s*(\S+@\S+?): is (?:explicitly required|marked as explicit|replaced)/);
      const named = modules.length === 0 ? (found.groups["package"] ?? "a module") : modules.slice(0, 3).join(" and ");
      return {
        cause: `vendor/modules.txt does not agree with go.mod: ${named}`,
        fix: "run `go mod vendor` and commit the directory, or build without it with `go-flags: -mod=mod`",
      };
    },
  },
  {
    code: "private-module",
    tool: "modules",
    title: "A module that cannot be downloaded without credentials",
    about:
      'The module is private, or does not exist. Set GOPRIVATE to its path (`GOPRIVATE=github.com/owner/*`), and let git log in before this step: `git config --global url."https://x-access-token:$TOKEN@github.com/".insteadOf https://github.com/`, with a token that may read it (GITHUB_TOKEN reads its own repository alone).',
    reference: "https://go.dev/ref/mod#private-modules",
    stages,
    signs: [
      /could not read (?:Username|Password) for '(?<url>[^']+)'/,
      /Permission denied \(publickey|Host key verification failed|fatal: Authentication failed for '(?<url>[^']+)'|Repository not found\.?$|remote: (?:Repository|Not) [Ff]ound/,
      /reading (?<url>\S+): (?:404 Not Found|410 Gone|401 Unauthorized|403 Forbidden)/,
      /unrecognized import path "(?<path>[^"]+)": reading \S+: (?:404|401|403)/,
    ],
    explain: (found) => {
      const module =
        allOf(found, /(?:^|\s)((?:[\w-]+\.)+[\w-]+\/[\w./~-]+)@/)[0] ??
        found.groups["path"] ??
        found.groups["url"]?.replace(/^\w+:\/\/(?:[^@/]*@)?/, "").replace(/\.git$/, "");
      const owner = module?.split("/").slice(0, 2).join("/");
      return {
        cause: `${module ?? "a module"} cannot be downloaded: it is private, and git has no credentials for it, or it does not exist`,
        fix: `set GOPRIVATE=${owner ?? "github.com/owner"}/*, and before this step \`git config --global url."https://x-access-token:$TOKEN@${owner?.split("/")[0] ?? "github.com"}/".insteadOf https://${owner?.split("/")[0] ?? "github.com"}/\` with a token that may read it`,
      };
    },
  },
  {
    code: "module-proxy",
    tool: "modules",
    title: "Modules cannot be downloaded",
    about:
      "The module proxy or the repository does not answer, or GOPROXY=off or GOFLAGS=-mod=vendor forbids it. Try again; on a machine without a network have the modules downloaded before (`go mod download`), or set GOPROXY to a proxy that it reaches.",
    reference: "https://go.dev/ref/mod#module-proxy",
    stages,
    signs: [
      /(?:dial tcp|lookup|read tcp|proxyconnect)\b.*(?:no such host|i\/o timeout|connection refused|network is unreachable|server misbehaving|connection reset|handshake timeout)/,
      /module lookup disabled by GOPROXY=off|(?<off>GOPROXY=off|GOFLAGS=-mod=vendor)/,
      /unable to access '[^']+': (?:Could not resolve host|Failed to connect|Connection timed out|Recv failure|SSL|server certificate)/,
      /reading https?:\S+: 5\d\d |TLS handshake timeout|x509: certificate/,
    ],
    explain: (found) => ({
      cause: `a module could not be downloaded (${/(?:dial tcp.*|lookup .*|Could not resolve host.*|Failed to connect.*|GOPROXY=off|x509: .*|5\d\d .*)$/.exec(found.line.text)?.[0] ?? "the network"})`,
      fix: "try again, set GOPROXY to a proxy that this machine reaches, or download the modules before with `go mod download`",
    }),
  },
  {
    code: "unknown-revision",
    tool: "modules",
    title: "A version of a module that does not exist",
    about:
      "go.mod names a version or commit that the repository does not have. Choose another one: `go list -m -versions MODULE`.",
    reference: "https://go.dev/ref/mod#versions",
    stages,
    signs: [
      /(?<module>(?<![^\s:@])[^\s:@]+@[^\s:]+): (?:invalid version: )?(?:unknown revision|reading \S+: unknown revision|no matching versions)(?<text>.*)/,
    ],
    explain: ({ groups }) => ({
      cause: `there is no ${groups["module"]}: its tag or commit does not exist (any more)`,
      fix: `choose another version: \`go list -m -versions ${groups["module"]?.replace(/@.*/, "")}\``,
    }),
  },
  {
    code: "replace-directory-missing",
    tool: "modules",
    title: "The directory of a replace line is not there",
    about:
      "A `replace` of go.mod, or a `use` of go.work, names a directory that is not checked out here. Check it out, or remove the line.",
    reference: "https://go.dev/ref/mod#go-mod-file-replace",
    stages,
    signs: [
      /replacement directory (?<directory>\S+) does not exist/,
      /reading (?<directory>\S+)\/go\.mod: open .*: no such file or directory/,
      /cannot load module (?<directory>\S+) listed in go\.work file/,
    ],
    explain: ({ groups }) => ({
      cause: `${groups["directory"]}, which a replace line of go.mod or go.work names, does not exist here`,
      fix: "check that directory out too (a submodule, a second actions/checkout), or remove the line",
    }),
  },
  {
    code: "no-go-mod",
    tool: "modules",
    title: "There is no go.mod",
    about:
      "The program's module is in another directory. Set `working-directory` to it, or make one with `go mod init`.",
    reference: "https://go.dev/ref/mod#go-mod-file",
    stages,
    signs: [/go\.mod file not found|cannot find main module|directory prefix \S+ does not contain main module/],
    explain: () => ({
      cause: "there is no go.mod here or above",
      fix: "set working-directory to the module's directory, or run `go mod init`",
    }),
  },
  {
    code: "vcs-status",
    tool: "modules",
    title: "git does not trust the checkout",
    about:
      "Git refuses a repository that belongs to another user, as in a container, and Go asks it for the revision. Mark it as safe (`git config --global --add safe.directory PATH`), or add `-buildvcs=false` to `go-flags`.",
    reference: "https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory",
    stages,
    rank: "first",
    signs: [
      /detected dubious ownership in repository at '(?<directory>[^']+)'|detected dubious ownership|error obtaining VCS status: (?<text>.*)/,
    ],
    explain: (found) => {
      const directory = found.groups["directory"] ?? allOf(found, /dubious ownership in repository at '([^']+)'/)[0];
      const dubious = found.log.some(({ text }) => text.includes("dubious ownership"));
      return {
        cause: dubious
          ? `git does not trust ${directory ?? "the checkout"}, which belongs to another user (dubious ownership)`
          : `git cannot say which revision is built (error obtaining VCS status: ${found.groups["text"] ?? ""})`,
        fix: `add \`-buildvcs=false\` to go-flags, or mark the checkout as safe with \`git config --global --add safe.directory ${directory ?? "DIRECTORY"}\``,
      };
    },
  },
  {
    code: "relative-compiler",
    tool: "modules",
    title: "CC is a relative path",
    about: "Go takes for CC a name on PATH or an absolute path: it starts the compiler in many directories.",
    reference: "https://pkg.go.dev/cmd/cgo",
    stages,
    signs: [
      /(?<variable>CC|CXX|FC|AR|PKG_CONFIG) environment variable is relative; must be absolute path: (?<value>\S+)/,
    ],
    explain: ({ groups }) => ({
      cause: `${groups["variable"]}=${groups["value"]} is a relative path, and must be absolute: Go starts the compiler in many directories`,
      fix: `write the full path, as in ${groups["variable"]}="$PWD/${groups["value"]?.replace(/^\.\//, "")}", or unset it`,
    }),
  },
  {
    code: "package-not-found",
    tool: "modules",
    title: "A package that does not exist",
    about: "An import path is misspelled, or of a newer Go's standard library, or `internal` to another module.",
    reference: "https://go.dev/ref/mod#resolve-pkg-mod",
    stages,
    signs: [
      /package (?<package>\S+) is not in (?:std|GOROOT)/,
      /(?<internal>use of internal package (?<package>\S+) not allowed)/,
      /module \S+ (?:found|provides)[^:]*, but does not contain package (?<package>\S+)/,
    ],
    explain: (found) => ({
      cause: `${placed(found)}${found.groups["internal"] ?? `there is no package ${found.groups["package"]}`}`,
      fix:
        found.groups["internal"] === undefined
          ? "correct the import path; a package of the standard library may need a newer Go"
          : "import a package of that module that is not internal, or copy what you need",
    }),
  },
  {
    code: "import-cycle",
    tool: "modules",
    title: "Packages that import each other",
    about: "Go does not build packages that import each other in a circle. Move what both need into a third package.",
    reference: "https://go.dev/ref/spec#Import_declarations",
    stages,
    signs: [/import cycle not allowed/],
    explain: (found) => ({
      cause: `${placed(found)}the packages import each other in a circle`,
      fix: "move what both need into a third package that imports neither",
    }),
  },
  {
    code: "goflags",
    tool: "modules",
    title: "GOFLAGS has a flag that Go does not know",
    about:
      "GOFLAGS, from the environment or from `go env -w`, is read by every command of Go. Correct it; flags for this build alone go into `go-flags`.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Environment_variables",
    stages,
    rank: "first",
    signs: [/parsing \$GOFLAGS: (?<text>.+)/],
    explain: ({ groups }) => ({
      cause: `GOFLAGS cannot be read: ${groups["text"]}`,
      fix: "correct it where it is set (the environment, or `go env -w GOFLAGS=…`); flags for this build alone go into `go-flags`",
    }),
  },
  {
    code: "no-go-files",
    tool: "modules",
    title: "A directory without Go files",
    about:
      "The directory that is to be built has no Go files: the program is in another one, such as `cmd/app`. Name it in `package`.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Package_lists_and_patterns",
    stages,
    signs: [/no (?:non-test )?Go files in (?<directory>\S+)/],
    explain: (found) => ({
      cause: `${found.groups["directory"]} has no Go files`,
      fix: "name the directory of the main package in `package`, as in `package: ./cmd/app`",
    }),
  },
  {
    code: "two-packages",
    tool: "modules",
    title: "Two packages in one directory",
    about:
      "All Go files of a directory are of one package. Move the other one's into a directory of its own, correct its `package` line, or keep a script out with `//go:build ignore`.",
    reference: "https://go.dev/ref/spec#Source_file_organization",
    stages,
    signs: [/found packages (?<one>\w+) \((?<file>[^)]+)\) and (?<other>\w+) \((?<second>[^)]+)\)/],
    explain: ({ groups: { one, file, other, second } }) => ({
      cause: `${file} is of package ${one}, and ${second} beside it of package ${other}`,
      fix: `correct the package line of one of them, move it to a directory of its own, or keep it out with \`//go:build ignore\``,
    }),
  },
  {
    code: "module-path",
    tool: "modules",
    title: "A module is required by another path than its own",
    about:
      "The go.mod of the module declares another path: other upper and lower case, a new home, or `/v2` at its end. Import and require it by that one.",
    reference: "https://go.dev/ref/mod#go-mod-file-module",
    stages,
    rank: "first",
    signs: [/module declares its path as: (?<declared>\S+)(?: but was required as: (?<wanted>\S+))?/],
    explain: (found) => {
      const { declared, wanted = allOf(found, /but was required as: (\S+)/)[0] ?? "another" } = found.groups;
      return {
        cause: `the module calls itself ${declared}, and is required as ${wanted}`,
        fix: `write ${declared} in the imports and in go.mod: \`go mod edit -droprequire=${wanted}\` and \`go get ${declared}@latest\`; where a dependency imports it so, update that`,
      };
    },
  },
  {
    code: "go-mod-syntax",
    tool: "modules",
    title: "A go.mod or go.work that cannot be read",
    about:
      "A line of the file is not what Go knows: an unknown word, or a version that does not go with the path (`v2` and later have `/v2` at the end of their paths). Correct that line.",
    reference: "https://go.dev/ref/mod#go-mod-file",
    stages,
    after: ["go-version"],
    signs: [
      /^(?<place>go\.(?:mod|work):\d+): (?<text>(?:require \S+: )?version "(?<version>v\d+)\.[^"]*" invalid: should be .*)/,
      /^(?<place>go\.(?:mod|work):\d+)(?::\d+)?: (?<text>unknown directive: (?!toolchain|tool|godebug|ignore)\S+|usage: .*|malformed .*|invalid .*|unexpected .*|syntax error.*)/,
    ],
    explain: (found) => {
      const { place, text, version } = found.groups;
      return {
        cause: `${place}: ${text}`,
        fix:
          version === undefined
            ? "correct that line, as `go help mod edit` and the reference of go.mod have it"
            : `choose a version that the path goes with, or put /${version} at the end of the module's path, in go.mod and in the imports`,
      };
    },
  },
];
