import { describe, expect, it } from "vitest";
import { type ArchiveProbe, type Distribution, parseOsRelease, surveyMachine } from "../../src/survey/machine.ts";
import { makePlace } from "./modules.ts";

const texts: Readonly<Record<string, readonly [string, Distribution]>> = {
  "Debian 12": [
    `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`,
    { id: "debian", version: "12", codename: "bookworm", title: "Debian GNU/Linux 12 (bookworm)" },
  ],
  "Debian 13": [
    `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
NAME="Debian GNU/Linux"
VERSION_ID="13"
VERSION="13 (trixie)"
VERSION_CODENAME=trixie
DEBIAN_VERSION_FULL=13.1
ID=debian
HOME_URL="https://www.debian.org/"
`,
    { id: "debian", version: "13", codename: "trixie", title: "Debian GNU/Linux 13 (trixie)" },
  ],
  "Debian sid, which has no version": [
    `PRETTY_NAME="Debian GNU/Linux forky/sid"
NAME="Debian GNU/Linux"
VERSION_CODENAME=forky
ID=debian
HOME_URL="https://www.debian.org/"
`,
    { id: "debian", version: "", codename: "forky", title: "Debian GNU/Linux forky/sid" },
  ],
  "Ubuntu 22.04": [
    `PRETTY_NAME="Ubuntu 22.04.5 LTS"
NAME="Ubuntu"
VERSION_ID="22.04"
VERSION="22.04.5 LTS (Jammy Jellyfish)"
VERSION_CODENAME=jammy
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
UBUNTU_CODENAME=jammy
`,
    { id: "ubuntu", version: "22.04", codename: "jammy", title: "Ubuntu 22.04.5 LTS", like: ["debian"] },
  ],
  "Ubuntu 24.04": [
    `PRETTY_NAME="Ubuntu 24.04.3 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.3 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
UBUNTU_CODENAME=noble
LOGO=ubuntu-logo
`,
    { id: "ubuntu", version: "24.04", codename: "noble", title: "Ubuntu 24.04.3 LTS", like: ["debian"] },
  ],
  "Ubuntu 26.04": [
    `PRETTY_NAME="Ubuntu 26.04 LTS"
NAME="Ubuntu"
VERSION_ID="26.04"
VERSION="26.04 LTS (Resolute Raccoon)"
VERSION_CODENAME=resolute
ID=ubuntu
ID_LIKE=debian
UBUNTU_CODENAME=resolute
`,
    { id: "ubuntu", version: "26.04", codename: "resolute", title: "Ubuntu 26.04 LTS", like: ["debian"] },
  ],
  "Fedora, with an empty codename": [
    `NAME="Fedora Linux"
VERSION="42 (Container Image)"
RELEASE_TYPE=stable
ID=fedora
VERSION_ID=42
VERSION_CODENAME=""
PLATFORM_ID="platform:f42"
PRETTY_NAME="Fedora Linux 42 (Container Image)"
ANSI_COLOR="0;38;2;60;110;180"
`,
    { id: "fedora", version: "42", codename: "", title: "Fedora Linux 42 (Container Image)" },
  ],
  Alpine: [
    `NAME="Alpine Linux"
ID=alpine
VERSION_ID=3.22.1
PRETTY_NAME="Alpine Linux v3.22"
HOME_URL="https://alpinelinux.org/"
`,
    { id: "alpine", version: "3.22.1", codename: "", title: "Alpine Linux v3.22" },
  ],
  "Linux Mint, which adds to a release of Ubuntu": [
    `NAME="Linux Mint"
VERSION="22.1 (Xia)"
ID=linuxmint
ID_LIKE="ubuntu debian"
PRETTY_NAME="Linux Mint 22.1"
VERSION_ID="22.1"
VERSION_CODENAME=xia
UBUNTU_CODENAME=noble
`,
    {
      id: "ubuntu",
      version: "",
      codename: "noble",
      title: "Linux Mint 22.1 (ubuntu noble)",
      like: ["ubuntu", "debian"],
    },
  ],
  "Linux Mint Debian Edition": [
    'ID=linuxmint\nID_LIKE=debian\nPRETTY_NAME="LMDE 6 (faye)"\nVERSION_ID=6\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm\n',
    { id: "debian", version: "", codename: "bookworm", title: "LMDE 6 (faye) (debian bookworm)", like: ["debian"] },
  ],
  "Pop!_OS, whose own releases have Ubuntu's names": [
    'ID=pop\nID_LIKE="ubuntu debian"\nPRETTY_NAME="Pop!_OS 22.04 LTS"\nVERSION_ID="22.04"\nVERSION_CODENAME=jammy\nUBUNTU_CODENAME=jammy\n',
    { id: "pop", version: "22.04", codename: "jammy", title: "Pop!_OS 22.04 LTS", like: ["ubuntu", "debian"] },
  ],
  "Kali, which has a whole archive of its own": [
    'PRETTY_NAME="Kali GNU/Linux Rolling"\nVERSION_ID="2026.3"\nVERSION_CODENAME=kali-rolling\nID=kali\nID_LIKE=debian\n',
    {
      id: "kali",
      version: "2026.3",
      codename: "kali-rolling",
      title: "Kali GNU/Linux Rolling",
      like: ["debian"],
    },
  ],
  "single quotes, comments, carriage returns": [
    "# a comment\r\nID='some'\r\nNAME='Some \"One\"'\r\n\r\n",
    { id: "some", version: "", codename: "", title: 'Some "One"' },
  ],
  nothing: ["", { id: "linux", version: "", codename: "", title: "Linux" }],
};

