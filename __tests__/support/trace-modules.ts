/** Preloaded into a process (`--import`), writes the address of every module that the process loads to MODULE_TRACE. */
import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

const trace = process.env["MODULE_TRACE"] ?? "";
registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(trace, `${url}\n`);
    return nextLoad(url, context);
  },
});
