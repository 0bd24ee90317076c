import { type JobSetting, jobVariables, parseGoVariables } from "../golang/index.ts";
import type { Host } from "../host/types.ts";
import { noCompiler, runGo } from "./go.ts";

/**
 * What the job has set that changes what is built: in its environment, or by `go env -w`. That is what Go says with its file
 * of settings and not without, which every Go can be asked. Starts no compiler.
 */
export async function readJobSettings(host: Host, go: string, directory: string): Promise<readonly JobSetting[]> {
  const names = jobVariables.map(({ name }) => name);
  const ask = async (variables: Readonly<Record<string, string>>) => {
    const others = names.filter((name) => name !== "CC");
    const done = await Promise.all([
      runGo(host, go, { args: ["env", "-json", "CC"], directory, variables }),
      runGo(host, go, {
        args: ["env", "-json", ...others],
        directory,
        variables: { ...variables, ...noCompiler(host) },
      }),
    ]);
    const values = done.map(({ exitCode, stdout }) => parseGoVariables(exitCode === 0 ? stdout : "{}"));
    return (name: string) => values.map((value) => value(name)).find((value) => value !== "") ?? "";
  };
  const [all, plain] = await Promise.all([ask({}), ask({ GOENV: "off" })]);
  return names.flatMap((name): readonly JobSetting[] => {
    const own = host.environment[name] ?? "";
    if (own !== "") {
      return [{ name, value: own, from: "environment" }];
    }
    return all(name) === plain(name) ? [] : [{ name, value: all(name), from: "go env -w" }];
  });
}
