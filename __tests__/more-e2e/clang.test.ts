import { checkExamples } from "../e2e/check-examples.ts";
import { checkSameBinary } from "../e2e/same-binary.ts";

// The targets that examples.test.ts leaves out: one half is linked static, the other not.
checkExamples([
  {
    name: "cxx",
    label: "cxx with clang",
    targets: ["linux/arm/v7", "linux/riscv64", "linux/mips", "linux/mips64le"],
    inputs: { compiler: "clang" },
    cgo: true,
    says: (platform) => new RegExp(platform),
  },
  {
    name: "cxx",
    label: "cxx with clang, static",
    targets: ["linux/arm/v5", "linux/arm/v6", "linux/ppc64le", "linux/mipsle", "linux/mips64"],
    inputs: { compiler: "clang", static: "true" },
    cgo: true,
    says: (platform) => new RegExp(platform),
  },
]);

checkSameBinary("clang");
