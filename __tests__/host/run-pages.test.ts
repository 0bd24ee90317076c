import { describe, expect, it } from "vitest";
import { runPages } from "../../src/host/run-pages.ts";

const commit = "ffac537e6cbbf934b08745a378932722df287a53";
const github = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "octocat/hello-world",
  GITHUB_RUN_ID: "1658821493",
  GITHUB_SHA: commit,
};

describe("runPages", () => {
  it("names the page of the run and the files of its commit", () => {
    expect(runPages(github)).toEqual({
      action: undefined,
      run: "https://github.com/octocat/hello-world/actions/runs/1658821493",
      sources: `https://github.com/octocat/hello-world/blob/${commit}`,
    });
  });

  it("names the version of the action that runs, where the runner tells which it is", () => {
    const action = { ...github, GITHUB_ACTION_REPOSITORY: "octocat/cgo-cross", GITHUB_ACTION_REF: "releases/v1.2" };
    expect(runPages(action)?.action).toBe("https://github.com/octocat/cgo-cross/blob/releases/v1.2");
    for (const other of [
      { GITHUB_ACTION_REPOSITORY: "", GITHUB_ACTION_REF: "" },
      { GITHUB_ACTION_REPOSITORY: "octocat/wrapper" },
      { GITHUB_ACTION_REF: "../a" },
      { GITHUB_ACTION_REF: "a)b" },
      { GITHUB_SERVER_URL: "https://git.example" },
      { GITEA_ACTIONS: "true" },
    ]) {
      expect(runPages({ ...action, ...other })?.action).toBeUndefined();
    }
  });

  it("knows a server below a path, and where Gitea and Forgejo have the files of a commit", () => {
    const environment = { ...github, GITHUB_SERVER_URL: "https://git.example/forge/", GITEA_ACTIONS: "true" };
    expect(runPages(environment)?.sources).toBe(`https://git.example/forge/octocat/hello-world/src/commit/${commit}`);
  });

  it.each([
    ["GITHUB_SERVER_URL", undefined],
    ["GITHUB_SERVER_URL", "javascript:alert(1)"],
    ["GITHUB_REPOSITORY", "octocat"],
    ["GITHUB_REPOSITORY", "octocat/hello)[world"],
    ["GITHUB_RUN_ID", ""],
    ["GITHUB_SHA", "main"],
  ])("has no addresses where %s is %s", (name, value) => {
    expect(runPages({ ...github, [name]: value })).toBeUndefined();
  });
});
