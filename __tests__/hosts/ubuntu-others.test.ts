import { afterAll, beforeAll, describe, test } from "vitest";
import { buildRow, type Row, ran } from "./debian.ts";
import { missingReason } from "./roots.ts";
import { openUbuntu, type Ubuntu, type UbuntuVersion } from "./ubuntu.ts";

const missing = missingReason();

const rows: readonly Row[] = [
  { name: "gcc", program: "tiny", flags: [], fates: { "linux/amd64": ran, "linux/arm64": ran, "windows/amd64": ran } },
  {
    name: "clang",
    program: "tiny",
    flags: ["--compiler", "clang"],
    fates: { "linux/arm64": ran, "linux/riscv64": ran },
  },
  { name: "an older glibc", program: "tiny", flags: ["--glibc", "2.31"], fates: { "linux/arm64": ran } },
  { name: "a library of another archive", program: "libraries/zlib", flags: [], fates: { "linux/arm64": ran } },
];

describe.each<UbuntuVersion>(["22.04", "26.04"])("on Ubuntu %s", (version) => {
  let ubuntu: Ubuntu | undefined;
  beforeAll(async () => {
    ubuntu = missing === undefined ? await openUbuntu(version) : undefined;
  });
  afterAll(() => ubuntu?.close());

  test.for(rows)("$name", async (row, context) => {
    if (ubuntu === undefined) {
      return context.skip(missing);
    }
    await buildRow(ubuntu.host, row);
  });
});
