/** A C library, as a program uses it, and what that takes. docs/recipes/libraries.md has a row for each; a test builds them all. */
export type LibraryRecipe = {
  readonly name: string;
  /** The line that names it in a Go file. */
  readonly cgo: string;
  readonly header: string;
  /** A call that needs it to be linked. */
  readonly call: string;
  /** Inputs that have to be set; most need none. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Packages that a Debian 12 needs to run the program. */
  readonly install: string;
  /** How it is linked into the program, or what keeps it from that. */
  readonly static: { readonly input: string } | { readonly missing: string };
};

/** Debian's archive has these in shared form alone. */
const sharedAlone = (missing: string) => ({ missing });

export const libraryRecipes: readonly LibraryRecipe[] = [
  {
    name: "zlib",
    cgo: "#cgo LDFLAGS: -lz",
    header: "zlib.h",
    call: "zlibVersion()",
    inputs: {},
    install: "zlib1g",
    static: { input: "static: true" },
  },
  {
    name: "libpcap",
    cgo: "#cgo LDFLAGS: -lpcap",
    header: "pcap.h",
    call: "pcap_lib_version()",
    inputs: {},
    install: "libpcap0.8",
    static: sharedAlone("libsystemd"),
  },
  {
    name: "libusb",
    cgo: "#cgo pkg-config: libusb-1.0",
    header: "libusb.h",
    call: "libusb_get_version()",
    inputs: {},
    install: "libusb-1.0-0",
    static: sharedAlone("libudev"),
  },
  {
    name: "ALSA",
    cgo: "#cgo LDFLAGS: -lasound",
    header: "alsa/asoundlib.h",
    call: "snd_asoundlib_version()",
    inputs: {},
    install: "libasound2",
    static: sharedAlone("libasound"),
  },
  {
    name: "OpenSSL",
    cgo: "#cgo pkg-config: libcrypto",
    header: "openssl/crypto.h",
    call: "OpenSSL_version_num()",
    inputs: {},
    install: "libssl3",
    static: { input: "static: allow-nss" },
  },
  {
    name: "libcurl",
    cgo: "#cgo pkg-config: libcurl",
    header: "curl/curl.h",
    call: "curl_version()",
    inputs: { libraries: "libcurl4-openssl-dev" },
    install: "libcurl4",
    static: sharedAlone("several, librtmp and libldap among them"),
  },
  {
    name: "librdkafka",
    cgo: "#cgo pkg-config: rdkafka",
    header: "librdkafka/rdkafka.h",
    call: "rd_kafka_version()",
    inputs: {},
    install: "librdkafka1",
    static: sharedAlone("libsasl2"),
  },
  {
    name: "ZeroMQ",
    cgo: "#cgo pkg-config: libzmq",
    header: "zmq.h",
    call: "zmq_errno()",
    inputs: {},
    install: "libzmq5",
    static: sharedAlone("libgssapi_krb5"),
  },
  {
    name: "systemd",
    cgo: "#cgo pkg-config: libsystemd",
    header: "systemd/sd-daemon.h",
    call: "sd_booted()",
    inputs: {},
    install: "libsystemd0",
    static: sharedAlone("libsystemd"),
  },
  {
    name: "SDL 2",
    cgo: "#cgo pkg-config: sdl2",
    header: "SDL.h",
    call: "SDL_GetTicks()",
    inputs: {},
    install: "libsdl2-2.0-0",
    static: sharedAlone("libpulse and others"),
  },
  {
    name: "FFmpeg",
    cgo: "#cgo pkg-config: libavcodec libavutil",
    header: "libavcodec/avcodec.h",
    call: "avcodec_version()",
    inputs: {},
    install: "libavcodec59",
    static: sharedAlone("many"),
  },
  {
    name: "GTK 3",
    cgo: "#cgo pkg-config: gtk+-3.0",
    header: "gtk/gtk.h",
    call: "gtk_get_major_version()",
    inputs: {},
    install: "libgtk-3-0",
    static: sharedAlone("GTK itself"),
  },
];

/** The rows of the table: library, line in Go, inputs, packages to install, static. */
export function libraryRows(): readonly (readonly string[])[] {
  return libraryRecipes.map((row) => {
    const inputs = Object.entries(row.inputs).map(([name, value]) => `\`${name}: ${value}\``);
    const inside = "input" in row.static ? `\`${row.static.input}\`` : `no: ${row.static.missing}`;
    return [row.name, `\`${row.cgo}\``, inputs.join(", ") || "nothing", `\`${row.install}\``, inside];
  });
}
