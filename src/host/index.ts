/** What rooms may use of the edges, beside their types, errors and units. */
export { exists } from "./exists.ts";
export { hashFile, shortHash } from "./hash.ts";
export { type Limit, makeLimit } from "./limit.ts";
export { noexecProblem } from "./places.ts";
