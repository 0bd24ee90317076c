import type { Environment } from "./types.ts";

/**
 * The variables that a runner gives to an action alone: the tokens and addresses of its services, the inputs, the state, and
 * the files through which a step passes on variables, paths and outputs. With them a child could write cache entries and
 * artifacts in the action's name, and set the environment of later steps. A `run:` step has no `ACTIONS_*` either.
 * Sources: actions/runner, NodeScriptActionHandler.cs and FileCommandManager.cs; Forgejo's runner repeats the files under its
 * own name.
 */
const runnerVariable =
  /^(?:(?:ACTIONS|INPUT|STATE)_.*|(?:GITHUB|GITEA|FORGEJO)_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/is;

/** What every child gets of an environment, whoever starts it: all that is not for the action alone. */
export function childEnvironment(environment: Environment): Environment {
  return keep(environment, (name) => !runnerVariable.test(name));
}

function keep(environment: Environment, isKept: (name: string, value: string) => boolean): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name, value = ""]) => isKept(name, value)));
}
