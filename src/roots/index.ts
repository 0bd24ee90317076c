/** Private directories that hold what packages, a file or the host put there. */
export type { LackingFile, RootKind } from "./kind.ts";
export { findLockPath, readLock } from "./lock-file.ts";
export { type Outcome, outcomeOf, readyValue } from "./outcome.ts";
export { lookUpRoots } from "./packages.ts";
export { contentHash } from "./place.ts";
export { packageLists } from "./root.ts";
export { ensureRoots, type Roots } from "./roots.ts";
export type { Root, RootCheck, RootSource } from "./settle.ts";
export { listTree } from "./tree.ts";
export { openTreeArchive, writeTreeArchive } from "./tree-archive.ts";
export { quote, script, type WrapperPlace, type WrapperText } from "./wrappers.ts";
