import type { Host } from "../host/types.ts";
import type { LayerOffering, LayerPlan, ToolchainOffering, ToolchainPlan } from "../plan/index.ts";
import type { Root, RootKind } from "../roots/index.ts";
import type { Toolchain } from "./toolchain.ts";

/**
 * Who makes C toolchains. It offers (pure: see ToolchainOffering), its offer says which roots it needs, and it opens what
 * is there. A new provider is a file of this room and a row in providers.ts, and passes the conformance suite.
 */
export type Provider = ToolchainOffering & {
  /** What makes the roots usable that its offers ask for. */
  readonly rootKinds: readonly RootKind[];
  /**
   * Makes a toolchain of what is there, and starts its compiler once.
   * @param plan One of its own.
   * @param roots The plan's roots, in its order.
   * @throws UserError where its compiler does not start.
   */
  readonly open: (host: Host, plan: ToolchainPlan, roots: readonly Root[]) => Promise<Toolchain>;
};

/** Who puts something on toolchains: another C library, libraries to link with. */
export type Layer = LayerOffering & {
  /** How an error names it when its roots fail: `its C libraries`. */
  readonly title: string;
  readonly rootKinds: readonly RootKind[];
  /**
   * Gives the toolchain as it is with the layer; its id is given to it by whoever asked for it.
   * @param plan One of its own.
   * @throws UserError where that cannot be made.
   */
  readonly open: (host: Host, plan: LayerPlan, on: LayerParts) => Promise<Toolchain>;
};

/** What a layer is opened with. */
export type LayerParts = {
  /** As it is without the layer. */
  readonly toolchain: Toolchain;
  /** The layer's roots, in the order of its plan. */
  readonly roots: readonly Root[];
};

/** The only root of a toolchain or layer that has one. */
export function onlyRoot(roots: readonly Root[]): Root {
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    throw new Error(`one root was planned, and there are ${roots.length}`);
  }
  return root;
}
