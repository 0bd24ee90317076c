import type { Package } from "../../src/archives/archive.ts";
import { problemTexts } from "../../src/host/errors.ts";
import { decideCgo } from "../../src/plan/cgo.ts";
import type { LayerOffering, ToolchainOffering } from "../../src/plan/offers.ts";
import type { RootRequest } from "../../src/plan/root-request.ts";
import {
  chooseToolchain,
  type Offerings,
  rootsOfChoice,
  type TargetToolchain,
  type ToolchainChoice,
} from "../../src/plan/toolchain.ts";
import { selectPackages } from "../../src/roots/resolve.ts";
import type { Machine } from "../../src/survey/machine.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";
import { machine, makeInputs, needs, surveyTarget, type TargetFacts } from "../plan/questions.ts";

export type Choice = {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly machine?: Partial<Machine>;
  readonly facts?: TargetFacts;
  readonly offerings?: Partial<Offerings>;
};

/** Chooses a target's toolchain as a plan does, for a program with C that the machine's own compiler cannot build. */
export function choose(name: string, { inputs: raw = {}, facts = {}, ...choice }: Choice = {}): ToolchainChoice {
  const inputs = makeInputs({ targets: name, ...raw });
  const survey = surveyTarget(name, { need: needs.c, hostCompilers: { cc: false, cxx: false }, ...facts });
  const cgo = decideCgo({ inputs, survey, modulePath: "example.com/app" });
  if (cgo.kind !== "on") {
    throw new Error(`${name} is built without cgo`);
  }
  return chooseToolchain(
    { inputs, machine: { ...machine, ...choice.machine }, survey, reason: cgo.reason },
    { providers, layers, ...choice.offerings },
  );
}

/** The same where there is one to choose. */
export function chosen(name: string, choice: Choice = {}): TargetToolchain {
  const answer = choose(name, choice);
  if (answer.kind === "none") {
    throw new Error(problemTexts(answer.problems).join("\n"));
  }
  return answer;
}

export type ProviderAnswer = ReturnType<ToolchainOffering["offer"]>;
export type LayerAnswer = ReturnType<LayerOffering["offer"]>;

/** What a provider answers when a plan asks it for a target's toolchain. */
export function answerOf(provider: ToolchainOffering, name: string, choice: Choice = {}): ProviderAnswer {
  const answers: ProviderAnswer[] = [];
  const asked: ToolchainOffering = { ...provider, offer: (question) => listed(answers, provider.offer(question)) };
  choose(name, { ...choice, offerings: { providers: [asked], layers: [] } });
  return onlyOne(answers);
}

/** What a layer answers when a plan asks it to be put on a target's toolchain. */
export function layerAnswerOf(layer: LayerOffering, name: string, choice: Choice = {}): LayerAnswer {
  const answers: LayerAnswer[] = [];
  const asked: LayerOffering = { ...layer, offer: (question) => listed(answers, layer.offer(question)) };
  choose(name, { ...choice, offerings: { ...choice.offerings, layers: [asked] } });
  return onlyOne(answers);
}

function listed<Answer>(answers: Answer[], answer: Answer): Answer {
  answers.push(answer);
  return answer;
}

function onlyOne<Answer>(answers: readonly Answer[]): Answer {
  const [answer] = answers;
  if (answer === undefined || answers.length > 1) {
    throw new Error(`it was asked ${answers.length} times`);
  }
  return answer;
}

/** One of the roots that a target's toolchain is made of. */
export function rootRequest(id: string, name: string, choice: Choice = {}): RootRequest {
  const found = rootsOfChoice(chosen(name, choice)).find((root) => root.id === id);
  if (found === undefined) {
    throw new Error(`${name} needs no root named ${id}`);
  }
  return found;
}

/** A package of an index, as far as a selection looks at it. */
export function makePackage(name: string, facts: Partial<Package> = {}): Package {
  return {
    name,
    version: "1",
    architecture: "amd64",
    size: 1,
    sha256: name,
    file: `${name}.deb`,
    depends: [],
    provides: [],
    section: "devel",
    coinstallable: false,
    ...facts,
  };
}

/** The names of what a root takes of resolved packages. */
export function selected({ content }: RootRequest, resolved: readonly Package[]): readonly string[] {
  if (content.kind === "file") {
    throw new Error("a file has no packages to select from");
  }
  return selectPackages(content, resolved).map(({ name }) => name);
}

/** The same of packages, by their names, that all depend on each other: only the selection decides. */
export function selectedOf(request: RootRequest, names: string): readonly string[] {
  const all = words(names);
  return selected(
    request,
    all.map((name) => makePackage(name, { depends: all.map((other) => [other]) })),
  );
}

/** Sorted, as a selection is. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/).sort();
}
