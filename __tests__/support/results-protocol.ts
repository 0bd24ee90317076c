/** A JSON object, with the protocol's snake_case names. */
export type Message = Readonly<Record<string, unknown>>;

/** Answers a call of the service; throws a ServiceError for an error response. */
export type Method = (message: Message) => Message | Promise<Message>;

/** An error response of the protocol (twirp), with its HTTP status. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A response: a message, a text or a file. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Message | string;
  /** The path of a file that is the body, of so many bytes. */
  readonly file?: { readonly path: string; readonly bytes: number };
};

/** A field of a message that must be a text with something in it. */
export function textOf(message: Message, field: string): string {
  const value = message[field];
  if (typeof value !== "string" || value === "") {
    throw new ServiceError(400, "invalid_argument", `${field} is missing`);
  }
  return value;
}
