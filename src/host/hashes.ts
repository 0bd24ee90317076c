/** A file's hash in hex, under the name of its algorithm. */
export type FileHash =
  | {
      /** The SHA-256 of its file, as the signed index lists it. */
      readonly sha256: string;
    }
  | {
      /** The SHA-512 of its file, where the index lists no SHA-256, as for Ubuntu since 26.10. */
      readonly sha512: string;
    };

export type HashAlgorithm = "sha256" | "sha512";

/** Digits of a hash in hex. */
const lengths: Readonly<Record<HashAlgorithm, number>> = { sha256: 64, sha512: 128 };

/**
 * The hash of a file by which it is known, of those that are listed of it: the SHA-256, or the SHA-512 of what has no
 * SHA-256. Undefined where it has neither, or where it is no such hash: weaker ones prove nothing.
 */
export function readHash(listed: { readonly sha256?: unknown; readonly sha512?: unknown }): FileHash | undefined {
  const { sha256, sha512 } = listed;
  if (sha256 !== undefined) {
    return isHash(sha256, "sha256") ? { sha256 } : undefined;
  }
  return isHash(sha512, "sha512") ? { sha512 } : undefined;
}

function isHash(value: unknown, algorithm: HashAlgorithm): value is string {
  return typeof value === "string" && value.length === lengths[algorithm] && /^[0-9a-f]+$/.test(value);
}

/** The algorithm and the digits of a hash, or of what is known by one. */
export function splitHash(of: FileHash): { readonly algorithm: HashAlgorithm; readonly hex: string } {
  return "sha256" in of ? { algorithm: "sha256", hex: of.sha256 } : { algorithm: "sha512", hex: of.sha512 };
}

/** The hash alone, of what is known by one. */
export function hashOf(of: FileHash): FileHash {
  const { algorithm, hex } = splitHash(of);
  return algorithm === "sha256" ? { sha256: hex } : { sha512: hex };
}

/** `same` and `other` are told by one algorithm; hashes of two algorithms tell nothing. */
export function compareHashes(one: FileHash, two: FileHash): "same" | "other" | "unknown" {
  const [left, right] = [splitHash(one), splitHash(two)];
  if (left.algorithm !== right.algorithm) {
    return "unknown";
  }
  return left.hex === right.hex ? "same" : "other";
}

/** `SHA-512 0123…`. */
export function describeHash(of: FileHash): string {
  const { algorithm, hex } = splitHash(of);
  return `${algorithm.replace("sha", "SHA-")} ${hex}`;
}