describe("parseOsRelease", () => {
  it.each(Object.entries(texts))("%s", (_title, [text, distribution]) => {
    expect(parseOsRelease(text)).toEqual(distribution);
  });
});

describe("surveyMachine", () => {
  const probe = (id: string, reason?: (distribution: Distribution | undefined) => string): ArchiveProbe => ({
    id,
    family: () => `family of ${id}`,
    missingReason: async (_host, distribution) => reason?.(distribution),
    ownRelease: async (distribution) => distribution,
    askRelease: async () => ({ glibc: undefined, clang: undefined }),
  });

  it("describes this machine, and takes the first archive that can serve it", async () => {
    const { host, remove } = await makePlace();
    const archives = [probe("none", () => "not here"), probe("first"), probe("second")];
    const machine = await surveyMachine(host, { clang: false, archives });
    expect(machine).toMatchObject({ os: host.os, arch: host.arch, cpus: host.cpus });
    expect(machine.archive).toEqual({ kind: "found", id: "first", family: "family of first" });
    expect(machine.distribution?.id).toMatch(/^(debian|ubuntu)$/);
    await remove();
  });

  it("has the job's search paths that are set", async () => {
    const { host, remove } = await makePlace();
    const environment = { CPATH: "/opt/a:/usr/include", LIBRARY_PATH: "", PKG_CONFIG_PATH: "/opt/b", PATH: "/usr/bin" };
    const { searchPaths } = await surveyMachine({ ...host, environment }, { clang: false, archives: [] });
    expect(searchPaths).toEqual({ CPATH: "/opt/a:/usr/include", PKG_CONFIG_PATH: "/opt/b" });
    await remove();
  });

  it("asks nothing of a release that is known, or where nothing depends on it", async () => {
    const { host, remove } = await makePlace();
    const archives = [{ ...probe("one"), askRelease: async () => Promise.reject(new Error("it was asked")) }];
    expect((await surveyMachine(host, { clang: false, glibc: true, archives })).asked).toBeUndefined();
    await remove();
  });

  it("asks each archive whether it can serve this distribution, and has the reasons of all where none can", async () => {
    const { host, remove } = await makePlace();
    const archives = ["one", "two"].map((id) => probe(id, (distribution) => `${id} is not for ${distribution?.title}`));
    const { distribution, archive } = await surveyMachine(host, { clang: false, archives });
    const title = distribution?.title;
    expect(archive).toEqual({ kind: "missing", reason: `one is not for ${title}; two is not for ${title}` });
    await remove();
  });
});
