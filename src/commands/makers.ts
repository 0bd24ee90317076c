import { type Emulator, emulators } from "../emulators/index.ts";
import type { RootKind } from "../roots/index.ts";
import { layers, providers, type ToolchainMakers } from "../toolchains/index.ts";

/** All that can make something: the plan is made of their offers, and they carry it out. */
export type Makers = ToolchainMakers & { readonly emulators: readonly Emulator[] };

/** Those that come with cgo-cross. */
export const allMakers: Makers = { providers, layers, emulators };

/** What makes the roots usable that any of them requests. */
export function rootKinds({ providers, layers, emulators }: Makers): readonly RootKind[] {
  return [...providers, ...layers, ...emulators].flatMap((each) => each.rootKinds);
}
