import type { Environment, RunPages } from "./types.ts";

/**
 * Where a run can be looked at, from the variables that GitHub documents for every job; Gitea and Forgejo, which set them too,
 * have the files of a commit elsewhere. Undefined where one is missing or is not what it should be: no link is better than one
 * that leads nowhere.
 */
export function runPages(environment: Environment): RunPages | undefined {
  const server = serverAddress(environment["GITHUB_SERVER_URL"]);
  const repository = matching(environment["GITHUB_REPOSITORY"], /^[\w.-]+\/[\w.-]+$/);
  const run = matching(environment["GITHUB_RUN_ID"], /^\d+$/);
  const commit = matching(environment["GITHUB_SHA"], /^[0-9a-f]{40,64}$/);
  if (server === undefined || repository === undefined || run === undefined || commit === undefined) {
    return undefined;
  }
  const isGitea = (environment["GITEA_ACTIONS"] ?? "") !== "";
  return {
    run: `${server}/${repository}/actions/runs/${run}`,
    sources: `${server}/${repository}/${isGitea ? "src/commit" : "blob"}/${commit}`,
    action: server === "https://github.com" && !isGitea ? actionPage(environment) : undefined,
  };
}

/**
 * The runner names the action of a step, and leaves both empty for one of the workflow's own repository (`uses: ./`). On other
 * servers an action may come from somewhere else than the server. In a step of another action's, it may be that one which is named.
 */
function actionPage(environment: Environment): string | undefined {
  const repository = matching(environment["GITHUB_ACTION_REPOSITORY"], /^[\w.-]+\/cgo-cross$/);
  const ref = matching(environment["GITHUB_ACTION_REF"], /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/);
  return repository === undefined || ref === undefined ? undefined : `https://github.com/${repository}/blob/${ref}`;
}

function matching(value: string | undefined, pattern: RegExp): string | undefined {
  return value !== undefined && pattern.test(value) ? value : undefined;
}

function serverAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, origin, pathname } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? `${origin}${pathname.replace(/(?<!\/)\/+$/, "")}` : undefined;
}
