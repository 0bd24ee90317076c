/** Archives, checksums and artifacts of what passed. */
export { clearOutputs, type Delivered, deliver, type Packed, packTarget, runFiles } from "./deliver.ts";
export { type Deliveries, publish } from "./publish.ts";
