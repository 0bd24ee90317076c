/** What the runner obeys in a step's standard output, beside what only shows there. */
export type WorkflowCommand = "group" | "endgroup" | "notice" | "warning" | "error";

/**
 * A workflow command as the runner reads it, without a line end; its escapes are those of @actions/core (command.ts).
 * That library itself stays out of the log, since it brings the client for OpenID tokens with it, which takes longer to
 * load than all of ours.
 * @param title An annotation's; none where undefined or empty.
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
