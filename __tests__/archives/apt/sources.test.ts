import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type AptSource,
  type DistributionName,
  describeSources,
  distributionSources,
  foreignSources,
  nativeSources,
  ofOtherRelease,
  parseSources,
  parseStanzas,
  parseSuite,
  releaseOfSources,
  retiredSources,
  type SourceFile,
  withoutUpdates,
} from "../../../src/archives/apt/sources.ts";

const debian12: DistributionName = { id: "debian", codename: "bookworm", architecture: "amd64" };
const ubuntu2204: DistributionName = { id: "ubuntu", codename: "jammy", architecture: "amd64" };
const ubuntu2404: DistributionName = { id: "ubuntu", codename: "noble", architecture: "amd64" };

const list = (text: string, name = "sources.list"): SourceFile => ({ name, text });
const deb822 = (text: string, name = "some.sources"): SourceFile => ({ name, text });

/** The sources that are used, a line each. */
function used(files: readonly SourceFile[], distribution: DistributionName): readonly string[] {
  return distributionSources(parseSources(files), distribution).map(({ uris, suites, components, signedBy }) =>
    [uris.join(" "), suites.join(" "), components.join(" "), ...(signedBy === undefined ? [] : [signedBy])].join(" | "),
  );
}

const debianKeys = "/usr/share/keyrings/debian-archive-keyring.gpg";
const ubuntuKeys = "/usr/share/keyrings/ubuntu-archive-keyring.gpg";

/** As in the image `debian:12`. */
const debianSources = `Types: deb
# http://snapshot.debian.org/archive/debian/20250520T000000Z
URIs: http://deb.debian.org/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: ${debianKeys}

Types: deb
# http://snapshot.debian.org/archive/debian-security/20250520T000000Z
URIs: http://deb.debian.org/debian-security
Suites: bookworm-security
Components: main
Signed-By: ${debianKeys}
`;

/** As on GitHub's runner ubuntu-22.04. */
const runner2204 = `## Note, this file is written by cloud-init on first boot of an instance
# See http://help.ubuntu.com/community/UpgradeNotes for how to upgrade to
# newer versions of the distribution.
deb mirror+file:/etc/apt/apt-mirrors.txt jammy main restricted
# deb-src mirror+file:/etc/apt/apt-mirrors.txt jammy main restricted

deb mirror+file:/etc/apt/apt-mirrors.txt jammy-updates main restricted
deb mirror+file:/etc/apt/apt-mirrors.txt jammy universe
deb mirror+file:/etc/apt/apt-mirrors.txt jammy-updates universe
deb mirror+file:/etc/apt/apt-mirrors.txt jammy multiverse
deb mirror+file:/etc/apt/apt-mirrors.txt jammy-backports main restricted universe multiverse
deb mirror+file:/etc/apt/apt-mirrors.txt jammy-security main restricted
deb mirror+file:/etc/apt/apt-mirrors.txt jammy-security universe
`;

/** As on GitHub's runner ubuntu-24.04. */
const runner2404 = `Types: deb
URIs: mirror+file:/etc/apt/apt-mirrors.txt
Suites: noble noble-updates noble-backports
Components: main universe restricted multiverse
Signed-By: ${ubuntuKeys}

Types: deb
URIs: mirror+file:/etc/apt/apt-mirrors.txt
Suites: noble-security
Components: main universe restricted multiverse
Signed-By: ${ubuntuKeys}
`;

