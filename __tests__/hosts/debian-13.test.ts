import { describeHost, nobody, ran } from "./describe-host.ts";

describeHost("trixie", [
  {
    name: "gcc, for the machine itself and for others",
    program: "tiny",
    flags: [],
    fates: { "linux/amd64": ran, "linux/386": ran, "linux/arm64": ran, "linux/arm/v7": ran, "linux/riscv64": ran },
  },
  { name: "gcc for Windows", program: "tiny", flags: [], fates: { "windows/amd64": ran } },
  { name: "Go alone for Windows", program: "plain", flags: [], fates: { "windows/amd64": ran } },
  {
    name: "clang, with lld and with GNU ld",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: { "linux/amd64": ran, "linux/arm64": ran, "linux/riscv64": ran, "linux/loong64": ran, "linux/s390x": ran },
  },
  { name: "static C++", program: "cxx", flags: ["--static"], fates: { "linux/arm64": ran } },
  {
    name: "musl",
    program: "tiny",
    flags: ["--libc", "musl"],
    fates: { "linux/amd64": ran, "linux/arm64": ran, "linux/riscv64": ran },
  },
  {
    name: "an older glibc",
    program: "tiny",
    flags: ["--glibc", "2.31"],
    fates: { "linux/amd64": ran, "linux/arm64": ran },
  },
  { name: "a library", program: "libraries/zlib", flags: [], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  {
    name: "another user, without an entry in passwd, with umask 077",
    program: "tiny",
    flags: [],
    fates: { "linux/amd64": ran, "linux/arm64": ran },
    as: { ...nobody, umask: "077" },
  },
  {
    name: "another user, with umask 002",
    program: "tiny",
    flags: [],
    fates: { "linux/arm64": ran, "windows/amd64": ran },
    as: { ...nobody, umask: "002" },
  },
]);
