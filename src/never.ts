/** Closes an exhaustive switch: a variant that nobody handles does not compile. */
export function never(value: never): never {
  throw new TypeError(`unhandled variant: ${JSON.stringify(value)}`)
}
