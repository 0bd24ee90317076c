import { checkExamples } from "./check-examples.ts";
import { cTargets } from "./examples.ts";

checkExamples([
  {
    name: "sqlite",
    label: "sqlite",
    targets: cTargets,
    // The amalgamation takes a minute to optimise, fifteen times over; that it is SQLite is what matters here.
    inputs: { "cgo-cflags": "-O0" },
    cgo: true,
    says: (platform) => new RegExp(`^sqlite 3\\.\\d+\\.\\d+ on ${platform}: 3 rows, sum 42$`),
  },
  {
    name: "zstd",
    label: "zstd",
    // Fifty C files, which differ from target to target in no other way than SQLite's.
    targets: ["linux/amd64", "linux/386", "linux/arm/v7", "linux/s390x", "linux/mips64le", "windows/amd64"],
    inputs: { "cgo-cflags": "-O0" },
    cgo: true,
    says: (platform) => new RegExp(platform),
  },
  { name: "cxx", label: "cxx", targets: cTargets, cgo: true, says: (platform) => new RegExp(platform) },
  {
    name: "zstd",
    label: "zstd with clang",
    // Windows, and one target for each linker: lld and GNU ld.
    targets: ["linux/arm64", "linux/mips", "windows/amd64", "windows/386"],
    inputs: { compiler: "clang", "cgo-cflags": "-O0" },
    cgo: true,
    says: (platform) => new RegExp(platform),
  },
  // C++ for Windows is gcc's, and built above; the other targets are built by more-e2e.
  {
    name: "cxx",
    label: "cxx with clang",
    targets: ["linux/386", "linux/s390x"],
    inputs: { compiler: "clang" },
    cgo: true,
    says: (platform) => new RegExp(platform),
  },
  {
    name: "cxx",
    label: "cxx with clang, static",
    targets: ["linux/amd64", "linux/arm64"],
    inputs: { compiler: "clang", static: "true" },
    cgo: true,
    says: (platform) => new RegExp(platform),
  },
  {
    name: "pure",
    label: "pure",
    // handover.test.ts builds such a program for thirty.
    targets: [
      ...[
        "linux/amd64",
        "linux/arm/v6",
        "linux/arm64",
        "linux/s390x",
        "linux/loong64",
        "windows/amd64",
        "windows/arm64",
      ],
      ...["darwin/arm64", "freebsd/amd64", "wasip1/wasm"],
    ],
    cgo: false,
    says: (platform) => new RegExp(platform),
  },
]);
