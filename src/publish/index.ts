/** Archives, checksums and artifacts of what passed. */
export { runFiles } from "./checksums.ts";
export { clearOutputs, ensureWritable } from "./clear.ts";
export { type Delivered, deliver, type Packed, packTarget } from "./deliver.ts";
export { type Deliveries, publish } from "./publish.ts";
