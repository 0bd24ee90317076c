import type { BlobStore, StoredBlob } from "./blob-store.ts";
import { type Message, type Method, ServiceError, textOf } from "./results-protocol.ts";

export type CachedEntry = {
  readonly id: string;
  readonly key: string;
  /** The client's hash of paths and compression. */
  readonly version: string;
  /** False for an entry that is reserved and not finished, which nobody can restore and nobody else can save. */
  readonly saved: boolean;
  /** The archive, once it is uploaded. */
  readonly blob: StoredBlob | undefined;
};

/** The cache service, version 2. */
export function makeCacheMethods(blobs: BlobStore): {
  readonly methods: Readonly<Record<string, Method>>;
  entries(): readonly CachedEntry[];
} {
  const entries: { id: string; key: string; version: string; saved: boolean }[] = [];
  const blobName = (id: string) => `cache-${id}`;

  const find = (message: Message) => {
    const key = textOf(message, "key");
    const version = textOf(message, "version");
    return entries.find((entry) => entry.key === key && entry.version === version);
  };

  /** The key itself first, then each restore key as a prefix, newest entry first. */
  function match(message: Message) {
    const version = textOf(message, "version");
    const fitting = entries.filter((entry) => entry.saved && entry.version === version).reverse();
    const keys = message["restore_keys"];
    const prefixes = [textOf(message, "key"), ...(Array.isArray(keys) ? keys.map(String) : [])];
    const exact = fitting.find((entry) => entry.key === prefixes[0]);
    return exact ?? prefixes.flatMap((prefix) => fitting.find((entry) => entry.key.startsWith(prefix)) ?? [])[0];
  }

  return {
    methods: {
      "CacheService/CreateCacheEntry"(message) {
        if (find(message) !== undefined) {
          throw new ServiceError(409, "already_exists", "cache entry already exists");
        }
        const id = String(101 + entries.length);
        entries.push({ id, key: textOf(message, "key"), version: textOf(message, "version"), saved: false });
        return { ok: true, signed_upload_url: blobs.sign(blobName(id)) };
      },
      "CacheService/FinalizeCacheEntryUpload"(message) {
        const entry = find(message);
        if (entry === undefined) {
          throw new ServiceError(404, "not_found", "cache entry not found");
        }
        const bytes = blobs.get(blobName(entry.id))?.bytes;
        if (String(bytes) !== message["size_bytes"]) {
          return { ok: false, message: `the upload has ${bytes} bytes` };
        }
        entry.saved = true;
        return { ok: true, entry_id: entry.id };
      },
      "CacheService/GetCacheEntryDownloadURL"(message) {
        const entry = match(message);
        if (entry === undefined) {
          return { ok: false };
        }
        return { ok: true, signed_download_url: blobs.sign(blobName(entry.id)), matched_key: entry.key };
      },
    },
    entries: () => entries.map((entry) => ({ ...entry, blob: blobs.get(blobName(entry.id)) })),
  };
}
