import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkCodenames } from "../../../src/archives/apt/codenames.ts";
import { type AptSource, parseSources } from "../../../src/archives/apt/sources.ts";
import type { Distribution } from "../../../src/survey/machine.ts";

let lists: string;
beforeEach(() => {
  lists = mkdtempSync(join(tmpdir(), "lists-"));
});
afterEach(() => rmSync(lists, { recursive: true }));

/** As apt writes it, with the fields that Debian's have. */
function arrive(suite: string, codename: string | undefined, file = "InRelease"): void {
  const lines = [
    "Origin: Debian",
    "Suite: any",
    ...(codename === undefined ? [] : [`Codename: ${codename}`]),
    "Date: x",
  ];
  const name = `deb.debian.org_debian_dists_${suite.replaceAll("/", "_")}_${file}`;
  writeFileSync(join(lists, name), `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${lines.join("\n")}\n`);
}

function sources(suites: string): readonly AptSource[] {
  const text = `Types: deb\nURIs: http://deb.debian.org/debian\nSuites: ${suites}\nComponents: main\n`;
  return parseSources([{ name: "a.sources", text }]);
}

const release = (version: string, codename: string): Distribution => ({
  id: "debian",
  version,
  codename,
  title: `Debian ${version || codename}`,
});
const debian12 = release("12", "bookworm");

describe("the codename that arrives", () => {
  it.each<[suite: string, codename: string | undefined, distribution: Distribution]>([
    ["bookworm", "bookworm", debian12],
    ["bookworm-updates", "bookworm-updates", debian12],
    ["bookworm-security", "bookworm-security", debian12],
    // As Ubuntu has it.
    ["noble-updates", "noble", release("24.04", "noble")],
    ["oldstable", "bookworm", debian12],
    ["oldstable/updates", "bookworm", debian12],
    ["bookworm", undefined, debian12],
    // What is still being made is whatever its role is.
    ["testing", "forky", release("", "forky")],
    ["testing", "duke", release("", "forky")],
    ["sid", "sid", release("", "sid")],
    ["unstable", "sid", release("", "sid")],
    ["stable", "bookworm", release("", "")],
  ])("of %s may be %s", async (suite, codename, distribution) => {
    arrive(suite, codename);
    await checkCodenames(lists, sources(suite), distribution);
  });

  it.each<[suite: string, codename: string, distribution: Distribution, message: string]>([
    [
      "bookworm",
      "sid",
      debian12,
      "the apt suite bookworm is sid at present, and bookworm is needed (Debian 12); choose another mirror in the system's apt sources",
    ],
    [
      "stable",
      "trixie",
      debian12,
      "the apt suite stable is trixie at present, and bookworm is needed (Debian 12); write bookworm in place of stable in the system's apt sources",
    ],
    [
      "stable/updates",
      "trixie-security",
      debian12,
      "the apt suite stable/updates is trixie at present, and bookworm is needed (Debian 12); write bookworm in place of stable in the system's apt sources",
    ],
    [
      "sid",
      "sid",
      debian12,
      "the apt suite sid is sid at present, and bookworm is needed (Debian 12); write bookworm in place of sid in the system's apt sources",
    ],
    [
      "sid",
      "trixie",
      release("", "sid"),
      "the apt suite sid is trixie at present, and sid is needed (Debian sid); choose another mirror in the system's apt sources",
    ],
  ])("of %s must not be %s", async (suite, codename, distribution, message) => {
    arrive(suite, codename, "Release");
    await expect(checkCodenames(lists, sources(`any-other ${suite}`), distribution)).rejects.toThrow(message);
  });
});
