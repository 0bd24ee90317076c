import type { ProblemCode, WarningCode } from "../host/errors.ts";
import { commandLine } from "./problems/command-line.ts";
import type { ProblemDocument } from "./problems/document.ts";
import { environment } from "./problems/environment.ts";
import { files } from "./problems/files.ts";
import { go } from "./problems/go.ts";
import { inputs } from "./problems/inputs.ts";
import { lock } from "./problems/lock.ts";
import { machine } from "./problems/machine.ts";
import { run } from "./problems/run.ts";
import { targets } from "./problems/targets.ts";
import { toolchain } from "./problems/toolchain.ts";
import { verify } from "./problems/verify.ts";
import { warnings } from "./problems/warnings.ts";

/** The problems and warnings that each page of docs/errors has, beside the failures of the tool of its name. */
export const problemPages = {
  inputs,
  "command-line": commandLine,
  environment,
  targets,
  files,
  lock,
  go,
  toolchain,
  run,
  verify,
  machine,
  warnings,
} as const;

/** A code without a document does not compile here. */
export const problemDocuments: Readonly<Record<ProblemCode | WarningCode, ProblemDocument>> = {
  ...inputs,
  ...commandLine,
  ...environment,
  ...targets,
  ...files,
  ...lock,
  ...go,
  ...toolchain,
  ...run,
  ...verify,
  ...machine,
  ...warnings,
};
