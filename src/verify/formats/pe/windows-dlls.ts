/**
 * DLLs that are part of every Windows since 10 (and its servers since 2016), without their ending: a program that imports
 * only these needs nothing else. Source: the import libraries of mingw-w64 and the Windows SDK, less what is installed by something
 * else: Visual C++'s runtime (vcruntime140, msvcp140), graphics drivers (vulkan-1, opencl), DirectX's redistributables.
 */
const systemDlls: ReadonlySet<string> = new Set(
  `
  activeds advapi32 advpack amsi apphelp authz avicap32 avifil32 avrt
  bcrypt bcryptprimitives bluetoothapis bthprops.cpl
  cabinet cfgmgr32 clfsw32 clusapi combase comctl32 comdlg32 compstui coremessaging credui crypt32 cryptbase cryptnet
  cryptui cryptxml cscapi
  d2d1 d3d10 d3d10_1 d3d11 d3d12 d3d8 d3d9 d3dcompiler_47 davclnt dbgeng dbghelp dciman32 dcomp ddraw devmgr dhcpcsvc
  dhcpcsvc6 difxapi dinput dinput8 dnsapi drt dsound dsrole dssec dwmapi dwrite dxgi dxva2
  eappcfg elscore esent evr
  faultrep fltlib fwpuclnt
  gdi32 gdiplus glu32 gpapi
  hid hlink httpapi
  icmp icu icuin icuuc imagehlp imm32 inetcomm iphlpapi
  kernel32 kernelbase ksuser ktmw32
  loadperf lz32
  magnification mapi32 mf mfplat mfplay mfreadwrite mfsensorgroup mi mmdevapi mpr mprapi mscms msacm32 msdelta msdmo msdrm
  msi msimg32 msvcrt msvfw32 mswsock mtxdm
  ncrypt ndfapi netapi32 netutils newdev ninput normaliz ntdll ntdsapi ntlanman
  odbc32 odbccp32 ole32 oleacc oleaut32 oledlg oleprn opengl32
  pdh powrprof prntvpt profapi propsys psapi
  quartz query qwave
  rasapi32 resutils rpcns4 rpcrt4 rstrtmgr rtm rtutils
  sas samcli scarddlg schannel sechost secur32 sensapi setupapi sfc shcore shell32 shfolder shlwapi slc slwga srvcli sspicli
  t2embed tapi32 tbs tdh
  ucrtbase uiautomationcore urlmon user32 userenv usp10 uxtheme
  vdmdbg version virtdisk vssapi
  wdsclientapi webservices wecapi wer wevtapi wimgapi win32u winbio windowscodecs windowscodecsext winhttp wininet winmm
  winscard winspool.drv winsta wintrust winusb wkscli wlanapi wlanui wldap32 wldp wofutil ws2_32 wscapi wsdapi wsmsvc
  wsnmp32 wsock32 wtsapi32
  xaudio2_8 xaudio2_9 xinput1_4 xinput9_1_0 xmllite xolehlp xpsprint
  `
    .trim()
    .split(/\s+/),
);

/** API sets: names that Windows itself maps to its own DLLs. */
const apiSet = /^(api|ext)-ms-(win|onecore)-/;

/** Libraries of the C and C++ compilers (GCC's and LLVM's mingw), which no Windows includes. */
const compilerRuntimes =
  /^(libwinpthread|libgcc_s|libstdc\+\+|libgomp|libatomic|libssp|libquadmath|libgfortran|libc\+\+|libunwind|libomp)([-_.]|$)/;

/** Whether every Windows includes this DLL. Names are compared as Windows does, without regard to case. */
export function isWindowsSystemDll(name: string): boolean {
  const stem = name.toLowerCase().replace(/\.dll$/, "");
  return systemDlls.has(stem) || apiSet.test(stem);
}

/** Whether this DLL belongs to the compiler's own runtime, such as `libwinpthread-1.dll`. */
export function isCompilerRuntimeDll(name: string): boolean {
  return compilerRuntimes.test(name.toLowerCase());
}
