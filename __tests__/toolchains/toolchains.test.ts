import { afterAll, beforeAll, expect, test } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { indifferent } from "../../src/plan/offers.ts";
import type { LayerPlan, ToolchainPlan } from "../../src/plan/plan.ts";
import type { Outcome } from "../../src/roots/outcome.ts";
import type { Root } from "../../src/roots/settle.ts";
import type { Layer, Provider } from "../../src/toolchains/provider.ts";
import { layers as listed } from "../../src/toolchains/providers.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { openToolchains } from "../../src/toolchains/toolchains.ts";
import { onlyTarget, planOf, rootIn } from "../emulators/questions.ts";
import { problem } from "../support/problems.ts";
import { makePlace, type Place } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("toolchains");
});
afterAll(() => place.remove());

const toolchainPlan: ToolchainPlan = {
  id: "made-up",
  provider: "made-up",
  cxx: false,
  libc: "glibc",
  triple: "aarch64-linux-gnu",
  compiler: "cc",
  roots: ["compiler"],
  settings: {},
};

const layerPlan = (layer: string): LayerPlan => ({ layer, id: `${layer}-arm64`, roots: [layer], settings: {} });

const provider: Provider = {
  id: "made-up",
  offer: () => indifferent,
  rootKinds: [],
  open: async (_host, { id }, [root]) => ({ id, directory: root?.directory }) as Toolchain,
};

/** The layers as they are listed, which here put on nothing but their root's directory. */
const layers: readonly Layer[] = listed.map((each) => ({
  ...each,
  open: async (_host, _plan, { toolchain, roots: [root] }) => ({
    ...toolchain,
    directory: `${toolchain.directory} ${root?.directory}`,
  }),
}));

/** Opens the toolchain of a target with layers, given what became of the roots. */
async function open(put: readonly string[], roots: Readonly<Record<string, Outcome<Root>>>) {
  const plan = planOf({ targets: "linux/arm64" });
  const target = { ...onlyTarget(plan), toolchain: "made-up", layers: put.map(layerPlan) };
  const toolchains = openToolchains(
    place.host,
    { toolchains: [toolchainPlan], targets: [target] },
    {
      roots: {
        of: async (id) => roots[id] ?? { kind: "failed", error: new Error(`no root of the plan is named ${id}`) },
      },
      providers: [provider],
      layers,
    },
  );
  return toolchains.of(target);
}

const ready = (directory: string): Outcome<Root> => ({ kind: "ready", value: rootIn(directory) });
const failing = (text: string): Outcome<Root> => ({ kind: "failed", error: new UserError(problem(text)) });

test("layers are put on a toolchain in the plan's order, and its name has theirs", async () => {
  const roots = { compiler: ready("/c"), musl: ready("/m"), libraries: ready("/l") };
  expect(await open(["musl", "libraries"], roots)).toMatchObject({
    kind: "ready",
    value: { id: "made-up+musl-arm64+libraries-arm64", directory: "/c /m /l" },
  });
});

test.each([
  ["musl", "musl: the mirror is gone"],
  ["libraries", "its C libraries: the mirror is gone"],
])("the error of a root names the layer that it is for: %s", async (layer, message) => {
  const outcome = await open([layer], { compiler: ready("/c"), [layer]: failing("the mirror is gone") });
  expect(outcome?.kind === "failed" && outcome.error).toBeInstanceOf(UserError);
  expect(outcome?.kind === "failed" && outcome.error.message).toBe(message);
});

test("the compiler's own error comes before those of its layers", async () => {
  const outcome = await open(["libraries"], { compiler: failing("no compiler"), libraries: failing("no library") });
  expect(outcome?.kind === "failed" && outcome.error.message).toBe("no compiler");
});
