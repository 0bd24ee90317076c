import type { Row } from "./row.ts";
import { assembler } from "./rows/assembler.ts";
import { cgo, pkgConfig } from "./rows/cgo.ts";
import { compiler } from "./rows/compiler.ts";
import { cxx } from "./rows/cxx.ts";
import { go } from "./rows/go.ts";
import { headers } from "./rows/headers.ts";
import { linker } from "./rows/linker.ts";
import { machine } from "./rows/machine.ts";
import { modules } from "./rows/modules.ts";
import { run } from "./rows/run.ts";
import { symbols } from "./rows/symbols.ts";

/** Every kind of failure that is known. Of rows whose signs are in one line, the first counts: those of few words come first. */
export const catalogue: readonly Row[] = [
  ...machine,
  ...cgo,
  ...pkgConfig,
  ...cxx,
  ...headers,
  ...assembler,
  ...compiler,
  ...symbols,
  ...linker,
  ...modules,
  ...go,
  ...run,
];
