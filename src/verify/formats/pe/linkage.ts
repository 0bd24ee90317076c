import { type Problem, problemsOf } from "../../../host/errors.ts";
import { foreignLinkage, type Linkage, type Requirement } from "../format.ts";
import type { HeaderFacts } from "../header-facts.ts";
import { isCompilerRuntimeDll, isWindowsSystemDll } from "./windows-dlls.ts";

/** `Windows system DLLs only`, or the others. */
export function describePeLinkage({ needed }: HeaderFacts): Linkage {
  const foreign = needed.filter((name) => !isWindowsSystemDll(name));
  return foreignLinkage(foreign, { text: "Windows system DLLs only", short: "system only", foreign: [] });
}

/** On Windows the C runtime is always linked in; `static` asks that nothing but Windows itself be needed. */
export function checkPeLinkage({ needed }: HeaderFacts, expected: Requirement): readonly Problem[] {
  const runtimes = needed.filter(isCompilerRuntimeDll);
  const foreign = needed.filter((name) => !isCompilerRuntimeDll(name) && !isWindowsSystemDll(name));
  return [
    ...(runtimes.length === 0
      ? []
      : problemsOf("foreign-library", [
          `needs ${runtimes.join(", ")} of the C compiler's runtime, which Windows does not include`,
        ])),
    ...(foreign.length > 0 && expected.static
      ? problemsOf("not-static", [`is not static: it needs ${foreign.join(", ")}, which Windows does not include`])
      : []),
  ];
}
