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
  };
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
