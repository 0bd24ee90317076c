/** The workflow commands that the log uses. */
export type WorkflowCommand = "group" | "endgroup" | "notice" | "warning" | "error";

/**
 * A workflow command as the runner parses it, without a line end, escaped as @actions/core does (command.ts). The log does
 * not use that library, since it loads the client for OpenID tokens, which takes longer than loading all of our own code.
 * @param title The title of an annotation; none where undefined or empty.
 */
export function describeCommand(name: WorkflowCommand, message: string, title?: string): string {
  const properties = title === undefined || title === "" ? "" : ` title=${escapeProperty(title)}`;
  return `::${name}${properties}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
