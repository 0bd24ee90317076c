import { describeHost, nobody, ran } from "./describe-host.ts";

describeHost("bookworm", [
  {
    name: "gcc",
    program: "tiny",
    flags: [],
    fates: {
      ...{ "linux/amd64": ran, "linux/386": ran, "linux/arm64": ran, "linux/arm/v7": ran, "linux/riscv64": ran },
      ...{ "linux/mips64le": ran, "windows/amd64": ran },
    },
  },
  {
    name: "clang",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: {
      "linux/amd64": ran,
      "linux/arm64": ran,
      "linux/riscv64": ran,
      "linux/mips64le": ran,
      "windows/amd64": ran,
    },
  },
  { name: "static C++", program: "cxx", flags: ["--static"], fates: { "linux/amd64": ran, "linux/arm/v7": ran } },
  { name: "musl", program: "tiny", flags: ["--libc", "musl"], fates: { "linux/amd64": ran, "linux/arm64": ran } },
  { name: "an older glibc", program: "tiny", flags: ["--glibc", "2.31"], fates: { "linux/arm64": ran } },
  {
    name: "a library",
    program: "libraries/zlib",
    flags: [],
    fates: { "linux/amd64": ran, "linux/arm64": ran, "windows/amd64": ran },
  },
  {
    name: "another user, with umask 077",
    program: "tiny",
    flags: [],
    fates: { "linux/arm64": ran, "windows/amd64": ran },
    as: { ...nobody, umask: "077" },
  },
]);
