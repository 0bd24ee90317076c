/**
 * A glibc function that a static program calls and that cannot be linked in whole: glibc looks up users, groups, hosts
 * and services through modules (NSS), which it loads at run time, as dlopen does, from the system that the program runs
 * on. If that has another glibc, the program crashes. golang/go#30310
 */
export type NssUse = {
  readonly symbol: string;
  /** Where the linker saw it: `lookup in libfoo.a(user.o)`. */
  readonly origin: string;
};

/** The functions that glibc's libc.a marks with a warning. Source: its .gnu.warning sections, Debian 11 and 12. */
export const nssSymbols =
  /^((get|set|end)(alias|gr|host|net|proto|pw|rpc|serv|sg|sp)ent(_r)?|getaddrinfo|getaliasbyname(_r)?|get(grgid|grnam|pwnam|pwuid|sgnam|spnam)(_r)?|getgrouplist|gethostby(addr|name2?)(_r)?|getnetby(addr|name)(_r)?|get(proto|rpc)byn(ame|umber)(_r)?|getservby(name|port)(_r)?|initgroups|dlopen|dlmopen)$/;

/** Finds such calls in a linker's output: GNU ld's warnings, or lld's table of --why-extract (see plan/flags.ts). */
export function findNssUse(log: readonly string[]): readonly NssUse[] {
  const found = new Map<string, NssUse>();
  let place = "";
  for (const line of log) {
    const [, object, caller] = /(?:^|\s)(\S+): in function [`'‘]([^'’]+)['’]:/.exec(line) ?? [];
    if (object !== undefined && caller !== undefined) {
      place = describePlace(object, caller);
    }
    const warned = /^(.*?)(?:\(\.text[^)]*\): )?warning: Using '([^']+)' in statically linked applications/.exec(line);
    const symbol = warned?.[2];
    if (symbol !== undefined && !found.has(symbol)) {
      found.set(symbol, { symbol, origin: place === "" ? (warned?.[1] ?? "").trim() : place });
    }
    const extracted = readExtraction(line);
    if (extracted !== undefined && nssSymbols.test(extracted.symbol) && !found.has(extracted.symbol)) {
      found.set(extracted.symbol, { symbol: extracted.symbol, origin: describePlace(extracted.reference, "") });
    }
  }
  return [...found.values()];
}

/** A log without lld's table, which has a line for each part of the C library. */
export function withoutExtractions(log: readonly string[]): readonly string[] {
  return log.filter((line) => readExtraction(line) === undefined && line !== "reference\textracted\tsymbol");
}

function readExtraction(line: string): { readonly reference: string; readonly symbol: string } | undefined {
  const [, reference, symbol] = /^([^\t]+)\t[^\t]+\([^\t]+\)\t(\S+)$/.exec(line) ?? [];
  return reference === undefined || symbol === undefined ? undefined : { reference, symbol };
}

/** cgo names its wrapper of a C function after it; the numbers that the linker gives to Go's objects mean nothing to a user. */
function describePlace(object: string, caller: string): string {
  const file = object.split("/").at(-1) ?? object;
  const [, called] = /^_cgo_[0-9a-f]+_C2?func_(.+)$/.exec(caller) ?? [];
  if (called !== undefined) {
    return `called from Go as C.${called}`;
  }
  const where = /^(\d{6}|go)\.o$/.test(file) ? "the program's own C" : file;
  return [caller, where].filter((part) => part !== "").join(" in ");
}

/** `getpwnam (lookup in libfoo.a(user.o)) and dlopen (…)`. */
export function describeNssUse(uses: readonly NssUse[]): string {
  const all = uses.map(({ symbol, origin }) => (origin === "" ? symbol : `${symbol} (${origin})`));
  return all.length > 5 ? `${all.slice(0, 5).join(", ")} and ${all.length - 5} more` : all.join(", ");
}
