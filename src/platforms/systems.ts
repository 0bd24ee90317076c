import type { System } from "./row.ts";

const elf = { format: "elf", programExtension: "", sharedExtension: ".so" } as const;
const apple = {
  format: "macho",
  programExtension: "",
  sharedExtension: ".dylib",
  canBeStatic: false,
  objectiveC: true,
} as const;
const wasm = { format: "wasm", programExtension: ".wasm", sharedExtension: ".wasm", canBeStatic: true } as const;

/** What is the same for all platforms of an operating system, by Go's name of it. */
export const systems = {
  aix: { name: "aix", title: "AIX", ...elf, format: "xcoff", canBeStatic: false, aliases: [] },
  android: { name: "android", title: "Android", ...elf, canBeStatic: false, aliases: [] },
  darwin: { name: "darwin", title: "macOS", ...apple, aliases: ["macos", "macosx", "osx", "mac"] },
  dragonfly: { name: "dragonfly", title: "DragonFly BSD", ...elf, canBeStatic: true, aliases: [] },
  freebsd: { name: "freebsd", title: "FreeBSD", ...elf, canBeStatic: true, aliases: [] },
  illumos: { name: "illumos", title: "illumos", ...elf, canBeStatic: false, aliases: [] },
  ios: { name: "ios", title: "iOS", ...apple, aliases: [] },
  js: { name: "js", title: "Node.js and browsers", ...wasm, aliases: [] },
  linux: { name: "linux", title: "Linux", ...elf, canBeStatic: true, aliases: [] },
  netbsd: { name: "netbsd", title: "NetBSD", ...elf, canBeStatic: true, aliases: [] },
  openbsd: { name: "openbsd", title: "OpenBSD", ...elf, canBeStatic: false, aliases: [] },
  plan9: { name: "plan9", title: "Plan 9", ...elf, format: "plan9", canBeStatic: true, aliases: [] },
  solaris: { name: "solaris", title: "Solaris", ...elf, canBeStatic: false, aliases: [] },
  wasip1: { name: "wasip1", title: "WASI preview 1", ...wasm, aliases: ["wasi", "wasip2"] },
  windows: {
    name: "windows",
    title: "Windows",
    format: "pe",
    programExtension: ".exe",
    sharedExtension: ".dll",
    canBeStatic: true,
    absentHeaders: (
      "arpa/inet.h dlfcn.h fnmatch.h grp.h ifaddrs.h mntent.h net/if.h netdb.h netinet/in.h netinet/tcp.h poll.h pty.h pwd.h " +
      "sys/epoll.h sys/eventfd.h sys/inotify.h sys/ioctl.h sys/mman.h sys/mount.h sys/prctl.h sys/resource.h sys/select.h " +
      "sys/socket.h sys/statvfs.h sys/syscall.h sys/sysinfo.h sys/uio.h sys/un.h sys/utsname.h sys/vfs.h sys/wait.h " +
      "syslog.h termios.h"
    ).split(" "),
    aliases: ["win", "win32", "win64", "mingw", "mingw32", "mingw64"],
  },
} as const satisfies Readonly<Record<string, System>>;
