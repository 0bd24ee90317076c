/**
 * Writes src/platforms/library-packages.ts: which -dev package holds the libraries that Go programs link most, from the
 * signed Contents indexes of Debian. A name is in the table where every release that has it has it in one and the same
 * package; any other name is looked up in the index at run time.
 *
 *     node scripts/library-packages.ts        on a machine with Debian
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { gunzipSync } from "node:zlib";
import { findArchive } from "../src/archives/archives.ts";
import { makeLocalHost } from "../src/host/local.ts";
import { readDistribution } from "../src/survey/machine.ts";
import { findRelease } from "../src/survey/releases.ts";

const releases = ["debian-11", "debian-12"];
const [architecture, multiarch] = ["arm64", "aarch64-linux-gnu"];

/** What the cgo packages of well-known modules link, by their `#cgo` lines. */
const common = `
  libacl1-dev libaio-dev libarchive-dev libasound2-dev libass-dev libattr1-dev libaudit-dev libavahi-client-dev
  libavcodec-dev libavdevice-dev libavfilter-dev libavformat-dev libavutil-dev libblkid-dev libblosc-dev libbluetooth-dev
  libbpf-dev libbrotli-dev libbsd-dev libbtrfs-dev libbz2-dev libc-ares-dev libcairo2-dev libcap-dev libcap-ng-dev
  libcephfs-dev libconfuse-dev libcrypt-dev libcups2-dev libdbus-1-dev libdevmapper-dev libdrm-dev libdw-dev
  libedit-dev libegl-dev libelf-dev libev-dev libevdev-dev libevent-dev libexif-dev libexpat1-dev libfdk-aac-dev libffi-dev
  libfftw3-dev libflac-dev libfontconfig-dev libfreetype-dev libftdi1-dev libfuse-dev libfuse3-dev libgbm-dev libgd-dev
  libgdal-dev libgeos-dev libgif-dev libgirepository1.0-dev libgit2-dev libgl-dev libgles-dev libglew-dev libglfw3-dev
  libglib2.0-dev libglu1-mesa-dev libgmp-dev libgnutls28-dev libgpg-error-dev libgpgme-dev libgphoto2-dev libgpiod-dev
  libgraphicsmagick1-dev libgssapi-krb5-2 libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libgtk-3-dev libgtk-4-dev
  libgudev-1.0-dev libharfbuzz-dev libhdf5-dev libheif-dev libhidapi-dev libhiredis-dev libhwloc-dev libibverbs-dev
  libicu-dev libidn2-dev libinput-dev libiio-dev libjack-jackd2-dev libjansson-dev libjpeg62-turbo-dev libjson-c-dev
  libjemalloc-dev libkeyutils-dev libkmod-dev libkrb5-dev liblcms2-dev libldap-dev libldap2-dev libleptonica-dev
  libleveldb-dev liblmdb-dev liblua5.1-0-dev liblua5.3-dev liblua5.4-dev libluajit-5.1-dev liblz4-dev liblzma-dev liblzo2-dev
  libmagic-dev libmariadb-dev libmaxminddb-dev libmbedtls-dev libmemcached-dev libmnl-dev libmodbus-dev libmosquitto-dev
  libmount-dev libmp3lame-dev libmpg123-dev libmpv-dev libmsgpack-dev libmtp-dev libncurses-dev libnet1-dev
  libnetfilter-conntrack-dev libnetfilter-log-dev libnetfilter-queue-dev libnettle-dev libnfc-dev libnfnetlink-dev
  libnfs-dev libnftables-dev libnftnl-dev libnl-3-dev libnl-genl-3-dev libnl-route-3-dev libnotify-dev libnspr4-dev
  libnss3-dev libnuma-dev libogg-dev libonig-dev libopenal-dev libopenblas-dev libopencv-dev libopenjp2-7-dev libopenslide-dev
  libopus-dev libopusfile-dev libp11-kit-dev libpam0g-dev libpango1.0-dev libparted-dev libpcap0.8-dev libpci-dev
  libpcre2-dev libpcre3-dev libpcsclite-dev libpipewire-0.3-dev libpng-dev libpoppler-glib-dev libpopt-dev libportaudio2
  portaudio19-dev libpq-dev libproj-dev libprotobuf-dev libpulse-dev librabbitmq-dev librados-dev libraw1394-dev librbd-dev
  librdkafka-dev librdmacm-dev libreadline-dev librocksdb-dev librtlsdr-dev librtmidi-dev libsamplerate0-dev libsane-dev
  libsasl2-dev libsdl2-dev libsdl2-gfx-dev libsdl2-image-dev libsdl2-mixer-dev libsdl2-ttf-dev libseccomp-dev
  libsecp256k1-dev libsecret-1-dev libselinux1-dev libsensors-dev libserialport-dev libslurm-dev libsmbclient-dev
  libsnappy-dev libsndfile1-dev libsodium-dev libsoxr-dev libspeex-dev libspeexdsp-dev libsqlcipher-dev libsqlite3-dev
  libsrt-openssl-dev libssh-dev libssh2-1-dev libssl-dev libswresample-dev libswscale-dev libsystemd-dev libtag1-dev
  libtagc0-dev libtesseract-dev libtheora-dev libtiff-dev libtokyocabinet-dev libtss2-dev libturbojpeg0-dev libuchardet-dev
  libudev-dev libunbound-dev libunistring-dev libunwind-dev liburcu-dev liburing-dev libusb-1.0-0-dev libusb-dev
  libutf8proc-dev libuv1-dev libv4l-dev libva-dev libvdpau-dev libvips-dev libvirt-dev libvorbis-dev libvpx-dev
  libvulkan-dev libwayland-dev libwebkit2gtk-4.0-dev libwebkit2gtk-4.1-dev libwebp-dev libx11-dev libx264-dev libx265-dev
  libxau-dev libxcb1-dev libxcb-image0-dev libxcb-keysyms1-dev libxcb-randr0-dev libxcb-render0-dev libxcb-shm0-dev
  libxcb-util-dev libxcb-xkb-dev libxcursor-dev libxdamage-dev libxext-dev libxfixes-dev libxi-dev libxinerama-dev
  libxkbcommon-dev libxkbcommon-x11-dev libxml2-dev libxmlsec1-dev libxmp-dev libxrandr-dev libxrender-dev libxslt1-dev
  libxss-dev libxt-dev libxtst-dev libxxf86vm-dev libxxhash-dev libyajl-dev libyaml-dev libzip-dev libzmq3-dev libzstd-dev
  unixodbc-dev uuid-dev zlib1g-dev
  shared-mime-info systemd udev valgrind
`
  .trim()
  .split(/\s+/);

