import { BUCKETS } from './features.ts'

/** Weights of eight bits: BUCKETS rows of one a class, each row in units of its `scale`. */
export interface Quantised {
  weights: Int8Array
  scale: Float32Array
}

/** Eight bits a weight: each row is scaled to its own largest value. */
export function quantise(weights: Float32Array, classCount: number): Quantised {
  const bytes = new Int8Array(weights.length)
  const scale = new Float32Array(BUCKETS)
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const row = weights.subarray(bucket * classCount, (bucket + 1) * classCount)
    const largest = row.reduce((most, w) => Math.max(most, Math.abs(w)), 0)
    if (largest === 0) continue
    scale[bucket] = largest / 127
    for (let c = 0; c < row.length; c++)
      bytes[bucket * classCount + c] = Math.round(((row[c] ?? 0) / largest) * 127)
  }
  return { weights: bytes, scale }
}
