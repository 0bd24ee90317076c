/** What rooms may use of the edges, beside their types, errors, hashes, texts and units. */

export { type Hold, holdDirectory } from "./directory-lock.ts";
export { describeFull, type Filled, saysFull } from "./disk-space.ts";
export { type DiskUsage, measureUsage } from "./disk-usage.ts";
export { exists } from "./exists.ts";
export { hashFile, hashFileLike, shortHash } from "./hash.ts";
export { type Limit, makeLimit } from "./limit.ts";
export { noexecProblem, requireWritable } from "./places.ts";
export { resolveLinks } from "./real-path.ts";
export { placeOutside } from "./real-place.ts";
export { type Removal, removeTool } from "./remove-tool.ts";
export { replaceFile } from "./replace-file.ts";
export { type PlaceReport, reportPlace } from "./room.ts";
export { findLeft, makeUnfinished, removeLeft } from "./scratch.ts";
export { during } from "./steps.ts";
export { readUsers, type ToolUser } from "./tool-use.ts";
