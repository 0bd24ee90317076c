/** What rooms may use of the edges, beside their types (types.ts) and errors (errors.ts). */
export { exists } from "./exists.ts";
export { hashFile, shortHash } from "./hash.ts";
export { type Limit, makeLimit } from "./limit.ts";
export { byteSize } from "./units.ts";