/** What people and runner images have beside the distribution. None of it is the distribution's. */
const thirdParties = (codename: string, version: string): readonly SourceFile[] => [
  list(
    `deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/ubuntu ${codename} stable`,
    "docker.list",
  ),
  list(
    `deb [arch=amd64,arm64,armhf signed-by=/usr/share/keyrings/microsoft-prod.gpg] https://packages.microsoft.com/ubuntu/${version}/prod ${codename} main`,
    "microsoft-prod.list",
  ),
  list(
    "deb [signed-by=/usr/share/keyrings/cloud.google.gpg] https://packages.cloud.google.com/apt cloud-sdk main",
    "google-cloud-sdk.list",
  ),
  list("deb [arch=amd64] https://dl.google.com/linux/chrome/deb/ stable main", "google-chrome.list"),
  list(
    `deb [signed-by=/usr/share/keyrings/hashicorp-archive-keyring.gpg] https://apt.releases.hashicorp.com ${codename} main`,
    "hashicorp.list",
  ),
  list(`deb https://apt.postgresql.org/pub/repos/apt ${codename}-pgdg main`, "pgdg.list"),
  list(`deb http://apt.llvm.org/${codename}/ llvm-toolchain-${codename}-19 main`, "llvm.list"),
  list(`deb https://ppa.launchpadcontent.net/git-core/ppa/ubuntu/ ${codename} main`, "git-core-ppa.list"),
  list(`deb http://ppa.launchpad.net/ubuntu-toolchain-r/test/ubuntu ${codename} main`, "toolchain.list"),
  list(`deb https://user:word@private-ppa.launchpadcontent.net/team/ppa/ubuntu ${codename} main`, "private-ppa.list"),
  deb822(
    `Types: deb
URIs: https://ppa.launchpadcontent.net/deadsnakes/ppa/ubuntu/
Suites: ${codename}
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBFl8fYEBEADQmGZ6pDrwY9iH9DVlwNwTOvOZ7q7lHXPl
 =abcd
 -----END PGP PUBLIC KEY BLOCK-----
`,
    "deadsnakes.sources",
  ),
  deb822(
    `Types: deb
URIs: https://dl.winehq.org/wine-builds/ubuntu
Suites: ${codename}
Components: main
Signed-By: /etc/apt/keyrings/winehq-archive.key
`,
    "winehq.sources",
  ),
  deb822(
    `Types: deb
URIs: https://deb.nodesource.com/node_22.x
Suites: nodistro
Components: main
Architectures: amd64
Signed-By: /usr/share/keyrings/nodesource.gpg
`,
    "nodesource.sources",
  ),
];

