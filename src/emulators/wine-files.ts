import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { peDependencies } from "./pe-dependencies.ts";

/** The directory with the DLLs, and the list of those that were removed from it. */
const windowsFiles = "x86_64-windows";
const removedFiles = `${windowsFiles}.removed`;

const words = (text: string) => text.trim().split(/\s+/);

/**
 * What a console program may ask for by name: Windows's own programs, what makes the prefix and answers in it, and libraries that
 * programs import or load, or that Wine's load (atl100.dll writes the others' part of the registry; without that and tzres.dll
 * time zones have no names). A version that lacks some goes without; what these ask for in turn is read from them, so that it
 * is right for any version.
 */
const startingPoints = words(`
  cmd.exe conhost.exe dllhost.exe explorer.exe find.exe findstr.exe hostname.exe ipconfig.exe net.exe plugplay.exe
  reg.exe regsvr32.exe rpcss.exe rundll32.exe sc.exe services.exe start.exe svchost.exe taskkill.exe tasklist.exe
  where.exe whoami.exe wineboot.exe wineconsole.exe winedevice.exe xcopy.exe
  mountmgr.sys ndis.sys nsiproxy.sys
  advapi32.dll advpack.dll apisetschema.dll atl100.dll authz.dll avrt.dll bcrypt.dll bcryptprimitives.dll cabinet.dll
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
  const directory = join(libraries, windowsFiles);
  const needed = await findNeeded(directory);
  if (needed === undefined) {
    return;
  }
  const removed = await keepOnly(directory, (name) => needed.has(name.toLowerCase()));
  const known = await readRemoved(libraries);
  await writeFile(
    join(libraries, removedFiles),
    [...known, ...removed]
      .sort()
      .map((name) => `${name}\n`)
      .join(""),
  );
  // The part of a DLL that calls the system is a library of its name.
  const stems = new Set([...needed].map(stemOf));
  await keepOnly(join(libraries, "x86_64-unix"), (name) => stems.has(stemOf(name)));
  for (const other of ["i386-windows", "i386-unix"]) {
    await rm(join(libraries, other), { recursive: true, force: true });
  }
}

/** The names of the DLLs that were removed, in lower case; none of a Wine that was not pruned. */
export async function readRemoved(libraries: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(libraries, removedFiles), "utf8").catch(() => "");
  return new Set(text.split("\n").filter((name) => name !== ""));
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

/** @returns The names of what was removed, in lower case. */
async function keepOnly(directory: string, isKept: (name: string) => boolean): Promise<readonly string[]> {
  const removed = (await readdir(directory)).filter((name) => !isKept(name));
  for (const name of removed) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
  return removed.map((name) => name.toLowerCase());
}

function stemOf(name: string): string {
  return name.toLowerCase().replace(/\.[^.]*$/, "");
}
