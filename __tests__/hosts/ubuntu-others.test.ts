import { describeHost, nobody, type Row, ran } from "./describe-host.ts";
import { missingReason, ubuntuMissingReason } from "./roots.ts";

const rows: readonly Row[] = [
  {
    name: "gcc",
    program: "tiny",
    flags: [],
    fates: { "linux/amd64": ran, "linux/386": ran, "linux/arm64": ran, "linux/riscv64": ran },
  },
  { name: "gcc for Windows", program: "tiny", flags: [], fates: { "windows/amd64": ran } },
  {
    name: "clang",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: { "linux/amd64": ran, "linux/arm64": ran, "linux/riscv64": ran, "linux/s390x": ran },
  },
  { name: "static C++", program: "cxx", flags: ["--static"], fates: { "linux/arm64": ran } },
  { name: "musl", program: "tiny", flags: ["--libc", "musl"], fates: { "linux/amd64": ran } },
  { name: "an older glibc", program: "tiny", flags: ["--glibc", "2.35"], fates: { "linux/arm64": ran } },
  { name: "a library", program: "libraries/zlib", flags: [], fates: { "linux/amd64": ran } },
  {
    name: "another user, with umask 077",
    program: "tiny",
    flags: [],
    fates: { "linux/arm64": ran, "windows/amd64": ran },
    as: { ...nobody, umask: "077" },
  },
];

const findReason = async () => missingReason() ?? (await ubuntuMissingReason());

for (const suite of ["jammy", "noble", "resolute"] as const) {
  describeHost(suite, rows, findReason);
}