describe("distributionSources", () => {
  it("takes those of the image of Debian 12", () => {
    expect(used([deb822(debianSources)], debian12)).toEqual([
      `http://deb.debian.org/debian | bookworm bookworm-updates | main | ${debianKeys}`,
      `http://deb.debian.org/debian-security | bookworm-security | main | ${debianKeys}`,
    ]);
  });

  it("takes those of Debian 12 in the one-line form", () => {
    const text = `deb http://deb.debian.org/debian bookworm main contrib non-free-firmware # the main one
deb-src http://deb.debian.org/debian bookworm main
  deb http://security.debian.org/debian-security/ bookworm-security main
deb [ arch=amd64 signed-by=${debianKeys} ] http://ftp.de.debian.org/debian bookworm-updates main
#deb http://deb.debian.org/debian bookworm-proposed-updates main
deb cdrom:[Debian GNU/Linux 12.5.0 _Bookworm_ - Official amd64 DVD]/ bookworm main
`;
    expect(used([list(text)], debian12)).toEqual([
      "http://deb.debian.org/debian | bookworm | main",
      "http://security.debian.org/debian-security/ | bookworm-security | main",
      `http://ftp.de.debian.org/debian | bookworm-updates | main | ${debianKeys}`,
    ]);
  });

  it("takes those of GitHub's runner with Ubuntu 22.04, without third parties and backports", () => {
    const mirror = "mirror+file:/etc/apt/apt-mirrors.txt";
    expect(used([list(runner2204), ...thirdParties("jammy", "22.04")], ubuntu2204)).toEqual([
      `${mirror} | jammy | main`,
      `${mirror} | jammy-updates | main`,
      // mingw-w64, qemu and half of the cross compilers.
      `${mirror} | jammy | universe`,
      `${mirror} | jammy-updates | universe`,
      `${mirror} | jammy-security | main`,
      `${mirror} | jammy-security | universe`,
    ]);
  });

  it("takes those of GitHub's runner with Ubuntu 24.04, without third parties and backports", () => {
    expect(used([...thirdParties("noble", "24.04"), deb822(runner2404, "ubuntu.sources")], ubuntu2404)).toEqual([
      `mirror+file:/etc/apt/apt-mirrors.txt | noble noble-updates | main universe | ${ubuntuKeys}`,
      `mirror+file:/etc/apt/apt-mirrors.txt | noble-security | main universe | ${ubuntuKeys}`,
    ]);
  });

  it("takes the ports archive of Ubuntu for arm64", () => {
    const text = `Types: deb
URIs: http://ports.ubuntu.com/ubuntu-ports/
Suites: noble noble-updates noble-security
Components: main universe
Signed-By: ${ubuntuKeys}
`;
    expect(used([deb822(text)], { ...ubuntu2404, architecture: "arm64" })).toEqual([
      `http://ports.ubuntu.com/ubuntu-ports/ | noble noble-updates noble-security | main universe | ${ubuntuKeys}`,
    ]);
    expect(used([list("deb http://ports.ubuntu.com/ubuntu-ports jammy main")], ubuntu2204)).toEqual([
      "http://ports.ubuntu.com/ubuntu-ports | jammy | main",
    ]);
  });

  it("leaves out sources of foreign architectures, as multiarch recipes add them", () => {
    const text = `deb [arch=amd64,i386] http://archive.ubuntu.com/ubuntu jammy main universe
deb [arch=arm64] http://ports.ubuntu.com/ubuntu-ports jammy main universe
`;
    const stanza = `Types: deb
URIs: http://ports.ubuntu.com/ubuntu-ports/
Suites: jammy
Components: main
Architectures: arm64 armhf
Signed-By: ${ubuntuKeys}
`;
    expect(used([list(text), deb822(stanza)], ubuntu2204)).toEqual([
      "http://archive.ubuntu.com/ubuntu | jammy | main universe",
    ]);
    expect(used([list(text)], { ...ubuntu2204, architecture: "arm64" })).toEqual([
      "http://ports.ubuntu.com/ubuntu-ports | jammy | main universe",
    ]);
  });

  it("takes a company's mirror at any address and with any key", () => {
    const text = `Types: deb
URIs: https://artifacts.corp.example/repository/apt-debian-proxy
Suites: bookworm bookworm-updates
Components: main
Signed-By: /etc/apt/keyrings/corp.gpg
`;
    const other = list("deb https://apt.corp.example/tools bookworm tools", "tools.list");
    expect(used([deb822(text), other], debian12)).toEqual([
      "https://artifacts.corp.example/repository/apt-debian-proxy | bookworm bookworm-updates | main | /etc/apt/keyrings/corp.gpg",
    ]);
    expect(used([list("deb http://mirror.corp.example/pub/debian/ bookworm main")], debian12)).toEqual([
      "http://mirror.corp.example/pub/debian/ | bookworm | main",
    ]);
  });

  it("leaves out a newer release that single packages are picked from", () => {
    const text = `deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian sid main
deb http://deb.debian.org/debian testing main
deb http://deb.debian.org/debian trixie main
deb http://deb.debian.org/debian bookworm-backports main
`;
    expect(used([list(text)], debian12)).toEqual(["http://deb.debian.org/debian | bookworm | main"]);
  });

  it("takes a release that goes by `stable` or `sid` alone", () => {
    const stable = list(
      "deb http://deb.debian.org/debian stable main\ndeb http://deb.debian.org/debian stable-updates main",
    );
    expect(used([stable], debian12)).toEqual([
      "http://deb.debian.org/debian | stable | main",
      "http://deb.debian.org/debian | stable-updates | main",
    ]);
    const sid = list("deb http://deb.debian.org/debian sid main contrib");
    for (const codename of ["forky", ""]) {
      expect(used([sid], { ...debian12, codename })).toEqual(["http://deb.debian.org/debian | sid | main"]);
    }
  });

  it("is empty where no source is the distribution's", () => {
    expect(used([], debian12)).toEqual([]);
    expect(used([deb822(debianSources)], ubuntu2404)).toEqual([]);
    expect(used([list("deb https://download.docker.com/linux/debian bookworm stable")], debian12)).toEqual([]);
  });

  it("finds the sources of this machine", () => {
    const directory = "/etc/apt/sources.list.d";
    const files = readdirSync(directory)
      .filter((name) => /\.(list|sources)$/.test(name))
      .map((name) => ({ name, text: readFileSync(join(directory, name), "utf8") }));
    const release = readFileSync("/etc/os-release", "utf8");
    const word = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(release)?.[1] ?? "";
    const distribution = { id: word("ID"), codename: word("VERSION_CODENAME"), architecture: undefined };
    expect(used(files, distribution).length).toBeGreaterThan(0);
  });
});

