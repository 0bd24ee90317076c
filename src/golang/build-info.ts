/** What the build info of a Go binary says of its module. */
export type ModuleInfo = {
  /** The main package's import path. */
  readonly path: string | undefined;
  /** Build settings by name: `GOOS`, `-ldflags`, `CGO_ENABLED`. */
  readonly settings: Readonly<Record<string, string>>;
};

/**
 * Reads the module info that the linker puts into a binary: lines such as `path\texample.com/tool` and
 * `build\tGOOS=linux`. Source: Go's runtime/debug/mod.go.
 */
export function parseModuleInfo(text: string): ModuleInfo {
  const lines = text.split("\n");
  const path = lines.find((line) => line.startsWith("path\t"))?.slice("path\t".length);
  const settings = lines.flatMap((line) => {
    const setting = line.startsWith("build\t") ? parseSetting(line.slice("build\t".length)) : undefined;
    return setting === undefined ? [] : [setting];
  });
  return { path, settings: Object.fromEntries(settings) };
}

/** `KEY=VALUE`, either quoted as Go quotes strings where it holds a space, a quote or an `=`. */
function parseSetting(setting: string): [string, string] | undefined {
  const keyLength = quotedLength(setting) ?? setting.indexOf("=");
  if (keyLength <= 0 || setting[keyLength] !== "=") {
    return undefined;
  }
  return [unquoteGo(setting.slice(0, keyLength)), unquoteGo(setting.slice(keyLength + 1))];
}

/** The length of the Go string literal that the text begins with; undefined where it begins with none. */
function quotedLength(text: string): number | undefined {
  const quote = text[0];
  if (quote === "`") {
    const end = text.indexOf(quote, 1);
    return end < 0 ? undefined : end + 1;
  }
  if (quote !== '"') {
    return undefined;
  }
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === quote) {
      return at + 1;
    }
    at += text[at] === "\\" ? 1 : 0;
  }
  return undefined;
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The string that a Go string literal stands for; text that is not one is returned unchanged. */
function unquoteGo(text: string): string {
  if (text.length < 2 || text[0] !== text.at(-1)) {
    return text;
  }
  if (text[0] === "`") {
    return text.slice(1, -1);
  }
  if (text[0] !== '"') {
    return text;
  }
  const pieces: Buffer[] = [];
  const pattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))|[^\\]+/gu;
  for (const [whole, byte, short, long, octal, letter] of text.slice(1, -1).matchAll(pattern)) {
    if (byte !== undefined) {
      pieces.push(Buffer.of(Number.parseInt(byte, 16)));
    } else if (octal !== undefined) {
      pieces.push(Buffer.of(Number.parseInt(octal, 8)));
    } else if (letter !== undefined) {
      pieces.push(Buffer.from(escapeOf(letter)));
    } else {
      pieces.push(Buffer.from(codePoint(short ?? long) ?? whole));
    }
  }
  return Buffer.concat(pieces).toString("utf8");
}

function escapeOf(letter: string): string {
  const code = escapes[letter];
  return code === undefined ? letter : String.fromCharCode(code);
}

function codePoint(digits: string | undefined): string | undefined {
  if (digits === undefined) {
    return undefined;
  }
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}
