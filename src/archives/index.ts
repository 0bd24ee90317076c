/** Where packages come from: kinds of archives, and names of packages by role. */
export type { Alternative, Archive, DownloadListener, DownloadProgress, Package } from "./archive.ts";
export { archives, findArchive } from "./archives.ts";
export { closure } from "./closure.ts";
export { packageContent } from "./content.ts";
export { packageFamily } from "./families/families.ts";
export type { LibraryDirectories, PackageFamily, PackageSet } from "./families/family.ts";
export { type MirrorMemory, rememberMirrors } from "./mirror-memory.ts";
export { describeBytes, describeProgress, type PendingDownloads, trackDownloads } from "./pending-downloads.ts";
export {
  chooseOwners,
  holdersOf,
  lookUpNamesakes,
  lookUpOwners,
  lookUpProvided,
  ownFilesAdvice,
} from "./requirements.ts";
