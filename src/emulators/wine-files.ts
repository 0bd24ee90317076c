/**
 * The files of libwine that a console program needs, found by leaving out whatever programs ran without. The names are those
 * of Wine 8; other versions may lack some.
 */
const unixLibraries = `
  bcrypt.so crypt32.so dnsapi.so mountmgr.so msv1_0.so netapi32.so nsiproxy.so ntdll.so secur32.so win32u.so
  ws2_32.so
`;

const windowsFiles = `
  advapi32.dll advpack.dll apisetschema.dll authz.dll avrt.dll bcrypt.dll cabinet.dll cfgmgr32.dll cmd.exe
  combase.dll comctl32.dll comdlg32.dll conhost.exe credui.dll crypt32.dll cryptnet.dll cryptsp.dll
  cryptui.dll dbghelp.dll dhcpcsvc.dll dllhost.exe dnsapi.dll dwmapi.dll explorer.exe find.exe findstr.exe
  fwpuclnt.dll gdi32.dll hid.dll hostname.exe imagehlp.dll imm32.dll ipconfig.exe iphlpapi.dll kerberos.dll
  kernel32.dll kernelbase.dll ktmw32.dll loadperf.dll lz32.dll mmdevapi.dll mountmgr.sys mpr.dll msasn1.dll
  msimg32.dll msv1_0.dll msvcrt.dll mswsock.dll ncrypt.dll ndis.sys net.exe netapi32.dll newdev.dll
  normaliz.dll nsi.dll nsiproxy.sys ntdll.dll ntdsapi.dll ntoskrnl.exe odbc32.dll ole32.dll oleacc.dll
  oleaut32.dll pdh.dll plugplay.exe powrprof.dll propsys.dll psapi.dll rasapi32.dll reg.exe regsvr32.exe
  resutils.dll rpcrt4.dll rpcss.exe rsaenh.dll rstrtmgr.dll rundll32.exe samlib.dll sc.exe schannel.dll
  sechost.dll secur32.dll security.dll services.exe setupapi.dll shcore.dll shell32.dll shfolder.dll
  shlwapi.dll srvcli.dll sspicli.dll start.exe svchost.exe sxs.dll tapi32.dll taskkill.exe tasklist.exe
  tdh.dll ucrtbase.dll urlmon.dll user32.dll userenv.dll usp10.dll uxtheme.dll version.dll virtdisk.dll
  wbemprox.dll wer.dll wevtapi.dll where.exe whoami.exe win32u.dll wineboot.exe wineconsole.exe
  winedevice.exe winhttp.dll wininet.dll winmm.dll winscard.dll wintrust.dll winusb.dll wlanapi.dll
  wldap32.dll ws2_32.dll wsock32.dll wtsapi32.dll xcopy.exe xmllite.dll
`;

const words = (text: string) => text.trim().split(/\s+/);

/** File names by their directory below usr/lib/<multiarch>/wine. */
export const wineFiles = { "x86_64-unix": words(unixLibraries), "x86_64-windows": words(windowsFiles) } as const;