describe("suites named by role", () => {
  const suitesOf = (text: string, distribution: DistributionName) =>
    distributionSources(parseSources([list(text)]), distribution).flatMap(({ suites }) => suites);
  const testing: DistributionName = { ...debian12, codename: "forky" };

  it.each([
    ["stable", "stable", ""],
    ["stable-updates", "stable", "-updates"],
    ["oldstable-security", "oldstable", "-security"],
    ["stable/updates", "stable", "/updates"],
    ["bookworm-proposed-updates", "bookworm", "-proposed-updates"],
    ["sid", "sid", ""],
  ])("%s", (suite, release, ending) => {
    expect(parseSuite(suite)).toEqual({ release, ending });
  });

  it.each([
    ["stable stable-updates stable-security", "bookworm bookworm-updates bookworm-security"],
    ["oldstable oldstable/updates", "bookworm bookworm-security"],
    ["testing", "bookworm"],
    ["sid unstable", "bookworm"],
    ["trixie trixie-updates trixie-proposed-updates", "bookworm bookworm-updates bookworm-proposed-updates"],
  ])("%s are of another release %s", (suites, others) => {
    const text = `Types: deb\nURIs: http://a/debian\nSuites: ${suites}\nComponents: main\n`;
    const mapped = ofOtherRelease(parseSources([deb822(text)]), "bookworm");
    expect(mapped.map((source) => source.suites.join(" "))).toEqual([others]);
  });

  it("count beside the release's own where the release itself does not go by its name", () => {
    const mixed = "deb http://a/debian oldstable main\ndeb http://a/debian-security bookworm-security main\n";
    expect(suitesOf(mixed, debian12)).toEqual(["oldstable", "bookworm-security"]);
    expect(suitesOf(`${mixed}deb http://a/debian bookworm main\n`, debian12)).toEqual([
      "bookworm-security",
      "bookworm",
    ]);
  });

  it("tell sid from the release to come, which its os-release has", () => {
    const of = (text: string, distribution: DistributionName) =>
      releaseOfSources(parseSources([list(text)]), distribution);
    expect(of("deb http://a/debian sid main", testing)).toBe("sid");
    expect(of("deb http://a/debian testing main\ndeb http://a/debian unstable main", testing)).toBe("sid");
    expect(of("deb http://a/debian testing main", testing)).toBe("forky");
    expect(of("deb http://a/debian forky main\ndeb http://a/debian sid main", testing)).toBe("forky");
    expect(of("deb http://a/debian testing main", { ...testing, codename: "" })).toBe("testing");
    expect(of("", { ...testing, codename: "" })).toBe("");
  });

  it("have a release without its updates too", () => {
    const text = "deb http://a/debian stable main\ndeb http://a/debian stable-updates main\n";
    const sources = parseSources([list(text)]);
    expect(withoutUpdates(sources, "bookworm")?.flatMap(({ suites }) => suites)).toEqual(["stable"]);
    expect(withoutUpdates(sources.slice(0, 1), "bookworm")).toBeUndefined();
  });
});

it("retiredSources have the address of retired releases, no expiry date, and the same keys", () => {
  const sources = (name: DistributionName, text: string) => {
    const own = distributionSources(parseSources([deb822(text)]), name);
    return describeSources(retiredSources(own, name));
  };
  expect(sources(debian12, debianSources)).toBe(
    `Types: deb\nURIs: http://archive.debian.org/debian\nSuites: bookworm\nComponents: main\nSigned-By: ${debianKeys}\nCheck-Valid-Until: no\n`,
  );
  expect(sources(ubuntu2404, runner2404)).toBe(
    `Types: deb\nURIs: http://old-releases.ubuntu.com/ubuntu\nSuites: noble\nComponents: main universe\nSigned-By: ${ubuntuKeys}\nCheck-Valid-Until: no\n`,
  );
});