const apt = findArchive("apt");
const host = await makeLocalHost({ ...env }, { artifactDirectory: tmpdir() });
const own = await readDistribution();
if (own === undefined) {
  throw new Error("this machine's distribution is unknown");
}

/** Of each release: the packages that have `pc:<name>` and `lib:<name>`. */
const holders: Map<string, Set<string>>[] = [];
for (const name of releases) {
  const release = findRelease(name, own);
  if (release.kind === "unknown") {
    throw new Error(release.reason);
  }
  const directory = join(host.scratchDirectory, name);
  const archive = await apt.open(host, release.distribution, { directory, architecture });
  await archive.update();
  // Fetches the index of contents, which is then read as a whole.
  await archive.owners([]);
  holders.push(readContents(join(directory, "state/lists")));
}

function readContents(lists: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(lists).filter((name) => name.includes("_Contents-"))) {
    const text = gunzipSync(readFileSync(join(lists, file))).toString("latin1");
    const pattern = new RegExp(
      `^usr/(?:lib/${multiarch}|share)/(?:pkgconfig/(\\S+)\\.pc|lib(\\S+)\\.(?:so|a))\\s+(\\S+)$`,
      "gm",
    );
    for (const [, pc, library, owners = ""] of text.matchAll(pattern)) {
      const key = pc === undefined ? `lib:${library}` : `pc:${pc}`;
      const known = found.get(key) ?? new Set();
      found.set(key, known);
      owners.split(",").forEach((owner) => void known.add(owner.split("/").at(-1) ?? owner));
    }
  }
  return found;
}

const rows = new Map<string, { pkgConfig: string[]; libraries: string[] }>();
for (const key of new Set(holders.flatMap((each) => [...each.keys()]))) {
  const everywhere = holders.flatMap((each) => [...(each.get(key) ?? [])]);
  const [owner = ""] = everywhere;
  if (new Set(everywhere).size === 1 && common.includes(owner) && !key.includes("/")) {
    const row = rows.get(owner) ?? { pkgConfig: [], libraries: [] };
    rows.set(owner, row);
    (key.startsWith("pc:") ? row.pkgConfig : row.libraries).push(key.slice(key.indexOf(":") + 1));
  }
}

const mingw = new Set<string>();
{
  const directory = join(host.scratchDirectory, "mingw");
  const archive = await apt.open(host, own, { directory });
  await archive.update();
  const { packages } = await archive.resolve(["mingw-w64-x86-64-dev", "gcc-mingw-w64-x86-64-posix"]);
  const libraries = packages.filter(({ name }) => /^(mingw-w64-x86-64-dev|gcc-mingw-w64-x86-64-posix)$/.test(name));
  await archive.download(libraries, directory, { onPackage: () => {}, onProgress: () => {} });
  for (const { file } of libraries) {
    const listing = execFileSync("dpkg-deb", ["--contents", join(directory, file)], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    for (const [, name = ""] of listing.matchAll(/\/lib([^/\s]+?)(?:\.dll)?\.a$/gm)) {
      mingw.add(name);
    }
  }
}

const quoted = (text: string) => JSON.stringify(text);
const lines = [...rows]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(
    ([name, { pkgConfig, libraries }]) =>
      `  [${quoted(name)}, ${quoted(pkgConfig.sort().join(" "))}, ${quoted(libraries.sort().join(" "))}],`,
  );
writeFileSync(
  join(import.meta.dirname, "../src/platforms/library-packages.ts"),
  `/**
 * Generated by scripts/library-packages.ts on ${new Date().toISOString().slice(0, 10)} from the Contents indexes of
 * ${releases.join(", ")}. Do not edit: change the script.
 */

/** A development package, the names of its pkg-config files, and those of its libraries. */
const rows: readonly (readonly [packageName: string, pkgConfig: string, libraries: string])[] = [
${lines.join("\n")}
];

function invert(column: 1 | 2): ReadonlyMap<string, string> {
  return new Map(rows.flatMap((row) => row[column].split(" ").map((name) => [name, row[0]] as const)));
}

/** The package that has a library, by the library's pkg-config name. */
export const pkgConfigPackages = invert(1);

/** The package that has a library, by the name that -l takes. */
export const libraryPackages = invert(2);

/** The libraries that come with mingw-w64, by the name that -l takes. */
export const mingwLibraries: ReadonlySet<string> = new Set(
  ${quoted([...mingw].sort().join(" "))}.split(" "),
);
`,
);
rmSync(host.scratchDirectory, { recursive: true });
console.log(`${rows.size} packages, ${mingw.size} libraries of mingw-w64`);
