/** A file that apt could not get from an address, with the reason in apt's words. */
export type FailedFile = { readonly uri: string; readonly message: string };

/** What apt's transfers have come to, by the messages between apt and its methods. */
export type Acquisitions = {
  /** Takes a line of apt's output. */
  onLine(line: string): void;
  /** The addresses that a server is to send and has not, as they were asked for first. */
  waiting(): readonly string[];
  /** What a server refused, or could not be asked for. */
  failed(): readonly FailedFile[];
  /** The address that was asked for first, of one that it may have been redirected to. */
  originOf(uri: string): string;
};

/** The setting that makes apt print those messages. */
export const acquisitionMessages = 'Debug::pkgAcquire::Worker "1";';

/**
 * Reads the messages that apt exchanges with its methods for fetching over a network, which name the address that each is
 * about. Source: apt's method interface, "Pkg/Method Interface" in its doc/method.dbk: 103 is a redirect, 201 the end of a
 * file, 400 its failure, and 600 the order to get it.
 */
export function trackAcquisitions(): Acquisitions {
  const open = new Set<string>();
  const failures: FailedFile[] = [];
  /** A redirect is followed as another file, which is still the first address's. */
  const origins = new Map<string, string>();
  const originOf = (uri: string) => origins.get(uri) ?? uri;
  const act = (code: string, field: (name: string) => string) => {
    const uri = originOf(field("URI"));
    switch (code) {
      case "600":
        open.add(uri);
        return;
      case "103":
        origins.set(field("New-URI"), uri);
        return;
      case "201":
        open.delete(uri);
        return;
      case "400":
        open.delete(uri);
        failures.push({ uri, message: field("Message") });
    }
  };
  return {
    onLine(line) {
      const message = /^ (?:->|<-) (?:https?|ftp):(\d{3})(%20\S*)$/.exec(line);
      if (message !== null) {
        const fields = decode(message[2] ?? "").split("\n");
        act(
          message[1] ?? "",
          (name) => fields.find((each) => each.startsWith(`${name}: `))?.slice(name.length + 2) ?? "",
        );
      }
    },
    waiting: () => [...open],
    failed: () => failures,
    originOf,
  };
}

/** Whether a line is one of those that acquisitionMessages asks for. They are not for people: they hold all of apt's settings. */
export function isAcquisitionMessage(line: string): boolean {
  return /^( ?(->|<-) |Starting method |Configured access method |Version:\S+ SingleInstance:)/.test(line);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A server's words need not be UTF-8.
    return text.replaceAll("%0a", "\n").replaceAll("%20", " ");
  }
}
