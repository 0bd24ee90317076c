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

/** Where a person's or a job's credentials, agents and settings are: in what names their places, and what git and Go are told. */
const ownPlace =
  /^(?:GIT_.*|SSH_.*|XDG_.*|GOAUTH|NETRC|GNUPGHOME|DOCKER_CONFIG|KUBECONFIG|DBUS_SESSION_BUS_ADDRESS)$/is;

/** Words of the names that people and services give to credentials. */
const credentialName =
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|APIKEY)S?(?:[_.-]|$)|(?:^|[_.-])(?:KEY|PAT|PASS|AUTH|JWT|CRED|COOKIE)S?(?:[_.-]|$)/i;

/** A URL with a user in it, a token of GitHub's by its prefix, a private key. */
const credentialValue = /:\/\/[^/\s@]+@|\bgh[a-z]_[A-Za-z0-9]{16}|\bgithub_pat_|-----BEGIN [A-Z ]*PRIVATE KEY/;

/** A shorter value may be in another by chance. */
const shortestSecret = 16;

/**
 * What a program under test gets of an environment: nothing that is for the action alone, and no credentials, as far as a
 * name, a value, or the value of another variable tells. Those for `go`, git and the compilers are not for it.
 */
export function testedEnvironment(environment: Environment): Environment {
  const isCredential = (name: string, value: string) => credentialName.test(name) || credentialValue.test(value);
  const secrets = Object.entries(environment).flatMap(([name, value = ""]) =>
    isCredential(name, value) && value.length >= shortestSecret && !value.startsWith("/") ? [value] : [],
  );
  return keep(
    childEnvironment(environment),
    (name, value) =>
      !ownPlace.test(name) && !isCredential(name, value) && !secrets.some((secret) => value.includes(secret)),
  );
}

function keep(environment: Environment, isKept: (name: string, value: string) => boolean): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name, value = ""]) => isKept(name, value)));
}
