import type { Problem } from "../host/errors.ts";
import { type Target, targetFileSuffix } from "../platforms/index.ts";
import { artifactPlaceholders } from "./definitions.ts";
import { both, quote } from "./wording.ts";

/** Source: actions/toolkit, packages/artifact, path-and-artifact-name-validation.ts. */
const forbidden = /["<>|*?:\\/\r\n]/;

/** What an artifact's name must not contain, for people. */
const forbiddenNames = '" < > | * ? : \\ / or line breaks';

/** The rest of a sentence that begins with a name that no artifact can have; undefined where the name is fine. */
export function describeForbidden(name: string): string | undefined {
  const found = forbidden.exec(name)?.[0];
  return found === undefined
    ? undefined
    : `contains ${quote(found)}, but artifact names cannot contain ${forbiddenNames}`;
}

/** Every problem of an `artifact-name` template, in sentences that the input's name can stand before. */
export function artifactTemplateProblems(template: string): readonly Problem[] {
  const known = `the placeholders are ${both(artifactPlaceholders.map((name) => `{${name}}`))}`;
  const placeholders: readonly string[] = artifactPlaceholders;
  const problems: Problem[] = [];
  for (const [text, name = ""] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders.includes(name)) {
      problems.push({
        code: "unknown-placeholder",
        text: `unknown placeholder ${quote(text)} in ${quote(template)}; ${known}`,
      });
    }
  }
  if (/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ""))) {
    problems.push({ code: "unknown-placeholder", text: `unmatched brace in ${quote(template)}; ${known}` });
  }
  const fault = describeForbidden(template);
  if (fault !== undefined) {
    const text = `${quote(template)} ${fault}; remove it, and write {target} or {os}_{arch} for a target`;
    problems.push({ code: "file-name", text });
  }
  return problems;
}

/** The artifact's name that a checked template gives: `{name}_{target}` gives `hello_linux_armv7`. */
export function fillArtifactName(template: string, name: string, target: Target): string {
  const values: Readonly<Record<string, string>> = {
    name,
    target: targetFileSuffix(target),
    os: target.os,
    arch: target.arch,
    variant: target.variant ?? "",
  };
  return template.replaceAll(/\{([a-z]+)\}/g, (text, placeholder: string) => values[placeholder] ?? text);
}
