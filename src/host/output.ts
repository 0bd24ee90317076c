/** The two streams of a child, and both interleaved. */
export type Output = { readonly stdout: string; readonly stderr: string; readonly output: string };

export type OutputCollector = {
  add(stream: "stdout" | "stderr", chunk: Buffer): void;
  /** Call once, after the last chunk. */
  finish(): Output;
};

const lineFeed = 10;

/**
 * What is shown of a line, in UTF-16 units. No line of a compiler is as long; one that is costs memory and time wherever it is
 * cleaned, masked and shown. It is twice the longest word that a command may have (see wordLimit), so that a value of -X
 * which Go prints is not cut in the middle, where it could not be told from other text and masked.
 */
const longestLine = 262_144;

/**
 * Collects what a child prints. `output` interleaves the streams line by line, in the order in which lines were completed,
 * so that no line and no character of several bytes is split by the other stream. Bytes are decoded once, as UTF-8, and the
 * line ends of Windows become those of all others.
 *
 * `stdout` and `stderr` are data, and whole. `output` and what `onLine` gets are for people: a line that is longer than
 * anybody reads is cut, with a note of how much is left out.
 *
 * `onLine` is called for each line without its line end (`\n` or `\r\n`); a last line without one comes with finish().
 */
export function makeOutputCollector(onLine: ((line: string) => void) | undefined): OutputCollector {
  const joined: Buffer[] = [];
  const streams = { stdout: makeStream(), stderr: makeStream() };

  function complete(lines: Buffer): void {
    joined.push(lines);
    if (onLine === undefined) {
      return;
    }
    const text = cutLines(lines.toString("utf8"));
    for (const line of (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n")) {
      onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
    }
  }

  return {
    add(name, chunk) {
      const stream = streams[name];
      stream.all.push(chunk);
      const end = chunk.lastIndexOf(lineFeed) + 1;
      if (end === 0) {
        stream.open.push(chunk);
        return;
      }
      complete(Buffer.concat([...stream.open, chunk.subarray(0, end)]));
      stream.open = end < chunk.length ? [chunk.subarray(end)] : [];
    },
    finish() {
      for (const stream of [streams.stdout, streams.stderr]) {
        if (stream.open.length > 0) {
          complete(Buffer.concat(stream.open));
        }
        stream.open = [];
      }
      const stdout = decode(streams.stdout.all);
      const stderr = decode(streams.stderr.all);
      // Interleaved only where both streams have something: it would double the memory of a large output.
      const output = stderr === "" ? stdout : stdout === "" ? stderr : decode(joined);
      return { stdout, stderr, output: cutLines(output) };
    },
  };
}

function makeStream(): { readonly all: Buffer[]; open: Buffer[] } {
  return { all: [], open: [] };
}

/** Lines end with `\n` alone, whatever the program's own system has. */
function decode(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8").replaceAll("\r\n", "\n");
}

/** The text with its lines cut to what is shown of each. */
function cutLines(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let start = 0; text.length - start > longestLine; ) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    if (end - start > longestLine) {
      const cut = start + longestLine;
      pieces.push(text.slice(kept, cut), `… (${end - cut} more characters)`);
      kept = end;
    }
    start = end + 1;
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(kept);
}
