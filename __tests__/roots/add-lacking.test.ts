import { describe, expect, it } from "vitest";
import type { Archive, Package } from "../../src/archives/archive.ts";
import { UserError } from "../../src/host/errors.ts";
import { addLacking } from "../../src/roots/add-lacking.ts";
import type { LackingFile } from "../../src/roots/kind.ts";
import { makePackage } from "../archives/packages.ts";
import { problem } from "../support/problems.ts";
import { requestPackages } from "./requests.ts";

const debian = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };

const index: readonly Package[] = [
  makePackage("either"),
  makePackage("gtk-dev", { depends: [["mime"], ["either"]] }),
  makePackage("mime", { section: "misc", depends: [["xml"]] }),
  makePackage("or-else"),
  makePackage("xml"),
];

function makeArchive(
  owners: Readonly<Record<string, readonly string[]>>,
): Pick<Archive, "resolve" | "owners" | "naming"> {
  return {
    naming: { isDevelopment: (name) => name.endsWith("-dev"), isOfToolchains: () => false },
    resolve: async (names) => {
      const all = new Set(names);
      for (const name of all) {
        index
          .find((each) => each.name === name)
          ?.depends.flat()
          .forEach((each) => void all.add(each));
      }
      return {
        packages: index.filter(({ name }) => all.has(name)),
        missing: names.filter((name) => !index.some((each) => each.name === name)),
      };
    },
    owners: async (paths) =>
      new Map(paths.flatMap((path) => (owners[path] === undefined ? [] : [[path, owners[path]]]))),
  };
}

const file = (path: string, likely?: string): LackingFile => ({
  what: `${path}, which x needs`,
  paths: [path],
  likely,
});

/** A root of gtk-dev that lacks these files, each as long as no package that has it was unpacked. */
async function complement(
  lacks: Readonly<Record<string, readonly LackingFile[]>>,
  { archive = makeArchive({}), added = [] as readonly string[], locked = false } = {},
) {
  const request = requestPackages("libraries", ["gtk-dev"]);
  const selection = { follow: "libraries", skip: [], take: undefined, drop: [] } as const;
  const unpacked = ["gtk-dev", "either", ...added];
  const lacking = async () =>
    Object.entries(lacks).flatMap(([holder, files]) => (unpacked.includes(holder) ? [] : files));
  const root = {
    request,
    content: { ...request.content, selection },
    kind: { kind: "libraries", lacking },
    distribution: debian,
    locked: locked ? { targets: [], requested: [], digest: "", packages: [] } : undefined,
    added,
  };
  const packages = index.filter(({ name }) => unpacked.includes(name));
  const unpack = async (more: readonly Package[]) => void unpacked.push(...more.map(({ name }) => name));
  const found = { kind: "found", root, names: ["gtk-dev", ...added], packages } as const;
  const result = await addLacking(found, { archive, root: "root", unpack });
  return { ...result, packages: result.packages.map(({ name }) => name) };
}

describe("addLacking", () => {
  it("adds nothing where nothing lacks", async () => {
    expect(await complement({})).toEqual({ packages: ["either", "gtk-dev"], added: [], notes: [] });
  });

  it("adds the usual package, with what it needs, or the one that the index has", async () => {
    const packages = ["either", "gtk-dev", "mime", "xml"];
    expect(await complement({ mime: [file("mime.pc", "mime")] })).toEqual({ packages, added: ["mime"], notes: [] });
    const archive = makeArchive({ "mime.pc": ["mime"] });
    expect(await complement({ mime: [file("mime.pc", "unknown")] }, { archive })).toMatchObject({ packages });
  });

  it("asks again for what those lack that were added", async () => {
    let round = 0;
    const lacks = {
      mime: [file("mime.pc", "mime")],
      get "or-else"() {
        round += 1;
        return round === 1 ? [] : [file("libor.so.1")];
      },
    };
    const archive = makeArchive({ "libor.so.1": ["or-else"] });
    const { added, packages } = await complement(lacks, { archive });
    expect(added).toEqual(["mime", "or-else"]);
    expect(packages).toEqual(["either", "gtk-dev", "mime", "or-else", "xml"]);
  });

  it("prefers, of several, what the packages depend on, and guesses nothing", async () => {
    const archive = makeArchive({ "a.so": ["mime", "or-else"], "b.so": ["or-else", "xyz"] });
    const lacks = { mime: [file("a.so")], none: [file("b.so"), file("c.so")] };
    expect(await complement(lacks, { archive })).toEqual({
      packages: ["either", "gtk-dev", "mime", "xml"],
      added: ["mime"],
      notes: [
        "no package of Debian 12 was found to have b.so, which x needs alone: or-else, xyz do; name one in `libraries`",
        "no package of Debian 12 was found to have c.so, which x needs",
      ],
    });
  });

  it("keeps what was added before, and tells of what cannot be looked up", async () => {
    const archive = {
      ...makeArchive({}),
      owners: () => Promise.reject(new UserError(problem("the archive has no index of files"))),
    };
    const { added, notes } = await complement({ none: [file("c.so")] }, { archive, added: ["mime", "gone"] });
    expect(added).toEqual(["mime"]);
    expect(notes).toHaveLength(1);
  });

  it("leaves a root as its lock says", async () => {
    expect((await complement({ mime: [file("mime.pc", "mime")] }, { locked: true })).added).toEqual([]);
  });
});