describe("parseSources", () => {
  it("leaves out disabled entries and deb-src", () => {
    const stanza = (enabled: string) => `Types: deb\nURIs: http://a/debian\nSuites: s\nComponents: main\n${enabled}\n`;
    for (const enabled of ["Enabled: no", "enabled: False", "Enabled: 0"]) {
      expect(parseSources([deb822(stanza(enabled))])).toEqual([]);
    }
    expect(parseSources([deb822(stanza("Enabled: yes"))])).toHaveLength(1);
    expect(parseSources([deb822(stanza("").replace("Types: deb", "Types: deb-src"))])).toEqual([]);
    expect(parseSources([deb822(stanza("").replace("Types: deb", "Types: deb-src deb"))])).toHaveLength(1);
    expect(parseSources([list("deb-src http://a/debian s main\n# deb http://a/debian s main\n")])).toEqual([]);
  });

  it("drops every option that would weaken the verification of signatures", () => {
    const files = [
      list("deb [trusted=yes allow-insecure=yes arch=amd64] http://a/debian s main"),
      deb822("Types: deb\nURIs: http://b/debian\nSuites: s\nComponents: main\nTrusted: yes\nAllow-Insecure: yes\n"),
    ];
    expect(describeSources(parseSources(files))).toBe(
      "Types: deb\nURIs: http://a/debian\nSuites: s\nComponents: main\n\n" +
        "Types: deb\nURIs: http://b/debian\nSuites: s\nComponents: main\n",
    );
  });

  it("reads values over several lines, comments between them, spaces and carriage returns", () => {
    const text = `# the whole file\r
Types:  deb   deb-src\r
URIs: http://a/debian\r
 http://b/debian\r
# a comment
Suites:
 s
# another
 s-updates
Components: main\tcontrib
X-Repolib-Name: Some: name
   \t
Types: deb
URIs: http://c/debian
Suites: s
Components: main`;
    const expected: readonly AptSource[] = [
      {
        uris: ["http://a/debian", "http://b/debian"],
        suites: ["s", "s-updates"],
        components: ["main", "contrib"],
        architectures: [],
        signedBy: undefined,
        expired: false,
      },
      {
        uris: ["http://c/debian"],
        suites: ["s"],
        components: ["main"],
        architectures: [],
        signedBy: undefined,
        expired: false,
      },
    ];
    expect(parseSources([deb822(text)])).toEqual(expected);
  });

  it("keeps an inline key, and writes it unchanged", () => {
    const key = `Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 Comment: 4AEE 18F8 3AFD EB23
 .
 mQINBFl8fYEBEADQmGZ6pDrwY9iH9DVlwNwTOvOZ7q7lHXPl
 .
 =abcd
 -----END PGP PUBLIC KEY BLOCK-----`;
    const text = `Types: deb\nURIs: http://a/debian\nSuites: s\nComponents: main\n${key}\n`;
    const written = describeSources(parseSources([deb822(text)]));
    expect(written).toBe(text.replace("Signed-By:\n", "Signed-By: \n"));
    expect(parseSources([deb822(written)])).toEqual(parseSources([deb822(text)]));
  });

  it("reads options in any order and spacing", () => {
    const line = "deb [ signed-by=/a.gpg,/b.gpg  arch=amd64,arm64 lang=none ]   http://a/debian\ts main contrib";
    expect(parseSources([list(line)])).toEqual([
      {
        uris: ["http://a/debian"],
        suites: ["s"],
        components: ["main", "contrib"],
        architectures: ["amd64", "arm64"],
        signedBy: "/a.gpg,/b.gpg",
        expired: false,
      },
    ]);
  });
});

describe("parseStanzas", () => {
  it("gives fields in lower case, and no stanza for empty lines", () => {
    expect(
      parseStanzas("\n\nPackage: a\nDescription: b\n c\n .\n d\n\n\n\nPackage: e\n").map((one) => [...one]),
    ).toEqual([
      [
        ["package", "a"],
        ["description", "b\n c\n .\n d"],
      ],
      [["package", "e"]],
    ]);
    expect(parseStanzas("")).toEqual([]);
  });
});

describe("the distribution's snapshot archive", () => {
  const when = "20260102T030405Z";

  it("is the distribution's own, and may have expired where its source says `Check-Valid-Until: no`", () => {
    const files = [
      list(`deb [check-valid-until=no] http://snapshot.debian.org/archive/debian/${when}/ bookworm main`),
      deb822(
        `Types: deb\nURIs: https://snapshot.debian.org/archive/debian-security/${when}\nSuites: bookworm-security\nComponents: main\nCheck-Valid-Until: no\nSigned-By: ${debianKeys}\n`,
      ),
    ];
    expect(used(files, debian12)).toEqual([
      `http://snapshot.debian.org/archive/debian/${when}/ | bookworm | main`,
      `https://snapshot.debian.org/archive/debian-security/${when} | bookworm-security | main | ${debianKeys}`,
    ]);
    const written = describeSources(distributionSources(parseSources(files), debian12));
    expect(written.match(/^Check-Valid-Until: no$/gm)).toHaveLength(2);
  });

  it("may not have expired otherwise, and no other archive may", () => {
    const files = [
      list(`deb http://snapshot.debian.org/archive/debian/${when}/ bookworm main`),
      list("deb [check-valid-until=no] http://deb.debian.org/debian bookworm main"),
      deb822(
        `Types: deb\nURIs: http://a/debian/${when} http://a/debian\nSuites: bookworm\nComponents: main\nCheck-Valid-Until: no\n`,
      ),
    ];
    expect(parseSources(files).map(({ expired }) => expired)).toEqual([false, false, false]);
    expect(describeSources(parseSources(files))).not.toContain("Valid-Until");
  });
});

