import { describeError, rewordProblems, UserError } from "../host/errors.ts";

/**
 * Does work with files. What the file system refuses becomes a UserError: `what` and the system's reason; what to
 * do where a disk is full is said of the whole run. Everything else is thrown on as it is.
 */
export async function withFileErrors<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const described = describeError(error);
    if (error instanceof UserError || described.kind === "internal") {
      throw error;
    }
    throw new UserError(
      rewordProblems(described.problems, (text) => `${what}: ${text}`),
      { cause: error },
    );
  }
}
