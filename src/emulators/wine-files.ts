import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { peDependencies } from "./pe-dependencies.ts";

const words = (text: string) => text.trim().split(/\s+/);

/**
 * What a console program may ask for by name: Windows's own programs, what makes the prefix and answers in it, and libraries that
 * programs import or load, or that Wine's load. A version that lacks some goes without; what these ask for in turn is read
 * from them, so that it is right for any version.
 */
const startingPoints = words(`
  cmd.exe conhost.exe dllhost.exe explorer.exe find.exe findstr.exe hostname.exe ipconfig.exe net.exe plugplay.exe
  reg.exe regsvr32.exe rpcss.exe rundll32.exe sc.exe services.exe start.exe svchost.exe taskkill.exe tasklist.exe
  where.exe whoami.exe wineboot.exe wineconsole.exe winedevice.exe xcopy.exe
  mountmgr.sys ndis.sys nsiproxy.sys
  advapi32.dll advpack.dll apisetschema.dll authz.dll avrt.dll bcrypt.dll bcryptprimitives.dll cabinet.dll
  cfgmgr32.dll credui.dll crypt32.dll cryptnet.dll cryptsp.dll cryptui.dll dbghelp.dll dhcpcsvc.dll dnsapi.dll
  dwmapi.dll fwpuclnt.dll hid.dll imagehlp.dll iphlpapi.dll kerberos.dll ktmw32.dll loadperf.dll lz32.dll
  mmdevapi.dll msasn1.dll msimg32.dll msv1_0.dll msvcrt.dll mswsock.dll ncrypt.dll netapi32.dll newdev.dll
  normaliz.dll ntdsapi.dll odbc32.dll ole32.dll oleacc.dll oleaut32.dll pdh.dll powrprof.dll psapi.dll rasapi32.dll
  resutils.dll rsaenh.dll rstrtmgr.dll samlib.dll schannel.dll secur32.dll security.dll setupapi.dll shell32.dll
  shfolder.dll srvcli.dll sxs.dll tapi32.dll tdh.dll tzres.dll ucrtbase.dll urlmon.dll userenv.dll usp10.dll uxtheme.dll
  version.dll virtdisk.dll wbemprox.dll wer.dll wevtapi.dll winhttp.dll wininet.dll winmm.dll winscard.dll
  wintrust.dll winusb.dll wlanapi.dll wldap32.dll ws2_32.dll wsock32.dll wtsapi32.dll xmllite.dll
`);

/**
 * Leaves the files that a console program may need, of the 700 that are all copied into each prefix. Where there are no
 * directories of real DLLs, as in Wine 5 and 6, all is left: what lies there is small, and says nothing of what it needs.
 * @param libraries Wine's directory of libraries.
 */
export async function pruneWine(libraries: string): Promise<void> {
  const needed = await findNeeded(join(libraries, "x86_64-windows"));
  if (needed === undefined) {
    return;
  }
  await keepOnly(join(libraries, "x86_64-windows"), (name) => needed.has(name.toLowerCase()));
  // The part of a DLL that calls the system is a library of its name.
  const stems = new Set([...needed].map(stemOf));
  await keepOnly(join(libraries, "x86_64-unix"), (name) => stems.has(stemOf(name)));
  for (const other of ["i386-windows", "i386-unix"]) {
    await rm(join(libraries, other), { recursive: true, force: true });
  }
}

/** The starting points and everything that they ask for, in lower case; undefined where that cannot be read. */
async function findNeeded(directory: string): Promise<ReadonlySet<string> | undefined> {
  const there = new Map((await readdir(directory).catch(() => [])).map((name) => [name.toLowerCase(), name]));
  const needed = new Set<string>();
  const queue = startingPoints.filter((name) => there.has(name));
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const file = there.get(name) ?? there.get(`${name}.dll`);
    if (file !== undefined && !needed.has(file.toLowerCase())) {
      needed.add(file.toLowerCase());
      const asked = peDependencies(await readFile(join(directory, file)));
      queue.push(...asked.map((each) => each.toLowerCase()));
    }
  }
  return needed.has("ntdll.dll") ? needed : undefined;
}

async function keepOnly(directory: string, isKept: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!isKept(name)) {
      await rm(join(directory, name), { recursive: true, force: true });
    }
  }
}

function stemOf(name: string): string {
  return name.toLowerCase().replace(/\.[^.]*$/, "");
}