describe("nativeSources", () => {
  const uris = (files: readonly SourceFile[], distribution: DistributionName) =>
    nativeSources(parseSources(files), distribution).map(([first]) => first?.uris.join(" "));
  const plain = (uri: string) => [
    deb822(
      `Types: deb\nURIs: ${uri}\nSuites: noble noble-updates\nComponents: main universe\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n`,
    ),
  ];

  it("are those of the machine, and Ubuntu's other archives where it asks Ubuntu itself", () => {
    const arm64 = { ...ubuntu2404, architecture: "arm64" };
    const [ports, archive] = ["http://ports.ubuntu.com/ubuntu-ports", "http://archive.ubuntu.com/ubuntu"];
    expect(uris(plain(ports), arm64)).toEqual([ports, archive]);
    expect(uris(plain(archive), arm64)).toEqual([archive, ports]);
    expect(uris(plain("http://azure.archive.ubuntu.com/ubuntu/"), ubuntu2404)).toEqual([
      "http://azure.archive.ubuntu.com/ubuntu/",
      archive,
    ]);
    expect(uris(plain(archive), ubuntu2404)).toEqual([archive]);
    expect(uris(plain("http://mirror.example.com/ubuntu"), arm64)).toEqual(["http://mirror.example.com/ubuntu"]);
    expect(uris([deb822(debianSources)], debian12)).toEqual(["http://deb.debian.org/debian"]);
  });
});

describe("foreignSources", () => {
  const places = (files: readonly SourceFile[], distribution: DistributionName, foreign: string) =>
    foreignSources(parseSources(files), distribution, foreign).map((sources) =>
      sources.map(({ uris, suites }) => `${uris.join(" ")} ${suites.join(" ")}`),
    );

  it("are the machine's own on Debian, whose mirrors have every architecture", () => {
    expect(places([deb822(debianSources)], debian12, "arm64")).toEqual([
      [
        "http://deb.debian.org/debian bookworm bookworm-updates",
        "http://deb.debian.org/debian-security bookworm-security",
      ],
    ]);
  });

  it.each([
    ["one-line form", [list(runner2204)], ubuntu2204, "jammy"],
    ["deb822", [deb822(runner2404, "ubuntu.sources")], ubuntu2404, "noble"],
  ] as const)(
    "are the own mirrors of GitHub's runner first, then Ubuntu's archives (%s)",
    (_, files, name, codename) => {
      const [first, ...others] = places(files, name, "arm64");
      expect(first?.every((line) => line.startsWith("mirror+file:/etc/apt/apt-mirrors.txt "))).toBe(true);
      expect(others.map((lines) => lines.map((line) => line.split(" ")[0]))).toEqual([
        first?.map(() => "http://ports.ubuntu.com/ubuntu-ports"),
        first?.map(() => "http://archive.ubuntu.com/ubuntu"),
      ]);
      expect(others[0]?.join(" ")).toContain(`${codename}-security`);
    },
  );

  it("start with the sources that the machine has for the architecture", () => {
    const text = `deb [arch=amd64,i386] http://archive.ubuntu.com/ubuntu jammy main universe
deb [arch=arm64] http://ports.ubuntu.com/ubuntu-ports jammy main universe
`;
    const [first, second] = places([list(text)], ubuntu2204, "arm64");
    expect(first).toEqual(["http://ports.ubuntu.com/ubuntu-ports jammy"]);
    expect(second).toEqual(["http://archive.ubuntu.com/ubuntu jammy"]);
  });

  it("withoutUpdates leaves the release itself", () => {
    const sources = parseSources([deb822(debianSources)]);
    expect(withoutUpdates(sources, "bookworm")?.map(({ suites }) => suites)).toEqual([["bookworm"]]);
    expect(withoutUpdates(withoutUpdates(sources, "bookworm") ?? [], "bookworm")).toBeUndefined();
    expect(withoutUpdates(sources, "trixie")).toBeUndefined();
  });
});
