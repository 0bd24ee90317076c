import { messageOf } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { RootRequest } from "../plan/index.ts";
import { type RestoredRoots, refuse } from "./cache.ts";
import type { Installed } from "./install.ts";
import type { RootRecord } from "./root.ts";

/** What the cache gave back; an entry that was seen to be damaged is asked nothing more. */
export class CachedRoots {
  readonly #host: Host;
  readonly #restored: RestoredRoots | undefined;
  #refused: boolean;

  constructor(host: Host, restored: RestoredRoots | undefined, refused: boolean) {
    this.#host = host;
    this.#restored = restored;
    this.#refused = refused;
  }

  /** An entry came that is not used. */
  get refused(): boolean {
    return this.#refused;
  }

  /** What the entry says of a root; undefined where it has none of that name, or is not used. */
  record(id: string): RootRecord | undefined {
    return this.#refused ? undefined : this.#restored?.record(id);
  }

  /** Installs a root from the cache; undefined where that cannot be, with a warning where the entry is damaged. */
  async install(request: RootRequest): Promise<Installed | undefined> {
    if (this.#restored === undefined || this.#refused) {
      return undefined;
    }
    try {
      return await this.#restored.install(request);
    } catch (error) {
      refuse(this.#host, this.#restored.key, messageOf(error));
      this.#refused = true;
      return undefined;
    }
  }
}
