/** Go's own caches between runs. */
export { findGoCaches, type GoCaches, noGoCaches } from "./go-caches.ts";
