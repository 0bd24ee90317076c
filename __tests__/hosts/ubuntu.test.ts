import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, putProgram } from "./builds.ts";
import { buildRow, nobody, type Row, ran } from "./debian.ts";
import { missingReason } from "./roots.ts";
import { type Faults, mirrors, openUbuntu, type Ubuntu } from "./ubuntu.ts";

const missing = missingReason();
const amd64 = { "linux/amd64": ran };

describe("on Ubuntu 24.04 with the mirror list of GitHub's images", () => {
  let ubuntu: Ubuntu | undefined;
  beforeAll(async () => {
    ubuntu = missing === undefined ? await openUbuntu("24.04") : undefined;
  });
  afterAll(() => ubuntu?.close());

  const rows: readonly Row[] = [
    { name: "gcc", program: "tiny", flags: [], fates: { "linux/amd64": ran, "linux/arm64": ran } },
    { name: "an older glibc", program: "tiny", flags: ["--glibc", "2.31"], fates: { "linux/arm64": ran } },
    {
      name: "a library, whose packages for arm64 are in another archive",
      program: "libraries/zlib",
      flags: [],
      fates: { "linux/amd64": ran, "linux/arm64": ran },
    },
    { name: "another user", program: "tiny", flags: [], fates: { "linux/amd64": ran }, as: nobody },
  ];
  test.for(rows)("$name", async (row, context) => {
    if (ubuntu === undefined) {
      return context.skip(missing);
    }
    ubuntu.behave({});
    await buildRow(ubuntu.host, row);
  });

  /** Requests that a mirror that gives nothing may get until it is left alone: one for each file that apt asks for. */
  const mostRequests = 12;
  const faults: readonly (readonly [title: string, faults: Faults])[] = [
    ["is silent", { azure: { does: "silent" } }],
    ["is silent as soon as packages are fetched", { azure: { does: "silent", of: "packages" } }],
    ["sends a byte now and then", { azure: { does: "dripping" } }],
    ["sends half, and then nothing", { azure: { does: "half, then silent" } }],
    ["says 404", { azure: { does: 404 } }],
    ["says 503", { azure: { does: 503 } }],
    ["has wrong packages", { azure: { does: "corrupt", of: "packages" } }],
  ];
  test.for(faults)("passes where the first mirror %s", async ([, wrong], context) => {
    if (ubuntu === undefined) {
      return context.skip(missing);
    }
    const { host, behave, requests } = ubuntu;
    behave(wrong);
    const directory = await putProgram(host, "tiny");
    const fresh = { XDG_CACHE_HOME: `${directory}-cache` };
    const built = await build(host, directory, ["--targets", "linux/amd64", "--run"], { env: fresh });
    expect(built.fates, built.stderr).toEqual(amd64);
    expect(requests.filter(({ mirror }) => mirror === "azure").length).toBeLessThan(mostRequests);
    await host.run(["rm", "-rf", `${directory}-cache`]);
  });

  test("names the hosts where every mirror is silent", async (context) => {
    if (ubuntu === undefined) {
      return context.skip(missing);
    }
    const silent = { does: "silent" } as const;
    ubuntu.behave({ azure: silent, archive: silent, security: silent, ports: silent });
    const directory = await putProgram(ubuntu.host, "tiny");
    const fresh = { XDG_CACHE_HOME: `${directory}-cache` };
    const built = await build(ubuntu.host, directory, ["--targets", "linux/arm64"], { env: fresh });
    expect(built.exitCode).toBe(1);
    for (const { name } of [mirrors.azure, mirrors.archive, mirrors.security]) {
      expect(built.stderr).toContain(name);
    }
    expect(built.stderr).not.toContain("mirror+file");
  });
});
