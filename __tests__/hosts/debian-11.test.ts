import { describeHost, nobody, ran } from "./describe-host.ts";

describeHost("bullseye", [
  {
    name: "gcc",
    program: "tiny",
    flags: [],
    fates: {
      ...{ "linux/amd64": ran, "linux/386": ran, "linux/arm64": ran, "linux/arm/v7": ran, "linux/riscv64": ran },
    },
  },
  { name: "gcc for Windows", program: "tiny", flags: [], fates: { "windows/amd64": /^(ran|not run: .*Wine)/ } },
  { name: "Go alone for Windows", program: "plain", flags: [], fates: { "windows/amd64": /^(ran|not run: .*Wine)/ } },
  {
    name: "clang, which is too old here",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: { "linux/amd64": "", "linux/arm64": "" },
    refusal: /clang 14 or newer/,
  },
  {
    name: "a target of later releases",
    program: "tiny",
    flags: [],
    fates: { "linux/loong64": "" },
    refusal: /linux\/loong64.*no C compiler for it in Debian.*11.*Debian 13/,
  },
  // Static, a program with C++ threads crashes here: docs/explain/limits.md.
  { name: "C++", program: "cxx", flags: [], fates: { "linux/arm64": ran } },
  { name: "static C", program: "tiny", flags: ["--static"], fates: { "linux/arm64": ran } },
  { name: "musl", program: "tiny", flags: ["--libc", "musl"], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  { name: "its own glibc", program: "tiny", flags: ["--glibc", "2.31"], fates: { "linux/amd64": ran } },
  { name: "a library", program: "libraries/zlib", flags: [], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  { name: "another user", program: "tiny", flags: [], fates: { "linux/arm64": ran }, as: { ...nobody, umask: "002" } },
]);
