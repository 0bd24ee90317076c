import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, putProgram } from "./builds.ts";
import { buildRow, nobody, type Row, ran } from "./describe-host.ts";
import { given, missingReason } from "./roots.ts";
import { type Behaviour, type Faults, mirrors, openUbuntu, type Ubuntu } from "./ubuntu.ts";

const missing = missingReason();
const isSlow = (does: Behaviour = "well") => ["silent", "dripping", "half, then silent"].includes(String(does));
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
    const opened = given(context, ubuntu, missing);
    opened.behave({});
    await buildRow(opened.host, row);
  });

  /** Requests that a mirror may get until it is left alone: one for each file that an apt asks for. */
  const mostRequests = 12;
  /** Without that, each of them costs a mirror's silence again: 42 requests, and minutes. */
  const mostSeconds = 90;
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
    const opened = given(context, ubuntu, missing);
    const { host, behave, requests } = opened;
    behave(wrong);
    const directory = await putProgram(host, "tiny");
    const fresh = { XDG_CACHE_HOME: `${directory}-cache` };
    const started = Date.now();
    const built = await build(host, directory, ["--targets", "linux/amd64", "--run"], { env: fresh });
    const seconds = (Date.now() - started) / 1000;
    expect(built.fates, built.stderr).toEqual(amd64);
    // A mirror that answers at once costs nothing, however often it is asked.
    if (isSlow(wrong.azure?.does)) {
      expect(requests.filter(({ mirror }) => mirror === "azure").length).toBeLessThan(mostRequests);
    }
    expect(seconds).toBeLessThan(mostSeconds);
    await host.run(["rm", "-rf", `${directory}-cache`]);
  });

  test("fetches no index again that the system has", async (context) => {
    const opened = given(context, ubuntu, missing);
    const { host, behave, requests } = opened;
    const indexBytes = async () => {
      behave({});
      const directory = await putProgram(host, "tiny");
      const fresh = { XDG_CACHE_HOME: `${directory}-cache` };
      const built = await build(host, directory, ["--targets", "linux/amd64", "--run"], { env: fresh });
      expect(built.fates, built.stderr).toEqual(amd64);
      await host.run(["rm", "-rf", `${directory}-cache`]);
      return requests.filter(({ path }) => path.startsWith("dists/")).reduce((sum, { bytes }) => sum + bytes, 0);
    };
    const without = await indexBytes();
    expect(await host.run(["apt-get", "update", "-q"])).toMatchObject({ exitCode: 0 });
    const seeded = await indexBytes();
    await host.run(["sh", "-c", "rm -rf /var/lib/apt/lists/*"]);
    expect(without).toBeGreaterThan(1e6);
    expect(seeded).toBeLessThan(without / 10);
  });

  test("fetches packages alone under a lock", async (context) => {
    const opened = given(context, ubuntu, missing);
    const { host, behave, requests } = opened;
    behave({});
    const directory = await putProgram(host, "tiny");
    const cli = ["node", "/src/dist/cli.js"];
    const flags = ["--working-directory", directory, "--targets", "linux/amd64,linux/arm64", "--run"];
    expect(await host.run([...cli, "lock", ...flags])).toMatchObject({ exitCode: 0 });
    expect(await host.run([...cli, "lock", "--check", ...flags])).toMatchObject({ exitCode: 0 });
    behave({});
    const built = await build(host, directory, flags.slice(2), { env: { XDG_CACHE_HOME: `${directory}-cache` } });
    expect(built.fates, built.stderr).toEqual({ "linux/amd64": ran, "linux/arm64": ran });
    const paths = requests.map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith("pool/"))).toEqual([]);
    expect(paths.length).toBeGreaterThan(10);
  });

  test("names the hosts where every mirror is silent", async (context) => {
    const opened = given(context, ubuntu, missing);
    const silent = { does: "silent" } as const;
    opened.behave({ azure: silent, archive: silent, security: silent, ports: silent });
    const directory = await putProgram(opened.host, "tiny");
    const fresh = { XDG_CACHE_HOME: `${directory}-cache` };
    const built = await build(opened.host, directory, ["--targets", "linux/arm64"], { env: fresh });
    expect(built.exitCode).toBe(1);
    for (const { name } of [mirrors.azure, mirrors.archive, mirrors.security]) {
      expect(built.stderr).toContain(name);
    }
    expect(built.stderr).not.toContain("mirror+file");
  });
});
