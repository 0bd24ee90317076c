import { describe, expect, it } from "vitest";
import { problemTexts } from "../../src/host/errors.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { planContext } from "./context.ts";
import { makeSurvey, surveyTarget } from "./questions.ts";

type Raw = Readonly<Record<string, string>>;

/** What is wrong with the inputs, and with the plan that is made of them. */
function problemsOf(raw: Raw): readonly string[] {
  const all = { targets: "linux/arm64", artifacts: "each", ...raw };
  const { inputs, problems } = parseInputs(all, { platforms: knownPlatforms, workspace: "/ws" });
  const survey = makeSurvey(inputs.targets.map(({ os, arch }) => surveyTarget(`${os}/${arch}`, {})));
  return problemTexts([...problems, ...makePlan(inputs, survey, planContext("/ws/dist")).problems]);
}

const reserved = (name: string) => `${name} is a device on Windows`;
const other = "choose another name with `name`";
const another = "choose another one, such as {name}_{target}";
const directory = "choose another directory";
const a = (count: number) => "a".repeat(count);

describe("names that no file should have", () => {
  it.each<readonly [Raw, string]>([
    [{ name: a(250) }, `name: the file "${a(79)}…" has 262 bytes, and a file's name can have 255; ${other}`],
    [
      { name: "é".repeat(125) },
      `name: the file "${"é".repeat(79)}…" has 262 bytes, and a file's name can have 255; ${other}`,
    ],
    [
      { name: "~x" },
      `name: the file "~x_linux_arm64" begins with "~", which shells take for a home directory; ${other}`,
    ],
    [{ name: "Aux.x" }, `name: the file ${reserved('"Aux.x_linux_arm64"')} (Aux); ${other}`],
    [{ name: "a\u202eb" }, 'name: "a\\u202eb" contains the character "\\u202e", which is not allowed; remove it'],
    [{ name: "a\u2028b" }, 'name: "a\\u2028b" contains the character "\\u2028", which is not allowed; remove it'],
    [{ name: "a\u0085b" }, 'name: "a\\u0085b" contains the character "\\u0085", which is not allowed; remove it'],
    [{ name: "a\u200fb" }, 'name: "a\\u200fb" contains the character "\\u200f", which is not allowed; remove it'],
    [{ "artifact-name": ".." }, `artifact-name: the name ".." stands for a directory; ${another}`],
    [{ "artifact-name": "{variant}" }, `artifact-name: the name "" is empty; ${another}`],
    [{ "artifact-name": "nul.{os}" }, `artifact-name: the name ${reserved('"nul.linux"')} (nul); ${another}`],
    [
      { "artifact-name": "x.{variant}" },
      `artifact-name: the name "x." ends with a dot or a space, which Windows drops; ${another}`,
    ],
    [
      { "artifact-name": a(249) },
      `artifact-name: the name "${a(79)}…" has 256 bytes, and a file's name can have 255; ${another}`,
    ],
    [{ "out-dir": ".git" }, `out-dir: ".git" is the directory that git keeps its own files in; ${directory}`],
    [
      { "out-dir": "x/.GIT/hooks" },
      `out-dir: in "x/.GIT/hooks", ".GIT" is the directory that git keeps its own files in; ${directory}`,
    ],
    [
      { "out-dir": "~/x" },
      `out-dir: in "~/x", "~" begins with "~", which shells take for a home directory; ${directory}`,
    ],
    [
      { "out-dir": "a\u2066b" },
      'out-dir: "a\\u2066b" contains the character "\\u2066", which is not allowed; remove it',
    ],
    [{ "out-dir": a(5000) }, `out-dir: "${a(79)}…" has 5000 bytes, and a path can have 4095; ${directory}`],
    [{ "out-dir": a(256) }, `out-dir: "${a(79)}…" has 256 bytes, and a file's name can have 255; ${directory}`],
  ])("%j", (raw, sentence) => {
    expect(problemsOf(raw)).toEqual([sentence]);
  });

  it("are said once for each rule, whatever the number of targets", () => {
    const raw = { name: "~x", targets: "linux/amd64 linux/arm64 windows/amd64", "artifact-name": "{target}." };
    expect(problemsOf(raw)).toEqual([
      `name: the file "~x_linux_amd64" begins with "~", which shells take for a home directory; ${other}`,
      `artifact-name: the name "linux_amd64." ends with a dot or a space, which Windows drops; ${another}`,
    ]);
  });
});

describe("names that are only unusual", () => {
  it.each<Raw>([
    { name: "CON" },
    { name: "foo." },
    { name: ".git" },
    { name: "größe-日本" },
    { name: a(236) },
    { "out-dir": ".." },
    { "out-dir": ".github/dist" },
    { "out-dir": "console/auxiliary" },
    { "working-directory": "مثال" },
  ])("%j", (raw) => {
    expect(problemsOf(raw)).toEqual([]);
  });
});
