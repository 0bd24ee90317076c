/** Something that was to arrive: it is there, or it says why not. */
export type Outcome<Value> =
  | { readonly kind: "ready"; readonly value: Value }
  | {
      readonly kind: "failed";
      readonly message: string;
      /** It does not exist for this machine at all, rather than having failed to arrive. */
      readonly absent?: boolean;
    };
