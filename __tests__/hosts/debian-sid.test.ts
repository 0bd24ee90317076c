import { describeHost, nobody, ran } from "./describe-host.ts";

describeHost("sid", [
  {
    name: "gcc",
    program: "tiny",
    flags: [],
    fates: { "linux/amd64": ran, "linux/386": ran, "linux/arm64": ran, "linux/loong64": ran },
  },
  { name: "gcc for Windows", program: "tiny", flags: [], fates: { "windows/amd64": ran } },
  {
    name: "clang",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: { "linux/amd64": ran, "linux/arm64": ran, "linux/riscv64": ran, "linux/s390x": ran, "windows/amd64": ran },
  },
  { name: "static C++", program: "cxx", flags: ["--static"], fates: { "linux/arm64": ran } },
  { name: "musl", program: "tiny", flags: ["--libc", "musl"], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  {
    name: "the glibc of Debian 11, although the sources say sid",
    program: "tiny",
    flags: ["--glibc", "2.31"],
    fates: { "linux/arm64": ran },
  },
  { name: "a library", program: "libraries/zlib", flags: [], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  { name: "another user", program: "tiny", flags: [], fates: { "linux/arm64": ran }, as: { ...nobody, umask: "077" } },
]);
